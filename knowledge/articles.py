"""An article file (.md, .txt, .html) as an Article: front matter checked, body byte for byte.

It does not clean the body (passages.py leaves furniture out) and does not guess a missing day:
without the day of publication no date in the text can be resolved.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import yaml

from knowledge import text
from knowledge.errors import ArticleError
from knowledge.languages import languages
from knowledge.model import Article
from knowledge.rows import LOADER

KEYS = ("title", "publisher", "url", "published", "language")
"""What front matter must give, and all that it may give."""

_LARGEST_FILE = 2_000_000
_LARGEST_FRONT = 10_000
_FRONT = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Field:
    value: str
    line: int


def read(path: Path) -> Article:
    """The article of a file with front matter; pages.py reads web pages.

    Raises ArticleError naming file, line, value and mend.
    """
    written = decoded(path)
    match = _FRONT.match(written)
    if match is None:
        raise ArticleError(
            path.name, 1, "no front matter", "begin the file with '---' and close it with '---'"
        )
    fields = _fields(path.name, match[1])
    return _article(path, fields, written[match.end() :], written.count("\n", 0, match.end()) + 1)


def decoded(path: Path) -> str:
    """The text of a file, line ends as they are; refuses what is too large or not UTF-8."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ArticleError(path.name, None, f"cannot be read: {error.strerror}", "check the path") from error
    if len(raw) > _LARGEST_FILE:
        raise ArticleError(path.name, None, f"{len(raw):,} bytes is too large for an article", "at most 2 MB")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ArticleError(
            path.name, line, f"not UTF-8: byte 0x{raw[error.start]:02x}", "save as UTF-8"
        ) from error


def digest(article: Article) -> str:
    """The same for the same text, whatever its file, address, line ends or spacing."""
    words = " ".join(text.fold(article.body).split())
    return hashlib.sha256(words.encode()).hexdigest()


def refuse_copies(articles: Iterable[Article]) -> None:
    """Raises ArticleError if two articles have one slug or the same text."""
    slugs: set[str] = set()
    texts: dict[str, str] = {}
    for article in articles:
        if article.slug in slugs:
            raise ArticleError(article.slug, None, "a second article of this name", "rename one of the files")
        slugs.add(article.slug)
        first = texts.setdefault(digest(article), article.slug)
        if first != article.slug:
            raise ArticleError(article.slug, None, f"the same text as '{first}'", "remove one of the two")


def day_of(published: str, file: str, line: int | None) -> date:
    """The day that an ISO date, or a date-time with its zone, names in that zone."""
    try:
        return date.fromisoformat(published)
    except ValueError:
        pass
    mend = "write 2026-02-14 or 2026-02-14T14:31+02:00"
    try:
        moment = datetime.fromisoformat(published)
    except ValueError as error:
        raise ArticleError(file, line, f"published: '{published}' is no possible date", mend) from error
    if moment.tzinfo is None:
        raise ArticleError(file, line, f"published: '{published}' has a time but no zone", mend)
    return moment.date()


def _fields(file: str, front: str) -> Mapping[str, _Field]:
    """Key -> value as text: no YAML types, so ``no`` stays "no" and dates stay as written."""
    if len(front) > _LARGEST_FRONT:
        raise ArticleError(
            file, 2, "front matter is too long", "only title, publisher, url, published, language"
        )
    try:
        root = yaml.compose(front, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 2
        value = _line(front, line)
        raise ArticleError(
            file, line, f"not YAML: {value}", "put a value with ': ' or '#' in double quotes"
        ) from error
    except yaml.YAMLError as error:
        raise ArticleError(file, 2, f"not YAML: {error}", "remove control characters") from error
    if not isinstance(root, yaml.MappingNode):
        raise ArticleError(file, 2, "front matter is not 'key: value' lines", f"give {', '.join(KEYS)}")
    found: dict[str, _Field] = {}
    for key, value in root.value:
        _add(file, found, key, value)
    return found


def _line(front: str, line: int) -> str:
    lines = front.splitlines()
    return lines[line - 2].strip() if 0 <= line - 2 < len(lines) else "the end"


def _add(file: str, found: dict[str, _Field], key: yaml.Node, value: yaml.Node) -> None:
    line = key.start_mark.line + 2
    name = key.value if isinstance(key, yaml.ScalarNode) else "?"
    if name not in KEYS:
        raise ArticleError(file, line, f"the key '{name}' is unknown", f"the keys are {', '.join(KEYS)}")
    if name in found:
        raise ArticleError(file, line, f"'{name}' stands twice", "keep one of them")
    if not isinstance(value, yaml.ScalarNode):
        raise ArticleError(file, line, f"{name} is a list or a mapping", "write one text")
    found[name] = _Field(" ".join(value.value.split()), line)


def _article(path: Path, fields: Mapping[str, _Field], body: str, body_line: int) -> Article:
    file = path.name
    for key in KEYS:
        if key not in fields or not fields[key].value:
            line = fields[key].line if key in fields else 1
            raise ArticleError(file, line, f"{key} is missing", _MEND[key])
    url, language, published = fields["url"], fields["language"], fields["published"]
    if not re.match(r"https?://[^\s/]+", url.value):
        raise ArticleError(file, url.line, f"url: '{url.value}' is no web address", "begin it with https://")
    if language.value not in languages():
        known = ", ".join(languages())
        raise ArticleError(
            file, language.line, f"language: '{language.value}' is not known", f"one of {known}"
        )
    if not body.strip():
        raise ArticleError(
            file, body_line, "the body is empty", "put the article's text after the second '---'"
        )
    return Article(
        slug=path.stem,
        title=fields["title"].value,
        publisher=fields["publisher"].value,
        url=url.value,
        published=day_of(published.value, file, published.line),
        published_at=published.value,
        language=language.value,
        body=body,
    )


_MEND = {
    "title": "add 'title: ...' as the article has it",
    "publisher": "add 'publisher: ...'",
    "url": "add 'url: https://...'",
    "published": "add 'published: 2026-02-14'; without it no date in the text can be resolved",
    "language": "add 'language: en', uk or ru",
}

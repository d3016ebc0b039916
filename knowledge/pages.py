"""A saved web page as an Article: the page's own metadata for front matter, its prose for the body.

Needs the optional extra ``html`` (trafilatura). It drops navigation and adverts, but also the time
of day and the language, which are therefore read here from JSON-LD, meta tags and ``<html lang>``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from knowledge import articles, text
from knowledge.errors import ArticleError
from knowledge.languages import languages
from knowledge.model import Article

_NEWS = re.compile(r"Article|Posting|Report")
_EXTRA = "pip install 'talks-bot[html]', or save the article as .md with front matter"
_ALIASES = {"ua": "uk"}


def read(path: Path) -> Article:
    """The article of a saved page. Raises ArticleError where the page does not give what is needed."""
    try:
        trafilatura: Any = import_module("trafilatura")
        lxml_html: Any = import_module("lxml.html")
    except ImportError as error:
        raise ArticleError(
            path.name, None, f"reading .html needs an extra package: {error}", _EXTRA
        ) from error
    page = articles.decoded(path)
    try:
        tree = lxml_html.document_fromstring(page.encode())
    except (ValueError, lxml_html.etree.ParserError) as error:
        raise ArticleError(
            path.name, 1, "the page is empty or not HTML", "save the whole page again"
        ) from error
    extracted = trafilatura.extract(page, include_comments=False, include_tables=False, deduplicate=False)
    body = "\n\n".join(line.strip() for line in (extracted or "").splitlines() if line.strip())
    if not body:
        raise ArticleError(path.name, None, "no article text was found", "save it as .md with front matter")
    found = dict(_metadata(tree))
    published = _published(path.name, page, found)
    return Article(
        slug=path.stem,
        title=_needed(path.name, found, "title"),
        publisher=found.get("publisher")
        or urlsplit(_needed(path.name, found, "url")).netloc.removeprefix("www."),
        url=_needed(path.name, found, "url"),
        published=articles.day_of(published, path.name, None),
        published_at=published,
        language=_language(path.name, found.get("language", ""), body),
        body=body + "\n",
    )


def _needed(file: str, found: Mapping[str, str], key: str) -> str:
    value = " ".join(found.get(key, "").split())
    if not value:
        raise ArticleError(
            file, None, f"the page does not give its {key}", "save it as .md with front matter"
        )
    return value


def _metadata(tree: Any) -> Iterator[tuple[str, str]]:
    """Key and value pairs, the less trustworthy first, so that a dict keeps the best."""
    for key, path in _PLACES:
        for value in tree.xpath(path)[:1]:
            if str(value).strip():
                yield key, str(value).strip()
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        yield from _linked_data(script)


_PLACES = (
    ("title", "//title/text()"),
    ("title", "//h1//text()"),
    ("title", "//meta[@property='og:title']/@content"),
    ("publisher", "//meta[@name='application-name']/@content"),
    ("publisher", "//meta[@property='og:site_name']/@content"),
    ("url", "//meta[@property='og:url']/@content"),
    ("url", "//link[@rel='canonical']/@href"),
    ("published", "//time[@datetime]/@datetime"),
    ("published", "//meta[@itemprop='datePublished']/@content"),
    ("published", "//meta[@name='date' or @name='pubdate' or @name='DC.date.issued']/@content"),
    ("published", "//meta[@property='article:published_time']/@content"),
    ("language", "//meta[@property='og:locale']/@content"),
    ("language", "//meta[@http-equiv='content-language']/@content"),
    ("language", "/html/@lang"),
)


def _linked_data(script: str) -> Iterator[tuple[str, str]]:
    try:
        data = json.loads(script)
    except ValueError:
        return
    for item in _items(data):
        if not _NEWS.search(str(item.get("@type", ""))):
            continue
        publisher, page = item.get("publisher"), item.get("mainEntityOfPage")
        named = {
            "title": item.get("headline"),
            "publisher": publisher.get("name") if isinstance(publisher, dict) else publisher,
            "url": item.get("url") or (page.get("@id") if isinstance(page, dict) else page),
            "published": item.get("datePublished"),
            "language": item.get("inLanguage"),
        }
        yield from (
            (key, value.strip()) for key, value in named.items() if isinstance(value, str) and value.strip()
        )


def _items(data: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, list):
        for item in data:
            yield from _items(item)
    elif isinstance(data, dict):
        yield data
        yield from _items(data.get("@graph", []))


def _published(file: str, page: str, found: Mapping[str, str]) -> str:
    written = re.sub(r"\.\d+", "", found.get("published", "")).strip()
    written = re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", written)
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        moment = None
    if moment is not None:
        return written if moment.tzinfo else written[:10]
    from htmldate import find_date

    day = find_date(page, original_date=True, extensive_search=False)
    if not day:
        raise ArticleError(
            file, None, "the page does not give its date", "save it as .md with 'published:' in front matter"
        )
    return str(day)


def _language(file: str, written: str, body: str) -> str:
    code = re.split(r"[-_]", written.lower())[0]
    code = _ALIASES.get(code, code)
    if code in languages():
        return code
    if code:
        known = ", ".join(languages())
        raise ArticleError(file, None, f"language: '{written}' is not known", f"one of {known}")
    return text.language_of(body[:2000])

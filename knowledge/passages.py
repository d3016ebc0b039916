"""An Article as Passages: one a sentence, with code-point offsets into the stored body.

Headings and furniture (language switchers, photo credits, "Read also" lines, share prompts, the
title again) are left out; the body itself is never changed. What differs between languages is in
``data/prose``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge import text
from knowledge.model import Article, Passage
from knowledge.prose import Prose, furniture, prose

_LINE = re.compile(r"[^\r\n]+")
_MARKUP = re.compile(r"[ \t]*(?:(?P<heading>#{1,6})[ \t]+|(?P<item>(?:[-*•>]|\d{1,2}[.)])[ \t]+)+)?[*_]*")
_CLOSERS = "\"'”’»)]*_“"  # a low-opened „quote“ closes with “
_TERMINAL = re.compile(rf"[.!?…]+(?:[{re.escape(_CLOSERS)}]*)(?=\s|$)")
_SENTENCE_START = re.compile(r"[\s]+(?P<dash>[-–—]\s+)?(?P<opener>[\"'“‘«„(\[*_]*)(?P<word>\w+)?")
_LAST_WORD = re.compile(r"(?:\w+\.)*[\w’'-]+$")
_ENDS_SENTENCE = re.compile(rf"[.!?…][{re.escape(_CLOSERS)}]*$|[{re.escape(_CLOSERS)}]$")
_LONGEST_HEADING = 110
_SHORTEST_ITEM = 25
_WRAPPED = 60


def split(article: Article) -> tuple[Passage, ...]:
    """The sentences of an article in order; ``passage.text == article.body[start:end]``."""
    rules = prose(article.language)
    spans = [
        span for start, end in _paragraphs(article) for span in sentences(article.body, start, end, rules)
    ]
    return tuple(
        Passage(article.slug, number, start, end, article.body[start:end])
        for number, (start, end) in enumerate(spans, 1)
    )


def _paragraphs(article: Article) -> Iterator[tuple[int, int]]:
    """Stretches of running prose: lines that are neither furniture nor headings, wrapped ones joined."""
    title = _words(article.title)
    held: tuple[int, int] | None = None
    for line in _LINE.finditer(article.body):
        start, end, kind = _content(line)
        written = article.body[start:end]
        joined = held is not None and _continues(article.body, held, start)
        if (
            not written
            or furniture(written)
            or _words(written) == title
            or (kind == "prose" and not joined and _is_heading(written, article.body, line.end()))
        ):
            kind = "none"
        if held and joined and kind == "prose":
            held = (held[0], end)
            continue
        if held:
            yield held
        held = (start, end) if kind != "none" else None
    if held:
        yield held


def _content(line: re.Match[str]) -> tuple[int, int, str]:
    """Where a line's words are, without its Markdown marks, and whether the marks make it no prose."""
    markup = _MARKUP.match(line[0])
    start = line.start() + (markup.end() if markup else 0)
    end = line.start() + len(line[0].rstrip(" \t*_"))
    if markup and markup["heading"]:
        return start, end, "none"
    if markup and markup["item"]:
        return start, end, "item" if end - start >= _SHORTEST_ITEM else "none"
    return start, max(start, end), "prose"


def _continues(body: str, held: tuple[int, int], start: int) -> bool:
    """Whether a line goes on where the line before stopped: hard-wrapped text in one paragraph."""
    between = body[held[1] : start]
    if between.count("\n") != 1 or _ENDS_SENTENCE.search(body[held[0] : held[1]]):
        return False
    last = body.rfind("\n", held[0], held[1]) + 1 or held[0]
    return body[start].islower() or held[1] - last >= _WRAPPED


def _is_heading(written: str, body: str, end: int) -> bool:
    if _ENDS_SENTENCE.search(written) or len(written) > _LONGEST_HEADING:
        return False
    following = body[end : end + 2].strip("\r\n \t")
    return not (
        following[:1].islower() or (len(written) >= _WRAPPED and body[end : end + 3].count("\n") == 1)
    )


def _words(written: str) -> str:
    return " ".join(token.folded for token in text.tokens(written))


def sentences(body: str, start: int, end: int, rules: Prose) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of ``body[start:end]``, without the spaces around them."""
    begin = start
    for match in _TERMINAL.finditer(body, start, end):
        if match.end() < end and _ends(body[begin:end], match.start() - begin, match.end() - begin, rules):
            yield begin, match.end()
            begin = match.end() + len(body[match.end() : end]) - len(body[match.end() : end].lstrip())
    if body[begin:end].strip():
        yield begin, begin + len(body[begin:end].rstrip())


def _ends(paragraph: str, mark: int, after: int, rules: Prose) -> bool:
    """Whether the marks at ``mark:after`` end a sentence, by what stands before and after them."""
    follows = _SENTENCE_START.match(paragraph, after)
    word = follows["word"] if follows else None
    if follows is None or word is None:
        return True
    if word[0].islower():
        return False  # «Так!» - сказав він; "No?" he asked; 5 тис. грн
    closed = after - mark > 1 and paragraph[after - 1] in _CLOSERS
    if closed and not follows["opener"] and rules.said_next(paragraph[after : after + 80]):
        return False  # “Are we ready?” Rubio asked.
    if closed or paragraph[mark] != "." or paragraph[mark : mark + 2] == "..":
        return True
    return not _abbreviated(paragraph[:mark], word, rules)


def _abbreviated(before: str, following: str, rules: Prose) -> bool:
    """Whether the full stop after ``before`` belongs to an abbreviation, an initial or a number."""
    match = _LAST_WORD.search(before)
    last = match[0] if match else ""
    if last.lower() in rules.year_marks and re.search(r"\d{4}\s*\w+$", before):
        return False  # "у 2026 р. Зеленський": the year closes the sentence
    if last.lower() in rules.abbreviations_that_may_end:
        return following.lower() not in rules.starters
    if last.lower() in rules.abbreviations:
        return True
    return len(last) == 1 and last.isalpha() and last.isupper()

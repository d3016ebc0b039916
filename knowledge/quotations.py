"""Quotations of more than one sentence: what one speaker says in them is of one matter."""

from __future__ import annotations

import re

from knowledge.model import Quote
from knowledge.prose import Prose

_OPENS, _CLOSES, _EITHER = "«“„", "»”", '"'
_CLOSED = re.compile(r'[»”"]')
_PARAGRAPH = re.compile(r"\n\s*\n")


def goes_on_quoting(body: str, quote: Quote) -> bool:
    """Whether a sentence begins within a quotation that is opened before it in its paragraph."""
    opened = max((match.end() for match in _PARAGRAPH.finditer(body, 0, quote.start)), default=0)
    return is_open(body[opened : quote.start])


def asked_about(body: str, quote: Quote, rules: Prose) -> bool:
    """Whether a sentence is of a quotation that answers a question for the next round: "..., he said, asked
    about a new round of talks"."""
    opened = max((match.end() for match in _PARAGRAPH.finditer(body, 0, quote.start)), default=0)
    if not is_open(body[opened : quote.end]):
        return False
    rest = body[quote.end : body.find("\n", quote.end) if "\n" in body[quote.end :] else len(body)]
    closed = _CLOSED.search(rest)
    said = rest[closed.end() :].partition(". ")[0] if closed else ""
    return all(rules.has(one, said) for one in ("topic", "rounds"))


def is_open(before: str) -> bool:
    """Whether a text ends within a quotation.

    >>> is_open('«Зустріч буде. '), is_open('"It will," he said. '), is_open('He said: "It will. ')
    (True, False, True)
    """
    inside = False
    for mark in before:
        if mark in _EITHER:
            inside = not inside
        elif mark in _OPENS or mark in _CLOSES:
            inside = mark in _OPENS
    return inside


def is_quoted(body: str, quote: Quote) -> bool:
    """Whether a sentence is, or goes on with, what somebody is quoted to say."""
    return body[quote.start : quote.start + 1] in (*_OPENS, _EITHER) or goes_on_quoting(body, quote)

"""Days of a month told in words, "the fifth and sixth of March", as the digits that patterns read.

The text keeps its length, so that what is found in digits stands at the same place in words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.timewords import TimeWords

Spans = Sequence[tuple[int, int]]
_DASHES = ("-", "–", "—")


def in_digits(text: str, words: TimeWords) -> tuple[str, Spans]:
    """The text with such words in digits, padded with spaces, and where the words stand."""
    spans: list[tuple[int, int]] = []
    found = text
    for told in words.in_words.finditer(text):
        mark = "" if words.month.search(told[0]) else words.ordinal_mark
        for one in words.day_word.finditer(text, told.start(), told.end()):
            day = words.value("day_words", " ".join(one[0].split()))
            if day is not None:
                digits = _beside_dash(f"{day}{mark}", one, text)
                found = found[: one.start()] + digits[: len(one[0])] + found[one.end() :]
                spans.append(one.span())
    return found, spans


def _beside_dash(digits: str, one: re.Match[str], text: str) -> str:
    """Digits as long as the words, close to what follows them, or to a dash before."""
    length = len(one[0])
    dashed = text[: one.start()].rstrip().endswith(_DASHES)
    return digits.ljust(length) if dashed else digits.rjust(length)


def whole(start: int, end: int, spans: Spans) -> tuple[int, int]:
    """``start:end`` of what was found in digits, with all of the words that they stand for."""
    starts = [first for first, last in spans if first <= start < last]
    ends = [last for first, last in spans if first < end <= last]
    return min((start, *starts)), max((end, *ends))

"""Headings that ask for the day of the talks: what stands under one answers it."""

from __future__ import annotations

from knowledge.prose import Prose

_FEW, _MARKS = 6, " 0123456789.)*#—–-"
"""Words of a heading, and what may stand before them."""


def asks_when(written: str, rules: Prose) -> bool:
    """Whether a text opens as a question for the day: "When will they be?", "1. Когда она будет"."""
    return rules.cues["asks_when"].match(written.lstrip(_MARKS)) is not None


def asks_where(written: str, rules: Prose) -> bool:
    """Whether a text opens as a question for the place: "Where?", "А где?"."""
    return rules.cues["asks_where"].match(written.lstrip(_MARKS)) is not None


def under_question(body: str, start: int, rules: Prose) -> bool | None:
    """Whether the heading right above a place in the text asks for the day; None where there is none."""
    above, line = body[:start].rstrip(' \t"“«'), ""
    if above.endswith("\n"):
        line = above.rstrip().rpartition("\n")[2].lstrip(_MARKS)
    if not line or len(line.split()) > _FEW or line.endswith((".", "!", "…")):
        return None
    return asks_when(line, rules)

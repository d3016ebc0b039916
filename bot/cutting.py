"""Cutting text to Telegram's lengths, which count UTF-16 units, at a sentence or at a word."""

from __future__ import annotations

import re

ELLIPSIS = " …"
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*(?=\s)")


def length(text: str) -> int:
    """Characters as Telegram counts them: UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int) -> str:
    """At most ``limit`` characters, ended at a sentence, else at a word, with an ellipsis."""
    if length(text) <= limit:
        return text
    head = _head(text, limit - len(ELLIPSIS))
    ends = [end.end() for end in _SENTENCE_END.finditer(head + " ") if end.end() > len(head) // 2]
    if not ends:
        ends = [space.start() for space in re.finditer(r"\s", head) if space.start() > len(head) // 2]
    kept = head[: ends[-1]] if ends else head
    return kept.rstrip() + ELLIPSIS if kept.strip() else ""


def _head(text: str, units: int) -> str:
    """The first so many UTF-16 units, never half a character."""
    return text.encode("utf-16-le", "surrogatepass")[: max(units, 0) * 2].decode("utf-16-le", "ignore")

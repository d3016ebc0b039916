"""Where in a passage what it holds stands: its words, in the terms of units.py, and their clauses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge import text
from knowledge.lexicon import Lexicon, Mention
from knowledge.text import Token
from knowledge.units import ABOVE, LITTLE, Unit, by_word, of_concepts

_PARTS = re.compile(r"[,;:()«»“”\"!?]|[–—]|\s-\s")
"""What a clause ends with, between two words."""
_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Layout:
    """A passage laid out by words."""

    text: str
    tokens: Sequence[Token]
    mentions: Sequence[Mention]
    clauses: Sequence[int]
    """Word -> the number of its clause."""
    places: Mapping[str, tuple[int, ...]]
    """Term -> the words that hold it."""

    def holding(self, unit: Unit) -> frozenset[int]:
        """The words that hold a unit well."""
        return frozenset(
            place for name, worth in unit.features if worth > ABOVE for place in self.places.get(name, ())
        )


def layout(written: str, lexicon: Lexicon) -> Layout:
    """A passage laid out; the same for the same words."""
    return _layout(written, _Known(lexicon))


class _Known:
    """A lexicon that is told apart by which one it is."""

    __slots__ = ("lexicon",)

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __hash__(self) -> int:
        return id(self.lexicon)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and other.lexicon is self.lexicon


@lru_cache(maxsize=_KEPT)
def _layout(written: str, known: _Known) -> Layout:
    tokens = text.tokens(written)
    mentions = known.lexicon.find_in(tokens, fuzzy=False)
    little = {place for m in mentions if m.concept == LITTLE for place in range(m.first, m.after)}
    places: dict[str, list[int]] = {}
    for place, token in enumerate(tokens):
        for name, _ in by_word(token) if place not in little else ():
            places.setdefault(name, []).append(place)
    for mention in mentions:
        for name in of_concepts((mention.concept,), known.lexicon):
            places.setdefault(name, []).append(mention.first)
    return Layout(
        written, tokens, mentions, _clauses(written, tokens), {name: tuple(at) for name, at in places.items()}
    )


def _clauses(written: str, tokens: Sequence[Token]) -> tuple[int, ...]:
    found: list[int] = []
    clause, end = 0, 0
    for token in tokens:
        between = written[end : token.start]
        clause += bool(found) and _PARTS.search(between) is not None
        found.append(clause)
        end = token.end
    return tuple(found)

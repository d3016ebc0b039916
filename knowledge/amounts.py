"""The numbers that a passage tells, and whether one of them is of the kind that a question asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge import glossary, phrases
from knowledge.layout import Layout
from knowledge.lexicon import Lexicon, Mention
from knowledge.question import Question
from knowledge.units import SLOTTED, measures

_AFTER, _BEFORE = 4, 2
"""Words from a number to what it counts: "300 prisoners of war", "prisoners: 300"."""
_NEXT = 3
"""Words after a number among which its unit stands."""
_SIGNS = re.compile(r"[$€£]\s?$")
_JOINED = re.compile(r"[.,\s]?")
_YEARS = range(1900, 2100)
_AGED = frozenset(("age", "duration", ""))
_UNSURE = 0.5
_COUNTED = 2
_BARE = frozenset(("slot", "filler", "direction", "chat", "frame"))


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a passage: its words, and the kind of what it counts ("" if not known)."""

    first: int
    after: int
    sort: str


def amounts(laid: Layout, lexicon: Lexicon, known: Sequence[str] = ()) -> tuple[Amount, ...]:
    """The numbers of a passage but for days, years, ordinals, and those that are ``known`` already."""
    months = {m.first for m in laid.mentions if lexicon.kind(m.concept) == "month"}
    found = []
    for first, after in _spans(laid, lexicon):
        dated = bool(months & {first - 1, after}) or _is_year(laid, first, after)
        if not dated and not (after == first + 1 and laid.tokens[first].folded in known):
            found.append(Amount(first, after, _sort(laid, first, after)))
    return tuple(found)


def _spans(laid: Layout, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Digits, number words and scales that belong together: "6,4 billion", "a hundred and twenty"."""
    told = {place for place, token in enumerate(laid.tokens) if token.folded.isdigit()}
    words = {m.first for m in laid.mentions if lexicon.kind(m.concept) == "number"}
    told |= {place for place in words if not _is("ordinals", laid.tokens[place].folded)}
    told |= {place for place, token in enumerate(laid.tokens) if _is("vague", token.folded)}
    place = 0
    while place < len(laid.tokens):
        after = place + 1
        if place in told:
            while after < len(laid.tokens) and _goes_on(laid, after, after in told):
                after += 1
            yield place, after
        place = after


def _goes_on(laid: Layout, place: int, told: bool) -> bool:
    between = laid.text[laid.tokens[place - 1].end : laid.tokens[place].start]
    joined = _JOINED.fullmatch(between) is not None
    return joined and (told or _is("scales", laid.tokens[place].folded))


def _is_year(laid: Layout, first: int, after: int) -> bool:
    token = laid.tokens[first].folded
    return after == first + 1 and token.isdecimal() and len(token) == 4 and int(token) in _YEARS


def _sort(laid: Layout, first: int, after: int) -> str:
    if _SIGNS.search(laid.text[: laid.tokens[first].start]):
        return "money"
    for token in laid.tokens[after : after + _NEXT]:
        if token.folded == "%":
            return "share"
        if sort := sort_of(token.folded):
            return sort
        if token.folded.isdigit():
            break
    return ""


@lru_cache(maxsize=1)
def _lists() -> dict[str, re.Pattern[str]]:
    """Name of a list -> its words in all languages."""
    held: dict[str, list[str]] = {}
    for data in phrases.data("amounts").values():
        units = data.get("units", {})
        for sort, words in units.items() if isinstance(units, dict) else ():
            held.setdefault(f"units {sort}", []).extend(words)
        for name in ("scales", "ordinals", "vague", "anyone"):
            held.setdefault(name, []).extend(phrases.listed(data, name))
    return {name: phrases.expression(words) for name, words in held.items()}


@lru_cache(maxsize=65_536)
def _is(name: str, word: str) -> bool:
    return _lists()[name].fullmatch(word) is not None


@lru_cache(maxsize=65_536)
def sort_of(word: str) -> str:
    """The kind of unit that a word is; "" for none."""
    names = (name for name in _lists() if name.startswith("units "))
    return next((name.removeprefix("units ") for name in names if _is(name, word)), "")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question asks the number of: kinds of units, and the words of the thing itself."""

    sorts: frozenset[str]
    things: tuple[frozenset[str], ...]
    """The terms of each word of it."""
    anyone: bool
    """Whether it asks for people, whoever they are."""


def wanted(asked: Question, lexicon: Lexicon) -> Wanted | None:
    """What a question asks the number of; None if it asks no number."""
    measured = frozenset(measures(asked)) - SLOTTED
    asks = [m for m in asked.mentions if m.concept == "how-many"]
    if not asks and not measured:
        return None
    places = _things(asked, asks, lexicon)
    words = [asked.tokens[place].folded for place in places]
    words += [asked.tokens[m.after - 1].folded for m in asks]
    sorts = measured or frozenset(filter(None, map(sort_of, words)))
    return Wanted(
        sorts,
        tuple(frozenset(_terms(place, asked, lexicon)) for place in places),
        any(_is("anyone", word) for word in words),
    )


def _things(asked: Question, asks: Sequence[Mention], lexicon: Lexicon) -> list[int]:
    """The words after "how many", up to what is told of them."""
    bare = {
        place for m in asked.mentions if lexicon.kind(m.concept) in _BARE for place in range(m.first, m.after)
    }
    acts = {m.first for m in asked.mentions if lexicon.kind(m.concept) == "act"}
    found: list[int] = []
    for one in asks:
        for place in range(one.after, min(one.after + _COUNTED, len(asked.tokens))):
            if place in bare or (found and place in acts):
                break
            found.append(place)
    return found


def _terms(place: int, asked: Question, lexicon: Lexicon) -> Iterator[str]:
    stem = asked.tokens[place].stem
    yield f"w:{stem}"
    yield from (f"g:{group}" for group in glossary.groups().get(stem, ()))
    yield from (
        f"c:{m.concept}"
        for m in asked.mentions
        if m.first <= place < m.after and lexicon.kind(m.concept) not in _BARE
    )


def fitting(want: Wanted, told: Sequence[Amount], laid: Layout) -> dict[Amount, float]:
    """The numbers that may be the one asked for, 0..1: those of its kind, or beside the very thing."""
    found = {one: _worth(want, one, laid) for one in told}
    return {one: worth for one, worth in found.items() if worth}


def _worth(want: Wanted, one: Amount, laid: Layout) -> float:
    if want.sorts - {"persons"} and one.sort:
        return float(one.sort in want.sorts or ("age" in want.sorts and one.sort in _AGED))
    if want.anyone and one.sort == "persons":
        return 1.0
    near = [_beside(terms, one, laid) for terms in want.things]
    if any(near):
        return _UNSURE + (1 - _UNSURE) * sum(near) / len(near)
    if "persons" in want.sorts:
        return _UNSURE if one.sort in ("", "persons") else 0.0
    return 0.0 if one.sort and (want.things or want.sorts) else _UNSURE


def _beside(terms: frozenset[str], one: Amount, laid: Layout) -> bool:
    before = (
        0 if one.sort and one.sort != "persons" else _BEFORE
    )  # "drones: 5", but not "drones flew 5 hours"
    near = range(one.first - before, one.after + _AFTER)
    clause = laid.clauses[one.first]
    return any(p in near and laid.clauses[p] == clause for term in terms for p in laid.places.get(term, ()))

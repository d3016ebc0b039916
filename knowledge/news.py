"""What a passage tells that the question does not: how much, and of the kind asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge import amounts, fillers, glossary
from knowledge.layout import Layout
from knowledge.lexicon import Lexicon
from knowledge.question import Question
from knowledge.units import Unit, measures, units

NEWS = (
    *("fresh", "scarce", "short", "called", "uncalled", "amount", "no_amount", "other_amount", "sum"),
    *("caused", "reasoned", "adjacent", "beside", "said"),
)
"""fresh, scarce, short: how many words it tells that the question does not, whether few, whether it has
few words at all; called: a name is asked for, uncalled: and none is new; sum: a number is asked for,
amount: how well one fits, no_amount: none does, other_amount: but others are told; caused, reasoned:
where a cause is asked for, whether one may be, or is, told; adjacent, beside, said: how near what may
be asked for stands to anything, to all, and to the acts and things that the question holds."""
_MOST_FRESH, _FEW_FRESH, _SHORT = 12, 4, 7
_LETTERS = 3
_ADJACENT, _BESIDE, _NEAR, _FAR = 3.0, 6.0, 6, 20
_SAID = ("act", "word", "topic")


@dataclass(frozen=True, slots=True)
class Sought:
    """A question, as far as it can be told once for all passages."""

    question: Question
    kinds: frozenset[str]
    units: Sequence[Unit]
    named: fillers.Asked
    amount: amounts.Wanted | None
    called: bool
    groups: frozenset[str]
    """Groups of everyday words that the question has words of."""


def sought(asked: Question, plain: Question, lexicon: Lexicon) -> Sought:
    """A question, with the one thing that it asks for in ``plain``."""
    named = fillers.named(plain, lexicon)
    known = glossary.groups()
    return Sought(
        plain,
        plain.kinds,
        units(plain, lexicon),
        named,
        amounts.wanted(asked, lexicon) if "why" not in plain.kinds else None,
        "name" in measures(plain),
        frozenset(group for stem in named.stems for group in known.get(stem, ())),
    )


def news(seek: Sought, laid: Layout, lexicon: Lexicon) -> dict[str, float]:
    """The parts of a passage; see NEWS."""
    held = [laid.holding(unit) for unit in seek.units]
    told = amounts.amounts(laid, lexicon, seek.question.numbers) if seek.amount else ()
    fit = _fitting(seek, told, laid)
    causes = fillers.causes(laid) if "why" in seek.kinds else fillers.Causes((), ())
    items = _items(seek, laid, lexicon, fit, causes)
    return {
        **_fresh(seek, laid, frozenset().union(*held)),
        "called": float(seek.called),
        "uncalled": float(seek.called and not fillers.names(laid, seek.named, lexicon)),
        **_amount(seek, told, fit),
        "caused": float(bool(causes.likely)),
        "reasoned": float(bool(causes.sure)),
        **_near(seek, laid, held, items),
    }


def _fitting(seek: Sought, told: Sequence[amounts.Amount], laid: Layout) -> Mapping[amounts.Amount, float]:
    return amounts.fitting(seek.amount, told, laid) if seek.amount else {}


def _amount(
    seek: Sought, told: Sequence[amounts.Amount], fit: Mapping[amounts.Amount, float]
) -> dict[str, float]:
    summed = seek.amount is not None
    return {
        "sum": float(summed),
        "amount": max(fit.values(), default=0.0),
        "no_amount": float(summed and not fit),
        "other_amount": float(bool(told) and not fit),
    }


def _items(
    seek: Sought,
    laid: Layout,
    lexicon: Lexicon,
    fit: Mapping[amounts.Amount, float],
    causes: fillers.Causes,
) -> Sequence[int]:
    """Where what may be asked for stands."""
    if fit:
        return [one.first for one, worth in fit.items() if worth == max(fit.values())]
    if "why" in seek.kinds:
        return causes.sure or causes.likely
    if "when" in seek.kinds:
        return fillers.days(laid, lexicon)
    if "who" in seek.kinds:
        return fillers.actors(laid, seek.named, lexicon)
    return fillers.places(laid, seek.named, lexicon) if "where" in seek.kinds else ()


def _fresh(seek: Sought, laid: Layout, held: frozenset[int]) -> dict[str, float]:
    known = glossary.groups()
    fresh = sum(
        place not in held
        and len(token.folded) > _LETTERS
        and token.stem not in seek.named.stems
        and seek.groups.isdisjoint(known.get(token.stem, ()))
        for place, token in enumerate(laid.tokens)
    )
    return {
        "fresh": float(min(_MOST_FRESH, fresh)),
        "scarce": float(fresh < _FEW_FRESH),
        "short": float(len(laid.tokens) < _SHORT),
    }


def _near(
    seek: Sought, laid: Layout, held: Sequence[frozenset[int]], items: Sequence[int]
) -> dict[str, float]:
    """How near the best of the items is to what the passage holds of the question."""
    if not items or not seek.units:
        return dict.fromkeys(("adjacent", "beside", "said"), 0.0)
    every = frozenset().union(*held)
    said = [at for unit, at in zip(seek.units, held, strict=True) if unit.kind in _SAID and not unit.wanted]
    return {
        "adjacent": max(_ADJACENT / (_ADJACENT + _distance(one, every - {one})) for one in items),
        "beside": max(sum(_BESIDE / (_BESIDE + _distance(one, at)) for at in held if at) for one in items)
        / len(held),
        "said": max(sum(_together(one, at, laid) for at in said) for one in items) / len(said)
        if said
        else 1.0,
    }


def _distance(one: int, places: frozenset[int]) -> int:
    return min((abs(one - place) for place in places), default=_FAR)


def _together(one: int, places: frozenset[int], laid: Layout) -> bool:
    clause = laid.clauses[one]
    return any(abs(one - place) <= _NEAR or laid.clauses[place] == clause for place in places)

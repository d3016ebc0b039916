"""What speaks for a passage as the answer to a question: how much of the question it holds, and where.

All parts are 0..1 unless said otherwise; they are told apart by what holds a unit of the question:
the passage itself, what stands around it (its setting), the passage before or after, its article,
its headline.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.units import ABOVE, NOWHERE, Unit

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]
Marks = NDArray[np.bool_]

_MOST_TELLING = 12.0
_BEFORE = 0.55
"""What the passage beside it holds counts as much."""
_NAMES = ("name", "place")
_FAR = 3.0
"""Words from the beginning that make a passage half as much about something."""
_LATE = 8.0
_HALF = 0.5
KINDS = ("topic", "act", "word")


@dataclass(frozen=True, slots=True)
class Passing:
    """A passage that may answer: its entry, and what speaks for it.

    cover: share of the question's weight that it holds; around, before, after, article, headline: how
    much more with what stands there; entitled: the headline alone; lead: by how much it is before the
    others; telling: the weight it holds; lacking, missing: the most weight that it, or its article,
    does not hold; unknown: share that no passage holds; full: nothing is missing; held: units held;
    person, power: the worst held person, government or place, also around it or in the article;
    nameless: nobody is named; topic, act, word: cover of such units; bare: only names are held;
    wanted: how well it holds the noun asked for; undone: an act that others hold is not; subject,
    early: how near its beginning a name, or anything, is held; length: log of its words; place: of the
    article; focus: share of what it tells that was asked for; rank: of the search.
    """

    entry: str
    parts: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Seen:
    """A question's units beside the passages considered: unit x passage."""

    asked: Sequence[Unit]
    weights: Floats
    held: Floats
    near: Floats
    before: Floats
    after: Floats
    article: Floats
    headline: Floats
    at: Bytes
    known: Marks
    """Whether any passage at all holds the unit."""
    length: Floats
    place: Floats
    focus: Floats


def passings(labels: Sequence[str], seen: Seen, scores: Floats) -> list[Passing]:
    """The passages with their parts, in the order given; ``scores``: those of the search."""
    kinds = np.array([unit.kind for unit in seen.asked])
    found = []
    for n, label in enumerate(labels):
        others = [float(score) for place, score in enumerate(scores[:3]) if place != n]
        parts = {
            **_covers(seen, n),
            **_names(seen, kinds, n),
            **_kinds(seen, kinds, n),
            **_form(seen, kinds, n),
            "lead": float(scores[n]) - max(others, default=0.0),
            "rank": 1.0 / (1 + n),
        }
        found.append(Passing(label, parts))
    return found


def _covers(seen: Seen, n: int) -> dict[str, float]:
    weights, held = seen.weights, seen.held[:, n]
    cover = _share(weights, held)
    beside = np.maximum(held, seen.near[:, n])
    article = np.maximum(held, seen.article[:, n])
    return {
        "cover": cover,
        "around": _share(weights, beside) - cover,
        "before": _share(weights, np.maximum(held, _BEFORE * seen.before[:, n])) - cover,
        "after": _share(weights, np.maximum(held, _BEFORE * seen.after[:, n])) - cover,
        "article": _share(weights, article),
        "headline": _share(weights, np.maximum(held, seen.headline[:, n])) - cover,
        "entitled": _share(weights, seen.headline[:, n]),
        "telling": float(min(_MOST_TELLING, (weights * held).sum())),
        "lacking": float((weights * (1 - held)).max()),
        "missing": float((weights * (1 - article)).max()),
        "unknown": float(weights[~seen.known].sum() / weights.sum()),
        "full": float(held.min() > ABOVE),
        "held": float((held > _HALF).sum()),
        "units": float(np.log(len(seen.asked))),
    }


def _names(seen: Seen, kinds: NDArray[np.str_], n: int) -> dict[str, float]:
    """How well the worst named is held: persons, and apart from them governments and places."""
    loose = np.array([unit.loose for unit in seen.asked])
    held, beside = seen.held[:, n], np.maximum(seen.near[:, n], seen.before[:, n])
    persons = (kinds == "name") & ~loose
    powers = np.isin(kinds, _NAMES) & loose
    return {
        "person": _worst(held[persons]),
        "person_around": _worst(beside[persons]),
        "person_article": _worst(seen.article[persons, n]),
        "power": _worst(held[powers]),
        "power_around": _worst(beside[powers]),
        "nameless": float(not persons.any() and not powers.any()),
    }


def _kinds(seen: Seen, kinds: NDArray[np.str_], n: int) -> dict[str, float]:
    """What of the other kinds of units is held."""
    held, beside = seen.held[:, n], np.maximum(seen.held[:, n], seen.before[:, n])
    said = ~np.isin(kinds, _NAMES)
    wanted = np.array([unit.wanted for unit in seen.asked])
    undone = (kinds == "act") & seen.known & (held <= ABOVE)
    return {
        **{
            kind: _share(seen.weights[kinds == kind], held[kinds == kind]) if (kinds == kind).any() else 1.0
            for kind in KINDS
        },
        "bare": float(said.any() and not (held[said] > ABOVE).any()),
        "wanted": _worst(held[wanted]),
        "wanted_before": _worst(beside[wanted]),
        "undone": float(undone.any()),
    }


def _form(seen: Seen, kinds: NDArray[np.str_], n: int) -> dict[str, float]:
    """Where in the passage it holds what it holds, and where in its article it stands."""
    at = seen.at[:, n].astype(np.float32)
    named = at[kinds == "name"]
    return {
        "subject": float(_FAR / (_FAR + named.min())) if len(named) and named.min() < NOWHERE else 0.0,
        "early": float(_FAR / (_FAR + at.min())),
        "length": float(np.log(seen.length[n] + 1)),
        "place": float(min(_LATE, seen.place[n])),
        "opening": float(seen.place[n] == 0),
        "focus": float(seen.focus[n]),
    }


def _worst(held: Floats) -> float:
    return float(held.min()) if len(held) else 1.0


def _share(weights: Floats, held: Floats) -> float:
    return float(weights @ held) / float(weights.sum()) if weights.sum() else 1.0

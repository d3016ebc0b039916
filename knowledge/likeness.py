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
Words = NDArray[np.str_]

_MOST_TELLING = 12.0
_BESIDE = 0.55
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
    parts = {
        **_covers(seen),
        **_names(seen, kinds),
        **_kinds(seen, kinds),
        **_form(seen, kinds),
        "lead": scores - _best_other(scores),
        "rank": 1.0 / (1 + np.arange(len(labels))),
    }
    columns = [np.asarray(column, float).tolist() for column in parts.values()]
    return [
        Passing(label, dict(zip(parts, row, strict=True)))
        for label, row in zip(labels, zip(*columns, strict=True), strict=True)
    ]


def _best_other(scores: Floats) -> Floats:
    """The best score but its own, for each; they stand best first."""
    found = np.full(len(scores), scores[0] if len(scores) > 1 else 0.0, np.float32)
    found[:1] = scores[1:2] if len(scores) > 1 else 0.0
    return found


def _covers(seen: Seen) -> dict[str, Floats]:
    weights, held = seen.weights, seen.held
    cover = _share(weights, held)
    article = np.maximum(held, seen.article)
    unknown = np.float32(weights[~seen.known].sum() / weights.sum())
    every = np.ones(held.shape[1], np.float32)
    return {
        "cover": cover,
        "around": _share(weights, np.maximum(held, seen.near)) - cover,
        "before": _share(weights, np.maximum(held, _BESIDE * seen.before)) - cover,
        "after": _share(weights, np.maximum(held, _BESIDE * seen.after)) - cover,
        "article": _share(weights, article),
        "headline": _share(weights, np.maximum(held, seen.headline)) - cover,
        "entitled": _share(weights, seen.headline),
        "telling": np.minimum(_MOST_TELLING, np.einsum("i,ij->j", weights, held)),
        "lacking": _most(weights, 1 - held),
        "missing": _most(weights, 1 - article),
        "unknown": unknown * every,
        "full": (held.min(axis=0) > ABOVE) * every,
        "held": (held > _HALF).sum(axis=0) * every,
        "units": np.log(np.float32(len(seen.asked))) * every,
    }


def _names(seen: Seen, kinds: Words) -> dict[str, Floats]:
    """How well the worst named is held: persons, and apart from them governments and places."""
    loose = np.array([unit.loose for unit in seen.asked])
    beside = np.maximum(seen.near, seen.before)
    persons = (kinds == "name") & ~loose
    powers = np.isin(kinds, _NAMES) & loose
    return {
        "person": _worst(seen.held, persons),
        "person_around": _worst(beside, persons),
        "person_article": _worst(seen.article, persons),
        "power": _worst(seen.held, powers),
        "power_around": _worst(beside, powers),
        "nameless": np.full(len(seen.length), float(not persons.any() and not powers.any()), np.float32),
    }


def _kinds(seen: Seen, kinds: Words) -> dict[str, Floats]:
    """What of the other kinds of units is held."""
    held, none = seen.held, np.zeros(len(seen.length), np.float32)
    said = ~np.isin(kinds, _NAMES)
    wanted = np.array([unit.wanted for unit in seen.asked])
    undone = ((kinds == "act") & seen.known)[:, None] & (held <= ABOVE)
    bare = ~(held[said] > ABOVE).any(axis=0) if said.any() else none
    return {
        **{kind: _share(seen.weights[kinds == kind], held[kinds == kind]) for kind in KINDS},
        "bare": np.asarray(bare, np.float32),
        "wanted": _worst(held, wanted),
        "wanted_before": _worst(np.maximum(held, seen.before), wanted),
        "undone": np.asarray(undone.any(axis=0), np.float32),
    }


def _form(seen: Seen, kinds: Words) -> dict[str, Floats]:
    """Where in the passage it holds what it holds, and where in its article it stands."""
    at = seen.at.astype(np.float32)
    named = at[kinds == "name"].min(axis=0, initial=NOWHERE)
    return {
        "subject": np.where(named < NOWHERE, _FAR / (_FAR + named), np.float32(0)),
        "early": _FAR / (_FAR + at.min(axis=0)),
        "length": np.log(seen.length + 1),
        "place": np.minimum(_LATE, seen.place),
        "opening": np.asarray(seen.place == 0, np.float32),
        "focus": seen.focus,
    }


def _most(weights: Floats, lacking: Floats) -> Floats:
    return np.asarray((weights[:, None] * lacking).max(axis=0), np.float32)


def _worst(held: Floats, which: Marks) -> Floats:
    return np.asarray(held[which].min(axis=0, initial=1.0), np.float32)


def _share(weights: Floats, held: Floats) -> Floats:
    """The share of the weights that is held; all of it where there are none."""
    total = weights.sum()
    share = np.einsum("i,ij->j", weights, held) / total if total else np.ones(held.shape[1])
    return np.asarray(share, np.float32)

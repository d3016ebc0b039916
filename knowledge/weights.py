"""Fits how found passages are weighed, on questions about articles that nobody has curated.

Two logistic regressions: a chance for every passage found, then a confidence in the best of them.
The cut-off is the lowest that keeps wrong answers, to whatever question, within bounds on
predictions out of fold; questions about the same fact share a fold. Deterministic.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from knowledge import confidence, question, weighing
from knowledge.evaluate import Row, holds
from knowledge.model import Decision, KnowledgeBase
from knowledge.weighing import CONSTANT, PARTS, RANKING, Told

FOLDS = 5
MOST_WRONG = 0.07
"""Wrong answers, of all questions, out of fold; most of them are harder than what readers ask."""
_LOOKED_AT = 12
_CUTS = [round(0.3 + 0.01 * step, 2) for step in range(70)]
_NEAR = 0.35
"""Of the cut-off: the nearest passage is worth showing from there on."""


@dataclass(frozen=True, slots=True)
class Found:
    """A row with the passages that may answer it, and which of them do."""

    fold: int
    told: Sequence[Told]
    right: Sequence[bool]


def fitted(kb: KnowledgeBase, rows: Sequence[Row], facts: Mapping[str, str], today: date) -> Decision:
    """How passages of this base are weighed, from question rows; see the module."""
    found = list(_found(kb, rows, facts, today))
    chances: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        model = _model([one for one in found if one.fold != fold])
        chances += [(c, r) for one in found if one.fold == fold for c, r in _best(model, one)]
    cut = _lowest_cut(chances, len(found))
    model = _model(found)
    return replace(model, answer=cut, offer=round(cut / 2, 3), near=round(cut * _NEAR, 3))


def _found(kb: KnowledgeBase, rows: Iterable[Row], facts: Mapping[str, str], today: date) -> Iterable[Found]:
    folds: dict[str, int] = {}
    for row in rows:
        asked = question.read(row.question, kb.lexicon, today)
        anchors = [facts[fact] for fact in row.facts]
        about = row.facts[0] if row.facts else row.id.partition("-")[2]
        told = weighing.candidates(kb, asked)
        right = [holds(one.entry.quotes[0].text, anchors) for one in told]
        yield Found(folds.setdefault(about, len(folds) % FOLDS), told, right)


def _model(found: Sequence[Found]) -> Decision:
    pairs = [pair for one in found for pair in zip(one.told[:_LOOKED_AT], one.right, strict=False)]
    ranking, constant = _fit([told.parts for told, _ in pairs], [right for _, right in pairs], RANKING)
    ranking = {**ranking, CONSTANT: constant}
    best = [
        (told, one.right[_place(told, one)])
        for one in found
        if (told := weighing.best(list(one.told), ranking))
    ]
    weights, constant = _fit([told.parts for told, _ in best], [right for _, right in best], PARTS)
    return Decision(weights, constant, 0.5, 0.2, 0.1, ranking)


def _fit(
    rows: Sequence[Mapping[str, float]], right: Sequence[bool], signs: Mapping[str, int]
) -> tuple[dict[str, float], float]:
    made = confidence.fit(rows, right, [1.0] * len(rows), tuple(signs), signs)
    *weights, constant = (round(float(value), 4) for value in made.coefficients)
    return dict(zip(made.names, weights, strict=True)), constant


def _place(told: Told, found: Found) -> int:
    return next(place for place, one in enumerate(found.told) if one.entry is told.entry)


def _best(model: Decision, found: Found) -> Iterable[tuple[float, bool]]:
    told = weighing.best(list(found.told), model.ranking)
    if told:
        yield weighing.confidence(model, told), found.right[_place(told, found)]


def _lowest_cut(chances: Sequence[tuple[float, bool]], rows: int) -> float:
    given = np.array([chance for chance, _ in chances])
    right = np.array([is_right for _, is_right in chances], bool)
    for cut in _CUTS:
        if ((given >= cut) & ~right).sum() / max(1, rows) <= MOST_WRONG:
            return cut
    return _CUTS[-1]

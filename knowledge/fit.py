"""Fits what decides between answering and not, on the project's own questions.

The weights are a logistic regression on the score parts of the best entry that no guard stops; the
cut-offs are those of least cost on predictions out of fold, where a wrong answer costs ten honest
refusals. Deterministic: folds are taken by row number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from knowledge import answer, confidence, decision, question
from knowledge.evaluate import Row, holds
from knowledge.model import Decision, KnowledgeBase

FOLDS = 5
WRONG_COST = 10.0


@dataclass(frozen=True, slots=True)
class Sample:
    """One question of the fit set as the decision sees it."""

    parts: Mapping[str, float]
    right: bool
    """Whether the best entry would be a right answer."""
    answerable: bool


def samples(kb: KnowledgeBase, rows: Sequence[Row], facts: Mapping[str, str], today: date) -> list[Sample]:
    """The rows that are questions and have an entry to decide on."""
    found = []
    for row in rows:
        asked = question.read(row.question, kb.lexicon, today)
        if row.kind == "chat" or asked.chat or not asked.tokens:
            continue
        judged = answer._judged(kb, asked, None)
        best = next((one for one in judged if one.answers), None)
        if best:
            parts = decision.parts(asked, judged, best, kb.lexicon, kb.matcher)
            right = holds(best.entry.quotes[0].text, [facts[fact] for fact in row.facts])
            found.append(Sample(parts, right, row.kind == "answerable"))
    return found


def fit(found: Sequence[Sample]) -> Decision:
    """The decision of least cost out of fold."""
    held_out = np.zeros(len(found))
    for fold in range(FOLDS):
        inside = [one for n, one in enumerate(found) if n % FOLDS != fold]
        model = _weights(inside)
        for n, one in enumerate(found):
            if n % FOLDS == fold:
                held_out[n] = decision.confidence(model, one.parts)
    cut = _cheapest(held_out, found)
    model = _weights(found)
    return Decision(model.coefficients, model.constant, cut, round(cut / 3, 3), model.near)


def _weights(found: Sequence[Sample]) -> Decision:
    names = decision.PARTS
    fitted = confidence.fit([one.parts for one in found], [one.right for one in found], [1.0] * len(found), names)
    values = [float(value) for value in fitted.coefficients]
    return Decision(dict(zip(names, values[:-1], strict=True)), values[-1], 0.5, 0.2, 0.1)


def _cheapest(chances: np.ndarray[tuple[int], np.dtype[np.float64]], found: Sequence[Sample]) -> float:
    best, cheapest = 0.5, float("inf")
    for cut in np.arange(0.2, 0.96, 0.01):
        given = chances >= cut
        cost = sum(
            (0.0 if one.right else WRONG_COST) if shown else (1.0 if one.right else 0.0)
            for one, shown in zip(found, given, strict=True)
        )
        if cost < cheapest:
            best, cheapest = float(cut), cost
    return round(best, 3)


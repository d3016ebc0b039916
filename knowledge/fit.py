"""Fits what decides between answering and not, on the project's own questions.

The weights are a logistic regression on the score parts of the best entry that no guard stops, over
the questions as written and once more with typing slips. The cut-offs are the lowest that keep
wrong answers within bounds on predictions out of fold. Deterministic: a fold is a row number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from knowledge import answer, confidence, decision, question
from knowledge.evaluate import Row, holds
from knowledge.model import Decision, KnowledgeBase
from knowledge.slips import slipped

FOLDS = 5
MOST_WRONG = 0.02
"""Of the answerable, out of fold."""
MOST_FALSE = 0.02
"""Of the unanswerable, out of fold; most of those in the fit parts are harder than what readers ask."""
_NEARS = [round(0.01 * step, 2) for step in range(1, 40)]
_CUTS = [round(0.2 + 0.01 * step, 2) for step in range(78)]


@dataclass(frozen=True, slots=True)
class Sample:
    """One question of the fit set as the decision sees it."""

    parts: Mapping[str, float]
    right: bool
    """Whether the best entry would be a right answer."""
    answerable: bool


def samples(
    kb: KnowledgeBase, rows: Sequence[Row], facts: Mapping[str, str], today: date
) -> list[Sample | None]:
    """A sample for every row; None for small talk, and where no entry is left to decide on."""
    return [_sample(kb, row, facts, today) for row in rows]


def _sample(kb: KnowledgeBase, row: Row, facts: Mapping[str, str], today: date) -> Sample | None:
    asked = question.read(row.question, kb.lexicon, today)
    if row.kind == "chat" or asked.chat or not asked.tokens:
        return None
    judged, off = answer.judge(kb, asked, today)
    best = next((one for one in judged if one.answers), None)
    if best is None:
        return None
    right = holds(best.entry.quotes[0].text, [facts[fact] for fact in row.facts])
    return Sample(decision.parts(asked, judged, off, kb), right, row.kind == "answerable")


def fitted(kb: KnowledgeBase, rows: Sequence[Row], facts: Mapping[str, str], today: date) -> Decision:
    """The decision for a base, from question rows; see the module."""
    found = fit(samples(kb, rows, facts, today), samples(kb, misspelt(rows), facts, today))
    return replace(found, near=_near(kb, rows, today))


def _near(kb: KnowledgeBase, rows: Sequence[Row], today: date) -> float:
    """The chance of the likeliest entry that best tells near-misses from what is off the topic."""
    near: list[float] = []
    off: list[float] = []
    for row in rows:
        asked = question.read(row.question, kb.lexicon, today)
        if row.kind == "unanswerable" and not asked.chat:
            judged, _ = answer.judge(kb, asked, today)
            chance = max((one.found.confidence for one in judged), default=0.0)
            (off if "offtopic" in row.tags else near).append(chance)
    return max(_NEARS, key=lambda cut: _share(near, cut) - _share(off, cut))


def _share(chances: Sequence[float], cut: float) -> float:
    return sum(chance >= cut for chance in chances) / max(1, len(chances))


def misspelt(rows: Sequence[Row]) -> list[Row]:
    """The rows with a typing slip in every longer word."""
    return [replace(row, question=slipped(row.question)) for row in rows]


def fit(written: Sequence[Sample | None], slips: Sequence[Sample | None]) -> Decision:
    """The decision for the samples of the same rows, as written and with slips."""
    folds = np.array([number % FOLDS for number in range(len(written))])
    chances = np.zeros(len(written))
    for fold in range(FOLDS):
        inside = [*zip(written, folds, strict=True), *zip(slips, folds, strict=True)]
        model = _weigh([sample for sample, own in inside if sample and own != fold])
        for number in np.flatnonzero(folds == fold).tolist():
            sample = written[number]
            chances[number] = decision.confidence(model, sample.parts) if sample else 0.0
    cut = lowest_cut(chances, written)
    model = _weigh([sample for group in (written, slips) for sample in group if sample])
    return replace(model, answer=cut, offer=round(cut / 3, 3))


def _weigh(found: Sequence[Sample]) -> Decision:
    fitted = confidence.fit(
        [one.parts for one in found],
        [one.right for one in found],
        [1.0] * len(found),
        tuple(decision.PARTS),
        decision.PARTS,
    )
    *coefficients, constant = (round(float(value), 4) for value in fitted.coefficients)
    return Decision(dict(zip(fitted.names, coefficients, strict=True)), constant, 0.5, 0.2, _NEARS[0])


def lowest_cut(chances: NDArray[np.float64], found: Sequence[Sample | None]) -> float:
    """The lowest confidence from which on few enough of the answers are wrong or uncalled for."""
    able = np.array([bool(one and one.answerable) for one in found])
    right = np.array([bool(one and one.right) for one in found])
    for cut in _CUTS:
        given = chances >= cut
        wrong = (given & able & ~right).sum() / max(1, able.sum())
        false = (given & ~able).sum() / max(1, (~able).sum())
        if wrong <= MOST_WRONG and false <= MOST_FALSE:
            return cut
    return _CUTS[-1]

"""Fits how found passages are weighed, on questions about articles that nobody has curated.

A conditional logit ranks the passages found (choice.py); then a logistic regression gives the best of
them a confidence. The cut-off is the lowest that keeps wrong answers, to whatever question, within
bounds on predictions out of fold; questions with the same answer share a fold. Deterministic.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from knowledge import asking, choice, confidence, question, weighing
from knowledge.errors import SourceError
from knowledge.evaluate import holds
from knowledge.model import Decision, KnowledgeBase
from knowledge.weighing import PARTS, RANKING, Told

FOLDS = 5
MOST_WRONG = 0.04
"""Wrong answers, of all questions, out of fold."""
PENALTY = 60.0
_CUTS = [round(0.3 + 0.01 * step, 2) for step in range(70)]
_SHOWN = 0.98
"""Of the right passages, so many are near enough to be shown at the least."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A question to be asked of the articles so far on a day, and pieces of the sentences that answer."""

    question: str
    today: date
    until: date
    must: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A trial with the passages that may answer it, and which of them do."""

    fold: int
    told: Sequence[Told]
    right: Sequence[bool]


def read(path: Path) -> tuple[Trial, ...]:
    """The trials of a file, one JSON object a line; see the README for its keys."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            days = date.fromisoformat(row["today"]), date.fromisoformat(row["until"])
            found.append(Trial(row["q"], *days, tuple(row["must"])))
        except (ValueError, KeyError, TypeError) as error:
            raise SourceError(
                str(path), number, f"no trial: {error}", "see the README for its keys"
            ) from None
    return tuple(found)


def fitted(scenes: Iterable[tuple[KnowledgeBase, Sequence[Trial]]]) -> Decision:
    """How passages are weighed, from bases and what is asked of each; see the module."""
    folds: dict[str, int] = {}
    found = [
        one for kb, trials in scenes for trial in trials if (one := _found(kb, trial, folds)) is not None
    ]
    chances = [pair for fold in range(FOLDS) for pair in _left_out(found, fold)]
    cut = _lowest_cut(chances)
    near = float(np.quantile([chance for chance, right in chances if right], 1 - _SHOWN))
    return replace(_model(found), answer=cut, offer=round(cut / 2, 3), near=round(near, 3))


def _found(kb: KnowledgeBase, trial: Trial, folds: dict[str, int]) -> Found | None:
    asked = question.read(trial.question, kb.lexicon, trial.today)
    if asked.chat or asking.only_rounds(asked, kb.lexicon):
        return None  # the agenda answers that
    told = weighing.candidates(kb, asked)
    right = [holds(one.entry.quotes[0].text, trial.must) for one in told]
    fold = folds.setdefault(trial.must[0] if trial.must else trial.question, len(folds) % FOLDS)
    return Found(fold, told, right)


def _left_out(found: Sequence[Found], fold: int) -> list[tuple[float, bool]]:
    model = _model([one for one in found if one.fold != fold])
    return [_judged(model, one) for one in found if one.fold == fold]


def _judged(model: Decision, found: Found) -> tuple[float, bool]:
    """The confidence in the best passage, and whether it answers."""
    told = weighing.best(list(found.told), model.ranking)
    return (weighing.confidence(model, told), _is_right(told, found)) if told else (0.0, False)


def _model(found: Sequence[Found]) -> Decision:
    """The confidence is fitted on what a ranking that has not seen a question finds best for it."""
    best = []
    for fold in sorted({one.fold for one in found}):
        ranking = _ranking([one for one in found if one.fold != fold])
        left_out = (one for one in found if one.fold == fold)
        best += [
            (told, _is_right(told, one))
            for one in left_out
            if (told := weighing.best(list(one.told), ranking))
        ]
    made = confidence.fit(
        [told.parts for told, _ in best],
        [right for _, right in best],
        [1.0] * len(best),
        tuple(PARTS),
        PARTS,
        PENALTY,
    )
    *weights, constant = (round(float(value), 4) for value in made.coefficients)
    return Decision(dict(zip(made.names, weights, strict=True)), constant, 0.5, 0.2, 0.1, _ranking(found))


def _ranking(found: Sequence[Found]) -> Mapping[str, float]:
    return choice.fit([([told.parts for told in one.told], one.right) for one in found], RANKING)


def _is_right(told: Told, found: Found) -> bool:
    return next(right for one, right in zip(found.told, found.right, strict=True) if one.entry is told.entry)


def _lowest_cut(chances: Sequence[tuple[float, bool]]) -> float:
    given = np.array([chance for chance, _ in chances])
    right = np.array([is_right for _, is_right in chances], bool)
    for cut in _CUTS:
        if ((given >= cut) & ~right).sum() / max(1, len(chances)) <= MOST_WRONG:
            return cut
    return _CUTS[-1]

"""Trains a ridge on examples and calibrates the confidence on what is left out.

Each sampled example is asked twice as a question: with itself left out, when its label is the right
answer, and with its whole label left out, when no label is. Both are exact and cost no second
training; see ridge.py. So the confidence is fitted with no question from the field.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge import confidence, ridge
from knowledge.ranking import BUDGET, Floats, Ints
from knowledge.signals import Examples, Hidden

MOST = 60_000
"""Examples up to which a ridge is trained; beyond it, nearest examples and coverage decide."""
_CELLS = 1_500_000
"""Landmarks x labels: what a question can be multiplied with in well under a millisecond."""
_SAMPLE = 1_500
_LEAST_ROWS = 30
_LOOKED_AT = 3


@dataclass(frozen=True, slots=True)
class Model:
    """What was learnt: empty arrays and a fixed calibration where nothing could be."""

    landmarks: Ints
    weights: Floats
    """Landmark x label."""
    calibration: confidence.Calibration

    @property
    def trained(self) -> bool:
        """Whether there is a ridge."""
        return len(self.landmarks) > 0

    def scores(self, docs: Ints, cosines: Floats, size: int) -> Floats | None:
        """Label scores from the cosines of all documents that share anything, if trained."""
        if not self.trained:
            return None
        dense = cosines
        if len(docs) < size:
            dense = np.zeros(size, np.float32)
            dense[docs] = cosines
        near = dense if len(self.landmarks) == size else dense[self.landmarks]
        # Not a BLAS product: its threads cost more than they give where other work is done beside.
        scores: Floats = np.einsum("i,ij->j", ridge.kernel(near), self.weights)
        return scores


def train(examples: Examples, parts: Sequence[str] = confidence.PARTS, most: int = ridge.LANDMARKS) -> Model:
    """A model of the examples; no ridge for a single label, nor for very many examples or labels.

    ``parts``: what its confidence is made of; ``most``: landmarks at the most.
    """
    landmarks = ridge.choose_landmarks(examples.owner, most)
    large = examples.index.size > MOST or len(landmarks) * examples.labels > _CELLS
    if examples.labels < 2 or large:
        nothing = np.zeros((0, examples.labels), np.float32)
        return Model(landmarks[:0], nothing, _calibrate(examples, None, parts))
    fit = ridge.fit(_cosines(examples, landmarks), examples.owner, landmarks)
    return Model(landmarks, fit.weights, _calibrate(examples, fit, parts))


def _cosines(examples: Examples, landmarks: Ints) -> Floats:
    among = examples.index.part(landmarks)
    found = np.zeros((examples.index.size, len(landmarks)), np.float32)
    for number, row in enumerate(found):
        docs, cosines = among.similarities(examples.index.document(number), None)
        row[docs] = cosines
    return found


def _calibrate(examples: Examples, fit: ridge.Fit | None, parts: Sequence[str]) -> confidence.Calibration:
    rows: list[dict[str, float]] = []
    right: list[bool] = []
    budget = BUDGET if fit is None else None
    for number in range(0, examples.index.size, max(1, examples.index.size // _SAMPLE)):
        label = int(examples.owner[number])
        question = examples.index.document(number)
        docs, cosines = examples.index.similarities(question, budget)
        alone, apart = (None, None) if fit is None else (fit.without_self[number], fit.without_label[number])
        whole = Hidden(int(examples.edges[label]), int(examples.edges[label + 1]), label)
        for scores, hidden in ((alone, Hidden(number, number + 1, label)), (apart, whole)):
            found = examples.evidence(question, docs, cosines, scores, hidden)[:_LOOKED_AT]
            rows += [one.parts for one in found]
            right += [one.label == label for one in found]
    if len(rows) < _LEAST_ROWS or len(set(right)) < 2:
        return confidence.FEW
    names = confidence.NEAREST if fit is None else parts
    return confidence.fit(rows, right, [1.0] * len(rows), names, confidence.SIGNS)

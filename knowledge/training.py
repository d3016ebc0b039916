"""Trains a ridge on examples and calibrates the confidence on what is left out.

Each sampled example is asked twice as a question: with itself left out, when its label is the right
answer, and with its whole label left out, when no label is. Both are exact and cost no second
training; see ridge.py. So the confidence is fitted with no question from the field.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from knowledge import confidence, ridge
from knowledge.ranking import Floats, Ints
from knowledge.signals import Examples, Hidden

MOST = 25_000
"""Examples up to which a ridge is trained; beyond it, nearest examples and coverage decide."""
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
        if len(self.landmarks) == size:
            return ridge.kernel(cosines) @ self.weights[docs]
        dense = np.zeros(size, np.float32)
        dense[docs] = cosines
        return ridge.kernel(dense[self.landmarks]) @ self.weights


def train(examples: Examples) -> Model:
    """A model of the examples; none is trained on a single label or on very many examples."""
    nothing = Model(
        np.zeros(0, np.int32), np.zeros((0, examples.labels), np.float32), confidence.UNTRAINED
    )
    if examples.labels < 2 or examples.index.size > MOST:
        return nothing
    landmarks = ridge.choose_landmarks(examples.owner)
    fit = ridge.fit(_cosines(examples, landmarks), examples.owner, landmarks)
    return Model(landmarks, fit.weights, _calibrate(examples, fit))


def _cosines(examples: Examples, landmarks: Ints) -> Floats:
    among = examples.index.part(landmarks)
    found = np.zeros((examples.index.size, len(landmarks)), np.float32)
    for number, row in enumerate(found):
        docs, cosines = among.similarities(examples.index.document(number), None)
        row[docs] = cosines
    return found


def _calibrate(examples: Examples, fit: ridge.Fit) -> confidence.Calibration:
    step = max(1, examples.index.size // _SAMPLE)
    rows: list[dict[str, float]] = []
    right: list[bool] = []
    for number in range(0, examples.index.size, step):
        label = int(examples.owner[number])
        question = examples.index.document(number)
        docs, cosines = examples.index.similarities(question, None)
        whole = Hidden(int(examples.edges[label]), int(examples.edges[label + 1]), label)
        views = ((fit.without_self, Hidden(number, number + 1, label)), (fit.without_label, whole))
        for scores, hidden in views:
            found = examples.evidence(question, docs, cosines, scores[number], hidden)
            rows += [one.parts for one in found[:_LOOKED_AT]]
            right += [one.label == label for one in found[:_LOOKED_AT]]
    if len(rows) < _LEAST_ROWS or len(set(right)) < 2:
        return confidence.UNTRAINED
    return confidence.fit(rows, right, [1.0] * len(rows), signs=confidence.SIGNS)

"""One-against-all kernel ridge regression (least-squares SVM; Suykens & Vandewalle 1999, Rifkin &
Klautau 2004) over cosines, with exact leave-out predictions in closed form.

The leave-one-out residual of a ridge is ``alpha / diag(inverse)`` (Allen 1974, PRESS); leaving a
whole block out solves the block of the inverse instead (Pahikkala et al. 2006). So what a label's
examples would score had the label not been there costs no second training. Above ``EXACT``
examples the kernel is approximated by landmarks (Nyström; Williams & Seeger 2001).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

EXACT = 4_500
LANDMARKS = 5_000
PENALTY = 0.3


def kernel(cosines: Floats) -> Floats:
    """Cosines as kernel values: a polynomial kernel, so that a near neighbour counts for more."""
    values: Floats = (cosines + cosines * cosines) * np.float32(0.5)
    return values


@dataclass(frozen=True, slots=True)
class Fit:
    """A trained ridge, with what each example scores when it, or its label, is left out."""

    landmarks: Ints
    weights: Floats
    """Landmark x label."""
    without_self: Floats
    without_label: Floats


def fit(cosines: Floats, labels: Ints, landmarks: Ints) -> Fit:
    """Train on ``cosines`` (example x landmark); ``labels`` is sorted, so labels are blocks."""
    targets = np.eye(int(labels[-1]) + 1, dtype=np.float32)[labels]
    values = kernel(cosines)
    if len(landmarks) == len(labels):
        return _exact(values, targets, labels, landmarks)
    return _nystrom(values, targets, labels, landmarks)


def _blocks(labels: Ints) -> list[slice]:
    edges = np.flatnonzero(np.diff(labels)) + 1
    starts = [0, *edges.tolist()]
    return [slice(a, b) for a, b in zip(starts, [*edges.tolist(), len(labels)], strict=True)]


def _exact(values: Floats, targets: Floats, labels: Ints, landmarks: Ints) -> Fit:
    inverse = np.linalg.inv(values + PENALTY * np.eye(len(labels), dtype=np.float32)).astype(np.float32)
    weights: Floats = inverse @ targets
    alone: Floats = targets - weights / np.diag(inverse)[:, None]
    apart = np.empty_like(targets)
    for block in _blocks(labels):
        apart[block] = targets[block] - np.linalg.solve(inverse[block, block], weights[block])
    return Fit(landmarks, weights, alone, apart)


def _nystrom(values: Floats, targets: Floats, labels: Ints, landmarks: Ints) -> Fit:
    among = values[landmarks]
    normal = values.T @ values + PENALTY * among
    normal += np.float32(1e-3 * np.trace(normal) / len(normal)) * np.eye(len(normal), dtype=np.float32)
    inverse: Floats = np.linalg.inv(normal).astype(np.float32)
    weights: Floats = inverse @ (values.T @ targets)
    fitted: Floats = values @ weights
    projected: Floats = values @ inverse
    own = np.einsum("ij,ij->i", projected, values)[:, None]
    alone: Floats = (fitted - own * targets) / np.maximum(1 - own, np.float32(1e-3))
    apart = np.empty_like(targets)
    for block in _blocks(labels):
        hat = projected[block] @ values[block].T
        rest = np.eye(len(hat), dtype=np.float32) - hat
        apart[block] = targets[block] - np.linalg.solve(rest, targets[block] - fitted[block])
    return Fit(landmarks, weights, alone, apart)


def choose_landmarks(labels: Ints, most: int = LANDMARKS) -> Ints:
    """All examples while they are few, else ``most``: as many of each label as there is room for, evenly."""
    if len(labels) <= EXACT:
        return np.arange(len(labels), dtype=np.int32)
    many = min(most, len(labels) // 2)
    return np.unique(np.linspace(0, len(labels) - 1, many).astype(np.int32))

"""One probability out of score parts: a logistic regression with more than one input (Platt 1999).

Newton steps with a small ridge, so the same rows give the same coefficients. A part whose meaning
forbids a sign (more coverage can never speak against a candidate) is dropped when the rows ask for
the wrong one: left-out examples are not the questions of the wild, and such a coefficient would
only have learnt how they differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]

PARTS = ("score", "covered", "pooled")
"""What a trained matcher's confidence is made of; see signals.py. With few examples a label more parts
only fit how left-out examples differ from questions of the wild."""
LEADS = (*PARTS, "margin", "best", "gap", "near")
"""The same where a label has examples by the hundred: how far it is before the others counts too."""
NEAREST = ("best", "near", "covered", "pooled")
"""The same where no ridge was trained."""
SIGNS: Mapping[str, int] = dict.fromkeys((*LEADS, *NEAREST), 1)
_STEPS = 25
_PENALTY = 1.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """A coefficient for each of ``names``, and last the constant."""

    coefficients: Doubles
    names: tuple[str, ...] = PARTS

    def confidence(self, parts: Mapping[str, float]) -> float:
        """0..1: how probably this candidate is what was asked."""
        row = [parts[name] for name in self.names]
        total = sum(c * x for c, x in zip(self.coefficients.tolist(), [*row, 1.0], strict=True))
        return float(1 / (1 + np.exp(-min(30.0, max(-30.0, total)))))


FEW = Calibration(np.array([10.0, 1.0, 3.0, -7.0]))
"""For bases too small to fit anything on."""


def fit(
    rows: Sequence[Mapping[str, float]],
    right: Sequence[bool],
    weights: Sequence[float],
    names: Sequence[str] = PARTS,
    signs: Mapping[str, int] | None = None,
    penalty: float = _PENALTY,
) -> Calibration:
    """Fit on candidates' parts, whether each was right, and how much each row counts; the greater the
    penalty, the less few rows say."""
    table = np.array([[row[name] for name in names] for row in rows])
    mean, spread = table.mean(axis=0), table.std(axis=0) + 1e-6
    inputs = np.column_stack([(table - mean) / spread, np.ones(len(table))])
    wanted = [(signs or {}).get(name, 0) for name in names]
    solution = _signed(inputs, np.array(right, float), np.array(weights), wanted, penalty)
    scaled = solution[:-1] / spread
    return Calibration(np.append(scaled, solution[-1] - scaled @ mean), tuple(names))


def _signed(
    inputs: Doubles, target: Doubles, weights: Doubles, signs: Sequence[int], penalty: float
) -> Doubles:
    """The solution with the parts of the wrong sign left out, the worst first."""
    kept = list(range(len(signs)))
    while True:
        found = _newton(inputs[:, [*kept, -1]], target, weights, penalty)
        wrong = [(float(found[place]) * signs[part], part) for place, part in enumerate(kept)]
        worst = min(wrong, default=(0.0, -1))
        if worst[0] >= 0:
            break
        kept.remove(worst[1])
    solution = np.zeros(inputs.shape[1])
    solution[[*kept, -1]] = found
    return solution


def _newton(inputs: Doubles, target: Doubles, weights: Doubles, ridge: float) -> Doubles:
    solution = np.zeros(inputs.shape[1])
    penalty = np.full(inputs.shape[1], ridge)
    penalty[-1] = 1e-6
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(inputs @ solution, -30, 30)))
        gradient = inputs.T @ (weights * (chance - target)) + penalty * solution
        curve = (inputs * (weights * chance * (1 - chance))[:, None]).T @ inputs + np.diag(penalty)
        step = np.linalg.solve(curve, gradient)
        solution = solution - step
        if float(np.abs(step).max()) < 1e-6:
            break
    return solution

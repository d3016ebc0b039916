"""One of several: the weights under which the right ones of each choice are the likeliest.

A conditional logit (McFadden 1974): within a choice the chances are the softmax of the scores; with
several right ones their chances are summed (in the manner of EM: how much each counts is settled
anew before every Newton step). A ridge on the standardised parts keeps few rows from saying too much.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]
Longs = NDArray[np.int64]

PENALTY = 10.0
_STEPS = 40
_SETTLED = 1e-5
_LONGEST = 0.5
"""A step at the most, for every weight: a full one may go far beyond."""
_LEAST = 1e-12


@dataclass(frozen=True, slots=True)
class _Choices:
    """All choices below each other: ``first`` is where each begins, ``of`` which one a row is of."""

    inputs: Doubles
    right: Doubles
    first: Longs
    of: Longs


def fit(
    choices: Sequence[tuple[Sequence[Mapping[str, float]], Sequence[bool]]], names: Sequence[str]
) -> dict[str, float]:
    """Name of a part -> its weight; each choice is its candidates' parts and which of them are right.

    A choice without a right one tells nothing and is left out.
    """
    telling = [(parts, right) for parts, right in choices if any(right)]
    table = np.array([[row[name] for name in names] for parts, _ in telling for row in parts])
    spread = table.std(axis=0) + 1e-9
    sizes = np.array([len(parts) for parts, _ in telling])
    held = _Choices(
        (table - table.mean(axis=0)) / spread,
        np.array([one for _, right in telling for one in right], float),
        np.concatenate(([0], np.cumsum(sizes)[:-1])),
        np.repeat(np.arange(len(sizes)), sizes),
    )
    weights = np.zeros(len(names))
    for _ in range(_STEPS):
        step = _step(held, weights)
        weights = weights - np.clip(step, -_LONGEST, _LONGEST)
        if float(np.abs(step).max()) < _SETTLED:
            break
    return {name: round(float(value), 4) for name, value in zip(names, weights / spread, strict=True)}


def _step(held: _Choices, weights: Doubles) -> Doubles:
    """Newton's step towards the weights under which the right ones are likelier."""
    scores = held.inputs @ weights
    raised = np.exp(scores - np.maximum.reduceat(scores, held.first)[held.of])
    chance = raised / np.add.reduceat(raised, held.first)[held.of]
    among = (raised + _LEAST) * held.right
    wanted = among / np.add.reduceat(among, held.first)[held.of]
    gradient = held.inputs.T @ (chance - wanted) + PENALTY * weights
    means = np.add.reduceat(held.inputs * chance[:, None], held.first, axis=0)
    curve = (held.inputs * chance[:, None]).T @ held.inputs - means.T @ means
    return np.asarray(np.linalg.solve(curve + PENALTY * np.eye(len(weights)), gradient))

"""Which of several an example is: a multinomial logistic regression on features that are mostly 0 or 1.

Fitted with a ridge by L-BFGS (Liu and Nocedal 1989) on all rows at once, so the same rows give the same
weights. Written as text, a feature a line, so that what was learnt can be read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]
Longs = NDArray[np.int64]
Row = Mapping[str, float]

_LEAST = 3
"""Rows that must hold a feature."""
_STEPS, _HELD = 200, 8
"""Iterations at most, and how many of them shape the next step."""
_SETTLED = 1e-3
_DECIMALS = 2
_ALWAYS = ""
"""Stands for the constant among the features of a written model."""


@dataclass(frozen=True, slots=True)
class Logit:
    """Feature -> a weight for each class; classes by number."""

    names: tuple[str, ...]
    weights: Doubles
    constants: Doubles
    ids: Mapping[str, int] = field(repr=False)

    def of(self, row: Row) -> tuple[float, ...]:
        """Class -> chance, 0..1, together 1."""
        held = [(self.ids[name], value) for name, value in row.items() if name in self.ids]
        scores = self.constants.copy()
        for number, value in held:
            scores += value * self.weights[number]
        raised = np.exp(scores - scores.max())
        return tuple(float(one) for one in raised / raised.sum())

    def says(self, row: Row, number: int) -> float:
        """How much more a row speaks for a class than for the others."""
        held = [value * self.weights[self.ids[name]] for name, value in row.items() if name in self.ids]
        return float(sum(one[number] - one.mean() for one in held))

    def lines(self) -> Iterator[str]:
        """The model as text, the constants first; features that say nothing are left out."""
        yield _line(_ALWAYS, self.constants)
        for name, weights in zip(self.names, self.weights, strict=True):
            if np.abs(weights).max() >= 10**-_DECIMALS:
                yield _line(name, weights)


def parsed(lines: Sequence[str]) -> Logit:
    """The model that ``lines`` gave; ValueError if a line is none."""
    rows = [line.rstrip("\n").split("\t") for line in lines]
    table = np.array([[float(one) for one in row[1:]] for row in rows])
    return _made([row[0] for row in rows[1:]], table[1:], table[0])


def _line(name: str, weights: Doubles) -> str:
    return "\t".join((name, *(f"{one:.{_DECIMALS}f}" for one in weights)))


def _made(names: Sequence[str], weights: Doubles, constants: Doubles) -> Logit:
    return Logit(tuple(names), weights, constants, {name: number for number, name in enumerate(names)})


def fit(rows: Sequence[Row], classes: Sequence[int], many: int, penalty: float) -> Logit:
    """Fit on rows and the class of each, 0 to ``many`` - 1.

    The greater the penalty, the less few rows say.
    """
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= _LEAST)
    ids = {name: number for number, name in enumerate(names)}
    table = _Table.of(rows, ids)
    wanted = np.eye(many)[np.asarray(classes)]

    def told(values: Doubles) -> tuple[float, Doubles]:
        weights = values.reshape(len(names) + 1, many)
        scores = table.times(weights[:-1]) + weights[-1]
        scores -= scores.max(axis=1, keepdims=True)
        raised = np.exp(scores)
        chances = raised / raised.sum(axis=1, keepdims=True)
        off = chances - wanted
        loss = float(-(wanted * (scores - np.log(raised.sum(axis=1, keepdims=True)))).sum())
        slope = np.vstack((table.sums(off) + penalty * weights[:-1], off.sum(axis=0, keepdims=True)))
        return loss + penalty / 2 * float((weights[:-1] ** 2).sum()), slope.ravel()

    best = _descended(told, np.zeros((len(names) + 1) * many)).reshape(-1, many)
    return _made(names, best[:-1], best[-1])


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows' features below each other: ``rows[n]`` holds ``columns[n]`` with ``values[n]``."""

    rows: Longs
    columns: Longs
    values: Doubles
    height: int
    width: int

    @classmethod
    def of(cls, rows: Sequence[Row], ids: Mapping[str, int]) -> _Table:
        held = [
            (number, ids[name], value)
            for number, row in enumerate(rows)
            for name, value in row.items()
            if name in ids
        ]
        lines, columns, values = zip(*held, strict=True) if held else ((), (), ())
        return cls(np.array(lines, int), np.array(columns, int), np.array(values, float), len(rows), len(ids))

    def times(self, weights: Doubles) -> Doubles:
        return self._summed(self.rows, weights[self.columns], self.height)

    def sums(self, off: Doubles) -> Doubles:
        return self._summed(self.columns, off[self.rows], self.width)

    def _summed(self, places: Longs, table: Doubles, size: int) -> Doubles:
        columns = (np.bincount(places, self.values * column, size) for column in table.T)
        return np.column_stack(list(columns))


def _descended(told: Callable[[Doubles], tuple[float, Doubles]], start: Doubles) -> Doubles:
    """Where ``told`` is least: steps along its slope, bent by what the last steps found of its curve."""
    point, (loss, slope) = start, told(start)
    history: list[tuple[Doubles, Doubles]] = []
    for _ in range(_STEPS):
        way = -_bent(slope, history)
        size, least = 1.0 if history else 1.0 / max(1.0, float(np.abs(slope).sum())), float(slope @ way)
        while True:
            after, (lower, turned) = point + size * way, told(point + size * way)
            if lower <= loss + 1e-4 * size * least or size < 1e-10:
                break
            size /= 2
        moved, bend = after - point, turned - slope
        if float(moved @ bend) > 1e-12:
            history = [*history[-_HELD + 1 :], (moved, bend)]
        point, loss, slope = after, lower, turned
        if float(np.abs(slope).max()) < _SETTLED:
            break
    return point


def _bent(slope: Doubles, history: Sequence[tuple[Doubles, Doubles]]) -> Doubles:
    """The two loops of L-BFGS: the slope times what is known of the inverse curve."""
    way, shares = slope.copy(), []
    for moved, bend in reversed(history):
        share = float(moved @ way) / float(moved @ bend)
        shares.append(share)
        way -= share * bend
    if history:
        moved, bend = history[-1]
        way *= float(moved @ bend) / float(bend @ bend)
    for (moved, bend), share in zip(history, reversed(shares), strict=True):
        way += moved * (share - float(bend @ way) / float(moved @ bend))
    return way

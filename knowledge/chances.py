"""How probably each label is meant: a multinomial logistic regression on words, concepts and letters.

Beside the ridge, which asks what a question is like, this asks what tells one label from another. It
is trained by Adagrad (Duchi, Hazan and Singer 2011) in small batches, in an order that is always the
same. In each round every example misses half of its features (dropout, Srivastava et al. 2014), so that
no single word is relied upon, and few rounds keep it from learning the examples by heart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from knowledge.text import Token

Floats = NDArray[np.float32]
Halves = NDArray[np.float16]
Longs = NDArray[np.int64]

LETTERS = "l:"
"""Begins the features that are runs of letters, which only this model reads."""
SHORTEST, LONGEST = 3, 5
LEAST = 3
"""Examples that must hold a feature."""
FEWEST, MOST_LABELS = 15_000, 400
"""Examples from which on, and labels up to which, there is enough of each and not too much to learn."""
ROUNDS = 8
_MISSED = 0.5
"""Of an example's features, in each round."""
_BATCH = 256
_RATE = 0.3
_START = 0.01
SHARES: Mapping[str, float] = {LETTERS[0]: 4.0}
"""Of the letters, beside the shares of the other families."""


def letters(tokens: Iterable[Token]) -> dict[str, float]:
    """The runs of letters of the words, as features: three to five, with the ends of each word."""
    found = Counter(
        f"{LETTERS}{word[first : first + length]}"
        for word in (f" {token.folded} " for token in tokens)
        for length in range(SHORTEST, LONGEST + 1)
        for first in range(max(1, len(word) - length + 1))
    )
    return {name: float(1 + np.log(count)) for name, count in found.items()}


@dataclass(frozen=True, slots=True)
class Rows:
    """Weighted features, document below document."""

    first: Longs
    """Document -> its first place in ``ids`` and ``values``; one more closes the last."""
    ids: Longs
    values: Floats


@dataclass(frozen=True, slots=True)
class Chances:
    """What was learnt; nothing where there was too little to learn from."""

    names: tuple[str, ...]
    idf: Floats
    weights: Halves
    """Feature x label."""
    constants: Floats
    families: Mapping[str, float]
    ids: Mapping[str, int] = field(repr=False)

    @property
    def learnt(self) -> bool:
        """Whether there is anything to go by."""
        return len(self.names) > 0

    def of(self, features: Mapping[str, float]) -> Floats:
        """Label -> chance, 0..1, together 1."""
        rows = weighted([features], self.ids, self.idf, self.families)
        scores = np.einsum("i,ij->j", rows.values, self.weights[rows.ids].astype(np.float32))
        return np.asarray(_softmax((scores + self.constants)[None])[0], np.float32)


def learn(
    documents: Sequence[Mapping[str, float]],
    owner: NDArray[np.int32],
    families: Mapping[str, float],
    fewest: int = FEWEST,
) -> Chances:
    """Learn from the features of examples and the label of each, numbered from 0; nothing from fewer
    than ``fewest``."""
    labels = int(owner.max()) + 1 if len(owner) else 0
    shares = {**families, **SHARES}
    if len(documents) < fewest or labels > MOST_LABELS:
        return restored((), np.zeros(0), np.zeros((0, labels)), np.zeros(labels), shares)
    counts = Counter(name for features in documents for name in features)
    names = tuple(sorted(name for name, count in counts.items() if count >= LEAST))
    idf = np.log(len(documents) / np.array([counts[name] for name in names])) + 1
    blank = restored(names, idf, np.zeros((len(names), labels)), np.zeros(labels), shares)
    rows = weighted(documents, blank.ids, blank.idf, shares)
    weights, constants = _descended(rows, owner, len(names), labels)
    return restored(names, idf, weights, constants, shares)


def restored(
    names: Sequence[str],
    idf: NDArray[np.floating],
    weights: NDArray[np.floating],
    constants: NDArray[np.floating],
    families: Mapping[str, float],
) -> Chances:
    """What was learnt, from its parts."""
    return Chances(
        tuple(names),
        idf.astype(np.float32),
        weights.astype(np.float16),
        constants.astype(np.float32),
        families,
        {name: number for number, name in enumerate(names)},
    )


def weighted(
    documents: Iterable[Mapping[str, float]],
    ids: Mapping[str, int],
    idf: Floats,
    families: Mapping[str, float],
) -> Rows:
    """Documents' known features, each family of them with its share of the document's length, 1."""
    first: list[int] = [0]
    found: list[int] = []
    values: list[float] = []
    for features in documents:
        squares: dict[str, float] = {}
        held: list[tuple[str, int, float]] = []
        for name in sorted(features):
            number = ids.get(name)
            if number is not None:
                value = features[name] * idf.item(number)
                squares[name[0]] = squares.get(name[0], 0.0) + value * value
                held.append((name[0], number, value))
        whole = sum(families.get(family, 1.0) for family in squares)
        scale = {f: (families.get(f, 1.0) / whole / square) ** 0.5 for f, square in squares.items()}
        found += [number for _, number, _ in held]
        values += [value * scale[family] for family, _, value in held]
        first.append(len(found))
    return Rows(np.array(first), np.array(found, np.int64), np.array(values, np.float32))


def _descended(rows: Rows, owner: NDArray[np.int32], size: int, labels: int) -> tuple[Floats, Floats]:
    """The weights and constants after all rounds."""
    weights, constants = np.zeros((size, labels), np.float32), np.zeros(labels, np.float32)
    steep = np.full(size, _START, np.float32)
    filled = np.flatnonzero(np.diff(rows.first))
    turns = np.random.default_rng(0)
    for _ in range(ROUNDS):
        order = turns.permutation(filled)
        for begin in range(0, len(order), _BATCH):
            batch = order[begin : begin + _BATCH]
            _step(_missing(rows, batch, turns), owner[batch], weights, constants, steep)
    return weights, constants


def _missing(rows: Rows, batch: Longs, turns: np.random.Generator) -> Rows:
    """The documents of a batch without a share of their features; each keeps its first."""
    lengths = rows.first[batch + 1] - rows.first[batch]
    starts = np.cumsum(lengths) - lengths
    places = np.arange(lengths.sum()) + np.repeat(rows.first[batch] - starts, lengths)
    kept = turns.random(len(places)) >= _MISSED
    kept[starts] = True
    values = rows.values[places[kept]] / np.float32(1 - _MISSED)
    ends = np.cumsum(np.add.reduceat(kept, starts, dtype=np.int64))
    return Rows(np.append(0, ends), rows.ids[places[kept]], values)


def _step(rows: Rows, owner: NDArray[np.int32], weights: Floats, constants: Floats, steep: Floats) -> None:
    """One step down for the documents of a batch, each with a feature at the least."""
    ids, values, lengths = rows.ids, rows.values[:, None], np.diff(rows.first)
    off = _softmax(np.add.reduceat(weights[ids] * values, rows.first[:-1], axis=0) + constants)
    off[np.arange(len(owner)), owner] -= 1
    order = np.argsort(ids, kind="stable")
    touched, begins = np.unique(ids[order], return_index=True)
    document = np.repeat(np.arange(len(owner)), lengths)[order]
    slope = np.add.reduceat(off[document] * values[order], begins, axis=0)
    steep[touched] += np.einsum("ij,ij->i", slope, slope) / slope.shape[1]
    weights[touched] -= _RATE * slope / np.sqrt(steep[touched])[:, None]
    constants -= np.float32(0.1) * off.mean(axis=0)


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), np.float32)

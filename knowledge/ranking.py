"""A sparse index of weighted features: which documents are like a question, and by how much.

Features are strings with a family before the colon ("w:stem", "g:abc", "c:talks"). Within a family
weights are tf-idf (Spärck Jones 1972), scaled so that each family has its share of the cosine
(Salton 1971). Features of the question that no document holds keep their weight in the question's
length, so an uncovered word lowers every similarity. It decides nothing: see match.py.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]

BUDGET = 250_000
"""Postings read for one question of a large index; commoner features then only rescore."""
_POWER = 0.75
"""Of the idf: a little flatter than idf itself was better in every way that was measured."""
_UNKNOWN = 1.3
"""What an unknown feature weighs, against one that a single document holds."""
KEPT = 100
"""Documents rescored in full when the budget cut features off."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question in the index's terms."""

    ids: Ints
    weights: Floats
    """Of the known features; with the unknown ones their length is 1."""
    unknown: Mapping[str, float]
    """Family -> share of its idf weight that no document holds."""


@dataclass(frozen=True, slots=True)
class Index:
    """Documents by feature and features by document, as flat arrays."""

    features: Sequence[str]
    idf: Floats
    row: Longs
    """Document -> its first place in ``row_ids`` and ``row_values``."""
    row_ids: Ints
    row_values: Floats
    start: Longs
    """Feature -> its first place in ``docs`` and ``values``."""
    docs: Ints
    values: Floats
    families: Mapping[str, float]
    ids: Mapping[str, int] = field(repr=False)

    @property
    def size(self) -> int:
        """How many documents there are."""
        return len(self.row) - 1

    def question(self, features: Mapping[str, float]) -> Question:
        """The features as ids and weights; order and hash seed do not matter."""
        known: list[tuple[int, float, str]] = []
        squares: dict[str, float] = {}
        total: dict[str, float] = {}
        missing: dict[str, float] = {}
        rare = _UNKNOWN * float(np.log(1 + self.size)) ** _POWER
        for name in sorted(features):
            family = name.partition(":")[0]
            number = self.ids.get(name)
            weight = features[name] * (rare if number is None else self.idf.item(number))
            squares[family] = squares.get(family, 0.0) + weight * weight
            total[family] = total.get(family, 0.0) + weight
            if number is None:
                missing[family] = missing.get(family, 0.0) + weight
            else:
                known.append((number, weight, family))
        scale = _scales(squares, self.families)
        return Question(
            np.array([number for number, _, _ in known], np.int32),
            np.array([weight * scale[family] for _, weight, family in known], np.float32),
            {family: missing.get(family, 0.0) / total[family] for family in total if total[family]},
        )

    def similarities(self, question: Question, budget: int | None = BUDGET) -> tuple[Ints, Floats]:
        """(documents, cosines), documents ascending: of all without a ``budget``, else of every one that
        shares a feature, or of the best few by the rarest features when reading all postings would
        exceed it."""
        lengths = self.start[question.ids + 1] - self.start[question.ids]
        if budget is None:
            return np.arange(self.size, dtype=np.int32), self._gather(question.ids, question.weights)
        if int(lengths.sum()) <= budget:
            sums = self._gather(question.ids, question.weights)
            found = np.flatnonzero(sums).astype(np.int32)
            return found, sums[found]
        order = np.lexsort((question.ids, lengths))
        fits = order[np.cumsum(lengths[order]) <= budget]
        sums = self._gather(question.ids[fits], question.weights[fits])
        top = np.argpartition(-sums, min(KEPT, len(sums) - 1))[:KEPT]
        found = np.sort(top[sums[top] > 0]).astype(np.int32)
        return found, self._rescore(found, question)

    def _gather(self, ids: Ints, weights: Floats) -> Floats:
        if not len(ids):
            return np.zeros(self.size, np.float32)
        bounds = zip(self.start[ids].tolist(), self.start[ids + 1].tolist(), strict=True)
        spans = [slice(a, b) for a, b in bounds]
        docs = np.concatenate([self.docs[span] for span in spans])
        values = np.concatenate([self.values[span] for span in spans])
        values *= np.repeat(weights, [span.stop - span.start for span in spans])
        return np.bincount(docs, values, self.size).astype(np.float32)

    def _rescore(self, docs: Ints, question: Question) -> Floats:
        dense = np.zeros(len(self.features), np.float32)
        dense[question.ids] = question.weights
        spans = [slice(self.row[d], self.row[d + 1]) for d in docs]
        cosines = [self.row_values[span] @ dense[self.row_ids[span]] for span in spans]
        return np.array(cosines, np.float32)

    def part(self, documents: Ints) -> Index:
        """An index of some documents, with the same features and weights; numbered as given."""
        lengths = self.row[documents + 1] - self.row[documents]
        row = np.concatenate(([0], np.cumsum(lengths)))
        places = np.arange(row[-1]) + np.repeat(self.row[documents] - row[:-1], lengths)
        rows = (row, self.row_ids[places], self.row_values[places])
        return assemble(self.features, self.idf, rows, self.families, self.ids)

    def document(self, number: int) -> Question:
        """A document as if it had been asked."""
        span = slice(self.row[number], self.row[number + 1])
        return Question(self.row_ids[span], self.row_values[span], {})


def _scales(squares: Mapping[str, float], families: Mapping[str, float]) -> dict[str, float]:
    """Family -> factor that gives each family its share of a vector of length 1."""
    present = {family: families.get(family, 1.0) for family, square in squares.items() if square > 0}
    whole = sum(present.values()) or 1.0
    return {
        family: (present[family] / whole / square) ** 0.5 if square > 0 else 0.0
        for family, square in squares.items()
    }


def build(documents: Iterable[Mapping[str, float]], families: Mapping[str, float]) -> Index:
    """The index of the documents; features are numbered in sorted order, whatever comes first."""
    seen: dict[str, int] = {}
    row, ids, weights = array("q", [0]), array("i"), array("f")
    for document in documents:
        for name in sorted(document):
            ids.append(seen.setdefault(name, len(seen)))
            weights.append(document[name])
        row.append(len(ids))
    features = sorted(seen)
    place = np.empty(len(features), np.int32)
    place[[seen[name] for name in features]] = np.arange(len(features))
    rows = np.array(row, np.int64)
    row_ids, values = place[np.array(ids, np.int32)], np.array(weights, np.float32)
    held = np.bincount(row_ids, minlength=len(features))
    idf = (np.log(1 + (len(rows) - 1) / np.maximum(held, 0.5)) ** _POWER).astype(np.float32)
    values *= idf[row_ids]
    values *= _factors(rows, row_ids, values, features, families)
    return assemble(features, idf, (rows, row_ids, values), families)


def _factors(
    row: Longs, ids: Ints, values: Floats, features: Sequence[str], families: Mapping[str, float]
) -> Floats:
    """What each value is multiplied with to give its family its share of the document's length 1."""
    names = sorted({feature.partition(":")[0] for feature in features})
    numbers = {name: number for number, name in enumerate(names)}
    family = np.array([numbers[feature.partition(":")[0]] for feature in features], np.int64)
    size = len(row) - 1
    cell = np.repeat(np.arange(size), np.diff(row)) * len(names) + family[ids]
    squares = np.bincount(cell, values.astype(np.float64) ** 2, size * len(names))
    squares = squares.reshape(size, len(names))
    shares = np.array([families.get(name, 1.0) for name in names])
    whole = ((squares > 0) * shares).sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = np.where(squares > 0, np.sqrt(shares / whole / squares), 0.0)
    multipliers: Floats = factor.astype(np.float32).ravel()[cell]
    return multipliers


def assemble(
    features: Sequence[str],
    idf: Floats,
    rows: tuple[Longs, Ints, Floats],
    families: Mapping[str, float],
    ids: Mapping[str, int] | None = None,
) -> Index:
    """An index from its rows (starts, ids, values): the postings are the rows turned about."""
    row, row_ids, row_values = rows
    # Sorting one long integer is several times faster than a stable argsort.
    order = np.sort(row_ids.astype(np.int64) << 32 | np.arange(len(row_ids))) & 0xFFFFFFFF
    owner = np.repeat(np.arange(len(row) - 1, dtype=np.int32), np.diff(row))
    start = np.zeros(len(features) + 1, np.int64)
    start[1:] = np.cumsum(np.bincount(row_ids, minlength=len(features)))
    ids = ids or {name: number for number, name in enumerate(features)}
    docs, values = owner[order], row_values[order]
    return Index(features, idf, row, row_ids, row_values, start, docs, values, families, ids)

"""What speaks for each label: the score parts of a question's candidates.

score     the ridge's value for the label (the best cosine, where no ridge was trained)
best      cosine of the label's nearest example
near      mean cosine of its three nearest: one stray example is not enough
gap       best, less the best of any other label
margin    score, less the highest score of any other label
covered   share of the question's idf weight that the nearest example holds
pooled    the same, held by any of the label's examples
unknown   the share that no document holds

Coverage by idf weight rather than a raw sum is what tells the answerable from the unanswerable.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.ranking import Floats, Index, Ints, Longs, Question

COVER = ("w", "c")
"""Families whose idf weight a candidate is asked to cover: words and concepts."""
CONSIDERED = 5
_NEAREST = 200
_CLOSE = 0.3
"""Of the best cosine; below it examples are looked at only if there are too few above."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """Documents to be taken for absent: one alone, or all of a label."""

    first: int
    after: int
    label: int

    @property
    def single(self) -> bool:
        """Whether it is one document of a label that stays."""
        return self.after == self.first + 1


@dataclass(frozen=True, slots=True)
class Evidence:
    """One label that a question may mean: its parts and its nearest example."""

    label: int
    parts: dict[str, float]
    document: int


@dataclass(frozen=True, slots=True)
class Examples:
    """Documents by label: document ``n`` belongs to ``owner[n]``, ascending."""

    index: Index
    owner: Ints
    edges: Ints
    """Label -> its first document; one more entry closes the last."""
    keys: Longs
    """feature * labels + label, ascending, for each coverable feature that a label's examples hold."""
    counts: Ints
    """In how many of the label's examples."""
    coverable: NDArray[np.bool_]

    @property
    def labels(self) -> int:
        """How many labels there are."""
        return len(self.edges) - 1

    def evidence(
        self,
        question: Question,
        docs: Ints,
        cosines: Floats,
        scores: Floats | None,
        hidden: Hidden | None,
        likely: Floats | None = None,
    ) -> list[Evidence]:
        """The labels worth a look, by score, and by their chances where ``likely`` tells them; none if
        the question shares nothing."""
        if hidden is not None:
            seen = (docs < hidden.first) | (docs >= hidden.after)
            docs, cosines = docs[seen], cosines[seen]
        nearest = self._nearest(docs, cosines)
        value = {n: float(scores[n]) if scores is not None else found[0][0] for n, found in nearest.items()}
        chance = dict.fromkeys(nearest, 0.0) if likely is None else {n: float(likely[n]) for n in nearest}
        order = sorted(nearest, key=lambda n: (-value[n] - nearest[n][0][0] - chance[n], n))[: CONSIDERED + 1]
        ids, shares, lost = self._shares(question, hidden)
        pooled = self._pooled(ids, shares, order[:CONSIDERED], hidden)
        found = []
        for label, held in zip(order[:CONSIDERED], pooled, strict=True):
            best = nearest[label][0][0]
            others = [n for n in order if n != label]
            parts = {
                "score": value[label],
                "margin": value[label] - max((value[n] for n in others), default=0.0),
                "best": best,
                "gap": best - max((nearest[n][0][0] for n in others), default=0.0),
                "near": sum(cosine for cosine, _ in nearest[label][:3]) / 3,
                "covered": self._covered(ids, shares, nearest[label][0][1]),
                "pooled": held,
                "unknown": lost,
            }
            found.append(Evidence(label, parts, nearest[label][0][1]))
        return found

    def _nearest(self, docs: Ints, cosines: Floats) -> dict[int, list[tuple[float, int]]]:
        """Label -> (cosine, document) of its nearest examples, nearest first."""
        if len(docs) > _NEAREST:
            close = np.flatnonzero(cosines > _CLOSE * cosines.max())
            among = close if len(close) > _NEAREST else np.flatnonzero(cosines > 0)
            docs, cosines = docs[among], cosines[among]
        if len(docs) > _NEAREST:
            top = np.sort(np.argpartition(-cosines, _NEAREST)[:_NEAREST])
            docs, cosines = docs[top], cosines[top]
        docs, cosines = docs[cosines > 0], cosines[cosines > 0]
        order = np.argsort(-cosines, kind="stable")
        found: dict[int, list[tuple[float, int]]] = {}
        rows = zip(
            self.owner[docs[order]].tolist(), cosines[order].tolist(), docs[order].tolist(), strict=True
        )
        for label, cosine, document in rows:
            found.setdefault(label, []).append((cosine, document))
        return found

    def _shares(self, question: Question, hidden: Hidden | None) -> tuple[Ints, Floats, float]:
        """The question's coverable features, their shares of its idf weight, the share nobody holds."""
        ids = question.ids[self.coverable[question.ids]]
        idf = self.index.idf[ids]
        missing = [share for family, share in question.unknown.items() if family in COVER]
        lost = sum(missing) / len(missing) if missing else 0.0
        if hidden is not None and len(ids):
            held = self.index.start[ids + 1] - self.index.start[ids]
            gone = held <= (1 if hidden.single else self._counts(ids, hidden.label))
            lost = float(idf[gone].sum() / idf.sum())
            ids, idf = ids[~gone], idf[~gone]
        total = float(idf.sum())
        return ids, idf * np.float32((1 - lost) / total if total else 0.0), lost

    def _counts(self, ids: Ints, label: int) -> Ints:
        wanted = ids.astype(np.int64) * self.labels + label
        place = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.where(self.keys[place] == wanted, self.counts[place], 0).astype(np.int32)

    def _pooled(self, ids: Ints, shares: Floats, labels: list[int], hidden: Hidden | None) -> list[float]:
        if not len(ids):
            return [0.0] * len(labels)
        held = []
        for label in labels:
            least = 1 if hidden is not None and hidden.single and hidden.label == label else 0
            held.append(float(shares[self._counts(ids, label) > least].sum()))
        return held

    def _covered(self, ids: Ints, shares: Floats, document: int) -> float:
        row = self.index.row_ids[self.index.row[document] : self.index.row[document + 1]]
        if not len(row):
            return 0.0
        place = np.minimum(np.searchsorted(row, ids), len(row) - 1)
        return float(shares[row[place] == ids].sum())


def gather(index: Index, owner: Ints, labels: int) -> Examples:
    """The examples of an index whose documents stand in the order of their labels."""
    edges = np.searchsorted(owner, np.arange(labels + 1)).astype(np.int32)
    coverable = np.array([name.partition(":")[0] in COVER for name in index.features], bool)
    kept = coverable[index.row_ids]
    of = np.repeat(owner, np.diff(index.row))[kept].astype(np.int64)
    keys, counts = np.unique(index.row_ids[kept].astype(np.int64) * labels + of, return_counts=True)
    if not len(keys):
        keys, counts = np.array([-1]), np.array([0])
    return Examples(index, owner, edges, keys.astype(np.int64), counts.astype(np.int32), coverable)

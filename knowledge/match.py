"""Question -> ranked labels, each with one comparable confidence and the parts it is made of.

``Matcher`` works on features, whatever they mean; ``from_examples`` is the string-level front end
for any field. Read on in the order of a question's way: strings.py (words as features), ranking.py
(likeness to every example), ridge.py (a value for every label), signals.py (what speaks for the
best of them), confidence.py (one probability), chances.py (a second opinion). It decides nothing:
thresholds and guards are answer.py's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from knowledge import blobs, chances, confidence, ranking, signals, strings, training
from knowledge.chances import LETTERS, Chances
from knowledge.ranking import Floats
from knowledge.signals import Evidence, Examples
from knowledge.spelling import Speller
from knowledge.text import tokens
from knowledge.training import Model

FAMILIES: Mapping[str, float] = {"w": 1.0, "b": 0.8, "g": 1.0, "c": 2.0, "k": 0.5}
"""Share of a question's likeness that each feature family has, when present; others have 1."""
_LANDMARKS = 2_500
"""Enough beside a second opinion, and a quarter of the work of twice as many."""
_LEAST = 1e-4
"""No chance is taken for less."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A label, how probably it is meant, why, and its nearest example (index into the documents)."""

    label: str
    confidence: float
    parts: Mapping[str, float]
    example: int


@dataclass(frozen=True, slots=True)
class Matcher:
    """Labelled feature documents, ready to be asked; immutable."""

    labels: tuple[str, ...]
    order: ranking.Ints
    """Document (sorted by label) -> its place in what was given to ``build``."""
    examples: Examples
    model: Model
    chances: Chances

    @property
    def index(self) -> ranking.Index:
        """The features and documents themselves."""
        return self.examples.index

    @classmethod
    def build(
        cls,
        documents: Sequence[tuple[str, Mapping[str, float]]],
        families: Mapping[str, float] | None = None,
    ) -> Matcher:
        """Index the documents, train where their number permits, calibrate on what is left out."""
        names = [label for label, _ in documents]
        labels, owner, order = _by_label(names)
        ordered = [documents[n][1] for n in order.tolist()]
        index = ranking.build((_likeness(features) for features in ordered), families or FAMILIES)
        examples = signals.gather(index, owner, len(labels))
        model = training.train(examples, confidence.LEADS, _LANDMARKS)
        return cls(labels, order, examples, model, chances.learn(ordered, owner, families or FAMILIES))

    def rank(self, features: Mapping[str, float], limit: int = 3) -> list[Candidate]:
        """The best labels for a question's features, best first; none if nothing is shared."""
        index = self.index
        question = index.question(_likeness(features))
        docs, cosines = index.similarities(question, None if self.model.trained else ranking.BUDGET)
        scores = self.model.scores(docs, cosines, index.size)
        likely = self.chances.of(features) if self.chances.learnt else None
        found = [
            self._candidate(one, likely)
            for one in self.examples.evidence(question, docs, cosines, scores, None, likely)
        ]
        found.sort(key=lambda one: (-one.confidence, one.label))
        return found[:limit]

    def _candidate(self, one: Evidence, likely: Floats | None) -> Candidate:
        """Two opinions, as their geometric mean: what is not likely to either is not likely."""
        alike = self.model.calibration.confidence(one.parts)
        chance = alike if likely is None else float(likely[one.label])
        sure = alike if likely is None else (alike * max(_LEAST, chance)) ** 0.5
        parts = {**one.parts, "chance": chance}
        return Candidate(self.labels[one.label], sure, parts, int(self.order[one.document]))

    def to_arrays(self) -> dict[str, bytes]:
        """Everything as named blobs, the same bytes for the same documents."""
        index, model = self.index, self.model
        arrays: dict[str, NDArray[np.generic]] = {
            "labels": blobs.packed(self.labels),
            "order": self.order,
            "owner": self.examples.owner,
            "features": blobs.packed(index.features),
            "idf": index.idf,
            "row": index.row,
            "row_ids": index.row_ids,
            "row_values": index.row_values,
            "families": blobs.packed([f"{name} {share!r}" for name, share in sorted(index.families.items())]),
            "landmarks": model.landmarks,
            "weights": model.weights,
            "coefficients": model.calibration.coefficients,
            "parts": blobs.packed(model.calibration.names),
            "chance_names": blobs.packed(self.chances.names),
            "chance_idf": self.chances.idf,
            "chance_weights": self.chances.weights,
            "chance_constants": self.chances.constants,
        }
        return blobs.written(arrays)

    @classmethod
    def from_arrays(cls, given: Mapping[str, bytes]) -> Matcher:
        """A matcher from what ``to_arrays`` gave; nothing is trained again."""
        arrays = {name: np.load(BytesIO(blob), allow_pickle=False) for name, blob in given.items()}
        labels = blobs.unpacked(arrays["labels"])
        pairs = [line.rsplit(" ", 1) for line in blobs.unpacked(arrays["families"])]
        families = {name: float(share) for name, share in pairs}
        rows = (arrays["row"], arrays["row_ids"], arrays["row_values"])
        index = ranking.assemble(blobs.unpacked(arrays["features"]), arrays["idf"], rows, families)
        calibration = confidence.Calibration(arrays["coefficients"], blobs.unpacked(arrays["parts"]))
        model = Model(arrays["landmarks"], arrays["weights"], calibration)
        idf, weights, constants = (arrays[f"chance_{name}"] for name in ("idf", "weights", "constants"))
        known = blobs.unpacked(arrays["chance_names"])
        likely = chances.restored(known, idf, weights, constants, {**families, **chances.SHARES})
        examples = signals.gather(index, arrays["owner"], len(labels))
        return cls(labels, arrays["order"], examples, model, likely)


def _likeness(features: Mapping[str, float]) -> dict[str, float]:
    """The features by which examples are alike: all but runs of letters."""
    return {name: weight for name, weight in features.items() if not name.startswith(LETTERS)}


def _by_label(names: Sequence[str]) -> tuple[tuple[str, ...], ranking.Ints, ranking.Ints]:
    """(labels sorted, document -> label number ascending, document -> place in ``names``)."""
    labels = sorted(set(names))
    numbers = {label: number for number, label in enumerate(labels)}
    given = np.array([numbers[name] for name in names], np.int32)
    order = np.argsort(given, kind="stable").astype(np.int32)
    return tuple(labels), given[order], order


@dataclass(frozen=True, slots=True)
class Ranker:
    """The string-level matcher of any field: no lexicon, only what the examples say."""

    matcher: Matcher
    speller: Speller

    def rank(self, question: str, limit: int = 3) -> list[tuple[str, float]]:
        """(label, confidence) best first; confidence is comparable from question to question."""
        return [(found.label, found.confidence) for found in self.candidates(question, limit)]

    def candidates(self, question: str, limit: int = 3) -> list[Candidate]:
        """The same with the parts of each confidence; ``example`` counts the pairs given."""
        words = [token.folded for token in tokens(question)]
        known = self.matcher.index.ids
        return self.matcher.rank(strings.mended(words, self.speller, known), limit)


def from_examples(pairs: Iterable[tuple[str, str]]) -> Ranker:
    """A ranker from (question, label) pairs of any field."""
    examples = [(label, [token.folded for token in tokens(text)]) for text, label in pairs]
    counts = Counter(word for _, words in examples for word in sorted(set(words)))
    known = sorted(counts)
    speller = Speller(known, np.array([counts[word] for word in known], np.int32))
    labels, owner, order = _by_label([label for label, _ in examples])
    index = ranking.build((strings.features(examples[n][1]) for n in order.tolist()), FAMILIES)
    documents = signals.gather(index, owner, len(labels))
    nothing = chances.learn((), owner, FAMILIES)
    return Ranker(Matcher(labels, order, documents, training.train(documents), nothing), speller)

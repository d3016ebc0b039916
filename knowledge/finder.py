"""Question -> passages of uncurated articles that may answer it, each with what speaks for it.

No examples and no training: a question is cut into units (units.py), and a passage holds a unit by
the same concept in any language, by one near it, by the same stem, or by the same consonants in
either alphabet. It decides nothing: see weighing.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from knowledge import blobs
from knowledge.generated import Generated
from knowledge.lexicon import Lexicon
from knowledge.model import Article
from knowledge.question import Question
from knowledge.units import ABOVE, Unit, features, units

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]

CONSIDERED = 24
_AROUND = 0.35
"""What the setting of a passage holds counts as much beside what it holds itself."""
_SMOOTH = 20.0
"""Passages that a small base is taken to have besides its own, so that its rarities stay modest."""
_MOST_TELLING = 6.0
_COMMON = 2.0
"""A unit of less weight is told all over the field: that the surroundings hold it is enough."""
_NAMES = ("name", "place")
_NOTIONS = ("topic", "act")
KINDS = ("name", "place", "topic", "act", "word")


@dataclass(frozen=True, slots=True)
class Passing:
    """A passage that may answer: its entry, and what speaks for it.

    cover: share of the question's weight that it holds; around: the same with its setting; least: the
    worst held unit; lacking: the most weight of a notion of the field that it does not hold; wanted:
    how well it holds the noun asked for; full: nothing is missing; lead: by how much it is before the
    others; telling: the weight it holds; focus: share of what it tells that was asked for; unknown:
    share that no passage holds; name, place, topic, act, word: cover of such units; bare: only names
    are held; undone: an act that other passages hold is not; nameless: how well the worst held name is.
    """

    entry: str
    parts: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Finder:
    """Passages by feature; document ``n`` is the entry ``labels[n]``."""

    labels: tuple[str, ...]
    names: tuple[str, ...]
    """The features, sorted."""
    start: Longs
    """Feature -> its first place in ``docs``; one more entry closes the last."""
    docs: Ints
    ids: Mapping[str, int] = field(repr=False)
    told: Floats
    """Document -> the weight of all its concepts."""

    def find(self, question: Question, lexicon: Lexicon, limit: int = CONSIDERED) -> list[Passing]:
        """The passages that hold most of the question, best first."""
        asked = units(question, lexicon)
        if not asked or not self.labels:
            return []
        held = np.stack([self._held(unit, "") for unit in asked])
        near = np.maximum(held, np.stack([self._held(unit, "d") for unit in asked]))
        weights = np.array([self._rarity(int(np.count_nonzero(row > ABOVE))) for row in held], np.float32)
        scores = weights @ (held + _AROUND * (near - held)) / weights.sum()
        best = np.argpartition(-scores, limit)[:limit] if limit < len(scores) else np.arange(len(scores))
        order = [int(n) for n in best[np.lexsort((best, -scores[best]))] if scores[n] > 0]
        seen = _Seen(
            question, asked, weights, held[:, order], near[:, order], scores[order], near.max(axis=1) >= ABOVE
        )
        focus = self._focus(asked, order)
        return [
            Passing(self.labels[n], {**_parts(seen, place), "focus": focus[place]})
            for place, n in enumerate(order)
        ]

    def _postings(self, name: str) -> Ints:
        number = self.ids.get(name)
        return self.docs[:0] if number is None else self.docs[self.start[number] : self.start[number + 1]]

    def _held(self, unit: Unit, prefix: str) -> Floats:
        found = np.zeros(len(self.labels), np.float32)
        for name, worth in unit.features:
            docs = self._postings(prefix + name)
            found[docs] = np.maximum(found[docs], np.float32(worth))
        return found

    def _rarity(self, count: int) -> float:
        return float(np.log(1 + (len(self.labels) + _SMOOTH) / (count + 1.0)))

    def _focus(self, asked: Sequence[Unit], order: Sequence[int]) -> list[float]:
        """The share of what each passage is about that the question is about too."""
        wanted = {name for unit in asked for name, _ in unit.features if name.startswith("c:")}
        wanted &= {name for unit in asked for name, worth in unit.features if worth > ABOVE}
        common = np.zeros(len(self.labels), np.float32)
        for name in sorted(wanted):
            docs = self._postings(name)
            common[docs] += self._rarity(len(docs))
        return [float(common[n] / self.told[n]) if self.told[n] else 0.0 for n in order]

    def to_arrays(self) -> dict[str, bytes]:
        """Everything as named blobs; the same bytes for the same passages."""
        arrays: dict[str, NDArray[np.generic]] = {
            "finder_labels": blobs.packed(self.labels),
            "finder_names": blobs.packed(self.names),
            "finder_start": self.start,
            "finder_docs": self.docs,
            "finder_told": self.told,
        }
        return blobs.written(arrays)

    @classmethod
    def from_arrays(cls, given: Mapping[str, bytes]) -> Finder:
        """A finder from what ``to_arrays`` gave."""
        arrays = {name: np.load(BytesIO(given[name]), allow_pickle=False) for name in _ARRAYS}
        labels, names = blobs.unpacked(arrays["finder_labels"]), blobs.unpacked(arrays["finder_names"])
        ids = {name: number for number, name in enumerate(names)}
        start, docs, told = (arrays[f"finder_{name}"] for name in ("start", "docs", "told"))
        return cls(labels, names, start, docs, ids, told)


_ARRAYS = ("finder_labels", "finder_names", "finder_start", "finder_docs", "finder_told")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A question's units beside the passages considered: unit x passage."""

    question: Question
    asked: Sequence[Unit]
    weights: Floats
    held: Floats
    near: Floats
    scores: Floats
    known: NDArray[np.bool_]
    """Whether any passage at all holds the unit."""


def _parts(seen: _Seen, place: int) -> dict[str, float]:
    mine, wide, weights = seen.held[:, place], seen.near[:, place], seen.weights
    kinds = np.array([unit.kind for unit in seen.asked])
    others = [float(score) for n, score in enumerate(seen.scores[:3]) if n != place]
    said = ~np.isin(kinds, _NAMES)
    loose = np.array([unit.loose for unit in seen.asked]) | (weights < _COMMON)
    here = np.where(loose, wide, mine)
    undone = (kinds == "act") & seen.known & (here <= ABOVE)
    parts = {
        "cover": _share(weights, mine),
        "around": _share(weights, wide),
        "least": float(mine.min()),
        "lead": float(seen.scores[place]) - max(others, default=0.0),
        "lacking": float(min(_MOST_TELLING, (weights * (1 - here) * np.isin(kinds, _NOTIONS)).max())),
        "wanted": float(min([here[n] for n, unit in enumerate(seen.asked) if unit.wanted], default=1.0)),
        "full": float(here.min() > ABOVE),
        "telling": float(min(_MOST_TELLING, (weights * mine).sum())),
        "unknown": float(weights[~seen.known].sum() / weights.sum()),
        "bare": float(said.any() and not (mine[said] > ABOVE).any()),
        "undone": float(undone.any()),
        "named": _named(seen.asked, kinds, mine, wide),
    }
    for kind in KINDS:
        of = kinds == kind
        parts[kind] = _share(weights[of], (wide if kind == "place" else mine)[of]) if of.any() else 1.0
    return parts


def _named(asked: Sequence[Unit], kinds: NDArray[np.str_], mine: Floats, wide: Floats) -> float:
    """How well the worst named is held: somebody by the passage itself, unless it holds another of
    those asked about, a place or a government also by what stands around."""
    people = [n for n, unit in enumerate(asked) if kinds[n] == "name" and not unit.loose]
    some = max((float(mine[n]) for n in people), default=0.0)
    held = [float(wide[n] if some > ABOVE and len(people) > 1 else mine[n]) for n in people]
    held += [float(wide[n]) for n, unit in enumerate(asked) if kinds[n] in _NAMES and unit.loose]
    return min(held, default=1.0)


def _share(weights: Floats, held: Floats) -> float:
    return float(weights @ held) / float(weights.sum())


def build(made: Iterable[Generated], lexicon: Lexicon, articles: Mapping[str, Article]) -> Finder:
    """The finder of the generated entries."""
    numbers: dict[str, int] = {}
    labels: list[str] = []
    rows: list[Ints] = []
    for one in made:
        labels.append(one.entry.id)
        told = features(one, lexicon, articles[one.claim.quote.article].language)
        row = [numbers.setdefault(name, len(numbers)) for name in sorted(told)]
        rows.append(np.array(row, np.int32))
    names = sorted(numbers)
    place = np.empty(len(names), np.int32)
    place[[numbers[name] for name in names]] = np.arange(len(names))
    ids = place[np.concatenate(rows)] if rows else np.zeros(0, np.int32)
    owner = np.repeat(np.arange(len(rows), dtype=np.int32), [len(row) for row in rows])
    order = np.argsort(ids, kind="stable")
    start = np.concatenate(([0], np.cumsum(np.bincount(ids, minlength=len(names)))))
    found = {name: number for number, name in enumerate(names)}
    blank = Finder(tuple(labels), tuple(names), start, owner[order], found, np.zeros(len(labels), np.float32))
    return Finder(blank.labels, blank.names, start, blank.docs, found, _told(blank))


def _told(finder: Finder) -> Floats:
    found = np.zeros(len(finder.labels), np.float32)
    for name in finder.names:
        if name.startswith("c:"):
            docs = finder._postings(name)
            found[docs] += finder._rarity(len(docs))
    return found

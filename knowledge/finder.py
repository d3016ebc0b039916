"""Question -> passages of uncurated articles that may answer it, each with what speaks for it.

No examples and no training: a question is cut into units (units.py), and a passage holds a unit by
the same concept in any language, by one near it, by the same stem, or by the same consonants in
either alphabet. It decides nothing: see weighing.py. What each passage is worth is likeness.py's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge import blobs
from knowledge.generated import Generated
from knowledge.lexicon import Lexicon
from knowledge.likeness import Passing, Seen, passings
from knowledge.model import Article
from knowledge.postings import Rows
from knowledge.question import Question
from knowledge.units import ABOVE, NOWHERE, Unit, features, headline, units

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Bytes = NDArray[np.uint8]

CONSIDERED = 20
_AROUND = 0.35
"""What the setting of a passage holds counts as much beside what it holds itself."""
_BESIDE = 0.15
"""The same for the sentence before it, and for the best of its article."""
_ASKED = 0.85
"""How well a reply holds what the interviewer's question before it holds."""
_REPLY = 2
"""Sentences after a question within an article that reply to it."""
_SMOOTH = 20.0
"""Passages that a small base is taken to have besides its own, so that its rarities stay modest."""


@dataclass(frozen=True, slots=True)
class Finder:
    """Passages by feature; document ``n`` is the entry ``labels[n]``, in the order of their articles."""

    labels: tuple[str, ...]
    names: tuple[str, ...]
    """The features, sorted."""
    start: Longs
    """Feature -> its first place in ``docs`` and ``at``; one more entry closes the last."""
    docs: Ints
    at: Bytes
    """Which word of the passage holds the feature first; NOWHERE if no single one does."""
    first: Ints
    """Article -> its first document; one more entry closes the last."""
    replies: Ints
    """Document -> the question within its article that it replies to, itself if it is one, or -1."""
    length: Floats
    """Document -> how many words it has."""
    ids: Mapping[str, int] = field(repr=False)
    told: Floats
    """Document -> the weight of all its concepts."""
    article: Ints
    """Document -> its article."""

    def find(self, question: Question, lexicon: Lexicon, limit: int = CONSIDERED) -> list[Passing]:
        """The passages that hold most of the question, best first."""
        asked = units(question, lexicon)
        if not asked or not self.labels:
            return []
        held = self._replying(np.stack([self._held(unit, "") for unit in asked]))
        near = np.maximum(held, np.stack([self._held(unit, "d") for unit in asked]))
        weights = np.array([self._rarity(int(np.count_nonzero(row > ABOVE))) for row in held], np.float32)
        scores = self._scores(weights, held, near)
        best = np.argpartition(-scores, limit)[:limit] if limit < len(scores) else np.arange(len(scores))
        order = best[np.lexsort((best, -scores[best]))]
        order = order[scores[order] > 0]
        seen = self._seen(asked, weights, held, near, order)
        return passings([self.labels[n] for n in order], seen, scores[order])

    def _scores(self, weights: Floats, held: Floats, near: Floats) -> Floats:
        """0..1 for every passage: how much of the question it holds, with what stands around it."""
        own = np.einsum("i,ij->j", weights, held) / weights.sum()
        around = np.einsum("i,ij->j", weights, near - held) / weights.sum()
        best = np.maximum.reduceat(own, self.first[:-1])[self.article]
        found = own + _AROUND * around + _BESIDE * (self._before(own) + best)
        found[self._questions] = 0
        return np.asarray(np.where(own + around > 0, found, 0), np.float32)

    def _before(self, row: Floats) -> Floats:
        """What the passage before each holds; nothing before the first of an article."""
        found = np.concatenate((row[:1], row[:-1]))
        found[self.first[:-1]] = 0
        return found

    @property
    def _questions(self) -> NDArray[np.bool_]:
        return np.asarray(self.replies == np.arange(len(self.replies)))

    def _replying(self, held: Floats) -> Floats:
        """With each reply holding what its question holds."""
        docs = np.flatnonzero((self.replies >= 0) & ~self._questions)
        held[:, docs] = np.maximum(held[:, docs], _ASKED * held[:, self.replies[docs]])
        return held

    def _seen(self, asked: Sequence[Unit], weights: Floats, held: Floats, near: Floats, order: Longs) -> Seen:
        first, last = self.first[self.article[order]], self.first[self.article[order] + 1]
        none = np.zeros((len(asked), len(order)), np.float32)
        before, after = order > first, order < last - 1
        spans = list(zip(first.tolist(), last.tolist(), strict=True))
        whole = {span: held[:, slice(*span)].max(axis=1) for span in set(spans)}
        return Seen(
            asked=asked,
            weights=weights,
            held=held[:, order],
            near=near[:, order],
            before=np.where(before, held[:, order - before], none),
            after=np.where(after, held[:, order + after], none),
            article=np.stack([whole[span] for span in spans], axis=1) if spans else none,
            headline=np.stack([self._held(unit, "t")[first] for unit in asked]),
            at=np.stack([self._at(unit)[order] for unit in asked]),
            known=near.max(axis=1) >= ABOVE,
            length=self.length[order],
            place=(order - first).astype(np.float32),
            focus=self._focus(asked, order),
        )

    def _postings(self, name: str) -> slice:
        number = self.ids.get(name)
        return slice(0, 0) if number is None else slice(self.start[number], self.start[number + 1])

    def _held(self, unit: Unit, prefix: str) -> Floats:
        found = np.zeros(len(self.labels), np.float32)
        for name, worth in unit.features:
            docs = self.docs[self._postings(prefix + name)]
            found[docs] = np.maximum(found[docs], np.float32(worth))
        return found

    def _at(self, unit: Unit) -> Bytes:
        """The first word of each passage that holds the unit well."""
        found = np.full(len(self.labels), NOWHERE, np.uint8)
        for name, worth in unit.features:
            if worth > ABOVE:
                place = self._postings(name)
                docs = self.docs[place]
                found[docs] = np.minimum(found[docs], self.at[place])
        return found

    def _rarity(self, count: int) -> float:
        return float(np.log(1 + (len(self.labels) + _SMOOTH) / (count + 1.0)))

    def _focus(self, asked: Sequence[Unit], order: Longs) -> Floats:
        """The share of what each passage is about that the question is about too."""
        wanted = {
            name for unit in asked for name, worth in unit.features if name[:2] == "c:" and worth > ABOVE
        }
        common = np.zeros(len(self.labels), np.float32)
        for name in sorted(wanted):
            docs = self.docs[self._postings(name)]
            common[docs] += self._rarity(len(docs))
        told = self.told[order]
        return np.divide(common[order], told, out=np.zeros_like(told), where=told > 0)

    def to_arrays(self) -> dict[str, bytes]:
        """Everything as named blobs; the same bytes for the same passages."""
        arrays: dict[str, NDArray[np.generic]] = {
            "finder_labels": blobs.packed(self.labels),
            "finder_names": blobs.packed(self.names),
        }
        return blobs.written(arrays | {f"finder_{name}": getattr(self, name) for name in _KEPT})

    @classmethod
    def from_arrays(cls, given: Mapping[str, bytes]) -> Finder:
        """A finder from what ``to_arrays`` gave."""
        names = ("labels", "names", *_KEPT)
        arrays = {name: np.load(BytesIO(given[f"finder_{name}"]), allow_pickle=False) for name in names}
        return _finder(blobs.unpacked(arrays.pop("labels")), blobs.unpacked(arrays.pop("names")), **arrays)


_KEPT = ("start", "docs", "at", "first", "replies", "length")


def _finder(labels: tuple[str, ...], names: tuple[str, ...], **arrays: Any) -> Finder:
    """With what need not be kept."""
    ids = {name: number for number, name in enumerate(names)}
    first = arrays["first"]
    article = np.repeat(np.arange(len(first) - 1, dtype=np.int32), np.diff(first))
    told = np.zeros(len(labels), np.float32)
    found = Finder(labels, names, ids=ids, told=told, article=article, **arrays)
    for name in names:
        if name.startswith("c:"):
            docs = found.docs[found._postings(name)]
            told[docs] += found._rarity(len(docs))
    return found


def build(
    made: Iterable[Generated],
    lexicon: Lexicon,
    articles: Mapping[str, Article],
    known: Finder | None = None,
    same: Collection[str] = (),
) -> Finder:
    """The finder of the generated entries, which stand in the order of their articles.

    What the finder ``known`` holds of articles that are the ``same`` is taken from there.
    """
    entries = list(made)
    slugs = [one.claim.quote.article for one in entries]
    first = [n for n, slug in enumerate(slugs) if n == 0 or slugs[n - 1] != slug]
    ends = np.array([*first, len(entries)], np.int32)
    rows = Rows(known)
    for begin, end in pairwise(ends.tolist()):
        whole = entries[begin:end]
        if slugs[begin] not in same or not rows.repeat([one.entry.id for one in whole]):
            for one in whole:
                rows.add(_features(one, lexicon, articles[slugs[begin]], one is whole[0]))
    return _finder(
        tuple(one.entry.id for one in entries),
        **rows.inverted(),
        first=ends,
        replies=_replies(entries, ends),
        length=np.array([len(one.claim.quote.text.split()) for one in entries], np.float32),
    )


def _features(one: Generated, lexicon: Lexicon, article: Article, opens: bool) -> dict[str, int]:
    """What a passage holds; the first of an article holds its headline too."""
    told = features(one, lexicon, article.language)
    return told | dict.fromkeys(headline(article.title, lexicon), NOWHERE) if opens else told


def _replies(entries: Sequence[Generated], ends: Ints) -> Ints:
    """Which question each passage replies to: those of an interview, or of an explainer."""
    found = np.full(len(entries), -1, np.int32)
    for begin, end in pairwise(ends.tolist()):
        asked = -1
        for n in range(begin, end):
            if entries[n].claim.quote.text.rstrip("\"'”’» ").endswith("?"):
                asked = found[n] = n
            elif asked >= 0 and n - asked <= _REPLY:
                found[n] = asked
    return found

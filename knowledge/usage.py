"""How words are used in the examples, and what a sentence with typing slips was meant to be.

A noisy channel (Kernighan, Church and Gale 1990): a word that nobody has written before may be one
within an edit or two of it, and the one that is likeliest in its place is taken. A place is judged
by pairs of neighbours, interpolated with the counts of single words (Jelinek and Mercer 1980), and
the sentence as a whole by Viterbi's search (1967). Words that are known are never touched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from knowledge import blobs
from knowledge.spelling import SURE, Speller

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]

_EDGE = "^"
"""Stands before the first word of a sentence and after the last."""
_BY_PAIR = 0.6
"""Share of a word's chance that its neighbour before it tells; the rest is its own frequency."""
_STRANGE = -13.0
"""The log chance of a word that is not a slip and yet was never written."""
_EDIT = -5.0
"""The log chance of one slip."""
_FIRST = -2.5
"""Further, when it has changed the first letter."""
_KEPT = 10
_REMEMBERED = 20_000
_ARRAYS = ("usage_words", "usage_counts", "usage_pairs", "usage_times")


@dataclass(frozen=True, slots=True)
class Usage:
    """Words with how often they were written, alone and next to each other."""

    words: tuple[str, ...]
    """Sorted."""
    counts: NDArray[np.int32]
    pairs: Longs
    """Sorted: number of a word times how many there are, plus the number of the next word."""
    times: NDArray[np.int32]
    """Pair -> how often."""
    total: int
    """Of all counts."""
    numbers: Mapping[str, int] = field(repr=False)
    speller: Speller = field(repr=False)
    _near: dict[str, tuple[tuple[int, float], ...]] = field(default_factory=dict, repr=False)

    def meant(self, written: Sequence[str], known: Sequence[bool]) -> tuple[tuple[str, float], ...]:
        """(word, likeness 0..1) for each folded word of a sentence: itself with 1 when it is
        ``known`` or nothing near it is likelier, else what it is a slip of."""
        if all(known):
            return tuple((word, 1.0) for word in written)
        choices = [self._choices(word, sure) for word, sure in zip(written, known, strict=True)]
        path = self._likeliest([*choices, ((self.numbers.get(_EDGE, -1), 0.0),)])
        return tuple(
            (word, 1.0) if number in (-1, self.numbers.get(word)) else self._slip_of(word, number)
            for word, number in zip(written, path, strict=False)
        )

    def _slip_of(self, word: str, number: int) -> tuple[str, float]:
        distance = next(edits for other, edits in self.speller.within_reach(word) if other == number)
        other = self.words[number]
        return other, 1 - (distance + (0.5 if other[0] != word[0] else 0.0)) / (len(word) + 1)

    def _choices(self, word: str, sure: bool) -> tuple[tuple[int, float], ...]:
        """(number of a word or -1, log chance that it was written so)."""
        itself = ((self.numbers.get(word, -1), 0.0),)
        if sure or len(word) < SURE or not word.isalpha():
            return itself
        if word not in self._near:
            if len(self._near) >= _REMEMBERED:
                self._near.clear()
            self._near[word] = self._nearest(word)
        return (*itself, *self._near[word])

    def _nearest(self, word: str) -> tuple[tuple[int, float], ...]:
        found = []
        for number, distance in self.speller.within_reach(word):
            other = self.words[number]
            if other != _EDGE:
                cost = distance * _EDIT + (_FIRST if other[0] != word[0] else 0.0)
                found.append((cost + float(np.log(self.counts[number])), cost, number))
        found.sort(reverse=True)
        return tuple((number, cost) for _, cost, number in found[:_KEPT])

    def _likeliest(self, choices: Sequence[tuple[tuple[int, float], ...]]) -> list[int]:
        """The number of the word chosen at each place."""
        before, reached = np.array([self.numbers.get(_EDGE, -1)]), np.zeros(1)
        steps: list[tuple[Longs, Longs]] = []
        for options in choices:
            here = np.array([number for number, _ in options])
            through = reached[:, None] + self._chance(before, here)
            came = through.argmax(axis=0)
            reached = through[came, np.arange(len(here))] + np.array([cost for _, cost in options])
            steps.append((here, came))
            before = here
        at, path = int(reached.argmax()), []
        for here, came in reversed(steps):
            path.append(int(here[at]))
            at = int(came[at])
        return path[::-1]

    def _chance(self, before: Longs, after: Longs) -> Floats:
        """Log chance of each word after each word before it."""
        own = np.where(after >= 0, self.counts[after], 0) / self.total
        keys = before[:, None] * len(self.words) + after[None, :]
        places = np.minimum(np.searchsorted(self.pairs, keys), len(self.pairs) - 1)
        together = np.where((self.pairs[places] == keys) & (before[:, None] >= 0), self.times[places], 0)
        first = np.where(before >= 0, self.counts[before], 1)
        chance = _BY_PAIR * together / first[:, None] + (1 - _BY_PAIR) * own[None, :]
        return np.where(chance > 0, np.log(np.maximum(chance, 1e-12)), _STRANGE)

    def to_arrays(self) -> dict[str, bytes]:
        """Everything as named blobs; the same bytes for the same sentences."""
        values = (blobs.packed(self.words), self.counts, self.pairs, self.times)
        return blobs.written(dict(zip(_ARRAYS, values, strict=True)))

    @classmethod
    def from_arrays(cls, given: Mapping[str, bytes]) -> Usage:
        """A usage from what ``to_arrays`` gave."""
        words, counts, pairs, times = (np.load(BytesIO(given[name]), allow_pickle=False) for name in _ARRAYS)
        return _of(blobs.unpacked(words), counts, pairs, times)


def _of(words: Sequence[str], counts: NDArray[np.int32], pairs: Longs, times: NDArray[np.int32]) -> Usage:
    numbers = {word: number for number, word in enumerate(words)}
    return Usage(tuple(words), counts, pairs, times, int(counts.sum()), numbers, Speller(words, counts))


def gather(sentences: Iterable[Sequence[str]], further: Iterable[str] = ()) -> Usage:
    """The usage in sentences of folded words; ``further`` words are known to be written at all."""
    counts: Counter[str] = Counter((_EDGE, *further))
    pairs: Counter[tuple[str, str]] = Counter({(_EDGE, _EDGE): 1})
    for sentence in sentences:
        counts.update((_EDGE, *sentence))
        pairs.update(pairwise((_EDGE, *sentence, _EDGE)))
    words = sorted(counts)
    numbers = {word: number for number, word in enumerate(words)}
    keys = sorted(
        (numbers[one] * len(words) + numbers[other], times) for (one, other), times in pairs.items()
    )
    return _of(
        words,
        np.array([counts[word] for word in words], np.int32),
        np.array([key for key, _ in keys], np.int64),
        np.array([times for _, times in keys], np.int32),
    )

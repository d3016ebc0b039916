"""Mends a word that no document holds by the nearest words of the documents' own vocabulary.

The distance is optimal string alignment (Damerau-Levenshtein with each letter moved once; Boytsov
2011). Candidates come from letter-pair postings: one edit spoils at most three pairs of a word, so
a word within reach shares at least ``pairs - 3 * edits`` of them (the count filter of Ukkonen 1992
and Gravano et al. 2001). Nothing is learnt from a language: a field's own words are its dictionary.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

SURE = 4
"""Shorter words have too many neighbours: mend them only where the words beside them agree."""
_LONG = 8
"""From this length on two edits are forgiven."""
_INSPECTED = 24
_REMEMBERED = 20_000


def _pairs(word: str) -> list[str]:
    edged = f"^{word}$"
    return [edged[i : i + 2] for i in range(len(edged) - 1)]


class Speller:
    """The vocabulary that unknown words are compared with; immutable but for what it remembers."""

    def __init__(self, words: Sequence[str], counts: NDArray[np.int32]) -> None:
        """``counts[i]``: in how many documents ``words[i]`` stands; common words win ties."""
        self.words = words
        self.known = frozenset(words)
        self._counts = counts
        self._repaired: dict[tuple[str, int], tuple[tuple[str, float], ...]] = {}
        self._lengths = np.fromiter((len(word) for word in words), np.int32, len(words))
        postings: dict[str, list[int]] = {}
        for number, word in enumerate(words):
            if len(word) > 2:
                for pair in dict.fromkeys(_pairs(word)):
                    postings.setdefault(pair, []).append(number)
        self._postings = {pair: np.array(found, np.int32) for pair, found in postings.items()}

    def repair(self, word: str, limit: int = 2) -> tuple[tuple[str, float], ...]:
        """Known words within reach of ``word``, nearest first, each with a likeness below 1.

        Empty for single letters, and for words with a digit: 2026 is not a slip for 2025.
        """
        if len(word) < 2 or not word.isalpha():
            return ()
        if (word, limit) not in self._repaired:
            if len(self._repaired) >= _REMEMBERED:
                self._repaired.clear()
            self._repaired[word, limit] = self._repair(word, limit)
        return self._repaired[word, limit]

    def _repair(self, word: str, limit: int) -> tuple[tuple[str, float], ...]:
        near: list[tuple[float, int, str]] = []
        for number, distance in self.within_reach(word):
            other = self.words[number]
            if other.isalpha():
                # People seldom miss the first letter.
                cost = distance + (0.5 if other[0] != word[0] else 0.0)
                near.append((cost, -int(self._counts[number]), other))
        near.sort()
        best = near[0][0] if near else 0.0
        kept = [item for item in near if item[0] <= best + 0.5][:limit]
        return tuple((other, 1 - cost / (len(word) + 1)) for cost, _, other in kept)

    def within_reach(self, word: str) -> Iterator[tuple[int, int]]:
        """(number, edits) of the known words one edit away, or two from a long word."""
        edits = 2 if len(word) >= _LONG else 1
        for number in self._candidates(word, edits):
            distance = OSA.distance(word, self.words[number], score_cutoff=edits)
            if distance <= edits:
                yield number, distance

    def _candidates(self, word: str, edits: int) -> list[int]:
        pairs = dict.fromkeys(_pairs(word))
        lists = [self._postings[pair] for pair in pairs if pair in self._postings]
        if not lists:
            return []
        shared = np.bincount(np.concatenate(lists), minlength=len(self.words))
        near = np.abs(self._lengths - len(word)) <= edits
        enough = shared >= max(1, len(pairs) - 3 * edits)
        found = np.flatnonzero(near & enough)
        if len(found) > _INSPECTED:
            order = np.lexsort((found, -self._counts[found], -shared[found]))
            found = found[order[:_INSPECTED]]
        return [int(number) for number in found]

"""A question's words as features for a field of which nothing else is known.

Stems, pairs of neighbouring stems and letters within words (char_wb n-grams), as text
classification has long used them (Cavnar & Trenkle 1994). Unknown words are mended by the field's
own words; see spelling.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from knowledge.spelling import SURE, Speller
from knowledge.text import stem

_SIZES = (3, 4)
_BESIDE = 0.1
"""How much likeness a known neighbour is worth when a word is mended: about one letter in ten."""


def features(words: Sequence[str], weights: Sequence[float] | None = None) -> dict[str, float]:
    """Folded words as features: "w:" stems, "b:" pairs of stems, "g:" letters within words.

    >>> sorted(features(["my", "pins"]))[:5]
    ['b:^_my', 'b:my_pin', 'b:pin_$', 'g: my', 'g: my ']
    """
    found: dict[str, float] = {}
    stems = [stem(word) for word in words]
    for word, base, weight in zip(words, stems, weights or [1.0] * len(words), strict=True):
        found[f"w:{base}"] = max(weight, found.get(f"w:{base}", 0.0))
        for gram in _grams(word):
            found[f"g:{gram}"] = 1.0
    for left, right in zip(["^", *stems], [*stems, "$"], strict=True):
        found[f"b:{left}_{right}"] = 1.0
    return found


def _grams(word: str) -> Iterable[str]:
    edged = f" {word} "
    for size in _SIZES:
        for start in range(len(edged) - size + 1):
            yield edged[start : start + size]


def mended(words: Sequence[str], speller: Speller, pairs: Collection[str]) -> dict[str, float]:
    """The words' features, unknown words mended where the known ones allow.

    ``pairs``: the "b:" features that are known. What a mended word lacks in likeness stays as an
    unknown word of that weight, so a doubtful mend covers the question only in part.
    """
    words = list(words)
    weights = [1.0] * len(words)
    lost: dict[str, float] = {}
    for place, word in enumerate(words):
        if word not in speller.known:
            other, likeness = _mend(words, place, speller, pairs)
            if other:
                lost[f"w:{stem(word)}"] = 1 - likeness
                words[place], weights[place] = other, likeness
    return lost | features(words, weights)


def _mend(words: Sequence[str], place: int, speller: Speller, pairs: Collection[str]) -> tuple[str, float]:
    """The likeliest known word and its likeness, or ("", 0) to leave the word as it is.

    A word that stands beside its neighbours in some example goes before one that does not; a short
    word is mended only by such a one.
    """
    best = ("", 0.0, 0.0)
    for word, likeness in speller.repair(words[place], 6):
        beside = _beside(words, place, word, pairs)
        value = likeness + _BESIDE * beside
        if (beside or len(words[place]) >= SURE) and value > best[2]:
            best = (word, likeness, value)
    return best[0], best[1]


def _beside(words: Sequence[str], place: int, word: str, pairs: Collection[str]) -> int:
    left = stem(words[place - 1]) if place else "^"
    right = stem(words[place + 1]) if place + 1 < len(words) else "$"
    middle = stem(word)
    return (f"b:{left}_{middle}" in pairs) + (f"b:{middle}_{right}" in pairs)

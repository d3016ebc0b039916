"""Typing slips, made on purpose and always the same: for fitting the decision, and for measuring.

One slip a word: two letters swapped, one left out, one put in, or one mistaken for another.
"""

from __future__ import annotations

import random
import re

_WORD = re.compile(r"[^\W\d_]+")


def slipped(text: str, seed: int = 0, longer_than: int = 4, share: float = 1.0) -> str:
    """The text with one slip in each word of more than ``longer_than`` letters, or in that share
    of them. The same text, seed and share give the same slips."""
    chance = random.Random(f"{seed}:{text}")

    def spoil(match: re.Match[str]) -> str:
        word = match[0]
        return _slip(word, chance) if len(word) > longer_than and chance.random() < share else word

    return _WORD.sub(spoil, text)


def _slip(word: str, chance: random.Random) -> str:
    place = chance.randrange(len(word) - 1)
    other = chance.choice(word.lower())
    return chance.choice(
        (
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
            word[:place] + word[place + 1 :],
            word[:place] + other + word[place:],
            word[:place] + other + word[place + 1 :],
        )
    )

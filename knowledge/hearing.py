"""A reader's text -> the words that were meant, and the concepts that they mention.

What was typed with slips, in Latin letters or in the wrong keyboard layout is read as it was meant,
when that reading makes clearly more sense. Nothing is known here of questions: see question.py.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from knowledge import text
from knowledge.lexicon import Lexicon, Mention
from knowledge.text import Token

_RESPELL_BELOW = 0.6
_RESPELL_GAIN = 0.25


@dataclass(frozen=True, slots=True)
class Heard:
    """A text as it was meant; offsets are into ``text``."""

    text: str
    language: str
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    """Each with a score below 1 where a slip was mended."""


def plain(written: str, lexicon: Lexicon, language: str) -> Heard:
    """A text that is in a known language and has no slips."""
    tokens = text.tokens(written)
    return Heard(written, language, tokens, lexicon.find_in(tokens, fuzzy=False))


def hear(written: str, lexicon: Lexicon, fallback: str) -> Heard:
    """A reader's text, respelled where that makes clearly more sense."""
    best = _mended(written, text.language_of(written, fallback), lexicon)
    sense = _sense(best)
    if sense >= _RESPELL_BELOW:
        return best
    least = sense + _RESPELL_GAIN
    for code, respelled in text.respellings(written):
        if all(len(token.folded) == 1 for token in text.tokens(respelled)):
            continue  # a letter is a word in some language or other, and says nothing
        heard = _mended(respelled, text.language_of(respelled, code), lexicon)
        sense = _sense(heard)
        if sense > least:
            best, least = heard, sense
    return best


def _mended(written: str, language: str, lexicon: Lexicon) -> Heard:
    """The text with words that nobody writes replaced by what they are slips of."""
    tokens = text.tokens(written)
    if lexicon.usage is None:
        return Heard(written, language, tokens, lexicon.find_in(tokens))
    known = [lexicon.knows(token) for token in tokens]
    meant = lexicon.usage.meant([token.folded for token in tokens], known)
    mended = {place: likeness for place, (_, likeness) in enumerate(meant) if likeness < 1}
    for place in sorted(mended, reverse=True):
        token = tokens[place]
        written = written[: token.start] + meant[place][0] + written[token.end :]
    tokens = text.tokens(written) if mended else tokens
    return Heard(written, language, tokens, tuple(_doubted(m, mended) for m in lexicon.find_in(tokens)))


def _doubted(mention: Mention, mended: dict[int, float]) -> Mention:
    doubt = min((mended.get(place, 1.0) for place in range(mention.first, mention.after)), default=1.0)
    return mention if doubt == 1.0 else replace(mention, score=mention.score * doubt)


def _sense(heard: Heard) -> float:
    """The share of letters in words that the lexicon knows exactly or, for half, nearly."""
    known: dict[int, float] = {}
    for mention in heard.mentions:
        worth = 1.0 if mention.score == 1.0 else 0.5
        for place in range(mention.first, mention.after):
            known[place] = max(worth, known.get(place, 0.0))
    words = [(place, len(t.folded)) for place, t in enumerate(heard.tokens) if not t.folded.isdigit()]
    letters = sum(length for _, length in words)
    return sum(known.get(place, 0.0) * length for place, length in words) / letters if letters else 1.0

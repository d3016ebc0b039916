"""What readers tell of themselves before they ask: "I am from Odesa. Who confirmed the talks?".

It says nothing about the question, but its names, numbers and words would be taken for parts of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from knowledge.concepts import TELLING
from knowledge.lexicon import Lexicon, Mention

_SENTENCE = re.compile(r"[^.!?:…]+[.!?:…]*")
_LEAST, _MOST = 2, 2
"""Mentions of the field: a question must have so many to be understood without what was told before it, and
what has more than so many is more than the writer's own story."""

Span = tuple[int, int]


def spans(written: str, mentions: Iterable[Mention], lexicon: Lexicon) -> tuple[Span, ...]:
    """Where a text has sentences of the writer alone, as offsets; what he has heard or read is none, nor one
    that asks, nor the last one if none does."""
    found = list(mentions)
    if not any(m.concept == "myself" for m in found):
        return ()
    sentences = [match.span() for match in _SENTENCE.finditer(written) if match[0].strip()]
    return tuple(one for one in sentences[:-1] if _is_own(written[slice(*one)], _within(found, one), lexicon))


def left_out(written: str, mentions: Sequence[Mention], lexicon: Lexicon) -> str:
    """The text with spaces for the sentences of the writer, if what is left still tells what is asked."""
    own = spans(written, mentions, lexicon)
    kept = [m for m in mentions if not any(start <= m.start < end for start, end in own)]
    if sum(lexicon.kind(m.concept) in TELLING | {"direction"} for m in kept) < _LEAST:
        return written
    for start, end in own:
        written = written[:start] + " " * (end - start) + written[end:]
    return written


def _within(mentions: Iterable[Mention], span: Span) -> frozenset[str]:
    return frozenset(m.concept for m in mentions if span[0] <= m.start < span[1])


def _is_own(sentence: str, concepts: frozenset[str], lexicon: Lexicon) -> bool:
    told = sum(lexicon.kind(one) in TELLING for one in concepts)
    of_oneself = "myself" in concepts and "hearsay" not in concepts and told <= _MOST
    return of_oneself and not sentence.rstrip().endswith("?")

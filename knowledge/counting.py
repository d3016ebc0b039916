"""Whether a passage gives the number of the very thing that a question asks the number of."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge import glossary, guards
from knowledge.layout import Layout
from knowledge.lexicon import Lexicon
from knowledge.question import Question
from knowledge.units import LITTLE

_BEFORE, _AFTER = 4, 2
"""Words from a number to what it counts: "300 prisoners of war", "prisoners: 300"."""
_OPEN = 0.5
"""Where nothing in particular is counted: "how much is it"."""


def counted(asked: Question, laid: Layout, lexicon: Lexicon) -> float:
    """1 if the thing asked for stands beside a number, 0 if not, half where no thing is named."""
    things = set(_meant(guards.counted(asked, lexicon)))
    if not things:
        return _OPEN
    tokens, mentions = laid.tokens, laid.mentions
    numbers = {n for n, token in enumerate(tokens) if token.folded.isdigit()}
    numbers |= {m.first for m in mentions if lexicon.kind(m.concept) == "number"}
    little = {m.first for m in mentions if m.concept == LITTLE}
    held = {n for n, token in enumerate(tokens) if n not in little and things & set(_meant((token.stem,)))}
    held |= {
        m.first for m in mentions if things & {f"c:{one}" for one in (m.concept, *lexicon.broader(m.concept))}
    }
    return float(any(-_AFTER <= place - number <= _BEFORE for number in numbers for place in held))


def _meant(things: Iterable[str]) -> Iterable[str]:
    """Stems with the groups that they are of, and concepts as they are."""
    for thing in things:
        yield from (thing, f"c:{thing}", *(f"g:{group}" for group in glossary.groups().get(thing, ())))

"""What a question asks for: the kinds of its question words."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.lexicon import Lexicon, Mention

STRONG = frozenset(("when", "where", "who", "how-many", "why", "purpose"))
"""Kinds of questions that only evidence with that slot answers."""
_WEAK = ("what", "how", "yes-no")
_TELLING = frozenset(("decision", "agree", "settled", "schedule"))
"""Acts whose object is the time itself: "did they agree when to meet"."""
_NEAR = 3
"""Words before "when" among which such an act, or one of speech, stands."""
_BETWEEN = ("slot", "filler", "chat", "frame", "direction")


def kinds(mentions: Sequence[Mention], lexicon: Lexicon) -> frozenset[str]:
    """The slots asked for. A word that may also be "what" asks for no slot by itself ("чего"), a "when"
    that only joins a clause asks for none, and an opening "what" or "how" outweighs the auxiliary after
    it."""
    slots = [m for m in mentions if lexicon.kind(m.concept) == "slot"]
    vague = {m.first for m in slots if m.concept == "what"}
    asking = [m for m in slots if m.first not in vague and not _joins(m, mentions, lexicon)]
    strong = {m.concept for m in asking if m.concept in STRONG}
    if strong:
        return frozenset(strong)
    first = next((m.concept for m in slots if m.concept in _WEAK), None)
    return frozenset((first,)) if first else frozenset()


def _joins(when: Mention, mentions: Sequence[Mention], lexicon: Lexicon) -> bool:
    """Whether a "when" only tells at what time something else was: "did anyone object when they showed
    it", but "did he say when they meet" and "the round, when is it"."""
    if when.concept != "when":
        return False
    asked = any(m.first < when.first and lexicon.kind(m.concept) == "slot" for m in mentions)
    before = [m for m in mentions if m.first < when.first <= m.after]
    near = [m for m in mentions if 0 < when.first - m.first <= _NEAR]
    bound = any(lexicon.kind(m.concept) in _BETWEEN for m in before) or not before
    told = any(m.concept in _TELLING or "say" in (m.concept, *lexicon.broader(m.concept)) for m in near)
    clause = [m for m in mentions if m.first >= when.after]
    opens = any(m.first == when.after and m.concept == "yes-no" for m in clause)
    content = any(lexicon.kind(m.concept) not in _BETWEEN for m in clause)
    return asked and not (bound or told or opens) and content

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
_WISHES = frozenset(
    ("want", "demand", "ask-for", "search-solution", "expect", "remaining", "sticking-point", "fear")
)
"""Acts that in Ukrainian and Russian govern the case of which the "what" is also a "why"."""
_HEADS = ("that", "before")
"""What a clause may hang on; "before" is written like "up to that" in Russian."""
_BETWEEN = ("slot", "filler", "chat", "frame", "direction")


def kinds(mentions: Sequence[Mention], lexicon: Lexicon) -> frozenset[str]:
    """The slots asked for. A word that may also be "what" asks for no slot by itself ("чего"), a "when"
    that only joins a clause asks for none, and an opening "what" or "how" outweighs the auxiliary after
    it."""
    slots = [m for m in mentions if lexicon.kind(m.concept) == "slot"]
    vague = {m.first for m in slots if m.concept == "what" and not _is_why(m, slots, mentions)}
    asking = [m for m in slots if m.first not in vague and not _joins(m, mentions, lexicon)]
    strong = [m for m in asking if m.concept in STRONG]
    reasons = [m for m in strong if m.concept == "why"]
    if reasons and not any(_beside(m, why) for m in strong for why in reasons if m.concept != "why"):
        return frozenset(("why",))  # "why did they wait until the 13th to name the date"
    if strong:
        return frozenset(m.concept for m in strong)
    first = next((m.concept for m in slots if m.concept in _WEAK), None)
    return frozenset((first,)) if first else frozenset()


def _is_why(what: Mention, slots: Sequence[Mention], mentions: Sequence[Mention]) -> bool:
    """Whether an opening word that is "what" or "why" ("чого") is "why": no wish is told of beside it."""
    both = any(m.concept == "why" and m.first == what.first for m in slots)
    near = {m.concept for m in mentions if 0 <= m.first - what.after < _NEAR}
    if "believe" in near:  # "what, in Rubio's opinion, does he want"
        near = {m.concept for m in mentions if 0 <= m.first - what.after < 2 * _NEAR}
    return both and what.first == 0 and not near & _WISHES


def _beside(one: Mention, other: Mention) -> bool:
    """Whether no more than an "and" stands between two question words."""
    return max(one.first, other.first) - min(one.after, other.after) <= 1


def _joins(when: Mention, mentions: Sequence[Mention], lexicon: Lexicon) -> bool:
    """Whether a "when" only tells at what time something else was: "did anyone object when they showed
    it", but "did he say when they meet" and "the round, when is it"."""
    if when.concept == "purpose":  # "what it began the war for" is no question in "reach that for which"
        return any(m.concept in _HEADS and m.after == when.first for m in mentions)
    if when.concept == "who":  # "have they settled who gets it" asks whether
        acts = {m.concept for m in mentions if 0 < when.first - m.first <= _NEAR}
        opened = any(m.concept == "yes-no" and m.first < when.first for m in mentions)
        return opened and bool(acts & _TELLING)
    if when.concept != "when":
        return False
    earlier = [m for m in mentions if m.first < when.first and lexicon.kind(m.concept) == "slot"]
    asked = bool(earlier)
    how = asked and earlier[0].concept == "how"  # "how did Kyiv answer when told to"
    before = [m for m in mentions if m.first < when.first <= m.after]
    near = [m for m in mentions if 0 < when.first - m.first <= _NEAR]
    bound = any(lexicon.kind(m.concept) in _BETWEEN for m in before) or not before
    told = any(m.concept in _TELLING or "say" in (m.concept, *lexicon.broader(m.concept)) for m in near)
    clause = [m for m in mentions if m.first >= when.after]
    opens = any(m.first == when.after and m.concept == "yes-no" for m in clause)
    content = any(lexicon.kind(m.concept) not in _BETWEEN for m in clause)
    return how or (asked and not (bound or told or opens) and content)

"""From the passages that were found to one that is given, and how sure that is.

Nothing is ruled out beforehand: what a guard objects to is weighed like everything else. First the
passages are ranked among themselves (``ranking``, see choice.py), then the best of them, beside the
second best, gets a confidence (``coefficients``). Both are fitted by ``talks-bot fit``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import exp

from knowledge import guards
from knowledge.counting import counted
from knowledge.generated import UNKNOWN_NAME
from knowledge.layout import Layout, layout
from knowledge.lexicon import Lexicon, Mention
from knowledge.likeness import Passing
from knowledge.model import Decision, Entry, KnowledgeBase
from knowledge.news import NEWS, Sought, news, sought
from knowledge.question import Question
from knowledge.units import SLOTTED, measures, nouns

_HELD = (
    *("cover", "around", "before", "after", "article", "headline", "entitled", "telling", "lacking"),
    *("missing", "unknown", "full", "held", "person", "person_around", "person_article", "power"),
    *("power_around", "nameless", "topic", "act", "word", "bare", "wanted", "wanted_before", "undone"),
    *("subject", "early", "length", "place", "opening", "focus", "lead", "rank"),
)
"""What likeness.py tells."""
_CIRCUMSTANCES = (
    *("no_when", "no_where", "no_who", "no_how-many", "no_why", "number", "day", "premise", "else"),
    *("someone", "somebody", "somewhere", "dated", "counted", "number_of", "speaks", "others", "wished"),
    *("ahead", "unplanned", "same", "old"),
)
RANKING = (*_HELD, *_CIRCUMSTANCES, *NEWS)
"""What the score of a passage among the others is made of."""
_ASKED = ("when", "where", "who", "how-many", "why", "yes-no")
PARTS: Mapping[str, int] = {
    **dict.fromkeys(("units", *_ASKED, *RANKING), 0),
    **dict.fromkeys(("strength", "margin", "cover", "person", "power", "wanted", "speaks", "amount"), 1),
    **dict.fromkeys(
        ("number", "day", "premise", "unknown", "lacking", "missing", "wished", "others", "uncalled"), -1
    ),
}
"""What the confidence in the best of them is made of -> whether more of it can only speak for (1) or
against it (-1)."""
_MOST_MARGIN = 6.0
_OLD_DAYS = 30
_STRONG = frozenset(("when", "where", "who", "how-many", "why"))
_SLOTS = (*sorted(_STRONG), "what", "how", "yes-no")
_ACTORS = ("person", "party", "place", "role")
_SPEAKERS = ("person", "party", "role")
_LEADS = frozenset(("lead-delegation", "represent"))
_WISHES = frozenset(("demand", "want", "insist", "propose", "ready", "ask-for", "call-for"))
_SPEECH = frozenset(("say", "announce", "believe", "explain"))


@dataclass(frozen=True, slots=True)
class Told:
    """A passage that may answer: its entry and its parts."""

    entry: Entry
    parts: Mapping[str, float]


def candidates(kb: KnowledgeBase, asked: Question) -> list[Told]:
    """The passages that may answer, in the order in which they were found."""
    plain = plainly(asked)
    seek = sought(asked, plain, kb.lexicon)
    return [_told(kb, plain, seek, passing) for passing in kb.finder.find(plain, kb.lexicon)]


def _told(kb: KnowledgeBase, plain: Question, seek: Sought, passing: Passing) -> Told:
    entry = kb.entries[passing.entry]
    laid = layout(entry.quotes[0].text, kb.lexicon)
    parts = {**passing.parts, **_circumstances(kb, plain, entry, laid), **news(seek, laid, kb.lexicon)}
    return Told(entry, parts)


def plainly(asked: Question) -> Question:
    """The question with the one thing that it asks for: "why was the venue changed" asks no place,
    "did he explain the date" no day, and "how long" no number but a time."""
    kinds = asked.kinds
    if "why" in kinds:
        kinds = frozenset(("why",))
    elif not SLOTTED.issuperset(measures(asked)):
        kinds = frozenset(("how",))
    elif kinds & {"when", "where"}:
        kinds = kinds - _by_noun(asked) or frozenset(("what",))
    return replace(asked, kinds=kinds)


def _by_noun(asked: Question) -> frozenset[str]:
    """Times and places that are only spoken of: "did he explain the date", but "what date"."""
    slots = [m for m in asked.mentions if m.concept in _SLOTS]
    spans = {m.first: m.concept for m in slots if m.concept not in ("when", "where")}
    nouns = {m.first for m in slots if m.concept in ("when", "where") and _is_noun(m, asked)}
    spoken = {m.concept for m in slots if m.first in nouns and m.first - 1 not in spans}
    asking = {m.concept for m in slots if m.first not in nouns}
    return frozenset(spoken - asking) if asking else frozenset()


def _is_noun(mention: Mention, asked: Question) -> bool:
    return nouns(asked.language).match(asked.text, mention.start) is not None


def _circumstances(kb: KnowledgeBase, asked: Question, entry: Entry, laid: Layout) -> dict[str, float]:
    article = kb.articles[entry.quotes[0].article]
    newest = kb.as_of or article.published
    kinds = asked.kinds | ({"why"} if "purpose" in asked.kinds else set())
    found = {
        **{kind: kind in kinds for kind in _ASKED},
        **{f"no_{kind}": kind in kinds and kind not in entry.settles for kind in sorted(_STRONG)},
        "number": guards.number(asked, entry, kb.lexicon) is not None,
        "day": guards.day(asked, entry, kb.lexicon) is not None,
        "premise": guards.premise(asked, entry, kb.lexicon) is not None,
        "else": _nobody_else(asked, entry, laid, kb.lexicon),
        **_fresh(kinds, asked, entry, kb.lexicon),
        "number_of": counted(asked, laid, kb.lexicon) if "how-many" in kinds else 0.0,
        "speaks": _speaks(asked, entry),
        "others": _others_speak(asked, entry),
        "wished": "yes-no" in kinds and _wished(asked, entry),
        "ahead": asked.direction == "next" and bool(entry.plans),
        "unplanned": asked.direction == "next" and not entry.plans,
        "same": article.language == asked.language,
    }
    old = min(1.0, (newest - article.published).days / _OLD_DAYS)
    return {**{name: float(value) for name, value in found.items()}, "old": old}


def _fresh(
    kinds: frozenset[str] | set[str], asked: Question, entry: Entry, lexicon: Lexicon
) -> dict[str, bool]:
    """Whether a passage tells of somebody, of a place, a time, a number that the question does not
    name, where such is asked for."""
    new = {lexicon.kind(one) for one in entry.concepts - _named(asked, lexicon)}
    unknown = UNKNOWN_NAME.search(entry.quotes[0].text) is not None
    return {
        "someone": "who" in kinds and ("person" in new or unknown),
        "somebody": "who" in kinds and bool({"party", "role"} & new),
        "somewhere": "where" in kinds and "place" in new,
        "dated": "when" in kinds and "when" in entry.settles,
        "counted": "how-many" in kinds and bool(entry.numbers),
    }


def _named(asked: Question, lexicon: Lexicon) -> set[str]:
    return {above for names in asked.names for one in names for above in (one, *lexicon.broader(one))}


def _nobody_else(asked: Question, entry: Entry, laid: Layout, lexicon: Lexicon) -> bool:
    """Who or where is not answered by naming those alone of whom it is asked, nor who leads for a
    side by naming the side."""
    named = _named(asked, lexicon)
    if asked.kinds == {"where"}:
        places = {m.concept for m in laid.mentions if lexicon.kind(m.concept) == "place"}
        return bool(places) and not places - named
    if asked.kinds != {"who"} or UNKNOWN_NAME.search(laid.text):
        return False
    acts = {m.concept for m in asked.mentions}
    kinds = _ACTORS if not acts & (_LEADS | _SPEECH) else _SPEAKERS if acts & _SPEECH else ("person", "role")
    held = {one for one in entry.concepts if lexicon.kind(one) in kinds} - named
    return not held and not entry.quotes[0].speaker


def _asks_for_words(asked: Question) -> bool:
    return not asked.kinds & _STRONG and any(m.concept in _SPEECH for m in asked.mentions)


def _is_by(asked: Question, entry: Entry) -> bool:
    speaker = entry.quotes[0].speaker
    return speaker is not None and any(speaker in names for names in asked.names)


def _speaks(asked: Question, entry: Entry) -> bool:
    """Whether somebody's words are asked for, and these are theirs."""
    return _asks_for_words(asked) and _is_by(asked, entry)


def _others_speak(asked: Question, entry: Entry) -> bool:
    """Whether the words of somebody named are asked for, and these are somebody else's."""
    spoken = any(m.concept in _SPEECH for m in asked.mentions) and bool(asked.names)
    return spoken and entry.quotes[0].speaker is not None and not _is_by(asked, entry)


def _wished(asked: Question, entry: Entry) -> bool:
    """Whether a passage tells what somebody wants, and not what is."""
    wishes = entry.concepts & _WISHES
    return bool(wishes) and not any(m.concept in wishes for m in asked.mentions)


def best(found: list[Told], ranking: Mapping[str, float]) -> Told | None:
    """The likeliest passage, with what its lead over the others says."""
    ranked = sorted(((score(ranking, told), -n) for n, told in enumerate(found)), reverse=True)
    if not ranked:
        return None
    strength = ranked[0][0]
    margin = strength - ranked[1][0] if len(ranked) > 1 else _MOST_MARGIN
    told = found[-ranked[0][1]]
    return Told(told.entry, {**told.parts, "strength": strength, "margin": min(_MOST_MARGIN, margin)})


def score(ranking: Mapping[str, float], told: Told) -> float:
    """How likely a passage is to be the one that answers, among the others."""
    return sum(ranking.get(name, 0.0) * told.parts[name] for name in RANKING)


def confidence(decision: Decision, told: Told) -> float:
    """0..1: how probably the best passage answers."""
    weights = decision.coefficients
    total = decision.constant + sum(weights.get(name, 0.0) * told.parts[name] for name in PARTS)
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def weigh(kb: KnowledgeBase, asked: Question) -> tuple[Entry, float] | None:
    """The entry of the best passage and the confidence in it; None if there is none."""
    told = best(candidates(kb, asked), kb.finding.ranking)
    return (told.entry, confidence(kb.finding, told)) if told else None

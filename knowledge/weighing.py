"""From the passages that were found to one that is given, and how sure that is.

First every passage that no guard stops gets a chance of its own (``ranking``); then the best of
them, beside the second best, a confidence (``coefficients``). Both are fitted by ``talks-bot fit``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import exp, log

from knowledge import guards
from knowledge.finder import Passing
from knowledge.generated import UNKNOWN_NAME
from knowledge.lexicon import Lexicon, Mention
from knowledge.model import Decision, Entry, KnowledgeBase
from knowledge.question import Question
from knowledge.units import ABOVE, measures, nouns

RANKING: Mapping[str, int] = {
    "around": 1,
    "lead": 1,
    "telling": 1,
    "focus": 1,
    "unknown": -1,
    "place": 1,
    "topic": 1,
    "cover": 1,
    "word": 1,
    "name": 1,
    "act": 1,
    "undone": -1,
    "lacking": -1,
    "full": 1,
    "speaks": 1,
    "same": 0,
    "old": -1,
}
"""What a passage's own chance is made of -> whether more of it speaks for (1), against (-1) or either."""
PARTS: Mapping[str, int] = {
    "strength": 1,
    "margin": 1,
    "cover": 1,
    "around": 1,
    "unknown": -1,
    "least": 1,
    "name": 1,
    "place": 1,
    "topic": 1,
    "act": 1,
    "word": 1,
    "bare": -1,
    "undone": -1,
    "lacking": -1,
    "full": 1,
    "focus": 1,
    "speaks": 1,
    "wished": -1,
    "same": 0,
    "who": 0,
    "how-many": 0,
    "why": 0,
    "when": 0,
    "where": 0,
    "yes-no": 0,
}
"""What the confidence in the best of them is made of."""
CONSTANT = "constant"
_OLD_DAYS = 30
_STRANGE = 0.45
"""A question of which as much stands in no passage at all is about something else."""
_STRONG = frozenset(("when", "where", "who", "how-many", "why"))
_SLOTS = (*sorted(_STRONG), "what", "how", "yes-no")
_STRONG_ORDER = tuple(sorted(_STRONG))
_ACTORS = ("person", "party", "place", "role")
_SPEAKERS = ("person", "party", "role")
_LEADS = frozenset(("lead-delegation", "represent"))
_WISHES = frozenset(("demand", "want", "insist", "propose", "ready", "ask-for", "call-for"))
_SPEECH = frozenset(("say", "announce", "believe", "explain"))
_GUARDS = (guards.number, guards.day, guards.slot, guards.premise)


@dataclass(frozen=True, slots=True)
class Told:
    """A passage that a guard does not stop: its entry and its parts."""

    entry: Entry
    parts: Mapping[str, float]


def candidates(kb: KnowledgeBase, asked: Question) -> list[Told]:
    """The passages that may be given at all, in the order in which they were found."""
    found = []
    asked = plainly(asked)
    for passing in kb.finder.find(asked, kb.lexicon):
        entry = kb.entries[passing.entry]
        if objection(asked, entry, passing, kb.lexicon) is None:
            found.append(Told(entry, {**passing.parts, **_circumstances(kb, asked, entry)}))
    return found


def plainly(asked: Question) -> Question:
    """The question with the one thing that it asks for: "why was the venue changed" asks no place,
    "did he explain the date" no day, and "how long" no number but a time."""
    kinds = asked.kinds
    if "why" in kinds:
        kinds = frozenset(("why",))
    elif measures(asked):
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


def objection(asked: Question, entry: Entry, passing: Passing, lexicon: Lexicon) -> str | None:
    """What speaks against the passage as an answer, whatever it holds; persons that are asked about
    must stand in it, places, governments and days may stand in its setting."""
    if passing.parts["named"] <= ABOVE:
        return "name"
    if passing.parts["unknown"] >= _STRANGE:
        return "words of another field"
    if passing.parts["wanted"] <= ABOVE:
        return "what is asked for"
    if passing.parts["undone"] and asked.kinds <= {"yes-no"}:
        return "act"
    stopped = next((found for guard in _GUARDS if (found := guard(asked, entry, lexicon))), None)
    return stopped or _nobody_else(asked, entry, lexicon)


def _nobody_else(asked: Question, entry: Entry, lexicon: Lexicon) -> str | None:
    """Who or where is not answered by naming those alone of whom it is asked, nor who leads for a
    side by naming the side."""
    named = {above for names in asked.names for one in names for above in (one, *lexicon.broader(one))}
    written = entry.quotes[0].text
    if asked.kinds == {"where"}:
        places = {
            one for m in lexicon.find(written, fuzzy=False) if lexicon.kind(one := m.concept) == "place"
        }
        return None if places - named or not places else "where: nowhere else"
    if asked.kinds != {"who"} or UNKNOWN_NAME.search(written):
        return None
    acts = {m.concept for m in asked.mentions}
    kinds = _ACTORS if not acts & (_LEADS | _SPEECH) else _SPEAKERS if acts & _SPEECH else ("person", "role")
    held = {one for one in entry.concepts if lexicon.kind(one) in kinds} - named
    return None if held or entry.quotes[0].speaker else "who: nobody else"


def _circumstances(kb: KnowledgeBase, asked: Question, entry: Entry) -> dict[str, float]:
    article = kb.articles[entry.quotes[0].article]
    newest = kb.as_of or article.published
    return {
        "speaks": float(_speaks(asked, entry)),
        "wished": float("yes-no" in asked.kinds and _wished(asked, entry)),
        **{kind: float(kind in asked.kinds) for kind in (*_STRONG_ORDER, "yes-no")},
        "same": float(article.language == asked.language),
        "old": min(1.0, (newest - article.published).days / _OLD_DAYS),
    }


def _speaks(asked: Question, entry: Entry) -> bool:
    """Whether somebody's words are asked for, and these are theirs."""
    said = not asked.kinds & _STRONG and any(m.concept in _SPEECH for m in asked.mentions)
    speaker = entry.quotes[0].speaker
    return said and speaker is not None and any(speaker in names for names in asked.names)


def _wished(asked: Question, entry: Entry) -> bool:
    """Whether a passage tells what somebody wants, and not what is."""
    wishes = entry.concepts & _WISHES
    return bool(wishes) and not any(m.concept in wishes for m in asked.mentions)


def best(found: list[Told], ranking: Mapping[str, float]) -> Told | None:
    """The likeliest passage, with what its lead over the others says."""
    ranked = sorted(((chance(ranking, told), -n) for n, told in enumerate(found)), reverse=True)
    if not ranked:
        return None
    strength = _logit(ranked[0][0])
    second = _logit(ranked[1][0]) if len(ranked) > 1 else -5.0
    told = found[-ranked[0][1]]
    return Told(told.entry, {**told.parts, "strength": strength, "margin": min(4.0, strength - second)})


def chance(ranking: Mapping[str, float], told: Told) -> float:
    """0..1: how probably a passage answers, by itself."""
    return _sigmoid(
        ranking.get(CONSTANT, 0.0) + sum(ranking.get(name, 0.0) * told.parts[name] for name in RANKING)
    )


def confidence(decision: Decision, told: Told) -> float:
    """0..1: how probably the best passage answers."""
    weights = decision.coefficients
    return _sigmoid(decision.constant + sum(weights.get(name, 0.0) * told.parts[name] for name in PARTS))


def weigh(kb: KnowledgeBase, asked: Question) -> tuple[Entry, float] | None:
    """The entry of the best passage and the confidence in it; None if there is none."""
    told = best(candidates(kb, asked), kb.finding.ranking)
    return (told.entry, confidence(kb.finding, told)) if told else None


def _sigmoid(total: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def _logit(value: float) -> float:
    held = min(0.999, max(0.001, value))
    return log(held / (1 - held))

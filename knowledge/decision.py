"""From ranked entries to one confidence: the parts it is made of, and how they are weighed.

The weights are fitted by ``fit.py`` on the project's own questions. Nothing here knows a question
or an entry by name.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import takewhile
from math import exp, log
from pathlib import Path

from knowledge.concepts import TELLING
from knowledge.guards import objection
from knowledge.lexicon import Lexicon
from knowledge.match import Candidate
from knowledge.model import Decision, Entry, KnowledgeBase
from knowledge.question import Question, mended
from knowledge.text import tokens
from knowledge.wordings import OFF_TOPIC

_HALF = 0.5
CURATED, GENERATED = "curated", "generated"
"""The parts of a decision file."""

PARTS: Mapping[str, int] = {
    "match": 1,
    "lead": 1,
    "chance": 1,
    "chance-lead": 1,
    "chance-limit": 1,
    "over-limit": 1,
    "over-off": 1,
    "limit-first": -1,
    "likeness": 1,
    "covered": 1,
    "pooled": 1,
    "unknown": -1,
    "strange": -1,
    "slips": -1,
    "bare": -1,
    "echoed": 1,
    "quoted": 1,
}
"""What the confidence is made of -> whether more of it can only speak for (1) or against (-1)."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate entry, what the matcher thinks of it, and what a guard objects to, if anything."""

    entry: Entry
    found: Candidate
    objection: str | None

    @property
    def answers(self) -> bool:
        """Whether it may be given as the answer at all."""
        return self.entry.kind == "fact" and self.objection is None


def judge(
    question: Question, found: Sequence[Candidate], entries: Mapping[str, Entry], lexicon: Lexicon
) -> tuple[Judged, ...]:
    """The candidates, in the same order, each looked at by every guard. Off-topic is left out, and
    so is all that comes after what only a contrast asks: it is not what was meant."""
    meant = takewhile(lambda c: c.label in entries or c.label == OFF_TOPIC, found)
    return tuple(
        Judged(entries[c.label], c, objection(question, entries[c.label], lexicon))
        for c in meant
        if c.label in entries
    )


def likely(judged: Sequence[Judged]) -> bool:
    """Whether the best entry, if it stands in every base, is likelier meant than not: few entries
    stand beside it there, so that it is soon the best of them."""
    best = next(one for one in judged if one.answers)
    if best.entry.origin == "curated":
        return True
    same = [one for one in judged if one.entry.agenda == best.entry.agenda]
    # One that is stopped only because it tells another slot of the same round is no rival.
    meant = [one for one in same if one.answers or (one.objection or "").startswith("slot")]
    return sum(one.found.confidence for one in meant) >= _HALF


def off_topic(found: Sequence[Candidate]) -> float:
    """How probably the question has nothing to do with the field."""
    return max((c.confidence for c in found if c.label == OFF_TOPIC), default=0.0)


def parts(question: Question, judged: Sequence[Judged], off: float, kb: KnowledgeBase) -> dict[str, float]:
    """What speaks for and against giving the best of ``judged`` that may answer; see ``PARTS``.

    ``off`` is the chance that the question has nothing to do with the field.
    """
    best = next(one for one in judged if one.answers)
    foreign = len(strange(question, kb))
    told = _content(question, kb.lexicon)
    # Entries that rest on the same quote share their chances: either answers the question.
    together = sum(j.found.confidence for j in judged if j.answers and same_evidence(j.entry, best.entry))
    strength = _logit(together)
    rivals = [
        _logit(j.found.confidence) for j in judged if j.answers and not same_evidence(j.entry, best.entry)
    ]
    limits = [_logit(j.found.confidence) for j in judged if j.entry.kind == "limit"]
    return {
        "match": strength,
        "lead": min(4.0, strength - max(rivals, default=-5.0)),
        "over-limit": min(4.0, strength - max(limits, default=-5.0)),
        "over-off": min(4.0, strength - _logit(off)),
        **_chances(judged, best),
        "limit-first": 1.0 if limits and max(limits) > strength else 0.0,
        "likeness": best.found.parts["best"],
        "covered": best.found.parts["covered"],
        "pooled": best.found.parts["pooled"],
        "unknown": foreign / max(1, foreign + told),
        "strange": float(min(3, foreign)),
        "slips": _slips(question),
        "echoed": _echoed(question, best.entry),
        "quoted": _quoted(question, best.entry, kb.lexicon),
        "bare": 1.0 if told < 2 else 0.0,
    }


def _chances(judged: Sequence[Judged], best: Judged) -> dict[str, float]:
    """How probably the evidence of the best is meant, by the chances alone, and how far before others."""
    own = [j for j in judged if j.answers and same_evidence(j.entry, best.entry)]
    others = [j for j in judged if j.answers and j not in own]
    limits = [j for j in judged if j.entry.kind == "limit"]
    chance, lead, limit = (
        _logit(sum(j.found.parts["chance"] for j in some)) for some in (own, others, limits)
    )
    return {"chance": chance, "chance-lead": chance - lead, "chance-limit": chance - limit}


def confidence(decision: Decision, found: Mapping[str, float]) -> float:
    """0..1: how probably the entry with these parts answers the question."""
    total = decision.constant + sum(decision.coefficients.get(name, 0.0) * found[name] for name in PARTS)
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def same_evidence(one: Entry, other: Entry) -> bool:
    """Whether two entries rest on the same first quote, so that either answers as well."""
    return one.quotes[0] == other.quotes[0]


def strange(question: Question, kb: KnowledgeBase) -> tuple[str, ...]:
    """The words that neither the lexicon nor any example question knows, not even misspelt."""
    covered = {place for m in question.mentions for place in range(m.first, m.after)}
    return tuple(
        token.folded
        for place, token in enumerate(question.tokens)
        if place not in covered
        and token.folded in question.unknown
        and token.stem not in kb.words.known
        and mended(token, kb.lexicon, kb.words) is None
    )


def strange_share(question: Question, kb: KnowledgeBase) -> float:
    """How much of what a question is about, in words, is strange: 0..1."""
    unknown = len(strange(question, kb))
    told = unknown + _content(question, kb.lexicon)
    return unknown / told if told else 0.0


def _slips(question: Question) -> float:
    """How much of the question was understood only by taking words for misspelt."""
    return sum(1.0 for m in question.mentions if m.score < 1.0) / max(1, len(question.mentions))


def _content(question: Question, lexicon: Lexicon) -> int:
    ignored = ("filler", "slot", "chat", "frame")
    return sum(1 for m in question.mentions if lexicon.kind(m.concept) not in ignored)


def _echoed(question: Question, entry: Entry) -> float:
    """The share of the question's numbers that stand in the quotes themselves."""
    digits = {token.folded for quote in entry.quotes[:1] for token in tokens(quote.text)}
    asked = question.numbers
    return sum(number in digits for number in asked) / len(asked) if asked else 1.0


def _quoted(question: Question, entry: Entry, lexicon: Lexicon) -> float:
    """The share of the question's concepts that the quotes hold, by themselves or by kin."""
    asked = {m.concept for m in question.mentions if lexicon.kind(m.concept) in TELLING}
    held = entry.concepts | {above for concept in entry.concepts for above in lexicon.broader(concept)}
    found = sum(1.0 for one in asked if one in held or lexicon.broader(one) & entry.concepts)
    return found / len(asked) if asked else 0.0


def _logit(chance: float) -> float:
    held = min(0.999, max(0.001, chance))
    return log(held / (1 - held))


def read(path: Path, part: str = CURATED) -> Decision:
    """What ``write`` saved of a part: how examples are weighed, or how found passages are."""
    return Decision(**json.loads(path.read_text(encoding="utf-8"))[part])


def write(path: Path, fitted: Decision, part: str = CURATED) -> None:
    """Save as JSON, for the build to ship; the other part stays as it was."""
    kept = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    kept[part] = asdict(fitted)
    path.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")

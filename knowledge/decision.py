"""From ranked entries to one confidence: the parts it is made of, and how they are weighed.

The weights are fitted by ``fit.py`` on the project's own questions. Nothing here knows a question
or an entry by name.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from dataclasses import asdict, dataclass
from math import exp, log
from pathlib import Path

from knowledge.guards import objection
from knowledge.lexicon import Lexicon
from knowledge.match import Candidate, Matcher
from knowledge.model import Decision, Entry
from knowledge.question import Question
from knowledge.text import stem, tokens

_TELLING = frozenset(("topic", "act", "person", "place", "party", "role"))
PARTS = ("match", "lead", "over-limit", "likeness", "covered", "pooled", "unknown", "strange", "slips", "bare", "echoed", "quoted")


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
    """The candidates, in the same order, each looked at by every guard."""
    return tuple(
        Judged(entries[c.label], c, objection(question, entries[c.label], lexicon)) for c in found
    )


def parts(
    question: Question, judged: Sequence[Judged], best: Judged, lexicon: Lexicon, matcher: Matcher
) -> dict[str, float]:
    """What speaks for and against giving ``best`` as the answer; see ``PARTS``."""
    # Entries that rest on the same quote share their chances: either answers the question.
    together = sum(j.found.confidence for j in judged if j.answers and same_evidence(j.entry, best.entry))
    strength = _logit(together)
    rivals = [_logit(j.found.confidence) for j in judged if j.answers and not same_evidence(j.entry, best.entry)]
    limits = [_logit(j.found.confidence) for j in judged if j.entry.kind == "limit"]
    return {
        "match": strength,
        "lead": min(4.0, strength - max(rivals, default=-5.0)),
        "over-limit": min(4.0, strength - max(limits, default=-5.0)),
        "likeness": best.found.parts["best"],
        "covered": best.found.parts["covered"],
        "pooled": best.found.parts["pooled"],
        "unknown": unknown_share(question, matcher),
        "strange": float(min(3, len(strange(question, matcher)))),
        "slips": _slips(question),
        "echoed": _echoed(question, best.entry),
        "quoted": _quoted(question, best.entry, lexicon),
        "bare": 1.0 if _content(question, lexicon) < 2 else 0.0,
    }


def confidence(decision: Decision, found: Mapping[str, float]) -> float:
    """0..1: how probably the entry with these parts answers the question."""
    total = decision.constant + sum(decision.coefficients.get(name, 0.0) * found[name] for name in PARTS)
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def same_evidence(one: Entry, other: Entry) -> bool:
    """Whether two entries rest on the same first quote, so that either answers as well."""
    return one.quotes[0] == other.quotes[0]


def strange(question: Question, matcher: Matcher) -> tuple[str, ...]:
    """The words that neither the lexicon nor any example question knows."""
    return tuple(word for word in question.unknown if f"w:{stem(word)}" not in matcher.index.ids)


def unknown_share(question: Question, matcher: Matcher) -> float:
    """The share of letters that stand in strange words."""
    letters = sum(len(token.folded) for token in question.tokens)
    return sum(len(word) for word in strange(question, matcher)) / letters if letters else 1.0


def _slips(question: Question) -> float:
    """How much of the question was understood only by taking words for misspelt."""
    return sum(1.0 for m in question.mentions if m.score < 1.0) / max(1, len(question.mentions))


def _content(question: Question, lexicon: Lexicon) -> int:
    ignored = ("filler", "slot", "chat", "direction")
    return sum(1 for m in question.mentions if lexicon.kind(m.concept) not in ignored)


def _echoed(question: Question, entry: Entry) -> float:
    """The share of the question's numbers that stand in the quotes themselves."""
    digits = {token.folded for quote in entry.quotes[:1] for token in tokens(quote.text)}
    asked = question.numbers
    return sum(number in digits for number in asked) / len(asked) if asked else 1.0


def _quoted(question: Question, entry: Entry, lexicon: Lexicon) -> float:
    """The share of the question's concepts that the quotes hold, by themselves or by kin."""
    asked = {m.concept for m in question.mentions if lexicon.kind(m.concept) in _TELLING}
    held = entry.concepts | {above for concept in entry.concepts for above in lexicon.broader(concept)}
    found = sum(1.0 for one in asked if one in held or lexicon.broader(one) & entry.concepts)
    return found / len(asked) if asked else 0.0


def _logit(chance: float) -> float:
    held = min(0.999, max(0.001, chance))
    return log(held / (1 - held))


def read(path: Path) -> Decision:
    """What ``write`` saved."""
    return Decision(**json.loads(path.read_text(encoding="utf-8")))


def write(path: Path, fitted: Decision) -> None:
    """Save as JSON, for the build to ship."""
    path.write_text(json.dumps(asdict(fitted), indent=1) + "\n", encoding="utf-8")

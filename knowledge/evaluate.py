"""A question set -> how the base did on it, per language and kind.

Rows are mappings with id, lang, q, kind (answerable, unanswerable, chat), facts and tags; facts are
named by an anchor: the first evidence quote must hold the anchor of one of the row's facts. Anchors
and quotes are compared with quotation marks and dashes unified.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from knowledge.answer import answer
from knowledge.errors import SourceError
from knowledge.model import Answer, KnowledgeBase

Outcome = Literal["right", "wrong", "assisted", "refused", "false", "related", "silent"]
OUTCOMES: Mapping[str, tuple[Outcome, ...]] = {
    "answerable": ("right", "wrong", "assisted", "refused"),
    "unanswerable": ("false", "related", "silent"),
    "chat": ("right", "wrong"),
}
_UNIFIED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class Row:
    """One question and what is known of its answer."""

    id: str
    language: str
    question: str
    kind: str
    facts: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Graded:
    """A row, what was answered, and what that is worth."""

    row: Row
    answer: Answer
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares 0..1 of one language: right and wrong of the answerable, false of the unanswerable."""

    right: float
    wrong: float
    false: float


def read_rows(path: Path) -> tuple[Row, ...]:
    """The rows of a JSON-lines file; raises SourceError naming the line that is not one."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            rows.append(_row(path, number, line))
    return tuple(rows)


def _row(path: Path, number: int, line: str) -> Row:
    try:
        raw = json.loads(line)
        kind = raw["kind"]
        if kind not in OUTCOMES:
            raise SourceError(path.name, number, f"kind '{kind}' is unknown", f"one of {', '.join(OUTCOMES)}")
        return Row(
            raw["id"], raw["lang"], raw["q"], kind, tuple(raw.get("facts", ())), tuple(raw.get("tags", ()))
        )
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise SourceError(
            path.name, number, f"not a question row: {error}", "id, lang, q, kind, facts"
        ) from error


def read_facts(path: Path) -> Mapping[str, str]:
    """Fact id -> anchor, from a JSON object of ``{"F1": {"anchor": ...}}``."""
    try:
        return {
            name: str(fact["anchor"]) for name, fact in json.loads(path.read_text(encoding="utf-8")).items()
        }
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(
            path.name, None, f"not a table of facts: {error}", "{id: {anchor: text}}"
        ) from error


def holds(quote: str, anchors: Iterable[str]) -> bool:
    """Whether a quote holds one of the anchors."""
    unified = quote.translate(_UNIFIED)
    return any(anchor.translate(_UNIFIED) in unified for anchor in anchors)


def evaluate(
    kb: KnowledgeBase, rows: Iterable[Row], facts: Mapping[str, str], today: date
) -> tuple[Graded, ...]:
    """Every row answered as on ``today``, and graded."""
    graded = []
    for row in rows:
        found = answer(kb, row.question, today, fallback="en")
        graded.append(Graded(row, found, grade(kb, row, found, facts)))
    return tuple(graded)


def grade(kb: KnowledgeBase, row: Row, found: Answer, facts: Mapping[str, str]) -> Outcome:
    """What one answer is worth to its row."""
    anchors = [facts[fact] for fact in row.facts]
    given = found.status in ("answered", "conflict")
    if row.kind == "chat":
        return "right" if found.status == "chat" else "wrong"
    if row.kind == "unanswerable":
        return "false" if given else "related" if found.status in ("related", "ambiguous") else "silent"
    if given:
        return "right" if holds(found.evidence[0].quote, anchors) else "wrong"
    shown = [item.quote for item in found.evidence]
    shown += [kb.entries[s.entry].quotes[0].text for s in found.suggestions if s.entry in kb.entries]
    return "assisted" if any(holds(quote, anchors) for quote in shown) else "refused"


def counts(graded: Iterable[Graded]) -> Mapping[tuple[str, str], Counter[Outcome]]:
    """(language, kind) -> how often each outcome."""
    table: dict[tuple[str, str], Counter[Outcome]] = {}
    for one in graded:
        for language in (one.row.language, "all"):
            table.setdefault((language, one.row.kind), Counter())[one.outcome] += 1
    return table


def rates(graded: Sequence[Graded]) -> Mapping[str, Rates]:
    """Language (and ``all``) -> its shares, for gates."""
    table = counts(graded)
    languages = sorted({language for language, _ in table} - {"all"})
    return {language: _rates(table, language) for language in (*languages, "all")}


def _rates(table: Mapping[tuple[str, str], Counter[Outcome]], language: str) -> Rates:
    able = table.get((language, "answerable"), Counter())
    unable = table.get((language, "unanswerable"), Counter())
    return Rates(
        right=able["right"] / max(1, able.total()),
        wrong=able["wrong"] / max(1, able.total()),
        false=unable["false"] / max(1, unable.total()),
    )


def table(graded: Sequence[Graded]) -> str:
    """The counts as text, 80 columns wide at the most."""
    found = counts(graded)
    lines = [f"{'':10}{'kind':15}{'rows':>6}  outcomes"]
    for language, kind in sorted(found, key=lambda key: (key[0] == "all", key)):
        total = found[language, kind].total()
        parts = [
            f"{name} {found[language, kind][name]} ({found[language, kind][name] / total:.0%})"
            for name in OUTCOMES[kind]
        ]
        lines.append(f"{language:10}{kind:15}{total:>6}  {'  '.join(parts)}")
    return "\n".join(lines)


def failures(graded: Iterable[Graded]) -> tuple[Graded, ...]:
    """The rows that an editor should look at: wrong, false, assisted, refused."""
    return tuple(one for one in graded if one.outcome in ("wrong", "false", "assisted", "refused"))

"""What kind of thing a reply is, at a glance: a sign and a word, for those who cannot see the sign."""

from __future__ import annotations

from bot import texts
from knowledge.model import Agenda, Answer, KnowledgeBase

AGENDA = {"scheduled": "planned", "tentative": "possible", "postponed": "put_off", "cancelled": "called_off",
          "passed": "passed", "none": "not_stated"}  # fmt: skip
MOODS = {"planned": "planned", "possible": "possible", "postponed": "put_off", "cancelled": "called_off"}
SILENT = frozenset({"chat", "ambiguous"})


def of(answer: Answer, kb: KnowledgeBase) -> str | None:
    """The name of the mark, or None where nothing is told yet."""
    if answer.status in SILENT:
        return None
    if answer.status == "conflict":
        return "disputed"
    if answer.status in ("related", "unknown") or not answer.evidence:
        passed = answer.stale and answer.direction != "last"
        return "passed" if passed else "unsure" if is_unsure(answer, kb) else "not_stated"
    if answer.agenda:
        return _of_agenda(answer, answer.agenda)
    return "passed" if answer.stale else MOODS.get(mood(answer, kb)) or _voice(answer)


def is_unsure(answer: Answer, kb: KnowledgeBase) -> bool:
    """Whether the nearest thing said is a passage that no editor went through: it may answer after all."""
    entry = kb.entries.get(answer.entry or "")
    return answer.status == "related" and entry is not None and entry.claim is not None


def shown(answer: Answer, kb: KnowledgeBase) -> str | None:
    """The mark in the reader's language."""
    name = of(answer, kb)
    return texts.say(answer.language, f"mark.{name}") if name else None


def mood(answer: Answer, kb: KnowledgeBase) -> str:
    """In which mood the claim of a generated entry is made; what editors wrote is taken as asserted."""
    entry = kb.entries.get(answer.entry or "")
    return entry.modality if entry else "asserted"


def _of_agenda(answer: Answer, agenda: Agenda) -> str:
    if agenda.conflicts:
        return "disputed"
    if answer.direction == "last" and agenda.event and agenda.event.stage == "held":
        return "held"
    return AGENDA[agenda.status]


def _voice(answer: Answer) -> str:
    """Somebody's words, or the publisher's own."""
    return "said" if answer.evidence[0].speaker_id or answer.evidence[0].speaker else "reported"

"""Answers and agendas as plain dicts, for ``--json``: the contract that other programs and tests rely on."""

from __future__ import annotations

from bot import quoting, render
from bot.agenda_wording import answer_of
from knowledge.model import Agenda, Answer, Evidence, KnowledgeBase, Report


def of_answer(answer: Answer, kb: KnowledgeBase) -> dict[str, object]:
    """One reply; ``article.body[start:end] == quote`` for each piece of evidence."""
    return {
        "status": answer.status,
        "language": answer.language,
        "text": render.plain(answer, kb),
        "confidence": round(answer.confidence, 4),
        "entry": answer.entry,
        "evidence": [of_evidence(shown) for shown in answer.evidence],
        "as_of": answer.as_of.isoformat() if answer.as_of else None,
        "stale": answer.stale,
        "suggestions": [{"entry": offer.entry, "question": offer.question} for offer in answer.suggestions],
    }


def of_evidence(shown: Evidence) -> dict[str, object]:
    """A quote with what a reader needs to check it."""
    return {
        "quote": shown.quote,
        "article": shown.article,
        "start": shown.start,
        "end": shown.end,
        "title": shown.title,
        "publisher": shown.publisher,
        "url": shown.url,
        "published": shown.published.isoformat(),
        "language": shown.language,
        "speaker": shown.speaker,
    }


def of_agenda(agenda: Agenda, kb: KnowledgeBase, language: str) -> dict[str, object]:
    """What is next, with names in the language of the reply."""
    time = agenda.time
    return {
        "status": agenda.status,
        "start": time.start.isoformat() if time else None,
        "end": time.end.isoformat() if time else None,
        "precision": time.precision if time else None,
        "place": quoting.name(agenda.place, language, kb),
        "participants": [quoting.name(party, language, kb) for party in agenda.participants],
        "as_of": agenda.as_of.isoformat() if agenda.as_of else None,
        "text": render.plain(answer_of(agenda, "next", language), kb),
        "evidence": [of_evidence(shown) for shown in agenda.evidence],
        "conflicts": [_report(report, kb, language) for report in agenda.conflicts],
    }


def _report(report: Report, kb: KnowledgeBase, language: str) -> dict[str, object]:
    quote, time = report.quote, report.time
    return {
        "stage": report.stage,
        "reported": report.reported.isoformat(),
        "start": time.start.isoformat() if time else None,
        "end": time.end.isoformat() if time else None,
        "place": quoting.name(report.place, language, kb),
        "speaker": quoting.name(quote.speaker, language, kb),
        "quote": quote.text,
        "article": quote.article,
    }

"""Answer -> blocks of words in the reader's language; no markup, no cutting, no Telegram.

What the sources say is quoted, never reworded: an entry brings its own short answer (``lead``), the agenda
is worded in ``agenda_wording``, and a generated entry gets a frame: who says it, and in which mood.
"""

from __future__ import annotations

from bot import agenda_wording, marks, texts, words
from bot.quoting import Block, coverage, name, quoted
from knowledge.model import Answer, KnowledgeBase


def blocks(answer: Answer, kb: KnowledgeBase) -> tuple[Block, ...]:
    """The whole reply, in the order in which it is read: the short answer, its mark, the proof."""
    found = _blocks(answer, kb)
    mark = marks.shown(answer, kb)
    return (*found[:1], Block("mark", mark), *found[1:]) if mark and found else found


def _blocks(answer: Answer, kb: KnowledgeBase) -> tuple[Block, ...]:
    if answer.status == "chat":
        return (Block("text", _chat(answer)), *_choices(answer))
    if answer.agenda:
        # Its own sentence tells whether the question is settled; an entry's lead would be of another day.
        return agenda_wording.blocks(answer, answer.agenda, kb)
    found = [Block("text", text) for text in (*_gone_by(answer), *_opening(answer, kb))]
    found += quoted(answer.evidence, answer.language, kb)
    return (*found, *_choices(answer))


def _gone_by(answer: Answer) -> list[str]:
    """That a date has passed comes first: nothing after it may be taken for news."""
    if not (answer.stale and answer.as_of):
        return []
    return [texts.say(answer.language, "reply.stale", date=words.day(answer.as_of, answer.language))]


def _chat(answer: Answer) -> str:
    key = f"chat.{answer.chat}"
    return texts.say(answer.language, key if texts.has(answer.language, key) else "chat.other")


def _opening(answer: Answer, kb: KnowledgeBase) -> list[str]:
    """What comes before the quotes."""
    language = answer.language
    match answer.status:
        case "unknown":
            return [texts.say(language, "reply.unknown"), coverage(answer.as_of, language, kb)]
        case "ambiguous":
            return []
        case "conflict":
            return [answer.lead or texts.say(language, "reply.conflict")]
        case "related":
            # A limit entry's own lead already says that the sources do not say. It may speak of a *next*
            # meeting, though, so it is not repeated once that day has gone by.
            lead = None if answer.stale else answer.lead
            key = "reply.unsure" if marks.is_unsure(answer, kb) else "reply.related"
            return [lead or texts.say(language, key)]
    return [answer.lead or _frame(answer, kb)] if answer.lead or answer.evidence else []


def _frame(answer: Answer, kb: KnowledgeBase) -> str:
    """The line over a quote that no editor has summed up."""
    shown, language = answer.evidence[0], answer.language
    speaker = name(shown.speaker_id, language, kb, shown.speaker)
    key = f"frame.{marks.mood(answer, kb)}.{'speaker' if speaker else 'publisher'}"
    date = words.day(shown.published, language)
    return texts.say(language, key, speaker=speaker, publisher=shown.publisher, date=date)


def _choices(answer: Answer) -> tuple[Block, ...]:
    if not answer.suggestions:
        return ()
    key = "reply.ambiguous" if answer.status == "ambiguous" else "reply.suggestions"
    return (Block("choices", texts.say(answer.language, key), choices=answer.suggestions),)

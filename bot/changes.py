"""/changes: which articles are new since a day, and what they added to the rounds of talks or took back."""

from __future__ import annotations

from datetime import date, timedelta

from telegram import Update

from bot import browsing, replies, texts, words
from bot.addressed import after_command
from bot.agenda_wording import reported
from bot.context import Context
from bot.cutting import cut
from knowledge import course
from knowledge import question as reading
from knowledge.course import Change
from knowledge.model import KnowledgeBase

WEEK = timedelta(7)
LISTED = 8
"""Changes and articles named in one message; the rest are counted."""


async def changes(update: Update, context: Context) -> None:
    """What is new since the day that the reader names, else for a week, else since the newest article."""
    message, language = update.message, context.language(update)
    if message is None:
        return
    kb, today, asked = context.kb, context.today, after_command(message)
    since = day_of(asked, kb, today) if asked else by_default(kb, today)
    if since is None:
        await replies.say(update, context, "changes.usage")
    else:
        await replies.tell(update, told(kb, since, language))


def by_default(kb: KnowledgeBase, today: date) -> date:
    """A week ago; with nothing so new, the day of the newest article, so that something is told."""
    return min(today - WEEK, kb.as_of or today)


def day_of(asked: str, kb: KnowledgeBase, today: date) -> date | None:
    """``2026-02-14``, ``7`` or ``7 days``, or a day in words; None for what is no day that has come."""
    number = asked.split(maxsplit=1)[0]
    times = reading.read(asked, kb.lexicon, today).times
    in_words = any(time.end > len(number) for time in times)  # "14 February", not the 14 of "14 days"
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        if _is_count(number) and not in_words:
            return today - timedelta(int(number))
        if not times:
            return None
        day = times[0].interval.start
    return day if day <= today else None


def _is_count(number: str) -> bool:
    return number.isascii() and number.isdigit() and len(number) < 4


def told(kb: KnowledgeBase, since: date, language: str) -> str:
    """The changes, then the articles; each with its day and its paper."""
    day = words.day(since, language)
    found = course.changes(kb, since)
    new = sorted(
        (one for one in kb.articles.values() if one.published >= since),
        key=lambda one: one.published_at,
        reverse=True,
    )
    if not new:
        return texts.say(language, "changes.none", date=day)
    lines = [texts.say(language, "changes.since", date=day)]
    lines += [_line(change, kb, language) for change in found[:LISTED]]
    lines += [browsing.listed(article, language) for article in new[:LISTED]]
    if left := len(found[LISTED:]) + len(new[LISTED:]):
        lines.append(texts.say(language, "changes.more", count=left))
    return "\n".join(lines)


def _line(change: Change, kb: KnowledgeBase, language: str) -> str:
    said = reported(change.report, language, kb)
    if change.disputed:
        return texts.say(language, "changes.disputed", said=said)
    if change.replaced:
        before = reported(change.replaced, language, kb).removeprefix("· ")
        return texts.say(language, "changes.replaced", said=said, replaced=cut(before, 200))
    return said

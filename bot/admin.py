"""For the editors in ADMIN_IDS: /reload builds the knowledge base aside, then swaps one reference;
/why tells how an answer was found."""

from __future__ import annotations

import asyncio
import logging

from telegram import Update

from bot import knowledge_file, reasons, replies, texts, words
from bot.context import Context, Room
from knowledge.errors import KnowledgeError
from knowledge.model import KnowledgeBase

log = logging.getLogger(__name__)


async def reload(update: Update, context: Context) -> None:
    """Rebuild. Other updates are answered meanwhile, and on any failure the old base stays in use."""
    room, language = context.room, context.language(update)
    if not _is_editor(update, context):
        await replies.say(update, context, "reload.refused")
        return
    if room.reloading.locked():
        await replies.say(update, context, "reload.busy")
        return
    async with room.reloading:
        await replies.tell(update, await _rebuild(room, language))


async def why(update: Update, context: Context) -> None:
    """In reply to an answer: its concepts, candidates and scores, and the guard that decided."""
    if not _is_editor(update, context):
        await replies.say(update, context, "reload.refused")
        return
    message = update.message
    asked = message.reply_to_message if message else None
    if message is None or asked is None:
        await replies.say(update, context, "why.usage")
        return
    known = context.room.recent.of(message.chat_id, asked.message_id)
    if known is None:
        await replies.say(update, context, "why.gone")
    else:
        await replies.tell(update, reasons.plain(known))


def _is_editor(update: Update, context: Context) -> bool:
    user = update.effective_user
    return user is not None and user.id in context.room.settings.admin_ids


async def _rebuild(room: Room, language: str) -> str:
    """Build in a worker thread and swap; gives the report for the editor."""
    before = room.kb.version
    try:
        kb = await asyncio.to_thread(knowledge_file.rebuild, room.settings)
    except KnowledgeError as problem:
        return "\n".join([texts.say(language, "reload.failed"), str(problem)])
    except Exception:
        log.exception("the reload failed")
        failed, unexpected = (texts.say(language, f"reload.{key}") for key in ("failed", "unexpected"))
        return "\n".join([failed, unexpected])
    room.kb = kb
    room.woken.set()
    return _report(kb, before, language)


def _report(kb: KnowledgeBase, before: str, language: str) -> str:
    key = "reload.same" if kb.version == before or kb.as_of is None else "reload.changed"
    return texts.say(
        language,
        key,
        articles=texts.say(language, "count.articles", count=len(kb.articles)),
        entries=texts.say(language, "count.entries", count=len(kb.entries)),
        version=kb.version[:8],
        date=words.day(kb.as_of, language) if kb.as_of else "—",
    )

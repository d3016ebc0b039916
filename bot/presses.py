"""Answering a press, so that no button keeps spinning."""

from __future__ import annotations

import logging

from telegram import CallbackQuery
from telegram.error import BadRequest

log = logging.getLogger(__name__)


async def answer(query: CallbackQuery, text: str | None = None) -> None:
    """Telegram forgets a press after a while; that it came too late is no reason not to act on it."""
    try:
        await query.answer(text)
    except BadRequest as problem:
        log.info("a press could not be answered: %s", problem.message)

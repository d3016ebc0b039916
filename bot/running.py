"""``talks-bot run``: logs, state and polling put together around the Application."""

from __future__ import annotations

import asyncio

from bot import logs, polling
from bot.app import build
from bot.settings import Settings
from bot.state import StateError, open_state
from knowledge.model import KnowledgeBase


def run(settings: Settings, kb: KnowledgeBase) -> str | None:
    """Answer until stopped; gives what an operator must mend, or None after a stop that was wanted."""
    logs.configure(settings.log_level, settings.token)
    try:
        return asyncio.run(_run(settings, kb))
    except StateError as problem:
        return str(problem)


async def _run(settings: Settings, kb: KnowledgeBase) -> str | None:
    watch = polling.Watch()
    state = open_state(settings.state_file)
    try:
        application = build(settings, kb, polling=polling.PollingRequest(watch), state=state)
        return await polling.serve(application, watch)
    finally:
        state.close()

"""Where conversations are played: the real Application over real HTTP to the double, under one clock."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import bases
import cast
import pytest
from telegram import Update
from telegram.request import HTTPXRequest
from telegram_chats import Chat, Json
from telegram_double import Call, Double
from telegram_rates import Clock
from telegram_server import TASK, serving

from bot import app
from bot.clock import KYIV
from bot.context import ROOM
from bot.pacing import Pacing
from bot.settings import Settings
from bot.state import State, open_state
from knowledge.model import KnowledgeBase

ARTICLES = Path(__file__).parent / "data" / "articles"
TOKEN = "4242:secret-Token_of-The_tests"


@dataclass
class Stage:
    """One conversation's Telegram and the bot in it."""

    double: Double
    clock: Clock
    application: app.App
    polled: bool = False
    chat: Chat | None = None
    topic: int | None = None
    held: list[Json] | None = None
    last_update: Json = field(default_factory=dict)
    said: dict[tuple[int, str], Json] = field(default_factory=dict)
    """The latest message of everybody in every chat."""
    pressed: int = 0
    typed: Json = field(default_factory=dict)
    """The latest inline query."""
    numbers: int = 0

    @property
    def here(self) -> Chat:
        """The chat where people now are."""
        assert self.chat, "say first where this is: `in private with Ann`"
        return self.chat

    async def deliver(self, **content: Any) -> None:
        """One update, handled to the end."""
        self.numbers += 1
        await self.hand_over({"update_id": self.numbers, **content})

    async def hand_over(self, update: Json) -> None:
        """An update as it stands, unless updates are held back just now."""
        if self.held is not None:
            self.held.append(update)
            return
        self.last_update = update
        if self.polled:
            await self.flood([update])
        else:
            known = asyncio.all_tasks()
            await self.application.process_update(Update.de_json(update, self.application.bot))
            await _settled(known)

    async def flood(self, updates: list[Json]) -> None:
        """Through getUpdates; handled when the bot has confirmed them and its queue is empty."""
        self.double.updates += updates
        self.double.came.set()
        while self.double.updates:
            await asyncio.sleep(0.002)
        await self.application.update_queue.join()

    def visit(self, chat: Chat, topic: int | None = None) -> None:
        """Go to a chat, and to a topic in it."""
        self.double.chats.setdefault(chat.id, chat)
        self.chat, self.topic = self.double.chats[chat.id], topic

    def messages_of_bot(self) -> list[Json]:
        """What the bot has said here, newest first."""
        here = reversed(self.here.messages.values())
        return [
            message
            for message in here
            if message["from"]["id"] == 4242
            and (self.topic is None or message.get("message_thread_id", 1) == self.topic)
        ]

    def calls_since(self, number: int) -> list[Call]:
        """The calls after the first so many."""
        return self.double.calls[number:]


async def _settled(known: set[asyncio.Task[Any]]) -> None:
    """Wait for what was begun meanwhile, such as handlers that block nobody."""
    while begun := {task for task in asyncio.all_tasks() - known if task.get_name() != TASK}:
        await asyncio.wait(begun)


class Calling(HTTPXRequest):
    """The real client; the clock stands still while a call is under way."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(connection_pool_size=16, httpx_kwargs={"verify": False})
        self._clock_of_stage = clock

    async def do_request(self, *given: Any, **named: Any) -> tuple[int, bytes]:
        """One call."""
        self._clock_of_stage.under_way += 1
        try:
            return await super().do_request(*given, **named)
        finally:
            self._clock_of_stage.under_way -= 1


@cache
def base(names: str) -> KnowledgeBase:
    """``shipped``, ``mini``, or either with articles: ``mini + 2026-02-15-perenesly-do-zhenevy``.

    ``told + article`` is quick: the shipped base, of which only the rounds are as these articles too tell.
    """
    from knowledge import build

    home, *articles = (part.strip() for part in names.split("+"))
    if home == "told":
        return bases.later(*articles)
    if home == "shipped" and not articles:
        return bases.shipped()
    given = [next(ARTICLES.glob(f"{name}.*")) for name in articles]
    if home == "shipped":
        return bases.beside(*given)
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "DATA", bases.home(Path(folder) / "home"))
        return build.compose(given, only=home == "none")


def opened(clock: Clock, double: Double, url: str, kb: KnowledgeBase, state: State) -> app.App:
    """The bot as ``talks-bot run`` makes it, with the clock of the conversation."""
    settings = Settings(
        data_dir=Path("/nonexistent"), token=TOKEN, admin_ids=cast.EDITORS, api_url=url
    )  # fmt: skip
    request = Calling(clock)
    polling = HTTPXRequest(connection_pool_size=1, httpx_kwargs={"verify": False})
    pace = Pacing(clock=clock.seconds, sleep=clock.sleep)
    return app.build(
        settings, kb, request, polling=polling, state=state, today=lambda: clock.now().date(), pace=pace
    )


@asynccontextmanager
async def running(start: datetime, knowledge: str, polled: bool = False) -> AsyncIterator[Stage]:
    """The stage, with the bot running on it."""
    clock = Clock(start.replace(tzinfo=KYIV))
    double = Double(clock, users={4242: _bot()} | {user["id"]: user for user in cast.PEOPLE.values()})
    state = open_state(None, clock.seconds)
    async with serving(double) as url:
        application = opened(clock, double, url, base(knowledge), state)
        await application.initialize()
        await application.start()
        stage = Stage(double, clock, application, polled)
        if polled:
            assert application.updater
            await application.updater.start_polling(allowed_updates=Update.ALL_TYPES)
        try:
            yield stage
        finally:
            await close(stage.application)
    state.close()


async def close(application: app.App) -> None:
    """Stop the bot as ``talks-bot run`` does."""
    if application.updater and application.updater.running:
        await application.updater.stop()
    await application.stop()
    await application.shutdown()


async def reopened(stage: Stage) -> None:
    """The bot stops and starts again with the state and the knowledge it had."""
    room = stage.application.bot_data[ROOM]
    url = room.settings.api_url
    await close(stage.application)
    stage.application = opened(stage.clock, stage.double, url, room.kb, room.state)
    await stage.application.initialize()
    await stage.application.start()


def _bot() -> Json:
    from telegram_chats import BOT

    return BOT

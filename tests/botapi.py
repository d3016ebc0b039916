"""A hand-written Telegram for the tests: Update JSON goes in, Bot API calls come out.

``Recorder`` is a request of the library's own kind that answers as Telegram would and writes down every call;
``Play`` is a conversation with the real Application over it.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.request import BaseRequest, RequestData

from bot import app
from bot.pacing import Pacing
from bot.settings import Settings
from bot.state import State, open_state
from knowledge.model import KnowledgeBase

Json = dict[str, Any]
TOKEN = "4242:secret-Token_of-The_tests"
BOT: Json = {"id": 4242, "is_bot": True, "first_name": "Talks", "username": "talks_bot"}
ANN: Json = {"id": 7, "is_bot": False, "first_name": "Ann", "language_code": "en"}
ADMIN: Json = {"id": 99, "is_bot": False, "first_name": "Ed", "language_code": "en"}
PRIVATE: Json = {"id": 7, "type": "private", "first_name": "Ann"}
GROUP: Json = {"id": -100500, "type": "supergroup", "title": "News"}
FEBRUARY_15 = date(2026, 2, 15)


@dataclass(frozen=True)
class Call:
    """One call of the Bot API."""

    method: str
    given: Json

    @property
    def text(self) -> str:
        return str(self.given.get("text", ""))

    @property
    def buttons(self) -> list[Json]:
        markup = self.given.get("reply_markup") or {}
        return [button for row in markup.get("inline_keyboard", []) for button in row]

    @property
    def replies_to(self) -> int | None:
        return (self.given.get("reply_parameters") or {}).get("message_id")


@dataclass
class Recorder(BaseRequest):
    """Answers like Telegram; ``trouble`` makes the next calls of a method fail."""

    calls: list[Call] = field(default_factory=list)
    trouble: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    member: str = "member"
    number: int = 1000

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        name = url.rpartition("/")[2]
        given = dict(request_data.parameters) if request_data else {}
        if name != "getMe":
            self.calls.append(Call(name, given))
        if self.trouble.get(name):
            status, description, *parameters = self.trouble[name].pop(0)
            refusal = {"ok": False, "error_code": status, "description": description}
            return status, json.dumps(refusal | {"parameters": dict(*parameters)}).encode()
        return 200, json.dumps({"ok": True, "result": self._result(name, given)}).encode()

    def _result(self, name: str, given: Json) -> Any:
        if name == "getMe":
            return BOT
        if name == "getChatMember":
            return {"status": self.member, "user": ANN, "is_anonymous": False} | _rights(self.member)
        if name in ("sendMessage", "editMessageText"):
            self.number += 1
            chat = {
                "id": given["chat_id"],
                "type": "private" if given["chat_id"] > 0 else "supergroup",
                "title": "x",
            }
            number = given.get("message_id", self.number)
            return {"message_id": number, "date": 1, "chat": chat, "from": BOT, "text": given["text"]}
        if name in ("sendPhoto", "sendDocument"):
            self.number += 1
            kind = "private" if given["chat_id"] > 0 else "supergroup"
            chat = {"id": given["chat_id"], "type": kind, "title": "x"}
            return {"message_id": self.number, "date": 1, "chat": chat, "from": BOT}
        return True


def _rights(status: str) -> Json:
    if status != "administrator":
        return {}
    deeds = "manage_chat delete_messages manage_video_chats restrict_members promote_members change_info"
    more = "invite_users post_stories edit_stories delete_stories be_edited"
    names = [f"can_{deed}" for deed in f"{deeds} {more}".split()]
    return dict.fromkeys(names, True)


class Play:
    """A conversation: every method sends one Update and gives the calls that it led to."""

    def __init__(self, application: app.App, recorder: Recorder) -> None:
        self.application = application
        self.recorder = recorder
        self.updates = 0
        self.messages = 0

    @property
    def calls(self) -> list[Call]:
        return self.recorder.calls

    async def update(self, **content: Any) -> list[Call]:
        """Any update."""
        self.updates += 1
        return await self.raw({"update_id": self.updates, **content})

    async def raw(self, update: Json) -> list[Call]:
        """An update as Telegram would send it."""
        known = len(self.calls)
        await self.application.process_update(
            Update.de_json(json.loads(json.dumps(update)), self.application.bot)
        )
        return self.calls[known:]

    def message(self, text: str, chat: Json = PRIVATE, user: Json = ANN, **more: Any) -> Json:
        """A message with the entities that Telegram marks."""
        self.messages += 1
        entities = list(entities_in(text))
        return {
            "message_id": self.messages,
            "date": 1,
            "chat": chat,
            "from": user,
            "text": text,
            "entities": entities,
            **more,
        }

    async def says(self, text: str, chat: Json = PRIVATE, user: Json = ANN, **more: Any) -> list[Call]:
        """A message."""
        return await self.update(message=self.message(text, chat, user, **more))

    async def edits(self, number: int, text: str, chat: Json = PRIVATE, user: Json = ANN) -> list[Call]:
        """An edit of an earlier message."""
        message = self.message(text, chat, user) | {"message_id": number, "edit_date": 2}
        return await self.update(edited_message=message)

    async def presses(
        self, data: str, chat: Json = PRIVATE, user: Json = ANN, under: int = 1001, when: int = 1
    ) -> list[Call]:
        """A press on a button; ``when=0`` is a message too old to be reached."""
        message = {"message_id": under, "date": when, "chat": chat}
        if when:
            message |= {"from": BOT, "text": "..."}
        query = {
            "id": str(self.updates),
            "from": user,
            "chat_instance": "1",
            "message": message,
            "data": data,
        }
        return await self.update(callback_query=query)

    async def types(self, query: str, user: Json = ANN, offset: str = "") -> list[Call]:
        """What is typed behind @talks_bot in some chat."""
        inline = {"id": str(self.updates), "from": user, "query": query, "offset": offset}
        return await self.update(inline_query=inline)


def entities_in(text: str) -> list[Json]:
    """Commands and mentions, in UTF-16 units."""
    found, place = [], 0
    for word in text.split(" "):
        size = len(word.encode("utf-16-le")) // 2
        if word.startswith("/") and place == 0 and word[1:].replace("@", "").replace("_", "").isascii():
            found.append({"type": "bot_command", "offset": 0, "length": size})
        elif word.startswith("@"):
            found.append({"type": "mention", "offset": place, "length": len(word.rstrip("?!,."))})
        place += size + 1
    return found


async def no_sleep(seconds: float) -> None:
    """Time passes at once."""


@asynccontextmanager
async def playing(
    kb: KnowledgeBase,
    folder: Path = Path("/nonexistent"),
    state: State | None = None,
    today: Callable[[], date] = lambda: FEBRUARY_15,
) -> AsyncIterator[Play]:
    """The real Application, running, over a Recorder."""
    recorder = Recorder()
    settings = Settings(data_dir=folder, token=TOKEN, admin_ids=frozenset({ADMIN["id"]}))
    kept = state or open_state(None)
    application = app.build(
        settings, kb, recorder, state=kept, today=today, pace=Pacing(limits=None, sleep=no_sleep)
    )
    await application.initialize()
    await application.start()
    try:
        yield Play(application, recorder)
    finally:
        await application.stop()
        await application.shutdown()
        if state is None:
            kept.close()

"""A strict Telegram for the tests: it does what the Bot API does, and writes down every breach of its rules.

``violations`` are breaches: a test must fail on any. ``refusals`` are what may happen to a good bot (a
message that is gone, a reader who blocked it): a test must expect them. ``trouble`` makes calls fail.
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from telegram_chats import BOT, Json, RefusalError, bad
from telegram_files import document, photo
from telegram_messages import Files, Given, Messages
from telegram_rates import Rates
from telegram_rules import faults

COUNTED = ("send", "editMessage")
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


class HangUpError(Exception):
    """The connection ends without an answer."""


@dataclass
class Call:
    """One call, with what came of it."""

    method: str
    given: Given
    result: Any = None
    refused: RefusalError | None = None


@dataclass
class Asked:
    """A press or an inline query that waits for its answer."""

    is_late: bool = False
    answers: int = 0


@dataclass
class Trouble:
    """What befalls one call: a status, with the seconds of silence for 429; or the line is cut."""

    status: int = 0
    retry_after: int = 0
    is_done: bool = False
    """Whether Telegram does what was asked before the line is cut."""


@dataclass
class Double(Messages):
    """The whole of Telegram, as far as the bot can see it."""

    users: dict[int, Json] = field(default_factory=lambda: {BOT["id"]: BOT})
    presses: dict[str, Asked] = field(default_factory=dict)
    queries: dict[str, Asked] = field(default_factory=dict)
    profile: dict[tuple[str, str, str], Any] = field(default_factory=dict)
    """(method, scope, language) -> what the bot told of itself."""
    updates: list[Json] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    trouble: dict[str, list[Trouble]] = field(default_factory=lambda: defaultdict(list))
    came: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.rates = Rates(self.clock)
        self._silent_until: dict[str, float] = {}

    async def answer(self, method: str, given: Given, files: Files) -> tuple[int, Json]:
        """One call of the Bot API: its status and its body."""
        if method == "getUpdates":
            self.violations += [f"getUpdates: {fault}" for fault in faults(method, given, files)]
            return 200, {"ok": True, "result": await self._updates(given)}
        call = Call(method, given)
        self.calls.append(call)
        try:
            trouble = self._befalls(method, given)
            broken = faults(method, given, files)
            self.violations += [f"{method}: {fault}" for fault in broken]
            if broken:
                raise bad("; ".join(broken))
            call.result = deepcopy(self._do(method, given, files))  # as it is now, whatever is edited later
            if trouble:
                raise HangUpError
        except RefusalError as refused:
            call.refused = refused
            body = {"ok": False, "error_code": refused.code, "description": refused.description}
            return refused.code, body | ({"parameters": refused.parameters} if refused.parameters else {})
        return 200, {"ok": True, "result": call.result}

    def unanswered(self) -> list[str]:
        """Presses and inline queries that nobody answered."""
        waiting = {"press": self.presses, "inline query": self.queries}
        return [f"{kind} {one}" for kind, all_ in waiting.items() for one in all_ if not all_[one].answers]

    def _befalls(self, method: str, given: Given) -> Trouble | None:
        """Raise the trouble that was planned for this call; what comes after the deed is given back."""
        counts = method.startswith(COUNTED) and "chat_id" in given
        chat, now = given.get("chat_id", ""), self.clock.seconds()
        if counts and (left := self._silent_until.get(chat, 0.0) - now) > 0:
            self.violations.append(f"{method}: called {left:.1f} s before retry_after was over")
        if counts:
            self.violations += [f"{method}: {breach}" for breach in self.rates.breaches(chat)]
        planned = self.trouble[method] or self.trouble["*"]
        if not planned:
            return None
        trouble = planned.pop(0)
        if trouble.status == 429:
            self._silent_until[chat] = now + trouble.retry_after
            told = f"Too Many Requests: retry after {trouble.retry_after}"
            raise RefusalError(429, told, {"retry_after": trouble.retry_after})
        if trouble.status:
            raise RefusalError(trouble.status, "Internal Server Error")
        if not trouble.is_done:
            raise HangUpError
        return trouble

    def _do(self, method: str, given: Given, files: Files) -> Any:
        """The deed itself; what Telegram would refuse is noted, since the test must have expected it."""
        deeds: dict[str, Callable[[], Any]] = {
            "getMe": lambda: BOT,
            "sendMessage": lambda: self._send(given, {"text": given["text"]}),
            "sendPhoto": lambda: self._send(given, photo(given, files, self.files)),
            "sendDocument": lambda: self._send(given, document(given, files, self.files)),
            "sendChatAction": lambda: self._act(given),
            "editMessageText": lambda: self._edit(given, "text"),
            "editMessageCaption": lambda: self._edit(given, "caption"),
            "editMessageReplyMarkup": lambda: self._edit(given, ""),
            "deleteMessage": lambda: self._delete(given),
            "answerCallbackQuery": lambda: self._reply(self.presses, given["callback_query_id"]),
            "answerInlineQuery": lambda: self._reply(self.queries, given["inline_query_id"]),
            "getChat": lambda: self._chat(given).json | {"accent_color_id": 1, "max_reaction_count": 1},
            "getChatMember": lambda: self._member(given),
            "getChatAdministrators": lambda: [
                self._chat(given).member(self.users[user]) for user in sorted(self._chat(given).admins)
            ],
            "leaveChat": lambda: self._leave(given),
            "getMyCommands": list,
        }
        if method in deeds:
            try:
                return deeds[method]()
            except RefusalError as refused:
                self.refusals.append(f"{method}: {refused.description}")
                raise
        if method.startswith(("setMy", "deleteMy")):
            self._introduce(method, given)
        return True

    def _introduce(self, method: str, given: Given) -> None:
        """Keep what the bot says of itself; a menu of a chat needs that chat."""
        scope = json.loads(given.get("scope", "{}"))
        if "chat_id" in scope and int(scope["chat_id"]) not in self.chats:
            self.refusals.append(f"{method}: chat not found")
            raise bad("chat not found")
        self.profile[method, json.dumps(scope), given.get("language_code", "")] = given

    def _act(self, given: Given) -> bool:
        self._chat(given).admit()
        return True

    def _member(self, given: Given) -> Json:
        chat = self._chat(given)
        chat.admit()
        return chat.member(self.users[int(given["user_id"])])

    def _leave(self, given: Given) -> bool:
        self._chat(given).is_open = False
        return True

    def _reply(self, waiting: dict[str, Asked], known: str) -> bool:
        """Answer a press or an inline query: once, and in time."""
        asked = waiting.get(known)
        if asked is None:
            self.violations.append(f"{known} was never asked")
            raise bad(TOO_OLD)
        asked.answers += 1
        if asked.answers > 1:
            self.violations.append(f"{known} is answered again")
        if asked.is_late:
            raise bad(TOO_OLD)
        return True

    async def _updates(self, given: Given) -> list[Json]:
        """Long polling: what is confirmed goes, what is new is waited for."""
        offset = int(given.get("offset", "0"))
        self.updates = [update for update in self.updates if update["update_id"] >= offset]
        if not self.updates:
            self.came.clear()
            try:
                await asyncio.wait_for(self.came.wait(), min(float(given.get("timeout", "0")), 10.0))
            except TimeoutError:
                return []
        return list(self.updates)

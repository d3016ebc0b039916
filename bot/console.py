"""The terminal as a transport: the same Application, with nobody's server behind it.

``Terminal`` answers the Bot API calls itself and prints what a reader would see; ``Chat`` turns typed lines
into Updates. A number presses a button; in a group, a line that starts with ``>`` replies to the bot.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable, Iterable
from typing import Any

from telegram import Update
from telegram.request import BaseRequest, RequestData

from bot import pages, texts
from bot.context import App

Json = dict[str, Any]
TOKEN = "1:terminal"
BOT: Json = {"id": 1, "is_bot": True, "first_name": "Talks", "username": "talks_bot"}
USER = 2
PRIVATE: Json = {"id": USER, "type": "private", "first_name": "You"}
GROUP: Json = {"id": -1000000000001, "type": "supergroup", "title": "Group"}


class Terminal(BaseRequest):
    """Takes the bot's calls and shows them; remembers the buttons of the newest message."""

    def __init__(self, chat: Json, show: Callable[[str], None], language: str = "en") -> None:
        self.chat = chat
        self.language = language
        self.buttons: list[tuple[str, Json]] = []
        """Data of each button, with the message it stands under."""
        self.newest: Json | None = None
        self.shown = 0
        self.show = show
        self._messages = 0

    @property
    def read_timeout(self) -> float | None:
        """Nothing is waited for here."""
        return None

    async def initialize(self) -> None:
        """There is nothing to open."""

    async def shutdown(self) -> None:
        """There is nothing to close."""

    def number(self) -> int:
        """The next message id, for what is typed and for what is answered."""
        self._messages += 1
        return self._messages

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_: Any,
        **__: Any,
    ) -> tuple[int, bytes]:
        """What Telegram would say to the call; calls that a terminal has no place for are refused, and so
        are downloads."""
        call = url.rpartition("/")[2]
        given = dict(request_data.parameters) if request_data else {}
        result = self._answer(call, given) if method == "POST" else None
        if result is None:
            return 400, json.dumps({"ok": False, "description": f"not in a terminal: {call}"}).encode()
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def _answer(self, call: str, given: Json) -> Json | bool | None:
        match call:
            case "getMe":
                return BOT
            case "sendMessage" | "sendPhoto" | "sendDocument":
                return self._message(_told(call, given, self.language), self.number())
            case "editMessageText":
                return self._message(given, int(given["message_id"]))
            case "answerCallbackQuery":
                self._print(f"({given['text']})" if given.get("text") else "")
                return True
            case "getChatMember":
                return {"status": "creator", "user": _user("en"), "is_anonymous": False}
        return True if call.startswith("setMy") else None

    def _message(self, given: Json, number: int) -> Json:
        markup = given.get("reply_markup")
        message = {**_head(self.chat, number, BOT), "text": pages.plain(str(given["text"]))}
        if markup:
            message["reply_markup"] = markup
        rows = markup["inline_keyboard"] if markup else []
        labels = [button["text"] for row in rows for button in row]
        self.buttons = [
            (button.get("callback_data") or button["url"], message) for row in rows for button in row
        ]
        self.newest = message
        self._print(pages.readable(str(given["text"]), labels))
        return message

    def show_address(self, address: str) -> None:
        """What a link button opens elsewhere."""
        self._print(address)

    def _print(self, text: str) -> None:
        if text:
            self.shown += 1
            self.show(text)


class Chat:
    """One conversation in the terminal."""

    def __init__(self, application: App, terminal: Terminal, language: str) -> None:
        self.application = application
        self.terminal = terminal
        self.user = _user(language)
        self.language = language
        self._updates = 0

    async def open(self) -> None:
        """Ready for the first line."""
        await self.application.initialize()
        await self.application.start()

    async def close(self) -> None:
        """Finish what is under way."""
        await self.application.stop()
        await self.application.shutdown()

    async def take(self, line: str) -> None:
        """One typed line: handled to its end, background work included."""
        typed, shown = line.strip(), self.terminal.shown
        if not typed:
            return
        before = asyncio.all_tasks()
        await self.application.process_update(Update.de_json(self._update(typed), self.application.bot))
        while under_way := asyncio.all_tasks() - before:
            await asyncio.wait(under_way)
        if self.terminal.shown == shown:
            self.terminal.show(texts.say(self.language, "console.silent"))

    def _update(self, typed: str) -> Json:
        self._updates += 1
        number = int(typed) if re.fullmatch("[0-9]{1,2}", typed) else 0
        if 1 <= number <= len(self.terminal.buttons):
            data, message = self.terminal.buttons[number - 1]
            if data.startswith("https:"):  # an address, which a terminal shows instead of opening it
                self.terminal.show_address(data)
                return {"update_id": self._updates}
            press = {"id": str(self._updates), "from": self.user, "chat_instance": "1"}
            return {"update_id": self._updates, "callback_query": {**press, "data": data, "message": message}}
        return {"update_id": self._updates, "message": self._message(typed)}

    def _message(self, typed: str) -> Json:
        message = _head(self.terminal.chat, self.terminal.number(), self.user)
        if typed.startswith(">") and self.terminal.newest:
            typed = typed[1:].strip()
            message["reply_to_message"] = self.terminal.newest
        return {**message, "text": typed, "entities": list(_entities(typed))}


def converse(chat: Chat, lines: Iterable[str]) -> None:
    """Take lines until they end or Ctrl-C; between lines the loop rests, so that Ctrl-C ends the reading."""
    with asyncio.Runner() as runner:
        runner.run(chat.open())
        try:
            for line in lines:
                runner.run(chat.take(line))
        except KeyboardInterrupt:
            pass
        finally:
            runner.run(chat.close())


def _told(call: str, given: Json, language: str) -> Json:
    """A message; a picture or a file in words, for a terminal shows its caption alone."""
    if call == "sendMessage":
        return given
    kind = texts.say(language, "console.picture" if call == "sendPhoto" else "console.file")
    return {**given, "text": f"{kind}\n{given.get('caption', '')}"}


def _head(chat: Json, number: int, sender: Json) -> Json:
    return {"message_id": number, "date": int(time.time()), "chat": chat, "from": sender}


def _entities(typed: str) -> Iterable[Json]:
    """Commands and mentions, which Telegram marks for a bot; offsets are in UTF-16 units."""
    for kind, pattern in (("bot_command", r"^/[A-Za-z0-9_]+(?:@\w+)?"), ("mention", r"(?<!\S)@\w+")):
        for found in re.finditer(pattern, typed):
            yield {"type": kind, "offset": _units(typed[: found.start()]), "length": _units(found.group())}


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _user(language: str) -> Json:
    return {"id": USER, "is_bot": False, "first_name": "You", "language_code": language}

"""Messages of the bot's as the double keeps them: sent, edited, deleted, and refused for good reasons."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from telegram_chats import BOT, Chat, Json, bad, shallow
from telegram_html import HtmlError, length
from telegram_inline import shown_of
from telegram_rates import Clock

Given = dict[str, str]
Files = dict[str, bytes]
SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a"
    " current content and reply markup of the message"
)


@dataclass
class Messages:
    """The chats, and what was said in them; ``violations`` are breaches of rules."""

    clock: Clock
    chats: dict[int, Chat] = field(default_factory=dict)
    inline: dict[str, Json] = field(default_factory=dict)
    """What inline mode has sent, by the id that such messages have."""
    files: set[str] = field(default_factory=set)
    violations: list[str] = field(default_factory=list)

    def _chat(self, given: Given) -> Chat:
        chat = self.chats.get(int(given["chat_id"]))
        if chat is None:
            raise bad("chat not found")
        return chat

    def _send(self, given: Given, content: Json) -> Json:
        """A new message of the bot's."""
        chat = self._chat(given)
        chat.admit()
        thread = int(given["message_thread_id"]) if "message_thread_id" in given else None
        chat.check_thread(thread)
        message = {"message_id": 0, "date": int(self.clock.seconds()), "chat": chat.json, "from": BOT}
        message |= content | self._shown(given, "text" if "text" in content else "caption")
        if "reply_parameters" in given:
            above = json.loads(given["reply_parameters"])
            if int(above.get("chat_id", chat.id)) != chat.id:
                raise bad("the double does not reply across chats")
            replied = chat.messages.get(above["message_id"])
            if replied is None and not above.get("allow_sending_without_reply"):
                raise bad("message to be replied not found")
            if replied:
                message["reply_to_message"] = shallow(replied)
                threaded = ("message_thread_id", "is_topic_message")
                message |= {name: replied[name] for name in threaded if name in replied}
        if thread:
            message |= {"message_thread_id": thread, "is_topic_message": True}
        return chat.keep(message | {"message_id": chat.number()})

    def _edit(self, given: Given, part: str) -> Json | bool:
        """Another text, caption or keyboard for a message of the bot's, in a chat or sent by inline mode."""
        if "inline_message_id" in given:
            message = self.inline.get(given["inline_message_id"])
            if message is None:
                raise bad("MESSAGE_ID_INVALID")
        else:
            message = self._chat(given).mine(int(given["message_id"]), "message to edit not found")
        if part == "text" and "text" not in message:
            raise bad("there is no text in the message to edit")
        parts = (part, f"{part}_entities" if part == "caption" else "entities", "reply_markup")
        changed = {name: value for name, value in message.items() if name not in parts}
        changed |= (
            self._shown(given, part)
            if part
            else {name: message[name] for name in parts if name in message and name != "reply_markup"}
            | _markup(given)
        )
        if {name: changed.get(name) for name in parts} == {name: message.get(name) for name in parts}:
            raise bad(SAME)
        message.clear()
        message |= changed | {"edit_date": int(self.clock.seconds())}
        return True if "inline_message_id" in given else message

    def _shown(self, given: Given, part: str) -> Json:
        """Text or caption as readers see it, with its entities; too much of either is a breach."""
        most = 4096 if part == "text" else 1024
        if part == "caption" and "caption" not in given:
            return _markup(given)
        try:
            shown, entities = shown_of(given[part], given.get("parse_mode"))
        except HtmlError as problem:
            self.violations.append(f"can't parse entities: {problem}")
            raise bad(f"can't parse entities: {problem}") from problem
        if not shown or length(shown) > most or len(entities) > 100:
            wrong = f"{part} of {length(shown)} characters and {len(entities)} entities"
            self.violations.append(wrong)
            raise bad("message text is empty" if not shown else "message is too long")
        return {part: shown, "entities" if part == "text" else "caption_entities": entities} | _markup(given)

    def _delete(self, given: Given) -> bool:
        chat = self._chat(given)
        chat.mine(int(given["message_id"]), "message to delete not found")
        del chat.messages[int(given["message_id"])]
        return True


def _markup(given: Given) -> Json:
    return {"reply_markup": json.loads(given["reply_markup"])} if "reply_markup" in given else {}

"""Who and what the double knows: people, chats with their topics and messages, presses, inline queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
BOT: Json = {
    "id": 4242, "is_bot": True, "first_name": "Talks", "username": "talks_bot", "can_join_groups": True,
    "can_read_all_group_messages": False, "supports_inline_queries": True,
}  # fmt: skip
ANONYMOUS: Json = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
CHANNEL_USER: Json = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
GENERAL = 1
"""The topic whose id must not be named when sending."""
RIGHTS = (
    "can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members can_promote_members"
    " can_change_info can_invite_users can_post_stories can_edit_stories can_delete_stories can_be_edited"
)


@dataclass
class RefusalError(Exception):
    """What Telegram answers instead of a result."""

    code: int
    description: str
    parameters: Json = field(default_factory=dict)


def bad(description: str, **parameters: Any) -> RefusalError:
    return RefusalError(400, f"Bad Request: {description}", parameters)


@dataclass
class Chat:
    """One chat: what updates say of it, who runs it, what was said."""

    json: Json
    admins: set[int] = field(default_factory=set)
    topics: dict[int, str] = field(default_factory=dict)
    is_open: bool = True
    """False where the bot was blocked, removed, or never started."""
    why_shut: str = "bot was kicked from the group chat"
    migrated_to: int | None = None
    messages: dict[int, Json] = field(default_factory=dict)
    count: int = 0

    @property
    def id(self) -> int:
        return int(self.json["id"])

    def admit(self) -> None:
        """Raise what keeps the bot from speaking here."""
        if self.migrated_to:
            raise bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=self.migrated_to)
        if not self.is_open:
            raise RefusalError(403, f"Forbidden: {self.why_shut}")

    def check_thread(self, thread: int | None) -> None:
        """Raise where a topic is named that cannot be."""
        if thread is not None and (thread == GENERAL or thread not in self.topics):
            raise bad("message thread not found")

    def number(self) -> int:
        """The id of the next message."""
        self.count += 1
        return self.count

    def keep(self, message: Json) -> Json:
        """Remember a message, whoever sent it."""
        self.messages[message["message_id"]] = message
        return message

    def mine(self, number: int, missing: str) -> Json:
        """A message of the bot's own."""
        self.admit()
        message = self.messages.get(number)
        if message is None:
            raise bad(missing)
        if message["from"]["id"] != BOT["id"] or "via_bot" in message:
            raise bad("message can't be edited")
        return message

    def member(self, user: Json) -> Json:
        """Somebody's place in this chat."""
        if user["id"] == BOT["id"]:
            return {"status": "member" if self.is_open else "left", "user": user}
        if user["id"] not in self.admins:
            return {"status": "member", "user": user}
        return {"status": "administrator", "user": user, "is_anonymous": False} | dict.fromkeys(
            RIGHTS.split(), True
        )


def shallow(message: Json) -> Json:
    """A message as it stands inside another one: without what it replies to."""
    return {name: value for name, value in message.items() if name != "reply_to_message"}

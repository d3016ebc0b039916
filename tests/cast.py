"""The people of the conversations, the chats they meet in, and the JSON of what they do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from telegram_chats import ANONYMOUS, BOT, CHANNEL_USER, GENERAL, Chat, Json, shallow
from telegram_html import length
from telegram_rates import Clock

PEOPLE: dict[str, Json] = {
    name: {"id": number, "is_bot": False, "first_name": name} | ({"language_code": code} if code else {})
    for name, number, code in (
        ("Ann", 7, "en"), ("Bob", 17, "en-GB"), ("Olena", 8, "uk"), ("Taras", 18, "uk"), ("Ivan", 9, "ru"),
        ("Vera", 19, "ru"), ("Max", 10, "de"), ("Zoe", 11, ""), ("Ed", 99, "en"),
    )
}  # fmt: skip
EDITORS = frozenset({99})
ROBOT: Json = {"id": 500, "is_bot": True, "first_name": "Robot", "username": "robot_bot"}
CHANNEL: Json = {"id": -1001000009000, "type": "channel", "title": "Channel"}
PEOPLE |= {"Robot": ROBOT, "Anonymous": ANONYMOUS, "Channel": CHANNEL_USER}
FILE: Json = {"file_id": "f", "file_unique_id": "f"}
SEEN = FILE | {"width": 9, "height": 9}
STICKER = SEEN | {"type": "regular", "is_animated": False, "is_video": False}
JOINED = {"id": 77, "is_bot": False, "first_name": "Newcomer"}
THINGS: dict[str, Json] = {
    "voice": {"voice": FILE | {"duration": 1}},
    "audio": {"audio": FILE | {"duration": 1}},
    "photo": {"photo": [SEEN]},
    "album": {"photo": [SEEN], "media_group_id": "album"},
    "video": {"video": SEEN | {"duration": 1}},
    "document": {"document": FILE},
    "location": {"location": {"latitude": 50.4, "longitude": 30.5}},
    "contact": {"contact": {"phone_number": "1", "first_name": "Newcomer"}},
    "dice": {"dice": {"emoji": "🎲", "value": 6}},
    "sticker": {"sticker": STICKER},
    "title": {"new_chat_title": "Another"},
    "newcomer": {"new_chat_members": [JOINED]},
    "timer": {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86_400}},
}
"""What else can be sent, service messages included."""


def private(name: str) -> Chat:
    """The chat of one person with the bot, which they have started."""
    user = PEOPLE[name]
    return Chat(
        {"id": user["id"], "type": "private", "first_name": name}, why_shut="bot was blocked by the user"
    )


def group(kind: str, title: str, number: int) -> Chat:
    """A group, a supergroup or a forum; a supergroup may have a @name: ``News @news``."""
    shown, _, handle = title.partition(" @")
    if kind == "group":
        return Chat({"id": -500 - number, "type": "group", "title": shown})
    made = {"id": -1001000000500 - number, "type": "supergroup", "title": shown}
    made |= {"is_forum": True} if kind == "forum" else {}
    made |= {"username": handle} if handle else {}
    return Chat(
        made,
        topics={GENERAL: "General"} if kind == "forum" else {},
        why_shut="bot was kicked from the supergroup chat",
    )


def message(
    chat: Chat,
    name: str,
    clock: Clock,
    content: Json,
    *,
    topic: int | None = None,
    above: Json | None = None,
) -> Json:
    """A message as an update brings it. In a topic, what replies to nobody replies to its first message."""
    made: Json = {
        "message_id": chat.number(),
        "date": int(clock.seconds()),
        "chat": chat.json,
        "from": PEOPLE[name],
        **content,
    }
    if name == "Anonymous":
        made["sender_chat"] = chat.json
    if name == "Channel":
        made |= {"sender_chat": CHANNEL, "is_automatic_forward": True, "forward_origin": _origin(clock)}
    if topic and topic != GENERAL:
        made |= {"message_thread_id": topic, "is_topic_message": True}
        above = above or chat.messages.get(topic)
    elif above and chat.json["type"] == "supergroup" and not chat.json.get("is_forum"):
        made["message_thread_id"] = above.get("message_thread_id", above["message_id"])
    if above:
        made["reply_to_message"] = shallow(above)
    return chat.keep(made)


def _origin(clock: Clock) -> Json:
    return {"type": "channel", "date": int(clock.seconds()), "chat": CHANNEL, "message_id": 1}


def topic_opened(chat: Chat, title: str, clock: Clock) -> int:
    """Ann makes a topic; its id is that of the message that tells so."""
    content = {"forum_topic_created": {"name": title, "icon_color": 7322096}}
    made = message(chat, "Ann", clock, content)
    number = int(made["message_id"])
    made |= {"message_thread_id": number, "is_topic_message": True}
    chat.topics[number] = title
    return number


def words(text: str, *, caption: bool = False) -> Json:
    """A text, or what stands under a picture, with the entities that Telegram marks."""
    name, marks = ("caption", "caption_entities") if caption else ("text", "entities")
    found = list(entities_in(text))
    return {name: text} | ({marks: found} if found else {})


def entities_in(text: str) -> Iterator[Json]:
    """Commands and mentions, in UTF-16 units."""
    for found in re.finditer(r"(?<![\w/@])(?P<command>/[a-z0-9_A-Z]{1,32}(@\w+)?)|(?<!\w)@\w{4,32}", text):
        kind = "bot_command" if found["command"] else "mention"
        yield {"type": kind, "offset": length(text[: found.start()]), "length": length(found[0])}


def press(number: int, name: str, below: Json | None, data: str, inline: str | None = None) -> Json:
    """A press on a button of a message; without the message, on one that inline mode sent."""
    made: dict[str, Any] = {"id": f"press-{number}", "from": PEOPLE[name], "chat_instance": "1", "data": data}
    return made | ({"inline_message_id": inline} if inline else {"message": below})


def membership(chat: Chat, name: str, clock: Clock, old: str, new: str) -> Json:
    """The bot's own place in a chat has changed."""
    until = {"until_date": 0} if new == "kicked" else {}
    was = {"until_date": 0} if old == "kicked" else {}
    return {
        "chat": chat.json,
        "from": PEOPLE[name],
        "date": int(clock.seconds()),
        "old_chat_member": {"user": BOT, "status": old} | was,
        "new_chat_member": {"user": BOT, "status": new} | until,
    }

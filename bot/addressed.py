"""Is a group message meant for the bot? Mentions, and replies to what the bot said; nothing else.

Commands have their own handlers, and a command for another bot is nobody's question here.
"""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Message, MessageEntity, User
from telegram.ext.filters import MessageFilter


class Addressed(MessageFilter):
    """Lets group messages through that speak to the bot."""

    def filter(self, message: Message) -> bool:
        """True for a mention of the bot and for a reply to one of its messages."""
        me = message.get_bot().bot
        return not is_command(message) and bool(mentions(message, me) or is_reply_to(message, me))


def question_in(message: Message, me: User) -> str:
    """What is asked: after a command, or without the mentions of the bot; the words under a picture count.

    A bare mention in reply to somebody passes their words on.
    """
    if is_command(message):
        return after_command(message)
    text = words_of(message)
    for entity in reversed(mentions(message, me)):
        start, end = _span(text, entity)
        text = text[:start] + " " + text[end:]
    text = " ".join(text.split())
    return text or text_replied_to(message, me)


def after_command(message: Message) -> str:
    """What stands after the command, on the same line or the next."""
    return [*words_of(message).split(maxsplit=1), "", ""][1].strip()


def command_of(message: Message, me: User) -> str:
    """The name of the command that the message is, if it is one of the bot's own; else nothing."""
    if not is_command(message):
        return ""
    name, _, named = words_of(message).split(maxsplit=1)[0][1:].lower().partition("@")
    return name if not named or named == (me.username or "").lower() else ""


def words_of(message: Message) -> str:
    """The text of a message, or what stands under its picture."""
    return message.text or message.caption or ""


def text_replied_to(message: Message, me: User) -> str:
    """The words of the message that this one replies to, or those picked out of it; not the bot's own."""
    other = message.reply_to_message
    if other and other.from_user == me:
        return ""
    return message.quote.text if message.quote else words_of(other) if other else ""


def mentions(message: Message, me: User) -> list[MessageEntity]:
    """The entities that name the bot, by @name or, for clients that link the account, by id."""
    text, handle = words_of(message), f"@{me.username}".lower()
    found = []
    for entity in _entities(message):
        start, end = _span(text, entity)
        named = entity.type == MessageEntity.MENTION and text[start:end].lower() == handle
        linked = (
            entity.type == MessageEntity.TEXT_MENTION and entity.user is not None and entity.user.id == me.id
        )
        if named or linked:
            found.append(entity)
    return found


def is_reply_to(message: Message, me: User) -> bool:
    """A real reply to the bot. In a forum, *every* message is marked as a reply to the topic's first."""
    other = message.reply_to_message
    if other is None or other.from_user is None or other.from_user.id != me.id:
        return False
    opens_topic = other.forum_topic_created is not None or other.message_id == message.message_thread_id
    return not (message.is_topic_message and opens_topic)


def is_command(message: Message) -> bool:
    """Whether the message is a command, to whichever bot."""
    first = next(iter(_entities(message)), None)
    return first is not None and first.type == MessageEntity.BOT_COMMAND and first.offset == 0


def _entities(message: Message) -> Sequence[MessageEntity]:
    return message.entities if message.text else message.caption_entities


def _span(text: str, entity: MessageEntity) -> tuple[int, int]:
    """Telegram counts UTF-16 units; Python counts characters."""
    raw = text.encode("utf-16-le")
    start = len(raw[: entity.offset * 2].decode("utf-16-le"))
    return start, start + len(
        raw[entity.offset * 2 : (entity.offset + entity.length) * 2].decode("utf-16-le")
    )

"""/settings: what a chat has chosen, with buttons for what else it may choose; in groups its admins do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from telegram import Chat, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from bot import admins, presses, render, replies, subscribing, texts
from bot.context import Context
from knowledge.model import LANGUAGES

PRESSES = "1:s:"
"""What the data of these buttons begins with: ``1:s:quiet:22-8``."""
AUTO = "auto"
NONE = "none"
QUIET = (None, (21, 8), (22, 8), (23, 7), (0, 9))
"""The hours that are offered."""
ON, OFF = "on", "off"

Offer = tuple[str, str, str]
"""Setting, value, label."""


async def settings(update: Update, context: Context) -> None:
    """Show what is chosen; the buttons are for those who may press them."""
    chat, message = update.effective_chat, update.effective_message
    if chat and message:
        text, markup = _page(context, chat, context.language(update))
        await message.reply_text(render.message(text), reply_markup=markup)


async def on_press(update: Update, context: Context) -> None:
    """Change one setting and show the page as it then is. Pressing twice chooses the same twice."""
    query, chat, language = update.callback_query, update.effective_chat, context.language(update)
    if query is None or query.message is None or chat is None:
        return
    if not await admins.may_change(update, context):
        await presses.answer(query, texts.say(language, "settings.refused"))
        return
    setting, _, value = (query.data or "").removeprefix(PRESSES).partition(":")
    if not _change(context, chat, language, setting, value):
        await presses.answer(query, texts.say(language, "button.stale"))
        return
    language = context.language(update)
    await presses.answer(query, texts.say(language, "settings.changed"))
    text, markup = _page(context, chat, language)
    seen = query.message.reply_markup if isinstance(query.message, Message) else None
    if seen != markup:
        await replies.edit(context, chat.id, query.message.message_id, render.message(text), markup)


def _change(context: Context, chat: Chat, language: str, setting: str, value: str) -> bool:
    """Keep one choice; False for one that cannot be made (any more)."""
    if value not in _values(chat).get(setting, ()):
        return False
    chosen = context.state.chats.of(chat.id)
    match setting:
        case "subscription" if value == ON:
            subscribing.begin(context.room, chat.id, language)
        case "subscription":
            context.state.subscriptions.end(chat.id)
        case "language":
            chosen = replace(chosen, language=None if value == AUTO else value)
        case "quiet":
            chosen = replace(chosen, quiet=next(known for known in QUIET if _hours(known) == value))
        case "silent":
            chosen = replace(chosen, silent=value == ON)
        case "corrections":
            chosen = replace(chosen, corrections=value == ON)
    context.state.chats.choose(chat.id, chosen)
    return True


def _values(chat: Chat) -> dict[str, tuple[str, ...]]:
    """Setting -> what can be chosen, in the order of the page."""
    is_private = chat.type == chat.PRIVATE
    return {
        "language": (*LANGUAGES, AUTO),
        "quiet": tuple(_hours(hours) for hours in QUIET),
        "subscription" if is_private else "silent": (ON, OFF),
        "corrections": (ON, OFF),
    }


def _page(context: Context, chat: Chat, language: str) -> tuple[str, InlineKeyboardMarkup]:
    """The choices in words, and buttons for all that is offered; what is chosen bears a mark."""
    current = _current(context, chat)
    head = "person" if chat.type == chat.PRIVATE else "group"
    lines = [texts.say(language, f"settings.head.{head}"), ""]
    lines += [_told(language, setting, current[setting]) for setting in _values(chat)]
    rows = [
        [
            InlineKeyboardButton(
                texts.say(language, "settings.chosen", label=label) if current[setting] == value else label,
                callback_data=f"{PRESSES}{setting}:{value}",
            )
            for setting, value, label in row
        ]
        for row in _offers(chat, current, language)
    ]
    return "\n".join(lines), InlineKeyboardMarkup(rows)


def _current(context: Context, chat: Chat) -> dict[str, str]:
    """Setting -> the value that holds."""
    chosen = context.state.chats.of(chat.id)
    return {
        "language": chosen.language or AUTO,
        "quiet": _hours(chosen.quiet),
        "subscription": ON if context.state.subscriptions.of(chat.id) else OFF,
        "silent": ON if chosen.silent else OFF,
        "corrections": ON if chosen.corrections else OFF,
    }


def _offers(chat: Chat, current: dict[str, str], language: str) -> Iterator[list[Offer]]:
    """The buttons, row by row: languages, hours, and for what is on or off the other of the two."""
    yield [("language", code, texts.say(language, f"language.names.{code}")) for code in LANGUAGES]
    yield [("language", AUTO, texts.say(language, "language.auto"))]
    yield [("quiet", NONE, texts.say(language, "settings.quiet.to_none"))]
    yield [("quiet", _hours(hours), "–".join(map(str, hours))) for hours in QUIET if hours]
    for setting, values in _values(chat).items():
        if values == (ON, OFF):
            other = OFF if current[setting] == ON else ON
            yield [(setting, other, texts.say(language, f"settings.{setting}.to_{other}"))]


def _told(language: str, setting: str, value: str) -> str:
    """One line of the page."""
    if setting == "language" and value != AUTO:
        return texts.say(
            language, "settings.language.is_set", name=texts.say(language, f"language.names.{value}")
        )
    if setting == "quiet" and value != NONE:
        start, end = (f"{int(hour):02}:00" for hour in value.split("-"))
        return texts.say(language, "settings.quiet.is_set", start=start, end=end)
    return texts.say(language, f"settings.{setting}.is_{value}")


def _hours(hours: tuple[int, int] | None) -> str:
    return "-".join(map(str, hours)) if hours else NONE

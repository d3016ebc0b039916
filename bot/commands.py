"""The commands, and the one table that the menu, /help and the README's list are made from."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Literal

from telegram import BotCommand, Message, Update

from bot import admin, admins, callbacks, preferences, privacy, questions, replies, subscribing, texts, words
from bot.addressed import after_command, text_replied_to
from bot.agenda_wording import answer_of
from bot.context import Context
from bot.render import Button
from knowledge.model import LANGUAGES

Handler = Callable[[Update, Context], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Command:
    """One command; what it is for stands in the locale files under ``commands.<name>``."""

    name: str
    handler: Handler
    for_admins: bool = False


async def start(update: Update, context: Context) -> None:
    """Who I am, and what to ask."""
    await replies.say(update, context, "start")


async def help_(update: Update, context: Context) -> None:
    """All commands, and how I behave in groups."""
    language = context.language(update)
    user = update.effective_user
    parts = [texts.say(language, "help.intro"), *listed(language)]
    parts += ["", texts.say(language, "help.outro", bot=context.bot.name)]
    if user and user.id in context.room.settings.admin_ids:
        parts += ["", texts.say(language, "help.admin"), *listed(language, for_admins=True)]
    await replies.tell(update, "\n".join(parts))


async def ask(update: Update, context: Context) -> None:
    """A question after the command, or the message that the command replies to."""
    message = _message(update)
    question = after_command(message) or text_replied_to(message, context.bot.bot)
    if question:
        await questions.reply(update, context, question, under=message)
    else:
        await replies.say(update, context, "ask.usage")


async def next_talks(update: Update, context: Context) -> None:
    """The next round of talks, as seen today."""
    await _agenda(update, context, "next")


async def last_talks(update: Update, context: Context) -> None:
    """The latest round of talks, as seen today."""
    await _agenda(update, context, "last")


async def sources(update: Update, context: Context) -> None:
    """The articles, newest first."""
    language, kb = context.language(update), context.kb
    count = texts.say(language, "count.articles", count=len(kb.articles))
    lines = [texts.say(language, "sources.head", articles=count)]
    for article in sorted(kb.articles.values(), key=lambda known: known.published_at, reverse=True):
        day = words.day(article.published, language)
        lines.append(f"\n{article.title}\n{article.publisher} · {day} · {article.url}")
    await replies.tell(update, "\n".join(lines))


async def language(update: Update, context: Context) -> None:
    """Buttons to choose the language of the answers; in groups for their admins."""
    spoken = context.language(update)
    if not await admins.may_change(update, context):
        await replies.say(update, context, "language.refused")
        return
    offered = [
        Button(texts.say(spoken, f"language.names.{code}"), callbacks.for_language(code))
        for code in LANGUAGES
    ]
    offered.append(Button(texts.say(spoken, "language.auto"), callbacks.for_language(callbacks.AUTO)))
    await replies.tell(update, texts.say(spoken, "language.choose"), tuple(offered))


TABLE = (
    Command("start", start),
    Command("help", help_),
    Command("ask", ask),
    Command("nexttalks", next_talks),
    Command("lasttalks", last_talks),
    Command("sources", sources),
    Command("subscribe", subscribing.subscribe),
    Command("unsubscribe", subscribing.unsubscribe),
    Command("language", language),
    Command("settings", preferences.settings),
    Command("privacy", privacy.privacy),
    Command("forgetme", privacy.forget_me),
    Command("reload", admin.reload, for_admins=True),
    Command("why", admin.why, for_admins=True),
)


def listed(language: str, for_admins: bool = False) -> list[str]:
    """``/name — what it is for``, a line each."""
    shown = [command for command in TABLE if command.for_admins == for_admins]
    return [f"/{command.name} — {texts.say(language, f'commands.{command.name}')}" for command in shown]


def menu(language: str) -> list[BotCommand]:
    """What Telegram shows behind the menu button; editors' commands are not advertised."""
    shown = [command for command in TABLE if not command.for_admins]
    return [BotCommand(command.name, texts.say(language, f"commands.{command.name}")) for command in shown]


def markdown() -> str:
    """The table of the README."""
    rows = [f"| `/{command.name}` | {texts.say('en', f'commands.{command.name}')} |" for command in TABLE]
    return "\n".join(["| Command | What it does |", "|---|---|", *rows])


async def _agenda(update: Update, context: Context, direction: Literal["next", "last"]) -> None:
    from knowledge import agenda

    kb, message = context.kb, _message(update)
    seen = (
        agenda.next_talks(kb, context.today) if direction == "next" else agenda.last_talks(kb, context.today)
    )
    await replies.send(update, context, answer_of(seen, direction, context.language(update)), kb, message)


def _message(update: Update) -> Message:
    """The message that the filters of ``app`` let through."""
    assert update.message is not None
    return update.message

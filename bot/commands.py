"""The commands, and the one table that the menu, /help and the README's list are made from."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Literal

from telegram import BotCommand, Message, Update

from bot import (
    admin,
    admins,
    browsing,
    callbacks,
    changes,
    documents,
    keyboards,
    preferences,
    privacy,
    proofs,
    questions,
    replies,
    subscribing,
    texts,
)
from bot.addressed import after_command, text_replied_to
from bot.agenda_wording import answer_of
from bot.context import Context
from bot.keyboards import Button
from knowledge.model import LANGUAGES

Handler = Callable[[Update, Context], Coroutine[Any, Any, None]]
Shown = Literal["private", "group", "group_admin", "editor"]
EVERYWHERE: frozenset[Shown] = frozenset({"private", "group"})
PRIVATE: frozenset[Shown] = frozenset({"private"})
CHOICES: frozenset[Shown] = frozenset({"private", "group_admin"})
"""What a group's admins choose for it, and everybody for themselves."""
EDITORS: frozenset[Shown] = frozenset({"editor"})


@dataclass(frozen=True, slots=True)
class Command:
    """One command; what it is for stands in the locale files under ``commands.<name>``."""

    name: str
    handler: Handler
    shown: frozenset[Shown] = EVERYWHERE
    """In whose menus."""

    @property
    def for_editors(self) -> bool:
        """Whether it is the editors' own."""
        return self.shown == EDITORS


async def start(update: Update, context: Context) -> None:
    """Who I am, and what to ask; behind a link, the answer that it was made for."""
    message, language = _message(update), context.language(update)
    written = after_command(message)
    subject = callbacks.of_payload(written, context.kb) if written else None
    found = proofs.answer(subject, context.kb, context.today, language) if subject else None
    if found:
        await replies.send(update, context, found, context.kb, message)
        return
    gone = written and written != WELCOME
    told = texts.say(language, "button.gone") + "\n\n" if gone else ""
    first = keyboards.starters(context.kb, language, context.today)
    await replies.tell(update, told + texts.say(language, "start"), first)


async def help_(update: Update, context: Context) -> None:
    """All commands, and how I behave in groups."""
    language = context.language(update)
    user = update.effective_user
    parts = [texts.say(language, "help.intro"), *listed(language)]
    parts += ["", texts.say(language, "help.outro", bot=context.bot.name)]
    if user and user.id in context.room.settings.admin_ids:
        parts += ["", texts.say(language, "help.admin"), *listed(language, for_editors=True)]
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


async def topics(update: Update, context: Context) -> None:
    """What can be asked about, by subject."""
    await replies.tell(update, *browsing.topics(context.kb, context.language(update)))


async def sources(update: Update, context: Context) -> None:
    """The articles, newest first."""
    await replies.tell(update, *browsing.articles(context.kb, context.language(update)))


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


WELCOME = "welcome"
"""What the button above inline results sends with /start."""

TABLE = (
    Command("start", start, PRIVATE),
    Command("help", help_),
    Command("ask", ask),
    Command("nexttalks", next_talks),
    Command("lasttalks", last_talks),
    Command("timeline", documents.timeline_),
    Command("changes", changes.changes),
    Command("topics", topics),
    Command("sources", sources),
    Command("subscribe", subscribing.subscribe, CHOICES),
    Command("unsubscribe", subscribing.unsubscribe, CHOICES),
    Command("language", language, CHOICES),
    Command("settings", preferences.settings, CHOICES),
    Command("privacy", privacy.privacy),
    Command("forgetme", privacy.forget_me, CHOICES),
    Command("reload", admin.reload, EDITORS),
    Command("why", admin.why, EDITORS),
)


def listed(language: str, for_editors: bool = False) -> list[str]:
    """``/name — what it is for``, a line each."""
    shown = [command for command in TABLE if command.for_editors == for_editors]
    return [f"/{command.name} — {texts.say(language, f'commands.{command.name}')}" for command in shown]


def menu(language: str, shown: frozenset[Shown]) -> list[BotCommand]:
    """What Telegram offers behind the menu button in such a place."""
    offered = [command for command in TABLE if command.shown & shown]
    return [BotCommand(command.name, texts.say(language, f"commands.{command.name}")) for command in offered]


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

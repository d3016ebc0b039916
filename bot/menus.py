"""What Telegram shows of the bot before anybody asks it: menus by place and language, and its description.

Everything comes from the one command table; the bot works without it too, so failures are only logged.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from telegram import (
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from bot import commands, texts
from bot.commands import Shown
from bot.context import ROOM, App
from knowledge.model import LANGUAGES

log = logging.getLogger(__name__)
FALLBACK = ("en", None)
"""The words for readers whose Telegram speaks none of our languages."""
SPOKEN: tuple[tuple[str, str | None], ...] = (FALLBACK, *((code, code) for code in LANGUAGES))


async def publish(application: App) -> None:
    """Tell Telegram the menus and the descriptions."""
    bot, editors = application.bot, application.bot_data[ROOM].settings.admin_ids
    for language, code in SPOKEN:
        for scope, shown in scopes(sorted(editors)):
            menu = commands.menu(language, shown)
            await _try(bot.set_my_commands, menu, scope=scope, language_code=code)
        await _try(bot.set_my_description, texts.say(language, "about.long"), code)
        await _try(bot.set_my_short_description, texts.say(language, "about.short"), code)


def scopes(editors: list[int]) -> list[tuple[BotCommandScope, frozenset[Shown]]]:
    """Where a menu is shown, and which commands it has there; the narrower scope wins in Telegram."""
    return [
        (BotCommandScopeDefault(), frozenset({"private"})),
        (BotCommandScopeAllPrivateChats(), frozenset({"private"})),
        (BotCommandScopeAllGroupChats(), frozenset({"group"})),
        (BotCommandScopeAllChatAdministrators(), frozenset({"group", "group_admin"})),
        *[(BotCommandScopeChat(editor), frozenset[Shown]({"private", "editor"})) for editor in editors],
    ]


async def _try(call: Callable[..., Awaitable[object]], *given: object, **named: object) -> None:
    try:
        await call(*given, **named)
    except TelegramError as problem:
        log.warning("%s was refused: %s", call.__name__, problem)

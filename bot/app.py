"""The Application: everything the bot reacts to, in the order in which it is tried.

Building is apart from running: the same ``build`` serves Telegram, the terminal and the tests.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from typing import Any

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    ApplicationHandlerStop,
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    Defaults,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import BaseRequest

from bot import buttons, clock, commands, inline, membership, mishaps, preferences, privacy, questions
from bot.addressed import Addressed
from bot.context import ROOM, App, Context, Room
from bot.pacing import Pacing
from bot.settings import Settings
from bot.state import State, open_state
from knowledge.model import KnowledgeBase

log = logging.getLogger(__name__)
AT_ONCE = 256
"""Updates handled side by side. Most of them wait for their turn to speak, and a chat where many do must not
keep the others waiting; how many calls are under way at once is a matter of ``pacing``."""

NEW = filters.UpdateType.MESSAGE
EDITED = filters.UpdateType.EDITED_MESSAGE
WORDS = filters.TEXT | filters.CAPTION
PRIVATE = filters.ChatType.PRIVATE
GROUPS = filters.ChatType.GROUPS

Handlers = list[BaseHandler[Any, Context, Any]]


def build(
    settings: Settings,
    kb: KnowledgeBase,
    request: BaseRequest | None = None,
    *,
    polling: BaseRequest | None = None,
    state: State | None = None,
    today: Callable[[], date] = clock.today,
    pace: Pacing | None = None,
) -> App:
    """The bot, ready to be initialised. ``request`` carries its calls, ``polling`` fetches its updates."""
    builder = (
        Application.builder()
        .token(settings.require_token())
        .base_url(f"{settings.api_url}/bot")
        .base_file_url(f"{settings.api_url}/file/bot")
        .context_types(ContextTypes(context=Context))
        .defaults(_defaults())
        .concurrent_updates(AT_ONCE)
        .job_queue(None)
        .rate_limiter(pace or Pacing())
    )
    if request:
        builder = builder.request(request)
    if fetches := polling or request:
        builder = builder.get_updates_request(fetches)
    application: App = builder.build()
    room = Room(settings, kb, state or open_state(settings.state_file), today)
    application.bot_data[ROOM] = room
    application.add_handlers({-1: first_of_all(), 0: handlers()})
    application.add_error_handler(mishaps.on_error)
    return application


def first_of_all() -> Handlers:
    """What stands before every handler."""
    return [TypeHandler(Update, once)]


def handlers() -> Handlers:
    """Everything that the bot reacts to; the first that fits takes the update."""
    return [
        MessageHandler(NEW & filters.StatusUpdate.MIGRATE, membership.on_migration),
        MessageHandler(EDITED & WORDS, questions.on_edit),
        *[_command(command) for command in commands.TABLE],
        ChatMemberHandler(membership.on_my_chat_member, ChatMemberHandler.MY_CHAT_MEMBER),
        CallbackQueryHandler(preferences.on_press, preferences.PRESSES),
        CallbackQueryHandler(privacy.on_press, privacy.PRESSES),
        CallbackQueryHandler(buttons.on_press),
        InlineQueryHandler(inline.on_inline),
        MessageHandler(NEW & PRIVATE & filters.COMMAND, mishaps.on_unknown_command),
        MessageHandler(NEW & PRIVATE & WORDS, questions.on_private),
        MessageHandler(NEW & GROUPS & WORDS & Addressed(), questions.on_group),
        MessageHandler(NEW & PRIVATE & ~filters.StatusUpdate.ALL, questions.on_other),
    ]


async def once(update: Update, context: Context) -> None:
    """Stops what was handled before, the posts of a linked channel, and other bots: two can talk for ever."""
    if not context.state.first_time(f"update:{update.update_id}"):
        log.info("update %s came again and is left alone", update.update_id)
        raise ApplicationHandlerStop
    message, user = update.effective_message, update.effective_user
    if message and message.is_automatic_forward:
        raise ApplicationHandlerStop
    # An admin who posts as the group arrives as a bot too, with the group as the sender.
    if user and user.is_bot and message and not message.sender_chat and not update.callback_query:
        raise ApplicationHandlerStop


def _command(command: commands.Command) -> CommandHandler[Context, Any]:
    # A reload runs for seconds, so it must not take one of the places of AT_ONCE.
    return CommandHandler(command.name, command.handler, filters=NEW, block=not command.for_editors)


def _defaults() -> Defaults:
    return Defaults(
        parse_mode=ParseMode.HTML,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        allow_sending_without_reply=True,
    )

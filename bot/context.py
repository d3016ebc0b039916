"""What every handler has at hand: the knowledge base of this moment, the state, the reader's language."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update, User
from telegram.ext import Application, CallbackContext, ExtBot

from bot.pacing import Lane
from bot.reasons import Recent
from bot.settings import Settings
from bot.state import State
from bot.timeline import Pictures
from knowledge.model import LANGUAGES, Answer, KnowledgeBase

ROOM = "room"
Store = dict[Any, Any]


@dataclass(slots=True)
class Room:
    """What the whole bot shares. A reload swaps ``kb``; nothing else in here is ever replaced."""

    settings: Settings
    kb: KnowledgeBase
    state: State
    today: Callable[[], date]
    reloading: asyncio.Lock = field(default_factory=asyncio.Lock)
    recent: Recent[Answer] = field(default_factory=Recent)
    """For /why."""
    missed: Recent[str] = field(default_factory=Recent)
    """Questions that were not answered, for those who want to be told when they can be."""
    pictures: Pictures = field(default_factory=Pictures)
    turns: WeakValueDictionary[int, asyncio.Lock] = field(default_factory=WeakValueDictionary)
    """Groups that are being answered; see ``repeats``."""
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when there may be something to tell that nobody asked for; see ``heartbeat``."""


class Context(CallbackContext[ExtBot[Lane], Store, Store, Store]):
    """The handlers' context, with types."""

    @property
    def room(self) -> Room:
        """The shared things."""
        room = self.bot_data[ROOM]
        assert isinstance(room, Room)
        return room

    @property
    def kb(self) -> KnowledgeBase:
        """The base of this moment: take it once, and finish the update on that snapshot."""
        return self.room.kb

    @property
    def state(self) -> State:
        """What the bot remembers."""
        return self.room.state

    @property
    def today(self) -> date:
        """The day of the question."""
        return self.room.today()

    def chosen(self, update: Update) -> str | None:
        """The language that this chat has chosen, or None."""
        chat = update.effective_chat
        return self.state.language(chat.id) if chat else None

    def language(self, update: Update) -> str:
        """The chat's language, else that of the user's Telegram, else English."""
        return self.chosen(update) or of_user(update.effective_user)


App = Application[ExtBot[Lane], Context, Store, Store, Store, None]


def of_user(user: User | None) -> str:
    """The language of somebody's Telegram, where it is one of ours: ``uk-UA`` -> ``uk``."""
    code = (user.language_code or "").lower()[:2] if user else ""
    return code if code in LANGUAGES else "en"

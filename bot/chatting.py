"""``talks-bot chat``: the terminal's Application, opened and closed around the lines that are typed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot import clock, console, logs, texts
from bot.app import build
from bot.pacing import Pacing
from bot.settings import Settings
from bot.state import open_state
from knowledge.model import KnowledgeBase

PROMPT = "\n› "


def run(
    kb: KnowledgeBase, settings: Settings, *, group: bool, admin: bool, language: str, now: date | None
) -> None:
    """Talk until the lines end. The state is kept in memory: a trial leaves no traces."""
    logs.configure("ERROR")
    terminal = console.Terminal(console.GROUP if group else console.PRIVATE, print, language)
    admins = frozenset({console.USER}) if admin else frozenset[int]()
    played = replace(settings, token=console.TOKEN, admin_ids=admins)
    application = build(
        played,
        kb,
        terminal,
        state=open_state(None),
        today=(lambda: now) if now else clock.today,
        pace=Pacing(limits=None),
    )
    print(texts.say(language, "console.welcome"))
    if group:
        print(texts.say(language, "console.group", bot=f"@{console.BOT['username']}"))
    console.converse(console.Chat(application, terminal, language), _typed())


def _typed() -> Iterator[str]:
    """Lines of standard input; a prompt only where somebody sits there."""
    while True:
        print(PROMPT if sys.stdin.isatty() else "", end="" if sys.stdin.isatty() else "\n", flush=True)
        line = sys.stdin.readline()
        if not line:
            return
        yield line

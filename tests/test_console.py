"""The terminal as a transport: the same Application, with no token and no Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import bases
import pytest

from bot import app, console, knowledge_file, pages
from bot.console import Chat, Terminal, converse
from bot.pacing import Pacing
from bot.settings import Settings
from bot.state import State, open_state
from knowledge.model import KnowledgeBase


@pytest.fixture
def state() -> Iterator[State]:
    kept = open_state(None)
    yield kept
    kept.close()


def talk(kb: KnowledgeBase, state: State, *lines: str, group: bool = False, admin: bool = False) -> list[str]:
    """What is shown for these lines."""
    shown: list[str] = []
    terminal = Terminal(console.GROUP if group else console.PRIVATE, shown.append)
    settings = Settings(data_dir=Path("/nonexistent"), token=console.TOKEN)
    settings = replace(settings, admin_ids=frozenset({console.USER} if admin else ()))
    application = app.build(
        settings, kb, terminal, state=state, today=lambda: date(2026, 2, 15), pace=Pacing(None)
    )
    converse(Chat(application, terminal, "en"), lines)
    return shown


def test_a_question_and_a_command(state: State) -> None:
    answer, talks = talk(bases.shipped(), state, "When are the next talks?\n", "/nexttalks\n", "\n", "   ")
    assert answer.startswith("The next round of talks is scheduled for 17–18 February 2026.\n")
    assert "\n  │ On February 13, Kremlin spokesperson Dmitry Peskov announced that the next\n" in answer
    assert "· article:\nhttps://newsukraine.rbc.ua/news/" in answer
    assert talks == answer
    assert "[1] 🔎 In context\n  [2] 📚 Sources\n" in answer


def test_a_number_presses_a_button(state: State) -> None:
    offer, toast, changed, start, odd = talk(bases.bare(), state, "/language", "2", "/start", "9")[:5]
    assert offer.endswith(
        "  [1] English\n  [2] Українська\n  [3] Русский\n  [4] The language of the question"
    )
    assert (toast, changed) == ("(Готово: відповідатиму українською.)", "Готово: відповідатиму українською.")
    assert start.startswith("Вітаю!")
    assert odd


def test_a_group_is_silent_unless_asked(state: State) -> None:
    silent, by_command, by_mention, by_reply = talk(
        bases.shipped(),
        state,
        "When are the next talks?",
        "/nexttalks@talks_bot",
        "@talks_bot When are the next talks?",
        "> When are the next talks?",
        group=True,
    )
    assert silent == "(the bot stays silent)"
    assert by_command.startswith("The next round")
    assert by_mention.startswith("I answered this a little earlier")
    assert by_reply.startswith("I answered this a little earlier")


def test_an_editor_may_reload_and_hears_of_it_before_the_next_line(
    monkeypatch: pytest.MonkeyPatch, state: State
) -> None:
    monkeypatch.setattr(knowledge_file, "rebuild", lambda _: bases.bare())
    refused, done, start = [
        *talk(bases.bare(), state, "/reload"),
        *talk(bases.bare(), open_state(None), "/reload", "/start", admin=True),
    ]
    assert refused.startswith("Only this bot’s editors")
    assert done.startswith("Done: nothing has changed.")
    assert start.startswith("Hello!")


def test_pictures_and_files_are_told_in_words(state: State) -> None:
    drawn, file = talk(bases.shipped(), state, "/timeline", "1")
    assert drawn.startswith("(a picture)\nThe talks as of 15 February 2026\n")
    assert drawn.endswith("  [1] 📆 Add to calendar")
    assert file.startswith("(a file for your calendar)\nFor your calendar:")


def test_an_address_is_shown_when_its_button_is_pressed(state: State) -> None:
    answer, pressed = talk(bases.shipped(), state, "When are the next talks?", "7")
    assert "  [7] ↗️ Share\n" in answer
    assert pressed.startswith(
        "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Ftalks_bot%3Fstart%3Dnext-talks-date"
    )


def test_ctrl_c_ends_it_quietly(state: State) -> None:
    shown: list[str] = []
    terminal = Terminal(console.PRIVATE, shown.append)
    settings = Settings(data_dir=Path("/nonexistent"), token=console.TOKEN)
    application = app.build(settings, bases.bare(), terminal, state=state, pace=Pacing(None))

    def typed() -> Iterator[str]:
        yield "/start"
        raise KeyboardInterrupt

    converse(Chat(application, terminal, "en"), typed())
    assert len(shown) == 1


def test_what_a_terminal_has_no_place_for_is_refused() -> None:
    status, payload = asyncio.run(
        Terminal(console.PRIVATE, print).do_request("https://x/bot1:a/sendVideo", "POST")
    )
    assert status == 400
    assert b"sendVideo" in payload


def test_text_stays_within_eighty_columns_and_markup_is_text() -> None:
    shown = pages.readable(
        "a &lt;b&gt; " + "word " * 60 + "<blockquote expandable>" + "quoted " * 30 + "</blockquote>"
    )
    assert all(len(line) <= 80 for line in shown.splitlines())
    assert shown.startswith("a <b> word")
    assert "\n  │ quoted quoted" in shown

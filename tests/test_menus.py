"""Menus by place and language, and the bot's description."""

from __future__ import annotations

import json

import bases
import pytest
import telegram_rules
from botapi import ADMIN, playing

from bot import commands, menus, texts
from bot.commands import Shown
from knowledge.model import LANGUAGES

EVERYBODY: frozenset[Shown] = frozenset({"private", "group", "group_admin", "editor"})


def names(*shown: Shown) -> list[str]:
    return [one.command for one in commands.menu("en", frozenset(shown))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_menu_is_what_telegram_accepts(language: str) -> None:
    menu = commands.menu(language, EVERYBODY)
    assert [one.command for one in menu] == [command.name for command in commands.TABLE]
    said = [{"command": one.command, "description": one.description} for one in menu]
    long, short = texts.say(language, "about.long"), texts.say(language, "about.short")
    assert long
    assert short
    for method, given in (
        ("setMyCommands", {"commands": json.dumps(said)}),
        ("setMyDescription", {"description": long}),
        ("setMyShortDescription", {"short_description": short}),
    ):
        assert telegram_rules.faults(method, given, {}) == []


def test_each_place_has_the_commands_that_work_there() -> None:
    assert "start" in names("private")
    assert "start" not in names("group")
    assert "language" in names("private")
    assert "language" not in names("group")
    assert "language" in names("group", "group_admin")
    assert {"reload", "why"} <= set(names("private", "editor"))
    assert not {"reload", "why"} & set(names("private", "group", "group_admin"))


async def test_they_are_told_to_telegram_by_scope_and_language() -> None:
    async with playing(bases.bare()) as play:
        await menus.publish(play.application)
    told = [
        (call.given["scope"]["type"], call.given["scope"].get("chat_id"), call.given.get("language_code"))
        for call in play.calls
        if call.method == "setMyCommands"
    ]
    kinds = ["default", "all_private_chats", "all_group_chats", "all_chat_administrators"]
    places = [*((kind, None) for kind in kinds), ("chat", ADMIN["id"])]
    assert told == [(*place, code) for code in (None, "en", "uk", "ru") for place in places]
    described = [call.given for call in play.calls if call.method == "setMyDescription"]
    assert [one.get("language_code") for one in described] == [None, "en", "uk", "ru"]
    assert described[2]["description"].startswith("Я відповідаю")


async def test_a_refusal_is_logged_and_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    async with playing(bases.bare()) as play:
        play.recorder.trouble["setMyCommands"] = [(400, "no")]
        await menus.publish(play.application)
    assert len(play.calls) == 28
    assert "set_my_commands was refused" in caplog.text

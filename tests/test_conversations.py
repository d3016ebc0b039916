"""Every script of data/conversations, played with the real client against the strict double."""

from __future__ import annotations

from datetime import datetime

import cast
import conversations
import pytest
import scripts
import stage

from bot import menus
from bot.clock import KYIV

SCRIPTS = scripts.read()
NOON = datetime(2026, 2, 15, 12, tzinfo=KYIV)


@pytest.mark.parametrize("script", SCRIPTS, ids=scripts.titles(SCRIPTS))
async def test_conversation(script: scripts.Script) -> None:
    await conversations.play(script)


def test_there_are_scripts_for_every_place_and_language() -> None:
    assert len(SCRIPTS) >= 60
    rows = [row.text for script in SCRIPTS for row in script.rows]
    for place in ("in private", "in group", "in supergroup", "in forum"):
        assert any(row.startswith(place) for row in rows)
    for name in ("Ann", "Olena", "Ivan"):
        for deed in (": ", " types", " presses"):
            assert any(row.startswith(name + deed) for row in rows), (name, deed)


async def test_menus_and_descriptions_are_as_telegram_wants_them() -> None:
    async with stage.running(NOON, "mini") as playing:
        double = playing.double
        for editor in cast.EDITORS:
            double.chats[editor] = cast.private("Ed")
        await menus.publish(playing.application)
    assert (double.violations, double.refusals) == ([], [])
    scopes = {scope for method, scope, _ in double.profile if method == "setMyCommands"}
    languages = {language for method, _, language in double.profile if method == "setMyDescription"}
    assert len(scopes) == len(double.profile) / len(languages) - 2
    assert languages == {"", "en", "uk", "ru"}


async def test_menus_are_set_also_where_an_editor_never_wrote_to_the_bot() -> None:
    async with stage.running(NOON, "mini") as playing:
        await menus.publish(playing.application)
    assert set(playing.double.refusals) == {"setMyCommands: chat not found"}
    assert playing.double.violations == []

"""/privacy tells what is kept; /forgetme erases it after a second thought."""

from __future__ import annotations

import bases
import pytest
from beats import room
from botapi import GROUP, playing

from bot.chats import Preferences

QUESTION = "When are the next talks?"


@pytest.mark.parametrize(
    ("code", "told"),
    [("en", ["14 days", "1 day;", "90 days"]), ("uk", ["14 днів", "1 день;", "90 днів"]),
     ("ru", ["14 дней", "1 день;", "90 дней"])],
)  # fmt: skip
async def test_what_is_kept_and_for_how_long(code: str, told: list[str]) -> None:
    reader = {"id": 7, "is_bot": False, "first_name": "Ann", "language_code": code}
    async with playing(bases.bare()) as play:
        (sent,) = await play.says("/privacy", user=reader)
    assert all(time in sent.text for time in told)
    assert "/forgetme" in sent.text


async def test_a_reader_is_forgotten_after_confirming_it() -> None:
    async with playing(bases.shipped()) as play:
        state = room(play).state
        await play.says("/subscribe")
        await play.says(QUESTION)
        await play.says(f"@talks_bot {QUESTION}", chat=GROUP)
        state.chats.choose(7, Preferences(language="uk"))
        (asked,) = await play.says("/forgetme")
        assert state.reply_as(7, 1002) is not None
        answered, edited = await play.presses("1:f:erase", under=1004)
        assert state.reply_as(7, 1002) is None
        assert state.reply_as(GROUP["id"], 1003) is None
        assert state.subscriptions.every() == ()
        assert state.chats.of(7) == Preferences()
        assert room(play).recent.of(7, 1002) is None
    assert asked.text.startswith("Стерти все, що я про вас зберігаю")
    assert [button["text"] for button in asked.buttons] == ["Стерти", "Залишити"]
    assert (answered.method, edited.text, edited.buttons) == (
        "answerCallbackQuery",
        "Готово: усе стерто.",
        [],
    )


async def test_a_second_thought_keeps_everything() -> None:
    async with playing(bases.shipped()) as play:
        await play.says("/subscribe")
        _, edited = await play.presses("1:f:keep")
        assert room(play).state.subscriptions.of(7) is not None
    assert edited.text == "All right, nothing was erased."


@pytest.mark.parametrize(("status", "allowed"), [("member", False), ("administrator", True)])
async def test_a_group_is_forgotten_by_its_admins_only(status: str, allowed: bool) -> None:
    async with playing(bases.shipped()) as play:
        room(play).state.chats.choose(GROUP["id"], Preferences(silent=True))
        play.recorder.member = status
        *_, asked = await play.says("/forgetme", chat=GROUP)
        pressed = await play.presses("1:f:erase", chat=GROUP)
        assert room(play).state.chats.of(GROUP["id"]).silent is not allowed
    assert asked.text.startswith("Shall I erase" if allowed else "Only this group’s admins can do that.")
    assert [call.method for call in pressed][1:] == [
        "answerCallbackQuery",
        *(["editMessageText"] if allowed else []),
    ]

"""/settings: the page, its buttons, and who may press them."""

from __future__ import annotations

from typing import Any

import bases
import pytest
from beats import room
from botapi import ANN, GROUP, PRIVATE, Call, playing

from bot import preferences
from bot.chats import Preferences
from knowledge.model import LANGUAGES

PAGE = """Your settings:

Language: same as the question
Quiet hours: none
Schedule news and reminders: off
Answers that no longer hold: I correct them"""
GROUP_PAGE = """Налаштування цієї групи — змінити їх можуть її адміністратори:

Мова: Українська
Тихі години: 22:00–08:00 за Києвом. У цей час не надсилаю новин і нагадувань.
Коли мене згадали, а відповіді немає: мовчу
Застарілі відповіді: лишаю як є"""


def labels(call: Call) -> list[list[str]]:
    return [[button["text"] for button in row] for row in call.given["reply_markup"]["inline_keyboard"]]


async def test_the_page_in_private_shows_what_is_chosen_and_what_may_be() -> None:
    async with playing(bases.bare()) as play:
        (page,) = await play.says("/settings")
    assert page.text == PAGE
    assert labels(page) == [
        ["English", "Українська", "Русский"],
        ["✓ The language of the question"],
        ["✓ No quiet hours"],
        ["21–8", "22–8", "23–7", "0–9"],
        ["Turn news and reminders on"],
        ["Turn corrections off"],
    ]


async def test_a_press_changes_one_thing_and_the_page() -> None:
    async with playing(bases.bare()) as play:
        answered, page = await play.presses("1:s:language:uk")
        await play.presses("1:s:quiet:22-8")
        _, again = await play.presses("1:s:quiet:22-8")
        (_, off) = await play.presses("1:s:corrections:off")
        kept = room(play).state.chats.of(7)
    assert (answered.text, page.method) == ("Готово.", "editMessageText")
    assert page.text.startswith("Ваші налаштування:\n\nМова: Українська")
    assert "Тихі години: 22:00–08:00 за Києвом." in again.text
    assert ["21–8", "✓ 22–8", "23–7", "0–9"] in labels(again)
    assert kept == Preferences("uk", (22, 8), silent=False, corrections=False)
    assert labels(off)[-1] == ["Увімкнути виправлення"]


async def test_news_are_switched_on_and_off_in_private() -> None:
    async with playing(bases.shipped()) as play:
        _, on = await play.presses("1:s:subscription:on")
        assert room(play).state.subscriptions.of(7) is not None
        _, off = await play.presses("1:s:subscription:off")
        assert room(play).state.subscriptions.of(7) is None
    assert "Schedule news and reminders: on" in on.text
    assert "Schedule news and reminders: off" in off.text


async def test_a_groups_admins_change_its_settings_also_those_who_post_as_the_group() -> None:
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    async with playing(bases.bare()) as play:
        await play.says("/settings", chat=GROUP, user=anonymous, sender_chat=GROUP)
        play.recorder.member = "administrator"  # their presses come under their own names
        for data in ("language:uk", "quiet:22-8", "silent:on", "corrections:off"):
            asked, answered, page = await play.presses(f"1:s:{data}", chat=GROUP, user=ANN)
        (seen,) = await play.says("/settings", chat=GROUP)
    assert [asked.method, answered.method] == ["getChatMember", "answerCallbackQuery"]
    assert page.text == seen.text == GROUP_PAGE
    assert labels(seen)[-2:] == [["Казати, коли відповіді немає"], ["Увімкнути виправлення"]]


async def test_others_may_look_but_not_press() -> None:
    async with playing(bases.bare()) as play:
        (page,) = await play.says("/settings", chat=GROUP)
        _, refused = await play.presses("1:s:silent:on", chat=GROUP)
        assert room(play).state.chats.of(GROUP["id"]) == Preferences()
    assert page.buttons
    assert refused.text == "Only this group’s admins can change these settings."


@pytest.mark.parametrize(
    ("data", "chat"),
    [
        ("quiet:1-2", PRIVATE),
        ("quiet:no-such", PRIVATE),
        ("language:de", PRIVATE),
        ("silent:on", PRIVATE),
        ("subscription:on", GROUP),
        ("volume:11", PRIVATE),
        ("", PRIVATE),
    ],
)
async def test_what_is_not_offered_changes_nothing(data: str, chat: dict[str, Any]) -> None:
    async with playing(bases.bare()) as play:
        play.recorder.member = "creator"
        *_, told = await play.presses(f"1:s:{data}", chat=chat)
        assert room(play).state.chats.of(chat["id"]) == Preferences()
    assert (told.method, told.text[:25]) == ("answerCallbackQuery", "This button no longer wor")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_page_is_worded_in_every_language(language: str) -> None:
    async with playing(bases.bare()) as play:
        play.recorder.member = "creator"
        for chat in (PRIVATE, GROUP):
            for setting, values in (("language", (language,)), ("silent", ("on", "off"))):
                for value in values:
                    await play.presses(f"1:s:{setting}:{value}", chat=chat)
            (page,) = await play.says("/settings", chat=chat)
            assert len(page.text.splitlines()) == 6
            assert all(len(button["callback_data"].encode()) <= 64 for button in page.buttons)
    assert preferences.QUIET[0] is None

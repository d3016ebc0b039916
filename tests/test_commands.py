"""The commands, in private and in groups, and the one table that describes them."""

from __future__ import annotations

import re
from datetime import date

import bases
import pytest
from botapi import ADMIN, GROUP, playing

from bot import commands, texts

BOB = {"id": 8, "is_bot": False, "first_name": "Bob", "language_code": "uk"}
OTHER_GROUP = GROUP | {"id": -100501}
NAMES = [command.name for command in commands.TABLE]


async def test_start_says_what_the_bot_does_in_the_readers_language() -> None:
    async with playing(bases.bare()) as play:
        (sent,) = await play.says("/start")
        (uk,) = await play.says("/start welcome", user=BOB)
    assert sent.text.startswith("Hello! I answer questions")
    assert uk.text.startswith("Вітаю! Я відповідаю")


async def test_help_lists_every_command_of_the_table() -> None:
    async with playing(bases.bare()) as play:
        (sent,) = await play.says("/help")
        (for_editors,) = await play.says("/help", user=ADMIN)
    public = [name for name in NAMES if name not in ("reload", "why")]
    assert re.findall(r"^/(\w+) — ", sent.text, re.MULTILINE) == public
    assert re.findall(r"^/(\w+) — ", for_editors.text, re.MULTILINE) == [*public, "reload", "why"]


def test_every_command_is_described_and_no_other() -> None:
    described = {key.removeprefix("commands.") for key in texts.keys("en") if key.startswith("commands.")}
    assert described == set(NAMES)
    assert re.findall(r"^\| `/(\w+)` \|", commands.markdown(), re.MULTILINE) == NAMES


async def test_the_next_talks_depend_on_the_day() -> None:
    kb = bases.shipped()
    async with playing(kb) as play:
        (before,) = await play.says("/nexttalks")
        (group,) = await play.says("/nexttalks@talks_bot", chat=GROUP)
    async with playing(kb, today=lambda: date(2026, 2, 19)) as play:
        (after,) = await play.says("/nexttalks")
    assert before.text.startswith("The next round of talks is scheduled for 17–18 February 2026.")
    assert group.text == before.text
    assert after.text.startswith("I know of no upcoming talks. The last date I had, 17–18 February 2026")
    assert "My newest article is from 14 February 2026." in after.text


async def test_the_last_talks() -> None:
    async with playing(bases.shipped()) as play:
        (sent,) = await play.says("/lasttalks", user=BOB)
    assert sent.text.startswith(
        "Останній раунд переговорів, про який пишуть мої джерела, відбувся 4–5 лютого 2026 року."
    )
    assert "Місце: Абу-Дабі." in sent.text


async def test_sources_are_listed_with_their_links() -> None:
    async with playing(bases.bare()) as play:
        (sent,) = await play.says("/sources", chat=GROUP, user=BOB)
    assert sent.text == (
        "Мої джерела: 1 стаття.\n\nTitle\nRBC-Ukraine · 14 лютого 2026 року · https://news.example/a?b=1&amp;c=2"
    )


async def test_ask_takes_its_words_or_the_message_it_replies_to() -> None:
    async with playing(bases.shipped()) as play:
        (direct,) = await play.says("/ask When are the next talks?", chat=GROUP)
        other = {"message_id": 50, "date": 1, "chat": GROUP, "from": BOB, "text": "When are the next talks?"}
        (passed_on,) = await play.says("/ask", chat=OTHER_GROUP, reply_to_message=other)
        (below,) = await play.says(
            "/ask\nWhen are the next talks?", entities=[{"type": "bot_command", "offset": 0, "length": 4}]
        )
        (usage,) = await play.says("/ask", chat=GROUP)
    assert direct.text.startswith("The next round of talks")
    assert passed_on.text == below.text == direct.text
    assert usage.text.startswith("Put your question after the command")


async def test_a_language_is_chosen_by_button_and_kept() -> None:
    async with playing(bases.shipped()) as play:
        (offer,) = await play.says("/language")
        assert [button["callback_data"] for button in offer.buttons] == [
            "1:l:en",
            "1:l:uk",
            "1:l:ru",
            "1:l:auto",
        ]
        answered, edited = await play.presses("1:l:uk")
        (forced,) = await play.says("When are the next talks?")
        await play.presses("1:l:auto")
        (free,) = await play.says("When are the next talks?")
    assert (answered.method, edited.method) == ("answerCallbackQuery", "editMessageText")
    assert answered.text == edited.text == "Готово: відповідатиму українською."
    assert forced.text.startswith("Наступний раунд")
    assert free.text.startswith("The next round")


@pytest.mark.parametrize(("status", "allowed"), [("member", False), ("administrator", True)])
async def test_in_a_group_its_admins_choose_the_language(status: str, allowed: bool) -> None:
    async with playing(bases.bare()) as play:
        play.recorder.member = status
        _, offer = await play.says("/language", chat=GROUP)
        pressed = await play.presses("1:l:uk", chat=GROUP)
        (start,) = await play.says("/start", chat=GROUP)
    assert bool(offer.buttons) is allowed
    assert [one.method for one in pressed][1:] == [
        "answerCallbackQuery",
        *(["editMessageText"] if allowed else []),
    ]
    assert start.text.startswith("Вітаю" if allowed else "Hello")


async def test_who_posts_as_the_group_may_choose_its_language() -> None:
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    linked = {"id": -100900, "type": "channel", "title": "Channel"}
    async with playing(bases.bare()) as play:
        (offer,) = await play.says("/language", chat=GROUP, user=anonymous, sender_chat=GROUP)
        *_, refused = await play.says("/language", chat=GROUP, user=anonymous, sender_chat=linked)
    assert offer.buttons
    assert not refused.buttons


async def test_an_unknown_command_is_told_in_private_only() -> None:
    async with playing(bases.bare()) as play:
        (sent,) = await play.says("/foo")
        (mine,) = await play.says("/foo@talks_bot bar")
        assert await play.says("/start@other_bot") == []
        assert await play.says("/foo", chat=GROUP) == []
    assert sent.text.startswith("I don’t know that command.")
    assert mine.text == sent.text


async def test_a_command_that_is_edited_into_being_does_nothing() -> None:
    async with playing(bases.bare()) as play:
        assert await play.edits(5, "/start") == []
        assert await play.edits(5, "/reload", user=ADMIN) == []


async def test_a_link_opens_an_answer() -> None:
    async with playing(bases.shipped()) as play:
        (entry,) = await play.says("/start plan-author")
        (agenda,) = await play.says("/start agenda_next", user=BOB)
        (gone,) = await play.says("/start no-longer-there")
    assert entry.text.startswith("It was Washington that proposed")
    assert agenda.text.startswith("Наступний раунд переговорів заплановано")
    assert gone.text.startswith("This is no longer in my knowledge base.")
    assert "I answer questions about the talks" in gone.text
    assert next(button["text"] for button in gone.buttons) == "When is the next round of talks?"


async def test_the_timeline_is_a_picture_with_the_same_in_words() -> None:
    async with playing(bases.shipped()) as play:
        (sent,) = await play.says("/timeline", user=BOB, chat=GROUP)
    assert sent.method == "sendPhoto"
    assert sent.given["caption"].startswith("Переговори станом на 15 лютого 2026 року\n\n✅ Відбулося")
    assert [button["text"] for button in sent.buttons] == ["📆 Додати до календаря"]


async def test_without_rounds_there_is_nothing_to_draw() -> None:
    async with playing(bases.bare()) as play:
        (sent,) = await play.says("/timeline")
    assert sent.text.startswith("My sources name no round of talks")

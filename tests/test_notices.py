"""What subscribers hear: a change of the agenda, and the day before talks; once, and not at night."""

from __future__ import annotations

from dataclasses import replace

import bases
from beats import MOVED, PLACED, beat, room
from botapi import GROUP, playing

from bot.chats import Preferences

POSTPONED = "2026-02-28-otlozheno"
CHANGED = "The schedule of the talks has changed:"
TOMORROW = "A reminder: talks are scheduled to begin tomorrow, 17 February 2026."


async def test_a_change_is_told_once_in_the_chats_language() -> None:
    async with playing(bases.later(PLACED)) as play:
        await play.says("/subscribe")
        await play.says("/subscribe", chat={"id": 8, "type": "private"}, user={
            "id": 8, "is_bot": False, "first_name": "Bob", "language_code": "uk"})  # fmt: skip
        assert await beat(play, 14) == []
        told = await beat(play, 15, kb=bases.later(PLACED, MOVED))
        assert await beat(play, 15) == []
    texts = {call.given["chat_id"]: call.text for call in told}
    assert texts[7].startswith(f"{CHANGED}\n\nThe next round of talks is scheduled for 17–18 February 2026.")
    assert "Place: Geneva." in texts[7]
    assert texts[8].startswith("Розклад переговорів змінився:\n\nНаступний раунд")
    assert "Місце: Женева." in texts[8]
    assert len(told) == 2


async def test_a_base_that_changes_nothing_is_not_news_and_neither_is_a_day_gone_by() -> None:
    async with playing(bases.shipped()) as play:
        await play.says("/subscribe")
        assert await beat(play, 15, kb=replace(bases.shipped(), version="same talks")) == []
        assert await beat(play, 20) == []
        assert await beat(play, 20, kb=replace(bases.shipped(), version="still the same")) == []


async def test_a_reminder_comes_the_day_before_once_and_not_before_nine() -> None:
    async with playing(bases.shipped()) as play:
        await play.says("/subscribe")
        assert await beat(play, 15) == []
        assert await beat(play, 16, hour=8) == []
        (told,) = await beat(play, 16, hour=9)
        assert await beat(play, 16, hour=10) == []
        assert await beat(play, 17) == []
    assert told.text.startswith(f"{TOMORROW}\n\nThe next round of talks is scheduled")
    assert "<blockquote>" in told.text


async def test_news_that_tell_of_tomorrow_need_no_reminder() -> None:
    async with playing(bases.later(PLACED)) as play:
        await play.says("/subscribe")
        (told,) = await beat(play, 16, kb=bases.later(PLACED, MOVED))
        assert await beat(play, 16, hour=15) == []
    assert told.text.startswith(CHANGED)


async def test_quiet_hours_hold_news_and_reminders_back_until_they_end() -> None:
    async with playing(bases.later(PLACED)) as play:
        await play.says("/subscribe")
        room(play).state.chats.choose(7, Preferences(quiet=(21, 10)))
        assert await beat(play, 15, hour=22, kb=bases.later(PLACED, MOVED)) == []
        assert await beat(play, 16, hour=9) == []
        (told,) = await beat(play, 16, hour=10)
    assert told.text.startswith(CHANGED)


async def test_what_changes_twice_at_night_is_told_once_as_it_then_is() -> None:
    async with playing(bases.later(PLACED)) as play:
        await play.says("/subscribe")
        room(play).state.chats.choose(7, Preferences(quiet=(22, 8)))
        assert await beat(play, 14, hour=23, kb=bases.later(PLACED, POSTPONED)) == []
        assert await beat(play, 15, hour=1, kb=bases.later(PLACED)) == []
        assert await beat(play, 15) == []  # it was put back as it had been


async def test_a_topic_hears_of_it_and_the_group_when_the_topic_is_gone() -> None:
    async with playing(bases.later(PLACED)) as play:
        play.recorder.member = "creator"
        await play.says("/subscribe", chat=GROUP, message_thread_id=40, is_topic_message=True)
        play.recorder.trouble["sendMessage"] = [(400, "Bad Request: message thread not found")]
        gone, told = await beat(play, 15, kb=bases.later(PLACED, MOVED))
    assert (gone.given["message_thread_id"], told.given.get("message_thread_id")) == (40, None)


async def test_who_blocked_the_bot_is_not_written_to_again() -> None:
    async with playing(bases.later(PLACED)) as play:
        await play.says("/subscribe")
        play.recorder.trouble["sendMessage"] = [(403, "Forbidden: bot was blocked by the user")]
        assert len(await beat(play, 15, kb=bases.later(PLACED, MOVED))) == 1
        assert room(play).state.chats.is_gone(7)
        assert room(play).state.subscriptions.every() == ()
        assert await beat(play, 16) == []


async def test_what_telegram_could_not_take_is_told_at_the_next_beat() -> None:
    async with playing(bases.later(PLACED)) as play:
        await play.says("/subscribe")
        play.recorder.trouble["sendMessage"] = [(502, "Bad Gateway")]
        assert len(await beat(play, 15, kb=bases.later(PLACED, MOVED))) == 1
        assert len(await beat(play, 15)) == 1
        assert await beat(play, 15) == []

"""*Tell me when this is reported*: kept when asked for, told once, and then forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import bases
import pytest
from beats import beat, room
from botapi import BOT, GROUP, PRIVATE, Call, Play, playing
from telegram import Update
from telegram.ext import ApplicationHandlerStop, CallbackQueryHandler

import knowledge.answer
from bot import watching
from bot.chats import Preferences
from bot.context import Context
from knowledge.model import Answer, KnowledgeBase

QUESTION = "Who <pays> for it?"
KNOWN = "known"
"""The version of the base that has an answer."""


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is asked of the core, which answers only from the base called ``known``."""
    found: list[str] = []

    def answer(kb: Any, question: str, today: Any, **given: Any) -> Answer:
        found.append(question)
        spoken = given.get("language") or given.get("fallback") or "en"
        if kb.version == KNOWN:
            return Answer("answered", spoken, lead="Both.", entry="one", evidence=(bases.evidence(),))
        return Answer("unknown", spoken)

    monkeypatch.setattr(knowledge.answer, "answer", answer)
    return found


def base(version: str) -> KnowledgeBase:
    return bases.bare((bases.entry("one"),), version=version)


async def presses(play: Play, under: int = 1001, chat: dict[str, Any] = PRIVATE, **more: Any) -> list[Call]:
    """A press on *Tell me when this is reported*, whatever its data."""

    async def on_watch(update: Update, context: Context) -> None:
        await watching.on_watch(update, context)
        raise ApplicationHandlerStop

    handler: Any = CallbackQueryHandler(on_watch, "^watch$")
    play.application.add_handler(handler, group=-2)
    message = {"message_id": under, "date": 1, "chat": chat, "from": BOT, "text": "...", **more}
    user = {"id": 7, "is_bot": False, "first_name": "Ann", "language_code": "en"}
    query = {"id": "1", "from": user, "chat_instance": "1", "message": message, "data": "watch"}
    calls = await play.update(callback_query=query)
    play.application.remove_handler(handler, group=-2)
    return calls


async def test_a_question_is_asked_of_every_new_base_and_told_once(asked: list[str]) -> None:
    async with playing(base("first")) as play:
        await play.says(QUESTION)
        (begun,) = await presses(play)
        assert len(await presses(play)) == 1  # pressing twice does no harm
        assert await beat(play, 15) == []
        assert await beat(play, 16, kb=base("second")) == []
        (told,) = await beat(play, 17, kb=base(KNOWN))
        assert await beat(play, 18, kb=base("third")) == []
        assert await beat(play, 18, kb=base(KNOWN)) == []
    assert (begun.method, begun.text) == (
        "answerCallbackQuery",
        "I’ll tell you here when my sources say something about this.",
    )
    assert told.text.startswith(
        "You wanted to know: “Who &lt;pays&gt; for it?” Now my sources do say something:\n\nBoth."
    )
    assert "— Dmitry Peskov · RBC-Ukraine" in told.text
    assert (told.given["chat_id"], told.replies_to) == (7, 1)
    assert asked == [QUESTION] * 3


async def test_nothing_is_written_down_before_the_press() -> None:
    async with playing(base("first")) as play:
        await play.says(QUESTION)
        assert room(play).state.watches.not_asked_of("other") == ()
        assert room(play).missed.of(7, 1001) == QUESTION
        await presses(play)
        (kept,) = room(play).state.watches.not_asked_of("other")
        await play.presses("1:f:erase", under=1002)
        assert room(play).state.watches.not_asked_of("other") == ()
        assert room(play).missed.of(7, 1001) is None
    assert (kept.question, kept.user, kept.asked) == (QUESTION, 7, 1)


async def test_a_question_that_memory_lost_is_read_from_the_message_above_or_asked_for_again() -> None:
    above = {"message_id": 5, "date": 1, "chat": GROUP, "text": f"@talks_bot {QUESTION}",
             "entities": [{"type": "mention", "offset": 0, "length": 10}],
             "from": {"id": 8, "is_bot": False, "first_name": "Bob"}}  # fmt: skip
    async with playing(base("first")) as play:
        (begun,) = await presses(play, under=77, chat=GROUP, reply_to_message=above)
        (gone,) = await presses(play, under=78)
        (kept,) = room(play).state.watches.not_asked_of("other")
    assert kept.question == QUESTION
    assert begun.text.startswith("I’ll tell you here")
    assert gone.text == "I no longer remember the question. Please ask it again, then press the button."


async def test_a_group_is_told_in_the_topic_and_not_in_its_quiet_hours() -> None:
    topic = {"message_thread_id": 40, "is_topic_message": True}
    async with playing(base("first")) as play:
        room(play).state.chats.choose(GROUP["id"], Preferences(language="uk", quiet=(22, 8)))
        await play.says(f"/ask {QUESTION}", chat=GROUP, **topic)
        (begun,) = await presses(play, chat=GROUP, **topic)
        assert await beat(play, 16, hour=23, kb=base(KNOWN)) == []
        (told,) = await beat(play, 17, hour=8)
    assert begun.text.startswith("Напишу сюди")
    assert told.text.startswith("Ви хотіли знати: «Who")
    assert (told.given["message_thread_id"], told.replies_to) == (40, 1)


async def test_one_may_not_wait_for_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.watches.AT_MOST", 1)
    async with playing(base("first")) as play:
        await play.says("one?")
        await play.says("two?")
        await presses(play, under=1001)
        (refused,) = await presses(play, under=1002)
    assert refused.text == "You are already waiting for too many answers."


async def test_who_left_is_not_waited_for() -> None:
    async with playing(base("first")) as play:
        await play.says(QUESTION)
        await presses(play)
        play.recorder.trouble["sendMessage"] = [(403, "Forbidden: user is deactivated")]
        assert len(await beat(play, 16, kb=base(KNOWN))) == 1
        assert room(play).state.watches.not_asked_of("other") == ()


def test_a_watch_is_a_value() -> None:
    waiting = watching.Watch(7, 7, None, 1, "q", "en", "v")
    assert replace(waiting, version="w").question == "q"

"""What is sent unasked: what a failure means, and whether it is worth another try."""

from __future__ import annotations

import re
from html import unescape

import bases
import pytest
from beats import room
from botapi import GROUP, Recorder, playing
from telegram.error import NetworkError, TimedOut

from bot import outreach, render
from bot.chats import Preferences
from bot.subscriptions import Subscription

SUBSCRIBED = Subscription(-500, 40, "en", "v", "a")


@pytest.mark.parametrize(
    ("trouble", "is_settled", "is_gone"),
    [
        (None, True, False),
        ((400, "Bad Request: not enough rights to send text messages to the chat"), True, False),
        ((403, "Forbidden: bot was kicked from the group chat"), True, True),
        ((500, "Internal Server Error"), False, False),
    ],
)
async def test_what_a_failure_means(trouble: tuple[int, str] | None, is_settled: bool, is_gone: bool) -> None:
    async with playing(bases.bare()) as play:
        play.recorder.trouble["sendMessage"] = [trouble] if trouble else []
        bot = play.application.bot
        assert await outreach.deliver(room(play), bot, GROUP["id"], "news") == (
            GROUP["id"] if is_settled else None
        )
        assert room(play).state.chats.is_gone(GROUP["id"]) is is_gone


@pytest.mark.parametrize(
    ("problem", "is_settled"), [(TimedOut("read"), True), (NetworkError("no route"), False)]
)
async def test_what_may_have_arrived_is_not_sent_twice(
    problem: NetworkError, is_settled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem.__cause__ = type("ReadTimeout" if is_settled else "ConnectError", (Exception,), {})()

    async def fail(*_: object, **__: object) -> None:
        raise problem

    async with playing(bases.bare()) as play:
        monkeypatch.setattr(Recorder, "do_request", fail)
        assert await outreach.deliver(room(play), play.application.bot, 7, "news") == (
            7 if is_settled else None
        )


async def test_a_group_that_became_a_supergroup_is_followed() -> None:
    async with playing(bases.bare()) as play:
        state = room(play).state
        state.chats.choose(-500, Preferences(language="uk"))
        state.subscriptions.put(SUBSCRIBED)
        moved = {"migrate_to_chat_id": GROUP["id"]}
        play.recorder.trouble["sendMessage"] = [(400, "Bad Request: group chat was upgraded", moved)]
        assert (
            await outreach.deliver(room(play), play.application.bot, -500, "news", thread=40) == GROUP["id"]
        )
        assert [kept.chat for kept in state.subscriptions.every()] == [GROUP["id"]]
        assert state.chats.of(GROUP["id"]).language == "uk"
        first, second = play.calls
    assert (first.given["chat_id"], second.given["chat_id"]) == (-500, GROUP["id"])
    assert "message_thread_id" not in second.given


def test_a_heading_leaves_room_within_the_length_of_a_message() -> None:
    from knowledge.model import Answer

    kb = bases.bare((bases.entry("one"),))
    long = Answer("answered", "en", lead="word " * 2000, entry="one", evidence=(bases.evidence(),))
    html, _ = outreach.headed("<Updated>:", long, kb, bases.evidence().published, "talks_bot")
    assert html.startswith("&lt;Updated&gt;:\n\nword word")
    seen = unescape(re.sub("<[^>]+>", "", html))
    assert render.LIMIT - 200 < render.length(seen) <= render.LIMIT

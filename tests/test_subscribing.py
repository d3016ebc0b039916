"""/subscribe and /unsubscribe: who may, and what is kept."""

from __future__ import annotations

import bases
import pytest
from beats import room
from botapi import GROUP, playing

BOB = {"id": 8, "is_bot": False, "first_name": "Bob", "language_code": "uk"}


async def test_a_reader_subscribes_and_ends_it_again() -> None:
    async with playing(bases.shipped()) as play:
        (begun,) = await play.says("/subscribe", user=BOB)
        kept = room(play).state.subscriptions.of(7)
        (ended,) = await play.says("/unsubscribe", user=BOB)
        (none,) = await play.says("/unsubscribe", user=BOB)
        assert room(play).state.subscriptions.every() == ()
    assert kept is not None
    assert (kept.language, kept.thread, kept.version) == ("uk", None, bases.shipped().version)
    assert begun.text.startswith("Готово. Я напишу сюди")
    assert ended.text.startswith("Готово. Більше не надсилатиму")
    assert none.text.startswith("Підписки тут не було")


@pytest.mark.parametrize(
    ("status", "allowed"), [("member", False), ("administrator", True), ("creator", True)]
)
async def test_a_group_is_subscribed_by_its_admins_in_the_topic_they_choose(
    status: str, allowed: bool
) -> None:
    async with playing(bases.shipped()) as play:
        play.recorder.member = status
        topic = {"message_thread_id": 40, "is_topic_message": True}
        _, told = await play.says("/subscribe", chat=GROUP, **topic)
        kept = room(play).state.subscriptions.of(GROUP["id"])
        *_, ended = await play.says("/unsubscribe", chat=GROUP, **topic)
    assert told.given["message_thread_id"] == 40
    assert (kept.thread if kept else None) == (40 if allowed else None)
    assert told.text.startswith("Done." if allowed else "Only this group’s admins")
    assert ended.text.startswith("Done." if allowed else "Only this group’s admins")


async def test_an_anonymous_admin_may_and_needs_no_asking() -> None:
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    async with playing(bases.shipped()) as play:
        (told,) = await play.says("/subscribe", chat=GROUP, user=anonymous, sender_chat=GROUP)
    assert told.text.startswith("Done.")

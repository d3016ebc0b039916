"""The bot among people: topics, repeats, silence, pictures, comings and goings."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import bases
import pytest
from botapi import ANN, BOT, GROUP, PRIVATE, Play, Recorder, playing

from bot import repeats
from bot.chats import Preferences
from bot.context import ROOM
from bot.state import State, open_state

QUESTION = "When are the next talks?"
ASKED = f"@talks_bot {QUESTION}"
UNKNOWN = "@talks_bot How do I bake bread?"
BOB = {"id": 8, "is_bot": False, "first_name": "Bob", "language_code": "uk"}
FORUM = GROUP | {"is_forum": True}
BASIC = {"id": -500, "type": "group", "title": "Old"}
CHANNEL = {"id": -100900, "type": "channel", "title": "Channel"}
PICTURE = {"photo": [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]}


def state_of(play: Play) -> State:
    state = play.application.bot_data[ROOM].state
    assert isinstance(state, State)
    return state


def pictured(play: Play, caption: str, chat: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A picture with words under it."""
    message = play.message(caption, chat)
    under = {"caption": message.pop("text"), "caption_entities": message.pop("entities")}
    return message | PICTURE | under | more


async def test_the_second_to_ask_is_shown_where_the_answer_stands() -> None:
    async with playing(bases.shipped()) as play:
        (first,) = await play.says(ASKED, chat=GROUP)
        (second,) = await play.says("@talks_bot when is the next round?", chat=GROUP, user=BOB)
        (uk,) = await play.says("@talks_bot коли наступні переговори?", chat=GROUP, user=BOB)
        (third,) = await play.says("/nexttalks", chat=GROUP)
        (other,) = await play.says(ASKED, chat=GROUP | {"id": -100501})
    assert first.text.startswith("The next round of talks is scheduled")
    assert second.text == "I answered this a little earlier: https://t.me/c/500/1001"
    assert second.replies_to == 2
    assert uk.text.startswith("Наступний раунд")
    assert third.text == second.text
    assert other.text == first.text


async def test_two_who_ask_at_once_do_not_both_hear_the_whole_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = Recorder.do_request

    async def slow(*given: Any, **named: Any) -> tuple[int, bytes]:
        await asyncio.sleep(0.05)
        return await at_once(*given, **named)

    monkeypatch.setattr(Recorder, "do_request", slow)
    async with playing(bases.shipped()) as play:
        await asyncio.gather(*(play.says(ASKED, chat=GROUP, user=user) for user in (ANN, BOB)))
        said = [call.text[:17] for call in play.calls]
    assert said == ["The next round of", "I answered this a"]


async def test_after_a_while_or_a_reload_the_answer_is_given_again() -> None:
    now = [1000.0]
    state = open_state(None, lambda: now[0])
    kb = bases.shipped()
    async with playing(kb, state=state) as play:
        await play.says(ASKED, chat=GROUP)
        now[0] += repeats.WITHIN + 1
        (late,) = await play.says(ASKED, chat=GROUP)
        play.application.bot_data[ROOM].kb = replace(kb, version="another")
        (reloaded,) = await play.says(ASKED, chat=GROUP)
    state.close()
    assert late.text == reloaded.text
    assert late.text.startswith("The next round of talks")


async def test_every_topic_hears_its_own_answer() -> None:
    async with playing(bases.shipped()) as play:
        (first,) = await play.says(ASKED, chat=FORUM, message_thread_id=40, is_topic_message=True)
        (second,) = await play.says(ASKED, chat=FORUM, message_thread_id=41, is_topic_message=True)
        (again,) = await play.says(ASKED, chat=FORUM, message_thread_id=41, is_topic_message=True)
        (general,) = await play.says(ASKED, chat=FORUM)
    assert [sent.given.get("message_thread_id") for sent in (first, second, again, general)] == [
        40,
        41,
        41,
        None,
    ]
    assert first.text == second.text == general.text
    assert again.text.endswith("https://t.me/c/500/41/1002")


async def test_a_chain_of_replies_is_no_topic() -> None:
    async with playing(bases.shipped()) as play:
        (sent,) = await play.says(ASKED, chat=GROUP, message_thread_id=40)
        (again,) = await play.says(ASKED, chat=GROUP, message_thread_id=40)
    assert "message_thread_id" not in sent.given
    assert again.text.endswith("/c/500/1001")


async def test_a_public_group_is_linked_by_name_and_a_basic_one_by_a_reply() -> None:
    public = GROUP | {"username": "some_news"}
    async with playing(bases.shipped()) as play:
        await play.says(ASKED, chat=public)
        (linked,) = await play.says(ASKED, chat=public)
        await play.says(ASKED, chat=BASIC)
        (above,) = await play.says(ASKED, chat=BASIC, user=BOB)
    assert linked.text.endswith("https://t.me/some_news/1001")
    assert (above.text, above.replies_to) == ("I answered this a little earlier, here.", 1003)


async def test_a_question_that_was_pointed_elsewhere_may_be_edited_and_followed() -> None:
    async with playing(bases.shipped()) as play:
        await play.says(ASKED, chat=GROUP)
        (pointer,) = await play.says(ASKED, chat=GROUP, user=BOB)
        (edited,) = await play.edits(2, "@talks_bot Where was the last round?", chat=GROUP, user=BOB)
    assert pointer.text.startswith("I answered this")
    assert edited.given["message_id"] == 1002
    assert "Abu Dhabi" in edited.text


async def test_in_private_and_by_button_an_answer_is_given_as_often_as_wanted() -> None:
    async with playing(bases.shipped()) as play:
        (first,) = await play.says(QUESTION)
        (second,) = await play.says(QUESTION)
        await play.says(ASKED, chat=GROUP)
        _, pressed = await play.presses("1:e:en:next-talks-date", chat=GROUP)
    assert first.text == second.text
    assert pressed.text.startswith("The next round of talks")


async def test_what_is_not_known_is_not_the_same_question() -> None:
    async with playing(bases.shipped()) as play:
        (first,) = await play.says(UNKNOWN, chat=GROUP)
        (second,) = await play.says("@talks_bot Who won the football match?", chat=GROUP)
    assert not second.text.startswith("I answered this")
    assert first.text


async def test_a_group_may_want_no_reply_to_what_cannot_be_answered() -> None:
    async with playing(bases.shipped()) as play:
        state_of(play).chats.choose(GROUP["id"], Preferences(silent=True))
        assert await play.says(UNKNOWN, chat=GROUP) == []
        assert len(await play.says("/ask How do I bake bread?", chat=GROUP)) == 1
        assert len(await play.says(ASKED, chat=GROUP)) == 1
        counted = state_of(play).misses()
    assert sum(counted.values()) == 2


async def test_the_words_under_a_picture_are_a_question() -> None:
    async with playing(bases.shipped()) as play:
        (private,) = await play.update(message=pictured(play, QUESTION, PRIVATE))
        (group,) = await play.update(message=pictured(play, ASKED, GROUP))
        assert await play.update(message=pictured(play, QUESTION, GROUP)) == []
        edited = pictured(play, "Where was the last round?", PRIVATE, message_id=1, edit_date=2)
        (edit,) = await play.update(edited_message=edited)
    assert private.text == group.text
    assert private.text.startswith("The next round of talks")
    assert (edit.method, edit.given["message_id"]) == ("editMessageText", 1001)


async def test_pictures_sent_together_get_one_line() -> None:
    async with playing(bases.shipped()) as play:
        plain = play.message("x") | PICTURE | {"media_group_id": "77"}
        del plain["text"]
        first = await play.update(message=plain)
        second = await play.update(message=plain)
        asked = await play.update(message=pictured(play, QUESTION, PRIVATE, media_group_id="78"))
        rest = await play.update(message=plain | {"media_group_id": "78"})
    assert [len(calls) for calls in (first, second, asked, rest)] == [1, 0, 1, 0]


async def test_a_forwarded_message_is_a_question_in_private() -> None:
    origin = {"type": "channel", "date": 1, "chat": CHANNEL, "message_id": 5}
    async with playing(bases.shipped()) as play:
        (sent,) = await play.says(QUESTION, forward_origin=origin)
    assert sent.text.startswith("The next round of talks")


async def test_words_picked_out_of_a_message_are_what_is_asked() -> None:
    other = {"message_id": 50, "date": 1, "chat": GROUP, "from": BOB, "text": f"Good morning! {QUESTION}"}
    quote = {"text": QUESTION, "position": 14, "is_manual": True}
    async with playing(bases.shipped()) as play:
        (sent,) = await play.says("/ask", chat=GROUP, reply_to_message=other, quote=quote)
    assert sent.text.startswith("The next round of talks")


async def test_posts_of_a_linked_channel_are_not_answered() -> None:
    telegram = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
    async with playing(bases.shipped()) as play:
        posted = {"user": telegram, "sender_chat": CHANNEL, "is_automatic_forward": True}
        assert await play.says(ASKED, chat=GROUP, **posted) == []
        assert await play.says("/nexttalks", chat=GROUP, **posted) == []
        below = {"message_id": 60, "date": 1, "chat": GROUP, "from": telegram, "text": QUESTION}
        (sent,) = await play.says("/ask", chat=GROUP, reply_to_message=below | {"is_automatic_forward": True})
    assert sent.text.startswith("The next round of talks")


async def test_who_posts_as_a_channel_is_answered_and_changes_nothing() -> None:
    posted = {
        "user": {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"},
        "sender_chat": CHANNEL,
    }
    async with playing(bases.shipped()) as play:
        play.recorder.member = "administrator"
        (sent,) = await play.says(ASKED, chat=GROUP, **posted)
        (refused,) = await play.says("/language", chat=GROUP, **posted)
    assert sent.text.startswith("The next round of talks")
    assert refused.text == "Only this group’s admins can change my language."


async def test_whether_somebody_is_an_admin_may_be_beyond_finding_out() -> None:
    async with playing(bases.bare()) as play:
        play.recorder.trouble["getChatMember"] = [(400, "Bad Request: member list is inaccessible")]
        _, refused = await play.says("/language", chat=GROUP)
    assert refused.text.startswith("Only this group’s admins")


@pytest.mark.parametrize("first", ["old", "new"])
async def test_a_group_that_becomes_a_supergroup_keeps_its_language(first: str) -> None:
    async with playing(bases.bare()) as play:
        state_of(play).chats.choose(BASIC["id"], Preferences(language="uk", quiet=(22, 8)))
        told = {
            "old": play.message("x", BASIC) | {"migrate_to_chat_id": GROUP["id"]},
            "new": play.message("x", GROUP) | {"migrate_from_chat_id": BASIC["id"]},
        }
        for side in (first, "new" if first == "old" else "old"):
            message = {key: value for key, value in told[side].items() if key not in ("text", "entities")}
            assert await play.update(message=message) == []
        (start,) = await play.says("/start", chat=GROUP)
        assert state_of(play).chats.of(GROUP["id"]).quiet == (22, 8)
    assert start.text.startswith("Вітаю")


def membership(chat: dict[str, Any], before: str, after: str) -> dict[str, Any]:
    def member(status: str) -> dict[str, Any]:
        return {"user": BOT, "status": status} | ({"until_date": 0} if status == "kicked" else {})

    old, new = member(before), member(after)
    return {"chat": chat, "from": ANN, "date": 1, "old_chat_member": old, "new_chat_member": new}


@pytest.mark.parametrize(("chat", "status"), [(GROUP, "left"), (GROUP, "kicked"), (PRIVATE, "kicked")])
async def test_being_removed_or_blocked_is_noted_and_coming_back_too(
    chat: dict[str, Any], status: str
) -> None:
    async with playing(bases.bare()) as play:
        assert await play.update(my_chat_member=membership(chat, "member", status)) == []
        assert state_of(play).chats.is_gone(chat["id"])
        assert await play.update(my_chat_member=membership(chat, status, "member")) == []
        assert not state_of(play).chats.is_gone(chat["id"])


async def test_a_reply_that_is_refused_tells_that_the_bot_is_gone_or_the_group_moved() -> None:
    async with playing(bases.bare()) as play:
        state_of(play).chats.choose(BASIC["id"], Preferences(language="uk"))
        play.recorder.trouble["sendMessage"] = [
            (400, "Bad Request: group chat was upgraded", {"migrate_to_chat_id": GROUP["id"]}),
            (403, "Forbidden: bot was kicked from the supergroup chat"),
        ]
        assert len(await play.says("/start", chat=BASIC)) == 1
        assert state_of(play).chats.of(GROUP["id"]).language == "uk"
        assert len(await play.says("/start", chat=GROUP)) == 1
        assert state_of(play).chats.is_gone(GROUP["id"])

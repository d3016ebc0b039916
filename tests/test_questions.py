"""Questions in private and in groups, follow-ups and edits, through the real Application."""

from __future__ import annotations

from typing import Any

import bases
import pytest
from botapi import ADMIN, ANN, BOT, GROUP, PRIVATE, TOKEN, playing

import knowledge.answer
from knowledge.model import Answer, Suggestion

QUESTION = "When are the next talks?"
BOB = {"id": 8, "is_bot": False, "first_name": "Bob", "language_code": "uk"}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What is asked of the core, which here always answers with the same entry and two suggestions."""
    found: list[dict[str, Any]] = []

    def answer(kb: Any, question: str, today: Any, **given: Any) -> Answer:
        found.append({"question": question, **given})
        offers = (Suggestion("one", "Is it?"), Suggestion("gone", "Was it?"))
        spoken = given["language"] or given["fallback"]
        return Answer("related", spoken, lead=f"<{question}>", entry="one", suggestions=offers)

    monkeypatch.setattr(knowledge.answer, "answer", answer)
    return found


async def test_a_question_gets_the_quote_the_speaker_the_day_and_the_link() -> None:
    async with playing(bases.shipped()) as play:
        (sent,) = await play.says(QUESTION)
    assert sent.method == "sendMessage"
    assert sent.text.startswith("The next round of talks is scheduled for 17–18 February 2026.")
    assert "<blockquote>On February 13, Kremlin spokesperson Dmitry Peskov announced" in sent.text
    assert "— Dmitry Peskov · RBC-Ukraine · 14 February 2026 · <a href=" in sent.text
    assert sent.given["parse_mode"] == "HTML"
    assert sent.given["link_preview_options"] == {"is_disabled": True}


async def test_the_reply_is_in_the_language_of_the_question() -> None:
    async with playing(bases.shipped()) as play:
        (uk,) = await play.says("Коли наступні переговори?")
        (ru,) = await play.says("Когда следующие переговоры?")
    assert uk.text.startswith("Наступний раунд переговорів заплановано на 17–18 лютого 2026 року.")
    assert ru.text.startswith("Следующий раунд переговоров запланирован на 17–18 февраля 2026 года.")


async def test_the_users_telegram_decides_where_the_question_does_not_tell(
    asked: list[dict[str, Any]],
) -> None:
    async with playing(bases.bare()) as play:
        await play.says("?", user=BOB)
        await play.says("?", user=BOB | {"language_code": "de-AT"})
        await play.says("?", user={"id": 8, "is_bot": False, "first_name": "Bob"})
    assert [one["fallback"] for one in asked] == ["uk", "en", "en"]
    assert {one["language"] for one in asked} == {None}


async def test_markup_in_a_question_is_only_text(asked: list[dict[str, Any]]) -> None:
    async with playing(bases.bare()) as play:
        (sent,) = await play.says("<b>5 & 6</b>")
    assert sent.text.startswith("&lt;&lt;b&gt;5 &amp; 6&lt;/b&gt;&gt;")


@pytest.mark.parametrize(
    "text", ["?", "a", "x" * 4096, "\u200b", "🙂", 'NEAR AND "*" OR \'', "п'ять", "\u202eabc"]
)
async def test_whatever_is_typed_gets_one_reply(text: str) -> None:
    async with playing(bases.shipped()) as play:
        (sent,) = await play.says(text)
    assert sent.text


async def test_a_group_hears_nothing_unless_it_asks(asked: list[dict[str, Any]]) -> None:
    async with playing(bases.bare()) as play:
        other = {"message_id": 50, "date": 1, "chat": GROUP, "from": BOB, "text": "hi"}
        assert await play.says(QUESTION, chat=GROUP) == []
        assert await play.says("@other_bot when?", chat=GROUP) == []
        assert await play.says("mail me@talks_bot.example", chat=GROUP) == []
        assert await play.says("/nexttalks@other_bot", chat=GROUP) == []
        assert await play.says("/unknown", chat=GROUP) == []
        assert await play.says("no", chat=GROUP, reply_to_message=other) == []
    assert asked == []


async def test_a_mention_asks(asked: list[dict[str, Any]]) -> None:
    async with playing(bases.bare()) as play:
        (sent,) = await play.says("🙂 @Talks_Bot, when are the talks?", chat=GROUP)
    assert asked[0]["question"] == "🙂 , when are the talks?"
    assert sent.replies_to == 1


async def test_a_linked_mention_asks(asked: list[dict[str, Any]]) -> None:
    async with playing(bases.bare()) as play:
        entity = {"type": "text_mention", "offset": 0, "length": 5, "user": BOT}
        await play.says("Talks when?", chat=GROUP, entities=[entity])
    assert [one["question"] for one in asked] == ["when?"]


async def test_a_bare_mention_passes_on_what_it_replies_to(asked: list[dict[str, Any]]) -> None:
    async with playing(bases.bare()) as play:
        other = {"message_id": 50, "date": 1, "chat": GROUP, "from": BOB, "text": QUESTION}
        await play.says("@talks_bot", chat=GROUP, reply_to_message=other)
        (hint,) = await play.says("@talks_bot", chat=GROUP)
    assert [one["question"] for one in asked] == [QUESTION]
    assert "/ask" in hint.text


async def test_a_reply_to_the_bot_asks(asked: list[dict[str, Any]]) -> None:
    async with playing(bases.bare()) as play:
        mine = {"message_id": 50, "date": 1, "chat": GROUP, "from": BOT, "text": "..."}
        await play.says("and where?", chat=GROUP, reply_to_message=mine)
    assert [one["question"] for one in asked] == ["and where?"]


async def test_in_a_topic_of_the_bots_own_not_every_message_is_for_it(asked: list[dict[str, Any]]) -> None:
    topic = {"message_thread_id": 40, "is_topic_message": True}
    opened = {
        "message_id": 40,
        "date": 1,
        "chat": GROUP,
        "from": BOT,
        "forum_topic_created": {"name": "Talks", "icon_color": 1},
    }
    said = {"message_id": 41, "date": 1, "chat": GROUP, "from": BOT, "text": "...", **topic}
    async with playing(bases.bare()) as play:
        assert await play.says("morning all", chat=GROUP, reply_to_message=opened, **topic) == []
        (sent,) = await play.says("and where?", chat=GROUP, reply_to_message=said, **topic)
    assert sent.given["message_thread_id"] == 40


async def test_other_bots_channels_and_business_chats_are_left_alone(asked: list[dict[str, Any]]) -> None:
    channel = {"id": -100700, "type": "channel", "title": "C"}
    async with playing(bases.bare()) as play:
        assert await play.says(QUESTION, user=BOT | {"id": 5, "username": "other_bot"}) == []
        assert await play.update(channel_post=play.message(QUESTION, channel)) == []
        assert await play.update(business_message=play.message(QUESTION)) == []
    assert asked == []


async def test_an_anonymous_admin_is_answered(asked: list[dict[str, Any]]) -> None:
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    async with playing(bases.bare()) as play:
        assert len(await play.says("@talks_bot when?", chat=GROUP, user=anonymous, sender_chat=GROUP)) == 1


async def test_an_edited_question_edits_its_answer(asked: list[dict[str, Any]]) -> None:
    async with playing(bases.bare()) as play:
        await play.says("whne?")
        (edited,) = await play.edits(1, "when?")
        play.recorder.trouble["editMessageText"] = [(400, "Bad Request: message is not modified")]
        (again,) = await play.edits(1, "when?")
    assert (edited.method, edited.given["message_id"]) == ("editMessageText", 1001)
    assert edited.text.startswith("&lt;when?&gt;")
    assert again.method == "editMessageText"


async def test_an_edited_ask_edits_its_answer(asked: list[dict[str, Any]]) -> None:
    async with playing(bases.bare()) as play:
        await play.says("/ask whne?", chat=GROUP)
        (edited,) = await play.edits(1, "/ask when?", chat=GROUP)
    assert (edited.method, asked[-1]["question"]) == ("editMessageText", "when?")


async def test_an_edit_that_is_not_known_is_left_alone(asked: list[dict[str, Any]]) -> None:
    async with playing(bases.bare()) as play:
        assert await play.edits(77, "when?") == []
        assert await play.edits(78, "/start") == []
        assert await play.edits(79, "@talks_bot when?", chat=GROUP) == []
        channel = {"id": -100700, "type": "channel", "title": "C"}
        assert await play.update(edited_channel_post=play.message("x", channel) | {"edit_date": 2}) == []
    assert asked == []


async def test_a_follow_up_is_about_the_last_answer_of_the_same_person(asked: list[dict[str, Any]]) -> None:
    async with playing(bases.bare()) as play:
        await play.says("when?")
        await play.says("and where?")
        await play.says("@talks_bot and who?", chat=GROUP, user=ANN)
        await play.says("@talks_bot and who?", chat=GROUP, user=BOB)
        mine = {"message_id": 1003, "date": 1, "chat": GROUP, "from": BOT, "text": "..."}
        await play.says("and why?", chat=GROUP, user=ADMIN, reply_to_message=mine)
    assert [one["context"] for one in asked] == [None, "one", None, None, "one"]


async def test_a_press_on_a_suggestion_answers_it_once() -> None:
    kb = bases.shipped()
    async with playing(kb) as play:
        answered, sent = await play.presses("1:e:uk:next-talks-date")
        (again,) = await play.presses("1:e:uk:next-talks-date")
        (gone,) = await play.presses("1:e:uk:no-such-entry")
        (stale,) = await play.presses("0:whatever")
    assert (answered.method, sent.method, sent.replies_to) == ("answerCallbackQuery", "sendMessage", 1001)
    assert "17–18 лютого 2026 року" in sent.text
    assert [one.method for one in (again, gone, stale)] == ["answerCallbackQuery"] * 3
    assert again.text == "На це я вже відповів."
    assert gone.text.startswith("Цього вже немає")
    assert stale.text.startswith("This button no longer works")


async def test_a_press_under_a_message_out_of_reach_is_answered_anew() -> None:
    async with playing(bases.shipped()) as play:
        answered, sent = await play.presses("1:e:en:next-talks-date", when=0)
    assert (answered.method, sent.method, sent.replies_to) == ("answerCallbackQuery", "sendMessage", None)


async def test_a_press_that_comes_too_late_is_still_answered() -> None:
    async with playing(bases.shipped()) as play:
        play.recorder.trouble["answerCallbackQuery"] = [(400, "Bad Request: query is too old")]
        calls = await play.presses("1:e:en:next-talks-date")
    assert [one.method for one in calls] == ["answerCallbackQuery", "sendMessage"]


async def test_suggestions_are_buttons_that_fit(asked: list[dict[str, Any]]) -> None:
    async with playing(bases.bare()) as play:
        (sent,) = await play.says("when?")
    assert [(one["text"], one["callback_data"]) for one in sent.buttons] == [
        ("Is it?", "1:e:en:one"),
        ("Was it?", "1:e:en:gone"),
        ("🔔 Tell me when this is reported", "1:w:en"),
    ]


async def test_misses_are_counted_and_the_token_is_in_no_reply(asked: list[dict[str, Any]]) -> None:
    from bot.state import open_state

    state = open_state(None)
    async with playing(bases.bare(), state=state) as play:
        await play.says("when?")
        assert TOKEN.split(":")[1] not in str(play.calls)
    assert state.misses() == {("2026-02-15", "en", "related"): 1}
    state.close()


async def test_a_picture_gets_one_friendly_line_in_private_only() -> None:
    photo = [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]
    async with playing(bases.bare()) as play:
        message = play.message("x")
        del message["text"]
        (sent,) = await play.update(message=message | {"photo": photo})
        assert await play.update(message=message | {"photo": photo, "chat": GROUP}) == []
        assert await play.update(message=message | {"chat": GROUP, "new_chat_title": "T"}) == []
        assert await play.update(message=message | {"chat": PRIVATE, "pinned_message": message}) == []
    assert sent.text.startswith("I can only read text.")

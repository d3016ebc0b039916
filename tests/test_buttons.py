"""The buttons under answers: what is offered, what a press gives, and that pressing twice does no harm."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import bases
import pytest
from botapi import ANN, BOT, GROUP, Call, Play, playing

from bot.keyboards import offers
from bot.state import open_state
from knowledge import answer as answering
from knowledge.model import LANGUAGES

BOB = {"id": 8, "is_bot": False, "first_name": "Bob", "language_code": "uk"}
TERRITORY = "What are the sides arguing about?"


def labels(call: Call) -> list[str]:
    return [button["text"] for button in call.buttons]


def data(call: Call, label: str) -> str:
    return next(str(button["callback_data"]) for button in call.buttons if button["text"] == label)


async def answered(play: Play, question: str = "When are the next talks?", **more: Any) -> Call:
    (sent,) = await play.says(question, **more)
    return sent


async def test_an_answer_offers_its_proof_two_questions_a_mark_and_a_link() -> None:
    async with playing(bases.shipped()) as play:
        sent = await answered(play)
    assert labels(sent)[:2] == ["🔎 In context", "📚 Sources"]
    assert len([label for label in labels(sent) if label.endswith("?")]) == 2
    assert labels(sent)[4:] == ["👍 Helpful", "👎 Not helpful", "↗️ Share", "📆 Add to calendar"]
    share = urlsplit(next(button["url"] for button in sent.buttons if button["text"] == "↗️ Share"))
    given = parse_qs(share.query)
    assert given["url"] == ["https://t.me/talks_bot?start=next-talks-date"]
    assert given["text"][0].endswith("?")


async def test_in_context_shows_the_sentences_around_with_the_quote_set_off() -> None:
    async with playing(bases.shipped()) as play:
        sent = await answered(play)
        toast, shown = await play.presses(data(sent, "🔎 In context"))
    assert (toast.method, toast.text) == ("answerCallbackQuery", "")
    assert shown.text.startswith("US won’t back down from push to end Ukraine war")
    assert "<b>On February 13, Kremlin spokesperson Dmitry Peskov announced" in shown.text
    before, _, rest = shown.text.partition("<b>")
    assert "<blockquote" in before
    assert rest.partition("</b>")[2].partition("</blockquote>")[0].strip()
    assert "#:~:text=" in shown.text
    assert shown.replies_to == 1001


async def test_sources_list_every_quote_with_title_publisher_day_and_link() -> None:
    async with playing(bases.shipped()) as play:
        sent = await answered(play, "Що сказав Рубіо про переговори?")
        _, shown = await play.presses(data(sent, "📚 Джерела"))
    assert shown.text.startswith("Ця відповідь спирається на:\n\n1. US won’t back down")
    assert "RBC-Ukraine · 14 лютого 2026 року · <a href=" in shown.text


async def test_a_second_press_is_told_so_and_gives_nothing_more() -> None:
    async with playing(bases.shipped()) as play:
        sent = await answered(play)
        for label in ("🔎 In context", "📚 Sources", "📆 Add to calendar"):
            assert len(await play.presses(data(sent, label))) == 2
            (again,) = await play.presses(data(sent, label))
            assert again.text == "I’ve answered that one already."


async def test_a_reader_says_whether_it_helped_and_may_change_it() -> None:
    state = open_state(None)
    async with playing(bases.shipped(), state=state) as play:
        sent = await answered(play)
        for label, who in (
            ("👍 Helpful", ANN),
            ("👍 Helpful", ANN),
            ("👎 Not helpful", BOB),
            ("👎 Not helpful", ANN),
        ):
            (toast,) = await play.presses(data(sent, label), user=who)
            assert toast.text.startswith("Thank you")
    assert state.ratings.of(7, 1001) == (0, 2)
    assert state.ratings.by_entry() == {"next-talks-date": (0, 2)}
    state.chats.forget(ANN["id"])
    assert state.ratings.of(7, 1001) == (0, 0)  # her private chat is gone with it
    state.close()


async def test_the_calendar_is_a_file_under_the_answer() -> None:
    async with playing(bases.shipped()) as play:
        sent = await answered(play)
        _, file = await play.presses(data(sent, "📆 Add to calendar"))
    assert file.method == "sendDocument"
    assert file.given["reply_parameters"]["message_id"] == 1001
    assert file.given["caption"].startswith("For your calendar")


async def test_what_has_gone_is_said_kindly() -> None:
    async with playing(bases.bare()) as play:
        for kind in "ecp":
            (toast,) = await play.presses(f"1:{kind}:uk:no-longer-there")
            assert toast.text == "Цього вже немає в моїй базі знань. Запитайте, будь ласка, своїми словами."
        (topic,) = await play.presses("1:q:uk:0:no-longer-there")
        (odd,) = await play.presses("1:z:uk:x")
    assert topic.text.startswith("Цього вже немає")
    assert odd.text.startswith("This button no longer works")


async def test_a_press_on_a_message_out_of_reach_is_answered_in_the_chat() -> None:
    async with playing(bases.shipped()) as play:
        for kind in "ecp":
            _, sent = await play.presses(f"1:{kind}:en:next-talks-date", when=0, under=5)
            assert sent.method == "sendMessage"
            assert sent.text


async def test_where_nothing_is_known_the_nearest_questions_are_offered() -> None:
    async with playing(bases.shipped()) as play:
        unknown = await answered(play, "What will the weather be like tomorrow?")
        related = await answered(play, "Where will the next talks be held?")
    assert unknown.text.startswith("My sources do not say")
    for sent in (unknown, related):
        asked = [label for label in labels(sent) if not label.startswith(("🔎", "📚", "🔔"))]
        assert len(asked) == 3
        assert labels(sent)[-1] == "🔔 Tell me when this is reported"


@pytest.mark.parametrize("language", LANGUAGES)
def test_next_questions_always_lead_to_an_answer(language: str) -> None:
    kb = bases.shipped()
    from botapi import FEBRUARY_15

    for entry in kb.entries:
        found = answering.show(kb, entry, FEBRUARY_15, language)
        offered = offers(found, kb, FEBRUARY_15)
        assert len(offered) == (3 if found.status in ("related", "unknown") else 2)
        for offer in offered:
            assert offer.entry != entry
            assert answering.show(kb, offer.entry, FEBRUARY_15, language).status in ("answered", "conflict")


async def test_the_menu_of_a_bots_own_reply_is_not_shared_between_chats() -> None:
    async with playing(bases.shipped()) as play:
        sent = await answered(play)
        pressed = data(sent, "📚 Sources")
        assert len(await play.presses(pressed)) == 2
        assert len(await play.presses(pressed, chat=GROUP)) == 2
    assert BOT["username"] == "talks_bot"

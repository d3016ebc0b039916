"""@talks_bot typed in any chat: answers with their sources, the agenda when nothing is typed, pages."""

from __future__ import annotations

from typing import Any

import bases
from botapi import ANN, Call, Json, playing

from bot.state import open_state
from knowledge.model import Entry

BOB = {"id": 8, "is_bot": False, "first_name": "Bob", "language_code": "uk"}


def titles(call: Call) -> list[str]:
    return [result["title"] for result in call.given["results"]]


def message(result: Json) -> str:
    return str(result["input_message_content"]["message_text"])


async def test_the_answer_comes_first_with_its_source() -> None:
    async with playing(bases.shipped()) as play:
        (sent,) = await play.types("next talks")
    assert sent.method == "answerInlineQuery"
    first = sent.given["results"][0]
    assert first["type"] == "article"
    assert first["title"] == "When is the next round of talks?"
    assert (
        first["description"] == "📅 Planned · The next round of talks is scheduled for 17–18 February 2026."
    )
    assert "— Dmitry Peskov · RBC-Ukraine · 14 February 2026 · <a href=" in message(first)
    assert first["input_message_content"]["parse_mode"] == "HTML"
    assert first["input_message_content"]["link_preview_options"] == {"is_disabled": True}
    (button,) = first["reply_markup"]["inline_keyboard"][0]
    assert button["url"] == "https://t.me/talks_bot?start=next-talks-date"


async def test_it_is_personal_short_lived_and_leads_to_the_bot() -> None:
    async with playing(bases.shipped()) as play:
        (sent,) = await play.types("")
    assert sent.given["is_personal"] is True
    assert 0 < sent.given["cache_time"] <= 300
    assert sent.given["button"] == {"text": "Ask the bot", "start_parameter": "welcome"}


async def test_nothing_typed_gives_the_agenda_and_then_what_can_be_asked() -> None:
    async with playing(bases.shipped()) as play:
        (sent,) = await play.types("   ")
    assert titles(sent)[:2] == ["The next talks", "The latest talks"]
    assert all(title.endswith("?") for title in titles(sent)[2:])


async def test_pages_follow_by_offset_and_end() -> None:
    async with playing(bases.shipped()) as play:
        offset, seen = "", list[str]()
        for _ in range(20):
            (sent,) = await play.types("", offset=offset)
            seen += [result["id"] for result in sent.given["results"]]
            offset = sent.given.get("next_offset", "")
            if not offset:
                break
        (beyond,) = await play.types("", offset="900")
        (odd,) = await play.types("", offset="x")
    assert not offset
    assert len(seen) > 20
    assert len(seen) == len(set(seen))
    assert all(len(known.encode()) <= 64 for known in seen)
    assert beyond.given["results"] == []
    assert titles(odd)[0] == "The next talks"


async def test_what_the_sources_do_not_say_is_said_and_the_nearest_offered() -> None:
    async with playing(bases.shipped()) as play:
        (strange,) = await play.types("pizza tomorrow")
        (near,) = await play.types("Where will the next talks be held?")
    for sent in (strange, near):
        assert titles(sent)[0] == "My sources do not say"
        assert sent.given["results"][0]["description"].startswith("❔ Not stated")
        assert len(titles(sent)) >= 4


async def test_the_language_is_that_of_the_question_or_of_the_reader() -> None:
    state = open_state(None)
    state.choose_language(ANN["id"], "ru")
    async with playing(bases.shipped(), state=state) as play:
        (chosen,) = await play.types("When are the next talks?")
        (telegram,) = await play.types("", user=BOB)
        (asked,) = await play.types("Когда следующие переговоры?", user=BOB)
    assert message(chosen.given["results"][0]).startswith("Следующий раунд")
    assert titles(telegram)[0] == "Наступні переговори"
    assert message(asked.given["results"][0]).startswith("Следующий раунд")
    state.close()


async def test_readings_are_offered_where_a_question_has_several(monkeypatch: Any) -> None:
    import knowledge.answer
    from knowledge.model import Answer, Suggestion

    entries: tuple[Entry, ...] = (bases.entry("one"), bases.entry("two", quotes=(bases.quote("Kyiv"),)))
    offers = (Suggestion("one", "Is it?"), Suggestion("two", "Is it?"))
    monkeypatch.setattr(
        knowledge.answer, "answer", lambda *_, **__: Answer("ambiguous", "en", suggestions=offers)
    )
    async with playing(bases.bare(entries)) as play:
        (sent,) = await play.types("it")
    assert [
        result["reply_markup"]["inline_keyboard"][0][0]["url"][-3:] for result in sent.given["results"]
    ] == ["one", "two"]
    assert len({result["id"] for result in sent.given["results"]}) == 2


async def test_an_empty_base_says_so() -> None:
    async with playing(bases.bare()) as play:
        (sent,) = await play.types("")
    assert titles(sent) == ["The next talks", "The latest talks"]
    assert "My sources name no upcoming talks." in message(sent.given["results"][0])

"""Lists to turn the pages of: topics, their questions, articles."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import bases
from botapi import playing

from bot import browsing
from knowledge.model import LANGUAGES, Entry

MANY: tuple[Entry, ...] = tuple(
    bases.entry(f"e{number}", topic=f"topic-{number % 10}", questions={"en": (f"question {number}?",)})
    for number in range(100)
)


def shown(page: browsing.Page) -> list[list[str]]:
    return [[button.label for button in row] for row in page[1]]


def test_topics_come_in_pages_with_how_many_questions_each_has() -> None:
    first, second, beyond = (browsing.topics(bases.bare(MANY), "en", number) for number in (0, 1, 7))
    assert shown(first) == [*[[f"Topic {number} (10)"] for number in range(8)], ["More ›"]]
    assert shown(second) == [["Topic 8 (10)"], ["Topic 9 (10)"], ["‹ Back"]]
    assert beyond == second


def test_the_questions_of_a_topic_come_in_pages_too() -> None:
    text, _ = page = browsing.questions(bases.bare(MANY), "en", "topic-3", 1)
    assert text == "Topic 3. Choose a question:"
    assert shown(page) == [["Question 83?"], ["Question 93?"], ["‹ Back"], ["‹ All topics"]]
    assert page[1][0][0].data == "1:e:en:e83"


def test_every_shipped_topic_has_a_name_in_every_language() -> None:
    kb = bases.shipped()
    for language in LANGUAGES:
        names = [row[0] for row in shown(browsing.topics(kb, language))]
        assert not [name for name in names if "-" in name], names


def test_an_article_that_nobody_has_curated_is_a_topic_by_its_title() -> None:
    kb = bases.bare((bases.entry("a-1", topic="a", origin="generated"),))
    assert shown(browsing.topics(kb, "uk")) == [["Title (1)"]]


def test_a_long_title_and_a_long_topic_still_fit_a_button() -> None:
    topic = "a-very-long-topic-" * 9
    kb = bases.bare((bases.entry(topic=topic),))
    (row,) = browsing.topics(kb, "en")[1]
    assert len(row[0].label) < 80
    assert len(row[0].data.encode()) <= 64
    from bot.callbacks import parse

    press = parse(row[0].data)
    assert press is not None
    assert browsing.page(press, kb) == browsing.questions(kb, "en", topic)


def test_articles_are_paged_newest_first() -> None:
    one = bases.bare().articles["a"]
    many = {
        f"a{number}": replace(
            one, slug=f"a{number}", title=f"T{number}.", published_at=f"2026-02-{number:02}"
        )
        for number in range(1, 21)
    }
    kb: Any = SimpleNamespace(articles=many)
    text, rows = browsing.articles(kb, "en", 1)
    assert text.startswith("My sources: 20 articles.\n\nT12.")
    assert text.count("https://") == 8
    assert [button.label for button in rows[0]] == ["‹ Back", "More ›"]


async def test_pages_are_turned_in_place_and_twice_does_no_harm() -> None:
    async with playing(bases.shipped()) as play:
        (sent,) = await play.says("/topics")
        pressed = sent.buttons[1]["callback_data"]
        toast, turned = await play.presses(pressed)
        play.recorder.trouble["editMessageText"] = [(400, "Bad Request: message is not modified")]
        again = await play.presses(pressed)
        _, answer = await play.presses(turned.buttons[0]["callback_data"])
    assert (toast.method, turned.method) == ("answerCallbackQuery", "editMessageText")
    assert turned.text == "The peace plan. Choose a question:"
    assert [call.method for call in again] == ["answerCallbackQuery", "editMessageText"]
    assert answer.method == "sendMessage"
    assert "<blockquote" in answer.text

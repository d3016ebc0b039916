"""Answers that were given are rewritten when a reload supersedes them, and only then."""

from __future__ import annotations

from dataclasses import replace

import bases
import pytest
from beats import MOVED, PLACED, beat, room
from botapi import GROUP, playing

from bot import corrections
from bot.chats import Preferences
from knowledge.model import KnowledgeBase

QUESTION = "When are the next talks?"
HELD = "2026-02-19-itogi-zhenevy"


def reworded(kb: KnowledgeBase, entry: str, lead: str) -> KnowledgeBase:
    """The same base with another answer to one entry."""
    changed = replace(kb.entries[entry], answer=dict.fromkeys(("en", "uk", "ru"), lead))
    return replace(kb, version="reworded", entries={**kb.entries, entry: changed})


async def test_an_answer_that_no_longer_holds_is_rewritten_once() -> None:
    async with playing(bases.later(PLACED)) as play:
        (sent,) = await play.says(QUESTION)
        (command,) = await play.says("/nexttalks", chat=GROUP)
        edits = await beat(play, 16, kb=bases.later(PLACED, MOVED))
        assert await beat(play, 16) == []
    assert "Place: Abu Dhabi." in sent.text
    assert "Place: Abu Dhabi." in command.text
    assert [(call.method, call.given["chat_id"], call.given["message_id"]) for call in edits] == [
        ("editMessageText", 7, 1001),
        ("editMessageText", GROUP["id"], 1002),
    ]
    for edit in edits:
        assert edit.text.startswith("Updated 16 February 2026:\n\nThe next round of talks is scheduled for")
        assert "Place: Geneva." in edit.text


async def test_in_the_language_of_the_answer() -> None:
    async with playing(bases.later(PLACED)) as play:
        await play.says("Коли наступні переговори?")
        (edit,) = await beat(play, 16, kb=bases.later(PLACED, MOVED))
    assert edit.text.startswith("Оновлено 16 лютого 2026 року:\n\nНаступний раунд")


async def test_newer_articles_alone_supersede_nothing() -> None:
    async with playing(bases.shipped()) as play:
        await play.says(QUESTION)
        await play.says("/lasttalks")
        await play.says("What are the sticking points?")
        same = replace(bases.shipped(), version="another", articles=bases.later(MOVED).articles)
        assert await beat(play, 16, kb=same) == []


async def test_that_a_round_was_held_as_planned_or_a_day_has_passed_is_no_correction() -> None:
    async with playing(bases.later(PLACED, MOVED)) as play:
        await play.says(QUESTION)
        assert await beat(play, 20) == []
        assert await beat(play, 20, kb=bases.later(PLACED, MOVED, HELD)) == []


async def test_another_answer_of_the_editors_is_a_correction() -> None:
    kb = bases.shipped()
    async with playing(kb) as play:
        _, sent = await play.presses("1:e:en:disputes")
        (edit,) = await beat(play, 16, kb=reworded(kb, "disputes", "Now nineteen."))
    assert "Now nineteen." not in sent.text
    assert edit.text.startswith("Updated 16 February 2026:\n\nNow nineteen.")


async def test_what_was_not_said_and_now_is_becomes_an_answer() -> None:
    async with playing(bases.shipped()) as play:
        (sent,) = await play.says("Where will the next talks be held?")
        (edit,) = await beat(play, 16, kb=bases.later(MOVED))
    assert sent.text.startswith("The sources do not say where the next meeting will take place.")
    assert edit.text.startswith("Updated 16 February 2026:\n\nThe next round of talks is scheduled")
    assert "Place: Geneva." in edit.text


async def test_what_was_only_near_is_left_alone() -> None:
    kb = bases.shipped()
    async with playing(kb) as play:
        await play.says("How do I bake bread?")
        await play.says("hello")
        assert room(play).state.outdated("another") == ()


async def test_an_article_that_is_withdrawn_takes_its_answers_with_it() -> None:
    kb = bases.shipped()
    async with playing(kb) as play:
        await play.presses("1:e:en:disputes")
        gone = replace(kb, version="gone", entries={}, articles={})
        (edit,) = await beat(play, 16, kb=gone)
        assert await beat(play, 16, kb=replace(gone, version="gone still")) == []
    assert edit.text == (
        "Updated 16 February 2026:\n\nThe article that I quoted here is no longer among my sources,"
        " so I have taken the answer back. Please ask me again."
    )
    assert edit.buttons == []


async def test_an_entry_that_is_only_renamed_leaves_its_answers_standing() -> None:
    kb = bases.shipped()
    async with playing(kb) as play:
        await play.presses("1:e:en:disputes")
        assert await beat(play, 16, kb=replace(kb, version="renamed", entries={})) == []


async def test_a_chat_may_want_none() -> None:
    async with playing(bases.later(PLACED)) as play:
        await play.says(QUESTION)
        room(play).state.chats.choose(7, Preferences(corrections=False))
        assert await beat(play, 16, kb=bases.later(PLACED, MOVED)) == []
        room(play).state.chats.choose(7, Preferences())
        assert await beat(play, 16) == []


@pytest.mark.parametrize(
    ("trouble", "tries"),
    [
        ((400, "Bad Request: message to edit not found"), 1),
        ((403, "Forbidden: bot was kicked from the supergroup chat"), 1),
        ((502, "Bad Gateway"), 2),
    ],
)
async def test_what_cannot_be_edited_is_skipped_and_what_failed_is_tried_again(
    trouble: tuple[int, str], tries: int
) -> None:
    async with playing(bases.later(PLACED)) as play:
        await play.says(QUESTION)
        play.recorder.trouble["editMessageText"] = [trouble] * 3
        calls = await beat(play, 16, kb=bases.later(PLACED, MOVED))
        calls += await beat(play, 16)
        assert await beat(play, 16) == []
    repeated = 3 if tries == 2 else 1  # the pace repeats an edit by itself
    assert len(calls) == repeated + tries - 1


async def test_an_edited_question_is_corrected_by_its_new_answer() -> None:
    async with playing(bases.later(PLACED)) as play:
        await play.says("How do I bake bread?")
        await play.edits(1, QUESTION)
        (edit,) = await beat(play, 16, kb=bases.later(PLACED, MOVED))
    assert "Place: Geneva." in edit.text
    assert corrections.log.name == "bot.corrections"

"""/reload: for editors only, atomic, never in anybody's way; a failure leaves what was there."""

from __future__ import annotations

import asyncio
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import bases
import pytest
from botapi import ADMIN, ANN, BOT, GROUP, PRIVATE, Play, playing

from bot import knowledge_file
from bot.context import ROOM
from knowledge.errors import EntryError


async def settled(play: Play, calls: int) -> None:
    """Wait for work in the background."""
    for _ in range(500):
        if len(play.calls) >= calls:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"only {len(play.calls)} calls")


async def test_others_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knowledge_file, "rebuild", lambda _: pytest.fail("built"))
    async with playing(bases.bare()) as play:
        await play.says("/reload")
        await settled(play, 1)
    assert play.calls[0].text == "Only this bot’s editors can do that."


async def test_a_reload_swaps_the_base(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = bases.bare(), bases.bare((bases.entry(),), version="fedcba9876543210")
    monkeypatch.setattr(knowledge_file, "rebuild", lambda _: new)
    async with playing(old) as play:
        await play.says("/reload", user=ADMIN)
        await settled(play, 1)
        assert play.application.bot_data[ROOM].kb is new
    assert play.calls[0].text == (
        "Done: 1 article, 1 answer. Version fedcba98, newest article from 14 February 2026."
    )


async def test_a_reload_that_changes_nothing_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knowledge_file, "rebuild", lambda _: bases.bare())
    async with playing(bases.bare()) as play:
        await play.says("/reload", user=ADMIN | {"language_code": "uk"})
        await settled(play, 1)
    assert play.calls[0].text == "Готово: нічого не змінилося. 1 стаття, 0 відповідей, версія 01234567."


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (
            EntryError("faq/talks.yaml", 12, "the quote is <not> verbatim", "copy it"),
            "faq/talks.yaml:12: the quote is &lt;not&gt; verbatim (copy it)",
        ),
        (ZeroDivisionError("secret"), "An unexpected error; the log has the details."),
    ],
)
async def test_a_failed_reload_keeps_the_old_base(
    monkeypatch: pytest.MonkeyPatch, problem: Exception, told: str
) -> None:
    def fail(_: Any) -> None:
        raise problem

    monkeypatch.setattr(knowledge_file, "rebuild", fail)
    old = bases.bare()
    async with playing(old) as play:
        await play.says("/reload", user=ADMIN)
        await settled(play, 1)
        assert play.application.bot_data[ROOM].kb is old
        await play.says("/sources")
    assert (
        play.calls[0].text
        == f"The rebuild failed, so nothing has changed: I keep answering from the base I had.\n{told}"
    )
    assert "RBC-Ukraine" in play.calls[1].text


async def test_others_are_answered_while_it_is_built(monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()

    def slow(_: Any) -> Any:
        assert go_on.wait(10)
        return bases.bare()

    monkeypatch.setattr(knowledge_file, "rebuild", slow)
    async with playing(bases.bare()) as play:
        started = time.perf_counter()
        await play.says("/reload", user=ADMIN)
        (sources,) = await play.says("/sources")
        await play.says("/reload", user=ADMIN)
        await settled(play, 2)
        took = time.perf_counter() - started
        go_on.set()
        await settled(play, 3)
    assert sources.text.startswith("My sources")
    assert took < 5
    assert [call.text[:12] for call in play.calls[1:]] == ["A rebuild is", "Done: nothin"]


async def test_in_a_group_too_only_editors_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knowledge_file, "rebuild", lambda _: bases.bare())
    async with playing(bases.bare()) as play:
        await play.says("/reload@talks_bot", chat=GROUP, user=ADMIN)
        await settled(play, 1)
        anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
        await play.says("/reload", chat=GROUP, user=anonymous, sender_chat=GROUP)
        await settled(play, 2)
    assert play.calls[0].text.startswith("Done")
    assert play.calls[1].text.startswith("Only")


class Builds:
    """Counts builds, and writes what a build would."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.made = 0
        monkeypatch.setattr("knowledge.build.build", self._build)
        monkeypatch.setattr("knowledge.store.load", lambda path: ("loaded", path))

    def _build(self, path: Path, data_dir: Path) -> str:
        self.made += 1
        path.write_text("base")
        return "built"


def test_the_file_is_made_once_and_again_when_its_sources_change(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from bot.settings import Settings

    builds, settings = Builds(monkeypatch), Settings(data_dir=tmp_path / "new")
    assert knowledge_file.ready(settings) == "built"
    assert knowledge_file.ready(settings) == ("loaded", settings.knowledge_file)
    own = settings.data_dir / "articles" / "a.md"
    own.parent.mkdir()
    own.write_text("one")
    told: list[bool] = []
    assert knowledge_file.ready(settings, lambda: told.append(True)) == "built"
    assert knowledge_file.ready(settings) == ("loaded", settings.knowledge_file)
    own.unlink()
    assert knowledge_file.ready(settings) == "built"
    assert (told, builds.made) == ([True], 3)
    elsewhere = replace(settings, data_dir=tmp_path / "other")
    assert knowledge_file.ready(elsewhere) == "built"


async def test_editors_may_ask_why() -> None:
    mine: dict[str, Any] = {"message_id": 1001, "date": 1, "chat": PRIVATE, "from": BOT, "text": "..."}
    async with playing(bases.shipped()) as play:
        await play.says("when are the next talks?", user=ADMIN)
        for place, (user, said) in enumerate(
            [(ADMIN, None), (ADMIN, mine), (ADMIN, mine | {"message_id": 77}), (ANN, mine)]
        ):
            await play.says("/why", user=user, **({"reply_to_message": said} if said else {}))
            await settled(play, place + 2)
    usage, told, gone, refused = (call.text for call in play.calls[1:])
    assert usage == "Reply with /why to one of my answers."
    assert "entry next-talks-date" in told
    assert "asks for    when; direction next" in told
    assert gone == "I no longer remember how I found that one."
    assert refused == "Only this bot’s editors can do that."

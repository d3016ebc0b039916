"""The Application as a whole: order, duplicates, errors, its address, what it logs."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import bases
import pytest
from botapi import GROUP, TOKEN, Play, Recorder, playing
from telegram.ext import ApplicationHandlerStop

from bot import app, mishaps, questions
from bot.context import ROOM
from bot.logs import Redacting
from bot.settings import Settings
from bot.state import open_state


async def test_the_same_update_is_handled_once_even_after_a_restart(tmp_path: Path) -> None:
    update = {"update_id": 5}
    for round_ in range(2):
        state = open_state(tmp_path / "state.db")
        async with playing(bases.bare(), state=state) as play:
            message = {"message": play.message("/start")}
            first = await play.raw(update | message)
            second = await play.raw(update | message)
        state.close()
        assert len(first) == (1 if round_ == 0 else 0)
        assert second == []


async def test_many_at_once_are_each_handled_once() -> None:
    async with playing(bases.bare()) as play:
        message = play.message("/start")
        await asyncio.gather(
            *(play.raw({"update_id": 1 + number % 4, "message": message}) for number in range(40))
        )
    assert len(play.calls) == 4


async def test_what_goes_wrong_is_logged_and_told_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("inside")

    monkeypatch.setattr(questions, "reply", broken)
    async with playing(bases.bare()) as play:
        (sent,) = await play.says("when?")
    assert sent.text.startswith("Sorry, something went wrong")
    assert [record.message for record in caplog.records] == ["an update could not be handled"]


async def test_a_group_does_not_hear_of_trouble_with_what_was_not_for_the_bot(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> bool:
        raise ZeroDivisionError("a bug")

    async with playing(bases.bare()) as play:
        monkeypatch.setattr(play.application.bot_data[ROOM].state, "first_time", broken)
        assert await play.says("good morning all", chat=GROUP) == []
        assert await play.edits(1, "good morning", chat=GROUP) == []
        told = await play.says("/start", chat=GROUP)
    assert told[0].text.startswith("Sorry")


async def test_a_reader_who_cannot_be_told_is_only_logged(caplog: pytest.LogCaptureFixture) -> None:
    async with playing(bases.bare()) as play:
        play.recorder.trouble["sendMessage"] = [(403, "Forbidden: bot was blocked by the user")]
        assert len(await play.says("/start")) == 1
        play.recorder.trouble["sendMessage"] = [(500, "down"), (500, "down")]
        assert len(await play.says("/start")) == 2
    assert "nor could the reader be told" in caplog.text
    assert TOKEN.split(":")[1] not in caplog.text


async def test_an_error_without_an_update_is_only_logged(caplog: pytest.LogCaptureFixture) -> None:
    async with playing(bases.bare()) as play:
        await play.application.process_error(None, ValueError("polling"))
    assert play.calls == []
    assert "polling" in caplog.text


async def test_a_question_that_was_deleted_meanwhile_does_not_stop_the_answer() -> None:
    async with playing(bases.bare()) as play:
        (sent,) = await play.says("/start", chat=GROUP)
    assert sent.given["reply_parameters"]["allow_sending_without_reply"] is True


async def test_another_server_is_a_setting() -> None:
    settings = Settings(data_dir=Path("/nonexistent"), token=TOKEN, api_url="http://127.0.0.1:8081")
    state = open_state(None)
    application = app.build(settings, bases.bare(), Recorder(), state=state)
    assert application.bot.base_url == f"http://127.0.0.1:8081/bot{TOKEN}"
    assert application.bot.base_file_url == f"http://127.0.0.1:8081/file/bot{TOKEN}"
    assert application.concurrent_updates == app.AT_ONCE
    state.close()


def test_the_order_of_the_handlers_is_visible() -> None:
    names = [type(handler).__name__ for handler in app.handlers()]
    assert names[-1] == "MessageHandler"
    assert len(app.first_of_all()) == 1
    assert [
        handler.block for handler in app.handlers() if getattr(handler, "commands", None) == {"reload"}
    ] == [False]


def test_the_token_is_in_no_log_line(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    line = Redacting(TOKEN).format(logging.makeLogRecord({"msg": f"POST http://x/bot{TOKEN}/getMe"}))
    assert line.endswith("POST http://x/bot<token>/getMe")


async def test_a_stopped_update_reaches_no_handler() -> None:
    async with playing(bases.bare()) as play:
        await play.says("/start")
        play.updates = 0
        assert await play.says("/start") == []
    assert issubclass(ApplicationHandlerStop, Exception)
    assert isinstance(play, Play)
    assert mishaps.log.name == "bot.mishaps"

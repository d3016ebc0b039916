"""Polling over real HTTP: what ends it, what it survives, and what it never says."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path

import bases
import pytest
from botapi import ANN, PRIVATE, TOKEN
from loopback import Server, serving

from bot import app, logs, polling
from bot.settings import Settings
from bot.state import open_state

REFUSAL = (401, "Unauthorized")
TAKEN = (409, "Conflict: terminated by other getUpdates request")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(polling, "PAUSE", 0.05)
    with serving() as found:
        yield found


async def serve(server: Server, until: str | None = None, times: int = 1) -> str | None:
    """Poll until the bot gives up, or until a method has been called so many times; gives the reason."""
    watch, state = polling.Watch(), open_state(None)
    settings = Settings(data_dir=Path("/nonexistent"), token=TOKEN, api_url=server.url)
    application = app.build(settings, bases.bare(), polling=polling.PollingRequest(watch), state=state)
    task = asyncio.create_task(polling.serve(application, watch))
    if until:
        assert await asyncio.to_thread(server.wait, lambda: len(server.seen(until)) >= times), server.calls
        watch.stop()
    try:
        return await asyncio.wait_for(task, 30)
    finally:
        state.close()


def message(number: int, text: str = "/start") -> dict[str, object]:
    entities = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    content = {
        "message_id": number,
        "date": 1,
        "chat": PRIVATE,
        "from": ANN,
        "text": text,
        "entities": entities,
    }
    return {"update_id": number, "message": content}


async def test_a_question_over_http_is_answered(server: Server) -> None:
    server.script["getUpdates"] = [(200, [message(5)])]
    assert await serve(server, until="sendMessage") is None
    (sent,) = server.seen("sendMessage")
    assert sent["text"].startswith("Hello!")
    assert server.seen("getUpdates")[-1]["offset"] == "6"


async def test_the_menus_are_set_while_questions_are_answered(server: Server) -> None:
    server.script["setMyCommands"] = [(502, "bad gateway")] * 3
    server.script["getUpdates"] = [(200, [message(5)])]
    assert await serve(server, until="sendMessage") is None
    assert server.seen("setMyCommands")


async def test_a_refused_token_ends_it_at_the_start(server: Server) -> None:
    server.script["getMe"] = [REFUSAL]
    assert await serve(server) == polling.REFUSED
    assert server.seen("getUpdates") == []


async def test_a_token_that_is_taken_back_ends_it_while_polling(server: Server) -> None:
    server.script["getUpdates"] = [(200, []), *[REFUSAL] * 5]
    assert await serve(server) == polling.REFUSED


async def test_another_instance_ends_it_after_a_few_refusals(
    server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(polling, "CONFLICTS", 2)
    server.script["getUpdates"] = [TAKEN, (200, []), *[TAKEN] * 9]
    assert await serve(server) == polling.TWICE
    assert len(server.seen("getUpdates")) <= 6
    assert "another instance fetches this bot's updates (1 of 2)" in caplog.text


async def test_an_update_that_cannot_be_parsed_is_skipped_and_not_fetched_again(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    poison = {"update_id": 5, "message": {"message_id": "?"}}
    server.script["getUpdates"] = [(200, [poison]), (200, [poison | {"update_id": 6}, message(7)])]
    assert await serve(server, until="sendMessage") is None
    assert [given.get("offset") for given in server.seen("getUpdates")[:3]] == ["0", "6", "8"]
    assert "update 5 cannot be parsed and is skipped" in caplog.text


async def test_an_answer_without_anything_usable_does_not_spin(server: Server) -> None:
    server.script["getUpdates"] = [(200, [{"no": "number"}])] * 1000
    assert await serve(server, until="getUpdates", times=4) is None
    assert len(server.seen("getUpdates")) < 10


async def test_trouble_on_the_way_is_survived(server: Server) -> None:
    server.script["getMe"] = [(502, b"<html>bad gateway</html>"), (500, "down")]
    server.script["getUpdates"] = [(200, b"not json"), (502, b"<html>"), (200, [message(5)])]
    assert await serve(server, until="sendMessage") is None


async def test_a_server_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    monkeypatch.setattr(polling, "START_RETRIES", 1)
    server.url = "http://127.0.0.1:9"
    assert await serve(server) == polling.UNREACHABLE


async def test_the_token_is_never_logged(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        logs.configure("DEBUG", TOKEN)
        server.script["getUpdates"] = [
            (500, "down"),
            (200, b"not json"),
            (200, [message(5)]),
            (200, []),
            REFUSAL,
        ]
        assert await serve(server) == polling.REFUSED
        server.script["getMe"] = [(404, "Not Found")]
        assert await serve(server) == polling.REFUSED
    finally:
        root.handlers[:] = before
        root.setLevel(level)
    logged = capsys.readouterr().err
    assert "getUpdates" in logged
    assert TOKEN not in logged
    assert TOKEN.split(":")[1] not in logged

"""The double is strict: every rule, broken by somebody, is noticed. Refusals are what Telegram would say."""

from __future__ import annotations

import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import cast
import pytest
from PIL import Image
from telegram import Bot, InputFile
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter
from telegram.request import HTTPXRequest
from telegram_chats import Json
from telegram_double import Asked, Double, Trouble
from telegram_rates import Clock
from telegram_server import serving

from bot.clock import KYIV

BREACHES = Path(__file__).parent / "data" / "breaches.jsonl"
ROWS = [json.loads(line) for line in BREACHES.read_text("utf-8").splitlines()]
RESULT: Json = {"type": "article", "id": "1", "title": "t", "input_message_content": {"message_text": "x"}}
NEWS = cast.group("supergroup", "News", 1)


def opened() -> Double:
    """Ann in private, a supergroup and a forum with one topic (40); one press and one inline query."""
    double = Double(Clock(datetime(2026, 2, 15, 12, tzinfo=KYIV)))
    double.users |= {user["id"]: user for user in cast.PEOPLE.values()}
    forum = cast.group("forum", "Forum", 2)
    forum.topics[40] = "Talks"
    for chat in (cast.private("Ann"), cast.group("supergroup", "News", 1), forum):
        double.chats[chat.id] = chat
    double.presses["press-1"] = Asked()
    double.queries["query-1"] = Asked()
    return double


@asynccontextmanager
async def client(double: Double) -> AsyncIterator[Bot]:
    """The real client, over HTTP."""
    async with serving(double) as url:
        request = HTTPXRequest(httpx_kwargs={"verify": False})
        async with Bot("4242:x", base_url=f"{url}/bot", request=request) as bot:
            yield bot


def given_by(row: Json) -> dict[str, str]:
    given: dict[str, Any] = dict(row.get("given", {}))
    if row["method"] == "answerInlineQuery":
        given = {"inline_query_id": "query-1", "results": "[]"} | given
    if "results" in row:
        given["results"] = json.dumps([RESULT | one for one in row["results"]])
    if "button" in row:
        markup = json.dumps({"inline_keyboard": [[row["button"]]]})
        given = {"chat_id": "7", "text": "x", "reply_markup": markup}
    return {
        name: "x" * (int(value[4:]) + 1) if value.startswith("LONG") else value
        for name, value in given.items()
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['method']}: {row['breach']}")
async def test_a_breach_is_noticed(row: Json) -> None:
    double = opened()
    await double.answer(row["method"], given_by(row), {})
    assert [breach for breach in double.violations if row["breach"] in breach], double.violations


async def test_what_is_right_is_no_breach() -> None:
    double = opened()
    async with client(double) as bot:
        sent = await bot.send_message(7, "<b>a</b> &amp; b", parse_mode="HTML")
        await bot.edit_message_text("c", 7, sent.message_id)
        await bot.answer_callback_query("press-1", "ok")
        await bot.answer_inline_query("query-1", [])
        await bot.set_my_commands([("next", "the next talks")], language_code="uk")
    assert sent.text == "a & b"
    assert (double.violations, double.refusals) == ([], [])
    assert double.unanswered() == []


@pytest.mark.parametrize(("text", "is_fine"), [("x" * 4096, True), ("x" * 4097, False), ("🙂" * 2049, False)])
async def test_text_is_measured_after_parsing(text: str, is_fine: bool) -> None:
    double = opened()
    await double.answer("sendMessage", {"chat_id": "7", "text": f"<b>{text}</b>", "parse_mode": "HTML"}, {})
    assert (double.violations == []) == is_fine


async def test_at_most_a_hundred_buttons_and_eight_in_a_row() -> None:
    for rows in ([[{}] * 9], [[{}]] * 101):
        double = opened()
        full = [[{"text": "x", "callback_data": "x"} for _ in row] for row in rows]
        markup = json.dumps({"inline_keyboard": full})
        await double.answer("sendMessage", {"chat_id": "7", "text": "x", "reply_markup": markup}, {})
        assert "more than 100 buttons, or 8 in a row" in double.violations[0]


async def test_presses_are_answered_once_and_none_is_forgotten() -> None:
    double = opened()
    assert double.unanswered() == ["press press-1", "inline query query-1"]
    for _ in range(2):
        await double.answer("answerCallbackQuery", {"callback_query_id": "press-1"}, {})
    assert double.violations == ["press-1 is answered again"]


async def test_refusals_as_telegram_words_them() -> None:
    double = opened()
    forum, news = cast.group("forum", "Forum", 2).id, NEWS.id
    async with client(double) as bot:
        sent = await bot.send_message(7, "x")
        for call, words in (
            (lambda: bot.edit_message_text("x", 7, sent.message_id), "message is not modified"),
            (lambda: bot.edit_message_text("x", 7, 99), "message to edit not found"),
            (lambda: bot.send_message(7, "x", reply_to_message_id=99), "message to be replied not found"),
            (lambda: bot.send_message(forum, "x", message_thread_id=1), "message thread not found"),
            (lambda: bot.send_message(news, "x", message_thread_id=40), "message thread not found"),
            (lambda: bot.send_message(404, "x"), "chat not found"),
            (lambda: bot.send_document(7, "unknown"), "wrong file identifier"),
        ):
            double.clock.pass_by(2)
            with pytest.raises(BadRequest, match=f"(?i){words}"):
                await call()
            assert words in double.refusals.pop()
        assert (await bot.send_message(forum, "x", message_thread_id=40)).message_thread_id == 40
    assert double.violations == []


async def test_who_may_not_be_written_to() -> None:
    double = opened()
    async with client(double) as bot:
        double.chats[7].is_open = False
        with pytest.raises(Forbidden, match="blocked"):
            await bot.send_message(7, "x")
        double.chats[NEWS.id].migrated_to = -100777
        with pytest.raises(ChatMigrated) as moved:
            await bot.send_message(NEWS.id, "x")
    assert moved.value.new_chat_id == -100777


async def test_pictures_must_be_pictures() -> None:
    def picture(*size: int) -> bytes:
        into = io.BytesIO()
        Image.new("L", size).save(into, "PNG")
        return into.getvalue()

    double = opened()
    async with client(double) as bot:
        sent = await bot.send_photo(7, picture(40, 30), caption="<i>x</i>", parse_mode="HTML")
        again = await bot.send_photo(7, sent.photo[0].file_id)
        letter = await bot.send_document(7, InputFile(b"BEGIN", filename="talks.ics"))
        double.clock.pass_by(9)
        for wrong in (b"no picture", picture(2100, 100), picture(9990, 20)):
            with pytest.raises(BadRequest):
                await bot.send_photo(7, wrong)
    assert (sent.photo[0].width, sent.caption) == (40, "x")
    assert again.photo[0].file_id == sent.photo[0].file_id
    assert letter.document
    assert (double.violations, len(double.refusals)) == ([], 3)


@pytest.mark.parametrize(
    ("chat", "count", "apart", "breach"),
    [
        (7, 4, 0.0, "more than 1 message a second in a chat"),
        (7, 9, 1.0, None),
        (NEWS.id, 21, 2.0, "more than 20 messages a minute in a group"),
        (NEWS.id, 21, 3.0, None),
    ],
)
async def test_rates(chat: int, count: int, apart: float, breach: str | None) -> None:
    double = opened()
    for _ in range(count):
        await double.answer("sendMessage", {"chat_id": str(chat), "text": "x"}, {})
        double.clock.pass_by(apart)
    assert [one.partition(": ")[2] for one in double.violations] == ([breach] if breach else [])


async def test_thirty_a_second_overall() -> None:
    double = opened()
    for chat in range(31):
        double.chats[chat + 1000] = cast.Chat({"id": chat + 1000, "type": "private"})
        await double.answer("sendMessage", {"chat_id": str(chat + 1000), "text": "x"}, {})
    assert double.violations == ["sendMessage: more than 30 messages a second overall"]


async def test_trouble_befalls_one_call_each_and_silence_is_to_be_kept() -> None:
    double = opened()
    cut, lost = Trouble(), Trouble(is_done=True)
    double.trouble["sendMessage"] += [Trouble(502), cut, lost, Trouble(429, retry_after=3)]
    async with client(double) as bot:
        for kind in (NetworkError, NetworkError, NetworkError, RetryAfter):
            with pytest.raises(kind):
                await bot.send_message(7, "x")
            double.clock.pass_by(1)
        assert len(double.chats[7].messages) == 1
        assert double.violations == []
        await bot.send_message(7, "x")
    assert double.violations == ["sendMessage: called 2.0 s before retry_after was over"]

"""Many people at once, and a bad line: everybody is answered once, at Telegram's pace."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import cast
import pytest
from stage import TOKEN, Stage, base, running
from telegram_chats import Chat, Json
from telegram_double import Asked, Call, Double, Trouble
from telegram_rates import Clock
from telegram_server import serving

from bot import app, menus, polling
from bot.clock import KYIV
from bot.settings import Settings
from bot.state import open_state

NOON = datetime(2026, 2, 15, 12, tzinfo=KYIV)
QUESTION = "When are the next talks?"
MENUS = len(menus.SPOKEN) * (len(menus.scopes(sorted(cast.EDITORS))) + 2)
"""Menus and both descriptions, in each language."""


def reader(stage: Stage, number: int) -> Chat:
    """Somebody new, alone with the bot."""
    name = f"Reader{number}"
    cast.PEOPLE[name] = {"id": number, "is_bot": False, "first_name": name, "language_code": "en"}
    chat = cast.private(name)
    stage.double.users[number] = cast.PEOPLE[name]
    stage.double.chats[chat.id] = chat
    return chat


def asks(stage: Stage, chat: Chat, name: str, text: str = QUESTION) -> Json:
    stage.numbers += 1
    said = cast.message(chat, name, stage.clock, cast.words(text))
    return {"update_id": stage.numbers, "message": said}


async def arrive(stage: Stage, updates: Iterable[Json]) -> float:
    """All at once, through getUpdates; the seconds until the last is handled."""
    began = stage.clock.seconds()
    await stage.flood(list(updates))
    return stage.clock.seconds() - began


def messages(stage: Stage) -> list[Call]:
    return [call for call in stage.double.calls if call.method == "sendMessage" and call.result]


async def test_a_hundred_readers_at_once() -> None:
    async with running(NOON, "mini", polled=True) as stage:
        chats = [reader(stage, 1000 + number) for number in range(100)]
        took = await arrive(stage, [asks(stage, chat, chat.json["first_name"]) for chat in chats])
    answered = Counter(call.given["chat_id"] for call in messages(stage))
    assert answered == {str(chat.id): 1 for chat in chats}
    assert 3.0 <= took < 6.0
    assert (stage.double.violations, stage.double.refusals) == ([], [])


async def test_a_busy_group_holds_up_nobody_else() -> None:
    async with running(NOON, "mini", polled=True) as stage:
        group, ann = cast.group("supergroup", "News", 1), cast.private("Ann")
        for chat in (group, ann):
            stage.double.chats[chat.id] = chat
        mentions = [asks(stage, group, "Bob", f"@talks_bot {QUESTION}") for _ in range(30)]
        took = await arrive(stage, [*mentions, asks(stage, ann, "Ann")])
    chats = [call.given["chat_id"] for call in messages(stage)]
    assert Counter(chats) == {str(group.id): 30, str(ann.id): 1}
    assert chats.index(str(ann.id)) < 5
    assert took > 60
    assert stage.double.violations == []


async def test_a_chat_that_must_wait_holds_up_nobody_else() -> None:
    async with running(NOON, "mini", polled=True) as stage:
        first, second = reader(stage, 2001), reader(stage, 2002)
        stage.double.trouble["sendMessage"].append(Trouble(429, retry_after=30))
        await arrive(stage, [asks(stage, first, "Reader2001"), asks(stage, second, "Reader2002")])
    order = [call.given["chat_id"] for call in messages(stage)]
    assert len(order) == 2
    assert messages(stage)[1].result["date"] - messages(stage)[0].result["date"] >= 30
    assert stage.double.violations == []


@pytest.mark.parametrize("seed", range(5))
async def test_a_storm(seed: int) -> None:
    """Calls fail in every way, updates come twice and in any order: nothing is done twice, nothing hangs."""
    chance = random.Random(seed)
    kinds = (Trouble(429, retry_after=2), Trouble(502), Trouble(500), Trouble(), Trouble(is_done=True))
    async with running(NOON, "mini", polled=True) as stage:
        chats = [reader(stage, 3000 + number) for number in range(8)]
        updates = [asks(stage, chat, chat.json["first_name"]) for chat in chats for _ in range(3)]
        for chat in chats:
            updates.append(press(stage, chat))
        for method in ("sendMessage", "answerCallbackQuery"):
            stage.double.trouble[method] += [chance.choice(kinds) for _ in range(9)]
        chance.shuffle(updates)
        await arrive(stage, [*updates, *chance.sample(updates, 6)])
        heard = Counter(call.given["chat_id"] for call in messages(stage))
        stage.double.trouble.clear()
        last = reader(stage, 3999)
        await arrive(stage, [asks(stage, last, "Reader3999")])
    assert messages(stage)[-1].given["chat_id"] == "3999"
    assert sum(heard.values()) >= len(chats) * 3 - 9
    assert all(count <= 2 * 3 + 1 for count in heard.values()), "an answer, or a word of regret, and no more"
    assert stage.double.violations == []


def press(stage: Stage, chat: Chat) -> Json:
    """A button of a version that nobody remembers, under a message of the bot's."""
    stage.numbers += 1
    stage.pressed += 1
    stage.double.presses[f"press-{stage.pressed}"] = Asked()
    below = {"message_id": 1, "date": 1, "chat": chat.json, "from": stage.double.users[4242], "text": "x"}
    name = chat.json["first_name"]
    return {"update_id": stage.numbers, "callback_query": cast.press(stage.pressed, name, below, "0:old")}


async def test_the_whole_bot_as_it_runs(tmp_path: Path) -> None:
    """Started, asked, subscribed, stopped: menus, the beat and getUpdates at their own real pace."""
    double = Double(Clock(datetime.now(KYIV)))
    double.users |= {user["id"]: user for user in cast.PEOPLE.values()}
    ann, news = cast.private("Ann"), cast.group("supergroup", "News", 1)
    double.chats |= {ann.id: ann, news.id: news, 99: cast.private("Ed")}
    said = [
        (ann, "/start", "Hello!"),
        (ann, QUESTION, "2026 · article"),
        (ann, "/subscribe", "Done."),
        (news, "nobody asks", ""),
        (news, f"@talks_bot {QUESTION}", "2026 · article"),
    ]
    watch = polling.Watch()
    async with serving(double) as url:
        settings = Settings(tmp_path, TOKEN, cast.EDITORS, url)
        with closing(open_state(settings.state_file)) as state:
            fetching = polling.PollingRequest(watch)
            application = app.build(settings, base("mini"), polling=fetching, state=state)
            serving_ = asyncio.create_task(polling.serve(application, watch))
            for number, (chat, text, expected) in enumerate(said, 1):
                message = cast.message(chat, "Ann", double.clock, cast.words(text))
                double.updates.append({"update_id": number, "message": message})
                double.came.set()
                while double.updates:
                    await asyncio.sleep(0.01)
                await application.update_queue.join()
                double.clock.pass_by(1)
                sent = [call for call in double.calls if call.method == "sendMessage"]
                assert expected in sent[-1].result["text"]
            while len(double.profile) < MENUS:
                await asyncio.sleep(0.01)
            watch.stop()
            assert await serving_ is None
    assert len(sent) == 4
    assert (double.violations, double.refusals) == ([], [])

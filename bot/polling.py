"""Long polling that notices when it cannot go on.

The library goes on without a word when the token is refused (its loop ends, the process lives on, deaf),
when another instance fetches too, and when one update cannot be parsed (it is fetched again at once, for
ever). All three show in the raw answers to ``getUpdates``, so that is where they are watched.
"""

from __future__ import annotations

import asyncio
import json
import logging
import signal
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest, RequestData

from bot.context import App

log = logging.getLogger(__name__)

CONFLICTS = 5
"""Refusals in a row after which another instance is taken for a fact: one or two happen at every restart."""
START_RETRIES = 5
"""Tries more to reach the server at start, before giving up."""
LINGER = 0.1
"""Seconds in which the library may take note of a refusal itself, before everything is closed."""
PAUSE = 1.0
"""Seconds before an answer that brings nothing usable is handed on, so that asking again does not spin."""

REFUSED = (
    "Telegram refused the token: check TELEGRAM_BOT_TOKEN against what @BotFather shows, then start again."
)
TWICE = "Another instance fetches this bot's updates: stop that one (or its webhook), then start again."
UNREACHABLE = (
    "The Bot API server cannot be reached: check the network and TELEGRAM_API_URL, then start again."
)


class Watch:
    """Whether polling can go on; ``reason`` tells why not."""

    def __init__(self) -> None:
        self.stopped = asyncio.Event()
        self.reason: str | None = None
        self._conflicts = 0

    def stop(self, reason: str | None = None, after: float = 0.0) -> None:
        """End the polling; the first reason is kept."""
        self.reason = self.reason or reason
        asyncio.get_running_loop().call_later(after, self.stopped.set)

    def saw(self, status: int) -> None:
        """Judge the status of one answer to ``getUpdates``."""
        if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND):
            self.stop(REFUSED, LINGER)
        elif status == HTTPStatus.CONFLICT:
            self._conflicts += 1
            log.warning("another instance fetches this bot's updates (%s of %s)", self._conflicts, CONFLICTS)
            if self._conflicts >= CONFLICTS:
                self.stop(TWICE, LINGER)
        elif status == HTTPStatus.OK:
            self._conflicts = 0


class PollingRequest(HTTPXRequest):
    """Fetches updates, reports each status to the watch, and blunts updates that cannot be parsed."""

    def __init__(self, watch: Watch) -> None:
        super().__init__(connection_pool_size=1)
        self._watch = watch

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *more: Any, **timeouts: Any
    ) -> tuple[int, bytes]:
        """The answer as the library may see it."""
        status, payload = await super().do_request(url, method, request_data, *more, **timeouts)
        self._watch.saw(status)
        return status, await _blunted(payload) if status == HTTPStatus.OK else payload


async def serve(application: App, watch: Watch) -> str | None:
    """Run until stopped by a signal or by the watch; gives the reason for which it cannot go on, or None."""
    from bot import heartbeat, menus

    _stop_on_signals(watch)
    beside: list[asyncio.Task[None]] = []
    try:
        if not await _initialised(application, watch):
            return watch.reason
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling(
            bootstrap_retries=START_RETRIES, allowed_updates=Update.ALL_TYPES, error_callback=_log
        )
        log.info("answering as %s", application.bot.name)
        # Telegram may make us wait for hours with a menu; no reader is to wait for that.
        beside = [asyncio.create_task(work(application)) for work in (heartbeat.run, menus.publish)]
        await watch.stopped.wait()
    except InvalidToken:
        watch.stop(REFUSED)
    finally:
        for task in beside:
            task.cancel()
        if beside:
            await asyncio.wait(beside)
        await _shut_down(application)
    return watch.reason


async def _initialised(application: App, watch: Watch) -> bool:
    """``getMe``, with patience: at start a machine's network is often not up yet. False if it was in vain."""
    for tries in range(START_RETRIES + 1):
        try:
            await application.initialize()
            return True
        except InvalidToken:
            raise
        except TelegramError as problem:
            log.warning("the Bot API server is out of reach: %s", problem)
        with suppress(TimeoutError):
            await asyncio.wait_for(watch.stopped.wait(), PAUSE * 2**tries)
            return False
    watch.stop(UNREACHABLE)
    return False


async def _shut_down(application: App) -> None:
    """Finish what is being answered, then close; a refused token must not hide the reason we had."""
    if application.updater and application.updater.running:
        with suppress(TelegramError):
            await application.updater.stop()
    if application.running:
        await application.stop()
    with suppress(TelegramError):
        await application.shutdown()
        await application.bot.shutdown()  # the application leaves open what it could not finish opening


def _log(problem: TelegramError) -> None:
    log.warning("polling: %s", problem)


def _stop_on_signals(watch: Watch) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError, RuntimeError):  # Windows; a loop that is not in the main thread
            loop.add_signal_handler(number, watch.stop)


async def _blunted(payload: bytes) -> bytes:
    """The same answer, with every update that cannot be parsed replaced by its bare number.

    The number must stay: only the number of the last update tells Telegram what not to send again.
    """
    try:
        answer = json.loads(payload)
        updates = answer["result"]
    except (ValueError, KeyError, TypeError):
        return payload  # the library reports it and waits before it asks again
    if not isinstance(updates, list):
        return payload
    kept = [_parsable(update) for update in updates]
    if kept == updates:
        return payload
    usable = [update for update in kept if update is not None]
    if not usable:
        await asyncio.sleep(PAUSE)
    return json.dumps({**answer, "result": usable}).encode()


def _parsable(update: Any) -> Any:
    try:
        Update.de_json(update, None)
    except Exception as problem:  # whatever the parser trips over
        number = update.get("update_id") if isinstance(update, dict) else None
        log.error("update %s cannot be parsed and is skipped: %r", number, problem)
        return {"update_id": number} if isinstance(number, int) else None
    return update

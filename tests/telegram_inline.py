"""The rules of inline results: at most fifty, each with an id of its own and a message that can be sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from telegram_html import HtmlError, is_url, length, parse, plain
from telegram_rules import markup, octets

Json = dict[str, Any]
MOST = 50
LONGEST, MANY = 4096, 100
KNOWN = "type id title input_message_content reply_markup url description"
THUMBNAIL = "thumbnail_url thumbnail_width thumbnail_height"


def faults_of(results: Any) -> Iterator[str]:
    """What is wrong with the results of an answer."""
    if len(results) > MOST:
        yield f"{len(results)} results, not {MOST}"
    ids = [result.get("id", "") for result in results]
    yield from (f"the id {one!r} twice" for one in set(ids) if ids.count(one) > 1)
    for result in results:
        for wrong in _faults(result):
            yield f"result {result.get('id')!r}: {wrong}"


def _faults(result: Json) -> Iterator[str]:
    if result.get("type") != "article":
        yield f"results of the type {result.get('type')!r} are not known to the double"
    yield from (f"{name} is unknown" for name in result.keys() - {*KNOWN.split(), *THUMBNAIL.split()})
    if wrong := octets(64, 1)(result.get("id", "")):
        yield f"id: {wrong}"
    if not result.get("title", "").strip():
        yield "no title"
    if "url" in result and not is_url(result["url"]):
        yield f"the address {result['url']!r}"
    if "reply_markup" in result:
        yield from markup(result["reply_markup"])
    yield from words_faults(result["input_message_content"])


def words_faults(content: Json) -> Iterator[str]:
    """What is wrong with the message that a result sends."""
    try:
        shown, entities = shown_of(content.get("message_text", ""), content.get("parse_mode"))
    except HtmlError as problem:
        yield f"can't parse entities: {problem}"
        return
    if not 1 <= length(shown) <= LONGEST:
        yield f"{length(shown)} characters, not 1–{LONGEST}"
    if len(entities) > MANY:
        yield f"{len(entities)} entities, not {MANY}"


def shown_of(words: str, mode: str | None) -> tuple[str, list[Json]]:
    """The text that readers see, and its entities."""
    if mode not in (None, "HTML"):
        raise HtmlError(f"the double does not read {mode}")
    return parse(words) if mode else plain(words)


def results_of(given: dict[str, str]) -> list[Json]:
    """The results of a call."""
    results: list[Json] = json.loads(given["results"])
    return results

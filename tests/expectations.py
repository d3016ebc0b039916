"""What a script expects of the bot, compared with the calls it made."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from telegram_double import Call

Json = dict[str, Any]
VISIBLE = ("send", "edit", "delete", "leave", "answerInlineQuery")
GAP = " ... "
KINDS = {
    "bot": "sendMessage", "bot edits": "editMessageText", "bot edits buttons": "editMessageReplyMarkup",
    "bot edits caption": "editMessageCaption", "bot sends photo": "sendPhoto",
    "bot sends file": "sendDocument", "bot deletes": "deleteMessage", "bot leaves": "leaveChat",
    "results": "answerInlineQuery",
}  # fmt: skip
BUTTON_VALUES = ("url", "copy_text", "switch_inline_query", "switch_inline_query_current_chat")


class UnmetError(AssertionError):
    """What was expected and is not so."""


@dataclass
class Shown:
    """A call as people see it."""

    call: Call

    @property
    def text(self) -> str:
        content = self.call.result if isinstance(self.call.result, dict) else {}
        return str(content.get("text", content.get("caption", "")))

    @property
    def keyboard(self) -> list[list[Json]]:
        given = self.call.given.get("reply_markup")
        found: list[list[Json]] = json.loads(given)["inline_keyboard"] if given else []
        return found

    @property
    def buttons(self) -> list[Json]:
        return [button for row in self.keyboard for button in row]

    def of(self, *kinds: str) -> list[Json]:
        """The entities of these kinds."""
        content = self.call.result if isinstance(self.call.result, dict) else {}
        found = [*content.get("entities", ()), *content.get("caption_entities", ())]
        return [one for one in found if one["type"] in kinds]

    def spans(self, *kinds: str) -> list[str]:
        """The words that these entities mark."""
        raw = self.text.encode("utf-16-le")
        return [
            raw[one["offset"] * 2 : (one["offset"] + one["length"]) * 2].decode("utf-16-le")
            for one in self.of(*kinds)
        ]

    def __str__(self) -> str:
        lines = [f"{self.call.method}: {self.text}"]
        if self.call.method == "answerCallbackQuery":
            lines = [f"toast: {self.call.given.get('text', '')}"]
        if self.call.method == "answerInlineQuery":
            lines = [f"results: {' | '.join(one['title'] for one in json.loads(self.call.given['results']))}"]
        lines += [f"  [{' | '.join(button['text'] for button in row)}]" for row in self.keyboard]
        if self.call.refused:
            lines.append(f"  refused: {self.call.refused.description}")
        return "\n".join(lines).replace("\n", "\n        ")


def is_visible(call: Call) -> bool:
    """Whether people notice this call, so that a script must tell of it."""
    if call.method == "answerCallbackQuery":
        return bool(call.given.get("text"))
    return call.method.startswith(VISIBLE) and call.method != "sendChatAction"


def check_text(pattern: str, text: str) -> None:
    """Every piece of the pattern, in order; ``*`` is any text, and ``= `` before it means the whole text."""
    if pattern.startswith("= "):
        if text != pattern[2:]:
            raise UnmetError(f"the text is not {pattern[2:]!r}")
        return
    place = 0
    for piece in pattern.split(GAP):
        if piece == "*":
            continue
        found = text.find(piece, place)
        if found < 0:
            raise UnmetError(f"{piece!r} is not in the text" + (" (in this order)" if place else ""))
        place = found + len(piece)


def check_detail(name: str, value: str, shown: Shown) -> None:
    """One indented row under what the bot says."""
    match name:
        case "has":
            check_text(value, shown.text)
        case "not":
            _refute(value in shown.text, f"{value!r} is in the text")
        case "quote":
            quotes = shown.spans("blockquote", "expandable_blockquote")
            _require(any(value in quote for quote in quotes), f"no quote has {value!r}: {quotes}")
        case "link":
            links = [one["url"] for one in shown.of("text_link")]
            _require(any(value in link for link in links), f"no link has {value!r}: {links}")
        case "buttons":
            labels = [button["text"] for button in shown.buttons]
            wanted = [part.strip() for part in value.split("|")] if value != "none" else []
            same = len(wanted) == len(labels) and all(map(str.__contains__, labels, wanted))
            _require(same, f"the buttons are {labels}")
        case "button":
            label, _, does = value.partition(" -> ")
            found = [button for button in shown.buttons if label in button["text"]]
            _require(bool(found), f"no button {label!r} among {[one['text'] for one in shown.buttons]}")
            told = json.dumps([{name: one.get(name) for name in BUTTON_VALUES} for one in found])
            _require(does in told, f"button {label!r} does {told}")
        case "no button":
            labels = [button["text"] for button in shown.buttons]
            _refute(any(value in label for label in labels), f"there is a button {value!r}: {labels}")
        case "quoted":
            _require(("reply_parameters" in shown.call.given) == (value == "yes"), "the reply is not so")
        case "alert":
            _require(
                (shown.call.given.get("show_alert") == "true") == (value == "yes"), "the alert is not so"
            )
        case _:
            raise UnmetError(f"{name!r} is no detail that can be expected")


def check_results(name: str, value: str, call: Call) -> None:
    """One indented row under inline results."""
    from telegram_inline import results_of, shown_of

    results = results_of(call.given)
    sent = [one["input_message_content"] for one in results]
    texts = [shown_of(one["message_text"], one.get("parse_mode"))[0] for one in sent]
    match name:
        case "sends":
            _require(any(_fits(value, text) for text in texts), f"no result sends {value!r}: {texts[:3]}")
        case "describes":
            told = [one.get("description", "") for one in results]
            _require(any(value in one for one in told), f"no description has {value!r}: {told}")
        case "count":
            _require(len(results) == int(value), f"there are {len(results)} results")
        case "more":
            _require(bool(call.given.get("next_offset")) == (value == "yes"), "the next offset is not so")
        case "personal":
            _require((call.given.get("is_personal") == "true") == (value == "yes"), "is_personal is not so")
        case "cache":
            _require(int(call.given.get("cache_time", 300)) <= int(value), "the cache time is too long")
        case "button":
            told = json.loads(call.given.get("button", "{}"))
            _require(any(value in str(one) for one in told.values()), f"the button is {told}")
        case _:
            raise UnmetError(f"{name!r} is nothing that can be expected of results")


def check_titles(pattern: str, call: Call) -> None:
    """``A | B``: results with these titles come first, in this order; ``none`` means that there are none."""
    from telegram_inline import results_of

    titles = [one["title"] for one in results_of(call.given)]
    if pattern == "none":
        _refute(bool(titles), f"the results are {titles}")
        return
    wanted = [part.strip() for part in pattern.split("|")] if pattern != "*" else []
    same = len(wanted) <= len(titles) and all(map(str.__contains__, titles, wanted))
    _require(same, f"the results are {titles}")


def _fits(pattern: str, text: str) -> bool:
    try:
        check_text(pattern, text)
    except UnmetError:
        return False
    return True


def _require(condition: bool, otherwise: str) -> None:
    if not condition:
        raise UnmetError(otherwise)


def _refute(condition: bool, otherwise: str) -> None:
    _require(not condition, otherwise)

"""Telegram's rules for a call by itself: which methods there are, what each takes, and of what shape.

``faults(method, given, files)`` names whatever breaks a rule. Parameters come as the client sends them, as
text: numbers and truth values spelled out, everything else with a shape as JSON. What depends on the chats
(whether a message exists, who blocked whom) is a matter of ``telegram_double``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from telegram_html import is_url, length

Json = dict[str, Any]
Check = Callable[[str], str | None]
"""What is wrong with a value, or None."""

SCOPES = {
    "default": set[str](), "all_private_chats": set[str](), "all_group_chats": set[str](),
    "all_chat_administrators": set[str](), "chat": {"chat_id"}, "chat_administrators": {"chat_id"},
    "chat_member": {"chat_id", "user_id"},
}  # fmt: skip
ACTIONS = "typing upload_photo upload_document upload_video record_video record_voice upload_voice"
TYPES = ("switch_inline_query", "switch_inline_query_current_chat")
PRESSED = {"url", "callback_data", "web_app", "login_url", "copy_text", "callback_game", "pay", *TYPES}
"""What a button may do: exactly one of these."""
ROWS, ROW = 100, 8
DATA, START = 64, re.compile(r"[A-Za-z0-9_-]{1,64}")


def integer(value: str) -> str | None:
    return None if re.fullmatch(r"-?\d+", value) else f"{value!r} is no number"


def boolean(value: str) -> str | None:
    return None if value in ("true", "false") else f"{value!r} is neither true nor false"


def text(least: int = 0, most: int = 4096) -> Check:
    def check(value: str) -> str | None:
        return None if least <= length(value) <= most else f"{length(value)} characters, not {least}–{most}"

    return check


def octets(most: int, least: int = 0) -> Check:
    def check(value: str) -> str | None:
        size = len(value.encode())
        return None if least <= size <= most else f"{size} bytes, not {least}–{most}"

    return check


def one_of(*values: str) -> Check:
    return lambda value: None if value in values else f"{value!r} is none of {', '.join(sorted(values))}"


def chat(value: str) -> str | None:
    return None if re.fullmatch(r"-?\d+|@\w{4,32}", value) else f"{value!r} is no chat"


def shaped(check: Callable[[Any], Iterator[str]]) -> Check:
    """JSON that has a shape."""

    def checked(value: str) -> str | None:
        try:
            return "; ".join(check(json.loads(value))) or None
        except (ValueError, TypeError, AttributeError, KeyError) as problem:
            return f"{value[:80]!r} has not the right shape: {problem!r}"

    return checked


def _reply(value: Any) -> Iterator[str]:
    if not isinstance(value.get("message_id"), int):
        yield "message_id is missing"
    known = (
        "message_id chat_id allow_sending_without_reply quote quote_parse_mode quote_entities quote_position"
    )
    yield from (f"{name} is unknown" for name in value if name not in known.split())


def markup(value: Any) -> Iterator[str]:
    """Inline keyboards; the bot has no use for the others."""
    if set(value) != {"inline_keyboard"}:
        yield f"a keyboard of {sorted(value)}"
        return
    rows = value["inline_keyboard"]
    if sum(map(len, rows)) > ROWS or any(len(row) > ROW for row in rows):
        yield f"more than {ROWS} buttons, or {ROW} in a row"
    for button in (button for row in rows for button in row):
        yield from _button(button)


def _button(button: Json) -> Iterator[str]:
    label, deeds = button.get("text", ""), button.keys() & PRESSED
    if not str(label).strip():
        yield "a button without a label"
    if len(deeds) != 1:
        yield f"button {label!r} does {sorted(deeds) or 'nothing'}"
    yield from (f"button {label!r} has {name}" for name in button.keys() - PRESSED - {"text", "style"})
    if "callback_data" in button and (wrong := octets(DATA, 1)(button["callback_data"])):
        yield f"button {label!r} carries {wrong}"
    if "url" in button and not is_url(button["url"]):
        yield f"button {label!r} leads to {button['url']!r}"
    if "copy_text" in button and (wrong := text(1, 256)(button["copy_text"]["text"])):
        yield f"button {label!r} copies {wrong}"
    for name in TYPES:
        if wrong := text(0, 256)(button.get(name, "")):
            yield f"button {label!r} types {wrong}"


def _commands(value: Any) -> Iterator[str]:
    if len(value) > 100:
        yield "more than 100 commands"
    names = [command["command"] for command in value]
    yield from (f"command {name!r}" for name in names if not re.fullmatch(r"[a-z0-9_]{1,32}", name))
    yield from (f"command {name!r} twice" for name in set(names) if names.count(name) > 1)
    for command in value:
        if wrong := text(1, 256)(command["description"]):
            yield f"description of {command['command']!r}: {wrong}"


def _scope(value: Any) -> Iterator[str]:
    kind, given = value.get("type"), set(value) - {"type"}
    if kind not in SCOPES or given != SCOPES[kind]:
        yield f"scope {value}"


def _preview(value: Any) -> Iterator[str]:
    known = "is_disabled url prefer_small_media prefer_large_media show_above_text"
    yield from (f"{name} is unknown" for name in value if name not in known.split())


def _updates(value: Any) -> Iterator[str]:
    yield from (f"{kind!r} is no kind of update" for kind in value if not re.fullmatch(r"[a-z_]+", kind))


def _results_button(value: Any) -> Iterator[str]:
    if wrong := text(1, 64)(value["text"]):
        yield wrong
    if ("start_parameter" in value) == ("web_app" in value):
        yield "the button does not lead to one thing"
    if "start_parameter" in value and not START.fullmatch(value["start_parameter"]):
        yield f"start_parameter {value['start_parameter']!r}"


def _results(value: Any) -> Iterator[str]:
    from telegram_inline import faults_of  # which needs the keyboards of this module

    yield from faults_of(value)


def language(value: str) -> str | None:
    return None if re.fullmatch(r"[a-z]{2}|", value) else f"{value!r} is no language of two letters"


MODE = one_of("HTML", "MarkdownV2", "Markdown")
TO: dict[str, Check] = {"chat_id": chat, "message_thread_id": integer}
SEND: dict[str, Check] = TO | {
    "disable_notification": boolean, "protect_content": boolean, "allow_paid_broadcast": boolean,
    "message_effect_id": text(), "reply_parameters": shaped(_reply), "reply_markup": shaped(markup),
}  # fmt: skip
WORDS: dict[str, Check] = {
    "text": text(1, 100_000),
    "parse_mode": MODE,
    "link_preview_options": shaped(_preview),
}
CAPTION: dict[str, Check] = {
    "caption": text(0, 100_000), "parse_mode": MODE, "show_caption_above_media": boolean,
    "has_spoiler": boolean,
}  # fmt: skip
MESSAGE: dict[str, Check] = {"chat_id": chat, "message_id": integer, "inline_message_id": text(1)}
MENU: dict[str, Check] = {"scope": shaped(_scope), "language_code": language}
FILE: dict[str, Check] = {"photo": text(1), "document": text(1), "thumbnail": text(1)}

METHODS: dict[str, dict[str, Check]] = {
    "getMe": {},
    "deleteWebhook": {"drop_pending_updates": boolean},
    "getUpdates": {
        "offset": integer, "limit": integer, "timeout": integer, "allowed_updates": shaped(_updates),
    },
    "sendMessage": SEND | WORDS,
    "sendPhoto": SEND | CAPTION | FILE,
    "sendDocument": SEND | CAPTION | FILE | {"disable_content_type_detection": boolean},
    "sendChatAction": TO | {"action": one_of(*ACTIONS.split())},
    "editMessageText": MESSAGE | WORDS | {"reply_markup": shaped(markup)},
    "editMessageCaption": MESSAGE | CAPTION | {"reply_markup": shaped(markup)},
    "editMessageReplyMarkup": MESSAGE | {"reply_markup": shaped(markup)},
    "deleteMessage": {"chat_id": chat, "message_id": integer},
    "answerCallbackQuery": {
        "callback_query_id": text(1), "text": text(0, 200), "show_alert": boolean, "url": text(),
        "cache_time": integer,
    },
    "answerInlineQuery": {
        "inline_query_id": text(1), "results": shaped(_results), "cache_time": integer,
        "is_personal": boolean, "next_offset": octets(64), "button": shaped(_results_button),
    },
    "getChat": {"chat_id": chat},
    "getChatMember": {"chat_id": chat, "user_id": integer},
    "getChatAdministrators": {"chat_id": chat},
    "leaveChat": {"chat_id": chat},
    "setMyCommands": MENU | {"commands": shaped(_commands)},
    "deleteMyCommands": MENU,
    "getMyCommands": MENU,
    "setMyName": {"name": text(0, 64), "language_code": language},
    "setMyDescription": {"description": text(0, 512), "language_code": language},
    "setMyShortDescription": {"short_description": text(0, 120), "language_code": language},
}  # fmt: skip
NEEDED = {
    "sendMessage": "chat_id text", "sendPhoto": "chat_id photo", "sendDocument": "chat_id document",
    "sendChatAction": "chat_id action", "editMessageText": "text", "deleteMessage": "chat_id message_id",
    "answerCallbackQuery": "callback_query_id", "answerInlineQuery": "inline_query_id results",
    "getChat": "chat_id", "getChatMember": "chat_id user_id", "getChatAdministrators": "chat_id",
    "leaveChat": "chat_id", "setMyCommands": "commands",
}  # fmt: skip


def faults(method: str, given: dict[str, str], files: dict[str, bytes]) -> list[str]:
    """Every rule that this call breaks, by itself."""
    if method not in METHODS:
        return ["there is no such method"]
    known = METHODS[method]
    found = [f"{name} is missing" for name in NEEDED.get(method, "").split() if name not in {*given, *files}]
    for name, value in given.items():
        wrong = known[name](value) if name in known else "is not a parameter"
        found += [f"{name}: {wrong}"] if wrong else []
    named = {match for value in given.values() for match in re.findall(r"attach://([\w.-]+)", value)}
    found += [f"the file {name} belongs to nothing" for name in files if name not in {*known, *named}]
    if method.startswith("edit") and (("inline_message_id" in given) == ("chat_id" in given)):
        found.append("an edit needs a chat and a message, or an inline message")
    return found

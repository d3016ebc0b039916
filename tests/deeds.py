"""What people do in a conversation: each row of a script that is no expectation is one deed here."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

import cast
from stage import Stage
from telegram_chats import BOT, Json
from telegram_double import Asked

Deed = Callable[..., Awaitable[None]]
DEEDS: list[tuple[re.Pattern[str], Deed]] = []
NAME = "(?P<name>[A-Z][a-z]+)"


def deed(pattern: str) -> Callable[[Deed], Deed]:
    """Rows of this shape are done so."""

    def kept(function: Deed) -> Deed:
        DEEDS.append((re.compile(pattern.replace("NAME", NAME), re.DOTALL), function))
        return function

    return kept


@deed(r"in private with NAME")
async def in_private(stage: Stage, name: str) -> None:
    stage.visit(cast.private(name))


@deed(
    r"in (?P<kind>group|supergroup|forum) (?P<title>[^,]+)(, topic (?P<topic>\w+))?(, admins (?P<admins>.+))?"
)
async def in_group(stage: Stage, kind: str, title: str, topic: str | None, admins: str | None) -> None:
    stage.visit(cast.group(kind, title, sum(map(ord, title))))
    here = stage.here
    here.admins |= {cast.PEOPLE[name]["id"] for name in re.findall(r"\w+", admins or "")}
    if topic:
        known = {title: number for number, title in here.topics.items()}
        stage.topic = known.get(topic) or cast.topic_opened(here, topic, stage.clock)


@deed(r"NAME: (?P<text>.+)")
async def says(stage: Stage, name: str, text: str, above: Json | None = None) -> None:
    content = cast.words(text)
    made = cast.message(stage.here, name, stage.clock, content, topic=stage.topic, above=above)
    stage.said[stage.here.id, name] = made
    await stage.deliver(message=made)


@deed(r"NAME replies to (?P<whom>\w+)( \"(?P<part>[^\"]+)\")?: (?P<text>.+)")
async def replies(stage: Stage, name: str, whom: str, part: str | None, text: str) -> None:
    said = stage.messages_of_bot() if whom == "bot" else [stage.said[stage.here.id, whom]]
    above = next(one for one in said if not part or part in one.get("text", one.get("caption", "")))
    await says(stage, name, text, above)


@deed(r"NAME forwards: (?P<text>.+)")
async def forwards(stage: Stage, name: str, text: str) -> None:
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Somebody"}
    content = cast.words(text) | {"forward_origin": origin}
    await stage.deliver(message=cast.message(stage.here, name, stage.clock, content, topic=stage.topic))


@deed(r"NAME sends (?P<thing>\w+)(: (?P<text>.+))?")
async def sends(stage: Stage, name: str, thing: str, text: str | None) -> None:
    content = cast.THINGS[thing] | (cast.words(text, caption=True) if text else {})
    made = cast.message(stage.here, name, stage.clock, content, topic=stage.topic)
    stage.said[stage.here.id, name] = made
    await stage.deliver(message=made)


@deed(r"NAME edits: (?P<text>.+)")
async def edits(stage: Stage, name: str, text: str) -> None:
    said = stage.said[stage.here.id, name]
    part = "caption" if "caption" in said else "text"
    for left in (part, f"{part}_entities", "entities"):
        said.pop(left, None)
    said |= cast.words(text, caption=part == "caption") | {"edit_date": int(stage.clock.seconds())}
    await stage.deliver(edited_message=said)


@deed(r"NAME deletes (?P<whose>\S+) message")
async def deletes(stage: Stage, name: str, whose: str) -> None:
    """The bot is not told of it."""
    gone = stage.messages_of_bot()[0] if whose == "bot's" else stage.said[stage.here.id, name]
    del stage.here.messages[gone["message_id"]]


@deed(r"NAME presses(?P<how> late| in the old message)?: (?P<label>.+)")
async def presses(stage: Stage, name: str, how: str | None, label: str) -> None:
    """The newest button of the bot's here that shows these words."""
    for said in stage.messages_of_bot():
        rows = said.get("reply_markup", {}).get("inline_keyboard", [])
        for button in (button for row in rows for button in row):
            if label in button["text"] and "callback_data" in button:
                await _press(stage, name, said, button["callback_data"], how or "")
                return
    raise AssertionError(f"there is no button {label!r} to press here")


@deed(r"NAME presses data: (?P<data>.+)")
async def presses_data(stage: Stage, name: str, data: str) -> None:
    """A button of an older version of the bot."""
    await _press(stage, name, stage.messages_of_bot()[0], data, "")


async def _press(stage: Stage, name: str, said: Json, data: str, how: str) -> None:
    stage.pressed += 1
    stage.double.presses[f"press-{stage.pressed}"] = Asked(is_late="late" in how)
    old = {"message_id": said["message_id"], "chat": said["chat"], "date": 0}
    inline = said.get("inline_message_id")
    below = old if "old" in how else said
    await stage.deliver(callback_query=cast.press(stage.pressed, name, below, data, inline))


@deed(r"NAME types:(?P<text>.*)")
async def types(stage: Stage, name: str, text: str) -> None:
    await _ask_inline(stage, name, text.strip(), "")


@deed(r"NAME scrolls")
async def scrolls(stage: Stage, name: str) -> None:
    """To the end of the results: the client asks for more."""
    given = next(call for call in reversed(stage.double.calls) if call.method == "answerInlineQuery").given
    await _ask_inline(stage, name, stage.typed["query"], given["next_offset"])


async def _ask_inline(stage: Stage, name: str, text: str, offset: str) -> None:
    known = f"query-{len(stage.double.queries) + 1}"
    stage.double.queries[known] = Asked()
    stage.typed = {"id": known, "from": cast.PEOPLE[name], "query": text, "offset": offset}
    await stage.deliver(inline_query=stage.typed)


@deed(r"NAME (?P<what>blocks|unblocks|removes|adds) the bot")
async def changes_membership(stage: Stage, name: str, what: str) -> None:
    is_private = stage.here.json["type"] == "private"
    in_, out = "member", "kicked" if is_private else "left"
    stage.here.is_open = what in ("unblocks", "adds")
    old, new = (out, in_) if stage.here.is_open else (in_, out)
    await stage.deliver(my_chat_member=cast.membership(stage.here, name, stage.clock, old, new))


@deed(r"the bot is (?P<what>blocked|removed) unnoticed")
async def is_shut(stage: Stage, what: str) -> None:
    """No update tells of it."""
    del what
    stage.here.is_open = False


@deed(r"NAME upgrades the group(?P<untold> unnoticed)?")
async def upgrades(stage: Stage, name: str, untold: str | None) -> None:
    old = stage.here
    stage.visit(cast.group("supergroup", old.json["title"], 99))
    new = stage.here
    old.migrated_to, new.admins = new.id, set(old.admins)
    if not untold:
        for chat, content in ((old, {"migrate_to_chat_id": new.id}), (new, {"migrate_from_chat_id": old.id})):
            await stage.deliver(message=cast.message(chat, name, stage.clock, content))


@deed(r"NAME picks: (?P<title>.+)")
async def picks(stage: Stage, name: str, title: str) -> None:
    """Send one of the inline results here."""
    from telegram_inline import results_of, shown_of

    given = next(call for call in reversed(stage.double.calls) if call.method == "answerInlineQuery").given
    result = next(one for one in results_of(given) if title in one["title"])
    content = result["input_message_content"]
    text, entities = shown_of(content["message_text"], content.get("parse_mode"))
    sent = {"text": text, "entities": entities, "via_bot": BOT}
    if "reply_markup" in result:
        sent |= {"reply_markup": result["reply_markup"]}
    known = f"inline-{len(stage.double.inline) + 1}"
    made = cast.message(stage.here, name, stage.clock, sent, topic=stage.topic)
    stage.double.inline[known] = made | {"inline_message_id": known}
    stage.said[stage.here.id, name] = made
    if stage.here.json["type"] != "private":
        await stage.deliver(message=made)


@deed(r"NAME presses under the inline message: (?P<label>.+)")
async def presses_inline(stage: Stage, name: str, label: str) -> None:
    said = list(stage.double.inline.values())[-1]
    rows = said.get("reply_markup", {}).get("inline_keyboard", [])
    data = next(button["callback_data"] for row in rows for button in row if label in button["text"])
    await _press(stage, name, said, data, "")

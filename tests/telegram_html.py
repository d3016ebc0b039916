"""What Telegram makes of ``parse_mode=HTML``: the text that is shown, and its entities; or why it is refused.

As strict as the documentation, which is stricter than the server: a bare ``&`` or ``>``, an entity with an
unknown name and a link that leads nowhere are refused here too, since readers would see them as they stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

Json = dict[str, Any]
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "a": "text_link", "span": "spoiler", "tg-spoiler": "spoiler", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
_PIECE = re.compile(
    r"<(?P<close>/?)(?P<tag>[^\s<>/]*)(?P<rest>[^<>]*)>|&(?P<name>#?\w*);?|(?P<bare>[<>])|(?P<text>[^<>&]+)"
)
_ATTRIBUTE = re.compile(r"\s+(?P<name>[a-zA-Z-]+)(?:=(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'))?")


class HtmlError(ValueError):
    """The text of Telegram's refusal, after ``Bad Request: can't parse entities:``."""


@dataclass
class Open:
    """A tag that is not closed yet."""

    tag: str
    entity: Json


def length(text: str) -> int:
    """Characters as Telegram counts them in entities: UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse(html: str) -> tuple[str, list[Json]]:
    """The text that is shown, and its entities, without the white space at both ends."""
    text, found, opened = "", [], list[Open]()
    for piece in _PIECE.finditer(html):
        place = len(html[: piece.start()].encode())
        if piece["bare"]:
            raise HtmlError(f"Unescaped {piece['bare']!r} at byte offset {place}")
        if piece["tag"] is None:
            text += piece["text"] or _character(piece[0], piece["name"], place)
        elif piece["close"]:
            found.append(_closed(opened, piece["tag"].lower(), length(text), place))
        else:
            entity = _entity(piece["tag"].lower(), piece["rest"], opened, place)
            opened.append(Open(piece["tag"].lower(), entity | {"offset": length(text)}))
    if opened:
        raise HtmlError(f'Can\'t find end tag corresponding to start tag "{opened[-1].tag}"')
    return _trimmed(text, [entity for entity in found if entity["length"]])


def plain(text: str) -> tuple[str, list[Json]]:
    """A text without markup, as it is shown."""
    return _trimmed(text, [])


def _character(piece: str, name: str, place: int) -> str:
    if not piece.endswith(";"):
        raise HtmlError(f"Unescaped '&' at byte offset {place}")
    if name in NAMED:
        return NAMED[name]
    number = re.fullmatch(r"#(?:x([0-9a-fA-F]+)|(\d+))", name)
    if not number:
        raise HtmlError(f"Unsupported HTML entity {piece!r} at byte offset {place}")
    return chr(int(number[1], 16) if number[1] else int(number[2]))


def _entity(tag: str, rest: str, opened: list[Open], place: int) -> Json:
    """The entity that a start tag begins, without its place."""
    if tag not in KINDS:
        raise HtmlError(f'Unsupported start tag "{tag}" at byte offset {place}')
    given = _attributes(rest, tag, place)
    entity: Json = {"type": KINDS[tag]}
    outer = {one.entity["type"] for one in opened}
    if tag == "a":
        if not is_url(given.pop("href", "") or ""):
            raise HtmlError(f"The link at byte offset {place} leads nowhere: {rest.strip()}")
        entity["url"] = _unescaped(re.search(r"href=([\"'])(.*?)\1", rest), place)
    elif tag == "span" and given.pop("class", None) != "tg-spoiler":
        raise HtmlError(f'Tag "span" must have class "tg-spoiler" at byte offset {place}')
    elif tag == "tg-emoji":
        entity["custom_emoji_id"] = given.pop("emoji-id", "")
        if not re.fullmatch(r"\d+", entity["custom_emoji_id"]):
            raise HtmlError(f"Invalid custom emoji identifier at byte offset {place}")
    elif tag == "blockquote" and "expandable" in given:
        given.pop("expandable")
        entity["type"] = "expandable_blockquote"
    elif tag == "code" and (given.get("class") or "").startswith("language-"):
        given.pop("class")
    if given:
        raise HtmlError(f"Unexpected attribute {', '.join(given)} in tag {tag!r} at byte offset {place}")
    _check_nesting(tag, entity["type"], outer, place)
    return entity


def _check_nesting(tag: str, kind: str, outer: set[str], place: int) -> None:
    if "blockquote" in kind and any("blockquote" in one for one in outer):
        raise HtmlError(f"Nested blockquote at byte offset {place}")
    if kind in outer and kind in ("text_link", "code", "pre"):
        raise HtmlError(f'Nested tag "{tag}" at byte offset {place}')
    if outer & {"code", "pre"} and not (tag == "code" and outer == {"pre"}):
        raise HtmlError(f'Tag "{tag}" inside code at byte offset {place}')


def _attributes(rest: str, tag: str, place: int) -> dict[str, str | None]:
    given, end = {}, 0
    for match in _ATTRIBUTE.finditer(rest):
        if match.start() != end:
            break
        end = match.end()
        given[match["name"].lower()] = match["double"] if match["double"] is not None else match["single"]
    if rest[end:].strip():
        raise HtmlError(f"Malformed start tag {tag!r} at byte offset {place}: {rest[end:].strip()}")
    return given


def _unescaped(found: re.Match[str] | None, place: int) -> str:
    assert found is not None
    value = found[2]
    return re.sub(r"&(#?\w*);?", lambda match: _character(match[0], match[1], place), value)


def _closed(opened: list[Open], tag: str, end: int, place: int) -> Json:
    if not opened:
        raise HtmlError(f"Unexpected end tag at byte offset {place}")
    last = opened.pop()
    if tag != last.tag:
        raise HtmlError(
            f'Unmatched end tag at byte offset {place}, expected "</{last.tag}>", found "</{tag}>"'
        )
    return last.entity | {"length": end - last.entity["offset"]}


def is_url(value: str) -> bool:
    """Whether clients would make a link of it."""
    if value.startswith(("tg://", "mailto:", "tel:")):
        return True
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and ("." in host or host == "localhost")
        and not re.search(r"\s", value)
    )


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Telegram takes the white space at both ends away, and moves the entities."""
    kept = text.strip()
    gone, whole = length(text) - length(text.lstrip()), length(kept)
    moved = []
    for entity in _from_outside_in(entities):
        start = max(entity["offset"] - gone, 0)
        end = min(entity["offset"] - gone + entity["length"], whole)
        if start < end:
            moved.append(entity | {"offset": start, "length": end - start})
    return kept, moved


def _from_outside_in(entities: list[Json]) -> list[Json]:
    """They come in the order in which they were closed."""
    numbered = enumerate(entities)
    ordered = sorted(numbered, key=lambda one: (one[1]["offset"], -one[1]["length"], -one[0]))
    return [entity for _, entity in ordered]

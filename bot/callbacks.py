"""What a button carries: a version, a kind, a language and a short id, within Telegram's 64 bytes.

``1:e:uk:next-talks-date`` asks for an entry in Ukrainian, ``1:h:uk:<digest>`` for one with a long id,
``1:l:uk`` sets the language. Ids are permanent, so a button still works after a restart and a reload.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

from knowledge.model import LANGUAGES, Entry, KnowledgeBase

VERSION = "1"
LIMIT = 64
AUTO = "auto"
"""Instead of a language: answer each question in its own."""


@dataclass(frozen=True, slots=True)
class Press:
    """What a pressed button asks for."""

    kind: Literal["entry", "digest", "language"]
    language: str
    entry: str = ""
    """The id of an entry, or its digest."""


def for_entry(entry: str, language: str) -> str:
    """The data of a button that asks for this entry in this language."""
    data = f"{VERSION}:e:{language}:{entry}"
    return data if len(data.encode()) <= LIMIT else f"{VERSION}:h:{language}:{_digest(entry)}"


def for_language(language: str) -> str:
    """The data of a button that chooses a language, or ``AUTO``."""
    return f"{VERSION}:l:{language}"


def parse(data: str | None) -> Press | None:
    """What the button asks for, or None for what no button of this version can have sent."""
    match (data or "").split(":", 3):
        case [version, "l", language] if version == VERSION and language in (*LANGUAGES, AUTO):
            return Press("language", language)
        case [version, "e" | "h" as kind, language, entry] if version == VERSION and language in LANGUAGES:
            return Press("entry" if kind == "e" else "digest", language, entry)
    return None


def entry_of(press: Press, kb: KnowledgeBase) -> Entry | None:
    """The entry that the button names, or None if it has gone."""
    if press.kind == "entry":
        return kb.entries.get(press.entry)
    return next((kb.entries[known] for known in kb.entries if _digest(known) == press.entry), None)


def _digest(entry: str) -> str:
    return blake2b(entry.encode(), digest_size=16).hexdigest()

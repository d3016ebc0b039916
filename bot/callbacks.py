"""What a button carries: a version, a letter, a language and a short id, within Telegram's 64 bytes.

``1:e:uk:next-talks-date`` asks for an entry in Ukrainian, ``1:c:uk:@next`` for the context of what is said of
the next talks, ``1:q:ru:2:plan`` for the third page of a topic. An id that is too long is sent as its digest.
Ids are permanent, so a button still works after a restart and a reload.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import blake2b

from knowledge.model import LANGUAGES, Answer, Entry, KnowledgeBase

VERSION = "1"
LIMIT = 64
AUTO = "auto"
"""Instead of a language: answer each question in its own."""
AGENDA = "@"
"""Before ``next`` or ``last``: an agenda asked for by command, which no entry stands for."""
_DIGEST = "~"

KINDS = {
    "e": "entry",
    "h": "entry",
    "c": "context",
    "p": "sources",
    "g": "helpful",
    "b": "unhelpful",
    "w": "watch",
    "i": "calendar",
    "t": "topics",
    "q": "topic",
    "a": "articles",
    "l": "language",
}
"""Letter -> what is pressed; ``h`` is how version 0.1 wrote an entry by its digest. Other handlers take
``s`` (settings) and ``f`` (what is to be forgotten)."""
PAGED = frozenset({"topics", "topic", "articles"})
_LETTERS = {kind: letter for letter, kind in KINDS.items() if letter != "h"}


@dataclass(frozen=True, slots=True)
class Press:
    """What a pressed button asks for."""

    kind: str
    language: str
    subject: str = ""
    """The id of an entry or a topic, its digest behind ``~``, or an agenda behind ``@``."""
    page: int = 0


def button(kind: str, language: str, subject: str = "", page: int = 0) -> str:
    """The data of a button; a subject that is too long becomes its digest."""
    parts = [VERSION, _LETTERS[kind], language]
    parts += [str(page)] if kind in PAGED else []
    data = ":".join([*parts, subject]) if subject else ":".join(parts)
    return data if len(data.encode()) <= LIMIT else ":".join([*parts, _digest(subject)])


def for_entry(entry: str, language: str) -> str:
    """The data of a button that asks for this entry in this language."""
    return button("entry", language, entry)


def for_language(language: str) -> str:
    """The data of a button that chooses a language, or ``AUTO``."""
    return button("language", language)


def parse(data: str | None) -> Press | None:
    """What the button asks for, or None for what no button of this version can have sent."""
    version, letter, language, *rest = [*(data or "").split(":", 3), "", "", ""][:4]
    kind, subject = KINDS.get(letter), rest[0]
    if version != VERSION or kind is None:
        return None
    if language not in LANGUAGES and not (kind == "language" and language == AUTO):
        return None
    if kind in PAGED:
        number, _, subject = subject.partition(":")
        page = int(number) if number.isascii() and number.isdigit() and len(number) < 5 else None
        return None if page is None else Press(kind, language, subject, page)
    return Press(kind, language, _DIGEST + subject if letter == "h" else subject)


def subject_of(answer: Answer) -> str:
    """What buttons under an answer point back to: its entry, else its agenda."""
    return answer.entry or (f"{AGENDA}{answer.direction}" if answer.agenda and answer.direction else "")


def entry_of(press: Press, kb: KnowledgeBase) -> Entry | None:
    """The entry that the button names, or None if it has gone."""
    return kb.entries.get(known(press.subject, kb.entries) or "")


def known(subject: str, ids: Collection[str]) -> str | None:
    """The one of these ids that is meant, by itself or by its digest."""
    if subject.startswith(_DIGEST):
        return next((one for one in ids if _digest(one) == subject), None)
    return subject if subject in ids else None


def payload(subject: str) -> str:
    """The subject as ``?start=`` of a link takes it: 64 of ``A-Z a-z 0-9 _ -``."""
    plain = subject.replace(AGENDA, "agenda_")
    fits = plain.isascii() and plain.replace("-", "").replace("_", "").isalnum() and len(plain) <= LIMIT
    return plain if fits else "id_" + _digest(subject)[1:]


def of_payload(written: str, kb: KnowledgeBase) -> str | None:
    """The subject that a link was made for, or None for what no link of ours can have given."""
    if written in ("agenda_next", "agenda_last"):
        return written.replace("agenda_", AGENDA)
    if digest := written.partition("id_")[2]:
        return known(_DIGEST + digest, kb.entries)
    return written if written in kb.entries else None


def _digest(subject: str) -> str:
    return _DIGEST + blake2b(subject.encode(), digest_size=16).hexdigest()

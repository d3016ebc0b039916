"""Conversations with the bot as scripts: data/conversations/*.txt, played by ``conversations.py``.

A file holds many scripts; each begins with its title and goes on in rows::

    == A reader asks for the date, then for the place
    today: 2026-02-15      the day it begins, at noon in Kyiv unless an hour follows; this is the default
    base: shipped          or mini; with articles of data/articles: mini + 2026-02-15-perenesly-do-zhenevy
                           told + articles: shipped, but for the rounds, which is quick
    over: polling          updates come through getUpdates; else they are handed to the Application
    in private with Ann
    Ann: When are the next talks?
    bot: 17–18 February 2026 ... Dmitry Peskov
      quote: next meeting
      buttons: In context | Sources
    Ann presses: In context
    bot: *

**People** (``cast.py``): Ann, Bob (en), Olena, Taras (uk), Ivan, Vera (ru), Max (de), Zoe (no language),
Ed (en, an editor). Anonymous is an admin who posts as the group, Channel a linked channel, Robot a bot.

**Places**: ``in private with Ann`` · ``in group Old`` · ``in supergroup News`` (``News @news_chat`` has a
public name) · ``in forum News, topic Talks`` (or ``General``); at the end may stand ``, admins Ann, Bob``.

**Deeds** (``deeds.py`` and ``happenings.py`` have the patterns)::

    Ann: text                             Ann replies to bot: text (to Bob; to bot "its words": text)
    Ann edits: text                       Ann forwards: text
    Ann sends voice                       photo, video, sticker, location; a caption may follow: ``: words``
    Ann deletes her message               Ann deletes bot's message
    Ann presses: Label                    presses late: · presses in the old message: · presses data: 1:x
    Ann types: query                      Ann scrolls · Ann picks: Title
    Ann presses under the inline message: Label
    Ann adds the bot                      removes, blocks, unblocks · the bot is blocked unnoticed
    Ann upgrades the group                ... unnoticed
    5 minutes pass                        it is 2026-02-16 09:00
    the minute is over                    the bot does what it does by itself once a minute
    the base is now mini + article        a reload, and a minute
    the bot restarts
    trouble: 429 for 3 s on sendMessage   502 · cut before · cut after; one call each
    the same update comes again           updates are held back ... they arrive [backwards]

In texts ``\\n`` is a new line. Two seconds go by before each deed.

**What comes back**: every visible call, in order, right after the deed; none means silence, which
``silence`` may say aloud. ``bot: words ... more words`` (pieces in this order; ``*`` for any, ``= `` first
for the whole text), ``bot edits:``, ``bot edits buttons:``, ``bot edits caption:``, ``bot sends photo:``
and ``bot sends file:`` (captions), ``bot deletes: *``, ``toast: words`` (the answer to a press), ``results:
Title | Title`` (the first ones; or none). ``bot to News: words`` speaks in another chat, named by its title
or person. ``refused: words`` expects one of Telegram's refusals: one that no row expects fails the script,
as does any breach of its rules.

Indented below, details (``expectations.py``): ``has:`` · ``not:`` · ``quote:`` (in a block quotation) ·
``link:`` (an address) · ``buttons: A | B`` (all of them, or none) · ``button: A`` (``A -> part of its
address``) · ``no button:`` · ``quoted: yes`` (it is a reply); for results ``sends:`` · ``describes:`` ·
``count:`` · ``more: yes`` · ``personal: yes`` · ``cache: most seconds`` · ``button:``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

FOLDER = Path(__file__).parent / "data" / "conversations"
HEADS = ("today", "base", "over")


@dataclass(frozen=True)
class Row:
    """One line of a script."""

    number: int
    text: str
    details: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Script:
    """One conversation."""

    file: str
    title: str
    heads: dict[str, str]
    rows: tuple[Row, ...]


def read(folder: Path = FOLDER) -> list[Script]:
    """Every script of the folder."""
    return [
        script
        for path in sorted(folder.glob("*.txt"))
        for script in parse(path.read_text("utf-8"), path.name)
    ]


def parse(text: str, file: str = "script") -> list[Script]:
    """The scripts of one file."""
    found: list[tuple[str, dict[str, str], list[Row]]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("== "):
            found.append((line[3:].strip(), {}, []))
            continue
        _, heads, rows = found[-1]
        name, _, value = line.partition(": ")
        if line.startswith(" "):
            rows[-1] = Row(rows[-1].number, rows[-1].text, (*rows[-1].details, (number, line.strip())))
        elif name in HEADS:
            heads[name] = value.strip()
        else:
            rows.append(Row(number, line.strip()))
    return [Script(file, title, heads, tuple(rows)) for title, heads, rows in found]


def start_of(script: Script) -> tuple[datetime, str, bool]:
    """When it begins, from which base, and whether updates are fetched."""
    today = script.heads.get("today", "2026-02-15")
    start = datetime.fromisoformat(today if ":" in today else f"{today} 12:00")
    return start, script.heads.get("base", "shipped"), script.heads.get("over") == "polling"


def titles(scripts: Iterable[Script]) -> list[str]:
    """What the tests are called."""
    return [f"{script.file.removesuffix('.txt')}: {script.title}" for script in scripts]

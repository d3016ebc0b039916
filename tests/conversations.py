"""Conversations with the bot, written as scripts in data/conversations/*.txt and played against the double.

A file holds many scripts; each begins with its title and goes on in rows::

    == A reader asks for the date, then for the place
    today: 2026-02-15            the day it begins, at noon in Kyiv unless an hour follows (this is the default)
    base: shipped                or mini, none; with articles of data/articles: mini + 2026-02-15-perenesly-do-zhenevy
    over: polling                updates come through getUpdates (else they are handed to the Application)
    in private with Ann
    Ann: When are the next talks?
    bot: 17–18 February 2026 ... Dmitry Peskov
      quote: next meeting
      buttons: In context | Sources
    Ann presses: In context
    bot: ...

**People** (``cast.py``): Ann, Bob (en), Olena, Taras (uk), Ivan, Vera (ru), Max (de), Zoe (no language), Ed (en, an
editor). ``Anonymous`` is an admin who posts as the group, ``Channel`` a linked channel, ``Robot`` another bot.

**Places**: ``in private with Ann``, ``in group Old``, ``in supergroup News`` (``News @news`` has a public name),
``in forum News, topic Talks`` (``topic General`` is the General topic); ``, admins Ann, Bob`` at the end.

**Deeds** (``deeds.py``, with exact patterns): ``Ann: text`` · ``Ann replies to bot: text`` (or to Bob; ``to bot "words of
the message": text``) · ``Ann edits: text`` · ``Ann presses: Label`` (``presses late:``, ``presses in the old message:``,
``presses data: 1:e:en:x``) · ``Ann sends voice`` (photo, video, sticker, location; ``: caption``) · ``Ann forwards: text``
· ``Ann deletes her message`` / ``deletes bot's message`` · ``Ann types: query``, ``Ann scrolls``, ``Ann picks: Title``, ``Ann presses
under the inline message: Label`` · ``Ann blocks|unblocks|removes|adds the bot``, ``the bot is blocked unnoticed`` ·
``Ann upgrades the group`` (``unnoticed``) · ``5 minutes pass`` · ``it is 2026-02-16 09:00`` · ``the minute is over`` (the bot's
own beat) · ``the base is now mini + article`` (a reload, and a beat) · ``the bot restarts`` · ``trouble: 429 for 3 s on
sendMessage`` (``502``, ``cut before``, ``cut after``; one call each) · ``the same update comes again`` · ``updates are held back``
... ``they arrive backwards``. In texts ``\\n`` is a new line. Two seconds go by before each deed.

**What comes back.** Every visible call must be told of, in order, right after the deed; no row means silence, which
``silence`` may say aloud. ``bot: words ... more words`` (pieces in this order; ``*`` for any; ``= `` first for the whole
text), ``bot edits:``, ``bot edits buttons:``, ``bot edits caption:``, ``bot sends photo:``, ``bot sends file:`` (their captions), ``bot
deletes: *``, ``toast: words`` (the answer to a press, where it has words), ``results: Title | Title`` (the first ones; ``none``).
``bot to News: words`` speaks in another chat, named by title or person. ``refused: words`` expects one of Telegram's
refusals: one that no row expects fails the script, as does any breach of its rules.
Indented below, details (``expectations.py``): ``has:``, ``not:``, ``quote:`` (inside a block quotation), ``link:`` (an address),
``buttons: A | B`` (all of them, or ``none``), ``button: A`` (``button: A -> part of its address``), ``no button:``,
``quoted: yes|no`` (whether it is a reply); for results ``sends:``, ``describes:``, ``count:``, ``more: yes|no``, ``personal:``,
``cache: most seconds``, ``button:``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from deeds import DEEDS
from expectations import (
    KINDS,
    Shown,
    Unmet,
    check_detail,
    check_results,
    check_text,
    check_titles,
    is_visible,
)
from stage import Stage, running
from telegram_double import Call

SCRIPTS = Path(__file__).parent / "data" / "conversations"
HEADS = ("today", "base", "over")
EXPECTED = re.compile(
    rf"(?P<kind>{'|'.join(sorted(KINDS, reverse=True))}|toast)( to (?P<place>\w+))?: (?P<text>.*)"
)
DETAIL = re.compile(r"(?P<name>[a-z ]+): (?P<value>.*)")


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


@dataclass
class Told:
    """The exchange so far, for whoever has to find out why it went wrong."""

    lines: list[str] = field(default_factory=list)

    def fail(self, script: Script, row: Row, why: str) -> Unmet:
        told = "\n".join(self.lines)
        return Unmet(f"{script.file}:{row.number}: {row.text}\n  {why}\n\nThe exchange:\n{told}\n")


def read(folder: Path = SCRIPTS) -> list[Script]:
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


async def play(script: Script) -> None:
    """Play one script; raises Unmet with its line and the whole exchange."""
    async with running(*start_of(script)) as stage:
        await Playing(script, stage).play()


def start_of(script: Script) -> tuple[datetime, str, bool]:
    """When it begins, from which base, and whether updates are fetched."""
    today = script.heads.get("today", "2026-02-15")
    start = datetime.fromisoformat(today if ":" in today else f"{today} 12:00")
    return start, script.heads.get("base", "shipped"), script.heads.get("over") == "polling"


class Playing:
    """A script on its way, row by row."""

    def __init__(self, script: Script, stage: Stage) -> None:
        self.script, self.stage, self.told = script, stage, Told()
        self.left: list[Call] = []
        self.seen = len(stage.double.calls)
        self.refusals = 0
        self.row = Row(0, script.title)

    async def play(self) -> None:
        for row in self.script.rows:
            if row.text == "silence":
                self._end_of_turn(row)
            elif row.text.startswith("refused: "):
                self._refused(row)
            elif expected := EXPECTED.fullmatch(row.text):
                self._expect(row, **expected.groupdict())
            else:
                self._end_of_turn(row)
                await self._do(row)
        self._end_of_turn(Row(self.row.number, "(the end of the script)"))
        if waiting := self.stage.double.unanswered():
            raise self.told.fail(self.script, self.row, f"never answered: {', '.join(waiting)}")

    async def _do(self, row: Row) -> None:
        self.row = row
        self.stage.clock.pass_by(2)
        self.told.lines.append(row.text)
        text = row.text.replace("\\n", "\n")
        for pattern, deed in DEEDS:
            if found := pattern.fullmatch(text):
                break
        else:
            raise self.told.fail(self.script, row, "this is neither a deed nor an expectation")
        try:
            await deed(self.stage, **found.groupdict())
        except Exception as problem:
            raise self.told.fail(self.script, row, f"this cannot be done: {problem!r}") from problem
        finally:
            calls = self.stage.calls_since(self.seen)
            self.seen += len(calls)
            self.left += [call for call in calls if is_visible(call) and not _is_retried(call)]
            self.told.lines += [f"    {Shown(call)}" for call in calls if is_visible(call)]
        if breaches := self.stage.double.violations:
            raise self.told.fail(self.script, row, f"breaches of Telegram's rules: {'; '.join(breaches)}")

    def _refused(self, row: Row) -> None:
        told = self.stage.double.refusals[self.refusals :]
        if not told or row.text.removeprefix("refused: ") not in told[0]:
            raise self.told.fail(self.script, row, f"the refusals are {told}")
        self.refusals += 1

    def _expect(self, row: Row, kind: str, place: str | None, text: str) -> None:
        method = KINDS.get(kind, "answerCallbackQuery")
        call = next((one for one in self.left if self._is_meant(one, method, place)), None)
        if call is None:
            raise self.told.fail(self.script, row, "nothing of the kind came")
        others = [one for one in self.left[: self.left.index(call)] if _chat(one) == _chat(call)]
        if others and method != "answerCallbackQuery" and others[0].method != "answerCallbackQuery":
            raise self.told.fail(self.script, row, "something else came first")
        self.left.remove(call)
        self._check(row, kind, text.replace("\\n", "\n"), call)

    def _check(self, row: Row, kind: str, text: str, call: Call) -> None:
        shown, place = Shown(call), row
        try:
            match kind:
                case "toast":
                    check_text(text, call.given.get("text", ""))
                case "results":
                    check_titles(text, call)
                case _:
                    check_text(text, shown.text)
            for number, line in row.details:
                place = Row(number, line)
                detail = DETAIL.fullmatch(line)
                if not detail:
                    raise Unmet("this is no detail")
                if kind == "results":
                    check_results(detail["name"], detail["value"].replace("\\n", "\n"), call)
                else:
                    check_detail(detail["name"], detail["value"].replace("\\n", "\n"), shown)
        except Unmet as unmet:
            raise self.told.fail(self.script, place, f"{unmet}\n\nIt was:\n    {shown}") from None

    def _is_meant(self, call: Call, method: str, place: str | None) -> bool:
        chat = self.stage.double.chats.get(_chat(call))
        if call.method != method:
            return False
        if chat is None:
            return place is None
        return place in chat.json.values() if place else chat is self.stage.chat

    def _end_of_turn(self, row: Row) -> None:
        """Whatever came must have been expected by now."""
        if self.left:
            raise self.told.fail(self.script, row, f"nobody expected this:\n    {Shown(self.left[0])}")
        if unexpected := self.stage.double.refusals[self.refusals :]:
            raise self.told.fail(self.script, row, f"Telegram refused: {unexpected}")


def _chat(call: Call) -> int:
    return int(call.given.get("chat_id", "0"))


def _is_retried(call: Call) -> bool:
    """A call that failed without anybody seeing anything."""
    return call.result is None


def titles(scripts: Iterable[Script]) -> list[str]:
    """What the tests are called."""
    return [f"{script.file.removesuffix('.txt')}: {script.title}" for script in scripts]

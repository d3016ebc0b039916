"""Scripts (``scripts.py`` tells how they are written), played with the real client against the double."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import happenings  # noqa: F401 - imported for what it does: its deeds register themselves, and none is called by name
import promises
from deeds import DEEDS
from expectations import (
    KINDS,
    Shown,
    UnmetError,
    check_detail,
    check_results,
    check_text,
    check_titles,
    is_visible,
)
from scripts import Row, Script, start_of
from stage import Stage, running
from telegram_double import Call

EXPECTED = re.compile(
    rf"(?P<kind>{'|'.join(sorted(KINDS, reverse=True))}|toast)( to (?P<place>\w+))?: (?P<text>.*)"
)
DETAIL = re.compile(r"(?P<name>[a-z ]+): (?P<value>.*)")


@dataclass
class Told:
    """The exchange so far, for whoever has to find out why it went wrong."""

    lines: list[str] = field(default_factory=list)

    def fail(self, script: Script, row: Row, why: str) -> UnmetError:
        told = "\n".join(self.lines)
        return UnmetError(f"{script.file}:{row.number}: {row.text}\n  {why}\n\nThe exchange:\n{told}\n")


async def play(script: Script) -> None:
    """Play one script; raises UnmetError with its line and the whole exchange."""
    async with running(*start_of(script)) as stage:
        await Playing(script, stage).play()


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
        done = next(((found, deed) for shape, deed in DEEDS if (found := shape.fullmatch(text))), None)
        if done is None:
            raise self.told.fail(self.script, row, "this is neither a deed nor an expectation")
        found, deed = done
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
        said = "\n".join(one.text for one in self.script.rows)
        if broken := [promise for call in calls for promise in promises.broken(call, said)]:
            raise self.told.fail(self.script, row, f"broken promises: {'; '.join(broken)}")

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
                    raise UnmetError("this is no detail")
                if kind == "results":
                    check_results(detail["name"], detail["value"].replace("\\n", "\n"), call)
                else:
                    check_detail(detail["name"], detail["value"].replace("\\n", "\n"), shown)
        except UnmetError as unmet:
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

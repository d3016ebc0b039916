"""What the bot says to a script, to write expectations by: ``python tests/rehearsal.py FILE [title]``."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from pathlib import Path

import bases
from conversations import EXPECTED, Playing
from expectations import UnmetError
from scripts import Row, Script, parse, start_of
from stage import running

from bot import knowledge_file, settings


class Rehearsal(Playing):
    """Nothing is expected yet."""

    def _end_of_turn(self, row: Row) -> None:
        self.left.clear()


async def rehearse(script: Script) -> None:
    """Play the deeds of one script and print the whole exchange."""
    rows = [row for row in script.rows if not EXPECTED.fullmatch(row.text)]
    deeds = tuple(row for row in rows if row.text != "silence" and not row.text.startswith("refused: "))
    async with running(*start_of(script)) as stage:
        playing = Rehearsal(replace(script, rows=deeds), stage)
        try:
            await playing.play()
        except UnmetError as problem:
            playing.told.lines.append(str(problem).partition("\n\n")[0])
        finally:
            print(f"\n== {script.title}", *playing.told.lines, sep="\n")
            print("refusals:", stage.double.refusals, "breaches:", stage.double.violations)


if __name__ == "__main__":
    bases.shipped = lambda: knowledge_file.ready(settings.from_process())  # not built at every start
    path, words = Path(sys.argv[1]), " ".join(sys.argv[2:])
    for one in parse(path.read_text("utf-8"), path.name):
        if words in one.title:
            asyncio.run(rehearse(one))

"""The README names only what exists."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from bot import commands
from bot.cli import main

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_its_commands_exist_with_their_options() -> None:
    called = re.findall(r"talks-bot ([a-z]+)([^\n|`]*)", README.replace("\\\n", " "))
    assert {"ask", "chat", "next", "build", "check", "eval", "fit", "run"} <= {name for name, _ in called}
    for name, rest in called:
        options = {option for known in main.commands[name].params for option in known.opts}
        given = [word for word in shlex.split(rest) if word.startswith("-")]
        assert set(given) <= options, (name, given)


def test_it_lists_the_bots_commands() -> None:
    assert commands.markdown() in README

"""The README names only what exists."""

from __future__ import annotations

import io
import re
import shlex
from datetime import date
from pathlib import Path

import bases
from PIL import Image, ImageChops

from bot import commands, keyboards, pages, render, timeline
from bot.cli import main
from knowledge.answer import answer

FEBRUARY_15 = date(2026, 2, 15)
README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_its_commands_exist_with_their_options() -> None:
    called = re.findall(r"talks-bot ([a-z]+)([^\n|`]*)", README.replace("\\\n", " "))
    assert {"ask", "chat", "next", "build", "check", "eval", "fit", "run", "timeline"} <= {
        name for name, _ in called
    }
    for name, rest in called:
        options = {option for known in main.commands[name].params for option in known.opts}
        given = [word for word in shlex.split(rest) if word.startswith("-")]
        assert set(given) <= options, (name, given)


def test_it_lists_the_bots_commands() -> None:
    assert commands.markdown() in README


def test_its_replies_are_those_that_the_bot_gives() -> None:
    kb = bases.shipped()
    shown = re.findall(r"^› (.+)\n\n((?:.*\n)+?)```", README, re.MULTILINE)
    assert len(shown) == 2
    for question, reply in shown:
        found = answer(kb, question, FEBRUARY_15)
        rows = keyboards.under(found, kb, FEBRUARY_15, "talks_bot")
        labels = [button.label for row in rows for button in row]
        assert pages.readable(render.html(found, kb), labels) == reply.rstrip("\n")


def test_its_picture_is_the_one_that_the_command_draws() -> None:
    shown = (Path(__file__).parent.parent / ".readme" / "timeline.png").read_bytes()
    drawn = timeline.draw(bases.shipped(), "en", FEBRUARY_15)
    one, other = (Image.open(io.BytesIO(png)).convert("RGB") for png in (shown, drawn))
    assert one.size == other.size
    # Another release of the drawing library may place a dot elsewhere; the picture stays the same.
    worst = max(high for _, high in ImageChops.difference(one, other).resize((27, 24)).getextrema())
    assert worst < 40

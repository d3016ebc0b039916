"""The picture of the rounds, and the same in words."""

from __future__ import annotations

import asyncio
import io
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
import reading
from click.testing import CliRunner
from PIL import Image, ImageChops

from bot import cutting, picture, timeline
from bot.cli import main
from bot.picture import Card
from knowledge.model import LANGUAGES, KnowledgeBase

APRIL_21 = date(2026, 4, 21)


@cache
def season() -> KnowledgeBase:
    """Every fixture article: a winter and a spring of rounds."""
    made: Any = reading.base(
        ["seed", *sorted(path.stem for path in (reading.DATA / "articles").glob("*.md"))]
    )
    made.version = "season"
    return cast("KnowledgeBase", made)


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def test_the_caption_says_what_is_drawn() -> None:
    assert timeline.caption(season(), "en", APRIL_21).splitlines() == [
        "The talks as of 21 April 2026",
        "",
        "…and 1 earlier round",
        "✅ Took place · 4–5 February 2026 · Abu Dhabi",
        "✅ Took place · 17–18 February 2026 · Geneva",
        "🚫 Called off · 11 March 2026 · Istanbul",
        "✅ Took place · 24 March 2026 · Istanbul",
        "✅ Took place · 8–9 April 2026 · Doha",
        "📅 Planned · 20–21 May 2026 · Ankara",
        "",
        "My newest article is from 14 May 2026.",
    ]


def test_a_long_caption_lets_go_of_the_oldest_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline, "CAPTION", 300)
    said = timeline.caption(season(), "uk", APRIL_21)
    assert cutting.length(said) <= 300
    assert "…і ще" in said
    assert said.splitlines()[-3].startswith("📅 Заплановано · 20–21 травня")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_fits_a_phone_and_telegram(language: str) -> None:
    png = timeline.draw(season(), language, APRIL_21)
    width, height = opened(png).size
    assert width == 1080
    assert width < height < 2.5 * width
    assert len(png) < 200_000


def test_every_letter_of_the_three_alphabets_has_a_drawing_of_its_own() -> None:
    def drawn(letter: str) -> bytes:
        return bytes(picture._font(40, False).getmask(letter))

    missing = drawn("\U0010fffe")
    for letter in "AZaz09–·,«»’АЯаяЇїІіЄєҐґЫыЭэЪъЁё":
        assert drawn(letter) != missing, letter
    assert len({drawn(letter) for letter in "їіиє"}) == 4


def test_states_differ_in_shape_and_word_even_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "COLOURS", dict.fromkeys(picture.COLOURS, "#444444"))
    drawn = [
        opened(picture.draw("T", [Card(state, "same", "same", (), False)], "now", "end"))
        for state in picture.COLOURS
        if state != "undated"  # it differs from "passed" by its sign
    ]
    for number, one in enumerate(drawn):
        for other in drawn[number + 1 :]:
            assert ImageChops.difference(one, other).getbbox() is not None
    labels = {timeline.texts.say("en", f"mark.{state}") for state in picture.COLOURS}
    assert len(labels) == len(picture.COLOURS)


def test_no_line_is_wider_than_the_paper() -> None:
    for line in picture.wrapped("Переговори " * 20 + "д" * 200, 42, True, 800):
        assert picture._font(42, True).getlength(line) <= 800


async def test_it_is_drawn_once_for_a_base_a_language_and_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[tuple[str, date]] = []
    monkeypatch.setattr(
        timeline, "draw", lambda kb, language, today: drawn.append((language, today)) or b"png"
    )
    pictures = timeline.Pictures()
    asked = [("en", APRIL_21), ("en", APRIL_21), ("uk", APRIL_21), ("en", date(2026, 4, 22))]
    await asyncio.gather(*(pictures.of(season(), language, day) for language, day in asked))
    assert drawn == [asked[0], *asked[2:]]


def test_the_command_draws_and_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kb: KnowledgeBase
) -> None:
    monkeypatch.setattr("bot.cli._base", lambda _: kb)
    png = tmp_path / "talks.png"
    done = CliRunner().invoke(main, ["timeline", "-o", str(png), "--now", "2026-02-15", "--language", "ru"])
    assert done.exit_code == 0, done.output
    assert opened(png.read_bytes()).width == 1080
    assert "📅 Запланировано · 17–18 февраля 2026 года" in done.output

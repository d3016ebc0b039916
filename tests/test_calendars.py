"""Scheduled talks as a calendar file, by RFC 5545."""

from __future__ import annotations

from datetime import date

import pytest
import reading

from bot.calendars import escaped, folded, ics

SEED = reading.base(["seed"])
FEBRUARY_15 = date(2026, 2, 15)


def unfolded(file: bytes) -> list[str]:
    text = file.decode()
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    for line in text.split("\r\n"):
        assert len(line.encode()) <= 75
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def test_a_round_is_whole_days_whose_end_is_the_day_after() -> None:
    file = ics(SEED, "en", FEBRUARY_15)
    assert file is not None
    lines = unfolded(file)
    assert lines[:5] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//talks-bot//talks//EN",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
    ]
    given = dict(line.split(":", 1) for line in lines[5:-2])
    assert given["UID"] == "talks-2026-02-17@talks-bot"
    assert given["DTSTAMP"] == "20260214T123100Z"  # 14:31 in Kyiv
    assert (given["DTSTART;VALUE=DATE"], given["DTEND;VALUE=DATE"]) == ("20260217", "20260219")
    assert given["SUMMARY"] == "Talks to end the war in Ukraine"
    assert "LOCATION" not in given  # nobody has named the place
    assert r"Dmitry Peskov announced" in given["DESCRIPTION"]
    assert given["URL"].startswith("https://newsukraine.rbc.ua/")
    assert lines[-2:] == ["END:VEVENT", "END:VCALENDAR"]


@pytest.mark.parametrize(("day", "there"), [(date(2026, 2, 18), True), (date(2026, 2, 19), False)])
def test_what_is_over_is_in_no_calendar(day: date, there: bool) -> None:
    assert (ics(SEED, "uk", day) is not None) is there


def test_the_title_is_in_the_readers_language() -> None:
    file = ics(SEED, "uk", FEBRUARY_15)
    assert file is not None
    assert "SUMMARY:Переговори про завершення війни в Україні" in unfolded(file)


@pytest.mark.parametrize(
    ("text", "value"), [("a, b; c\\d", r"a\, b\; c\\d"), ("one\ntwo\r\nthree", r"one\ntwo\nthree")]
)
def test_text_is_escaped(text: str, value: str) -> None:
    assert escaped(text) == value


@pytest.mark.parametrize("text", ["x" * 300, "ї" * 200, "😀" * 90, "x" * 75, ""])
def test_a_long_line_is_folded_and_no_character_is_cut(text: str) -> None:
    line = folded(text)
    assert line.endswith("\r\n")
    assert all(len(part.encode()) <= 75 for part in line.split("\r\n"))
    assert line.replace("\r\n ", "").removesuffix("\r\n") == text

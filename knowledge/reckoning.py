"""Calendar dates: from the groups of a matched time pattern to days, months, weekdays and years.

Every function takes a Reading and gives the interval, or None where the words name no possible day
("30 February"). None of them looks at the text around; dates.py does, and relative.py reads "next week".
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from knowledge.model import Interval
from knowledge.timewords import TimeWords

_WINDOWS = {"since": (-365, 0), "past": (-304, 61), "future": (-61, 304), "": (-245, 122)}
"""How many days before and after the given day a date without a year may lie, by tense."""

_WITHIN_YEAR = 330
"""How many days back a date of the same year is still told without it."""
_GONE = 61
"""How many days back one may lie that is told as one to come."""

_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "first-half": (1, 15), "second-half": (16, 31)}


@dataclass(frozen=True, slots=True)
class Reading:
    """A matched pattern, the day it is read on, and the tense of the words beside it."""

    groups: dict[str, str | None]
    words: TimeWords
    day: date
    tense: str

    @property
    def gone(self) -> bool:
        """Whether it is told of as gone by."""
        return self.tense in ("past", "since")

    def get(self, name: str) -> str | None:
        """The text of a group, or None if the pattern has no such group or it did not take part."""
        return self.groups.get(name)

    def number(self, name: str) -> int | None:
        """A group as a number, digits or a number word."""
        written = self.get(name)
        if written is None:
            return None
        if written.isdigit():
            return int(written)
        word = self.words.value("numbers", written)
        return int(word) if word else None

    def month(self, name: str) -> int | None:
        """A group as the number of a month."""
        written = self.get(name)
        if written is None:
            return None
        key = written if written.isdigit() else self.words.value("months", written)
        return int(key) if key and 1 <= int(key) <= 12 else None

    def key(self, table: str, name: str) -> str | None:
        """The key of the word list ``table`` that a group is a form of."""
        written = self.get(name)
        return self.words.value(table, written) if written else None

    def shift(self, name: str = "shift") -> int | None:
        """-1, 0 or 1 for last, this, next; None where nothing of the kind stands."""
        key = self.key("shifts", name)
        return int(key) if key is not None else None


def made(year: int, month: int, day: int) -> date | None:
    """That day, or None if the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest(reading: Reading, month: int, day: int) -> date | None:
    """The day and month in the year that lies within the tense's window around the given day."""
    earliest, latest = _WINDOWS[reading.tense]
    found = [made(reading.day.year + shift, month, day) for shift in (-1, 0, 1)]
    near = [d for d in found if d]
    inside = [d for d in near if earliest <= (d - reading.day).days <= latest]
    if (
        reading.tense in ("", "future")
        and found[1]
        and -_WITHIN_YEAR <= (found[1] - reading.day).days < -_GONE
    ):
        return found[1]  # what has no year is of this one
    return min(inside or near, key=lambda d: abs((d - reading.day).days), default=None)


def _span(start: date | None, end: date | None) -> Interval | None:
    if start is None or end is None or end < start or (end - start).days > 370:
        return None
    return Interval(start, end, "day" if start == end else "days")


def days_range(reading: Reading) -> Interval | None:
    """One day, or a range of days; a month or year given once holds for both ends."""
    first, last = reading.number("d"), reading.number("d2")
    month = reading.month("m") or reading.month("m2")
    month2 = reading.month("m2") or month
    if first is None or month is None or month2 is None:
        return None
    year = reading.number("y2") or reading.number("y")
    if last is None:
        start = made(year, month, first) if year else nearest(reading, month, first)
        return _span(start, start)
    end = made(year, month2, last) if year else nearest(reading, month2, last)
    if end is None:
        return None
    year_before = reading.number("y") if reading.get("y2") else None
    start = made(year_before or end.year, month, first)
    if start and start > end and month > month2:
        start = made(end.year - 1, month, first)
    return _span(start, end)


def run(reading: Reading) -> Interval | None:
    """Three days of a month, each the day after the one before: "February 10, 11 and 12"."""
    days = [reading.number(name) for name in ("d", "d3", "d2")]
    return days_range(reading) if _in_a_row(days) else None


def _in_a_row(numbers: Sequence[int | None]) -> bool:
    return all(one is not None and other == one + 1 for one, other in pairwise(numbers))


def whole_month(
    year: int, month: int, part: str | None, second: tuple[int, str | None] | None = None
) -> Interval:
    last_month, last_part = second or (month, part)
    last_year = year + (last_month < month)
    length = monthrange(last_year, last_month)[1]
    start = date(year, month, _PARTS[part][0] if part else 1)
    end = date(last_year, last_month, min(length, _PARTS[last_part][1]) if last_part else length)
    return Interval(start, end, "vague" if part or last_part or second else "month")


def _month_year(reading: Reading, month: int) -> int:
    today = reading.day
    shift = reading.shift()
    if reading.get("y"):
        return int(reading.get("y") or 0)
    year_shift = reading.shift("shift_year")
    if year_shift is not None:
        return today.year + year_shift
    if shift is not None:
        return today.year + (
            -1 if shift < 0 and month >= today.month else 1 if shift > 0 and month <= today.month else 0
        )
    earliest, latest = {"since": (-11, 0), "past": (-10, 1), "future": (-1, 10), "": (-7, 4)}[reading.tense]
    for year in (today.year, today.year - 1, today.year + 1):
        if earliest <= (year - today.year) * 12 + month - today.month <= latest:
            return year
    return today.year


def months(reading: Reading) -> Interval | None:
    """A month, a part of one ("early March"), or from one to another ("late February or early March")."""
    month, other = reading.month("m"), reading.month("m2")
    if month is None:
        return None
    part, part2 = reading.key("parts", "part"), reading.key("parts", "part2")
    return whole_month(_month_year(reading, month), month, part, (other, part2) if other else None)


def weekday(reading: Reading) -> Interval | None:
    """A day of the week, from one to another, or three in a row; "next Monday" is of the next calendar
    week."""
    key, key2, key3 = (reading.key("weekdays", name) for name in ("wd", "wd2", "wd3"))
    if key is None or (key3 and key2 and not _in_a_row([int(key), int(key3), int(key2)])):
        return None
    shift = reading.shift() if reading.get("shift") else reading.shift("shift2")
    start = _weekday(reading, int(key), shift)
    if key2 is None:
        return Interval(start, start)
    return _span(start, start + timedelta((int(key2) - int(key)) % 7))


def _weekday(reading: Reading, number: int, shift: int | None) -> date:
    today = reading.day
    in_this_week = today + timedelta(number - today.isoweekday())
    if shift is not None and (shift > 0 or reading.get("unit")):
        return in_this_week + timedelta(7 * shift)
    if shift == 0:
        return in_this_week
    if shift is not None:
        return in_this_week - timedelta(7 if in_this_week >= today else 0)
    if reading.tense == "future":
        return in_this_week + timedelta(7 if in_this_week < today else 0)
    return in_this_week - timedelta(7 if in_this_week > today else 0)


def year(reading: Reading) -> Interval | None:
    """A whole year."""
    number = reading.number("y")
    return Interval(date(number, 1, 1), date(number, 12, 31), "year") if number else None


def ordinal(reading: Reading) -> Interval | None:
    """A day, or range of days, with no month: the nearest such day, rather ahead than behind."""
    first, last = reading.number("d"), reading.number("d2")
    if first is None:
        return None
    index = reading.day.year * 12 + reading.day.month - 1
    found = [made((index + n) // 12, (index + n) % 12 + 1, first) for n in (-1, 0, 1)]
    near = [d for d in found if d and (not reading.gone or d <= reading.day)]
    starts = [d for d in near if reading.tense != "future" or d >= reading.day]
    start = min(starts, key=lambda d: abs((d - reading.day).days) + (d < reading.day) * 5, default=None)
    return _span(start, made(start.year, start.month, last) if start and last else start)

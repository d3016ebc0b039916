"""Times told by their distance from the given day: next week, two days ago, the end of the month.

As in reckoning.py every function takes a Reading and gives an interval, or None where it cannot be told.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from knowledge.model import Interval
from knowledge.reckoning import Reading, days_range, weekday, whole_month

_MANY = 4
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_WEEK_PARTS = {"early": (0, 1), "mid": (2, 3), "late": (4, 6), "first-half": (0, 3), "second-half": (3, 6)}
_YEAR_PARTS = {"early": (1, 3), "mid": (5, 8), "late": (10, 12), "first-half": (1, 6), "second-half": (7, 12)}


def _one(day: date) -> Interval:
    return Interval(day, day)


def unit(reading: Reading) -> Interval | None:
    """The last, this or next week, month, year or day."""
    return _unit(reading, reading.key("units", "unit") or "year", reading.shift())


def _unit(reading: Reading, kind: str, shift: int | None) -> Interval | None:
    if reading.get("last"):
        kind, shift = "year", -1
    shift, today = shift or 0, reading.day
    if kind == "week":
        start = today - timedelta(today.isoweekday() - 1 - 7 * shift)
        return Interval(start, start + timedelta(6), "week")
    if kind == "month":
        index = today.year * 12 + today.month - 1 + shift
        return whole_month(index // 12, index % 12 + 1, None)
    if kind == "year":
        return Interval(date(today.year + shift, 1, 1), date(today.year + shift, 12, 31), "year")
    return Interval(today + timedelta(shift), today + timedelta(shift)) if shift else None


def part(reading: Reading) -> Interval | None:
    """The beginning, middle or end of a week, month or year."""
    kind, which = reading.key("units", "unit"), reading.key("parts", "part")
    whole = _unit(reading, kind or "day", reading.shift())
    if whole is None or which is None:
        return None
    if kind == "week":
        first, last = _WEEK_PARTS[which]
        gone = whole.start + timedelta(last) < reading.day and reading.shift() is None
        if gone and reading.tense == "future":
            whole = replace(whole, start=whole.start + timedelta(7))  # "planned for the middle of the week"
        return Interval(whole.start + timedelta(first), whole.start + timedelta(last), "vague")
    if kind == "month":
        return whole_month(whole.start.year, whole.start.month, which)
    if kind == "year":
        first, last = _YEAR_PARTS[which]
        return Interval(
            date(whole.start.year, first, 1), whole_month(whole.start.year, last, None).end, "vague"
        )
    return None


def earlier(reading: Reading) -> Interval | None:
    """What is gone by of this week, month or year."""
    whole = _unit(reading, reading.key("units", "unit") or "", reading.shift())
    return Interval(whole.start, min(whole.end, reading.day), "vague") if whole else None


def later(reading: Reading) -> Interval | None:
    """What is left of this week, month or year."""
    whole = _unit(reading, reading.key("units", "unit") or "", reading.shift())
    return (
        Interval(max(whole.start, reading.day), whole.end, "vague")
        if whole and whole.end >= reading.day
        else None
    )


def weekend(reading: Reading) -> Interval | None:
    """Saturday and Sunday of the last, this or next week: one of them, or both."""
    shift = reading.shift()
    if shift is None:
        shift = -1 if reading.gone and reading.day.isoweekday() < 6 else 0
    elif shift > 0 and reading.day.isoweekday() < 6 and reading.tense != "future":
        shift = 1
    saturday = reading.day + timedelta(6 - reading.day.isoweekday() + 7 * shift)
    return Interval(saturday, saturday + timedelta(1), "vague")


def week_of(reading: Reading) -> Interval | None:
    """The week that a date lies in: "the week of March 2"."""
    day = days_range(reading)
    monday = day.start - timedelta(day.start.isoweekday() - 1) if day else None
    return Interval(monday, monday + timedelta(6), "week") if monday else None


def season(reading: Reading) -> Interval | None:
    """Three whole months; a winter begins in December."""
    key = reading.key("seasons", "season")
    if key is None:
        return None
    first, today, shift = _SEASONS[key], reading.day, reading.shift()
    starts = [date(today.year + n, first, 1) for n in (-1, 0, 1)]
    if reading.get("y"):
        start = date(int(reading.get("y") or 0), first, 1)
    elif shift == -1 or (shift is None and reading.gone):
        ended = [s for s in starts if _season_end(s) < today]
        start = ended[-1] if ended else starts[0]
    elif shift == 1:
        start = next(s for s in (*starts, date(today.year + 2, first, 1)) if s > today)
    else:
        future = [s for s in starts if _season_end(s) >= today]
        start = future[0] if shift is None and future else min(starts, key=lambda s: abs((s - today).days))
    return Interval(start, _season_end(start), "season")


def _season_end(start: date) -> date:
    index = start.year * 12 + start.month + 1
    return whole_month(index // 12, index % 12 + 1, None).end


def _length(reading: Reading, unset: int) -> timedelta:
    """How long "ten days" or "a few weeks" is."""
    size = {"day": 1, "week": 7, "month": 30, "year": 365}[reading.key("units", "unit") or "day"]
    return timedelta(size * (reading.number("n") or unset))


def within(reading: Reading) -> Interval | None:
    """From the given day up to so many days, weeks or months on."""
    unset = 7 if reading.key("units", "unit") == "day" else 3
    return Interval(reading.day, reading.day + min(_length(reading, unset), timedelta(400)), "vague")


def within_one(reading: Reading) -> Interval | None:
    """From the given day up to a week or a month on."""
    return Interval(reading.day, reading.day + _length(reading, 1), "vague")


def during(reading: Reading) -> Interval | None:
    """The same, but for so few days that they tell how long something lasts: "протягом двох днів"."""
    short = reading.key("units", "unit") == "day" and (reading.number("n") or _MANY) < _MANY
    return None if short else within(reading)


def past(reading: Reading) -> Interval | None:
    """The last so many days, weeks, months or years."""
    return Interval(max(date(1990, 1, 1), reading.day - _length(reading, 1)), reading.day, "vague")


def ago(reading: Reading) -> Interval | None:
    """So many days, weeks, months or years back: exact for days only."""
    return _away(reading, -1)


def ahead(reading: Reading) -> Interval | None:
    """So many days, weeks or months from now: exact for days only."""
    return _away(reading, 1)


def still_ahead(reading: Reading) -> Interval | None:
    """The same, for words that mean it only where something is to come: "за тиждень"."""
    return _away(reading, 1) if reading.tense == "future" else None


def from_now(reading: Reading) -> Interval | None:
    """So many days or weeks from now, or from a day of the week, to the day."""
    if reading.key("units", "unit") not in ("day", "week"):
        return _away(reading, 1)
    named = weekday(replace(reading, tense="future")) if reading.get("wd") else None
    start = named.start if named else reading.day
    return _one(start + min(_length(reading, 1), timedelta(400)))


def _away(reading: Reading, direction: int) -> Interval | None:
    kind = reading.key("units", "unit")
    length = _length(reading, 1)
    if length.days > 365 * 30:
        return None
    middle = reading.day + direction * length
    if kind == "day":
        return Interval(middle, middle)
    slack = timedelta({"week": 2, "month": 10}.get(kind or "", 120))
    return Interval(middle - slack, middle + slack, "vague")


def days(reading: Reading) -> Interval | None:
    """Today, tomorrow, yesterday and the like."""
    key = reading.key("days", "days")
    return _one(reading.day + timedelta(int(key))) if key is not None else None


def eve(reading: Reading) -> Interval | None:
    """ "The day before", said of the day of the text itself."""
    return _one(reading.day - timedelta(1))


def before_holiday(reading: Reading) -> Interval | None:
    """From the given day up to the last one before a holiday of a fixed date."""
    key = reading.key("holidays", "holiday")
    if key is None or reading.gone:
        return None
    month, day = map(int, key.split("-"))
    last = date(reading.day.year, month, day)
    return Interval(reading.day, last, "vague") if reading.day < last else None

"""Time expressions that are told by those beside them: a day told twice, the next day, days of a year
named once for all of them, a first and a last day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

from knowledge import reckoning
from knowledge.model import Interval
from knowledge.timewords import TimeWords

_DAYS = {"day", "days"}
_DAY_ALONE = re.compile(
    r"(?:the )?[0-3]?\d(?:st|nd|rd|th|-?го|-?е)?"
    r"(?:(?:\s?[-–—]\s?| \w{1,2} )[0-3]?\d(?:-?го|-?е)?)?(?: чис\w{1,3})?"
)
_BESIDE = 6
"""Characters between a week and the days of it."""
_STRETCH = 45
"""Characters between the first and the last possible day of one stretch of time."""
_SENTENCE = 80
"""Characters between a first day and a last one told after it."""
_SAYING = 20
"""Characters from a verb of saying to its day."""
_BREAK = re.compile(r"[,.;:—]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LISTED = re.compile(r"\s*(?:,|[^\W\d_]{1,3})?\s*")
"""What stands between the parts of a list of times: a comma, "and"."""


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression at code points ``start:end``, and the days it names."""

    start: int
    end: int
    interval: Interval


def settled(text: str, found: list[TimeMention], words: TimeWords) -> tuple[TimeMention, ...]:
    """A day told twice, "on Tuesday (February 17)", is the day that the date gives; a first and a last
    possible day, "by the end of the month, but not before the 20th", are one stretch of time."""
    whole = _joined(text, _anchored(text, _stretched(text, found, words), words), words)
    found = list(_of_its_year(text, whole, words))
    for place, (one, other) in enumerate(pairwise(found)):
        inside = _within(text, one, other) or _until_then(text, one, other)
        if inside:
            found[place + 1] = replace(other, interval=inside)
        if (
            text[one.end : other.start].strip() in ("(", ",")
            and {one.interval.precision, other.interval.precision} <= _DAYS
        ):
            by_name = not any(c.isdigit() for c in text[one.start : one.end])
            if not by_name and _names_again(text, one, other):
                found[place + 1] = TimeMention(other.start, other.end, one.interval)
                continue
            same = one.interval.start.weekday() == other.interval.start.weekday()
            if (
                by_name
                and text[one.end : other.start].strip() == "("
                and not any(c.isdigit() for c in text[other.start : other.end])
            ):
                found[place] = TimeMention(one.start, one.end, other.interval)  # "tomorrow (Thursday)"
            if by_name and same and any(c.isdigit() for c in text[other.start : other.end]):
                found[place] = TimeMention(one.start, one.end, other.interval)
    return tuple(found)


def apposed(time: TimeMention, times: Iterable[TimeMention], text: str) -> TimeMention | None:
    """The time right before, of which a time only tells the days: "this weekend, October 23 and 24"."""
    for one in times:
        between = text[one.end : time.start].strip() if one.end <= time.start else "-"
        inside = one.interval.start <= time.interval.start and time.interval.end <= one.interval.end
        if between in (",", "(", "—", "–") and inside:
            return one
    return None


def _within(text: str, one: TimeMention, other: TimeMention) -> Interval | None:
    """The days of a week or weekend told right before them: "next weekend, Saturday and Sunday"."""
    between = text[one.end : other.start]
    written = text[one.start : one.end] + text[other.start : other.end]
    span, days = one.interval, other.interval
    if len(between) > _BESIDE or between.strip()[:1] not in ("(", ",", "—", "–", "-"):
        return None
    short = span.precision in ("week", "vague") and timedelta(0) < span.end - span.start <= timedelta(6)
    named = not any(c.isdigit() for c in written) and days.precision in _DAYS
    apart = days.end < span.start or span.end < days.start
    if not (short and named and apart):
        return None
    moved = span.start + timedelta((days.start.weekday() - span.start.weekday()) % 7)
    return Interval(moved, moved + (days.end - days.start), days.precision)


def _until_then(text: str, one: TimeMention, other: TimeMention) -> Interval | None:
    """A last day told by its name and then by its date: "until Thursday, January 21"."""
    apart = text[one.end : other.start].strip() not in (",", "(")
    by_name = not any(c.isdigit() for c in text[one.start : one.end])
    last = one.interval.end == other.interval.end and other.interval.precision == "day"
    return one.interval if one.interval.precision == "vague" and by_name and last and not apart else None


def _names_again(text: str, one: TimeMention, other: TimeMention) -> bool:
    """Whether days told by date are named once more: "June 29 and 30, Tuesday and Wednesday"."""
    by_date = any(c.isdigit() for c in text[other.start : other.end])
    first, last = one.interval, other.interval
    as_long = first.end - first.start == last.end - last.start
    return not by_date and as_long and first.start.weekday() == last.start.weekday()


def _anchored(text: str, found: Iterable[TimeMention], words: TimeWords) -> Iterator[TimeMention]:
    """The times with those that lean on the date before them told by it: "September 23 ... the following
    day", "September 26, not the 24th"; a following day with nothing before it is not known."""
    before: Interval | None = None
    for one in found:
        written, days = text[one.start : one.end], one.interval
        if words.cues["day_after"].fullmatch(written):
            if before is None:
                continue
            days = Interval(before.end + timedelta(1), before.end + timedelta(1))
        elif before and days.precision in _DAYS and _DAY_ALONE.fullmatch(written):
            first = reckoning.made(before.start.year, before.start.month, days.start.day)
            days = Interval(first, first + (days.end - days.start), days.precision) if first else days
        if days.precision in (*_DAYS, "month"):
            before = days
        yield TimeMention(one.start, one.end, days)


def _stretched(text: str, found: list[TimeMention], words: TimeWords) -> Iterator[TimeMention]:
    """The times in order, with "by X, but not before Y" made one."""
    left = list(found)
    while left:
        one = left.pop(0)
        if len(left) > 1 and _is_of_saying(text, left[0], words):
            last = _later(text, one, left[1], words)
            if _runs_on(text, one, last, words):
                whole = Interval(one.interval.start, last.interval.end, "days")
                yield from (replace(one, interval=whole), left[0])
                left[:2] = [replace(last, interval=whole)]
                continue
        other = _later(text, one, left[0], words) if left else None
        if other and _runs_on(text, one, other, words):
            whole = Interval(one.interval.start, other.interval.end, "days")
            yield replace(one, interval=whole)
            left[0] = replace(other, interval=whole)
            continue
        stretch = _stretch(text, one, other, words) if other else None
        if stretch:
            left.pop(0)
        yield stretch or one


def _stretch(text: str, one: TimeMention, other: TimeMention, words: TimeWords) -> TimeMention | None:
    """A first and a last possible day, in either order, as one time."""
    before, between = text[: one.start], text[one.end : other.start]
    if len(between) > _STRETCH:
        return None
    for first, last, to_first, to_last in ((one, other, before, between), (other, one, between, before)):
        told = words.cues["not_before"].search(to_first) and words.cues["not_after"].search(to_last)
        if told and first.interval.start <= last.interval.end:
            days = Interval(first.interval.start, last.interval.end, "vague")
            return TimeMention(one.start, other.end, days)
    return None


def _later(text: str, one: TimeMention, other: TimeMention, words: TimeWords) -> TimeMention:
    """A day of the week with which something ends, seen from its first day: "June 10, and end on Friday"."""
    written, days = text[other.start : other.end], other.interval
    named = days.precision == one.interval.precision == "day" and words.value("weekdays", written)
    between = text[one.end : other.start]
    # "go on on Wednesday, were to end on Tuesday", "go on on Friday after they failed to end on Thursday"
    apart = any(words.cues[name].search(between) for name in ("old_plan", "parting"))
    if not named or apart or not words.cues["runs_until"].search(between):
        return other
    day = one.interval.start + timedelta((int(named) - one.interval.start.isoweekday()) % 7)
    return replace(other, interval=Interval(day, day))


def _joined(text: str, found: Iterable[TimeMention], words: TimeWords) -> Iterator[TimeMention]:
    """The times with a day and the next one made one: "tomorrow and the day after", "on June 8 and on the
    9th"."""
    held: TimeMention | None = None
    for one in found:
        if held and _is_next(text, held, one, words):
            days = Interval(held.interval.start, held.interval.end + timedelta(1), "days")
            held = TimeMention(held.start, one.end, days)
            continue
        if held:
            yield held
        held = one
    if held:
        yield held


def _is_next(text: str, one: TimeMention, other: TimeMention, words: TimeWords) -> bool:
    first, last = one.interval, other.interval
    if last.precision != "day" or first.precision != "day":
        return False
    joined = words.cues["joined_by"].fullmatch(text[one.end : other.start].strip(" ,)"))
    named = [words.value("weekdays", text[day.start : day.end]) for day in (one, other)]
    by_name = all(named) and int(named[1] or 0) == int(named[0] or 0) % 7 + 1  # "on Monday and on Tuesday"
    return joined is not None and (by_name or last.start == first.end + timedelta(1))


def _of_its_year(text: str, found: Iterable[TimeMention], words: TimeWords) -> list[TimeMention]:
    """The times with the year named once for all of them: "in 2025 ...: 16 May, 2 June and 23 July", "in
    May, June and July of last year"."""
    times = list(found)
    for place, year in enumerate(times):
        if year.interval.precision != "year":
            continue
        of = year.interval.start.year
        for index in range(place - 1, -1, -1):  # "May, June and July of last year"
            if not _LISTED.fullmatch(text[times[index].end : times[index + 1].start]):
                break
            times[index] = _in_year(text, times[index], of)
        for index in range(place + 1, len(times)):
            if words.cues["future"].search(text[year.end : times[index].start]):
                break  # "met twice in 2025 and will meet on 5 May"
            times[index] = _in_year(text, times[index], of)
    return times


def _in_year(text: str, time: TimeMention, year: int) -> TimeMention:
    """A day or a month with the year it is of; one that names its own year, or none at all, stands."""
    days = time.interval
    if days.precision not in ("day", "days", "month", "vague") or _YEAR.search(text[time.start : time.end]):
        return time
    if not any(words in text[time.start : time.end] for words in "0123456789") and days.precision != "month":
        return time  # "on Friday"
    start = reckoning.made(days.start.year + year - days.end.year, days.start.month, days.start.day)
    end = reckoning.made(year, days.end.month, days.end.day)
    return replace(time, interval=Interval(start, end, days.precision)) if start and end else time


def _is_of_saying(text: str, time: TimeMention, words: TimeWords) -> bool:
    """Whether a time stands right after a verb of saying: "begins tomorrow, it said on Wednesday, and"."""
    before = text[max(0, time.start - _SAYING) : time.start]
    said = words.cues["speech"].search(before)
    return said is not None and not _BREAK.search(before, said.end())


def _runs_on(text: str, one: TimeMention, other: TimeMention, words: TimeWords) -> bool:
    """Whether two days are a first and a last one: "will open on the 13th and last until the 14th"."""
    between, until = text[one.end : other.start], words.cues["runs_until"]
    exact = one.interval.precision == "day" and other.interval.end > one.interval.start
    told = len(between) <= _SENTENCE and until.search(between) and not until.search(text[: one.start])
    return exact and bool(told) and other.interval.precision in ("day", "vague")

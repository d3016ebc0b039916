"""The days of a meeting that is held, as its reports tell them: begun early, made longer, cut short."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TypeGuard

from knowledge import phrases
from knowledge.model import Interval, Report

FIRM = ("day", "days")
_EARLY = timedelta(3)
"""By how many days a meeting may begin before its first day."""


def spoken(*names: str) -> re.Pattern[str]:
    """The phrases of some lists of data/prose in any language."""
    tables = [(language, name) for language in phrases.data("prose").values() for name in names]
    return phrases.expression(one for language, name in tables for one in phrases.listed(language, name))


_LESS = spoken("cut_short", "shortened", "no_session", "instead", "cancelled")
"""Words that say that a meeting has fewer days than it was to have."""
_PART = spoken("working_day")
"""Words for one day of a meeting, or for a part of it."""
_SOONER = spoken("cut_short", "background")
"""Words that say that a meeting is sooner than planned, or for when it had been planned."""
_SHORT, _ENDS = spoken("cut_short"), spoken("ends")
"""Words that say that a meeting was over before its last day, and that it was over."""


def firm(time: Interval | None) -> TypeGuard[Interval]:
    """Whether a time is told to the day."""
    return time is not None and time.precision in FIRM


def less(report: Report) -> bool:
    """Whether a report's words say that a meeting has fewer days, and not only that one of them is short."""
    return _LESS.search(report.quote.text) is not None and _PART.search(report.quote.text) is None


def lengthens(known: Interval | None, report: Report) -> bool:
    """Whether a report gives a round that has begun more days than were known."""
    told = report.time
    if known is None or told is None or report.stage != "announced" or not firm(told):
        return False
    return told.start == known.start and known.end < told.end and report.reported <= told.end


def shortens(known: Interval | None, report: Report) -> bool:
    """Whether a report gives a round fewer days than were known: "there will be no session on Sunday"."""
    told = report.time
    if known is None or told is None or report.stage != "announced" or not firm(told):
        return False
    return (
        less(report) and told.start == known.start and told.end < known.end and report.reported <= known.end
    )


def opens_early(known: Interval | None, report: Report) -> bool:
    """Whether a report tells that a meeting began some days before those known."""
    if known is None or report.time is None or not (firm(known) and firm(report.time)):
        return False
    days = known.start - report.time.end
    return timedelta(0) < days <= _EARLY and _SOONER.search(report.quote.text) is not None


def held_time(known: Interval | None, report: Report) -> Interval | None:
    """The days of a meeting held; its first day reported while it goes on does not shorten it."""
    if known is None or not firm(known):
        return report.time or known
    if report.time is None or not firm(report.time):
        return known
    next_day = timedelta(1) in (report.time.start - known.end, known.start - report.time.end)
    if next_day or opens_early(known, report):
        first, last = min(known.start, report.time.start), max(known.end, report.time.end)
        return Interval(first, last, "days")  # the second day of two
    short = all(one.search(report.quote.text) for one in (_SHORT, _ENDS))
    if short and known.start <= report.time.end < known.end:
        return Interval(known.start, report.time.end, "days" if known.start < report.time.end else "day")
    inside = known.start <= report.time.start and report.time.end <= known.end
    ended = report.time.end == known.end  # "ended on Tuesday" names the last day alone
    return known if inside and (ended or report.reported <= known.end) else report.time

"""How many days a meeting is said to last: "two-day talks", "will run for three days"."""

from __future__ import annotations

from datetime import timedelta

from knowledge.model import Interval
from knowledge.timewords import timewords

_LONGEST = 7
"""Days of talks; what is said to last longer is a truce or the like."""


def length(text: str, language: str) -> int | None:
    """The number of days, or None if the text does not tell."""
    words = timewords(language)
    for pattern in words.lasting:
        match = pattern.search(text)
        if match:
            written = match["n"]
            count = int(written if written.isdigit() else words.value("numbers", written) or 0)
            return count if 0 < count <= _LONGEST else None
    return None


def lasting(day: Interval, count: int, *, ends: bool) -> Interval:
    """So many days from a first day on, or up to a last one."""
    if day.precision != "day" or count == 1:
        return day
    rest = timedelta(count - 1)
    return (
        Interval(day.start - rest, day.end, "days") if ends else Interval(day.start, day.end + rest, "days")
    )

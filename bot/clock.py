"""What day it is in Kyiv: the one place that reads the clock for an answer."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

KYIV = ZoneInfo("Europe/Kyiv")


def now() -> datetime:
    """The present time in Kyiv, by which quiet hours are kept."""
    return datetime.now(KYIV)


def today() -> date:
    """The present day in Kyiv, which is the day that the talks are told by."""
    return now().date()

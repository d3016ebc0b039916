"""One step of the talks: what one sentence of an article tells of one meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge.model import Interval, Quote, Stage


@dataclass(frozen=True, slots=True)
class Step:
    """One report of one meeting, as one passage tells it."""

    kind: str
    stage: Stage
    reported: date
    quote: Quote
    time: Interval | None = None
    """When it was or will be; for one put off, the new time if one is given."""
    old: Interval | None = None
    """For one put off, called off or moved: the time that no longer holds."""
    place: str | None = None
    participants: tuple[str, ...] = ()
    change: bool = False
    """Whether the text itself says that something changed."""
    background: bool = False
    """Whether it recalls what had been planned before."""
    another: bool = False
    """Whether it speaks of a round after the next one."""
    denied: bool = False
    again: bool = False
    """Whether it is to be where the round before was, and the article does not name that place."""
    shift: int | None = None
    """By how many days it moves a meeting whose new days it does not give."""
    longer: bool = False
    """Whether it gives a new first day and tells that the meeting lasts a day longer than was planned."""
    shorter: bool = False
    """Whether it makes a round that is known end sooner: on its day, before the day it drops, or after so
    many days."""
    count: int | None = None
    """For how many days, where only that is told of a round made shorter."""
    extends: bool = False
    """Whether it only makes a round that is known last longer: up to its time."""

"""A rough time of talks to come that a later report makes exact, if only as what had been planned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from knowledge.history import Standing, firm
from knowledge.step import Step


def exact(known: Iterable[Standing], step: Step) -> Step:
    """An old plan of days that are still to come, where until then only a rough time of them was known, as a
    possible one: "it was planned for June 5, and nobody has called it off" after "in early June"."""
    days = step.time
    if not step.background or days is None or not firm(days) or days.end < step.reported:
        return step
    for now in known:
        rough = now.stage == "tentative" and now.time is not None and not firm(now.time)
        elsewhere = now.newest is not None and now.newest.quote.article != step.quote.article
        if rough and elsewhere and now.time and now.time.start <= days.start and days.end <= now.time.end:
            return replace(step, stage="tentative", background=False)
    return step

"""What rules make of a time, of a place and of an article, as features beside what else can be seen."""

from __future__ import annotations

from knowledge.model import Interval
from knowledge.page import Page
from knowledge.step import Step

Row = dict[str, float]
_OPEN = ("announced", "tentative")
_EXACT = ("day", "days")


def of_days(page: Page, interval: Interval) -> Row:
    """What rules make of days: of these, and of others that share some of them."""
    found: Row = {}
    for step in page.steps:
        if step.time and step.time.start <= interval.end and interval.start <= step.time.end:
            near = "" if step.time == interval else "near "
            found[f"ruled {near}{step.kind} {_stage(step)}"] = 1.0
        if step.old == interval:
            found["ruled old"] = 1.0
    ahead = [step.time for step in _talks(page) if step.stage in _OPEN and step.time]
    another = {"ruled another": 1.0} if ahead and interval not in ahead else {}
    return {**(found or {"ruled not": 1.0}), **another}


def of_article(page: Page) -> Row:
    """The stages that rules find."""
    talks = _talks(page)
    if not talks:
        return {"ruled nothing": 1.0}
    found = {f"ruled {step.stage}{_when(page, step)}": 1.0 for step in talks}
    return {**found, f"ruled last {talks[-1].stage}": 1.0}


def of_place(page: Page, place: str) -> Row:
    """What rules tell of there, around it, and elsewhere."""
    found: Row = {}
    for step in page.steps:
        if step.kind == "talks" and step.place:
            wider = place in page.lexicon.broader(step.place)
            where = "" if step.place == place else "broader " if wider else "other "
            found[f"ruled {where}{_stage(step)}"] = 1.0
    return found or {"ruled not": 1.0}


def _talks(page: Page) -> list[Step]:
    return [step for step in page.steps if step.kind == "talks" and not step.background]


def _stage(step: Step) -> str:
    return f"{step.stage} background" if step.background else step.stage


def _when(page: Page, step: Step) -> str:
    if step.time is None:
        return ""
    exact = " exact" if step.time.precision in _EXACT else " vague"
    return f"{exact} ahead" if step.time.end >= page.article.published else exact

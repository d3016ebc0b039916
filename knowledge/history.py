"""What the reports of one meeting amount to: where it stands, what was replaced, who disagrees.

A later report replaces an earlier one. Reports of the same day by different voices that do not
agree stand side by side, and so does one voice saying that no date is set against another's date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from knowledge.held import FIRM, firm, held_time, lengthens, less, opens_early, shortens, spoken
from knowledge.lexicon import Lexicon
from knowledge.model import Interval, Report, Stage

__all__ = ["FIRM", "Standing", "firm", "opens_early", "overlap", "same_place", "standing", "told"]

_LEFT = spoken("left_venue")
"""Words that say that a meeting will not be where it was to be."""
_DENIED = spoken("denied")
"""Words that say that a report is untrue."""
_DOUBTED = spoken("doubted", "undated")
"""Words that say that days somebody has named are not sure."""
_OLD = spoken("background")
"""Words that tell of what had been planned."""
_FEWER = spoken("shortened")
"""Words that say that a meeting is shortened."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a meeting stands after all its reports."""

    stage: Stage
    time: Interval | None = None
    place: str | None = None
    participants: tuple[str, ...] = ()
    newest: Report | None = None
    """The newest report that decides the stage or the time."""
    placed: Report | None = None
    """The newest report that gives the place."""
    earlier: tuple[Report, ...] = ()
    rivals: tuple[Report, ...] = ()


def overlap(one: Interval, other: Interval) -> bool:
    """Whether two intervals share a day."""
    return one.start <= other.end and other.start <= one.end


def same_place(one: str | None, other: str | None, lexicon: Lexicon) -> bool:
    """Whether two places may be the same: one unknown, equal, or one within the other."""
    return (
        not one or not other or one == other or one in lexicon.broader(other) or other in lexicon.broader(one)
    )


def standing(history: Iterable[Report], lexicon: Lexicon, changed: Callable[[Report], bool]) -> Standing:
    """Folds reports, oldest first. ``changed`` tells whether a report itself speaks of a change."""
    now = Standing("undated")
    for report in history:
        now = told(now, report, lexicon, changed(report))
    return now


def told(now: Standing, report: Report, lexicon: Lexicon, changed: bool) -> Standing:
    """Where things stand after one more report."""
    if now.newest is None:
        return _after(Standing("undated"), report)
    if _says_nothing_new(now, report):
        return replace(now, participants=now.participants or report.participants)
    if _rival(now, report, lexicon, changed):
        return replace(now, rivals=(*(now.rivals or (now.newest,)), report))
    return _after(now, report, lexicon, changed)


def _says_nothing_new(now: Standing, report: Report) -> bool:
    """Whether a report bears out what is known and adds neither a time nor a place."""
    if report.stage == "undated":
        return _leaves_time(now, report) and (report.place is None or now.place is not None)
    again = report.place is None or (bool(now.rivals) and report.place == now.place)  # of one who disagrees
    return report.stage in ("announced", "tentative") and report.time is None and again


def _leaves_time(now: Standing, report: Report) -> bool:
    """Whether that no date is set takes nothing back: "the exact days are not agreed" after "in May"."""
    same = now.newest is not None and _without_time(now, report) == (now.stage, now.time)
    return report.stage == "undated" and same


def _rival(now: Standing, report: Report, lexicon: Lexicon, changed: bool) -> bool:
    """Whether a report disagrees with where things stand and does not simply replace it."""
    last = now.newest
    if last is None or changed or report.stage == "held" or now.stage in ("held", "cancelled", "postponed"):
        return False
    same_article = last.quote.article == report.quote.article
    if last.quote.speaker == report.quote.speaker and (same_article or last.quote.speaker):
        return False
    if same_article and _is_old_plan(now, last, report):
        return False
    if report.stage == "undated":
        denies = last.quote.speaker is None and _DENIED.search(report.quote.text)  # what only the papers had
        known = firm(now.time) and now.stage == "announced"
        return known and report.quote.speaker is not None and not denies
    if report.reported != last.reported:
        return False
    apart = firm(now.time) and firm(report.time) and not overlap(now.time, report.time)
    told_today = now.placed is not None and now.placed.reported == report.reported
    elsewhere = told_today and not same_place(now.place, report.place, lexicon)
    return apart or elsewhere


def _is_old_plan(now: Standing, last: Report, report: Report) -> bool:
    """Whether what stands so far is only an old plan that an article tells of, before or after the new."""
    opened = now.stage == "tentative" and firm(now.time) and _OLD.search(last.quote.text)
    return last.quote.start > report.quote.start or bool(opened)


def _after(now: Standing, report: Report, lexicon: Lexicon | None = None, changed: bool = False) -> Standing:
    """Where things stand once a report has replaced what it speaks of."""
    stage, time = _stage_and_time(now, report, changed)
    told = report.time is not None or report.stage not in ("announced", "tentative")
    told = told and not _leaves_time(now, report)
    open_again = _renewed(now, report) or (stage == "undated" and now.time is not None)
    place = report.place or (None if open_again else now.place)
    if lexicon and report.place and now.place and report.place in lexicon.broader(now.place):
        place = now.place  # "in Switzerland" after "in Geneva" takes nothing back
    if not report.place and _LEFT.search(report.quote.text):
        place = None  # "will meet within ten days, but not in Vienna"
    moved = now.place is not None and place != now.place
    differs = (stage, time) != (now.stage, now.time) or moved
    replaced = (now.newest, *now.earlier) if differs and now.newest else now.earlier
    return Standing(
        stage=stage,
        time=time,
        place=place,
        participants=report.participants or now.participants,
        newest=report if told or now.newest is None else now.newest,
        placed=report if report.place else now.placed,
        earlier=replaced,
    )


def _renewed(now: Standing, report: Report) -> bool:
    """Whether a later report gives a new time, and only a vague one, to what was put off: the place is
    open again."""
    last = now.newest
    over = now.time is not None and now.time.end < report.reported
    later = last is not None and (report.reported > last.reported or over)
    vague = report.time is not None and not firm(report.time)
    put_off = now.stage in ("postponed", "cancelled") and report.stage != "held"
    return later and vague and put_off


def _stage_and_time(now: Standing, report: Report, changed: bool) -> tuple[Stage, Interval | None]:
    if report.stage == "held":
        return "held", held_time(now.time, report)
    if now.stage == "held":
        told = lengthens(now.time, report) or shortens(now.time, report)
        return "held", report.time if told else now.time
    if report.time is None:
        return _without_time(now, report)
    if report.stage == "postponed" and not _is_wider(now, report):
        return ("announced" if firm(report.time) else "tentative"), report.time
    changed = changed or less(report)
    changed = changed and not _elsewhere(now, report)
    if _is_wider(now, report) or (now.time and _takes_nothing_back(now, report, report.time, changed)):
        return now.stage, now.time
    return report.stage, report.time


def _elsewhere(now: Standing, report: Report) -> bool:
    """Whether a report only moves a meeting to another place: its days may be told by the first of them."""
    moved = now.place is not None and report.place is not None and now.place != report.place
    return moved and _FEWER.search(report.quote.text) is None


def _is_wider(now: Standing, report: Report) -> bool:
    """Whether a report only tells more roughly what was told that day: "by the end of May" after "late in
    May"."""
    known, told, last = now.time, report.time, now.newest
    if known is None or told is None or last is None or last.reported != report.reported or firm(told):
        return False
    return now.stage == "tentative" and told.start <= known.start and known.end <= told.end


def _takes_nothing_back(now: Standing, report: Report, told: Interval, changed: bool) -> bool:
    """Whether a time is only a rougher or a shorter way to tell the days known: "next week" or "opens on
    Tuesday" after "on 17–18 February"."""
    known, stage = now.time, report.stage
    if known is None or not overlap(known, told):
        return False
    doubted = _DOUBTED.search(report.quote.text) is not None
    if stage == "tentative" and now.stage == "announced" and not (changed or doubted) and firm(told):
        return True  # "they proposed the 10th, and we agreed"
    vaguer = now.stage == "announced" and firm(known) and not firm(told)
    one_of = told.precision == "day" and known.precision == "days"
    one_of = one_of or _is_part(now, report)
    return vaguer or (one_of and not changed and stage == now.stage)


def _is_part(now: Standing, report: Report) -> bool:
    """Whether an article that gives all days of a meeting tells only some of them again: "the political part
    will take place on the 11th and 12th"."""
    known, told, last = now.time, report.time, now.newest
    if not (firm(known) and firm(told)) or known is None or told is None or last is None:
        return False
    within = known.start <= told.start and told.end <= known.end
    return within and last.quote.article == report.quote.article and last.quote.start <= report.quote.start


def _without_time(now: Standing, report: Report) -> tuple[Stage, Interval | None]:
    """What a report that names no time leaves of the time known."""
    if report.stage in ("postponed", "cancelled"):
        return report.stage, now.time
    if report.stage == "undated":
        # "No exact date" takes nothing back from "early March", unless another voice says so on a later
        # day, nor from having been put off.
        vague = now.stage == "tentative" and now.time is not None and now.time.end >= report.reported
        off = now.stage in ("postponed", "cancelled") and not _never_set(now, report)
        keeps = (vague and not _answers(now, report)) or off
        return (now.stage, now.time) if keeps else ("undated", None)
    return (now.stage if now.newest else "announced"), now.time


def _never_set(now: Standing, report: Report) -> bool:
    """Whether what was only roughly told of is off, and the same article says that no date is set."""
    last, rough = now.newest, now.stage == "cancelled" and now.time is not None and not firm(now.time)
    return rough and last is not None and last.quote.article == report.quote.article


def _answers(now: Standing, report: Report) -> bool:
    """Whether a report is of a later day and another voice than the one that decides so far."""
    last = now.newest
    if last is None or report.reported <= last.reported:
        return False
    return report.quote.speaker is not None and report.quote.speaker != last.quote.speaker

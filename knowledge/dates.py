"""Time expressions in prose and questions -> intervals of days, seen from a given day.

Ranges are tried before single days. A date without a year is the nearest sensible one to the given
day, by the tense of the words beside it. Times of day are not read, nor bare numbers as years.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from knowledge import pairs, phrases, reckoning, relative, spelled
from knowledge.model import Interval
from knowledge.neighbours import TimeMention, settled
from knowledge.reckoning import Reading
from knowledge.timewords import Rule, TimeWords, timewords

__all__ = ["TimeMention", "intervals", "quotation"]

_SHORT = 200
_NEAR, _BESIDE = 60, 2
_BARE = re.compile(
    r"(?<![\w.,%:$€№#-])(?P<d>[0-3]?\d)(?:\s?[-–—‑]\s?(?P<d2>[0-3]?\d))?(?:st|nd|rd|th|-?го)?(?!\w|[.,]\d|\s?%|-)"
)
_COUNTS = re.compile(
    r"(?:\s+[^\W\d_]{1,3}\s+\d{1,3})?\s+(?:(?!числ)[^\W\d_]{4,}|[b-df-hj-np-tv-xz]{2,3}\b)", re.IGNORECASE
)
"""A word right after a number, or an abbreviation (without vowels), or after "28 or 20": the number then
counts and is no day of a month."""
_NUMBER = re.compile(r"\d")
_CLAUSE = re.compile(r"[,;:.—]|\s[–-]\s")
_ENDED = ("mid", "late")
"""The parts of a month by which something may be; "put off until early May" means that it will be then."""
_FEW_WORDS = 60
"""Characters of a sentence that may have no verb."""
_OPEN_END = timedelta(13)
"""How long after "not before" a vague interval is taken to reach."""

_READERS: Mapping[str, Callable[[Reading], Interval | None]] = {
    "range": reckoning.days_range,
    "run": reckoning.run,
    "numeric": reckoning.days_range,
    "month": reckoning.months,
    "months": reckoning.months,
    "weekday": reckoning.weekday,
    "year": reckoning.year,
    "ordinal": reckoning.ordinal,
    "unit": relative.unit,
    "part": relative.part,
    "earlier": relative.earlier,
    "later": relative.later,
    "weekend": relative.weekend,
    "week_of": relative.week_of,
    "season": relative.season,
    "within": relative.within,
    "within_one": relative.within_one,
    "during": relative.during,
    "past": relative.past,
    "ago": relative.ago,
    "ahead": relative.ahead,
    "still_ahead": relative.still_ahead,
    "from_now": relative.from_now,
    "days": relative.days,
    "eve": relative.eve,
    "before_holiday": relative.before_holiday,
}
"""The kind of a pattern -> what reads it; two dates told together are read by pairs.py."""


@lru_cache(maxsize=16_384)
def intervals(
    text: str, language: str, day: date, bare_days: bool = False, opened: str = ""
) -> tuple[TimeMention, ...]:
    """The time expressions of a text in order, none overlapping another.

    ``day`` is the day of publication, or today for a question. With ``bare_days`` (questions) a
    number or range with no month, "17-18", is a day near ``day`` if nothing else in the text is.
    Short texts in which the language's own patterns find nothing are tried in the other languages; what is
    no question only for times with a number: "за один день" is "in a day" in Ukrainian alone.
    ``opened`` is the mark of a quotation that was opened before the text.
    """
    if opened:
        told = intervals(opened + text, language, day, bare_days)
        return tuple(replace(one, start=one.start - 1, end=one.end - 1) for one in told)
    found = _found(text, timewords(language), day)
    if not found and len(text) <= _SHORT:
        for other in phrases.data("time"):
            found = found or (_found(text, timewords(other), day) if other != language else [])
        found = [one for one in found if bare_days or _NUMBER.search(text, one.start, one.end)]
    if not found and bare_days:
        found = list(_bare(text, timewords(language), day))
    return settled(text, sorted(found, key=lambda mention: mention.start), timewords(language))


def _found(text: str, words: TimeWords, day: date) -> list[TimeMention]:
    found: list[TimeMention] = []
    text, told = spelled.in_digits(text, words)
    for rule in words.rules:
        for match in rule.pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            found.extend(_read(rule, match, text, words, day))
    return [TimeMention(*spelled.whole(one.start, one.end, told), one.interval) for one in found]


def _read(rule: Rule, match: re.Match[str], text: str, words: TimeWords, day: date) -> Iterator[TimeMention]:
    before = text[: match.start()]
    if rule.kind == "days" and words.cues["as_of"].search(before):
        return  # "the last meeting as of today"
    reading = Reading(match.groupdict(), words, day, _tense_of(rule, match, text, words))
    if rule.kind in pairs.KINDS:
        yield from pairs.read(rule.kind, match, reading)
        return
    if rule.kind in ("ahead", "still_ahead") and _first_in(before, words):
        rule = replace(rule, kind="ago")
    interval = _READERS[rule.kind](reading)
    if interval:
        part = reading.key("parts", "part")
        late = part in _ENDED or (part == "early" and not words.cues["moved"].search(before))
        yield TimeMention(match.start(), match.end(), _qualified(interval, before, words, day, late))


def _tense_of(rule: Rule, match: re.Match[str], text: str, words: TimeWords) -> str:
    """The tense in which a time is told; "since" for one that looks back from now."""
    before = text[: match.start()]
    looks_back = words.cues["since"].match(match[0]) or _since(before, words)
    tense = "since" if looks_back else _tense(text, match.start(), match.end(), words)
    if rule.kind == "weekday" and _called_off(before, text[match.end() :], words):
        return "future"
    aimed = words.cues["aimed"].search(before) and not words.cues["not_aimed"].search(before)
    if rule.kind == "weekday" and not looks_back and aimed:
        return "future"  # "moved to Monday", but not "in the night to Monday"
    if not tense and rule.kind == "weekday" and (quotation(before) or _only_ahead(text, words)):
        return "future"  # "Yes, it is Istanbul, Wednesday and Thursday": what has no verb is an answer
    if not tense and rule.kind == "weekday" and _nonpast(text, match.start(), match.end(), words):
        return "future"  # "the three meet on Thursday"
    return "future" if words.cues["not_before"].search(before) else tense


def _called_off(before: str, after: str, words: TimeWords) -> bool:
    """Whether it is the day of a meeting of which the next words say that it will not be: "the meeting on
    Thursday has been called off"."""
    off = words.cues["off"].search(after)
    named = words.cues["meeting_on"].search(before)
    return named is not None and off is not None and len(after[: off.start()].split()) <= _BESIDE


def _first_in(before: str, words: TimeWords) -> bool:
    """Whether a length of time looks back from something that has not been for so long: "the first round
    between the two sides in four months"."""
    told = [match.end() for match in words.cues["first_time"].finditer(before)]
    between = before[told[-1] :] if told else ""
    return bool(told) and not _CLAUSE.search(between) and not words.cues["future"].search(between)


def _since(before: str, words: TimeWords) -> bool:
    """Whether what stands before a time looks back from now: "since", "since the talks began in"."""
    if words.cues["since_before"].search(before):
        return True
    opened = words.cues["since_what"].search(before)
    between = opened["what"] if opened else ""
    return bool(words.cues["past"].search(between)) and not words.cues["future"].search(between)


def _only_ahead(text: str, words: TimeWords) -> bool:
    """Whether a text speaks of what will be and of nothing that was but of who said so."""
    beside = [one.span() for one in words.cues["than"].finditer(text)]
    told = (match for match in words.cues["past"].finditer(text))
    past = (one[0] for one in told if not any(start <= one.start() < end for start, end in beside))
    ahead = words.cues["future"].search(text) is not None
    return ahead and all(words.cues["speech"].fullmatch(one) for one in past)


def quotation(before: str) -> str:
    """The mark of a quotation that is opened before and has not been closed; empty where there is none."""
    opened = max(before.rfind(mark) for mark in "«“„")
    if opened > max(before.rfind(mark) for mark in "»”"):
        return before[opened]
    return '"' if before.count('"') % 2 == 1 else ""


def _tense(text: str, start: int, end: int, words: TimeWords) -> str:
    """Whether the nearest telling word beside an expression speaks of what was or of what will be."""
    best, distance = "", _NEAR
    ahead: list[tuple[int, int]] = []
    beside = [one.span() for one in words.cues["than"].finditer(text)]
    for tense in ("future", "past"):
        for cue in words.cues[tense].finditer(text, max(0, start - _NEAR), min(len(text), end + _NEAR)):
            if tense == "future":
                ahead.append(cue.span())
            elif any(first <= cue.start() < last for first, last in (*ahead, *beside)):
                continue  # "will be held" is not "held"; "later than was planned"
            between = text[cue.end() : start] if cue.end() <= start else text[end : cue.start()]
            parted = len(_CLAUSE.findall(between))
            turned = words.cues["parting"].search(between) or ":" in between
            if tense == "past" and cue.start() >= end and turned:
                parted += 2  # "will go on into Friday after they worked late"
            if tense == "past" and parted and words.cues["speech"].fullmatch(cue[0]):
                continue  # "will begin on Wednesday, officials said"
            if tense == "future" and cue.start() >= end and (parted or _goes_on(between, words)):
                parted += 1  # "which opened on Tuesday, had been due to finish", "and was to end today"
            away = len(between) + 20 * parted
            if (cue.end() <= start or cue.start() >= end) and away < distance:
                best, distance = tense, away
    return best


def _nonpast(text: str, start: int, end: int, words: TimeWords) -> bool:
    """Whether a verb of what is or will be stands in the clause of an expression, but for "sitting since"."""
    if words.cues["begun_on"].search(text[:start]):
        return False
    if len(text) <= _FEW_WORDS and not words.cues["past"].search(text):
        return True  # "Tuesday, Istanbul, one day."
    before, after = _CLAUSE.split(text[:start])[-1], _CLAUSE.split(text[end:])[0]
    return any(words.cues["nonpast"].search(part) for part in (before, after))


def _goes_on(between: str, words: TimeWords) -> bool:
    """Whether what stands after a time opens with "and": what follows is told of another time."""
    return words.cues["joined_by"].match(between.lstrip()) is not None


def _qualified(interval: Interval, before: str, words: TimeWords, day: date, late: bool = False) -> Interval:
    """An interval made vague by the words before it: "around", "no earlier than", "by", and "by the end of
    the month" (``late``), which begins now."""
    if words.cues["not_before"].search(before):
        return Interval(interval.start, interval.start + _OPEN_END, "vague")
    if (
        words.cues["not_after"].search(before)
        and not words.cues["exactly"].search(before)  # "adjourned until Wednesday"
        and (late or interval.precision in ("day", "days", "month"))
        and interval.end > day
    ):
        return Interval(day if late else min(day, interval.start), interval.end, "vague")
    if words.cues["roughly"].search(before) and interval.precision in ("day", "days"):
        return Interval(interval.start, interval.end, "vague")
    return interval


def _bare(text: str, words: TimeWords, day: date) -> Iterator[TimeMention]:
    for match in _BARE.finditer(text):
        if match["d2"] is None and _COUNTS.match(text, match.end()):
            continue  # "the 20 point plan"
        interval = _READERS["ordinal"](Reading(match.groupdict(), words, day, ""))
        if interval:
            yield TimeMention(match.start(), match.end(), interval)

"""Two dates told together, of which one lends the other its month: "from 17–18 to 20–21 February", "on 3 and
5 March", "moved from Wednesday to Friday".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from knowledge import reckoning
from knowledge.model import Interval
from knowledge.neighbours import TimeMention
from knowledge.reckoning import Reading

KINDS = ("pair", "instead", "list", "shifted")
"""The kinds of patterns that name two dates."""


def read(kind: str, match: re.Match[str], reading: Reading) -> Iterator[TimeMention]:
    """The dates that a match of a pattern of such a kind names."""
    moved = reading.words.cues["moved"]
    if kind == "list":
        yield from listed(match, reading)
    elif kind == "shifted":
        yield from shifted(match, reading, moved.search(match.string, 0, match.start()) is not None)
    else:
        yield from pair(match, reading, kind == "instead" or moved.search(match.string) is not None)


def pair(match: re.Match[str], reading: Reading, moved: bool) -> Iterator[TimeMention]:
    """Two dates of which one lends the other its month: "from 17–18 to 20–21 February".

    Two single days are the first and the last of a range, but in a text that tells of a move.
    """
    groups = match.groupdict()
    month, other = groups.get("m") or groups.get("m2"), groups.get("m2") or groups.get("m")
    if not (moved or groups.get("d2") or groups.get("d4")):
        ends = {"d": groups.get("d"), "d2": groups.get("d3"), "m": month, "m2": other}
        whole = reckoning.days_range(Reading(ends, reading.words, reading.day, reading.tense))
        if whole:
            yield TimeMention(match.start(), match.end(), whole)
            return
    for half, first, last, name in (("first", "d", "d2", month), ("second", "d3", "d4", other)):
        lent = {"d": groups.get(first), "d2": groups.get(last), "m": name}
        interval = reckoning.days_range(Reading(lent, reading.words, reading.day, ""))
        if interval:
            yield TimeMention(match.start(half), match.end(half), interval)


def listed(match: re.Match[str], reading: Reading) -> Iterator[TimeMention]:
    """Two days joined by "and": a range if one follows the other, else two mentions."""
    month, other = reading.get("m") or reading.get("m2"), reading.get("m2") or reading.get("m")
    found = []
    for name, named in (("d", month), ("d2", other)):
        lent = {**reading.groups, "d": reading.get(name), "d2": None, "m": named, "m2": None}
        found.append(reckoning.days_range(replace(reading, groups=lent)))
    one, two = found
    if one and two and two.start == one.end + timedelta(1):
        yield TimeMention(match.start(), match.end(), Interval(one.start, two.end, "days"))
        return
    turn = match.end("d") if match.end("d") > match.end("m") or not reading.get("m2") else match.end("m")
    if one:
        yield TimeMention(match.start(), turn, one)
    if two:
        yield TimeMention(min((match.start("d2"), *_starts(match, "m2", turn))), match.end(), two)


def _starts(match: re.Match[str], group: str, after: int) -> Iterator[int]:
    """Where a group of a match begins, if it has the group and it stands after a place."""
    if match.groupdict().get(group) and match.start(group) >= after:
        yield match.start(group)


def shifted(match: re.Match[str], reading: Reading, moved: bool) -> Iterator[TimeMention]:
    """The day of the week from which something is moved, and the one to which; nothing in a text that tells
    of no move."""
    for name in ("wd", "wd2") if moved else ():
        written = match[name]
        day = reckoning.weekday(replace(reading, groups={"wd": written}, tense="future"))
        if day:  # of "со среды" only the day is the time, the preposition tells which part it plays
            yield TimeMention(match.end(name) - len(written.split()[-1]), match.end(name), day)

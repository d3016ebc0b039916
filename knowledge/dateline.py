"""The line that opens a report and tells where and when it was filed: "KYIV, Sept 20 (Agency) -".

It is no part of what is told: its day is not the day of the talks, and its place not their venue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge import text
from knowledge.lexicon import Lexicon, Mention
from knowledge.neighbours import TimeMention

_LONGEST = 90
_MARK = re.compile(r"\s*(?:[—–]|--|\s-|[.:/])(?:\s+|$)")
"""What may close a dateline: a dash, a full stop, a colon, the slash of an agency; or it stands alone."""
_AGENCY = re.compile(r"\([^)]*\)|/[^/]*/?")
_QUOTES = tuple('"«“„')
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_PARTED = re.compile(r"\s*[,.(/—–-]")
"""What stands between the place and its day: "Kyiv on Friday -" is no dateline."""


def dateline(
    written: str, times: Iterable[TimeMention], mentions: Iterable[Mention], lexicon: Lexicon
) -> int:
    """The offset at which a passage's own text begins: 0 when no dateline opens it.

    A dateline holds a place, all in capitals or with a day beside it, and nothing that is not
    capitalised but the day.
    """
    if written.lstrip()[:1] in _QUOTES:
        return 0  # "Riyadh, September 29," he said
    places = [m for m in mentions if lexicon.kind(m.concept) in ("place", "party") and m.end <= _LONGEST]
    found = 0
    for mark in _MARK.finditer(written):
        if mark.start() > _LONGEST:
            break
        line = written[: mark.start()]
        days = [time for time in times if time.end <= mark.start()]
        here = [m for m in places if m.end <= mark.start() and _PARTED.match(written, m.end)]
        bare = _AGENCY.sub(" ", text.without(line, [(time.start, time.end) for time in days]))
        if here and _only_names(bare) and (days or _in_capitals(line, here)):
            found = mark.end()
    return found


def _only_names(bare: str) -> bool:
    return all(word[0].isupper() for word in _WORD.findall(bare))


def _in_capitals(line: str, places: Iterable[Mention]) -> bool:
    """Whether the line begins with its place, written in capitals."""
    return any(
        not line[: place.start].strip() and line[place.start : place.end].isupper() and place.end > 3
        for place in places
    )

"""Days that somebody has named and that are not sure: "no decision has been made on June 10", "Kyiv sees it
on June 10, but nothing is agreed".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from knowledge.clauses import clause
from knowledge.history import firm
from knowledge.neighbours import TimeMention
from knowledge.prose import Prose
from knowledge.stages import CLAUSE, Cue

_OF_ANOTHER = ("after", "bygone", "next")


def doubtful(
    kind: str | None, time: TimeMention, found: Sequence[Cue], told: tuple[str, str], rules: Prose
) -> bool:
    """Whether a time, told by a cue of that kind, is not sure; ``told``: the sentence with its times and its
    attribution blanked, and with its times alone."""
    if kind in ("planned", "undated") and disputed(time, found, told[1], rules):
        return True
    if kind == "background" or not firm(time.interval):
        return False
    return _doubted(kind, time, told[0], rules) or (kind == "undated" and _named(time, found, told[0], rules))


def _doubted(kind: str | None, time: TimeMention, plain: str, rules: Prose) -> bool:
    """Whether words of doubt stand in the clause of a time, and are not of something else: not "on June
    10, but the agenda is not final"."""
    for match in rules.cues["doubted"].finditer(plain):
        if rules.has("matters", clause(plain, Cue("doubted", *match.span()), rules)):
            continue
        first, last = (match.end(), time.start) if match.end() <= time.start else (time.end, match.start())
        if kind == "undated" or not CLAUSE.search(plain, first, max(first, last)):
            return True
    return False


def _named(time: TimeMention, found: Iterable[Cue], plain: str, rules: Prose) -> bool:
    """Whether it is this date that is not set: "the dates of June 10–11 have not been agreed"."""
    return any(
        cue.kind == "undated"
        and cue.start < time.start
        and time.end <= cue.end
        and not any(rules.has(one, plain[cue.start : time.start]) for one in _OF_ANOTHER)
        for cue in found
    )


def disputed(time: TimeMention, found: Iterable[Cue], plain: str, rules: Prose) -> bool:
    """Whether one voice gives a time and another none: "Kyiv sees it on June 10, but nothing is agreed"."""
    none = [cue.start for cue in found if cue.kind == "undated" and cue.start > time.end]
    plans = rules.cues["planned"].search(plain) or rules.cues["expect"].search(plain)
    if not none or plans is None or plans.end() > min(none):
        return False
    return rules.has("contrast", plain[time.end : min(none)])

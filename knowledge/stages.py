"""Cues of a sentence that tell how far a meeting has got, and which of them a time belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge import phrases, text
from knowledge.moods import negated
from knowledge.neighbours import TimeMention
from knowledge.prose import Prose

_ORDER = (
    "undated",
    "unconfirmed",
    "postponed",
    "cancelled",
    "moved",
    "background",
    "planned",
    "possible",
    "readiness",
    "held",
    "begun",
    "after",
)
"""Of cues that overlap, the first kind here stands: "will not take place" is not "will"."""

_OFF = ("postponed", "moved", "cancelled")
_AS = {"readiness": "possible"}
"""Lists whose cues are of another kind: "ready to meet on June 10" makes the day a possible one."""

CLAUSE = re.compile(r"[,;:—()]|\s[–-]\s")
_COMMA = re.compile(",")
_THAT = re.compile(r",\s+(\w+)")
CONTRAST = phrases.expression(
    word for language in phrases.data("prose").values() for word in phrases.listed(language, "contrast")
)
"""Words that begin a clause without a comma: "ended on Saturday but agreed to meet"."""
_BUT = 50
"""How far after "will not be held" its "but in" may stand."""
_HELPS = 20
"""Characters between a helping verb and its verb."""
_ARTICLE, _TELLS = 4, 3
"""Letters of an article, and words of a clause that tells something."""
_ATTRIBUTE = 4
"""Words after "the postponed" in which the talks may be named."""
_CLAUSE_COST, _TIME_COST, _FARTHEST = 25, 40, 140


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase of one of the lists, at ``start:end`` of the sentence."""

    kind: str
    start: int
    end: int

    def away(self, time: TimeMention) -> int:
        """Characters between the cue and a time."""
        return max(self.start - time.end, time.start - self.end, 0)


def cues(plain: str, rules: Prose, aside: tuple[int, int] = (0, 0)) -> tuple[Cue, ...]:
    """The cues of a sentence in order, overlaps and helping verbs resolved; an ``aside`` does not part
    "the new date, he said, is not set"."""
    seen = {
        "undated": text.without(plain, [aside]),
        "cancelled": text.without(plain, _relative(plain, rules)),
    }
    found: list[Cue] = []
    for name in _ORDER:
        for match in rules.cues[name].finditer(seen.get(name, plain)):
            cue = Cue(_AS.get(name, name), match.start(), match.end())
            if all(cue.end <= other.start or other.end <= cue.start for other in found):
                found.append(cue)
    for when in [cue for cue in found if cue.kind == "undated" and _when_of_another(cue, plain, rules)]:
        end = CLAUSE.search(plain, when.end)
        stop = end.start() if end else len(plain)
        found = [cue for cue in found if not when.start <= cue.start < stop]
    sure = [cue for cue in _resolved(found, plain, rules) if not _of_a_delay(cue, found, plain, rules)]
    return tuple(sorted(sure, key=lambda cue: cue.start))


def _relative(plain: str, rules: Prose) -> list[tuple[int, int]]:
    """The clauses between commas that only tell which meeting is meant: "the round, of which the papers
    wrote, will not be held"."""
    commas = [match.start() for match in _COMMA.finditer(plain)]
    opened = (
        (start, end) for start, end in pairwise(commas) if _opens_relative(plain[start + 1 : end], rules)
    )
    return [(start, end + 1) for start, end in opened]


def _opens_relative(clause: str, rules: Prose) -> bool:
    return any(rules.cues["relative"].fullmatch(word) for word in clause.split()[:2])


def _resolved(found: Sequence[Cue], plain: str, rules: Prose) -> Iterable[Cue]:
    ahead_at_all = any(cue.kind in ("planned", "possible") for cue in found)
    for cue in found:
        ahead = [c for c in found if c.kind in ("planned", "possible") and 0 <= cue.start - c.end <= _HELPS]
        ahead = [c for c in ahead if not CLAUSE.search(plain[c.end : cue.start])]
        if cue.kind in ("held", "begun") and ahead:
            continue  # "will be held", "may have ended"
        if (
            cue.kind in ("postponed", "moved", "cancelled")
            and ahead_at_all
            and _attributive(cue, plain, rules)
        ):
            continue  # "proposes to hold the postponed talks in July"
        later = any(c.kind in ("moved", "postponed") and c.start > cue.end for c in found)
        if cue.kind == "cancelled" and later and rules.cues["not_then"].fullmatch(plain, cue.start, cue.end):
            continue  # "will not be held on Tuesday: it is moved to next week"
        elsewhere = _elsewhere(cue, plain, rules) if cue.kind == "cancelled" else None
        if elsewhere:
            yield elsewhere
            continue
        if cue.kind in _OFF:
            if _dates_another(cue, found, plain, rules):
                continue
            if any(c.kind == "possible" for c in ahead):
                yield Cue("rumour", cue.start, cue.end)  # "may be postponed" is no news yet
                continue
            if negated(plain, cue.start, rules):
                if cue.kind != "moved":  # "the dates have not changed" tells nothing of itself
                    yield Cue("planned", cue.start, cue.end)  # "have not been cancelled"
                continue
        if cue.kind == "planned" and any(_governs(other, cue, plain, rules) for other in found):
            yield Cue("background", cue.start, cue.end)  # "it had been expected that they will meet"
            continue
        if cue.kind in ("held", "planned") and negated(plain, cue.start, rules):
            continue
        yield cue


def _of_a_delay(cue: Cue, found: Iterable[Cue], plain: str, rules: Prose) -> bool:
    """Whether a possibility is only that of a delay: "set for June 9, may be delayed" leaves that day."""
    if cue.kind != "possible":
        return False
    off = [one for one in found if one.kind in ("cancelled", "postponed", "moved")]
    off = [one for one in off if not _attributive(one, plain, rules)]
    return any(
        0 <= one.start - cue.end <= _HELPS and not CLAUSE.search(plain, cue.end, one.start) for one in off
    )


def _no_sooner(cue: Cue, plain: str, rules: Prose) -> bool:
    """Whether talks are only said not to be held so soon: "will not take place before June 20"."""
    told = rules.cues["no_sooner"].match(plain[cue.end :].lstrip())
    time = plain[cue.end :].lstrip()[told.end() :] if told else ""
    return time.startswith("   ")


def _dates_another(cue: Cue, found: Sequence[Cue], plain: str, rules: Prose) -> bool:
    """Whether a delay only tells when something else is: "to meet by May, a week after a round was scrapped",
    "after the cancellation"."""
    for after in found:
        between = plain[after.end : cue.start]
        if after.kind == "after" and after.end <= cue.start and len(between.strip()) <= _ARTICLE:
            return True
    for told in rules.cues["dating"].finditer(plain, 0, cue.start):
        opens = max((m.start() for m in CLAUSE.finditer(plain, 0, told.start())), default=0)
        if not CLAUSE.search(plain, told.end(), cue.start) and len(plain[:opens].split()) >= _TELLS:
            return True
    return False


def _when_of_another(cue: Cue, plain: str, rules: Prose) -> bool:
    """Whether "when it" asks for the time of something else: "discussed a truce but not when it begins"."""
    asks = rules.cues["asks_when"].fullmatch(plain[cue.start : cue.end].rsplit(maxsplit=1)[-1])
    if asks is None or not rules.cues["it"].match(plain[cue.end :].lstrip()):
        return False

    def last(*names: str) -> int:
        found = (m.start() for name in names for m in rules.cues[name].finditer(plain, 0, cue.start))
        return max(found, default=-1)

    return last("exchanges") > last("rounds", "talks", "meetings")


def _governs(old: Cue, cue: Cue, plain: str, rules: Prose) -> bool:
    """Whether a cue of an old plan opens the clause of another cue, as one that ends in "that", or as an
    adverb: "initially the round was designed for"."""
    between = plain[old.end : cue.start]
    opened = _THAT.match(between)
    if old.kind == "background" and opened and rules.cues["that"].fullmatch(opened[1]):
        return not CLAUSE.search(between, opened.end()) and cue.start > old.end
    if old.kind != "background" or old.end > cue.start or CLAUSE.search(between):
        return False
    that = plain[old.start : old.end].rsplit(maxsplit=1)[-1]
    turns = len(between) > _BUT or any(rules.has(one, between) for one in ("and_said", "contrast"))
    opens = not plain[: old.start].rpartition(",")[2].strip()
    return rules.cues["that"].fullmatch(that) is not None or (opens and not turns)


def _attributive(cue: Cue, plain: str, rules: Prose) -> bool:
    """Whether a word only tells which meeting is meant: "the postponed talks", "отложенный раунд"."""
    after = " ".join(plain[cue.end :].split()[:_ATTRIBUTE])
    told = any(rules.has(name, after) for name in ("rounds", "talks", "meetings"))
    if not told or CLAUSE.search(after):
        return False
    before, lists = plain[: cue.start].rstrip().lower(), ("long_participles", "attributive")
    if (
        rules.inverted
        and before
        and any(rules.cues[one].fullmatch(plain, cue.start, cue.end) for one in lists)
    ):
        return True
    return before.endswith((" the", " their", '"the'))


def _elsewhere(cue: Cue, plain: str, rules: Prose) -> Cue | None:
    """ "Will not be held in Geneva but in Vienna" as a cue of a move, up to where the new place begins;
    "will not be held before June 20" as one of a possible meeting."""
    if not rules.cues["not_then"].fullmatch(plain, cue.start, cue.end):
        return None
    if _no_sooner(cue, plain, rules):
        return Cue("possible", cue.start, cue.end)
    for but in rules.cues["but"].finditer(plain, cue.end, cue.end + _BUT):
        if rules.cues["venue"].match(plain[but.end() :].lstrip()):
            return Cue("moved", cue.start, but.end())
    return None


def put_off(found: Iterable[Cue]) -> Cue | None:
    """The cue by which a meeting is called off, put off or moved, if there is one."""
    by_kind = {cue.kind: cue for cue in reversed(list(found))}
    return by_kind.get("cancelled") or by_kind.get("postponed") or by_kind.get("moved")


def nearest(found: Iterable[Cue], time: TimeMention, times: Iterable[TimeMention], plain: str) -> Cue | None:
    """The cue that tells of a time: the nearest, clauses and other times between making it farther.

    A possibility in the same clause outweighs a plan: "may be scheduled for".
    """
    best: Cue | None = None
    least = _FARTHEST
    costs: dict[Cue, int] = {}
    for cue in found:
        first, last = (cue.end, time.start) if cue.end <= time.start else (time.end, cue.start)
        crossed = sum(1 for other in times if first <= other.start and other.end <= last)
        costs[cue] = last - first + _CLAUSE_COST * _turns(plain[first:last]) + _TIME_COST * crossed
        if cue.kind == "background" and time.end <= cue.start and CONTRAST.search(plain, time.end, cue.start):
            costs[cue] += _CLAUSE_COST  # "will last until Wednesday, although at first it was"
        if cue.kind == "after" and (cue.start > time.start or costs[cue] > 40):
            continue
        if costs[cue] < least:
            best, least = cue, costs[cue]
    if best and best.kind == "planned":
        possible = [
            c
            for c in costs
            if c.kind == "possible"
            and (costs[c] < least + _CLAUSE_COST or plain[c.end : best.start].strip() == ",")
        ]
        return possible[0] if possible else best
    return best


def _turns(between: str) -> int:
    """How many clauses end in a stretch of a sentence: ", but" is one turn."""
    return max(len(CLAUSE.findall(between)), len(CONTRAST.findall(between)))


def follows(time: TimeMention, plain: str, rules: Prose, cue: str) -> bool:
    """Whether a phrase of the list stands right before a time: "on July 2 instead of June 25"."""
    words = plain[: time.start].split()[-4:]
    without = words[:-1] if words and rules.cues["prepositions"].fullmatch(words[-1]) else words
    ends = [" ".join(one[-size:]) for one in (words, without) for size in (1, 2, 3) if one]
    return any(rules.cues[cue].fullmatch(end) for end in ends)

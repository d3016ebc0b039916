"""The clauses of a sentence: which tell of the talks, and which of something else or of old plans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from knowledge import text
from knowledge.eves import of_the_way_there, on_the_eve
from knowledge.history import firm
from knowledge.model import Interval
from knowledge.moods import negated
from knowledge.neighbours import TimeMention
from knowledge.prose import Prose
from knowledge.stages import CLAUSE, CONTRAST, Cue, follows, nearest
from knowledge.timewords import timewords

_PART = re.compile(r"[^;]+")
_OPENING, _PHRASE, _WHO = 40, 60, 8
_CLOSED = re.compile(r"[\"”»][\s,.–—-]*(?:[\w'’]+\s+){0,3}$")
_MEETING = ("takes_place", "rounds", "talks", "meetings", "meets", "table")


def clause(plain: str, cue: Cue, rules: Prose) -> str:
    """The clause that a cue stands in, and for "who meet on Friday" the words before, which tell who."""
    start = max((m.end() for m in CLAUSE.finditer(plain, 0, cue.start)), default=0)
    end = CLAUSE.search(plain, cue.end)
    if start and rules.cues["relative"].match(plain[start:].lstrip()):
        start = max((m.end() for m in CLAUSE.finditer(plain, 0, start - 1)), default=0)
    return plain[start : end.start() if end else len(plain)]


def turn(plain: str, rules: Prose) -> int:
    """Where a sentence that tells of a round held turns to the next one, "the talks ended, the next will
    be in May"; 0 if it does not."""
    for start, end in sorted(_turning(plain, rules)):
        before, after = plain[:start], plain[end:]
        opening = after[:_OPENING]
        ahead = _any(rules, after, "planned", "possible", "undated")
        past = _any(rules, before, "held", "ends") and _any(rules, before, "rounds", "talks", "meetings")
        no_date = rules.has("undated", after) and rules.has("next", after)
        no_date = no_date or (
            CONTRAST.match(after.lstrip()) is not None and _any(rules, after, *_MEETING[1:4])
        )
        agreed = rules.has("agreed", opening) and rules.has("meets_again", after)
        told = (ahead and (no_date or rules.has("next", opening))) or agreed
        if past and told and not rules.has("next", before):
            return end
    return 0


def _turning(plain: str, rules: Prose) -> Iterator[tuple[int, int]]:
    """Where a sentence may turn: at the end of a clause, or before "agreed to meet again"."""
    yield from (match.span() for match in CLAUSE.finditer(plain))
    yield from ((match.start(), match.start()) for match in rules.cues["undated"].finditer(plain))
    for match in rules.cues["agreed"].finditer(plain):
        if not negated(plain, match.start(), rules):
            yield match.start(), match.start()


def denies(written: str, rules: Prose) -> bool:
    """Whether something about the meeting is denied: not "denied striking the hospital and said that"."""
    denied = rules.cues["denied"].search(written)
    if denied is None or negated(written, denied.start(), rules):
        return False  # "neither confirmed nor denied"
    said = rules.cues["speech"].search(written, denied.end())
    what = written[denied.start() : said.start()] if said else ""
    if not what or not rules.cues["and_said"].fullmatch(what.split()[-1]):
        return True
    return _any(rules, what, *_MEETING, "cancelled", "postponed", "moved", "it", "undated")


def of_others(plain: str, rules: Prose) -> Iterator[tuple[int, int]]:
    """The parts of a sentence, parted by semicolons, that tell of a summit or the like and of no talks."""
    parts = [match.span() for match in _PART.finditer(plain)]
    for start, end in parts if len(parts) > 1 else ():
        names = any(rules.has(cue, plain[start:end]) for cue in ("rounds", "talks", "meetings"))
        if rules.has("not_talks", plain[start:end]) and not names:
            yield start, end


def unsaid(written: str, spoken: tuple[int, int], rules: Prose) -> Iterator[tuple[int, int]]:
    """Who says it, but for a verb by which nothing is said, "Umerov |did not say when| they will meet", and
    for what he speaks of: "..., Umerov said |about the next round|"."""
    start, end = spoken
    topic = rules.cues["topic"].search(written, start, end) if start else None
    end = topic.start() if topic and _any(rules, written[topic.end() : end], *_MEETING[1:4]) else end
    for match in rules.cues["undated"].finditer(written):
        if match.start() < start and end < match.end():
            continue  # "the new date, he said, is not set"
        if start < match.end() and match.start() < end:
            yield start, max(start, match.start())
            start = max(start, min(end, match.end()))
    yield start, end


def beside(written: str, spoken: tuple[int, int], rules: Prose) -> Iterator[tuple[int, int]]:
    """What tells of the saying and not of what is said."""
    yield from unsaid(written, spoken, rules)
    for name in ("told_at", "than"):
        yield from (match.span() for match in rules.cues[name].finditer(written))
    yield from occasion(written, spoken, rules)
    yield from also_speaking(written, spoken, rules)


def also_speaking(written: str, spoken: tuple[int, int], rules: Prose) -> Iterator[tuple[int, int]]:
    """Who else says it: "..., two EU diplomats and a U.S. official said"."""
    before = written[: spoken[0]]
    opens = max((m.end() for m in CLAUSE.finditer(before)), default=0)
    if not before:
        yield from _saying(written, rules)
        return
    who = before[opens:].split()
    joined = bool(who) and rules.cues["and_said"].fullmatch(who[-1]) is not None
    if (
        opens
        and joined
        and len(who) <= _WHO
        and not _any(rules, before[opens:], *_MEETING, "planned", "held")
    ):
        yield opens, spoken[0]


def _saying(written: str, rules: Prose) -> Iterator[tuple[int, int]]:
    """A last clause that only tells who says it: "..., two diplomats told the newspaper"."""
    opens = max((m.end() for m in CLAUSE.finditer(written)), default=0)
    told = ("planned", "possible", "held", "postponed", "cancelled", "moved", "that", "negation")
    tells = _any(rules, written[opens:], *_MEETING, *told)  # "and the United States have been put off"
    if opens and rules.has("speech", written[opens:]) and not tells:
        yield opens, len(written)


def occasion(written: str, spoken: tuple[int, int], rules: Prose) -> Iterator[tuple[int, int]]:
    """What is only told of the saying: "..., he said after speaking with the envoy"."""
    start, end = spoken
    rest = written[end:]
    on_topic = rules.cues["spoken_of"].match(rest.lstrip()) and _any(rules, rest, *_MEETING[1:3])
    if start and not on_topic and _CLOSED.search(written[:start]):  # "...," he told them beside the president
        stop = CLAUSE.search(written, end)
        yield end, stop.start() if stop else len(written)
    if start and rules.cues["after"].match(rest.lstrip()) and not rules.has("that", rest):
        yield end, len(written)


def agreement(plain: str, rules: Prose) -> int:
    """Where what was agreed begins, "agreed by phone that they would meet"; 0 where nothing was."""
    agreed = rules.cues["agreed"].search(plain)
    told = rules.cues["that"].search(plain, agreed.end()) if agreed else None
    return told.end() if agreed and told and told.start() - agreed.end() <= _OPENING else 0


def aside(written: str, spoken: tuple[int, int]) -> tuple[int, int]:
    """Who says it, with the commas if it stands between two: "the new date, he said, is not set"."""
    start, end = spoken
    if start and written[:start].endswith(", ") and written[end : end + 1] == ",":
        return start - 2, end + 1
    return spoken


def recalled(
    written: str, plain: str, times: Sequence[TimeMention], day: date, rules: Prose
) -> Iterator[tuple[int, int]]:
    """What only tells what was on a day gone by: "the first since early August, when they met in Doha"."""
    for time in times:
        when = rules.cues["when"].match(written[time.end :].lstrip(" ,"))
        if time.interval.end < day and when:
            after = written.find(when[0], time.end) + len(when[0])
            end = CLAUSE.search(plain, after)
            yield time.end, end.start() if end else len(written)


def delays_recalled(
    plain: str, times: Sequence[TimeMention], day: date, rules: Prose
) -> Iterator[tuple[int, int]]:
    """What only tells why there is a meeting at all: "will meet on Saturday for talks that were put off last
    month", "could meet in the coming days, a week after Moscow pulled out", "frozen since a round was
    called off", "opened on Monday after being put back from January 19"."""
    for name in ("after", "relative", "ever_since"):
        for match in rules.cues[name].finditer(plain):
            end = CLAUSE.search(plain, match.end())
            told = plain[match.end() : end.start() if end else len(plain)]
            if not _any(rules, told, "cancelled", "postponed", "moved"):
                continue
            before = [time.interval for time in times if time.end <= match.start()]
            if name == "ever_since" or _news(plain[: match.start()], before, day, name, rules):
                yield match.start(), match.end() + len(told)


def _news(main: str, days: Sequence[Interval], day: date, name: str, rules: Prose) -> bool:
    """Whether the part of a sentence before "after" tells itself where talks stand on a day."""
    ahead = any(one.end >= day for one in days) and _any(rules, main, "planned", "possible")
    begun = name == "after" and bool(days) and _any(rules, main, "begun")
    old = _any(rules, main, "cancelled", "postponed", "moved", "background")
    return not old and (ahead or begun or _any(rules, main, "undated"))


def without_last_round(plain: str, rules: Prose) -> str:
    """A sentence without where the round before was: "three weeks after the round in Istanbul", "sent to
    the recent talks in Abu Dhabi"."""
    spans = []
    for name, length in (("after", _PHRASE), ("bygone", _PHRASE // 2)):
        for match in rules.cues[name].finditer(plain):
            end = CLAUSE.search(plain, match.end())
            phrase = plain[match.end() : min(match.end() + length, end.start() if end else len(plain))]
            if _any(rules, phrase, "rounds", "talks", "meetings"):
                spans.append((match.end(), match.end() + len(phrase)))
    return text.without(plain, spans)


def without_old_plan(plain: str, rules: Prose) -> str:
    """A sentence without what had been planned before: "which was to be held in Ankara"."""
    spans = []
    cues = (rules.cues[name] for name in ("background", "planned_for"))
    for match in (match for cue in cues for match in cue.finditer(plain)):
        told = rules.cues["that"].match(plain[match.end() :].lstrip(" ,"))
        after = plain.find(told[0], match.end()) if told else match.end()
        end = CLAUSE.search(plain, after)
        spans.append((match.start(), end.start() if end else len(plain)))
    return text.without(plain, spans)


def replaced(time: TimeMention, times: Sequence[TimeMention], plain: str, rules: Prose) -> bool:
    """Whether another time stands in its place: "instead of June 25", "not on Tuesday but on Friday"."""
    if follows(time, plain, rules, "instead"):
        return True
    later = next((other for other in times if other.start >= time.end), None)
    if later is None or not follows(time, plain, rules, "negation"):
        return False
    return rules.has("but", plain[time.end : later.start])


def of_another_act(time: TimeMention, times: Sequence[TimeMention], plain: str, rules: Prose) -> bool:
    """Whether a time belongs to something done by those who meet, "will swap prisoners on Friday", or to
    another meeting told of in the same sentence: "EU leaders, who gather on Friday"."""
    away = _any(rules, clause(plain, Cue("time", time.start, time.end), rules), "homeward", "stays_away")
    if away or _reported_then(time, plain, rules) or on_the_eve(time, plain, rules):
        return True
    back = [m.span() for m in rules.cues["table"].finditer(plain)]  # "return to the table"
    acts = (Cue("other", *m.span()) for m in rules.cues["other_acts"].finditer(plain))
    meeting = [Cue("meeting", *m.span()) for name in _MEETING for m in rules.cues[name].finditer(plain)]
    back += [
        m.span() for m in rules.cues["returns"].finditer(plain) if _any(rules, plain[: m.start()], "talks")
    ]
    apart = [act for act in acts if not any(start <= act.start < end for start, end in back)]
    found = nearest((*meeting, *apart), time, times, plain)
    if found is None or found.kind == "other" or of_the_way_there(time, found, apart, meeting, plain):
        return found is not None
    if _of_antecedent(plain, found, rules):
        return True
    subject = clause(plain, found, rules)  # "the exchange will take place on Friday"
    if rules.has("not_talks", subject) and not _any(rules, subject, "rounds", "talks"):
        return True
    others = rules.has("other_acts", subject) and not _acts(plain[: found.start], rules)
    return others and not _any(rules, subject, "rounds", "talks", "meetings", "meets", "sides")


def _of_antecedent(plain: str, cue: Cue, rules: Prose) -> bool:
    """Whether a cue stands in a clause that tells of another act: "agreed on a swap, it will be held"."""
    start = max((m.end() for m in CLAUSE.finditer(plain, 0, cue.start)), default=0)
    opening = plain[start:].lstrip()
    if not start or not any(rules.cues[name].match(opening) for name in ("relative", "it")):
        return False
    before = max((m.end() for m in CLAUSE.finditer(plain, 0, start - 1)), default=0)

    def last(*names: str) -> int:
        found = (m.start() for name in names for m in rules.cues[name].finditer(plain, before, start))
        return max(found, default=-1)

    return last("exchanges") > last("rounds", "talks", "meetings")


def _reported_then(time: TimeMention, plain: str, rules: Prose) -> bool:
    """Whether a time is that of a report: "briefed the president on Thursday on the talks"."""
    told = [m.end() for m in rules.cues["reporting"].finditer(plain, 0, time.start)]
    if not told or CLAUSE.search(plain, told[-1], time.start):
        return False
    what = plain[told[-1] : time.start]  # "reported that they would meet on May 12" is no report of May 12
    plans = _any(rules, what, "that", "planned", "possible", "held") or rules.has("denied", plain)
    return not plans and not _any(rules, plain[: told[-1]], *_MEETING)


def _acts(before: str, rules: Prose) -> bool:
    """Whether talks are what the next verb is said of: "the round of Russia, Ukraine and the US ended"."""
    named = [m.end() for name in ("rounds", "talks") for m in rules.cues[name].finditer(before)]
    return bool(named) and not _any(rules, before[max(named) :], "held", "planned", "begun")


def _any(rules: Prose, part: str, *names: str) -> bool:
    return any(rules.has(name, part) for name in names)


def tells_nothing(days: Interval, published: date, plain: str, language: str) -> bool:
    """Whether a time beside no cue tells of no meeting: "the calendar of September", told in September,
    or a day ahead of which only the past is told, and so one of another year."""
    words = timewords(language).cues
    if days.start > published:
        return bool(words["past"].search(plain)) and not words["future"].search(plain)
    return not firm(days) and published <= days.end and not words["future"].search(plain)

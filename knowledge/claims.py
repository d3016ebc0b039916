"""Passages as claims: who says what, on which day, in which mood, about which concepts.

What cannot be told is left open. Nothing is put together from two sentences, except that a pronoun
or a bare quotation takes the speaker beside it (speakers.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge import dates, text
from knowledge.attribution import Attribution
from knowledge.dateline import dateline
from knowledge.lexicon import Lexicon, Mention
from knowledge.model import Article, Claim, Interval, Passage, Quote
from knowledge.moods import mood
from knowledge.neighbours import TimeMention
from knowledge.prose import Prose, prose
from knowledge.speakers import speakers

_NAMES = frozenset(("person", "place", "party"))
_SUBJECTS = frozenset(("topic", "act", "person", "place", "party", "role"))
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[,\s ]\d{3})+(?!\d)|(?<![\w.,])\d+(?:[.,]\d+)?")
_PERCENT = re.compile(r"\s?(?:%|per ?cent|відсотк|процент)", re.IGNORECASE)
_SAID_NEAR = 90
_PART = re.compile(r"[,;:—()«»“”\"]|\s[–-]\s")
_OPENING = 2
"""Passages in which a dateline may stand."""
_SAME_START = 4


@dataclass(frozen=True, slots=True)
class Told:
    """A passage with what was read in it: the common ground of claims and events."""

    passage: Passage
    mentions: tuple[Mention, ...]
    times: tuple[TimeMention, ...]
    """Time expressions but for the day on which it was said."""
    attribution: Attribution | None
    said: date
    said_at: TimeMention | None = None
    begins: int = 0
    """Where the passage's own text begins, after a dateline."""
    whole: Passage | None = None
    """The passage that this is only a part of."""

    def part(self, start: int, end: int) -> Told:
        """Only what stands at ``start:end`` of the passage, with the offsets kept."""
        written = self.passage.text
        blanked = " " * start + written[start:end] + " " * (len(written) - end)
        return replace(
            self,
            passage=replace(self.passage, text=blanked),
            mentions=tuple(m for m in self.mentions if start <= m.start < end),
            times=tuple(time for time in self.times if start <= time.start < end),
            whole=self.whole or self.passage,
        )

    @property
    def timeless(self) -> str:
        """The text with its dateline and every time expression blanked, offsets kept."""
        spans = [(time.start, time.end) for time in (*self.times, *([self.said_at] if self.said_at else ()))]
        return text.without(self.passage.text, [(0, self.begins), *spans])


def claims(article: Article, passages: Sequence[Passage], lexicon: Lexicon) -> tuple[Claim, ...]:
    """One claim for every passage, in the order of the passages."""
    return of(article, read(article, passages, lexicon), lexicon)


def of(article: Article, found: Iterable[Told], lexicon: Lexicon) -> tuple[Claim, ...]:
    """The claims of passages that were read."""
    rules = prose(article.language)
    return tuple(_claim(told, rules, lexicon) for told in found)


def read(article: Article, passages: Sequence[Passage], lexicon: Lexicon) -> tuple[Told, ...]:
    """What stands in each passage: mentions, times, who says it and when."""
    rules = prose(article.language)
    mentions = [_mentions(p.text, article.language, lexicon) for p in passages]
    attributions = speakers(passages, rules, lexicon, mentions)
    found: list[Told] = []
    for passage, seen, attribution in zip(passages, mentions, attributions, strict=True):
        opened = _opened(article, passage)
        times = dates.intervals(passage.text, article.language, article.published, opened=opened)
        begins = dateline(passage.text, times, seen, lexicon) if len(found) < _OPENING else 0
        times = tuple(time for time in times if time.start >= begins)
        said = _said(passage.text, times, attribution, article, rules)
        left = tuple(t for t in times if not _same_day(t, said, passage.text))
        day = said.interval.start if said else article.published
        found.append(Told(passage, seen, left, attribution, day, said, begins))
    return tuple(found)


def _opened(article: Article, passage: Passage) -> str:
    """The mark of the quotation that a passage goes on with, in the same paragraph."""
    begins = article.body.rfind("\n", 0, passage.start) + 1
    return dates.quotation(article.body[begins : passage.start])


def _mentions(written: str, language: str, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Concepts in the text; only an inflected name may differ by a letter from the lexicon's."""
    return tuple(
        m for m in lexicon.find(written) if m.score == 1 or _is_name(m, written[m.start :], language, lexicon)
    )


def _is_name(mention: Mention, written: str, language: str, lexicon: Lexicon) -> bool:
    """Whether a near match is a name in another case: capitalised, and begun as the name is."""
    concept = lexicon.concept(mention.concept)
    if concept.kind not in _NAMES or not written[0].isupper():
        return False
    begins = text.fold(written[:_SAME_START])
    return any(text.fold(form).startswith(begins) for form in concept.forms.get(language, ()))


def _said(
    written: str,
    times: Iterable[TimeMention],
    attribution: Attribution | None,
    article: Article,
    rules: Prose,
) -> TimeMention | None:
    """The day on which it was said: a past day in the clause of the speech verb, not of the content."""
    if attribution is None or attribution.start == attribution.end:
        return _said_by_others(written, times, article, rules)
    content = rules.cues["that"].search(written, attribution.verb)
    end = content.start() if content else len(written)
    for time in times:
        if time.interval.precision != "day" or time.interval.end > article.published:
            continue
        before = written[time.end : attribution.start] if time.end <= attribution.start else None
        after = written[attribution.end : time.start] if time.start >= attribution.end else ""
        if before is not None and (
            len(before) > _SAID_NEAR or before.count(",") > 1 or "”" in before or "»" in before
        ):
            continue
        clause = written[
            max((m.end() for m in _PART.finditer(written, 0, time.start)), default=0) : time.start
        ]
        told_of = before is not None and _clause_between(clause, rules) and "," in before
        if told_of:
            continue  # "talks will be held on Tuesday, the ministry said"
        if time.start < end and before is not None and not _clause_between(before, rules):
            return time
        spoken = attribution.speaker or rules.has("speech", written[attribution.start : attribution.end])
        if (
            before is None
            and spoken
            and time.start < end
            and len(after) <= _SAID_NEAR
            and after.count(",") == 0
            and not _clause_between(after, rules)
        ):
            return time
    return _said_by_others(written, times, article, rules)


def _same_day(time: TimeMention, said: TimeMention | None, written: str) -> bool:
    """Whether a time is the day of the saying, or tells it once more: "on Tuesday, June 9, he said"."""
    if said is None or time.interval != said.interval:
        return False
    first, last = sorted((time, said), key=lambda one: one.start)
    return time is said or written[first.end : last.start].strip() in (",", "(")


def _said_by_others(
    written: str, times: Iterable[TimeMention], article: Article, rules: Prose
) -> TimeMention | None:
    """The day in the clause of a speech verb whose speaker is not known: "organisers said on Friday"."""
    told = rules.cues["about_this"].search(written)
    for time in times:
        if time.interval.precision != "day" or time.interval.end > article.published:
            continue
        start = max((m.end() for m in _PART.finditer(written, 0, time.start)), default=0)
        end = _PART.search(written, time.end)
        content = rules.cues["that"].search(written, time.end)
        stop = min(one.start() for one in (end, content) if one) if end or content else len(written)
        part = written[start:stop]
        about_this = told is not None and rules.has("speech", written[told.start() :])
        if (rules.has("speech", part) or about_this) and not _clause_between(part, rules):
            return time
    return None


def _clause_between(before: str, rules: Prose) -> bool:
    """Whether a clause of its own stands between a day and the speaker: the day belongs to that."""
    return any(
        rules.has(cue, before) for cue in ("held", "planned", "begun", "cancelled", "postponed", "possible")
    )


def _claim(told: Told, rules: Prose, lexicon: Lexicon) -> Claim:
    passage = told.passage
    kinds = {kind: _ids(told.mentions, lexicon, kind) for kind in ("person", "place", "party")}
    written = told.timeless
    numbers = _numbers(written)
    times = tuple(dict.fromkeys(t.interval for t in told.times))
    return Claim(
        id=f"{passage.article}#{passage.number}",
        quote=Quote(
            passage.article,
            passage.start,
            passage.end,
            passage.text,
            told.attribution.speaker if told.attribution else None,
        ),
        said=told.said,
        modality=mood(written, rules),
        concepts=frozenset(m.concept for m in told.mentions if lexicon.kind(m.concept) in _SUBJECTS),
        slots=_slots(times, kinds, numbers, rules.has("reason", written)),
        times=times,
        places=kinds["place"],
        persons=kinds["person"],
        parties=kinds["party"],
        numbers=numbers,
    )


def plans(claim: Claim) -> tuple[Interval, ...]:
    """The days that a claim tells of as still to come on the day it was made."""
    if claim.modality not in ("planned", "possible"):
        return ()
    return tuple(time for time in claim.times if time.start >= claim.said)


def _ids(mentions: Iterable[Mention], lexicon: Lexicon, kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.concept for m in mentions if lexicon.kind(m.concept) == kind))


def _numbers(written: str) -> tuple[str, ...]:
    """Digits of a text with its times blanked: "28", "20%", "40000"."""
    found = []
    for match in _NUMBER.finditer(written):
        digits = re.sub(r"[\s ]|,(?=\d{3}(?!\d))", "", match[0]).replace(",", ".")
        found.append(digits + ("%" if _PERCENT.match(written, match.end()) else ""))
    return tuple(dict.fromkeys(found))


def _slots(
    times: Sequence[Interval], kinds: Mapping[str, tuple[str, ...]], numbers: Sequence[str], reason: bool
) -> frozenset[str]:
    filled = {
        "when": bool(times),
        "where": bool(kinds["place"]),
        "who": bool(kinds["person"] or kinds["party"]),
        "how-many": bool(numbers),
        "why": reason,
    }
    return frozenset(slot for slot, is_filled in filled.items() if is_filled)

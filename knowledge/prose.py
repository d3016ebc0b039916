"""What data/prose tells of running newswire text in one language, ready to match.

A language is a file there; the engine that reads it (passages, claims, events) names none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from knowledge import phrases

_CUES = (
    "planned",
    "possible",
    "denied",
    "postponed",
    "moved",
    "cancelled",
    "undated",
    "held",
    "begun",
    "begins",
    "work_on",
    "revived",
    "later_on",
    "lately",
    "negation",
    "reason",
    "our_talks",
    "other_talks",
    "rounds",
    "trilateral",
    "talks",
    "meetings",
    "sides",
    "meets",
    "takes_place",
    "other_acts",
    "exchanges",
    "homeward",
    "stays_away",
    "or",
    "had_been",
    "bygone",
    "two_sided",
    "under_way",
    "unconfirmed",
    "doubted",
    "proposers",
    "and_said",
    "apart",
    "formerly",
    "when",
    "ever_since",
    "returns",
    "goes_on",
    "runs",
    "reporting",
    "asks_when",
    "adjourned",
    "agreed",
    "meets_again",
    "one_more_day",
    "attendants",
    "alone",
    "other_events",
    "aside",
    "fixed",
    "left_venue",
    "takes_part",
    "our_side",
    "attributive",
    "names_days",
    "it",
    "with",
    "about",
    "mediated",
    "not_talks",
    "later_round",
    "becomes_venue",
    "same_place",
    "here",
    "relative",
    "but",
    "expect",
    "than",
    "planned_for",
    "not_then",
    "no_sooner",
    "sooner",
    "refused",
    "table",
    "shortened",
    "cut_short",
    "no_session",
    "working_day",
    "second_day",
    "third_day",
    "contrast",
    "dating",
    "opposite",
    "topic",
    "readiness",
    "asks_where",
    "ends",
    "told_at",
    "begins_new_time",
    "next",
    "last",
    "after",
    "ahead_of",
    "matters",
    "spoken_of",
    "background",
    "new_time",
    "old_time",
    "instead",
    "except",
    "because",
    "venue",
    "old_venue",
    "hosts",
    "venue_nouns",
    "proposed",
    "plans",
    "speech",
    "sources",
    "outcome",
    "offer",
    "own_words",
    "about_this",
    "put_off_it",
    "recess",
    "by_days",
    "long_participles",
    "takes_part",
    "recalls",
    "passive",
    "pronouns",
    "anaphors",
    "prepositions",
    "that",
)

_PAIRS = {
    "undated": (
        ("date_nouns", "date_open"),
        ("date_unsaid", "date_nouns"),
        ("date_unsaid", "asks_when"),
        ("when_meeting", "date_unsaid"),
        ("when_meeting", "date_open"),
        ("no_next", "no_next_set"),
    ),
}
"""Lists of which each phrase of the first, followed by one of the second, is a cue as well."""


@dataclass(frozen=True, slots=True)
class Prose:
    """The vocabulary of one language: ``cues`` is the name of a list -> an expression for it."""

    language: str
    abbreviations: frozenset[str]
    abbreviations_that_may_end: frozenset[str]
    year_marks: frozenset[str]
    """Abbreviations of "year": after a year they close the sentence."""
    starters: frozenset[str]
    cues: Mapping[str, re.Pattern[str]]
    inverted: bool
    """Whether a subject may follow its verb anywhere, not only after a quotation."""

    def has(self, cue: str, written: str) -> bool:
        """Whether any phrase of the list stands in the text."""
        return self.cues[cue].search(written) is not None

    def said_next(self, after: str) -> bool:
        """Whether what follows a quotation is who said it: up to four words, one a speech verb."""
        clause = re.match(r"[\s,—–-]*((?:[\w’'.-]+\s+){0,4}[\w’'-]+)", after)
        return clause is not None and self.cues["speech"].search(clause[1]) is not None


def _words(raw: Mapping[str, object], key: str) -> list[str]:
    value = raw.get(key, [])
    if not isinstance(value, list):
        raise TypeError(f"data/prose: {key} is not a list")
    return [str(item) for item in value]


def _pairs(raw: Mapping[str, object], cue: str) -> list[str]:
    lists = ([_words(raw, name) for name in names] for names in _PAIRS.get(cue, ()))
    return [phrases.pair(first, second) for first, second in lists if first and second]


@lru_cache(maxsize=16)
def prose(language: str) -> Prose:
    """The vocabulary of a language; KeyError if no file tells of it."""
    raw = phrases.data("prose")[language]

    def names(key: str) -> frozenset[str]:
        return frozenset(word.lower() for word in _words(raw, key))

    return Prose(
        language=language,
        abbreviations=names("abbreviations"),
        abbreviations_that_may_end=names("abbreviations_that_may_end"),
        year_marks=names("year_marks"),
        starters=names("starters"),
        cues={cue: phrases.expression(_words(raw, cue), *_pairs(raw, cue)) for cue in _CUES}
        | {"passive": re.compile(rf"(?<!\w){phrases.pattern(_words(raw, 'passive'))}\s+$", re.IGNORECASE)},
        inverted=raw.get("inverted") == "true",
    )


@lru_cache(maxsize=1)
def _furniture() -> re.Pattern[str]:
    lines = [line for raw in phrases.data("prose").values() for line in _words(raw, "furniture")]
    codes = "|".join((*phrases.data("prose"), "ua", "eng", "укр", "рус"))
    switcher = rf"(?:(?:{codes})\b[\s|/,·]*){{2,}}$"
    return re.compile("|".join(f"(?:{line})" for line in (switcher, *lines)), re.IGNORECASE)


def furniture(line: str) -> bool:
    """Whether a line is of the page and not of the article; every language's patterns are tried.

    >>> furniture("Читайте також: Хто їде в Женеву"), furniture("ua en ru")
    (True, True)
    """
    return _furniture().match(line) is not None

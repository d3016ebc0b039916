"""What data/time tells of one language: words for months, days and units, and the patterns made of them.

A pattern's kind says how dates.py reads its groups; the order of the patterns is the data's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from knowledge import phrases

_DASH = r"(?:\s?[-–—‑−]\s?)"
_DAY = r"(?<![\d.,:])(?P<{0}>[0-3]?\d)(?![\d%:]|[.,]\d){1}"
_YEAR = r"(?P<{0}>(?:19|20)\d\d)(?!\d)"
_FIXED = {
    "dash": _DASH,
    "y": _YEAR.format("y"),
    "y2": _YEAR.format("y2"),
    "iso": r"(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)",
    "dmy": r"(?P<{d}>[0-3]?\d)[./](?P<m>[01]?\d)[./](?P<y>20\d\d)(?!\d)",
    "dm": r"(?P<{d}>[0-3]?\d)\.(?P<m>0[1-9]|1[0-2])(?![\d.]|,\d|\s?(?:%|тис|млн|тыс))",
}
_LISTS = (
    *("months", "weekdays", "units", "seasons", "shifts", "parts", "days", "numbers", "holidays"),
    "day_words",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern, and the kind that tells how its groups are read."""

    kind: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class TimeWords:
    """A language's time vocabulary, ready to match."""

    rules: tuple[Rule, ...]
    values: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]
    cues: Mapping[str, re.Pattern[str]]
    in_words: re.Pattern[str]
    """Where days of a month are told in words: "the fifth and sixth of March"."""
    day_word: re.Pattern[str]
    """One of those words; which day it is, ``value("day_words", ...)`` tells."""
    month: re.Pattern[str]
    """A month, as days of it are told."""
    ordinal_mark: str
    """What follows a day in digits where no month is told."""
    lasting: tuple[re.Pattern[str], ...]
    """How long something lasts: the number of days in the group ``n``."""
    moved_by: Mapping[str, tuple[re.Pattern[str], ...]]
    """"earlier", "later" -> by how much something is moved so."""

    def value(self, kind: str, written: str) -> str | None:
        """Which key of a word list ``written`` is a form of: ``value("months", "лютого") == "2"``."""
        for key, form in self.values[kind]:
            if form.fullmatch(written):
                return key
        return None


def _table(raw: Mapping[str, object], key: str) -> dict[str, list[str]]:
    value = raw.get(key, {})
    if not isinstance(value, dict):
        raise TypeError(f"data/time: {key} is not a mapping")
    return {str(name): [str(form) for form in forms] for name, forms in value.items()}


def _words(raw: Mapping[str, object], key: str) -> list[str]:
    value = raw.get(key, [])
    if not isinstance(value, list):
        raise TypeError(f"data/time: {key} is not a list")
    return [str(item) for item in value]


@lru_cache(maxsize=16)
def timewords(language: str) -> TimeWords:
    """The vocabulary of a language; KeyError if no file tells of it."""
    raw, spoken = phrases.data("time")[language], phrases.data("prose")[language]
    tables = {name: _table(raw, name) for name in _LISTS}
    for month, forms in _table(raw, "short_months").items():
        tables["months"].setdefault(month, []).extend(forms)
    places = _placeholders(raw, tables)
    rules = raw["rules"]
    if not isinstance(rules, list):
        raise TypeError("data/time: rules is not a list")
    return TimeWords(
        rules=tuple(Rule(str(kind), _compiled(str(pattern), places)) for kind, pattern in rules),
        in_words=_either(_words(raw, "in_words"), places),
        day_word=re.compile(rf"(?<!\w){places['one']}", re.IGNORECASE),
        month=re.compile(rf"(?<!\w){places['of_month']}", re.IGNORECASE),
        ordinal_mark=str(raw.get("ordinal_mark", "")),
        lasting=tuple(_compiled(pattern, places) for pattern in _words(raw, "lasting")),
        moved_by={
            name: tuple(_compiled(pattern, places) for pattern in patterns)
            for name, patterns in _table(raw, "moved_by").items()
        },
        values={
            name: tuple(
                (key, re.compile(phrases.pattern(forms), re.IGNORECASE)) for key, forms in table.items()
            )
            for name, table in tables.items()
        },
        cues=_cues(raw, spoken),
    )


def _cues(raw: Mapping[str, object], spoken: Mapping[str, object]) -> dict[str, re.Pattern[str]]:
    """The words beside a time that tell how it is meant."""
    return {
        "future": phrases.expression(_words(raw, "future")),
        "past": re.compile(rf"(?<!\w)(?:{'|'.join(_words(raw, 'past'))})(?!\w)"),
        "than": phrases.expression(_words(spoken, "than")),
        "speech": phrases.expression(_words(spoken, "speech")),
        "old_plan": phrases.expression(_words(spoken, "background")),
        "since": phrases.expression(_words(raw, "since")),
        "since_before": _before(_words(raw, "since")),
        "since_what": _before_what(_words(raw, "since")),
        "moved": phrases.expression([form for key in ("moved", "postponed") for form in _words(spoken, key)]),
        "off": phrases.expression(
            [form for key in ("moved", "postponed", "cancelled") for form in _words(spoken, key)]
        ),
        "meeting_on": _before(
            [form for key in ("rounds", "talks", "meetings") for form in _words(spoken, key)],
            r"(?:[^\W\d_]{1,3}\s+)?",
        ),
        "first_time": phrases.expression(_words(raw, "first_time")),
        "parting": phrases.expression(_words(raw, "parting")),
        "nonpast": re.compile(rf"(?<!\w)(?:{'|'.join(_words(raw, 'nonpast'))})(?!\w)", re.IGNORECASE),
        "begun_on": _before(_words(raw, "begun_on")),
        "aimed": _before(_words(raw, "aimed")),
        "not_aimed": _before(_words(raw, "not_aimed")),
        "day_after": phrases.expression(_words(raw, "day_after")),
        "as_of": _before(_words(raw, "as_of")),
        "exactly": _before(_words(raw, "exactly")),
        "roughly": _before(_words(raw, "roughly")),
        "runs_until": _before(_words(raw, "runs_until"), r"(?:\w{1,3}\s+)?", r"(?:,[^,.;:]{1,40},)?"),
        "joined_by": phrases.expression(_words(raw, "joined_by")),
        "not_before": _before(_words(raw, "not_before")),
        "not_after": _before(_words(raw, "not_after")),
    }


def _before(forms: list[str], then: str = r"(?:on\s+)?", aside: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){phrases.pattern(forms)}{aside}\s+{then}$", re.IGNORECASE)


def _before_what(forms: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){phrases.pattern(forms)}\s+(?P<what>[^,.;:—]{{1,70}})$", re.IGNORECASE)


def _placeholders(raw: Mapping[str, object], tables: Mapping[str, dict[str, list[str]]]) -> dict[str, str]:
    """Placeholder -> expression, every word list as a named group."""

    def group(name: str, forms: list[str]) -> str:
        return rf"(?P<{name}>{phrases.pattern(forms)})(?!\w)"

    def every(table: str) -> list[str]:
        return [form for forms in tables[table].values() for form in forms]

    unclear = set(_words(raw, "unclear_months"))
    short = {form for forms in _table(raw, "short_months").values() for form in forms}
    suffix = str(raw.get("day_suffix", ""))
    found = dict(_FIXED)
    found |= {name: _DAY.format(name, suffix) for name in ("d", "d2", "d3", "d4")}
    found["dmy"] = _FIXED["dmy"].replace("{d}", "d2")
    found["dm"] = _FIXED["dm"].replace("{d}", "d2")
    found |= {"m": group("m", every("months")), "m2": group("m2", every("months"))}
    found["mo"] = r"(?<!\w)" + group("m", [m for m in every("months") if m not in unclear | short])
    found |= {name: group(name, every("weekdays")) for name in ("wd", "wd2", "wd3")}
    found |= {"part": group("part", every("parts")), "part2": group("part2", every("parts"))}
    found |= {"shift": group("shift", every("shifts")), "shift2": group("shift2", every("shifts"))}
    found |= {"unit": group("unit", every("units")), "season": group("season", every("seasons"))}
    found["n"] = rf"(?P<n>\d{{1,3}}|{phrases.pattern(every('numbers'))})(?!\w)"
    found["one"] = phrases.pattern(every("day_words")) + r"(?!\w)"
    found["of_month"] = phrases.pattern(forms[:2][-1] for forms in _table(raw, "months").values()) + r"(?!\w)"
    found["days"] = group("days", every("days"))
    found["holiday"] = group("holiday", every("holidays"))
    found["weekend"] = group("weekend", _words(raw, "weekend"))
    found["before_month"] = phrases.pattern(_words(raw, "before_month")) + r"(?!\w)"
    found["year_word"] = str(raw.get("year_word", ""))
    return found


def _either(patterns: list[str], places: Mapping[str, str]) -> re.Pattern[str]:
    """One expression for any of the patterns; their groups are of no interest and lose their names."""
    sources = (_filled(pattern, places) for pattern in patterns)
    whole = re.sub(r"\?P<\w+>", "?:", "|".join(sources) or r"(?!)")
    return re.compile(rf"(?<!\w)(?:{whole})(?!\w)", re.IGNORECASE)


def _compiled(pattern: str, places: Mapping[str, str]) -> re.Pattern[str]:
    filled = _filled(pattern, places)
    return re.compile(rf"(?<!\w)(?:{filled})(?!\w)", re.IGNORECASE)


def _filled(pattern: str, places: Mapping[str, str]) -> str:
    filled = re.sub(r"\{([a-z_]+\d?)\}", lambda match: places[match[1]], pattern)
    if "(?P<d2>" in filled and "(?P<d>" not in filled and "(?P<iso>" not in filled:
        filled = filled.replace("(?P<d2>", "(?P<d>")
    return filled.replace(" ?", r"\s*").replace(" ", r"\s+")

"""Every noun of the model goes into JSON and comes back equal."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from knowledge import records
from knowledge.lexicon import Concept
from knowledge.model import Claim, Decision, Entry, Event, Interval, KnowledgeBase, Quote, Report

FEBRUARY = Interval(date(2026, 2, 17), date(2026, 2, 18), "days")
QUOTE = Quote("a", 3, 8, "Київ’", "peskov")
REPORT = Report("announced", date(2026, 2, 13), QUOTE, FEBRUARY, "geneva", ("ukraine", "russia"))


def back(read: Callable[[Any], object], value: object) -> object:
    return read(json.loads(records.encode(value)))


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (records.interval, FEBRUARY),
        (
            records.claim,
            Claim(
                "c1",
                QUOTE,
                date(2026, 2, 14),
                "planned",
                frozenset(("talks", "next")),
                frozenset(("when",)),
                (FEBRUARY,),
                ("geneva",),
                ("peskov",),
                ("russia",),
                ("28",),
            ),
        ),
        (records.report, REPORT),
        (records.report, Report("undated", date(2026, 2, 13), QUOTE)),
        (
            records.event,
            Event("e1", "talks", "announced", FEBRUARY, "geneva", ("ukraine",), (REPORT, REPORT)),
        ),
        (records.event, Event("e2", "talks", "undated", None, None, (), ())),
        (
            records.entry,
            Entry(
                "one",
                "topic",
                "fact",
                frozenset(("when", "yes-no")),
                (QUOTE,),
                {"en": "Yes.", "uk": "Так."},
                {"en": ("a?", "b?"), "uk": ("в?",)},
                "next",
                "generated",
                "c1",
                "e1",
                frozenset(("talks",)),
                frozenset(("peskov",)),
                frozenset(("28",)),
                (FEBRUARY,),
            ),
        ),
        (
            records.concept,
            Concept("a", "act", ("b",), ("c",), {"en": "A"}, {"en": ("x", "y*"), "uk": ("=з",)}),
        ),
        (records.decision, Decision({"match": 1.5}, -2.0, 0.7, 0.3, 0.1, {"lead": 1.0})),
    ],
    ids=lambda value: type(value).__name__ if not callable(value) else value.__name__,
)
def test_what_goes_in_comes_out(read: Callable[[Any], object], value: object) -> None:
    assert back(read, value) == value


def test_everything_of_a_base_comes_back(mini: KnowledgeBase) -> None:
    assert [back(records.claim, claim) for claim in mini.claims] == list(mini.claims)
    assert [back(records.event, event) for event in mini.events] == list(mini.events)
    assert [back(records.entry, entry) for entry in mini.entries.values()] == list(mini.entries.values())


def test_json() -> None:
    assert records.encode(FEBRUARY) == '{"start": "2026-02-17", "end": "2026-02-18", "precision": "days"}'
    told = (frozenset("cab"), {"ключ": date(2026, 2, 14)})
    assert records.encode(told) == '[["a", "b", "c"], {"ключ": "2026-02-14"}]'


def test_what_has_no_record_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot store a bytes"):
        records.encode({"a": b"b"})


def test_a_digest_is_of_the_content() -> None:
    assert records.digest([QUOTE, frozenset("ab")]) == records.digest([QUOTE, frozenset("ba")])
    assert records.digest([QUOTE]) == "586db66093c6d674"
    assert records.digest([QUOTE]) != records.digest([REPORT])

"""Rounds of talks across articles and languages: the same meeting is one event with its history."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from reading import DATA, article, base, days, rows, words

from knowledge import claims, events, passages
from knowledge.model import Article, Claim, Event

SEQUENCE = [path.stem for path in sorted((DATA / "articles").glob("2026-*.md")) if path.stem < "2026-03-26"]
"""The rounds up to Istanbul; test_scenarios.py goes on from there."""


def told(*texts: tuple[str, str, str]) -> tuple[Event, ...]:
    """The events of made-up articles, each a day, a language and a body."""
    sources: dict[str, Article] = {}
    found: list[Claim] = []
    for number, (day, language, body) in enumerate(texts):
        source = article(body, language, date.fromisoformat(day), title="Peace talks")
        source = type(source)(f"a{number}", *(getattr(source, name) for name in FIELDS))
        sources[source.slug] = source
        found += claims.claims(source, passages.split(source), words())
    return events.events(found, sources, words())


FIELDS = ("title", "publisher", "url", "published", "published_at", "language", "body")


def test_the_seed_has_three_events() -> None:
    proposal, held, announced = base(["seed"]).events
    assert (proposal.kind, days(proposal.time)) == ("proposal", ["2025-11-01", "2025-11-30", "month"])
    assert (held.kind, held.stage, days(held.time)) == ("talks", "held", ["2026-02-04", "2026-02-05", "days"])
    assert (held.place, held.participants) == ("abu-dhabi", ("ukraine", "united-states", "russia"))
    assert (announced.kind, announced.stage, announced.place) == ("talks", "announced", None)
    assert days(announced.time) == ["2026-02-17", "2026-02-18", "days"]
    assert [(r.quote.speaker, r.reported) for r in announced.history] == [
        ("peskov", date(2026, 2, 13)),
        ("lytvyn", date(2026, 2, 14)),
    ]


def test_reports_in_three_languages_are_one_round() -> None:
    talks = [event for event in base(SEQUENCE).events if event.kind == "talks"]
    (geneva,) = (event for event in talks if event.place == "geneva")
    assert (geneva.stage, days(geneva.time)) == ("held", ["2026-02-17", "2026-02-18", "days"])
    languages = {base(SEQUENCE).articles[report.quote.article].language for report in geneva.history}
    assert languages == {"en", "uk", "ru"}
    assert [report.reported for report in geneva.history] == sorted(r.reported for r in geneva.history)


def test_the_whole_sequence_is_these_rounds() -> None:
    talks = [event for event in base(SEQUENCE).events if event.kind == "talks" and event.time]
    assert [(e.stage, days(e.time), e.place) for e in talks] == [
        ("held", ["2026-01-23", "2026-01-24", "days"], None),
        ("held", ["2026-02-04", "2026-02-05", "days"], "abu-dhabi"),
        ("held", ["2026-02-17", "2026-02-18", "days"], "geneva"),
        ("cancelled", ["2026-03-11", "2026-03-11", "day"], "istanbul"),
        ("held", ["2026-03-24", "2026-03-24", "day"], "istanbul"),
    ]


def test_the_order_of_the_articles_does_not_matter() -> None:
    assert base(SEQUENCE).events == base(reversed(SEQUENCE)).events


@pytest.mark.parametrize("row", rows("no-rounds.jsonl"), ids=lambda row: row["text"][:40])
def test_other_meetings_are_no_rounds(row: dict[str, str]) -> None:
    assert [
        event for event in told(("2026-02-14", row["language"], row["text"])) if event.kind == "talks"
    ] == []


@pytest.mark.parametrize("row", rows("rounds.jsonl"), ids=lambda row: row["why"])
def test_rounds(row: dict[str, Any]) -> None:
    found = told(*row["articles"])
    assert [[e.stage, days(e.time), e.place] for e in found if e.kind == "talks"] == row["events"]

"""The course of the talks: every round as it stands on a day, and what changed since a day."""

from __future__ import annotations

from datetime import date

import pytest
import reading

from knowledge.course import changes, rounds

SLUGS = sorted(path.stem for path in (reading.DATA / "articles").glob("*.md"))
SEED = reading.base(["seed"])


def states(day: date) -> list[tuple[str, str]]:
    return [(one.event.id, one.state) for one in rounds(SEED, day)]


@pytest.mark.parametrize(
    ("day", "state"),
    [(date(2026, 2, 15), "planned"), (date(2026, 2, 18), "planned"), (date(2026, 2, 19), "passed")],
)
def test_a_round_is_planned_until_its_last_day(day: date, state: str) -> None:
    assert states(day) == [("talks-2026-02-04", "held"), ("talks-2026-02-17", state)]


def test_what_an_article_brought_is_new_since_its_day() -> None:
    found = changes(SEED, date(2026, 2, 14))
    assert [(change.event.id, change.report.stage, change.replaced) for change in found] == [
        ("talks-2026-02-04", "held", None),
        ("talks-2026-02-17", "announced", None),
    ]
    assert changes(SEED, date(2026, 2, 15)) == ()


@pytest.mark.parametrize("slug", SLUGS)
def test_no_round_is_planned_for_a_day_gone_by(slug: str) -> None:
    kb = reading.base([slug])
    for one in rounds(kb, date(2030, 1, 1)):
        assert one.state not in ("planned", "possible", "disputed") or one.time is None

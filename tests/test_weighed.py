"""Which steps of an article stand beside what was learnt to read in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest
from reading import article, words

from knowledge import claims, passages
from knowledge.bulletin import OUTCOMES, Bulletin, Outcome
from knowledge.claims import Told
from knowledge.model import Article, Interval, Quote, Stage
from knowledge.step import Step
from knowledge.weighed import FEW, weighed

DAY = date(2026, 9, 7)
SENTENCES = (
    "The teams come back to the table in Oslo on September 15, and leave on September 16.",
    "It had been September 10.",
    "Farmers gather in Bergen on September 21.",
    "Nobody is in a hurry.",
    "Nothing else was said.",
)
BODY = "\n\n".join(SENTENCES)
FIRM, POSSIBLE, OLD, OTHER = ((0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1), (1, 0, 0, 0))
"""Chances of a time to be other, firm, possible, old."""


def read() -> tuple[Article, Sequence[Told]]:
    made = article(BODY, "en", DAY, "Oslo")
    return made, claims.read(made, passages.split(made), words())


def bulletin(
    roles: Mapping[int, Sequence[float]],
    outcome: Outcome = "scheduled",
    places: Mapping[str, float] | None = None,
    telling: int = 0,
) -> Bulletin:
    """A bulletin in which the times that begin on days of September have roles, and all others none."""
    _, told = read()
    times = tuple(
        (number, time, roles.get(time.interval.start.day, OTHER))
        for number, one in enumerate(told)
        for time in one.times
    )
    outcomes = {one: 1.0 if one == outcome else 0.0 for one in OUTCOMES}
    return Bulletin(times, places or {}, outcomes, telling)


def step(stage: Stage, days: tuple[int, int] | None = None, place: str | None = None) -> Step:
    made, _ = read()
    time = (
        Interval(*(date(2026, 9, day) for day in days), "day" if days[0] == days[1] else "days")
        if days
        else None
    )
    return Step("talks", stage, DAY, Quote(made.slug, 0, 10, BODY[:10], None), time, place=place)


def weigh(found: Sequence[Step], told_of: Bulletin) -> list[str]:
    """The steps as ``stage first-last place``, with ``<old`` for days that no longer hold."""
    made, told = read()
    return [written(one) for one in weighed(found, told_of, made, told, words())]


def written(one: Step) -> str:
    days = f" {one.time.start.day}-{one.time.end.day}" if one.time else ""
    old = f" <{one.old.start.day}" if one.old else ""
    return f"{one.stage}{days} {one.place or '-'}{old}"


def test_days_that_no_rule_takes_are_taken_and_joined_and_placed() -> None:
    told = bulletin({15: FIRM, 16: FIRM}, places={"oslo": 0.9, "bergen": 0.1})
    assert weigh([], told) == ["announced 15-16 oslo"]


def test_days_of_another_meeting_do_not_stand() -> None:
    told = bulletin({15: FIRM, 16: FIRM})
    assert weigh([step("announced", (21, 21), "bergen")], told) == ["announced 15-16 oslo"]


def test_what_a_rule_takes_stands_if_nothing_likelier_is_told() -> None:
    told = bulletin({21: (0.9, 0.1, 0, 0)})
    assert weigh([step("announced", (21, 21))], told) == ["announced 21-21 -"]


def test_of_an_article_that_is_silent_no_days_stand_but_what_is_without_a_date_does() -> None:
    told = bulletin({21: (0.9, 0.1, 0, 0)}, outcome="silent")
    assert weigh([step("announced", (21, 21)), step("undated")], told) == ["undated -"]
    assert weigh([step("announced", (15, 15))], bulletin({15: FIRM}, outcome="silent")) != []


def test_a_day_that_a_rule_takes_alone_is_widened_to_the_days_that_are_likely() -> None:
    told = bulletin({15: FIRM, 16: FIRM})
    assert weigh([step("announced", (15, 15), "oslo")], told) == ["announced 15-16 oslo"]


def test_a_round_that_goes_on_has_the_likely_place() -> None:
    told = bulletin({15: FIRM, 16: FIRM}, places={"oslo": 0.9})
    assert weigh([step("held", (15, 16))], told)[0] == "held 15-16 oslo"


def test_what_is_told_of_a_held_round_is_left_alone() -> None:
    told = bulletin({}, places={"oslo": 0.9})
    assert weigh([step("held", (1, 2), "bergen")], told)[:1] == ["held 1-2 bergen"]


def test_days_that_no_longer_hold_are_those_that_are_moved() -> None:
    told = bulletin({15: FIRM, 16: FIRM, 10: OLD})
    assert weigh([], told) == ["announced 15-16 oslo <10"]


def test_exact_days_are_as_sure_as_the_article_leaves_them() -> None:
    told = bulletin({15: POSSIBLE, 16: POSSIBLE}, outcome="tentative")
    assert weigh([step("announced", (15, 16))], told) == ["tentative 15-16 -"]


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [("postponed", "postponed - <10"), ("cancelled", "cancelled - <10"), ("none", "undated -")],
)
def test_what_leaves_no_date_is_told_by_the_sentence_that_says_so(outcome: Outcome, expected: str) -> None:
    told = bulletin({10: OLD}, outcome, telling=1)
    made, read_so = read()
    (found,) = weighed([step("announced", (10, 10))], told, made, read_so, words())
    assert written(found) == expected
    assert found.quote.text == SENTENCES[1]


def test_a_place_that_a_rule_finds_gives_way_only_to_a_likely_one() -> None:
    likely = bulletin({15: FIRM, 16: FIRM}, places={"oslo": 0.9, "bergen": 0.05})
    assert weigh([step("announced", (15, 16), "bergen")], likely) == ["announced 15-16 oslo"]
    unsure = bulletin({15: FIRM, 16: FIRM}, places={"oslo": 0.1, "bergen": 0.05})
    assert weigh([step("announced", (15, 16), "bergen")], unsure) == ["announced 15-16 bergen"]


def test_places_in_dispute_are_left_to_those_who_dispute() -> None:
    told = bulletin({15: FIRM, 16: FIRM, 21: FIRM}, places={"oslo": 0.9})
    found = [step("announced", (15, 16), "bergen"), step("announced", (21, 21), "vienna")]
    assert weigh(found, told) == ["announced 15-16 bergen", "announced 21-21 vienna"]


def test_a_town_alone_may_be_where_the_round_has_moved_to() -> None:
    assert weigh([], bulletin({}, places={"oslo": 0.9})) == ["announced oslo"]


def test_few_sentences_are_left_to_the_rules() -> None:
    made, told = read()
    found = [step("announced", (21, 21), "bergen")]
    told_of = bulletin({15: FIRM, 16: FIRM}, places={"oslo": 0.9})
    assert list(weighed(found, told_of, made, told[:FEW], words())) == found


def test_a_recollection_stands() -> None:
    old = replace(step("announced", (21, 21)), background=True)
    assert weigh([old], bulletin({15: FIRM, 16: FIRM})) == ["announced 21-21 -", "announced 15-16 oslo"]

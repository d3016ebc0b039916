"""What an article says of the next round, as learnt: times, places and outcomes, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from reading import DATA, article, words

from knowledge import bulletin, claims, passages, steps, study, traits
from knowledge.bulletin import FIRM, OLD, OTHER, POSSIBLE, Bulletin
from knowledge.errors import SourceError
from knowledge.model import Interval
from knowledge.page import Page
from knowledge.study import Lesson, Next

DAY = date(2026, 4, 6)
REPORT = (
    "Ukraine, Russia and the United States will hold the next round of peace talks in Oslo on April 14 "
    "and 15, Norway's foreign minister said on Monday.\n\n"
    '"Everything is ready," he told reporters.\n\n'
    "The sides last met in Vienna on March 24, when they agreed to swap 300 prisoners.\n\n"
    "EU leaders gather in Brussels on April 23.\n\n"
    "Kyiv confirmed the dates. Kremlin spokesman Dmitry Peskov said the delegation was the same as before."
)
OFF = (
    "The round of peace talks that was to open in Oslo on April 14 has been put off, Norway said on "
    "Monday.\n\n"
    "No new date was named.\n\n"
    '"The delegations asked for more time," the foreign minister said.\n\n'
    "The sides last met in Vienna on March 24.\n\n"
    "EU leaders gather in Brussels on April 23."
)


def page(body: str, title: str = "Oslo to host peace talks") -> Page:
    """A report of 6 April 2026, read."""
    made = article(body, "en", DAY, title)
    read = claims.read(made, passages.split(made), words())
    return Page(made, read, words(), steps.by_rules(made, read, words())[0])


def told(body: str, title: str = "Oslo to host peace talks") -> Bulletin:
    one = page(body, title)
    return bulletin.read(one.article, one.told, one.lexicon, one.steps)


def likeliest(found: Bulletin) -> dict[str, int]:
    """First day -> what the time is likeliest to be."""
    return {
        f"{time.interval.start:%m-%d}": max(range(4), key=lambda role: roles[role])
        for _, time, roles in found.times
    }


def test_days_of_the_next_round_are_told_from_those_of_other_meetings() -> None:
    found = told(REPORT)
    assert likeliest(found)["04-14"] == FIRM
    assert likeliest(found)["04-23"] == OTHER
    assert found.outcome == "scheduled"
    assert found.place == "oslo"


def test_days_gone_by_are_not_asked_after() -> None:
    assert all(time.interval.end >= DAY for _, time, _ in told(REPORT).times)


def test_what_is_put_off_is_told_by_a_sentence() -> None:
    one = page(OFF, "Peace talks in Oslo put off")
    found = bulletin.read(one.article, one.told, one.lexicon, one.steps)
    assert found.outcome == "postponed"
    assert likeliest(found)["04-14"] == OLD
    assert (
        "put off" in one.told[found.telling].passage.text
        or "No new date" in one.told[found.telling].passage.text
    )


def test_the_towns_and_months_that_were_learnt_from_are_not_looked_at() -> None:
    elsewhere = REPORT.replace("Oslo", "Bern").replace("April 14 and 15", "April 16 and 17")
    one, other = page(REPORT), page(elsewhere, "Bern to host peace talks")
    number, time = next((n, t) for n, t in one.times if t.interval.start.day == 14)
    twin = next((n, t) for n, t in other.times if t.interval.start.day == 16)
    seen, again = traits.of_time(one, number, time), traits.of_time(other, *twin)
    soon = {"ahead week", "ahead days"}
    assert {name for name in seen if name not in soon} == {name for name in again if name not in soon}


@pytest.mark.parametrize(
    "text", ["", "# times\n\t0.1\t0.2\n", "# times\n\t0\n# places\n\tx\n# outcomes\n\t0\n"]
)
def test_what_holds_no_models_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bulletin.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match="talks-bot study"):
        bulletin.load(path)


@pytest.fixture(scope="module")
def lessons() -> list[Lesson]:
    return list(study.lessons(DATA / "reports" / "d" / "next.jsonl", words()))


def test_lessons_are_read_from_rows(lessons: list[Lesson]) -> None:
    assert len(lessons) == 50
    moved = next(one for one in lessons if one.before and one.after.status == "scheduled")
    assert moved.outcome in ("scheduled", "silent")


def test_what_was_learnt_is_the_same_each_time_and_can_be_read_again(
    lessons: list[Lesson], tmp_path: Path
) -> None:
    few = [lessons[:12], lessons[12:24]]
    models = study.fitted(few)
    written = "".join(f"{line}\n" for line in bulletin.lines(models))
    assert written == "".join(f"{line}\n" for line in bulletin.lines(study.fitted(few)))
    path = tmp_path / "bulletin.tsv"
    path.write_text(written, encoding="utf-8")
    assert "".join(f"{line}\n" for line in bulletin.lines(bulletin.load(path))) == written


@pytest.mark.parametrize(
    ("status", "before", "days", "role"),
    [
        ("scheduled/2026-04-14/2026-04-15/oslo", None, (14, 15), FIRM),
        ("scheduled/2026-04-14/2026-04-15/oslo", None, (14, 14), FIRM),
        ("tentative/2026-04-14/2026-04-15/oslo", None, (14, 15), POSSIBLE),
        ("postponed/2026-04-14/2026-04-15/oslo", None, (14, 15), OLD),
        ("scheduled/2026-04-20/2026-04-21/oslo", "scheduled/2026-04-14/2026-04-15/oslo", (14, 15), OLD),
        ("scheduled/2026-04-20/2026-04-21/oslo", "scheduled/2026-04-14/2026-04-15/oslo", (23, 23), OTHER),
        ("none/-/-/-", None, (14, 15), OTHER),
    ],
)
def test_what_a_time_is(status: str, before: str | None, days: tuple[int, int], role: int) -> None:
    lesson = Lesson(page(REPORT), Next.parsed(status), Next.parsed(before) if before else None)
    first, last = (date(2026, 4, day) for day in days)
    assert lesson.role(Interval(first, last, "day" if first == last else "days")) == role


@pytest.mark.parametrize(
    "line", ["not json", '{"articles": ["a.md"], "today": "2026-04-06", "next": "soon"}', "[]"]
)
def test_what_is_no_row_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / study.ROWS
    path.write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(SourceError, match="no row") as raised:
        list(study.lessons(path, words()))
    assert str(raised.value).startswith(f"{path}:1:")


def test_an_article_without_times_or_places_can_be_read() -> None:
    found = told("Nothing was said.\n\nNothing at all.", "Silence")
    assert found.times == ()
    assert found.place is None

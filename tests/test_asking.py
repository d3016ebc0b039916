"""Questions made of nothing but rounds of talks: told from their words, whatever no example resembles."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from reading import DATA

from knowledge import asking, question
from knowledge.build import compose
from knowledge.model import KnowledgeBase

DAY = date(2026, 3, 1)


@cache
def base() -> KnowledgeBase:
    """Rounds in Abu Dhabi and Geneva, one put off."""
    return compose(
        [path for path in sorted((DATA / "articles").glob("*.md")) if path.name < "2026-03-01"], only=True
    )


@pytest.mark.parametrize(
    ("asked", "entry"),
    [
        ("Коли делегації зустрінуться знову?", "next-talks-date"),
        ("В каком городе будет следующая встреча?", "next-talks-venue"),
        ("Did the talks in Geneva take place?", "last-talks-venue"),
        ("Зустріч 5 березня відбудеться?", "next-talks-date"),
        ("Was the round postponed?", "talks-changed"),
        ("Who will host the next round?", "next-talks-venue"),
        ("Кто участвовал в последнем раунде?", "last-talks-participants"),
        ("Who postponed the round?", None),
        ("What time does the round begin?", None),
        ("Which hotel will host the talks?", None),
        ("What did Umerov say about the round?", None),
        ("де проходив грудневий раунд", None),
        ("How long did the round last?", None),
    ],
)
def test_the_entry_that_a_question_is_plainly_for(asked: str, entry: str | None) -> None:
    read = question.read(asked, base().lexicon, DAY)
    found = asking.agenda_entry(base(), read, DAY)
    assert (found.id if found else None) == entry

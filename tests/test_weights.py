"""How passages are weighed is fitted on trials: what they look like, what is refused, what comes of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from reading import DATA
from scenes import known

from knowledge import build, weighing, weights
from knowledge.errors import SourceError
from knowledge.model import KnowledgeBase

FOLDER = DATA / "trials" / "h"
FIRST = date(2028, 10, 4)
LAST = date(2028, 10, 14)


def base() -> KnowledgeBase:
    """The first two articles of a folder of trials."""
    return known(tuple(sorted(FOLDER.glob("*.md"))[:2]))


def trials() -> tuple[weights.Trial, ...]:
    return tuple(one for one in weights.read(FOLDER / "trials.jsonl") if one.until <= LAST)


def test_every_trial_can_be_read_and_its_answer_is_in_an_article() -> None:
    for folder in sorted((DATA / "trials").iterdir()):
        bodies = {path.name[:10]: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
        for trial in weights.read(folder / "trials.jsonl"):
            held = [body for day, body in bodies.items() if day <= trial.until.isoformat()]
            assert all(any(piece in body for body in held) for piece in trial.must), trial


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("not json", "no trial"),
        ('{"q": "Who?", "today": "2028-10-05", "until": "2028-10-05"}', "must"),
        ('{"q": "Who?", "today": "soon", "until": "2028-10-05", "must": []}', "soon"),
    ],
)
def test_what_is_no_trial_is_refused_with_its_line(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "trials.jsonl"
    good = '{"q": "Who?", "today": "2028-10-05", "until": "2028-10-05", "must": []}'
    path.write_text(f"{good}\n{line}\n", encoding="utf-8")
    with pytest.raises(SourceError, match=reason) as raised:
        weights.read(path)
    assert str(raised.value).startswith(f"{path}:2:")


def test_a_base_as_of_a_day_has_the_passages_of_that_day_alone() -> None:
    early = build.until(base(), FIRST)
    assert [article.published for article in early.articles.values()] == [FIRST]
    assert {entry.quotes[0].article for entry in early.entries.values()} == set(early.articles)
    assert early.finder.labels == tuple(early.entries)


def test_weights_are_the_same_each_time_and_speak_for_what_is_held() -> None:
    scenes = [(base(), trials())]
    made = weights.fitted(scenes)
    assert made == weights.fitted(scenes)
    assert set(made.ranking) == set(weighing.RANKING)
    assert made.ranking["cover"] > 0
    assert 0 < made.near <= made.answer < 1

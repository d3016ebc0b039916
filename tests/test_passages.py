"""Sentences with offsets; headings and the furniture of a page are no passages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import DATA, article, fixture, rows

from knowledge import passages
from knowledge.prose import furniture

SLUGS = ["seed", *(path.stem for path in sorted((DATA / "articles").glob("*.md")))]


def texts(body: str, language: str = "en", title: str = "A title") -> list[str]:
    return [passage.text for passage in passages.split(article(body, language, title=title))]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_passage_is_where_it_says_it_is(slug: str) -> None:
    source = fixture(slug)
    found = passages.split(source)
    assert [p.number for p in found] == list(range(1, len(found) + 1))
    assert all(source.body[p.start : p.end] == p.text == p.text.strip() for p in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_the_seed_without_its_furniture() -> None:
    found = [passage.text for passage in passages.split(fixture("seed"))]
    assert len(found) == 14
    assert found[0].startswith("The United States will continue")
    assert found[-1].endswith("new round of negotiations.")
    for furnishing in ("ua en ru", "Getty Images", "Read also", "US peace plan and negotiations"):
        assert not any(furnishing in text for text in found)


@pytest.mark.parametrize("row", rows("sentences.jsonl"), ids=lambda row: row["sentences"][0][:30])
def test_sentences(row: dict[str, list[str] | str]) -> None:
    wanted = list(row["sentences"])
    assert texts(" ".join(wanted), str(row["language"])) == wanted


@pytest.mark.parametrize(
    "line",
    [
        "ua en ru",
        "UA | RU | EN",
        "Read also: Who goes to Geneva",
        "Читайте також: Хто їде до Женеви",
        "Читайте также: Кто едет в Женеву",
        "Photo: US Secretary of State (Getty Images)",
        "Марко Рубіо, держсекретар США (фото: Getty Images)",
        "Фото: пресс-служба",
        "Share this article",
        "Поділитися:",
        "Подписывайтесь на наш Telegram",
        "Tags: talks, Geneva",
        "© 2026 Wire. All rights reserved",
        "Всі права захищено",
    ],
)
def test_furniture(line: str) -> None:
    assert furniture(line)
    assert texts(f"{line}\n\nThe talks ended on Friday.\n") == ["The talks ended on Friday."]


@pytest.mark.parametrize(
    "line",
    [
        "Photographers were kept out of the room.",
        "The topic of territory was not raised.",
        "Джерела в уряді кажуть, що дату погоджено.",
        "Источники в Кремле молчат.",
        "Sources in Kyiv said the date was agreed.",
    ],
)
def test_prose_is_no_furniture(line: str) -> None:
    assert texts(line + "\n") == [line]


def test_headings_and_the_title_are_left_out() -> None:
    body = "Talks in Geneva\n\n## What is next\n\nThe talks ended.\n\nWhy it matters\n\nNo date is set.\n"
    assert texts(body, title="Talks in Geneva") == ["The talks ended.", "No date is set."]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = "The delegations met behind closed doors in Geneva on the first day\nof the talks."
    assert texts(f"{wrapped} They parted late.\n") == [wrapped, "They parted late."]


def test_list_items_are_passages_without_their_marks() -> None:
    body = "What was agreed:\n\n- an exchange of 314 prisoners within a week\n- short\n"
    assert texts(body)[-1] == "an exchange of 314 prisoners within a week"


@given(st.text(max_size=300), st.sampled_from(["en", "uk", "ru"]))
def test_any_text_is_cut_without_loss_of_place(body: str, language: str) -> None:
    source = article(body, language)
    for passage in passages.split(source):
        assert source.body[passage.start : passage.end] == passage.text

"""A FAQ that cannot be trusted is refused with file and line; further wordings likewise."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import entries, wordings
from knowledge.errors import EntryError
from knowledge.model import KnowledgeBase

GOOD = """- id: venue
  topic: talks
  kind: fact
  settles: [where]
  quotes:
    - article: 2026-02-14-us-wont-back-down
      text: "took place on February 4–5 in Abu Dhabi"
  answer: {en: A, uk: B, ru: C}
  questions:
    en: [where was it?]
    uk: [де це було?]
    ru: [где это было?]
"""


def read(kb: KnowledgeBase, folder: Path, rows: str) -> tuple[entries.Entry, ...]:
    (folder / "own.yaml").write_text(rows, encoding="utf-8")
    return entries.read([folder / "own.yaml"], kb.articles, kb.lexicon)


def test_an_entry_and_its_offsets(kb: KnowledgeBase, tmp_path: Path) -> None:
    (entry,) = read(kb, tmp_path, GOOD)
    (quote,) = entry.quotes
    assert kb.articles[quote.article].body[quote.start : quote.end] == quote.text
    assert entry.questions["uk"] == ("де це було?",)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("February 4–5", "February 4-5", "own.yaml:7: the quote is not in 2026-02-14-us-wont-back-down"),
        (", ru: C}", "}", "own.yaml:8: answer has no ru"),
        ("    uk: [де це було?]\n", "", "own.yaml:9: questions has no uk"),
        ("topic: talks", "subject: talks", "own.yaml:2: the key 'subject' is unknown"),
        ("kind: fact", "kind: rumour", "own.yaml:3: kind 'rumour' is unknown"),
        ("kind: fact", "kind: fact\n  presumes: lies", "own.yaml:4: presumes 'lies' is unknown"),
        ("[where]", "[whence]", "own.yaml:4: the slot 'whence' is unknown"),
        (
            "article: 2026-02-14-us-wont-back-down",
            "article: other",
            "own.yaml:6: there is no article 'other'",
        ),
        ('Abu Dhabi"', 'Abu Dhabi"\n      speaker: nobody', "own.yaml:8: the speaker 'nobody'"),
        ("id: venue", "id: The Venue", "own.yaml:1: the id 'The Venue' is not kebab-case"),
        (GOOD, GOOD + GOOD, "own.yaml:13: the id 'venue' is taken"),
        (
            GOOD,
            GOOD + GOOD.replace("id: venue", "id: other"),
            "own.yaml:22: 'where was it?' is asked by 'venue' too",
        ),
    ],
)
def test_what_is_wrong_is_named(kb: KnowledgeBase, tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(EntryError) as problem:
        read(kb, tmp_path, GOOD.replace(old, new))
    assert str(problem.value).startswith(told)


def test_wordings_extend_an_entry(kb: KnowledgeBase, tmp_path: Path) -> None:
    own = read(kb, tmp_path, GOOD)
    (tmp_path / "en.yaml").write_text(
        "- entry: venue\n  questions: [which town hosted it?]\n", encoding="utf-8"
    )
    more = wordings.read([tmp_path / "en.yaml"], own)
    assert wordings.extended(own[0], more).questions["en"] == ("where was it?", "which town hosted it?")


def test_wordings_of_no_entry_are_refused(kb: KnowledgeBase, tmp_path: Path) -> None:
    (tmp_path / "en.yaml").write_text("- entry: venus\n  questions: [where?]\n", encoding="utf-8")
    with pytest.raises(EntryError, match=r"en\.yaml:1: there is no entry 'venus'"):
        wordings.read([tmp_path / "en.yaml"], read(kb, tmp_path, GOOD))


def test_the_faq_covers_every_passage(kb: KnowledgeBase) -> None:
    quotes = [quote for entry in kb.entries.values() if entry.kind == "fact" for quote in entry.quotes]
    for passage in kb.passages:
        assert any(quote.start < passage.end and passage.start < quote.end for quote in quotes), passage.text

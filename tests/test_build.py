"""Files -> a base: what goes in, what is refused and where, and that nothing depends on chance."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from reading import DATA

from knowledge import build, readings, store
from knowledge.answer import answer
from knowledge.errors import KnowledgeError, SourceError
from knowledge.lexicon import Lexicon
from knowledge.model import Article, KnowledgeBase

TODAY = date(2026, 3, 3)
PEACE = DATA / "articles" / "2026-02-06-no-date-yet.md"
CURATED = ["vienna-venue", "ceasefire-hours", "ceasefire-terms"]


def curated(kb: KnowledgeBase) -> list[str]:
    return [entry.id for entry in kb.entries.values() if entry.answer]


def test_two_articles_and_three_entries(mini: KnowledgeBase) -> None:
    assert list(mini.articles) == ["2026-03-01-vienna-round", "2026-03-02-nastupnyi-raund"]
    assert curated(mini) == CURATED
    assert mini.as_of == date(2026, 3, 2)
    assert [mini.articles[p.article].body[p.start : p.end] for p in mini.passages] == [
        "Delegations of Ukraine and Russia met in Vienna on February 26–27.",
        "“We discussed a ceasefire for eleven hours,” Lavrov said.",
        "Наступний раунд переговорів відбудеться 12 березня у Женеві, повідомив Андрій Сибіга.",
    ]
    assert mini.entries["vienna-venue"].questions["en"] == (
        "where did the delegations meet?",
        "which city hosted the delegations?",
        "in which town were the delegations?",
    )


@pytest.mark.parametrize(
    ("asked", "status", "entry"),
    [
        ("where did the delegations meet?", "answered", "vienna-venue"),
        ("у якому місті зустрілися делегації?", "answered", "vienna-venue"),
        ("на каких условиях возможно прекращение огня?", "related", "ceasefire-terms"),
        ("who won the match yesterday?", "unknown", None),
        ("", "chat", None),
    ],
)
def test_it_can_be_asked(mini: KnowledgeBase, asked: str, status: str, entry: str | None) -> None:
    found = answer(mini, asked, TODAY)
    assert (found.status, found.entry) == (status, entry)


def test_a_given_article_is_added(home: Path) -> None:
    assert list(build.compose([PEACE]).articles)[2:] == ["2026-02-06-no-date-yet"]


def test_only_what_is_given(home: Path) -> None:
    (home / "own").mkdir()
    shutil.copy(PEACE, home / "own")
    (home / "own" / "notes.csv").write_text("not an article", encoding="utf-8")
    kb = build.compose([home / "own"], only=True)
    assert list(kb.articles) == ["2026-02-06-no-date-yet"]
    assert curated(kb) == []
    assert kb.lexicon.kind("peskov") == "person"


def test_an_editors_folder_adds_to_the_shipped_one(home: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    for folder in ("faq", "lexicon"):
        (own / folder).mkdir(parents=True)
    (own / "lexicon" / "own.yaml").write_text(
        "- id: lavrov\n  kind: person\n  en: [gromyko]\n", encoding="utf-8"
    )
    faq = (home / "faq" / "talks.yaml").read_text(encoding="utf-8")
    (own / "faq" / "own.yaml").write_text(faq[: faq.index("- id: ceasefire-hours")], encoding="utf-8")
    (home / "faq" / "talks.yaml").write_text(faq[faq.index("- id: ceasefire-hours") :], encoding="utf-8")
    kb = build.compose(data_dir=own)
    assert sorted(curated(kb)) == sorted(CURATED)
    assert [mention.concept for mention in kb.lexicon.find("Gromyko")] == ["lavrov"]


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("faq/talks.yaml", "in Vienna on", "in  Vienna on", "talks.yaml:7: the quote is not in"),
        ("faq/talks.yaml", "speaker: lavrov", "speaker: gandalf", "talks.yaml:23: the speaker 'gandalf'"),
        ("faq/talks.yaml", "topic: vienna", "tpoic: vienna", "talks.yaml:2: the key 'tpoic' is unknown"),
        (
            "faq/talks.yaml",
            "id: ceasefire-hours",
            "id: vienna-venue",
            "talks.yaml:16: the id 'vienna-venue' is",
        ),
        (
            "faq/talks.yaml",
            "    ru: [где встретились делегации?]\n",
            "",
            "talks.yaml:12: questions has no ru",
        ),
        (
            "faq/talks.yaml",
            "[скільки годин",
            "[ДЕ зустрілися делегації!, годин",
            "talks.yaml:30: 'ДЕ зустрілися",
        ),
        ("wordings/en.yaml", "entry: vienna-venue", "entry: vienna", "en.yaml:1: there is no entry 'vienna'"),
        ("wordings/uk.yaml", "questions:", "question:", "uk.yaml:2: the key 'question' is unknown"),
        ("articles/2026-03-01-vienna-round.md", "url:", "link:", "2026-03-01-vienna-round.md"),
        ("lexicon/plan.yaml", "kind: topic", "kind: thing", "plan.yaml:"),
    ],
)
def test_a_failure_names_the_place_and_leaves_the_old_file(
    home: Path, tmp_path: Path, file: str, old: str, new: str, told: str
) -> None:
    whole = (home / file).read_text(encoding="utf-8")
    assert old in whole
    (home / file).write_text(whole.replace(old, new, 1), encoding="utf-8")
    output = tmp_path / "k.sqlite"
    output.write_bytes(b"old")
    with pytest.raises(SourceError) as problem:
        build.build(output)
    assert told in str(problem.value)
    assert output.read_bytes() == b"old"


def test_the_same_article_twice_is_refused(home: Path) -> None:
    first = home / "articles" / "2026-03-01-vienna-round.md"
    with pytest.raises(KnowledgeError, match="the name '2026-03-01-vienna-round' is taken"):
        build.compose([first])
    shutil.copy(first, home / "copy.md")
    with pytest.raises(KnowledgeError, match=r"copy\.md: the same text as '2026-03-01-vienna-round'"):
        build.compose([home / "copy.md"])


def test_a_path_that_is_not_there_is_refused(home: Path, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"nowhere\.md: there is no such file or folder"):
        build.compose([tmp_path / "nowhere.md"])


def test_a_folder_called_articles_that_is_not_there_is_refused(home: Path, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="there is no such file or folder"):
        build.compose([tmp_path / "nowhere" / "articles"])


def content(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_the_same_files_make_the_same_base(mini: KnowledgeBase, home: Path, tmp_path: Path) -> None:
    code = "import sys, pathlib as p; from knowledge import build as b; b.DATA = p.Path(sys.argv[1]); "
    code += "b.build(p.Path(sys.argv[2]))"
    build.build(tmp_path / "here.sqlite")
    subprocess.run(
        [sys.executable, "-c", code, str(home), str(tmp_path / "there.sqlite")],
        env={**os.environ, "PYTHONHASHSEED": "7"},
        cwd=Path(build.__file__).parent.parent,
        check=True,
    )
    assert store.version(tmp_path / "there.sqlite") == mini.version
    assert content(tmp_path / "here.sqlite") == content(tmp_path / "there.sqlite")


def test_only_what_is_new_is_read(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, seen, read = tmp_path / "k.sqlite", list[str](), readings.read
    build.build(file)

    def noted(article: Article, lexicon: Lexicon, made_from: str) -> readings.Reading:
        seen.append(article.slug)
        return read(article, lexicon, made_from)

    monkeypatch.setattr(readings, "read", noted)
    build.build(file, [PEACE])
    assert seen == [PEACE.stem]
    build.build(tmp_path / "anew.sqlite", [PEACE])
    assert content(file) == content(tmp_path / "anew.sqlite")


def test_articles_that_come_and_go_leave_no_trace(home: Path, tmp_path: Path) -> None:
    file, all_of_them = tmp_path / "k.sqlite", sorted((DATA / "newswire").iterdir())
    for given in (all_of_them[:2], all_of_them[:4], all_of_them[1:3]):
        build.build(file, given)
        build.build(tmp_path / "anew.sqlite", given, known=tmp_path / "none.sqlite")
        assert content(file) == content(tmp_path / "anew.sqlite")
        (tmp_path / "anew.sqlite").unlink()


def test_another_lexicon_reads_everything_anew(home: Path, tmp_path: Path) -> None:
    file, own = tmp_path / "k.sqlite", tmp_path / "own"
    build.build(file)
    (own / "lexicon").mkdir(parents=True)
    (own / "lexicon" / "own.yaml").write_text("- id: lavrov\n  kind: person\n  en: [Gromyko]\n", "utf-8")
    build.build(file, data_dir=own)
    build.build(tmp_path / "anew.sqlite", data_dir=own)
    assert content(file) == content(tmp_path / "anew.sqlite")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("articles/2026-03-02-nastupnyi-raund.md", "12 березня", "13 березня"),
        ("faq/talks.yaml", "The delegations met", "Delegations met"),
        ("wordings/uk.yaml", "у якому місті", "в якому місті"),
    ],
)
def test_other_content_makes_another_version(
    mini: KnowledgeBase, home: Path, file: str, old: str, new: str
) -> None:
    whole = (home / file).read_text(encoding="utf-8")
    (home / file).write_text(whole.replace(old, new), encoding="utf-8")
    assert build.compose().version != mini.version

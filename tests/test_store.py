"""The knowledge file: what goes in comes out, and a failure leaves the old one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge import store
from knowledge.answer import answer
from knowledge.errors import StoreError
from knowledge.model import KnowledgeBase

ASKED = ["When are the next talks?", "шо там з гарантіями", "в каком городе была последняя встреча", "venue?"]


def test_a_base_comes_back_as_it_was(kb: KnowledgeBase, tmp_path: Path) -> None:
    store.save(tmp_path / "k.sqlite", kb)
    again = store.load(tmp_path / "k.sqlite")
    assert again.version == kb.version == store.version(tmp_path / "k.sqlite")
    assert (again.articles, again.claims, again.events) == (kb.articles, kb.claims, kb.events)
    assert again.entries == kb.entries
    today = date(2026, 2, 15)
    assert [answer(again, asked, today) for asked in ASKED] == [answer(kb, asked, today) for asked in ASKED]


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00" + b"\x01" * 200])
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "k.sqlite").write_bytes(content)
    with pytest.raises(StoreError, match="build it again"):
        store.load(tmp_path / "k.sqlite")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no knowledge file"):
        store.load(tmp_path / "k.sqlite")


def test_another_version_is_refused(kb: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "k.sqlite"
    store.save(path, kb)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version=99")
    with pytest.raises(StoreError, match="another version"):
        store.load(path)


def test_a_failing_save_leaves_the_old_file(kb: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "k.sqlite"
    path.write_bytes(b"old")
    broken = replace(kb, claims=(*kb.claims, kb.claims[0]))
    with pytest.raises(sqlite3.IntegrityError):
        store.save(path, broken)
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["k.sqlite"]

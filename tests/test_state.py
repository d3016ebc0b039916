"""What the bot remembers, in a file of its own."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from bot import state as states
from bot.state import Reply, StateError, open_state


def test_a_chosen_language_survives_a_restart(tmp_path: Path) -> None:
    first = open_state(tmp_path / "new" / "state.db")
    first.choose_language(7, "uk")
    first.close()
    again = open_state(tmp_path / "new" / "state.db")
    assert (again.language(7), again.language(8)) == ("uk", None)
    again.choose_language(7, None)
    assert again.language(7) is None
    again.close()


def test_a_key_is_new_once() -> None:
    state = open_state(None)
    assert [state.first_time("update:1"), state.first_time("update:1"), state.first_time("update:2")] == [
        True,
        False,
        True,
    ]
    state.close()


def test_replies_are_found_by_question_and_by_reply_and_follow_ups_expire() -> None:
    now = [1000.0]
    state = open_state(None, lambda: now[0])
    sent = Reply(chat=7, asked=1, reply=2, user=5, entry="e")
    state.remember(sent)
    assert state.reply_to(7, 1) == state.reply_as(7, 2) == state.latest(7, 5, within=600) == sent
    assert state.reply_to(8, 1) is None
    assert state.latest(7, 6, within=600) is None
    now[0] += 601
    assert state.latest(7, 5, within=600) is None
    state.close()


def test_misses_are_counted_without_their_text() -> None:
    state = open_state(None)
    for _ in range(3):
        state.count_miss(date(2026, 2, 15), "uk", "unknown")
    assert state.misses() == {("2026-02-15", "uk", "unknown"): 3}
    state.close()


def test_what_is_old_is_cleared_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(states, "PRUNE_EVERY", 2)
    now = [0.0]
    state = open_state(None, lambda: now[0])
    state.first_time("update:1")
    state.remember(Reply(7, 1, 2, 5, None))
    now[0] = states.KEPT_REPLIES + 1.0
    state.first_time("update:2")
    assert state.first_time("update:1")
    assert state.reply_to(7, 1) is None
    state.close()


def test_a_disk_that_takes_nothing_more_keeps_nobody_from_an_answer(caplog: pytest.LogCaptureFixture) -> None:
    state = open_state(None)
    state._db.execute("PRAGMA query_only = ON")
    assert state.first_time("update:1")
    state.remember(Reply(7, 1, 2, 5, None))
    state.count_miss(date(2026, 2, 15), "uk", "unknown")
    assert caplog.text.count("the state could not be written") == 3
    with pytest.raises(sqlite3.Error):
        state.choose_language(7, "uk")
    state.close()


def test_a_file_of_another_version_or_kind_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StateError, match=r"state\.db.*99.*move it away"):
        open_state(path)
    path.write_text("not a database, and long enough to be read as one" * 50)
    with pytest.raises(StateError, match="move it away"):
        open_state(path)
    assert path.read_text().startswith("not a database")

"""What the bot remembers, in a file of its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot import state as states
from bot.chats import Preferences
from bot.migrations import STEPS, VERSION
from bot.state import Reply, State, StateError, open_state
from bot.subscriptions import Subscription
from bot.watches import AT_MOST, KEPT, Watch

SUBSCRIBED = Subscription(chat=-1, thread=4, language="uk", version="v1", agenda="a")
WAITING = Watch(chat=-1, user=5, thread=4, asked=9, question="Who pays?", language="en", version="v1")


@pytest.fixture
def state() -> Iterator[State]:
    kept = open_state(None)
    yield kept
    kept.close()


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


def test_what_is_old_is_cleared_away() -> None:
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
    with pytest.raises(StateError, match=r"state\.db.*version 99.*move it away"):
        open_state(path)
    path.write_text("not a database, and long enough to be read as one" * 50)
    with pytest.raises(StateError, match="move it away"):
        open_state(path)
    assert path.read_text().startswith("not a database")


def test_a_file_of_the_first_version_is_brought_up_to_date_in_place(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    with sqlite3.connect(path) as old:
        old.executescript(STEPS[0] + "PRAGMA user_version = 1;")
        old.execute("INSERT INTO chats VALUES (7, 'uk')")
        old.execute("INSERT INTO handled VALUES ('update:1', 5e9)")
        old.execute("INSERT INTO replies VALUES (7, 1, 2, 5, 'next-talks-date', 5e9)")
        old.execute("INSERT INTO misses VALUES ('2026-02-15', 'uk', 'unknown', 3)")
    old.close()
    for _ in range(2):
        state = open_state(path)
        assert state.chats.of(7) == Preferences(language="uk")
        assert not state.first_time("update:1")
        assert state.reply_to(7, 1) == Reply(7, 1, 2, 5, "next-talks-date")
        assert state.misses() == {("2026-02-15", "uk", "unknown"): 3}
        state.close()
    with sqlite3.connect(path) as now:
        assert now.execute("PRAGMA user_version").fetchone() == (VERSION,)
    now.close()


def test_a_step_that_fails_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    with sqlite3.connect(path) as old:
        old.executescript("CREATE TABLE chats (id INTEGER, language TEXT); PRAGMA user_version = 1;")
        old.execute("INSERT INTO chats VALUES (7, 'uk')")
    old.close()
    with pytest.raises(StateError, match="no such table: replies"):
        open_state(path)
    with sqlite3.connect(path) as kept:
        assert kept.execute("SELECT * FROM chats").fetchall() == [(7, "uk")]
    kept.close()


def test_what_a_chat_chose_is_kept_apart(state: State) -> None:
    assert state.chats.of(-1) == Preferences()
    chosen = Preferences(language="ru", quiet=(22, 8), silent=True, corrections=False)
    state.chats.choose(-1, chosen)
    state.choose_language(-1, None)
    assert state.chats.of(-1) == replace(chosen, language=None)
    assert state.chats.of(-2) == Preferences()


@pytest.mark.parametrize(
    ("hours", "quiet"),
    [
        (None, []),
        ((0, 7), [0, 1, 2, 3, 4, 5, 6]),
        ((22, 2), [0, 1, 22, 23]),
        ((9, 9), list(range(24))),
    ],
)
def test_quiet_hours_may_span_midnight(hours: tuple[int, int] | None, quiet: list[int]) -> None:
    assert [hour for hour in range(24) if Preferences(quiet=hours).is_quiet(hour)] == quiet


def test_the_same_answer_is_known_again_in_its_topic_and_for_a_while() -> None:
    now = [1000.0]
    state = open_state(None, lambda: now[0])
    said = Reply(-1, 1, 2, 5, "e", thread=4, version="v1", words="w")
    state.remember(said)
    again = replace(said, asked=7, reply=0, user=6)
    assert state.same(again, within=600) == said
    for other in ({"thread": None}, {"words": "x"}, {"version": "v2"}, {"chat": -2}):
        assert state.same(replace(again, **other), within=600) is None
    now[0] += 601
    assert state.same(again, within=600) is None
    state.close()


def test_answers_are_compared_once_with_each_base_and_for_two_weeks() -> None:
    now = [0.0]
    state = open_state(None, lambda: now[0])
    said = Reply(7, 1, 2, 5, "e", version="v1", substance="s", day="2026-02-15")
    state.remember(said)
    state.remember(Reply(7, 1, 3, 5, "e", version="v1"))  # nothing in it can be superseded
    assert state.outdated("v1") == ()
    assert state.outdated("v2") == (said,)
    state.compared(replace(said, version="v2", substance="t"))
    assert state.outdated("v2") == ()
    assert state.reply_to(7, 1) is not None
    now[0] = states.KEPT_REPLIES + 1.0
    assert state.outdated("v3") == ()
    state.close()


def test_that_nothing_is_outdated_is_found_by_the_index(state: State) -> None:
    plan = str(state.all(f"EXPLAIN QUERY PLAN {states.OUTDATED}", "v", "v", 0.0))
    assert plan.count("SEARCH replies USING INDEX replies_by_version") == 2
    assert "SCAN replies" not in plan


def test_two_answers_to_one_message_are_both_known(state: State) -> None:
    state.remember(Reply(7, 1, 2, 5, "one"))
    state.remember(Reply(7, 1, 3, 5, "two"))
    assert [state.reply_as(7, number) for number in (2, 3)] == [
        Reply(7, 1, 2, 5, "one"),
        Reply(7, 1, 3, 5, "two"),
    ]


def test_a_subscription_is_kept_until_it_ends(state: State) -> None:
    state.subscriptions.put(SUBSCRIBED)
    told = replace(SUBSCRIBED, version="v2", reminded="r")
    state.subscriptions.told(told)
    assert state.subscriptions.every() == (told,)
    assert state.subscriptions.end(-1)
    assert not state.subscriptions.end(-1)
    state.subscriptions.told(told)
    assert state.subscriptions.of(-1) is None


def test_a_question_is_waited_for_once_and_not_for_ever() -> None:
    now = [0.0]
    state = open_state(None, lambda: now[0])
    state.watches.add(WAITING)
    state.watches.add(WAITING)
    assert state.watches.not_asked_of("v1") == ()
    (waiting,) = state.watches.not_asked_of("v2")
    assert replace(waiting, id=None) == WAITING
    state.watches.asked_of(waiting, "v2")
    assert state.watches.not_asked_of("v2") == ()
    assert [state.watches.add(replace(WAITING, question=str(number))) for number in range(AT_MOST)] == [
        *[True] * (AT_MOST - 1),
        False,
    ]
    now[0] = KEPT + 1.0
    state.watches.prune()
    assert state.watches.not_asked_of("v3") == ()
    state.close()


def test_a_group_that_becomes_a_supergroup_keeps_what_it_chose(state: State) -> None:
    state.chats.choose(-1, Preferences(language="uk", silent=True))
    state.subscriptions.put(SUBSCRIBED)
    state.watches.add(WAITING)
    state.remember(Reply(-1, 1, 2, 5, "e"))
    for _ in range(2):  # both chats tell of it
        state.chats.migrate(-1, -1001)
    assert state.chats.of(-1001) == Preferences(language="uk", silent=True)
    assert state.chats.of(-1) == Preferences()
    assert state.subscriptions.every() == (replace(SUBSCRIBED, chat=-1001, thread=None),)
    (waiting,) = state.watches.not_asked_of("v2")
    assert (waiting.chat, waiting.asked) == (-1001, None)
    assert state.reply_as(-1, 2) is None


def test_what_the_new_supergroup_chose_already_counts(state: State) -> None:
    state.chats.choose(-1, Preferences(language="uk"))
    state.chats.choose(-1001, Preferences(language="ru"))
    state.chats.migrate(-1, -1001)
    assert state.chats.of(-1001).language == "ru"
    assert state.chats.of(-1).language is None


def test_a_chat_that_is_left_is_told_nothing_more_and_keeps_its_choices(state: State) -> None:
    state.chats.choose(-1, Preferences(language="uk"))
    state.subscriptions.put(SUBSCRIBED)
    state.watches.add(WAITING)
    state.chats.leave(-1)
    assert state.chats.is_gone(-1)
    assert (state.subscriptions.every(), state.watches.not_asked_of("v2")) == ((), ())
    state.chats.enter(-1)
    assert not state.chats.is_gone(-1)
    assert state.chats.of(-1).language == "uk"


def test_what_is_to_be_forgotten_leaves_no_trace_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    state = open_state(path)
    state.chats.choose(5, Preferences(language="uk"))
    state.subscriptions.put(replace(SUBSCRIBED, chat=5))
    state.watches.add(WAITING)  # in a group, by user 5
    state.watches.add(replace(WAITING, user=6, question="Who knows?"))
    state.remember(Reply(5, 1, 2, 5, "e"))
    state.remember(Reply(-1, 1, 2, 5, "e"))
    state.first_time("press:5:2:1:e:uk:e")
    state.first_time("press:55:2:1:e:uk:e")
    state.chats.forget(5)
    assert state.chats.of(5) == Preferences()
    assert [kept.question for kept in state.watches.not_asked_of("v2")] == ["Who knows?"]
    assert (state.reply_as(5, 2), state.reply_as(-1, 2)) == (None, None)
    assert state.first_time("press:5:2:1:e:uk:e")
    assert not state.first_time("press:55:2:1:e:uk:e")
    state.close()
    assert b"Who pays?" not in path.read_bytes()
    assert b"Who knows?" in path.read_bytes()

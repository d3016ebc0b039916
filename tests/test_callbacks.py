"""What buttons and links carry, within Telegram's lengths, and what is made of it later."""

from __future__ import annotations

import re

import bases
import pytest

from bot import callbacks
from bot.callbacks import KINDS, Press, button, known, of_payload, parse, payload

LONG = "a-very-long-id-" * 6
KB = bases.bare((bases.entry("one"), bases.entry(LONG), bases.entry("із-кирилицею")))


@pytest.mark.parametrize("kind", sorted(set(KINDS.values()) - {"language"}))
@pytest.mark.parametrize("subject", ["", "one", LONG, "із-кирилицею", "@next"])
def test_a_button_says_later_what_it_said_when_it_was_made(kind: str, subject: str) -> None:
    data = button(kind, "uk", subject, page=12)
    assert len(data.encode()) <= 64
    press = parse(data)
    assert press is not None
    assert (press.kind, press.language) == (kind, "uk")
    assert press.page == (12 if kind in callbacks.PAGED else 0)
    assert known(press.subject, {**KB.entries, "": None, "@next": None}) == subject


@pytest.mark.parametrize(
    "data",
    [
        None,
        "",
        "1",
        "1:e",
        "2:e:uk:one",
        "1:x:uk:one",
        "1:e:de:one",
        "1:e:auto:one",
        "1:t:uk:-1",
        "1:t:uk:x",
        "1:q:uk:99999:plan",
    ],
)
def test_what_no_button_can_have_sent_is_nothing(data: str | None) -> None:
    assert parse(data) is None


def test_buttons_of_the_first_release_still_work() -> None:
    digest = button("entry", "en", LONG).rpartition("~")[2]
    assert parse(f"1:h:en:{digest}") == Press("entry", "en", f"~{digest}")
    assert parse("1:e:en:one") == Press("entry", "en", "one")
    assert parse("1:l:auto") == Press("language", "auto")


@pytest.mark.parametrize("subject", ["one", LONG, "із-кирилицею", "@next", "@last"])
def test_a_link_opens_what_it_was_made_for(subject: str) -> None:
    written = payload(subject)
    assert re.fullmatch("[A-Za-z0-9_-]{1,64}", written)
    assert of_payload(written, KB) == subject


@pytest.mark.parametrize("written", ["", "welcome", "gone", "id_", "id_0", "agenda_", "../etc", "😀"])
def test_what_no_link_of_ours_gave_is_nothing(written: str) -> None:
    assert of_payload(written, KB) is None

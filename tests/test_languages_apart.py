"""No text of one language leaks into another's reply: every shipped answer, in every language."""

from __future__ import annotations

import re
from datetime import date

import bases
import pytest

from bot import keyboards, timeline
from bot.wording import blocks
from knowledge import answer as answering
from knowledge.model import LANGUAGES

FOREIGN = {
    "en": re.compile("[а-яіїєґё]", re.IGNORECASE),
    "uk": re.compile("[ыэъё]", re.IGNORECASE),
    "ru": re.compile("[іїєґ]", re.IGNORECASE),
}
ENGLISH = re.compile(r"\b(the|and|of|was|is|by|on|for)\b", re.IGNORECASE)
DAYS = [date(2026, 2, 15), date(2026, 2, 17), date(2026, 3, 20)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("day", DAYS)
def test_all_but_the_quotes_is_in_the_readers_language(language: str, day: date) -> None:
    kb = bases.shipped()
    for entry in kb.entries:
        found = answering.show(kb, entry, day, language)
        said = [block.text for block in blocks(found, kb) if block.kind != "quote"]
        said += [button.label for row in keyboards.under(found, kb, day, "talks_bot") for button in row]
        for text in said:
            assert not FOREIGN[language].search(text), (entry, text)
            assert language == "en" or not ENGLISH.search(text), (entry, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_caption_of_the_picture_too(language: str) -> None:
    said = timeline.caption(bases.shipped(), language, DAYS[0])
    assert not FOREIGN[language].search(said)
    assert language == "en" or not ENGLISH.search(said)

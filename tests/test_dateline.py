"""The line that tells where a report was filed is no part of what it tells."""

from __future__ import annotations

from datetime import date

import pytest
from reading import words

from knowledge import dates
from knowledge.dateline import dateline

DAY = date(2026, 9, 12)


def opening(language: str, written: str) -> str:
    times = dates.intervals(written, language, DAY)
    return written[: dateline(written, times, words().find(written), words())]


@pytest.mark.parametrize(
    ("language", "line", "told"),
    [
        ("en", "VIENNA, Sept 12 - ", "Austria will host the next round on September 22-23."),
        ("en", "KYIV, Sept. 12 (Agency) - ", "Peace talks were put off on Sunday."),
        ("en", "ABU DHABI, United Arab Emirates (AP) — ", "Negotiators met on Friday."),
        ("uk", "АНКАРА, 12 вересня. ", "Дводенний раунд завершився 8 вересня."),
        ("uk", "Київ, 12 вересня – Укрінформ. ", "Переговори відбудуться 15 вересня."),
        ("ru", "Москва. 12 сентября. ИНТЕРФАКС - ", "Переговоры пройдут 15 сентября."),
        ("ru", "МИНСК, 12 сентября. /ТАСС/. ", "Переговоры пройдут 15 сентября."),
    ],
)
def test_a_dateline_ends_where_the_report_begins(language: str, line: str, told: str) -> None:
    assert opening(language, line + told) == line


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "On September 12, Moscow said - again - that it would not come."),
        ("en", "Ukraine, Russia and the US met on Friday. They will meet again."),
        ("en", "Kyiv - which rejected the plan on Friday - will not attend."),
        ("ru", "Киев 17 сентября - не приедет, сказал он."),
    ],
)
def test_a_sentence_is_no_dateline(language: str, written: str) -> None:
    assert opening(language, written) == ""

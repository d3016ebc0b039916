"""Folding, tokens, stems, languages, and other ways of typing the same words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge import text


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Zelenskyy’s", "zelenskyy's"),
        ("ЁЖ", "еж"),
        ("перемо́вини", "перемовини"),
        ("Київ", "київ"),
        ("zero\u200bwidth", "zerowidth"),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert text.fold(written) == folded


@example("𝐀")
@example("\u0451\u0306")
@example("\u0435\u0308\u0308")
@given(st.text())
def test_folding_twice_is_folding_once(written: str) -> None:
    assert text.fold(text.fold(written)) == text.fold(written)


@given(st.text())
def test_offsets_slice_the_text(written: str) -> None:
    for token in text.tokens(written):
        assert written[token.start : token.end] == token.text


@pytest.mark.parametrize("word", ["й", "Київ", "ещё", "п'ять"])
def test_composed_and_decomposed_letters_are_the_same(word: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, word) for form in ("NFC", "NFD"))
    assert [t.folded for t in text.tokens(composed)] == [t.folded for t in text.tokens(decomposed)]


def test_tokens() -> None:
    found = [token.folded for token in text.tokens("U.S. 17–18 Feb; Zelenskyy’s 28-point, 20%")]
    assert found == ["us", "17", "18", "feb", "zelenskyy", "28", "point", "20", "%"]


@pytest.mark.parametrize(
    "forms",
    [
        "переговори переговорів переговорах переговорами",
        "план плану планом плани",
        "встреча встречи встрече встречу",
        "гарантії гарантій гарантіям",
        "meeting meetings",
        "country countries",
    ],
)
def test_inflections_share_a_stem(forms: str) -> None:
    assert len({text.stem(word) for word in forms.split()}) == 1


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("When are the next talks?", "en"),
        ("Коли наступні перемовини", "uk"),
        ("когда следующая встреча", "ru"),
        ("шо там з гарантіями", "uk"),
        ("👍", "uk"),
    ],
)
def test_language_of(written: str, language: str) -> None:
    assert text.language_of(written, fallback="uk") == language


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("rjkb yfcnegys gthtujdjhb", ("uk", "коли наступні переговори")),
        ("koly prodovzhennia perehovoriv", ("uk", "коли продовження переговорів")),
    ],
)
def test_respellings(typed: str, meant: tuple[str, str]) -> None:
    assert meant in text.respellings(typed)


def test_a_word_of_two_alphabets_is_read_in_one() -> None:
    assert text.script("категорically") == "mixed"
    assert text.unify("мoсква") == "москва"
    assert text.script(text.unify("категорically")) == "latin"

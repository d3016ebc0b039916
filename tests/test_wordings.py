"""Further wordings: a file a language, refused with file and line where they do not fit."""

from __future__ import annotations

from pathlib import Path

import bases
import pytest

from knowledge import wordings
from knowledge.errors import EntryError

OWN = (bases.entry("one"), bases.entry("two", questions={"en": ("Is it two?",)}))


def read(folder: Path, **files: str) -> wordings.Wordings:
    for name, content in files.items():
        (folder / f"{name.replace('_', '-')}.yaml").write_text(content, encoding="utf-8")
    return wordings.read(sorted(folder.glob("*.yaml")), OWN)


def test_files_of_a_language_add_up(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        en="- entry: one\n  questions: [truly one?]\n",
        en_2="- entry: one\n  questions: [one at last?]\n- entry: off-topic\n  questions: what's for tea?\n",
        uk="- entry: two\n  questions: [чи два?]\n",
    )
    assert found == {
        "one": {"en": ("one at last?", "truly one?")},
        "off-topic": {"en": ("what's for tea?",)},
        "two": {"uk": ("чи два?",)},
    }
    assert wordings.extended(OWN[1], found).questions == {"en": ("Is it two?",), "uk": ("чи два?",)}


def test_what_an_entry_asks_already_is_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, en="- entry: one\n  questions: [IS IT, is it really?, Is it really]\n")
    assert found == {"one": {"en": ("is it really?",)}}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("xx", "", "xx.yaml: 'xx' is no language (name it en.yaml, uk.yaml ...)"),
        ("en", "- entry: one\n  asks: [a]\n", "en.yaml:2: the key 'asks' is unknown (entry and questions)"),
        ("en", "\n- entry: three\n", "en.yaml:2: there is no entry 'three' (correct the id)"),
        ("en", "- questions: [a]\n", "en.yaml:1: there is no entry ''"),
        ("en", "- entry: one\n  questions: ['?!']\n", "en.yaml:2: '?!' has no words (remove it)"),
        (
            "en",
            "- entry: one\n  questions:\n  - is it TWO\n",
            "en.yaml:2: 'is it TWO' is asked by 'two' too (keep it on one)",
        ),
        (
            "en",
            "- entry: off-topic\n  questions: [lunch?]\n- entry: one\n  questions: [Lunch]\n",
            "en.yaml:4: 'Lunch' is asked by 'off-topic' too",
        ),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, name: str, content: str, told: str) -> None:
    with pytest.raises(EntryError) as problem:
        read(tmp_path, **{name: content})
    assert str(problem.value).startswith(told)

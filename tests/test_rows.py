"""YAML rows with their lines: what is read, and what is refused and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import EntryError
from knowledge.rows import Row, read_rows


def read(folder: Path, content: str | bytes) -> tuple[Row, ...]:
    path = folder / "own.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_rows(path, EntryError)


def test_values_and_their_lines(tmp_path: Path) -> None:
    first, second = read(
        tmp_path, "- id: a\n  names:\n    en: [x, y]\n    uk: z\n- id: b\n  list:\n  - k: v\n"
    )
    assert (first.file, first.line, first.values) == (
        "own.yaml",
        1,
        {"id": "a", "names": {"en": ["x", "y"], "uk": "z"}},
    )
    assert first.lines == {"id": 1, "names": 2, "names.en": 3, "names.uk": 4}
    assert (second.line, second.lines) == (5, {"id": 5, "list": 6, "list.0.k": 7})


def test_every_scalar_is_text(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "- [a]: b\n  yes: no\n  day: 2026-02-14\n  n: 017\n  none: null\n  empty:\n")
    assert list(row.values.values())[1:] == ["no", "2026-02-14", "017", "null", ""]


def test_looking_up(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "- id: a\n  list: [x, y]\n  table: {k: v}\n")
    assert [row.text(key) for key in ("id", "list", "none")] == ["a", None, None]
    assert [row.words(key) for key in ("id", "list", "table", "none")] == [("a",), ("x", "y"), (), ()]
    assert [row.table(key) for key in ("id", "table", "none")] == [{}, {"k": "v"}, {}]


def test_an_error_names_the_line_of_its_key(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "- id: a\n  kind: b\n")
    assert str(row.error(EntryError, "wrong", "mend it", "kind")) == "own.yaml:2: wrong (mend it)"
    assert str(row.error(EntryError, "wrong", key="other")) == "own.yaml:1: wrong"


@pytest.mark.parametrize("content", ["", "# only a comment\n"])
def test_an_empty_file_has_no_rows(tmp_path: Path, content: str) -> None:
    assert read(tmp_path, content) == ()


def test_a_byte_order_mark_is_no_part_of_it(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "\ufeff- id: a\n")
    assert row.values == {"id": "a"}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("id: a\n", "own.yaml:1: not a list (begin each row with '- id:')"),
        ("- id: a\n- b\n", "own.yaml:2: a row that is not a mapping (write 'key: value' lines)"),
        ("- id: a\n  k: 1\n  k: 2\n", "own.yaml:3: the key 'k' stands twice (keep one)"),
        ("- id: a\n  t: {k: 1, k: 2}\n", "own.yaml:2: the key 'k' stands twice (keep one)"),
        ("- id: a\n\tb: c\n", "own.yaml:2: not YAML: found a tab character that violates indentation"),
        ("- id: a: b\n", "own.yaml:1: not YAML: mapping values are not allowed in this context"),
        ("- id: *a\n", "own.yaml:1: not YAML: found undefined alias"),
        (b"- id: \xff\n", "own.yaml: not UTF-8: invalid start byte (save it as UTF-8)"),
        (b"#" * 4_000_001, "own.yaml: the file is larger than 4 MB (split it)"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, content: str | bytes, told: str) -> None:
    with pytest.raises(EntryError) as problem:
        read(tmp_path, content)
    assert str(problem.value).startswith(told)


def test_no_code_is_run(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "- id: !!python/object/apply:os.getcwd []\n")
    assert row.values == {"id": []}


def test_a_control_character_is_named(tmp_path: Path) -> None:
    with pytest.raises(EntryError, match=r"own\.yaml"):
        read(tmp_path, "- id: a\x07\n")

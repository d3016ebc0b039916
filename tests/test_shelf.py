"""Records on a shelf are read once, when they are looked at."""

from __future__ import annotations

import pytest

from knowledge.shelf import Series, Shelf

RECORDS = {"a": "[1]", "b": "[2]", "c": "[3]"}


def counted() -> tuple[list[int], Shelf[int]]:
    seen: list[int] = []

    def read(value: list[int]) -> int:
        seen.append(value[0])
        return value[0]

    return seen, Shelf(RECORDS, read)


def test_nothing_is_read_before_it_is_looked_at() -> None:
    seen, shelf = counted()
    assert (len(shelf), list(shelf), "b" in shelf, "z" in shelf) == (3, ["a", "b", "c"], True, False)
    assert seen == []
    assert (shelf["b"], shelf["b"], shelf.get("z")) == (2, 2, None)
    assert seen == [2]


def test_a_shelf_is_the_mapping_of_its_nouns() -> None:
    _, shelf = counted()
    assert shelf == {"a": 1, "b": 2, "c": 3}
    with pytest.raises(KeyError):
        shelf["z"]


def test_a_series_is_the_sequence_of_its_nouns() -> None:
    series: Series[int] = Series(list(RECORDS.values()), lambda value: value[0])
    assert (len(series), series[0], series[-1], series[1:]) == (3, 1, 3, (2, 3))
    assert series == (1, 2, 3)
    assert series != (1, 2)
    assert hash(series) == hash((1, 2, 3))
    with pytest.raises(IndexError):
        series[3]

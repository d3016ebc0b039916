"""What passages hold, turned about: from passages with their features to features with their passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Bytes = NDArray[np.uint8]


class Postings(Protocol):
    """Features, sorted, each with the documents that hold it and with the word that does so first."""

    @property
    def labels(self) -> tuple[str, ...]: ...
    @property
    def names(self) -> tuple[str, ...]: ...
    @property
    def start(self) -> Longs: ...
    @property
    def docs(self) -> Ints: ...
    @property
    def at(self) -> Bytes: ...


class Rows:
    """Documents one after the other, new or as they stand in postings that are known."""

    def __init__(self, known: Postings | None = None) -> None:
        self._numbers: dict[str, int] = {}
        self._rows: list[Ints] = []
        self._at: list[Bytes] = []
        self._known = _Known(known) if known else None

    def add(self, told: Mapping[str, int]) -> None:
        """A document: its features, each with the word that holds it first."""
        numbers = self._numbers
        self._rows.append(np.array([numbers.setdefault(name, len(numbers)) for name in told], np.int32))
        self._at.append(np.array(list(told.values()), np.uint8))

    def repeat(self, labels: Sequence[str]) -> bool:
        """All documents of an article as they are known; False if they are not."""
        places = self._known.places(labels) if self._known else None
        if places is None or self._known is None:
            return False
        for place in places:
            row, at = self._known.row(place)
            # Known features have numbers below zero until it is known which of them are still held.
            self._rows.append(-1 - row)
            self._at.append(at)
        return True

    def inverted(self) -> dict[str, Any]:
        """The names of the features, and where each is held."""
        ids = np.concatenate(self._rows) if self._rows else np.zeros(0, np.int32)
        for number in np.unique(ids[ids < 0]).tolist():
            assert self._known is not None
            self._numbers.setdefault(self._known.names[-1 - number], len(self._numbers))
        names = sorted(self._numbers)
        place = np.empty(len(names), np.int32)
        place[[self._numbers[name] for name in names]] = np.arange(len(names))
        ids = self._placed(ids, place)
        owner = np.repeat(np.arange(len(self._rows), dtype=np.int32), [len(row) for row in self._rows])
        order = np.argsort(ids, kind="stable")
        start = np.concatenate(([0], np.cumsum(np.bincount(ids, minlength=len(names)))))
        at = np.concatenate(self._at) if self._at else np.zeros(0, np.uint8)
        return {"names": tuple(names), "start": start, "docs": owner[order], "at": at[order]}

    def _placed(self, ids: Ints, place: Ints) -> Ints:
        """The number of each feature among the sorted names."""
        old = ids < 0
        found = np.where(old, 0, ids)
        if self._known and old.any():
            numbers = np.array([self._numbers.get(name, 0) for name in self._known.names], np.int32)
            found[old] = numbers[-1 - ids[old]]
        return place[found] if len(found) else found


class _Known:
    """Postings turned back to documents."""

    def __init__(self, known: Postings) -> None:
        self.names = known.names
        features = np.repeat(np.arange(len(known.names), dtype=np.int32), np.diff(known.start))
        order = np.argsort(known.docs, kind="stable")
        self._features, self._at = features[order], known.at[order]
        self._bounds = np.searchsorted(known.docs[order], np.arange(len(known.labels) + 1))
        self._of = {label: place for place, label in enumerate(known.labels)}

    def places(self, labels: Sequence[str]) -> range | None:
        """Where the documents stand, if all do, one after the other."""
        first = self._of.get(labels[0])
        if first is None or any(self._of.get(label) != first + n for n, label in enumerate(labels)):
            return None
        return range(first, first + len(labels))

    def row(self, place: int) -> tuple[Ints, Bytes]:
        """The features of a document."""
        held = slice(self._bounds[place], self._bounds[place + 1])
        return self._features[held], self._at[held]

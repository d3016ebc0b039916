"""Records that are read when they are first looked at, so that a large base opens at once.

A shelf holds each record as its JSON text and turns it into the noun it stands for on demand. What
was read is kept; nothing can be put on a shelf or taken off it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar, overload

Noun = TypeVar("Noun")
Reader = Callable[[Any], Noun]


class Shelf(Mapping[str, Noun], Generic[Noun]):
    """Id -> noun, in the order given; equal to any mapping of the same nouns."""

    def __init__(self, records: Mapping[str, str], read: Reader[Noun]) -> None:
        """``records``: id -> JSON text; ``read`` makes the noun of what the JSON holds."""
        self._records, self._read = records, read
        self._known: dict[str, Noun] = {}

    def __getitem__(self, key: str) -> Noun:
        if key not in self._known:
            self._known[key] = self._read(json.loads(self._records[key]))
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def __contains__(self, key: object) -> bool:
        return key in self._records


class Series(Sequence[Noun], Generic[Noun]):
    """Nouns in order; equal to any sequence of the same nouns."""

    def __init__(self, records: Sequence[str], read: Reader[Noun]) -> None:
        """``records``: JSON texts; ``read`` makes the noun of what the JSON holds."""
        self._shelf = Shelf({str(place): record for place, record in enumerate(records)}, read)

    @overload
    def __getitem__(self, place: int) -> Noun: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Noun]: ...

    def __getitem__(self, place: int | slice) -> Noun | Sequence[Noun]:
        places = range(len(self._shelf))[place]
        if isinstance(places, range):
            return tuple(self._shelf[str(one)] for one in places)
        return self._shelf[str(places)]

    def __len__(self) -> int:
        return len(self._shelf)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

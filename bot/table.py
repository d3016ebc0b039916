"""Reading and writing tables of the state file."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database

log = logging.getLogger(__name__)


class Table:
    """A part of the state: ``noted`` is for what only helps, ``write`` for what somebody asked for."""

    def __init__(self, db: Database, clock: Callable[[], float] = time.time) -> None:
        self._db = db
        self._clock = clock

    def one(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        """The first row, or None."""
        row: tuple[Any, ...] | None = self._db.execute(sql, list(values)).fetchone()
        return row

    def all(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Every row."""
        return list(self._db.execute(sql, list(values)).fetchall())

    def write(self, sql: str, *values: object) -> int:
        """How many rows were written; a full disk raises."""
        return self._db.execute(sql, list(values)).rowcount

    def noted(self, sql: str, values: Sequence[object]) -> int | None:
        """How many rows were written. A full disk must not keep readers from their answers: then None."""
        try:
            return self.write(sql, *values)
        except self._db.conn.Error as problem:
            log.error("the state could not be written: %s", problem)
            return None

"""aiosqlite with one trip to its thread for each statement.

aiosqlite hands every step of a statement (make a cursor, execute, fetch, close) to its thread and waits for
it. Four trips cost several times what SQLite itself needs, and an update has half a dozen statements. Here
the rows are fetched on the trip that executes: SQLAlchemy asks for all of them at once anyway.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

import aiosqlite

Description = tuple[tuple[str, None, None, None, None, None, None], ...]


@dataclass(frozen=True, slots=True)
class _Outcome:
    description: Description | None
    rowcount: int
    lastrowid: int | None
    rows: list[Any]


class OneTripCursor:
    """What SQLAlchemy asks of a cursor. The rows of the last statement are here already."""

    arraysize = 1

    def __init__(self, connection: "OneTripConnection") -> None:
        self._connection = connection
        self._outcome = _Outcome(None, -1, None, [])

    async def __aenter__(self) -> Self:
        return self

    @property
    def description(self) -> Description | None:
        return self._outcome.description

    @property
    def rowcount(self) -> int:
        return self._outcome.rowcount

    @property
    def lastrowid(self) -> int | None:
        return self._outcome.lastrowid

    async def execute(self, statement: str, parameters: Sequence[Any] = ()) -> None:
        self._outcome = await self._connection.run(_execute, statement, parameters)

    async def executemany(self, statement: str, parameters: Iterable[Sequence[Any]]) -> None:
        self._outcome = await self._connection.run(_executemany, statement, parameters)

    async def fetchall(self) -> list[Any]:
        return self._outcome.rows

    async def close(self) -> None:
        """Nothing is held open."""


class OneTripConnection(aiosqlite.Connection):
    """An aiosqlite connection with such cursors; give it to SQLAlchemy as `async_creator_fn`."""

    def cursor(self) -> OneTripCursor:  # type: ignore[override]  # what the async one is awaited for, at once
        return OneTripCursor(self)

    async def run(self, step: Any, *arguments: Any) -> _Outcome:  # noqa: ANN401 -- whatever a statement takes
        outcome: _Outcome = await self._execute(step, self._conn, *arguments)  # type: ignore[no-untyped-call]  # aiosqlite has no types there
        return outcome


def connect(database: str, **options: Any) -> OneTripConnection:  # noqa: ANN401 -- sqlite3's own
    """As `aiosqlite.connect`. The thread ends with the process, as SQLAlchemy arranges for its own."""
    connection = OneTripConnection(lambda: sqlite3.connect(database, **options), iter_chunk_size=64)
    connection._thread.daemon = True
    return connection


def _execute(connection: sqlite3.Connection, statement: str, parameters: Sequence[Any]) -> _Outcome:
    return _fetched(connection.execute(statement, parameters))


def _executemany(
    connection: sqlite3.Connection, statement: str, parameters: Iterable[Sequence[Any]]
) -> _Outcome:
    return _fetched(connection.executemany(statement, parameters))


def _fetched(cursor: sqlite3.Cursor) -> _Outcome:
    rows = cursor.fetchall() if cursor.description else []
    outcome = _Outcome(cursor.description, cursor.rowcount, cursor.lastrowid, rows)
    cursor.close()
    return outcome

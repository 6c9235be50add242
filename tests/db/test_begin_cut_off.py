"""A task that is cancelled, or refused the lock, just as its transaction begins."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text

from db import engine
from db.engine import Database
from db.models import School
from db.trouble import is_passing

NOW = datetime(2022, 1, 10, tzinfo=UTC)


@contextmanager
def somebody_elses(database: Database) -> Iterator[sqlite3.Connection]:
    """A connection of another process to the same file, which waits for no lock."""
    connection = sqlite3.connect(str(database.url.database), isolation_level=None, timeout=0)
    try:
        yield connection
    finally:
        connection.close()


@asynccontextmanager
async def cut_off_while_beginning(database: Database) -> AsyncIterator[sqlite3.Connection]:
    """The writer is cancelled while it waits for the lock, which it gets afterwards."""
    with somebody_elses(database) as other:
        other.execute("BEGIN IMMEDIATE")
        writer = asyncio.create_task(add_school(database))
        for _ in range(20):
            await asyncio.sleep(0)
        writer.cancel()
        await asyncio.sleep(0)
        other.execute("ROLLBACK")
        with pytest.raises(asyncio.CancelledError):
            await writer
        yield other


async def add_school(database: Database) -> None:
    async with database.transaction() as session:
        session.add(School(name="Школа № 901", name_key="901", created_at=NOW))


async def test_a_writer_cut_off_as_it_begins_leaves_no_lock(database: Database) -> None:
    async with database.look() as session:  # a connection is in the pool
        await session.scalar(select(School.id))
    async with cut_off_while_beginning(database) as other:
        await add_school(database)
        other.execute("BEGIN IMMEDIATE")
        assert other.execute("SELECT count(*) FROM school").fetchone() == (1,)


async def test_writers_cut_off_at_any_moment_leave_no_lock(database: Database) -> None:
    with somebody_elses(database) as other:
        for moments in range(24):
            writer = asyncio.create_task(add_school(database))
            for _ in range(moments):
                await asyncio.sleep(0)
            writer.cancel()
            await asyncio.gather(writer, return_exceptions=True)
            async with database.transaction() as session:
                await session.execute(text("DELETE FROM school"))
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")


async def test_a_lock_that_somebody_else_holds_passes(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An update that could not begin for it waits, and is not given up."""
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 10)
    with somebody_elses(database) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Exception, match="database is locked") as refused:
            await add_school(database)
    assert is_passing(refused.value)

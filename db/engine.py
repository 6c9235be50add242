"""The way to the database: one engine, write transactions and read-only looks.

SQLite is the default: WAL, full sync (an acknowledged update outlives a power cut), foreign keys on, and
`BEGIN IMMEDIATE` for writers, since a transaction that begins as a reader and then writes can lose against
another one.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from sqlalchemy import Connection, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from db import sqlite

BUSY_TIMEOUT_MS = 10_000
POOL_SIZE = 10
UNSAID = "unsaid"
"""In a session's `info`: messages that it settled without their being said (id, kind, outcome)."""


class Database:
    """An engine with its two ways in: `transaction()` writes and commits, `look()` reads one picture.

    Queries never commit; the end of the `transaction()` block does, and an exception rolls back.
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(self.url) if self.is_sqlite else _postgres_engine(self.url)
        self.tell_unsaid: Callable[[int, str, str], None] | None = None
        self._writes = self.engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")
        # Writers of this process queue here in order, instead of polling SQLite's one write lock.
        self._writer = asyncio.Lock() if self.is_sqlite else None

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        async with AsyncExitStack() as stack:
            if self._writer is not None:
                await stack.enter_async_context(self._writer)
            session = await stack.enter_async_context(AsyncSession(self._writes, expire_on_commit=False))
            await stack.enter_async_context(session.begin())
            yield session
        if self.tell_unsaid is not None:
            for message in session.info.pop(UNSAID, ()):
                self.tell_unsaid(*message)

    @asynccontextmanager
    async def look(self) -> AsyncIterator[AsyncSession]:
        async with AsyncSession(self.engine, expire_on_commit=False) as session:
            yield session

    async def close(self) -> None:
        await self.engine.dispose()


def _sqlite_engine(url: URL) -> AsyncEngine:
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    # Every session ends its own transaction: rolling back once more on return would be a trip for nothing.
    engine = create_async_engine(
        url,
        pool_size=POOL_SIZE,
        pool_reset_on_return=None,
        connect_args={"async_creator_fn": sqlite.connect},
    )

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={BUSY_TIMEOUT_MS}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        statement = connection.get_execution_options().get("sqlite_begin", "BEGIN")
        # By way of SQLAlchemy, which closes a connection whose task is cancelled here: the thread begins yet.
        connection.exec_driver_sql(statement)

    return engine


def _postgres_engine(url: URL) -> AsyncEngine:
    return create_async_engine(url, pool_size=POOL_SIZE, pool_pre_ping=True)

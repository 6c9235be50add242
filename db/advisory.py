"""A lock that one process of all holds: PostgreSQL's session-level advisory lock, on a connection of its own.

The lock goes with the session: closed, it is given up at once; after a kill, as soon as the server sees the
connection closed; a frozen process, or one behind a dead network, loses it by the time limits set here.
Source: https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
"""

import asyncio
import logging
import os
import socket
from typing import TYPE_CHECKING, Any

from sqlalchemy.engine import URL

if TYPE_CHECKING:
    from asyncpg import Connection

log = logging.getLogger(__name__)

ANSWER_SECONDS = 3
SILENCE_SECONDS = 10

_OF_THE_POOL = ("prepared_statement_cache_size", "prepared_statement_name_func", "async_fallback")
# PostgreSQL 14 and newer end a session that is silent for longer; for older ones a frozen holder still holds.
_LIMIT_SILENCE = """
    SELECT set_config('idle_session_timeout', $1, false)
    WHERE current_setting('server_version_num')::int >= 140000
"""


class AdvisoryLock:
    """`hold()` takes the lock if it is free, and keeps it alive: who is silent for `silence` s loses it."""

    def __init__(self, url: URL, number: int, *, silence: float = SILENCE_SECONDS) -> None:
        """`url` as SQLAlchemy's engine has it, for asyncpg; `number` is the same in all processes."""
        self._url = url
        self._number = number
        self._silence = silence
        self._asking = asyncio.Lock()
        self._connection: Connection[Any] | None = None
        self._held = False

    async def hold(self) -> bool:
        """Whether this process holds the lock now. Never raises: who can't ask the server doesn't hold it."""
        async with self._asking:
            try:
                async with asyncio.timeout(ANSWER_SECONDS):
                    self._held = await self._ask()
            except Exception as error:  # noqa: BLE001 -- asyncpg's errors have no root but this; all mean the same
                log.warning("the database doesn't answer for its lock: %s", type(error).__name__)
                self._hang_up()
            return self._held

    async def release(self) -> None:
        """Give the lock up; the next `hold` tries to get it again."""
        async with self._asking:
            self._hang_up()

    async def _ask(self) -> bool:
        if self._connection is None or self._connection.is_closed():
            self._hang_up()
            self._connection = await self._call()
        if self._held:
            await self._connection.execute("SELECT 1")
            return True
        return bool(await self._connection.fetchval("SELECT pg_try_advisory_lock($1)", self._number))

    async def _call(self) -> "Connection[Any]":
        import asyncpg

        connection = await asyncpg.connect(
            **_arguments(self._url),
            server_settings={
                "application_name": holder_name(os.getpid()),
                "tcp_keepalives_idle": "4",
                "tcp_keepalives_interval": "2",
                "tcp_keepalives_count": "3",
            },
        )
        await connection.fetch(_LIMIT_SILENCE, f"{self._silence * 1000:.0f}ms")
        return connection

    def _hang_up(self) -> None:
        """Without a word to the server, which may not listen: it sees the connection closed."""
        connection, self._connection = self._connection, None
        self._held = False
        if connection is not None:
            connection.terminate()


def holder_name(pid: int) -> str:
    """How a process stands in pg_stat_activity, for whoever wants to know which replica it is."""
    return f"kurator lock {socket.gethostname()[:40]} {pid}"


def _arguments(url: URL) -> dict[str, Any]:
    """asyncpg's arguments for the address, as SQLAlchemy makes them for the pool."""
    _, arguments = url.get_dialect()().create_connect_args(url)
    return {name: value for name, value in arguments.items() if name not in _OF_THE_POOL}

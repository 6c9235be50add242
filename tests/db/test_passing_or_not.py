"""Updates were given up while the server came up again, and waited for ever for what can't be run."""

import errno

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from db.engine import Database
from db.trouble import is_passing


@pytest.mark.parametrize(
    "error",
    [
        OSError("Multiple exceptions: one of ::1, one of 127.0.0.1"),  # as asyncio says it of «localhost»
        OSError(errno.EHOSTUNREACH, "No route to host"),
        asyncpg.CannotConnectNowError("the database system is starting up"),
        asyncpg.TooManyConnectionsError("sorry, too many clients already"),
        PoolTimeout("QueuePool limit of size 10 overflow 10 reached"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_server_that_takes_nobody_in_at_the_moment_passes(error: Exception) -> None:
    assert is_passing(error)


def test_a_disk_without_the_file_does_not_pass() -> None:
    assert not is_passing(FileNotFoundError(errno.ENOENT, "No such file"))


async def test_a_statement_that_can_never_be_run_does_not_pass(database: Database) -> None:
    with pytest.raises(OperationalError) as refused:
        async with database.look() as session:
            await session.execute(text("SELECT nothing FROM nowhere"))
    assert not is_passing(refused.value)

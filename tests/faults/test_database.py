"""The database can't be written for longer than it is waited for, in the middle of everything."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from pathlib import Path

import pytest

from db.engine import BUSY_TIMEOUT_MS
from db.models import FileState
from tests import postgres
from tests.city import DIRECTOR, City
from tests.engines import both_engines
from tests.faults.program import (
    Program,
    add_readers,
    all_settled,
    arrived,
    fill_outbox,
    running,
    states,
    until,
)
from tests.faults.writers import open_packages, written
from tests.handing_in import files, on_disk, picture
from tests.phone import Phone

MESSAGES = 60
LOCKED_SECONDS = BUSY_TIMEOUT_MS / 1000 + 2
DOWN_SECONDS = 4


@pytest.mark.slow
@pytest.mark.timeout(300)
@both_engines
async def test_a_database_out_of_reach_loses_and_repeats_nothing(
    small_city: City, engine: str, request: pytest.FixtureRequest
) -> None:
    city = small_city
    package = (await open_packages(city))[0]
    director = Phone(city.playground.url, DIRECTOR)
    async with running(city) as program:
        await program.is_ready()
        await fill_outbox(city, await add_readers(city, MESSAGES), MESSAGES)
        await _begins_to_send(city, program)
        async with _trouble(city, engine, request):
            for number in range(3):
                await director.sends(f"№ {number}")
            await director.sends_photo(picture())
        await until(lambda: _is_quiet(city), program)
    assert await states(city) == {"sent": MESSAGES}
    assert arrived(city) == dict.fromkeys(range(MESSAGES), 1)
    assert await written(city, package) == ["№ 0", "№ 1", "№ 2"]
    assert len(await on_disk(city)) == len(await files(city)) == 1
    assert not program.has_said("Traceback"), "".join(program.log)


def _trouble(city: City, engine: str, request: pytest.FixtureRequest) -> AbstractAsyncContextManager[None]:
    if engine == "sqlite":
        return _locked(Path(city.app.database.url.database or ""))
    return _down(request.getfixturevalue("postgres_folder"))


@asynccontextmanager
async def _locked(path: Path) -> AsyncIterator[None]:
    """Another process holds SQLite's one write lock for longer than anybody waits for it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        await asyncio.sleep(LOCKED_SECONDS)
        other.execute("ROLLBACK")


@asynccontextmanager
async def _down(folder: Path) -> AsyncIterator[None]:
    """The server crashes, and is started again after a while."""
    await asyncio.to_thread(postgres.crash, folder)
    yield
    await asyncio.sleep(DOWN_SECONDS)
    await asyncio.to_thread(postgres.start, folder)


async def _begins_to_send(city: City, program: Program) -> None:
    async def some_arrived() -> bool:
        return arrived(city).total() >= 10

    await until(some_arrived, program)


async def _is_quiet(city: City) -> bool:
    return await all_settled(city) and bool(await files(city, FileState.STORED))

"""The lock of the leader on a real PostgreSQL: one holds it, and whoever is gone doesn't."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from db.advisory import AdvisoryLock
from db.engine import Database
from scheduler.leadership import Leadership
from tests.engines import on_postgres

TAKEOVER_SECONDS = 15
CUT_OFF = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name LIKE 'kurator lock %' AND datname = current_database()
"""

pytestmark = on_postgres


@pytest.fixture
async def locks(database: Database) -> AsyncIterator[tuple[AdvisoryLock, AdvisoryLock]]:
    pair = AdvisoryLock(database.url, 1, silence=0.5), AdvisoryLock(database.url, 1)
    yield pair
    for lock in pair:
        await lock.release()


async def _gets(lock: AdvisoryLock) -> None:
    async with asyncio.timeout(TAKEOVER_SECONDS):
        while not await lock.hold():  # noqa: ASYNC110 -- it is the server that gives it up
            await asyncio.sleep(0.05)


async def test_one_holds_it_and_keeps_it(locks: tuple[AdvisoryLock, AdvisoryLock]) -> None:
    one, other = locks
    assert [await one.hold(), await other.hold()] == [True, False]
    assert [await one.hold(), await other.hold()] == [True, False]


async def test_given_up_it_is_the_others_at_once(locks: tuple[AdvisoryLock, AdvisoryLock]) -> None:
    one, other = locks
    assert await one.hold()
    await one.release()
    await _gets(other)
    assert not await one.hold()


async def test_a_silent_holder_loses_it(locks: tuple[AdvisoryLock, AdvisoryLock]) -> None:
    one, other = locks
    assert await one.hold()
    await _gets(other)
    assert not await one.hold(), "it believed to hold a lock that the server had given up"


async def test_a_holder_cut_off_by_the_server_notices(
    database: Database, locks: tuple[AdvisoryLock, AdvisoryLock]
) -> None:
    one, other = locks
    assert await other.hold()
    async with database.transaction() as session:
        await session.execute(text(CUT_OFF))
    await _gets(one)
    assert not await other.hold()


async def test_who_cannot_ask_does_not_lead(database: Database) -> None:
    lock = AdvisoryLock(database.url.set(port=1), 1)
    assert not await lock.hold()


async def test_only_the_leader_works(database: Database) -> None:
    worked: list[str] = []

    async def work(name: str) -> bool:
        worked.append(name)
        return True

    one, other = Leadership(database), Leadership(database)
    as_one, as_other = one.only(lambda: work("one")), other.only(lambda: work("other"))
    assert [await as_one(), await as_other()] == [True, False]
    await one.release()
    async with asyncio.timeout(TAKEOVER_SECONDS):
        while not await as_other():  # noqa: ASYNC110 -- it is the server that gives it up
            await asyncio.sleep(0.05)
    assert worked == ["one", "other"]
    await other.release()

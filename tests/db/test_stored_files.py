"""Bytes that come in while the same bytes are being removed, in every order: never lost, on both engines."""

import itertools
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from db.engine import Database
from db.models import EvidenceFile, Rendition, RenditionKind, StoredFile
from db.queries.stored_files import claim_unwanted, confirm, expect, forget, mark_unwanted
from tests.engines import both_engines, on_postgres
from tests.plan import NOW, SHA, Plan

LEASE = timedelta(minutes=15)
HOUR = timedelta(hours=1)
MADE = "1" * 64


class World:
    """A database, what lies in the storage, and the two who are at it, one step at a time."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.stored: set[str] = set()
        self.now = NOW
        self.tries = 0
        self.done = False

    async def announce(self) -> bool:
        async with self.database.transaction() as session:
            return await expect(session, SHA, size=1, mime="image/jpeg", pages=None, now=self.now)

    async def refer(self) -> bool:
        async with self.database.transaction() as session:
            if not await confirm(session, SHA):
                return False
            await session.execute(update(EvidenceFile).values(sha256=SHA))
            return True

    async def brings_in(self) -> AsyncIterator[None]:
        """A fetch from claim to settlement, which begins anew when it has to."""
        while True:
            self.tries += 1
            if not await self.announce():
                yield
                continue
            yield
            self.stored.add(SHA)
            yield
            if await self.refer():
                self.done = True
                return
            yield

    async def removes(self) -> AsyncIterator[None]:
        async with self.database.transaction() as session:
            claimed = await claim_unwanted(session, self.now, LEASE, 10)
        until = self.now + LEASE
        yield
        self.stored -= set(claimed)
        yield
        async with self.database.transaction() as session:
            await forget(session, claimed, until, self.now)

    async def rows(self) -> list[StoredFile]:
        async with self.database.look() as session:
            return list(await session.scalars(select(StoredFile).order_by(StoredFile.sha256)))


@pytest.fixture
async def world(database: Database) -> World:
    """One file on its way; its bytes lie there from before, unwanted for more than an hour."""
    world = World(database)
    world.stored.add(SHA)
    async with database.transaction() as session:
        plan = Plan(session)
        person = await plan.person("Ольга Примерова")
        school = await plan.school("Школа № 901")
        occurrence = await plan.occurrence(8, NOW.date())
        await plan.package(await plan.assignment(occurrence, school), person)
        await session.execute(update(EvidenceFile).values(sha256=None))
        assert await mark_unwanted(session, NOW - 2 * HOUR) == 1
    return world


def _orders() -> Iterator[tuple[str, ...]]:
    """Each way to mix up to eight steps of the one with the three of the other."""
    for places in itertools.combinations(range(8), 3):
        yield tuple("removes" if i in places else "brings in" for i in range(8))


@both_engines
async def test_the_same_file_comes_in_again_in_every_order(world: World) -> None:
    for order in _orders():
        await _afresh(world)
        steps = {"removes": aiter(world.removes()), "brings in": aiter(world.brings_in())}
        for step in order:
            await anext(steps[step], None)
        while not world.done:
            await anext(steps["removes"], None)
            await anext(steps["brings in"], None)
        await anext(steps["removes"], None)
        (row,) = await world.rows()
        assert (row.sha256, row.unwanted_at) == (SHA, None), order
        assert SHA in world.stored, order


async def _afresh(world: World) -> None:
    world.stored, world.done = {SHA}, False
    async with world.database.transaction() as session:
        await session.execute(update(EvidenceFile).values(sha256=None))
        await session.execute(delete(StoredFile))
        session.add(
            StoredFile(sha256=SHA, size=1, mime="image/jpeg", stored_at=NOW, unwanted_at=NOW - 2 * HOUR)
        )


@both_engines
async def test_a_lease_that_ran_out_is_taken_over(world: World) -> None:
    removal = aiter(world.removes())
    await anext(removal)
    assert not await world.announce()
    world.now += LEASE
    assert await world.announce()
    world.stored.add(SHA)
    async with world.database.transaction() as session:  # who was late finds that it is no longer its own
        await forget(session, [SHA], NOW + LEASE, world.now)
    assert await world.refer()
    assert [row.removing_until for row in await world.rows()] == [None]


@both_engines
async def test_bytes_removed_before_they_were_referred_to_are_fetched_anew(world: World) -> None:
    assert await world.announce()
    async with world.database.transaction() as session:
        assert await mark_unwanted(session, NOW) == 1
    world.now += HOUR
    removal = aiter(world.removes())
    await anext(removal)
    assert not await world.refer()
    assert [step async for step in removal] == [None]
    assert not await world.refer()
    assert await world.rows() == []


@both_engines
async def test_what_is_referred_to_after_all_stays(world: World) -> None:
    async with world.database.transaction() as session:
        await session.execute(update(EvidenceFile).values(sha256=SHA))
        assert await claim_unwanted(session, NOW, LEASE, 10) == []
    (row,) = await world.rows()
    assert (row.unwanted_at, row.removing_until) == (None, None)


@both_engines
async def test_an_hour_passes_first(world: World) -> None:
    async with world.database.transaction() as session:
        await session.execute(update(StoredFile).values(unwanted_at=NOW))
        assert await claim_unwanted(session, NOW + HOUR - timedelta(seconds=1), LEASE, 10) == []
        assert await claim_unwanted(session, NOW + HOUR, LEASE, 10) == [SHA]
        assert await claim_unwanted(session, NOW + HOUR, LEASE, 10) == []


@both_engines
async def test_what_was_made_of_a_file_goes_after_it(world: World) -> None:
    async with world.database.transaction() as session:
        session.add(StoredFile(sha256=MADE, size=1, mime="image/jpeg", stored_at=NOW))
        await session.flush()
        session.add(Rendition(sha256=SHA, kind=RenditionKind.CLEAN, rendition_sha256=MADE))
        await session.flush()
        assert await mark_unwanted(session, NOW) == 0  # it is referred to, as long as the other is there
    world.stored.add(MADE)
    assert [step async for step in world.removes()] == [None, None]
    assert [row.sha256 for row in await world.rows()] == [MADE]
    assert [step async for step in world.removes()] == [None, None]
    assert await world.rows() == []
    assert world.stored == set()


@both_engines
async def test_a_file_taken_out_of_its_package_still_refers_to_its_bytes(world: World) -> None:
    async with world.database.transaction() as session:
        await session.execute(update(EvidenceFile).values(sha256=SHA, state="removed"))
        await session.execute(update(StoredFile).values(unwanted_at=None))
        assert await mark_unwanted(session, NOW) == 0


@on_postgres
async def test_two_replicas_take_different_files(world: World) -> None:
    async with world.database.transaction() as session:
        await session.execute(update(StoredFile).values(unwanted_at=NOW - HOUR))
        session.add(StoredFile(sha256=MADE, size=1, mime="x", stored_at=NOW, unwanted_at=NOW - HOUR))
    async with world.database.transaction() as one, world.database.transaction() as other:
        assert await claim_unwanted(one, NOW, LEASE, 1) == [SHA]
        assert await claim_unwanted(other, NOW, LEASE, 5) == [MADE]

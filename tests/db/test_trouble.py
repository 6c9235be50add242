"""What passes and is tried again, and what would be refused for ever."""

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from db.engine import Database
from db.models import HandledUpdate, School
from db.trouble import is_passing
from tests.city import CURATOR, City
from tests.engines import both_engines
from tests.forging import says

only_postgres = pytest.mark.parametrize(
    "engine", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
NOW = datetime(2022, 1, 10, tzinfo=UTC)
KILL_ALL = """
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()
"""


async def add_school(database: Database, name: str) -> None:
    async with database.transaction() as session:
        session.add(School(name=name, name_key=name, created_at=NOW))


@both_engines
async def test_what_is_refused_for_its_content_does_not_pass(database: Database) -> None:
    await add_school(database, "Школа № 901")
    with pytest.raises(DBAPIError) as twice:
        await add_school(database, "Школа № 901")
    assert not is_passing(twice.value)
    async with database.look() as session:
        with pytest.raises((DBAPIError, OverflowError)) as too_big:
            await session.execute(select(School).where(School.id == 2**70))
    assert not is_passing(too_big.value)


@pytest.mark.parametrize("error", [ConnectionRefusedError(), TimeoutError(), ConnectionResetError()])
def test_a_server_out_of_reach_passes(error: OSError) -> None:
    assert is_passing(error)
    assert not is_passing(FileNotFoundError())
    assert not is_passing(ValueError())


def test_of_several_errors_all_have_to_pass() -> None:
    assert is_passing(ExceptionGroup("two", [ConnectionResetError(), TimeoutError()]))
    assert not is_passing(ExceptionGroup("two", [ConnectionResetError(), ValueError()]))


@only_postgres
async def test_a_connection_that_is_cut_passes(database: Database) -> None:
    async def sleeps() -> None:
        async with database.transaction() as session:
            await session.execute(text("select pg_sleep(30)"))

    async def cuts() -> None:
        async with database.look() as session:
            asleep = text("select count(*) from pg_stat_activity where query like 'select pg_sleep%'")
            while not await session.scalar(asleep):
                await session.rollback()
            await session.execute(text(KILL_ALL))

    outcome, _ = await asyncio.gather(sleeps(), cuts(), return_exceptions=True)
    assert isinstance(outcome, DBAPIError)
    assert is_passing(outcome)


@only_postgres
async def test_a_deadlock_passes(database: Database) -> None:
    for name in ("Школа № 901", "Школа № 902"):
        await add_school(database, name)
    both_hold_one = asyncio.Barrier(2)

    async def locks(*ids: int) -> None:
        async with database.transaction() as session:
            await session.execute(select(School.id).where(School.id == ids[0]).with_for_update())
            await both_hold_one.wait()
            await session.execute(select(School.id).where(School.id == ids[1]).with_for_update())

    outcomes = await asyncio.gather(locks(1, 2), locks(2, 1), return_exceptions=True)
    (loser,) = [outcome for outcome in outcomes if outcome is not None]
    assert is_passing(loser)


@only_postgres
async def test_people_notice_nothing_of_a_server_that_restarts(small_city: City) -> None:
    """All connections are cut under the hands of the bot: the next update finds them closed."""
    database = Database(small_city.settings.database_url)
    for _ in range(3):
        async with database.look() as session:
            await session.execute(text(KILL_ALL))
        await small_city.curator.sends("/tasks")
        await small_city.curator.sees("Сейчас: 2 поручения")
    await database.close()


async def test_a_chat_survives_whatever_breaks_around_its_update(
    small_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even what no handler raised: the update waits, and the chat goes on."""
    dispatcher = small_city.app.dispatcher
    feed, failures = dispatcher.feed_update, [RuntimeError("not in a handler")]

    async def breaks_once(*args: object, **more: object) -> object:
        if failures:
            raise failures.pop()
        return await feed(*args, **more)  # type: ignore[arg-type]  # passed on as they come

    monkeypatch.setattr(dispatcher, "feed_update", breaks_once)
    before = await handled(small_city)
    await small_city.curator.sends("/tasks")
    await small_city.curator.sees("Сейчас: 2 поручения")
    await small_city.curator.sends("/help")
    await small_city.curator.sees("Куратор")
    assert await handled(small_city) == before + 2
    assert (await says(small_city, CURATOR, "/tasks")).screens


async def handled(city: City) -> int:
    async with city.app.database.look() as session:
        return await session.scalar(select(func.count()).select_from(HandledUpdate)) or 0

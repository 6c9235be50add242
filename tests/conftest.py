"""What all tests share: fresh databases on both engines, and a city whose people chat with the real bot.

A missing program (PostgreSQL, Chromium) skips the tests that need it and says so; with
KURATOR_TEST_NO_SKIP=1, as `.ci/run` sets it, a skip is a failure.
"""

import os
import shutil
import sqlite3
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg
import pytest
from aiogram.client.session.aiohttp import AiohttpSession
from hypothesis import settings

from db.engine import Database
from db.schema import migrate
from tests import postgres
from tests.city import City, Settled, open_city


@pytest.fixture(autouse=True)
def _no_pause_at_closing(monkeypatch: pytest.MonkeyPatch) -> None:
    """aiogram gives TLS a quarter of a second to close; the playground speaks plain HTTP."""

    async def close(session: AiohttpSession) -> None:
        if session._session is not None:
            await session._session.close()

    monkeypatch.setattr(AiohttpSession, "close", close)


# A busy machine makes single examples slow; what is too slow as a whole is stopped by pytest's own limit.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    skipped = call.excinfo is not None and call.excinfo.errisinstance(pytest.skip.Exception)
    if skipped and os.environ.get("KURATOR_TEST_NO_SKIP") == "1":
        call.excinfo = pytest.ExceptionInfo.from_exception(
            AssertionError(f"{item.nodeid} was skipped, and here nothing may be: {call.excinfo}")
        )


@pytest.fixture(scope="session")
def postgres_folder() -> Iterator[Path]:
    """For `postgres_server`, and for who wants to break it."""
    if postgres.programs() is None:
        pytest.skip("PostgreSQL's programs are not installed")
    with TemporaryDirectory(prefix="kurator-postgres-") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def postgres_server(postgres_folder: Path) -> Iterator[str]:
    with postgres.server(postgres_folder) as address:
        yield address


@pytest.fixture(params=["sqlite"])
def engine(request: pytest.FixtureRequest) -> str:
    """The name of the database engine; `@both_engines` runs a test on PostgreSQL too."""
    return str(request.param)


@pytest.fixture
def empty_database_url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables."""
    if engine == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path}/kurator.db"
    address: str = request.getfixturevalue("postgres_server")
    return _create_database(address)


@pytest.fixture
async def database_url(empty_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a database with the newest schema and nothing in it."""
    if empty_database_url.startswith("sqlite"):
        template = await _sqlite_template(tmp_path_factory)
        shutil.copyfile(template, empty_database_url.removeprefix("sqlite+aiosqlite:///"))
        return empty_database_url
    await _migrated(empty_database_url)
    return empty_database_url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url)
    yield database
    await database.close()


@pytest.fixture
async def city(database_url: str, tmp_path: Path) -> AsyncIterator[City]:
    """A bot nobody has claimed yet, and its playground; the clock stands at 10 January 2022, 10:00."""
    async with open_city(database_url, tmp_path) as city:
        yield city


@pytest.fixture
async def small_city(
    engine: str, database_url: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[City]:
    """The same with Penza's roadmap started and everybody in: see `City.settle_in`."""
    if engine == "sqlite":
        settled = await _settled(tmp_path_factory)
        async with settled.copied(database_url, tmp_path) as city:
            yield city
    else:
        async with open_city(database_url, tmp_path) as city:
            await city.settle_in()
            yield city


async def _migrated(url: str) -> None:
    database = Database(url)
    await migrate(database)
    await database.close()


_templates: dict[str, Path] = {}
_cities: dict[str, Settled] = {}


async def _sqlite_template(factory: pytest.TempPathFactory) -> Path:
    """One migrated file a session, copied for each test: running the migrations each time costs more."""
    if "sqlite" not in _templates:
        path = factory.mktemp("template") / "template.db"
        await _migrated(f"sqlite+aiosqlite:///{path}")
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        _templates["sqlite"] = path
    return _templates["sqlite"]


async def _settled(factory: pytest.TempPathFactory) -> Settled:
    """One small city a session, copied for each test."""
    if "small" not in _cities:
        _cities["small"] = await Settled.keep(factory.mktemp("small-city"), await _sqlite_template(factory))
    return _cities["small"]


def _create_database(address: str) -> str:
    import asyncio

    name = f"test_{uuid.uuid4().hex}"

    async def create() -> None:
        plain = address.replace("+asyncpg", "")
        connection = await asyncpg.connect(f"{plain}/postgres")
        await connection.execute(f'CREATE DATABASE "{name}"')
        await connection.close()

    asyncio.run(create())
    return f"{address}/{name}"

"""The job that removes unwanted bytes from the storage, on both databases."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.storage import FolderStorage, StorageUnreachable, Stored
from db.engine import Database
from db.models import StoredFile
from db.queries.stored_files import expect, mark_unwanted
from scheduler import unwanted_files
from scheduler.unwanted_files import LEASE, UnwantedFiles
from tests.engines import both_engines
from tests.plan import NOW


class Cupboard:
    """A storage with three files that nothing refers to, and the job, at a time that is turned by hand."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.storage = FolderStorage(folder)
        self.now = NOW
        self.job = UnwantedFiles(database, self.storage, lambda: self.now)

    async def fill(self, *contents: bytes) -> None:
        for content in contents:
            async with self.storage.incoming() as file:
                await file.write(content)
                async with self.database.transaction() as session:
                    sha256 = file.stored.sha256
                    assert await expect(session, sha256, size=1, mime="image/jpeg", pages=None, now=self.now)
                await file.keep()
        async with self.database.transaction() as session:
            assert await mark_unwanted(session, self.now) == len(contents)

    async def kept(self) -> list[Stored]:
        return [stored async for stored in self.storage.listed()]

    async def rows(self) -> int:
        async with self.database.look() as session:
            return len((await session.scalars(select(StoredFile))).all())


@pytest.fixture
async def cupboard(database: Database, tmp_path: Path) -> Cupboard:
    cupboard = Cupboard(database, tmp_path / "evidence")
    await cupboard.fill(b"1", b"2", b"3")
    return cupboard


@both_engines
async def test_they_go_after_an_hour(cupboard: Cupboard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unwanted_files, "AT_ONCE", 2)
    assert not await cupboard.job.remove_unwanted()
    assert len(await cupboard.kept()) == 3
    cupboard.now += timedelta(hours=1)
    assert await cupboard.job.remove_unwanted()
    assert len(await cupboard.kept()) == await cupboard.rows() == 1
    while await cupboard.job.remove_unwanted():
        pass
    assert await cupboard.kept() == []
    assert await cupboard.rows() == 0


async def test_a_storage_out_of_reach_is_asked_again_after_the_lease(
    cupboard: Cupboard, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def away(*_: object) -> None:
        raise StorageUnreachable("no answer")

    cupboard.now += timedelta(hours=1)
    with monkeypatch.context() as patched:
        patched.setattr(FolderStorage, "remove", away)
        assert not await cupboard.job.remove_unwanted()
    assert "can't be removed: no answer" in caplog.text
    assert not await cupboard.job.remove_unwanted()
    assert await cupboard.rows() == 3
    cupboard.now += LEASE
    assert await cupboard.job.remove_unwanted()
    assert await cupboard.rows() == 0


async def test_a_storage_that_hangs_holds_nothing_up(
    cupboard: Cupboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang(*_: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(unwanted_files, "REMOVAL_SECONDS", 0.01)
    monkeypatch.setattr(FolderStorage, "remove", hang)
    cupboard.now += timedelta(hours=1)
    assert not await cupboard.job.remove_unwanted()
    assert await cupboard.rows() == 3

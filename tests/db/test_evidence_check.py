"""`kurator doctor --evidence`: what is missing, changed or nobody's is found, and whom to ask is said."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from bot import evidence_check
from bot.evidence_check import EvidenceCheck, check_evidence
from bot.storage import FolderStorage, Storage
from bot.texts import load_texts
from db.engine import Database
from db.models import EvidenceFile, FileState, Rendition, RenditionKind, StoredFile
from db.queries.stored_files import expect
from tests.engines import both_engines
from tests.object_store import ObjectStore, object_store
from tests.plan import NOW, SHA, Plan

WHO = "activity No. 8, due 10 January 2022, Школа № 901. Sent by Ольга Примерова, 10 January 2022"


class Archive:
    """An installation with files in it, and what the check says of them."""

    def __init__(self, database: Database, storage: Storage, capsys: pytest.CaptureFixture[str]) -> None:
        self.database = database
        self.storage = storage
        self._capsys = capsys

    async def store(self, content: bytes) -> str:
        async with self.storage.incoming() as file:
            await file.write(content)
            async with self.database.transaction() as session:
                await expect(
                    session, file.stored.sha256, size=file.size, mime="image/jpeg", pages=None, now=NOW
                )
            return (await file.keep()).sha256

    async def send(self, *contents: bytes) -> list[str]:
        """Files of one package, under the names 1.jpg, 2.jpg, …"""
        hashes = [await self.store(content) for content in contents]
        async with self.database.transaction() as session:
            plan = Plan(session)
            person, school = await plan.person("Ольга Примерова"), await plan.school("Школа № 901")
            task = await plan.assignment(await plan.occurrence(8, NOW.date()), school)
            package = await plan.package(task, person, files=0)
            await session.execute(delete(StoredFile).where(StoredFile.sha256 == SHA))
            for number, sha256 in enumerate(hashes, 1):
                file = await plan.file(package, person, FileState.PENDING)
                await session.execute(
                    update(EvidenceFile)
                    .where(EvidenceFile.id == file)
                    .values(state=FileState.STORED, sha256=sha256, name=f"{number}.jpg")
                )
        return hashes

    async def check(self) -> tuple[int, list[str]]:
        """Exit status, and the lines said."""
        status = await EvidenceCheck(self.database, self.storage, load_texts("en").default).run()
        return status, self._capsys.readouterr().out.splitlines()


@pytest.fixture(scope="module")
def server() -> Iterator[ObjectStore]:
    with object_store() as store:
        yield store


@pytest.fixture
def archive(database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Archive:
    return Archive(database, FolderStorage(tmp_path / "evidence"), capsys)


async def _spoil(storage: Storage, sha256: str) -> None:
    if isinstance(storage, FolderStorage):
        storage.path(sha256).write_bytes(b"something else")
    else:
        await storage._store.put_async(f"{sha256[:2]}/{sha256}", b"something else")


async def _find_all_kinds(archive: Archive) -> None:
    whole, missing, changed = await archive.send(b"whole", b"missing", b"changed")
    await archive.storage.remove(missing)
    await _spoil(archive.storage, changed)
    async with archive.storage.incoming() as file:
        await file.write(b"nobody's")
        orphan = (await file.keep()).sha256
    # Announced and never kept: nobody misses it.
    async with archive.database.transaction() as session:
        await expect(session, "e" * 64, size=1, mime="image/jpeg", pages=None, now=NOW)
    status, lines = await archive.check()
    assert status == 1
    assert lines == [
        "4 files read",
        "✗ missing: 1",
        f"    2.jpg – {WHO} {missing}",
        "✗ changed since they were stored: 1",
        f"    3.jpg – {WHO} {changed}",
        "• in the storage, but unknown to the database: 1",
        f"    {orphan}",
    ]
    assert whole not in "".join(lines)
    await archive.store(b"missing")
    await archive.store(b"changed")
    assert (await archive.check())[0] == 0


@both_engines
async def test_each_kind_is_found_and_healed_by_the_file_itself(archive: Archive) -> None:
    await _find_all_kinds(archive)


async def test_the_same_in_s3(
    database: Database, server: ObjectStore, capsys: pytest.CaptureFixture[str]
) -> None:
    await _find_all_kinds(Archive(database, server.storage, capsys))


async def test_all_is_well(archive: Archive) -> None:
    await archive.send(b"1", b"2")
    assert await archive.check() == (
        0,
        [
            "2 files read",
            "✓ missing: 0",
            "✓ changed since they were stored: 0",
            "✓ in the storage, but unknown to the database: 0",
        ],
    )


async def test_many_are_counted_and_the_first_are_named(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(evidence_check, "PAGE", 7)
    monkeypatch.setattr(evidence_check, "TELL_EVERY", 10)
    for sha256 in await archive.send(*(f"{number}".encode() for number in range(25))):
        await archive.storage.remove(sha256)
    status = await EvidenceCheck(archive.database, archive.storage, load_texts("en").default).run()
    out, err = capsys.readouterr()
    assert status == 1
    assert err.splitlines() == ["10 of 25 checked", "20 of 25 checked"]
    assert out.count(WHO) == 20
    assert "and 5 more" in out


async def test_a_copy_made_of_a_file_is_named_after_it(archive: Archive) -> None:
    (original,) = await archive.send(b"heic")
    copy = await archive.store(b"jpeg")
    async with archive.database.transaction() as session:
        session.add(Rendition(sha256=original, kind=RenditionKind.JPEG, rendition_sha256=copy))
    await archive.storage.remove(copy)
    status, lines = await archive.check()
    assert status == 1
    assert f"copy for showing (1.jpg), the file itself is there or is named apart – {WHO}" in lines[2]


async def test_half_downloaded_files_are_told_apart(archive: Archive) -> None:
    async with archive.storage.incoming() as file:
        await file.write(b"half")
        status, lines = await archive.check()
    assert status == 0
    assert lines[-1] == "• half downloaded: 1, the bot removes them after a day"


async def test_the_command_without_a_storage(
    database: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with object_store() as store:
        url = store.url
    monkeypatch.setattr("bot.storage.s3._RETRY", {"max_retries": 0})
    monkeypatch.chdir(tmp_path)
    for name, value in {
        "DATABASE_URL": database.url.render_as_string(hide_password=False),
        "EVIDENCE_URL": url,
        "AWS_ACCESS_KEY_ID": "name",
        "AWS_SECRET_ACCESS_KEY": "hunter2secret",
        "LOCALE": "en",
    }.items():
        monkeypatch.setenv(name, value)
    assert await check_evidence() == 1
    said = capsys.readouterr().out
    assert "✗ evidence storage: " in said
    assert "If it is S3, check the address, the keys" in said
    assert "hunter2secret" not in said


async def test_the_command_on_a_folder(
    database: Database,
    archive: Archive,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (sha256,) = await archive.send(b"protocol")
    assert sha256 == hashlib.sha256(b"protocol").hexdigest()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", database.url.render_as_string(hide_password=False))
    monkeypatch.setenv("EVIDENCE_URL", str(tmp_path / "evidence"))
    monkeypatch.setenv("LOCALE", "en")
    assert await check_evidence() == 0
    assert "1 file read" in capsys.readouterr().out

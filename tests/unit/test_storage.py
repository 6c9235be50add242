"""Evidence in a folder: kept whole under its hash, or not at all."""

import asyncio
import errno
import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.storage import FolderStorage, StorageFull, Stored


@pytest.fixture
def storage(tmp_path: Path) -> FolderStorage:
    return FolderStorage(tmp_path / "evidence")


def files(storage: FolderStorage) -> list[str]:
    return sorted(p.relative_to(storage.root).as_posix() for p in storage.root.rglob("*") if p.is_file())


async def put(storage: FolderStorage, *chunks: bytes) -> Stored:
    async with storage.incoming() as file:
        for chunk in chunks:
            await file.write(chunk)
        return await file.keep()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(chunks=st.lists(st.binary(max_size=5000), max_size=5))
def test_bytes_come_back_under_their_hash(storage: FolderStorage, chunks: list[bytes]) -> None:
    stored = asyncio.run(put(storage, *chunks))
    content = b"".join(chunks)
    assert stored == Stored(hashlib.sha256(content).hexdigest(), len(content))
    assert asyncio.run(storage.read(stored.sha256)) == content
    assert storage.path(stored.sha256) == storage.root / stored.sha256[:2] / stored.sha256


async def test_the_same_bytes_are_one_file(storage: FolderStorage) -> None:
    both = await asyncio.gather(put(storage, b"photo"), put(storage, b"ph", b"oto"))
    assert both[0] == both[1]
    assert files(storage) == [f"{both[0].sha256[:2]}/{both[0].sha256}"]


async def test_what_is_not_kept_leaves_nothing(storage: FolderStorage) -> None:
    async with storage.incoming() as file:
        await file.write(b"x")
        assert file.path.exists()
    assert files(storage) == []
    with pytest.raises(TypeError):
        await put(storage, b"x", "text")  # type: ignore[arg-type]  # an error after the first chunk
    assert files(storage) == []


async def test_flushed_bytes_can_be_looked_at_before_they_are_kept(storage: FolderStorage) -> None:
    async with storage.incoming() as file:
        await file.write(b"to be inspected")
        await file.flush()
        assert file.path.read_bytes() == b"to be inspected"
        assert file.size == 15


async def test_a_cancelled_download_leaves_nothing(
    storage: FolderStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing, go_on = threading.Event(), threading.Event()
    fsync = os.fsync

    def slow_fsync(descriptor: int) -> None:
        writing.set()
        assert go_on.wait(10)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", slow_fsync)
    task = asyncio.create_task(put(storage, b"x"))
    await asyncio.to_thread(writing.wait, 10)
    task.cancel()
    asyncio.get_running_loop().call_later(0.05, go_on.set)
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not any(name.startswith("incoming") for name in files(storage))


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
async def test_a_full_disk_is_told_apart(
    storage: FolderStorage, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def full(_: int) -> None:
        raise OSError(code, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFull, match="No space left"):
        await put(storage, b"x")
    assert files(storage) == []


async def test_a_really_full_disk(storage: FolderStorage) -> None:
    async with storage.incoming() as file:
        file._file.close()
        file._file = Path("/dev/full").open("wb")  # noqa: SIM115, ASYNC230 - closed with the incoming file
        with pytest.raises(StorageFull):
            await file.write(b"x" * 1_000_000)
    assert files(storage) == []


async def test_other_errors_of_the_disk_stay_what_they_are(
    storage: FolderStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="Input/output"):
        await put(storage, b"x")


KILLED = """
import asyncio, os, pathlib, signal, sys
from bot.storage import FolderStorage
async def main():
    async with FolderStorage(pathlib.Path(sys.argv[1])).incoming() as file:
        await file.write(b"half")
        await file.flush()
        os.kill(os.getpid(), signal.SIGKILL)
asyncio.run(main())
"""


async def test_what_a_crash_leaves_is_swept_after_a_day(storage: FolderStorage) -> None:
    crashed = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", KILLED, str(storage.root)], check=False, timeout=30
    )
    assert crashed.returncode == -signal.SIGKILL
    (name,) = files(storage)
    assert name.startswith("incoming/")
    stored = await put(storage, b"kept")
    assert await storage.sweep() == 0
    old = time.time() - 25 * 3600
    os.utime(storage.root / name, (old, old))
    os.utime(storage.path(stored.sha256), (old, old))
    assert await storage.sweep() == 1
    assert await storage.read(stored.sha256) == b"kept"
    assert len(files(storage)) == 1


async def test_nothing_to_sweep_before_the_first_file(storage: FolderStorage) -> None:
    assert await storage.sweep() == 0
    assert not storage.root.exists()


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 64 + "\n"])
def test_only_hashes_are_names(storage: FolderStorage, name: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        storage.path(name)


async def test_a_missing_file_is_said(storage: FolderStorage) -> None:
    with pytest.raises(FileNotFoundError):
        await storage.read("a" * 64)

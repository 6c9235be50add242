"""A file on its way into a storage: written piece by piece to a folder of its own, hashed on the way.

What it holds can be looked at before it is kept. Nothing has its final name before that.
"""

import asyncio
import errno
import hashlib
import os
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_LEFTOVER_SECONDS = 24 * 60 * 60
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class StorageFull(Exception):  # noqa: N818 - it says what is wrong
    """There is no room for the bytes. Nothing was kept; it can be tried again once there is room."""


class StorageUnreachable(Exception):  # noqa: N818 - it says what is wrong
    """The storage gives no answer, or not the right one. Nothing is lost: it can be tried again."""


@dataclass(frozen=True)
class Stored:
    """What was kept: ``sha256`` in hexadecimal, ``size`` in bytes."""

    sha256: str
    size: int


Keep = Callable[[Path, Stored], Awaitable[None]]
"""Brings the whole file at the path, which is on disk for good, to where it stays under its hash."""


class IncomingFile:
    """Written to by one task; ``path`` is where it lies until it is kept."""

    def __init__(self, folder: Path, keep: Keep) -> None:
        self.size = 0
        self._keep = keep
        self._hash = hashlib.sha256()
        # A cancelled task leaves its thread at work: whoever comes next waits for it.
        self._busy = threading.Lock()
        with noticing_full():
            folder.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(suffix=".part", dir=folder)
        self.path = Path(name)
        self._file = os.fdopen(descriptor, "wb")

    @property
    def stored(self) -> Stored:
        """What would be kept of what was written so far."""
        return Stored(self._hash.hexdigest(), self.size)

    async def write(self, chunk: bytes) -> None:
        """Append bytes. Raises StorageFull."""
        await asyncio.to_thread(self._write, chunk)

    async def flush(self) -> None:
        """Bring what was written to where ``path`` shows it, to be inspected. Raises StorageFull."""
        await asyncio.to_thread(self._flush)

    async def keep(self) -> Stored:
        """Make the bytes durable under their hash; the same bytes kept again are still one file.

        Raises StorageFull and StorageUnreachable.
        """
        stored = await asyncio.to_thread(self._finish)
        await self._keep(self.path, stored)
        return stored

    def discard(self) -> None:
        """Remove the file unless it was kept. Blocks."""
        with self._busy:
            with suppress(OSError):  # what can't be written any more isn't wanted either
                self._file.close()
            self.path.unlink(missing_ok=True)

    def _write(self, chunk: bytes) -> None:
        with self._busy, noticing_full():
            self._file.write(chunk)
            self._hash.update(chunk)
            self.size += len(chunk)

    def _flush(self) -> None:
        with self._busy, noticing_full():
            self._file.flush()

    def _finish(self) -> Stored:
        with self._busy, noticing_full():
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            return self.stored


@asynccontextmanager
async def incoming_in(folder: Path, keep: Keep) -> AsyncIterator[IncomingFile]:
    """A file to write to and to keep; whatever happens, nothing else of it stays. Raises StorageFull."""
    file = await asyncio.to_thread(IncomingFile, folder, keep)
    try:
        yield file
    finally:
        await asyncio.shield(asyncio.to_thread(file.discard))


def sweep(folder: Path) -> int:
    """Remove what a crash left in it a day ago or longer, and say how many. Blocks.

    Their age is by the machine's clock, as the file system has it.
    """
    oldest = time.time() - _LEFTOVER_SECONDS
    leftovers = [path for path in folder.glob("*.part") if path.stat().st_mtime < oldest]
    for path in leftovers:
        path.unlink(missing_ok=True)
    return len(leftovers)


def unfinished(folder: Path) -> int:
    """How many files are on their way in, or were when a crash came. Blocks."""
    return sum(1 for _ in folder.glob("*.part"))


@contextmanager
def noticing_full() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StorageFull(error.strerror) from error
        raise


def checked(sha256: str) -> str:
    """The hash, if it is one: it becomes a path. Raises ValueError."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):  # noqa: PLR2004 -- SHA-256 in hexadecimal
        raise ValueError(f"not a SHA-256: {sha256!r}")
    return sha256

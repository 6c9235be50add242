"""Evidence on disk, each file under the SHA-256 of its content: ``root/ab/ab12…``.

Once ``keep`` has returned, the bytes survive a loss of power; until then nothing has the final name.
"""

import asyncio
import errno
import hashlib
import os
import re
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_INCOMING = "incoming"
_LEFTOVER_SECONDS = 24 * 60 * 60
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class StorageFull(Exception):  # noqa: N818 - it says what is wrong
    """There is no room for the bytes. Nothing was kept; it can be tried again once there is room."""


@dataclass(frozen=True)
class Stored:
    """What was kept: ``sha256`` in hexadecimal, ``size`` in bytes."""

    sha256: str
    size: int


class IncomingFile:
    """A file on its way in. Written to by one task; ``path`` is where it lies until it is kept."""

    def __init__(self, storage: "FolderStorage") -> None:
        self.size = 0
        self._storage = storage
        self._hash = hashlib.sha256()
        # A cancelled task leaves its thread at work: whoever comes next waits for it.
        self._busy = threading.Lock()
        with _noticing_full():
            folder = storage.root / _INCOMING
            folder.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(suffix=".part", dir=folder)
        self.path = Path(name)
        self._file = os.fdopen(descriptor, "wb")

    async def write(self, chunk: bytes) -> None:
        """Append bytes. Raises StorageFull."""
        await asyncio.to_thread(self._write, chunk)

    async def flush(self) -> None:
        """Bring what was written to where ``path`` shows it, to be inspected. Raises StorageFull."""
        await asyncio.to_thread(self._flush)

    async def keep(self) -> Stored:
        """Make the bytes durable under their hash; the same bytes kept again are still one file.

        Raises StorageFull.
        """
        return await asyncio.to_thread(self._keep)

    def discard(self) -> None:
        """Remove the file unless it was kept. Blocks."""
        with self._busy:
            with suppress(OSError):  # what can't be written any more isn't wanted either
                self._file.close()
            self.path.unlink(missing_ok=True)

    def _write(self, chunk: bytes) -> None:
        with self._busy, _noticing_full():
            self._file.write(chunk)
            self._hash.update(chunk)
            self.size += len(chunk)

    def _flush(self) -> None:
        with self._busy, _noticing_full():
            self._file.flush()

    def _keep(self) -> Stored:
        with self._busy, _noticing_full():
            # 1. the bytes, 2. a folder for them, 3. their name in it: in this order nothing half can be seen
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            stored = Stored(self._hash.hexdigest(), self.size)
            target = self._storage.path(stored.sha256)
            target.parent.mkdir(exist_ok=True)
            _sync_folder(self._storage.root.absolute().parent)
            _sync_folder(self._storage.root)
            self.path.replace(target)
            _sync_folder(target.parent)
            return stored


class FolderStorage:
    """Evidence in a folder, which is made when the first file comes."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @asynccontextmanager
    async def incoming(self) -> AsyncIterator[IncomingFile]:
        """A file to write to and to keep; whatever happens, nothing else of it stays. Raises StorageFull."""
        file = await asyncio.to_thread(IncomingFile, self)
        try:
            yield file
        finally:
            await asyncio.shield(asyncio.to_thread(file.discard))

    def path(self, sha256: str) -> Path:
        """Where the file with this hash lies, or would lie. Raises ValueError if it isn't a hash."""
        if not re.fullmatch(r"[0-9a-f]{64}", sha256):
            raise ValueError(f"not a SHA-256: {sha256!r}")
        return self.root / sha256[:2] / sha256

    async def read(self, sha256: str) -> bytes:
        """The whole content. Raises FileNotFoundError."""
        return await asyncio.to_thread(self.path(sha256).read_bytes)

    async def sweep(self) -> int:
        """Remove what a crash left of incoming files a day ago or longer, and say how many.

        Their age is by the machine's clock, as the file system has it.
        """
        return await asyncio.to_thread(self._sweep)

    def _sweep(self) -> int:
        oldest = time.time() - _LEFTOVER_SECONDS
        leftovers = [p for p in (self.root / _INCOMING).glob("*.part") if p.stat().st_mtime < oldest]
        for path in leftovers:
            path.unlink(missing_ok=True)
        return len(leftovers)


@contextmanager
def _noticing_full() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StorageFull(error.strerror) from error
        raise


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

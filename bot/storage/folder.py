"""Evidence on disk, each file under the SHA-256 of its content: ``root/ab/ab12…``.

Once ``keep`` has returned, the bytes survive a loss of power; until then nothing has the final name.
"""

import asyncio
import os
import re
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from bot.storage.incoming import IncomingFile, Stored, checked, incoming_in, noticing_full, sweep, unfinished

_INCOMING = "incoming"
_PIECE = 256 * 1024
_NAME = re.compile(r"[0-9a-f]{64}")


class FolderStorage:
    """Evidence in a folder, which is made when the first file comes."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def incoming(self) -> AbstractAsyncContextManager[IncomingFile]:
        """A file to write to and to keep; whatever happens, nothing else of it stays. Raises StorageFull."""
        return incoming_in(self.root / _INCOMING, self._keep)

    def path(self, sha256: str) -> Path:
        """Where the file with this hash lies, or would lie. Raises ValueError if it isn't a hash."""
        return self.root / checked(sha256)[:2] / sha256

    async def read(self, sha256: str) -> bytes:
        """The whole content. Raises FileNotFoundError."""
        return await asyncio.to_thread(self.path(sha256).read_bytes)

    async def stream(self, sha256: str) -> AsyncIterator[bytes]:
        """The content piece by piece. Raises FileNotFoundError."""
        file = await asyncio.to_thread(self.path(sha256).open, "rb")
        try:
            while piece := await asyncio.to_thread(file.read, _PIECE):
                yield piece
        finally:
            file.close()

    async def exists(self, sha256: str) -> bool:
        return await asyncio.to_thread(self.path(sha256).is_file)

    async def remove(self, sha256: str) -> None:
        """Remove the bytes for good; it is no error when they aren't there."""
        await asyncio.to_thread(self.path(sha256).unlink, missing_ok=True)

    async def listed(self) -> AsyncIterator[Stored]:
        """What is kept, in no order; sizes in bytes. What lies in the folder under other names isn't ours."""
        for folder in await asyncio.to_thread(sorted, self.root.glob("[0-9a-f][0-9a-f]")):
            for stored in await asyncio.to_thread(_kept_in, folder):
                yield stored

    async def sweep(self) -> int:
        """Remove what a crash left of incoming files a day ago or longer, and say how many."""
        return await asyncio.to_thread(sweep, self.root / _INCOMING)

    async def unfinished(self) -> int:
        """How many files are on their way in, or were when a crash came."""
        return await asyncio.to_thread(unfinished, self.root / _INCOMING)

    async def _keep(self, path: Path, stored: Stored) -> None:
        await asyncio.to_thread(self._rename, path, stored)

    def _rename(self, path: Path, stored: Stored) -> None:
        with noticing_full():
            # The bytes are on disk; now 1. a folder for them, 2. their name in it: nothing half can be seen
            target = self.path(stored.sha256)
            target.parent.mkdir(exist_ok=True)
            _sync_folder(self.root.absolute().parent)
            _sync_folder(self.root)
            path.replace(target)
            _sync_folder(target.parent)


def _kept_in(folder: Path) -> list[Stored]:
    with os.scandir(folder) as entries:
        ours = [entry for entry in entries if _NAME.fullmatch(entry.name) and entry.is_file()]
        return [Stored(entry.name, entry.stat().st_size) for entry in ours]


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""A ZIP of evidence, written while its files are read: of each a piece at a time is in memory.

Python's own writer, since it takes pieces as they come; a writer that pulls them would hold a thread each.
"""

import io
from collections.abc import AsyncIterator, Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import IO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_EARLIEST, _LATEST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)
_FILE_MODE = 0o100644 << 16
_NEEDS_ZIP64 = 0x7FFF_FFFF


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the archive: its path there, the local moment it bears, its size in bytes.

    `pieces` raises FileNotFoundError before the first piece where the bytes are missing.
    """

    path: str
    at: datetime
    size: int
    pieces: AsyncIterator[bytes]


Closing = Callable[[Collection[str]], Iterable[tuple[str, bytes]]]
"""From the paths that are missing to the files (name, content) that stand at the end of the archive."""


async def write_zip(out: IO[bytes], members: Iterable[Member], at: datetime, closing: Closing) -> list[str]:
    """Write a valid ZIP to `out`; the paths whose bytes are missing come back. Same input, same bytes.

    Raises what the pieces raise, but for FileNotFoundError; `out` is of no use then.
    """
    missing: list[str] = []
    async for _ in _steps(out, ZIP_STORED, members, at, closing, missing):
        pass
    return missing


async def zip_stream(members: Iterable[Member], at: datetime, closing: Closing) -> AsyncIterator[bytes]:
    """The same as a stream that is never gone back in.

    What is stored without its size known in front can't be read from a stream. So it is deflated at level 0,
    which leaves the bytes as they are and says where they end.
    """
    pipe = _Pipe()
    async for _ in _steps(cast("IO[bytes]", pipe), ZIP_DEFLATED, members, at, closing, []):
        if pieces := pipe.taken():
            yield pieces
    yield pipe.taken()


async def _steps(
    out: IO[bytes],
    method: int,
    members: Iterable[Member],
    at: datetime,
    closing: Closing,
    missing: list[str],
) -> AsyncIterator[None]:
    """After each step `out` has more of the archive."""
    with ZipFile(out, "w", method, compresslevel=0) as archive:
        for member in members:
            first = await _first_piece(member)
            if first is None:
                missing.append(member.path)
                continue
            zip64 = member.size >= _NEEDS_ZIP64
            with archive.open(_entry(member.path, member.at, method), "w", force_zip64=zip64) as entry:
                entry.write(first)
                async for piece in member.pieces:
                    entry.write(piece)
                    yield
            yield
        for name, content in closing(missing):
            archive.writestr(_entry(name, at, method), content)
            yield


async def _first_piece(member: Member) -> bytes | None:
    """Empty for an empty file, None for a missing one."""
    try:
        return await anext(member.pieces, b"")
    except FileNotFoundError:
        return None


def _entry(path: str, at: datetime, method: int) -> ZipInfo:
    moment = (at.year, at.month, at.day, at.hour, at.minute, at.second)
    entry = ZipInfo(path, min(max(moment, _EARLIEST), _LATEST))
    entry.compress_type = method
    entry.external_attr = _FILE_MODE
    entry.create_system = 3  # so that the mode means something, whatever system this runs on
    return entry


class _Pipe(io.RawIOBase):
    """What is written waits until it is taken. It can't be gone back in."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: "bytes | bytearray | memoryview", /) -> int:  # type: ignore[override]  # zipfile writes these
        self._pieces.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)

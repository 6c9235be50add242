"""Where the bytes of evidence are kept, each file under the SHA-256 of its content: a folder, or S3.

Both take a file in by `incoming()`, and have `read`, `stream`, `exists`, `remove`, `listed` and `sweep`.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from bot.storage.folder import FolderStorage
from bot.storage.incoming import IncomingFile, StorageFull, StorageUnreachable, Stored
from bot.storage.s3 import Bucket, Keys, S3Storage

if TYPE_CHECKING:
    from bot.settings import Settings

Storage = FolderStorage | S3Storage

__all__ = [
    "Bucket",
    "FolderStorage",
    "IncomingFile",
    "Keys",
    "S3Storage",
    "Storage",
    "StorageFull",
    "StorageUnreachable",
    "Stored",
    "keep_file",
    "open_storage",
]

_PIECE = 1024 * 1024


def open_storage(settings: "Settings") -> Storage:
    """The storage that EVIDENCE_URL names. Nothing is opened or made yet."""
    bucket = settings.evidence_bucket
    if bucket is None:
        return FolderStorage(settings.evidence_folder)
    return S3Storage(bucket, Keys(settings.aws_access_key_id, settings.aws_secret_access_key))


async def keep_file(storage: Storage, path: Path) -> Stored:
    """Keep a copy of a file of this machine. Raises StorageFull and StorageUnreachable."""
    async with storage.incoming() as incoming:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                await incoming.write(piece)
        return await incoming.keep()

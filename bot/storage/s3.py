"""Evidence in an S3-compatible storage, each file under the SHA-256 of its content: ``prefix/ab/ab12…``.

An object appears there whole or not at all. Bytes come by way of a folder of this machine, where they are
looked at.
"""

import asyncio
import logging
import os
import re
import secrets
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from pydantic import SecretStr

from bot.storage.incoming import (
    IncomingFile,
    StorageUnreachable,
    Stored,
    checked,
    incoming_in,
    sweep,
    unfinished,
)

if TYPE_CHECKING:
    from obstore.store import S3Store

log = logging.getLogger(__name__)

SCHEME = "s3"
OPTIONS = frozenset({"endpoint", "region"})
_SILENCE = timedelta(seconds=60)
_WHOLE = timedelta(minutes=10)
# Parts of 5 MB that are in memory at once.
_AT_ONCE = 2
_RETRY = {"max_retries": 2, "retry_timeout": timedelta(seconds=20)}


@dataclass(frozen=True, slots=True)
class Bucket:
    """Where EVIDENCE_URL points: ``s3://bucket/prefix?endpoint=https://…&region=…``."""

    name: str
    prefix: str = ""
    endpoint: str | None = None
    region: str | None = None

    @classmethod
    def parse(cls, url: str) -> "Bucket":
        """Raises ValueError with a line that says what is wrong, without the value."""
        parts = urlsplit(url)
        options = dict(parse_qsl(parts.query, keep_blank_values=True))
        if "@" in parts.netloc:
            raise ValueError("must have no password; give AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
        if parts.scheme != SCHEME or not parts.netloc or parts.fragment or not options.keys() <= OPTIONS:
            raise ValueError("must be a folder, or s3://bucket/prefix?endpoint=https://host&region=name")
        endpoint = options.get("endpoint")
        if endpoint is not None and not re.fullmatch(r"https?://[^\s/@]+/?", endpoint):
            raise ValueError("the endpoint must begin with https:// or http:// and have no password")
        return cls(parts.netloc, parts.path.strip("/"), endpoint, options.get("region"))

    def __str__(self) -> str:
        return f"{SCHEME}://{self.name}/{self.prefix}".rstrip("/")


@dataclass(frozen=True, slots=True)
class Keys:
    """Who we are there; without them the library looks where AWS's own programs do."""

    access_key_id: SecretStr | None = None
    secret_access_key: SecretStr | None = None

    def as_options(self) -> dict[str, str]:
        if not self.access_key_id or not self.secret_access_key:
            return {}
        return {
            "access_key_id": self.access_key_id.get_secret_value(),
            "secret_access_key": self.secret_access_key.get_secret_value(),
        }


class S3Storage:
    """All calls raise StorageUnreachable."""

    def __init__(self, bucket: Bucket, keys: Keys) -> None:
        self.bucket = bucket
        self._keys = keys
        self._opened: S3Store | None = None

    def incoming(self) -> AbstractAsyncContextManager[IncomingFile]:
        """A file to write to and to keep; whatever happens, nothing else of it stays. Raises StorageFull."""
        return incoming_in(_spool(), self._keep)

    async def read(self, sha256: str) -> bytes:
        """The whole content. Raises FileNotFoundError."""
        return b"".join([piece async for piece in self.stream(sha256)])

    async def stream(self, sha256: str) -> AsyncIterator[bytes]:
        """The content piece by piece. Raises FileNotFoundError."""
        with _noticing_trouble():
            found = await self._store.get_async(_key(sha256))
            async for piece in found.stream():
                yield bytes(piece)

    async def exists(self, sha256: str) -> bool:
        return await self._size(sha256) is not None

    async def remove(self, sha256: str) -> None:
        """Remove the bytes for good; it is no error when they aren't there."""
        with _noticing_trouble():
            await self._store.delete_async(_key(sha256))

    async def listed(self) -> AsyncIterator[Stored]:
        """What is kept, in no order; sizes in bytes. What lies there under other names isn't ours."""
        with _noticing_trouble():
            async for batch in self._store.list():
                for found in batch:
                    name = found["path"].rpartition("/")[2]
                    if _is_ours(found["path"]):
                        yield Stored(name, found["size"])

    async def sweep(self) -> int:
        """Remove what a crash left of incoming files a day ago or longer, and say how many."""
        return await asyncio.to_thread(sweep, _spool())

    async def unfinished(self) -> int:
        """How many files are on their way in on this machine, or were when a crash came."""
        return await asyncio.to_thread(unfinished, _spool())

    async def probe(self) -> None:
        """Write, read and remove an object, to see whether all this is allowed."""
        key, content = f"probe/{secrets.token_hex(8)}", secrets.token_bytes(16)
        try:
            with _noticing_trouble():
                await self._store.put_async(key, content)
                found = bytes(await (await self._store.get_async(key)).bytes_async())
                await self._store.delete_async(key)
        except FileNotFoundError as error:
            raise StorageUnreachable(str(error)) from None
        if found != content:
            raise StorageUnreachable("what was read isn't what was written")

    async def _keep(self, path: Path, stored: Stored) -> None:
        """Kept once the storage itself says that the object is there in its whole length.

        Bytes that are there already are written over: so a file that was damaged there is whole again.
        """
        try:
            with _noticing_trouble():
                await self._store.put_async(_key(stored.sha256), path, max_concurrency=_AT_ONCE)
        except FileNotFoundError as error:
            raise StorageUnreachable(f"there is no such bucket: {error}") from None
        found = await self._size(stored.sha256)
        if found != stored.size:
            raise StorageUnreachable(f"{found} bytes of {stored.size} arrived")

    async def _size(self, sha256: str) -> int | None:
        try:
            with _noticing_trouble():
                return int((await self._store.head_async(_key(sha256)))["size"])
        except FileNotFoundError:
            return None

    @property
    def _store(self) -> "S3Store":
        """The library is large, and is imported only where it is used."""
        if self._opened is None:
            from obstore.store import S3Store

            bucket = self.bucket
            options: dict[str, Any] = self._keys.as_options()
            if bucket.endpoint:
                options["endpoint"] = bucket.endpoint
            if bucket.region:  # else AWS_REGION, or us-east-1
                options["region"] = bucket.region
            self._opened = S3Store(
                bucket.name,
                prefix=bucket.prefix or None,
                client_options={
                    "timeout": _WHOLE,
                    "read_timeout": _SILENCE,
                    "connect_timeout": timedelta(seconds=10),
                    "allow_http": bool(bucket.endpoint and bucket.endpoint.startswith("http://")),
                },
                retry_config=_RETRY,  # type: ignore[arg-type]  # a dictionary typed field by field
                **options,
            )
        return self._opened


def _key(sha256: str) -> str:
    return f"{checked(sha256)[:2]}/{sha256}"


def _is_ours(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    try:
        return folder.rpartition("/")[2] == checked(name)[:2]
    except ValueError:
        return False


def _spool() -> Path:
    """Where bytes lie on this machine until they are kept. Nobody else may look into it."""
    folder = Path(tempfile.gettempdir()) / f"kurator-incoming-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        raise StorageUnreachable(f"{folder} belongs to somebody else")
    return folder


@contextmanager
def _noticing_trouble() -> Iterator[None]:
    """Whatever the library says of the network, the server or the rights there: it can be tried again."""
    from obstore.exceptions import BaseError, NotFoundError

    try:
        yield
    except (NotFoundError, FileNotFoundError) as error:
        raise FileNotFoundError(str(error).partition("\n")[0]) from None
    except (BaseError, OSError) as error:
        raise StorageUnreachable(str(error).partition("\n")[0]) from None

"""Evidence in an S3-compatible storage, held against a server that is none of ours."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.storage import Keys, S3Storage, StorageUnreachable, Stored, keep_file
from bot.storage.s3 import _spool
from tests.object_store import ObjectStore, object_store

CONTENT = b"protocol" * 300_000
HASH = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(scope="module")
def server() -> Iterator[ObjectStore]:
    with object_store() as store:
        yield store


async def put(storage: S3Storage, *chunks: bytes) -> Stored:
    async with storage.incoming() as file:
        for chunk in chunks:
            await file.write(chunk)
        return await file.keep()


async def kept(storage: S3Storage) -> list[str]:
    return sorted([stored.sha256 async for stored in storage.listed()])


async def test_bytes_come_back_under_their_hash_and_can_go(server: ObjectStore) -> None:
    storage = server.storage
    assert await put(storage, CONTENT[:5], CONTENT[5:]) == Stored(HASH, len(CONTENT))
    assert await put(storage, CONTENT) == Stored(HASH, len(CONTENT))
    assert await storage.exists(HASH)
    assert await storage.read(HASH) == CONTENT
    assert [stored async for stored in storage.listed()] == [Stored(HASH, len(CONTENT))]
    assert not list(_spool().glob("*.part"))
    await storage.remove(HASH)
    await storage.remove(HASH)
    assert not await storage.exists(HASH)
    assert await kept(storage) == []
    with pytest.raises(FileNotFoundError):
        await storage.read(HASH)


async def test_other_things_in_the_bucket_are_not_ours(server: ObjectStore) -> None:
    other = S3Storage(replace(server.storage.bucket, prefix="of/the"), server.storage._keys)
    await server.storage._store.put_async("readme.txt", b"not ours")
    await put(server.storage, b"x")
    try:
        assert len(await kept(server.storage)) == 1
        assert len(await kept(other)) == 1
    finally:
        await server.storage.remove((await kept(server.storage))[0])


async def test_a_copy_of_a_file_is_kept(server: ObjectStore, tmp_path: Path) -> None:
    (tmp_path / "rendition").write_bytes(b"jpeg")
    stored = await keep_file(server.storage, tmp_path / "rendition")
    assert await server.storage.read(stored.sha256) == b"jpeg"
    await server.storage.remove(stored.sha256)


async def test_without_the_server_it_can_be_tried_again(
    server: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.s3._RETRY", {"max_retries": 0})
    storage = server.storage
    server.stop()
    try:
        with pytest.raises(StorageUnreachable):
            await put(storage, b"later")
        with pytest.raises(StorageUnreachable):
            await storage.read(HASH)
    finally:
        server.start()
    stored = await put(storage, b"later")
    assert await storage.read(stored.sha256) == b"later"
    await storage.remove(stored.sha256)


async def test_a_bucket_that_is_not_there_is_said_without_the_key(server: ObjectStore) -> None:
    keys = Keys(SecretStr("name"), SecretStr("hunter2secret"))
    storage = S3Storage(replace(server.storage.bucket, name="no-such-bucket"), keys)
    with pytest.raises(StorageUnreachable) as error:
        await put(storage, b"x")
    assert "hunter2secret" not in str(error.value)

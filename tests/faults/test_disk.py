"""No room on the disk: what can't be written waits, and is there once there is room.

The running process is forbidden to write a file beyond some length: that needs no disk of the test's own. The
other words for a full disk are in tests/unit/test_storage.py.
"""

import asyncio
import io
import os
import resource
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial

import pytest
from PIL import Image
from sqlalchemy import update

from db.models import EvidenceFile, FileState
from tests.city import DIRECTOR, City
from tests.faults.program import (
    Program,
    add_readers,
    all_settled,
    arrived,
    fill_outbox,
    running,
    states,
    until,
)
from tests.faults.writers import open_packages, written
from tests.handing_in import files, on_disk, picture
from tests.phone import Phone

MEGABYTE = 1024 * 1024
MESSAGES = 40
FULL_SECONDS = 4


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_evidence_that_finds_no_room_waits_for_it(small_city: City) -> None:
    city = small_city
    await open_packages(city)
    director = Phone(city.playground.url, DIRECTOR)
    large = _noise(8 * MEGABYTE)
    async with running(city) as program:
        await program.is_ready()
        async with _no_room(program, 6 * MEGABYTE):
            await director.sends_file(large, "photo.png")
            await program.says("no room for file")
            await director.sends_photo(picture())
            await until(partial(_are_stored, city, 1), program)
        (waiting,) = await files(city, FileState.PENDING)
        assert waiting.attempts == 0
        await _a_minute_passes(city)
        await until(partial(_are_stored, city, 2), program)
    assert large in (await on_disk(city)).values()
    assert not program.has_said("Traceback"), "".join(program.log)


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_a_database_that_cannot_grow_loses_and_repeats_nothing(small_city: City) -> None:
    city = small_city
    package = (await open_packages(city))[0]
    director = Phone(city.playground.url, DIRECTOR)
    async with running(city) as program:
        await program.is_ready()
        await fill_outbox(city, await add_readers(city, MESSAGES), MESSAGES)
        await until(partial(_some_arrived, city), program)
        async with _no_room(program, 0):
            for number in range(3):
                await director.sends(f"№ {number}")
            await program.says("update")
            await asyncio.sleep(FULL_SECONDS)
            assert await written(city, package) == []
        await until(partial(all_settled, city), program)
    assert await states(city) == {"sent": MESSAGES}
    assert arrived(city) == dict.fromkeys(range(MESSAGES), 1)
    assert await written(city, package) == ["№ 0", "№ 1", "№ 2"]
    assert not program.has_said("Traceback"), "".join(program.log)


def _noise(least: int) -> bytes:
    """A picture of at least so many bytes, which nothing compresses."""
    out = io.BytesIO()
    side = int((least / 3) ** 0.5) + 1
    Image.frombytes("RGB", (side, side), os.urandom(3 * side * side)).save(out, "PNG")
    return out.getvalue()


@asynccontextmanager
async def _no_room(program: Program, longest: int) -> AsyncIterator[None]:
    """The program can write no file beyond `longest` bytes."""
    pid, unlimited = program.process.pid, resource.RLIM_INFINITY
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (longest, unlimited))
    yield
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (unlimited, unlimited))


async def _are_stored(city: City, number: int) -> bool:
    return len(await files(city, FileState.STORED)) == number


async def _some_arrived(city: City) -> bool:
    return arrived(city).total() >= 10


async def _a_minute_passes(city: City) -> None:
    """What waits for room is tried again, as it is after a minute."""
    async with city.app.database.transaction() as session:
        await session.execute(
            update(EvidenceFile)
            .where(EvidenceFile.state == FileState.PENDING)
            .values(try_at=datetime.now(UTC))
        )

"""The real program, killed at random while files come in: what it said is saved, is.

`KURATOR_TEST_KILLS` sets how often it is killed (5 if not told), `KURATOR_TEST_SEED` repeats a run.
"""

import asyncio
import hashlib
import io
import os
import random
import re
from datetime import UTC, datetime

import pytest
from PIL import Image
from sqlalchemy import update

from db.models import EvidenceFile, FileState
from tests.city import City
from tests.engines import both_engines
from tests.faults.program import running, until
from tests.faults.writers import WRITERS, open_packages
from tests.handing_in import files
from tests.phone import Phone

KILLS = int(os.environ.get("KURATOR_TEST_KILLS", "5"))
FILES = 200
SECONDS_TO_FETCH = 240


@pytest.mark.slow
@pytest.mark.timeout(1500)
@both_engines
async def test_killed_at_random_it_loses_no_file(small_city: City) -> None:
    seed = int(os.environ.get("KURATOR_TEST_SEED", random.randrange(1_000_000)))
    print(f"KURATOR_TEST_SEED={seed} KURATOR_TEST_KILLS={KILLS}")
    rng = random.Random(seed)
    pictures = [_picture(number) for number in range(FILES)]
    packages = await open_packages(small_city)
    await small_city.app.intake.settle()

    sending = asyncio.create_task(_send(small_city, pictures, rng))
    for _ in range(KILLS):
        async with running(small_city) as program:
            if rng.random() < 0.8:
                await program.is_ready()
            await asyncio.sleep(rng.uniform(0, 1.5))
            program.process.kill()
        await _holds_what_was_said(small_city, packages)
        await _leases_end(small_city)
    await sending
    async with running(small_city) as program:
        await until(lambda: _all_fetched(small_city), program, SECONDS_TO_FETCH)

    assert _whole_files(small_city) == {hashlib.sha256(one).hexdigest() for one in pictures}
    kept = await files(small_city)
    assert len({(file.chat_id, file.message_id) for file in kept}) == len(kept) == FILES, f"seed {seed}"
    assert {file.state for file in kept} == {FileState.STORED}, f"seed {seed}"


def _picture(number: int) -> bytes:
    """Its bytes differ from those of every other number."""
    out = io.BytesIO()
    Image.new("RGB", (200, 100), (number, 255 - number, 40)).save(out, "PNG")
    return out.getvalue()


async def _send(city: City, pictures: list[bytes], rng: random.Random) -> None:
    phones = [Phone(city.playground.url, chat_id) for chat_id in WRITERS]
    for number, content in enumerate(pictures):
        await phones[number % len(phones)].sends_file(content, f"{number}.png")
        await asyncio.sleep(rng.uniform(0, 0.05))


async def _holds_what_was_said(city: City, packages: list[int]) -> None:
    """So many files as each writer was told are saved, are on disk whole, under the hash of their content."""
    names = _whole_files(city)
    stored = await files(city, FileState.STORED)
    assert all(file.sha256 in names for file in stored)
    for chat_id, package in zip(WRITERS, packages, strict=True):
        mine = [file for file in stored if file.evidence_id == package]
        assert _said_to_be_saved(city, chat_id) <= len(mine)


def _whole_files(city: City) -> set[str]:
    """The names of the files that are there for good; what is half there lies in another folder."""
    there = list(city.settings.evidence_folder.glob("??/*"))
    assert all(hashlib.sha256(path.read_bytes()).hexdigest() == path.name for path in there)
    return {path.name for path in there}


def _said_to_be_saved(city: City, chat_id: int) -> int:
    chat = city.playground.world.chats[chat_id]
    said = (
        re.search(r"Сохранено: (\d+)", message.get("text", ""))
        for message in chat.messages.values()
        if message["from"]["is_bot"]
    )
    return max((int(match[1]) for match in said if match), default=0)


async def _all_fetched(city: City) -> bool:
    if city.playground.world.updates.pending:
        return False
    return not await files(city, FileState.PENDING)


async def _leases_end(city: City) -> None:
    """What was claimed before a kill may be claimed again: as when the minutes of a lease have passed."""
    async with city.app.database.transaction() as session:
        await session.execute(
            update(EvidenceFile)
            .where(EvidenceFile.state == FileState.PENDING, EvidenceFile.try_at > datetime.now(UTC))
            .values(try_at=datetime.now(UTC))
        )

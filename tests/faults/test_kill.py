"""The real program, killed at random: no update is lost or handled twice, no message is lost.

`KURATOR_TEST_KILLS` sets how often it is killed (10 if not told), `KURATOR_TEST_SEED` repeats a run.
"""

import asyncio
import os
import random
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select

from db.models import Assignment, Evidence, Message, MessageState, PendingInput
from db.queries.outbox import NewMessage, put
from db.queries.people import who_is
from roadmap.access import Assignee
from tests.city import COORDINATOR, CURATOR, DEPUTY, DIRECTOR, OTHER_CURATOR, OTHER_DIRECTOR, TOKEN, City
from tests.engines import both_engines
from tests.phone import Phone

KILLS = int(os.environ.get("KURATOR_TEST_KILLS", "10"))
MESSAGES = KILLS * 10
WRITERS = (DIRECTOR, DEPUTY, OTHER_DIRECTOR)
LINES = KILLS * 10 // len(WRITERS)
READERS = (COORDINATOR, CURATOR, OTHER_CURATOR, *WRITERS)
IN_FLIGHT = 30
PATIENCE_SECONDS = 60


@pytest.mark.slow
@pytest.mark.timeout(600)
@both_engines
async def test_killed_at_random_it_loses_no_update_and_no_message(small_city: City) -> None:
    seed = int(os.environ.get("KURATOR_TEST_SEED", random.randrange(1_000_000)))
    print(f"KURATOR_TEST_SEED={seed} KURATOR_TEST_KILLS={KILLS}")
    rng = random.Random(seed)
    packages = await _open_packages(small_city)
    messages = await _fill_outbox(small_city)
    await small_city.app.intake.settle()

    writing = asyncio.create_task(_write(small_city, rng))
    for _ in range(KILLS):
        async with _running(small_city) as process:
            await asyncio.sleep(rng.uniform(0.8, 2.5))
            process.send_signal(signal.SIGKILL)
    await writing
    async with _running(small_city):
        await _until_quiet(small_city)

    for evidence_id in packages:
        assert await _comment(small_city, evidence_id) == _lines(), f"seed {seed}"
    delivered = await _delivered(small_city)
    assert delivered >= messages, f"seed {seed}"
    planned = len(READERS)  # the program may plan the digests of the day on which the test runs
    assert delivered <= messages + KILLS * IN_FLIGHT + planned, (
        f"seed {seed}: more repeated than was in flight"
    )


def _lines() -> list[str]:
    return [f"№ {number}" for number in range(LINES)]


async def _open_packages(city: City) -> list[int]:
    """A package being collected by each writer: every text they send becomes a line of its comment."""
    packages = []
    now = city.clock()
    async with city.app.database.transaction() as session:
        for chat_id in WRITERS:
            actor = (await who_is(session, chat_id)).actor
            assignment = await session.scalar(
                select(Assignment.id).where(
                    Assignment.assignee == Assignee.SCHOOL, Assignment.school_id.in_(actor.schools)
                )
            )
            assert assignment is not None
            evidence = Evidence(assignment_id=assignment, created_by=actor.id, created_at=now)
            session.add(evidence)
            await session.flush()
            session.add(
                PendingInput(
                    person_id=actor.id, kind="evidence", payload={"evidence_id": evidence.id}, since=now
                )
            )
            packages.append(evidence.id)
    return packages


async def _fill_outbox(city: City) -> int:
    async with city.app.database.transaction() as session:
        people = [(await who_is(session, chat_id)).actor.id for chat_id in READERS]
        news = [NewMessage(f"test:{n}", people[n % len(people)], "digest") for n in range(MESSAGES)]
        return await put(session, news, now=city.clock())


async def _write(city: City, rng: random.Random) -> None:
    phones = [Phone(city.playground.url, chat_id) for chat_id in WRITERS]
    for line in _lines():
        for phone in phones:
            await phone.sends(line)
        await asyncio.sleep(rng.uniform(0, 0.05))


@asynccontextmanager
async def _running(city: City) -> AsyncIterator[asyncio.subprocess.Process]:
    settings = city.settings
    environment = os.environ | {
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": settings.bot_api_url,
        "DATABASE_URL": settings.database_url,
        "EVIDENCE_URL": settings.evidence_url,
        "LOG_LEVEL": "WARNING",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env=environment, cwd=Path(__file__).parents[2]
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _until_quiet(city: City) -> None:
    """Until every update is confirmed and every message settled. Fails if that takes too long."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while city.playground.world.updates.pending or await _waiting(city):  # noqa: ASYNC110 -- it is in another process
            await asyncio.sleep(0.2)


async def _waiting(city: City) -> int:
    async with city.app.database.look() as session:
        statement = select(func.count()).where(Message.state == MessageState.WAITING)
        return (await session.scalar(statement)) or 0


async def _comment(city: City, evidence_id: int) -> list[str]:
    async with city.app.database.look() as session:
        comment = await session.scalar(select(Evidence.comment).where(Evidence.id == evidence_id))
    return (comment or "").splitlines()


async def _delivered(city: City) -> int:
    chats = [await city.phone(chat_id).messages() for chat_id in READERS]
    return sum("Сегодня" in message["text"] for chat in chats for message in chat)

"""The real program, killed at random: no update is lost or handled twice, no message is lost.

`KURATOR_TEST_KILLS` sets how often it is killed (10 if not told), `KURATOR_TEST_SEED` repeats a run.
"""

import asyncio
import os
import random
from datetime import UTC, datetime

import pytest

from scheduler.sending import IN_FLIGHT
from tests.city import City
from tests.engines import both_engines
from tests.faults.program import add_readers, arrived, claimable, fill_outbox, leases_end, running, states
from tests.faults.writers import lines, open_packages, write, written

KILLS = int(os.environ.get("KURATOR_TEST_KILLS", "10"))
MESSAGES = KILLS * 10
READERS = 100
PATIENCE_SECONDS = 120


@pytest.mark.slow
@pytest.mark.timeout(1500)
@both_engines
async def test_killed_at_random_it_loses_no_update_and_no_message(small_city: City) -> None:
    seed = int(os.environ.get("KURATOR_TEST_SEED", random.randrange(1_000_000)))
    print(f"KURATOR_TEST_SEED={seed} KURATOR_TEST_KILLS={KILLS}")
    rng = random.Random(seed)
    texts = lines(KILLS * 10)
    packages = await open_packages(small_city)
    await fill_outbox(small_city, await add_readers(small_city, READERS), MESSAGES)
    await small_city.app.intake.settle()

    writing = asyncio.create_task(write(small_city, texts, rng))
    at_work = [await _killed_at_random(small_city, rng) for _ in range(KILLS)]
    await writing
    dead_since = datetime.now(UTC)
    async with running(small_city):
        await _until_quiet(small_city, dead_since)

    for evidence_id in packages:
        assert await written(small_city, evidence_id) == texts, f"seed {seed}"
    counts = arrived(small_city)
    repeats = counts.total() - len(counts)
    print(f"{sum(at_work)} of {KILLS} kills met it at work; {len(counts)} arrived, {repeats} were repeated")
    assert await states(small_city) == {"sent": MESSAGES}, f"seed {seed}"
    assert sorted(counts) == list(range(MESSAGES)), f"seed {seed}: a message is lost"
    assert repeats <= sum(at_work) * IN_FLIGHT, f"seed {seed}: more repeated than was in flight"


async def _killed_at_random(city: City, rng: random.Random) -> bool:
    """Run it and kill it, one time in five while it is still starting. Whether it had begun its work."""
    async with running(city) as program:
        if rng.random() < 0.8:
            await program.is_ready()
        await asyncio.sleep(rng.uniform(0, 1.5))
        program.process.kill()
        return program.ready.is_set()


async def _until_quiet(city: City, dead_since: datetime) -> None:
    """Until every update is confirmed and every message settled. Fails if that takes too long."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while city.playground.world.updates.pending or await claimable(city):  # noqa: ASYNC110 -- another process
            await asyncio.sleep(0.2)
        await leases_end(city, dead_since)
        while (await states(city))["waiting"]:  # noqa: ASYNC110 -- as above
            await asyncio.sleep(0.2)

"""Three replicas on one PostgreSQL, and webhooks: who sends is killed, then frozen, and the next goes on."""

import asyncio
import random
import signal
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from db.advisory import holder_name
from scheduler.sending import IN_FLIGHT
from tests.city import City
from tests.engines import on_postgres
from tests.faults.balancer import balanced, free_port
from tests.faults.program import (
    Program,
    add_readers,
    arrived,
    claimable,
    fill_outbox,
    leases_end,
    running,
    states,
)
from tests.faults.writers import lines, open_packages, write, written

REPLICAS, MESSAGES, UPDATES = 3, 1000, 300
TAKEOVER_SECONDS = 15
PATIENCE_SECONDS = 180
HOLDERS = """
    SELECT application_name FROM pg_stat_activity JOIN pg_locks USING (pid)
    WHERE locktype = 'advisory' AND granted AND application_name LIKE 'kurator lock %'
        AND datname = current_database()
"""


@pytest.mark.slow
@pytest.mark.timeout(600)
@on_postgres
async def test_the_sending_replica_is_killed_and_the_next_one_frozen(small_city: City) -> None:
    city = small_city
    texts = lines(UPDATES)
    packages = await open_packages(city)
    readers = await add_readers(city, MESSAGES)
    async with AsyncExitStack() as stack:
        balancer = await stack.enter_async_context(balanced([free_port() for _ in range(REPLICAS)]))
        replicas = [
            await stack.enter_async_context(running(city, **_hooked(balancer.url, port)))
            for port in balancer.ports
        ]
        await asyncio.gather(*(replica.is_ready() for replica in replicas))
        await fill_outbox(city, readers, MESSAGES)
        writing = asyncio.create_task(write(city, texts, random.Random(1)))

        killed = await _in_the_middle(city, replicas, MESSAGES // 3)
        killed.process.kill()
        dead_since = datetime.now(UTC)
        after_kill = await _takeover(city, killed)
        frozen = await _in_the_middle(city, replicas, MESSAGES * 2 // 3)
        frozen.process.send_signal(signal.SIGSTOP)
        after_freeze = await _takeover(city, frozen)
        frozen.process.send_signal(signal.SIGCONT)

        await writing
        await _until(lambda: _nothing_to_do(city))
        await leases_end(city, dead_since)
        await _until(lambda: _all_sent(city))

    counts = arrived(city)
    repeats = counts.total() - len(counts)
    print(
        f"takeover {after_kill:.1f} s after a kill, {after_freeze:.1f} s after a freeze; {repeats} repeated"
    )
    print(f"webhooks taken by each replica: {[balancer.taken[port] for port in balancer.ports]}")
    for evidence_id in packages:
        assert await written(city, evidence_id) == texts, "an update is lost, or took effect twice"
    assert all(balancer.taken[port] for port in balancer.ports), "a replica took no webhook"
    assert sorted(counts) == list(range(MESSAGES)), "a message is lost"
    assert repeats <= IN_FLIGHT, "more was repeated than was in flight at the kill"
    assert max(after_kill, after_freeze) < TAKEOVER_SECONDS


def _hooked(url: str, port: int) -> dict[str, str]:
    return {
        "WEBHOOK_URL": f"{url}/telegram",
        "WEBHOOK_SECRET": "a-secret_word-for-tests",
        "WEB_PORT": str(port),
    }


async def _in_the_middle(city: City, replicas: list[Program], arrivals: int) -> Program:
    """Once so many messages have arrived: the one replica that sends."""
    await _until(lambda: _arrived(city, arrivals))
    holders = await _holders(city)
    leading = [replica for replica in replicas if holder_name(replica.process.pid) in holders]
    assert len(holders) == len(leading) == 1
    return leading[0]


async def _takeover(city: City, leader: Program) -> float:
    """Seconds until another replica leads and has sent something."""
    began = time.monotonic()
    await _until(lambda: _led_by_another(city, leader))
    before = arrived(city).total()
    await _until(lambda: _arrived(city, before + 1))
    return time.monotonic() - began


async def _holders(city: City) -> list[str]:
    async with city.app.database.look() as session:
        return list(await session.scalars(text(HOLDERS)))


async def _led_by_another(city: City, leader: Program) -> bool:
    holders = await _holders(city)
    return bool(holders) and holder_name(leader.process.pid) not in holders


async def _arrived(city: City, number: int) -> bool:
    return arrived(city).total() >= number


async def _nothing_to_do(city: City) -> bool:
    return not city.playground.world.updates.pending and await claimable(city) == 0


async def _all_sent(city: City) -> bool:
    return await states(city) == {"sent": MESSAGES}


async def _until(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not await holds():  # noqa: ASYNC110 -- it is other processes that are waited for
            await asyncio.sleep(0.1)

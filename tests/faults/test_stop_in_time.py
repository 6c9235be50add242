"""A stop that had to wait took ten seconds for what was in flight, and then another for closing."""

import asyncio
import signal
import sys
import time

import httpx
import pytest

from playground.faults import Fault
from tests.city import City
from tests.faults.balancer import free_port
from tests.faults.program import add_readers, fill_outbox, running, states

LIMIT_SECONDS = 10
# What can't be cut off: a thread.
STUCK = """
import asyncio, signal, time, types
from bot import serve

serve.LONGEST_STOP_SECONDS = 0.5

async def run():
    asyncio.get_running_loop().call_later(0.1, signal.raise_signal, signal.SIGTERM)
    await asyncio.to_thread(time.sleep, 60)

asyncio.run(serve.run_until_told(types.SimpleNamespace(run=run)))
"""


@pytest.mark.slow
async def test_silence_holds_up_no_stop(small_city: City) -> None:
    city, port = small_city, free_port()
    await fill_outbox(city, await add_readers(city, 3), 3)
    city.playground.world.faults.add(Fault("sendMessage", "silence", times=1000, seconds=60))
    async with (
        running(city, METRICS="on", WEB_PORT=str(port)) as program,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as watcher,
    ):
        await program.is_ready()
        async with asyncio.timeout(30):
            while city.playground.world.faults.planned[0].times > 997:  # noqa: ASYNC110 -- calls of another process
                await asyncio.sleep(0.02)
        assert (await watcher.get("/health")).status_code == 200
        program.process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        assert await asyncio.wait_for(program.process.wait(), 30) == 0
        assert time.monotonic() - began < LIMIT_SECONDS
    assert await states(city) == {"waiting": 3}
    assert not program.has_said("Traceback"), "".join(program.log)


async def test_what_cannot_be_cut_off_holds_up_no_stop() -> None:
    began = time.monotonic()
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", STUCK)
    assert await asyncio.wait_for(process.wait(), 30) == -signal.SIGALRM
    assert time.monotonic() - began < LIMIT_SECONDS

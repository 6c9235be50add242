"""The program is told to stop while everything is in flight; and killed between a commit and its answer."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web
from sqlalchemy import func, select

from db.models import EvidenceFile, FileState, Message
from playground.faults import Fault
from tests.city import DIRECTOR, City
from tests.faults.balancer import free_port
from tests.faults.program import Program, add_readers, arrived, fill_outbox, running, states
from tests.faults.writers import open_packages, written
from tests.phone import Phone

MESSAGES = 200
READERS = 60
SECRET = "a-secret_word-for-tests"


async def _until_met(city: City) -> None:
    """Until all faults to order have met a call, which is under way then."""
    async with asyncio.timeout(30):
        while city.playground.world.faults.planned:  # noqa: ASYNC110 -- the calls come from another process
            await asyncio.sleep(0.02)


async def _ended(program: Program) -> float:
    """How many seconds the stop took."""
    began = time.monotonic()
    await asyncio.wait_for(program.process.wait(), 30)
    return time.monotonic() - began


async def test_a_stop_finishes_what_is_in_flight(small_city: City) -> None:
    city = small_city
    await fill_outbox(city, await add_readers(city, READERS), MESSAGES)
    faults = city.playground.world.faults
    faults.add(Fault("sendMessage", "delay", seconds=3))
    faults.add(Fault("file", "delay", seconds=3))
    async with running(city) as program:
        await program.is_ready()
        await Phone(city.playground.url, DIRECTOR).sends_photo()
        await _until_met(city)
        program.process.send_signal(signal.SIGTERM)
        seconds = await _ended(program)
    assert program.process.returncode == 0, "".join(program.log)
    assert seconds < 10
    counts = arrived(city)
    settled = await states(city)
    assert counts.total() == len(counts) == settled["sent"]
    assert 0 < settled["sent"] < MESSAGES, "it began new batches after it was told to stop"
    assert await _leased(city) == 0
    async with city.app.database.look() as session:
        assert await session.scalar(select(EvidenceFile.state)) == FileState.STORED
    assert not any("cut off" in line or "Traceback" in line for line in program.log), "".join(program.log)


async def _leased(city: City) -> int:
    async with city.app.database.look() as session:
        return (await session.scalar(select(func.count()).where(Message.lease_until.is_not(None)))) or 0


async def test_a_second_signal_ends_it_at_once(small_city: City) -> None:
    city = small_city
    await fill_outbox(city, await add_readers(city, 1), 1)
    city.playground.world.faults.add(Fault("sendMessage", "delay", seconds=20))
    async with running(city) as program:
        await program.is_ready()
        await _until_met(city)
        program.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(10):
            while not any("stopping" in line for line in program.log):  # noqa: ASYNC110 -- read by another task
                await asyncio.sleep(0.02)
        program.process.send_signal(signal.SIGTERM)
        assert await _ended(program) < 3
    assert program.process.returncode == -signal.SIGTERM


async def test_killed_between_commit_and_answer_the_update_takes_effect_once(small_city: City) -> None:
    city = small_city
    package = (await open_packages(city))[0]
    port = free_port()
    async with _swallowing(port) as way:
        hook = {"WEBHOOK_URL": f"{way.url}/telegram", "WEBHOOK_SECRET": SECRET, "WEB_PORT": str(port)}
        async with running(city, **hook) as program:
            await program.is_ready()
            way.kill = program
            await Phone(city.playground.url, DIRECTOR).sends("№ 0")
            await asyncio.wait_for(program.process.wait(), 30)
        assert await written(city, package) == ["№ 0"], "it was answered before it was committed"
        assert city.playground.world.updates.pending
        async with running(city, **hook) as program, asyncio.timeout(60):
            await program.is_ready()
            await Phone(city.playground.url, DIRECTOR).sends("№ 1")
            while city.playground.world.updates.pending:  # noqa: ASYNC110 -- the playground posts by itself
                await asyncio.sleep(0.02)
    assert await written(city, package) == ["№ 0", "№ 1"]


class _Way:
    """Between the playground and the program: passes requests on. Is there someone to `kill`, then as soon as
    it has answered, and the answer is swallowed.
    """

    def __init__(self, port: int) -> None:
        self.url = ""
        self.kill: Program | None = None
        self._port = port

    async def forward(self, request: web.Request) -> web.Response:
        url = f"http://127.0.0.1:{self._port}{request.path}"
        try:
            async with (
                aiohttp.ClientSession() as session,
                session.post(url, data=await request.read(), headers=request.headers) as answer,
            ):
                status = answer.status
        except aiohttp.ClientError:
            return web.Response(status=502)
        if status == 200 and self.kill is not None:
            self.kill.process.kill()
            self.kill = None
            return web.Response(status=502)
        return web.Response(status=status)


@asynccontextmanager
async def _swallowing(port: int) -> AsyncIterator[_Way]:
    way = _Way(port)
    app = web.Application()
    app.router.add_post("/{path:.*}", way.forward)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    way.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield way
    finally:
        await runner.cleanup()

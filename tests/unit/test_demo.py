"""`kurator demo` as a process: what it starts with, and that it goes on where it was stopped."""

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from tests.phone import Message, Phone

ROOT = Path(__file__).parents[2]
COORDINATOR = 1001
PATIENCE_SECONDS = 60.0
# Everything a real installation may have set wrong, which the demo has nothing to do with.
FOREIGN = {
    "BOT_TOKEN": "nonsense",
    "BOT_TOKEN_FILE": "/nowhere/token",
    "BOT_API_URL": "nonsense",
    "BOT_PROXY": "nonsense",
    "DATABASE_URL": "mysql://nonsense",
    "EVIDENCE_URL": "s3://nonsense",
    "COORDINATOR_IDS": "nonsense",
    "WEBHOOK_URL": "http://nonsense",
    "WEBHOOK_SECRET": "not allowed!",
    "LOG_LEVEL": "nonsense",
}


@asynccontextmanager
async def demo(folder: Path, *arguments: str) -> AsyncIterator[str]:
    """The running demo's address; at the end it is told to stop as by Ctrl+C, and must do so quietly."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--port", "0", "--data", "demo", *arguments),
        cwd=folder,
        env={**os.environ, **FOREIGN, "PYTHONPATH": str(ROOT)},
        stdout=PIPE,
        stderr=PIPE,
    )
    try:
        yield await _address(process)
        process.send_signal(signal.SIGINT)
        _, errors = await asyncio.wait_for(process.communicate(), PATIENCE_SECONDS)
        assert (process.returncode, errors.decode()) == (0, "")
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def _address(process: Process) -> str:
    assert process.stdout is not None
    line = (await asyncio.wait_for(process.stdout.readline(), PATIENCE_SECONDS)).decode()
    found = re.search(r"http://127\.0\.0\.1:\d+", line)
    if found is None:
        _, errors = await process.communicate()
        raise AssertionError(f"no address in {line!r}: {errors.decode()}")
    return found[0]


async def state(address: str) -> dict[str, object]:
    async with httpx.AsyncClient(base_url=address, timeout=PATIENCE_SECONDS, trust_env=False) as client:
        found: dict[str, object] = (await client.get("/play/state")).json()
    return found


async def turn(address: str, **to: object) -> None:
    async with httpx.AsyncClient(base_url=address, timeout=PATIENCE_SECONDS, trust_env=False) as client:
        (await client.post("/play/clock", json=to)).raise_for_status()


async def answer(phone: Phone, fragment: str) -> Message:
    """What the bot says, once it has said it."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            for message in await phone.messages():
                if fragment in message["text"]:
                    return message
            await asyncio.sleep(0.05)


@pytest.mark.slow
async def test_it_goes_on_where_it_was(tmp_path: Path) -> None:
    async with demo(tmp_path) as address:
        first = await state(address)
        people = first["people"]
        assert isinstance(people, list)
        assert len(people) == 6
        assert str(first["now"]).startswith("2022-01-10T10:00")
        phone = Phone(address, COORDINATOR)
        await phone.sends("/start")
        consent = await answer(phone, "Вас приглашают как")
        await turn(address, days=3)

    async with demo(tmp_path) as address:
        assert str((await state(address))["now"]).startswith("2022-01-13T")
        phone = Phone(address, COORDINATOR)
        await phone.presses("Согласен", in_message=consent)
        await answer(phone, "Добро пожаловать")
        await phone.sends("/roadmap")
        await answer(phone, "21 мероприятие, 33 контрольных срока")


async def test_it_can_be_stopped_while_the_clock_is_turned(tmp_path: Path) -> None:
    async with demo(tmp_path, "--today", "2022-02-01") as address:
        assert str((await state(address))["now"]).startswith("2022-02-01T10:00")
        turning = asyncio.create_task(turn(address, days=3000))
        while str((await state(address))["now"]) < "2022-02-03":  # noqa: ASYNC110 -- in another process
            await asyncio.sleep(0.05)
    with pytest.raises(httpx.HTTPError):
        await turning

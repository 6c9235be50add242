"""How soon `kurator run` is ready, and what it takes while idle."""

import asyncio
import sys
import time
from asyncio import create_subprocess_exec
from asyncio.subprocess import DEVNULL, PIPE
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.report import Figure
from bench.town import ROOT, environment, playground

IDLE_SECONDS = 5
MEGABYTE = 1024


async def ready_and_idle() -> tuple[Figure, Figure]:
    """Of the second of two starts, the disk being warm: seconds until it is ready, then megabytes."""
    async with playground(people=1) as address:
        with TemporaryDirectory() as folder:
            await _start(address, folder)
            seconds, megabytes = await _start(address, folder)
    return (
        Figure("seconds until `kurator run` is ready", seconds, 3, at_most=True),
        Figure("megabytes of `kurator run` while idle", megabytes, 150, at_most=True),
    )


async def _start(address: str, folder: str) -> tuple[float, float]:
    began = time.perf_counter()
    process = await create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        env=environment(address, folder),
        cwd=ROOT,
        stdout=DEVNULL,
        stderr=PIPE,
    )
    assert process.stderr is not None
    async with asyncio.timeout(60):
        while b"ready" not in (line := await process.stderr.readline()):
            assert line, "it ended before it was ready"
    seconds = time.perf_counter() - began
    await asyncio.sleep(IDLE_SECONDS)
    megabytes = _resident(process.pid)
    process.terminate()
    await process.wait()
    return seconds, megabytes


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / MEGABYTE

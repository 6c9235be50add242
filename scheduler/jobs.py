"""The metronome: interval jobs in memory. The database is the schedule; nothing is remembered here."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from apscheduler.schedulers.asyncio import AsyncIOScheduler


@dataclass(frozen=True, slots=True)
class Job:
    """`do_one` does one portion of work and says whether there may be more; it is drained every `seconds`."""

    name: str
    seconds: float
    do_one: Callable[[], Awaitable[bool]]


async def drain(do_one: Callable[[], Awaitable[bool]]) -> None:
    while await do_one():
        pass


async def _beat(do_one: Callable[[], Awaitable[bool]]) -> None:
    """A stop of the program cuts a beat off, which is no error: what was begun is taken up after a start."""
    with suppress(asyncio.CancelledError):
        await drain(do_one)


def metronome(jobs: tuple[Job, ...]) -> AsyncIOScheduler:
    """A scheduler with the jobs, not started. A beat that comes while the last is at work is left out."""
    scheduler = AsyncIOScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
    )
    for job in jobs:
        scheduler.add_job(_beat, "interval", args=[job.do_one], seconds=job.seconds, id=job.name)
    return scheduler

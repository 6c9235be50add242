"""The metronome: interval jobs in memory. The database is the schedule; nothing is remembered here."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.watch import Watch
from db.trouble import is_passing

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """`do_one` does one portion of work and says whether there may be more; it is drained every `seconds`."""

    name: str
    seconds: float
    do_one: Callable[[], Awaitable[bool]]


async def drain(do_one: Callable[[], Awaitable[bool]]) -> None:
    while await do_one():
        pass


class Metronome:
    """Drains the jobs, each at its interval. A beat that comes while the last is at work is left out."""

    def __init__(self, jobs: tuple[Job, ...], watch: Watch) -> None:
        self._watch = watch
        self._stopping = False
        self._beats: set[asyncio.Task[None]] = set()
        self._scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
        )
        for job in jobs:
            self._scheduler.add_job(self._beat, "interval", args=[job], seconds=job.seconds, id=job.name)

    def start(self) -> None:
        self._scheduler.start()

    async def finish(self) -> None:
        """Begin no more portions, and wait for those at work."""
        self._stopping = True
        self._scheduler.pause()
        while self._beats:
            await asyncio.wait(self._beats)

    def cut_off(self) -> None:
        """End at once: what was begun is taken up after a start."""
        self._scheduler.shutdown(wait=False)

    async def _beat(self, job: Job) -> None:
        beat = asyncio.create_task(self._drain(job))
        self._beats.add(beat)
        beat.add_done_callback(self._beats.discard)
        with suppress(asyncio.CancelledError):  # cut off, which is no error
            await beat

    async def _drain(self, job: Job) -> None:
        began = time.monotonic()
        try:
            while not self._stopping and await job.do_one():
                pass
        except Exception as error:
            if not is_passing(error):
                raise
            log.warning("%s: the next beat tries again: %s", job.name, type(error).__name__)
        self._watch.ticked(job.name, time.monotonic() - began)

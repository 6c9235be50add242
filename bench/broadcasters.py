"""One text to everybody, against other people's packages: how fast within the limits, and over a kill.

Each sender is a process of its own (`bench.senders`). The server is here, so that every arrival is seen.
"""

import asyncio
import sys
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.report import Figure
from bench.senders import TEXT
from bench.town import ROOT, TOKEN, chats
from playground.clock import TurnableClock
from playground.errors import ApiError
from playground.limits import SendLimits
from playground.server import Playground
from scheduler.limits import PER_SECOND

# Where there is such a place: a disk that is busy otherwise would slow down who commits every single message.
IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 -- names of their own are made in it
RECIPIENTS = 600
TRIAL = 150
READERS, KILLED_AT = 300, 160  # in the middle of a second's messages of the outbox
MOST_REPEATED = PER_SECOND  # no more is between its request and its commit while the limits are on
PATIENCE_SECONDS = 120
INTERNET = 0.05  # seconds that a call takes over the internet, about


class Ledger(SendLimits):
    """Telegram's limits, with a note of every message that keeps them and a count of the 429s."""

    def __init__(self) -> None:
        super().__init__()
        self.arrivals: list[float] = []
        self.refused = 0
        self._awaited = (0, asyncio.Event())

    def spend(self, chat_id: int, messages: int = 1) -> None:
        try:
            super().spend(chat_id, messages)
        except ApiError:
            self.refused += 1
            raise
        self.arrivals.append(time.monotonic())
        number, event = self._awaited
        if len(self.arrivals) == number:
            event.set()

    async def arrived(self, number: int) -> None:
        """Wait until so many messages have arrived."""
        self._awaited = number, asyncio.Event()
        await self._awaited[1].wait()

    @property
    def seconds(self) -> float:
        """From the first arrival to the last."""
        return self.arrivals[-1] - self.arrivals[0]

    @property
    def steady(self) -> float:
        """Messages a second once a burst of a second's messages is over."""
        return (len(self.arrivals) - PER_SECOND) / (self.arrivals[-1] - self.arrivals[PER_SECOND - 1])


@dataclass(frozen=True)
class Town:
    """A Bot API server, and so many people who have all started the bot."""

    playground: Playground
    ledger: Ledger
    people: int

    def copies(self) -> list[int]:
        """How often the text stands in each person's chat."""
        everybody = [self.playground.world.chats[chat] for chat in chats(self.people)]
        counts = [
            sum(message.get("text") == TEXT for message in chat.messages.values()) for chat in everybody
        ]
        assert sum(counts) == len(self.ledger.arrivals), "not all that arrived stands in a chat"
        return counts


@dataclass(frozen=True)
class Sender:
    """A program of `bench.senders` with its options; `keeps`: after a kill it knows what is left to do."""

    name: str
    program: str
    options: tuple[str, ...] = ()
    keeps: bool = True

    async def start(self, town: Town, folder: str) -> Process:
        where = town.playground.url, folder, str(town.people)
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bench.senders", self.program, *where, *self.options, cwd=ROOT
        )

    async def run(self, town: Town, folder: str) -> None:
        async with asyncio.timeout(PATIENCE_SECONDS):
            status = await (await self.start(town, folder)).wait()
        assert status == 0, f"{self.name} failed"


def _broadcaster(interval: float, *, storage: bool = True) -> Sender:
    keeping = "SQLAlchemy" if storage else "no"
    name = f"aiogram-broadcaster, {interval * 1000:.1f} ms between, {keeping} storage"
    options = ("--interval", f"{interval}", *(["--storage"] if storage else []))
    return Sender(name, "broadcaster", options, keeps=storage)


OURS = Sender("the outbox", "outbox")
HASTY = _broadcaster(0)
BURSTS = Sender("python-telegram-bot, AIORateLimiter(30, 1)", "limiter", keeps=False)
EVENLY = Sender("python-telegram-bot, AIORateLimiter(1, 1/30)", "limiter", ("--burst", "1"), keeps=False)


async def against_broadcasters() -> list[Figure]:
    keeping, forgetting = [await _best_broadcaster(storage=storage) for storage in (True, False)]
    return [
        *await _speed(keeping, forgetting, HASTY, BURSTS, EVENLY),
        *await _speed(HASTY, delay=INTERNET),
        *await _after_kill(keeping, forgetting, EVENLY),
    ]


async def _speed(*others: Sender, delay: float = 0) -> list[Figure]:
    """How fast everybody has the text, with so many seconds added to each call."""
    ours = await _timed(OURS, delay)
    way = f"{delay * 1000:.0f} ms a call"
    return [
        Figure(f"answers 429 to the outbox, {way} (none allowed)", ours.refused, 0, at_most=True),
        *[_as_fast(other, (await _timed(other, delay)).seconds / ours.seconds, way) for other in others],
    ]


def _as_fast(other: Sender, ratio: float, way: str) -> Figure:
    return Figure(f"the outbox / {other.name}, {way}", ratio, 1)


async def _after_kill(*others: Sender) -> list[Figure]:
    lost, repeated = await _killed(OURS)
    for other in others:
        await _killed(other)
    return [
        Figure("messages lost by the outbox over a kill", lost, 0, at_most=True),
        Figure("messages repeated by the outbox over a kill", repeated, MOST_REPEATED, at_most=True),
    ]


@asynccontextmanager
async def _town(people: int, delay: float = 0) -> AsyncIterator[Town]:
    playground = Playground(TurnableClock(datetime.now(UTC), running=True), token=TOKEN, delay=delay)
    playground.world.limits = ledger = Ledger()
    for chat in chats(people):
        playground.add_person(chat, f"Человек {chat}", started=True)
    await playground.start()
    try:
        yield Town(playground, ledger, people)
    finally:
        await playground.stop()


async def _best_broadcaster(*, storage: bool) -> Sender:
    """It sleeps between messages, whatever they took: the best interval leaves out what it needs itself.

    The median of it, so that a moment in which the machine was busy doesn't drive it into refusals.
    """
    turn = 1 / PER_SECOND
    async with _town(RECIPIENTS) as town:
        with TemporaryDirectory(dir=IN_MEMORY) as folder:
            await _kill_at(TRIAL, _broadcaster(turn, storage=storage), town, folder)
        itself = median(after - before for before, after in pairwise(town.ledger.arrivals)) - turn
    return _broadcaster(max(0.0, turn - itself), storage=storage)


async def _timed(sender: Sender, delay: float) -> Ledger:
    async with _town(RECIPIENTS, delay) as town:
        with TemporaryDirectory(dir=IN_MEMORY) as folder:
            await sender.run(town, folder)
        assert set(town.copies()) == {1}, f"{sender.name} did not reach everybody once"
    ledger = town.ledger
    print(
        f"  {sender.name}, {delay * 1000:.0f} ms a call: {ledger.seconds:.2f} s, "
        f"{ledger.steady:.2f}/s after the first second, {ledger.refused} answers 429"
    )
    return ledger


async def _killed(sender: Sender) -> tuple[int, int]:
    """How many were lost and repeated.

    It is killed at the worst moment: a message has just arrived, and the sender doesn't know yet.
    """
    async with _town(READERS) as town:
        with TemporaryDirectory(dir=IN_MEMORY) as folder:
            await _kill_at(KILLED_AT, sender, town, folder)
            left = town.copies().count(0)
            await sender.run(town, folder)
        copies = town.copies()
    lost, repeated = copies.count(0), sum(count - 1 for count in copies if count)
    how = "goes on" if sender.keeps else f"has kept nothing ({left} lost, unless all is begun anew)"
    print(f"  {sender.name}, killed with {left} left: {how}: {lost} lost, {repeated} repeated")
    return lost, repeated


async def _kill_at(arrivals: int, sender: Sender, town: Town, folder: str) -> None:
    process = await sender.start(town, folder)
    async with asyncio.timeout(PATIENCE_SECONDS):
        await town.ledger.arrived(arrivals)
    assert process.returncode is None, f"{sender.name} ended too early"
    process.kill()
    await process.wait()

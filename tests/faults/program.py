"""`kurator run` as a process, people who only read, and what of the outbox has arrived at their chats.

The messages are told apart by a number in their text: what is counted depends on no wording and no calendar.
"""

import asyncio
import os
import re
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select, update

from db.models import Account, Membership, Message, MessageState, Person
from db.queries.outbox import NewMessage, put
from roadmap.access import Role
from scheduler.outbox import LEASE
from tests.city import TOKEN, City

ROOT = Path(__file__).parents[2]
FIRST_READER = 10_001
READY_SECONDS = 60
PREFIX = "test:"
PATIENCE_SECONDS = 60


@dataclass
class Program:
    """`log`: its lines so far; `ready` is set once it has started."""

    process: asyncio.subprocess.Process
    log: list[str] = field(default_factory=list)
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    async def is_ready(self) -> None:
        """Wait for it. Fails with its log if that takes too long."""
        try:
            await asyncio.wait_for(self.ready.wait(), READY_SECONDS)
        except TimeoutError:
            raise AssertionError("".join(self.log)) from None

    def has_said(self, words: str) -> bool:
        return any(words in line for line in self.log)

    async def says(self, words: str) -> None:
        """Wait for a line of its log with these words."""

        async def said() -> bool:
            return self.has_said(words)

        await until(said, self)

    async def listen(self) -> None:
        assert self.process.stderr is not None
        async for line in self.process.stderr:
            self.log.append(line.decode(errors="replace"))
            if b"ready" in line:
                self.ready.set()


@asynccontextmanager
async def running(city: City, **environment: str) -> AsyncIterator[Program]:
    """The program on the city's database and playground, killed at the end if it still runs."""
    settings = city.settings
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "run"),
        env=os.environ
        | {
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": settings.bot_api_url,
            "DATABASE_URL": settings.database_url,
            "EVIDENCE_URL": settings.evidence_url,
            "LOG_LEVEL": "INFO",
        }
        | environment,
        cwd=ROOT,
        stderr=asyncio.subprocess.PIPE,
    )
    program = Program(process)
    listening = asyncio.create_task(program.listen())
    try:
        yield program
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        await listening


async def until(
    holds: Callable[[], Awaitable[bool]], program: Program, seconds: float = PATIENCE_SECONDS
) -> None:
    """Wait for what the program does. Fails with its log if that takes too long."""
    try:
        async with asyncio.timeout(seconds):
            while not await holds():  # noqa: ASYNC110 -- nobody announces it
                await asyncio.sleep(0.05)
    except TimeoutError:
        raise AssertionError("".join(program.log)) from None


async def add_readers(city: City, count: int, *, now: datetime | None = None) -> list[int]:
    """So many coordinators who have started the bot and only read; the ids of their people."""
    now = now or datetime.now(UTC)
    readers = []
    async with city.app.database.transaction() as session:
        for chat_id in range(FIRST_READER, FIRST_READER + count):
            city.playground.add_person(chat_id, "Читатель", str(chat_id), started=True)
            person = Person(name=f"Читатель {chat_id}", locale="ru", consented_at=now)
            session.add(person)
            readers.append(person)
        await session.flush()
        for number, person in enumerate(readers):
            session.add(Account(person_id=person.id, platform="telegram", chat_id=FIRST_READER + number))
            session.add(Membership(person_id=person.id, role=Role.COORDINATOR, created_at=now))
    return [person.id for person in readers]


async def fill_outbox(city: City, people: Sequence[int], count: int, *, now: datetime | None = None) -> None:
    """Messages for the people in turn, due `now` (UTC) at any time of the day, each with its number."""
    news = [
        NewMessage(
            f"{PREFIX}{number}",
            people[number % len(people)],
            "roadmap-refused",
            {"name": f"файл-{number}-.", "text_id": "roadmap-document-lost", "arguments": {}},
        )
        for number in range(count)
    ]
    async with city.app.database.transaction() as session:
        assert await put(session, news, now=now or datetime.now(UTC)) == count


def arrived(city: City) -> Counter[int]:
    """How often each of the messages stands in the chats, by its number."""
    chats = city.playground.world.chats.values()
    texts = (message.get("text", "") for chat in chats for message in chat.messages.values())
    found = (re.search(r"файл-(\d+)-", text) for text in texts)
    return Counter(int(match[1]) for match in found if match)


async def states(city: City) -> Counter[str]:
    """How many of the messages are in which state."""
    async with city.app.database.look() as session:
        rows = await session.execute(
            select(Message.state, func.count()).where(Message.key.startswith(PREFIX)).group_by(Message.state)
        )
        return Counter({str(state): number for state, number in rows})


async def outbox(city: City) -> dict[int, Message]:
    """The messages by their number."""
    async with city.app.database.look() as session:
        found = await session.scalars(select(Message).where(Message.key.startswith(PREFIX)))
        return {int(message.key.removeprefix(PREFIX)): message for message in found}


async def all_settled(city: City) -> bool:
    """Whether each of the messages has come to an end, and every update is confirmed."""
    return not (await states(city))["waiting"] and not city.playground.world.updates.pending


async def claimable(city: City) -> int:
    """How many of the messages wait and are leased to nobody."""
    async with city.app.database.look() as session:
        statement = select(func.count()).where(
            Message.key.startswith(PREFIX),
            Message.state == MessageState.WAITING,
            Message.lease_until.is_(None),
        )
        return (await session.scalar(statement)) or 0


async def leases_end(city: City, dead_since: datetime) -> None:
    """What was leased before a kill may be claimed again: as when the minutes of a lease have passed."""
    async with city.app.database.transaction() as session:
        await session.execute(
            update(Message)
            .where(Message.state == MessageState.WAITING, Message.lease_until <= dead_since + LEASE)
            .values(lease_until=None)
        )

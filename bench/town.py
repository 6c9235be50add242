"""What the benchmarks share: a playground process, and the bot with people in its database."""

import os
import sys
from asyncio import create_subprocess_exec
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.app import App, build
from bot.screens.screen import Screen
from bot.settings import Settings
from db.models import Account, Membership, Person, School
from db.queries.roadmap import start_roadmap
from playground.__main__ import DEFAULT_TOKEN, FIRST_PERSON
from roadmap.access import Role
from roadmap.document import read_document
from roadmap.names import normalise_name
from scheduler.limits import Limits
from scheduler.notices import Renderers
from scheduler.notices.registry import RENDERERS

ROOT = Path(__file__).parents[1]
TOKEN = DEFAULT_TOKEN
NOTE = "note"
MORNING = datetime(2022, 2, 14, 7, 0, tzinfo=UTC)


async def _note(_session: object, payload: dict[str, object], _speech: object) -> Screen:
    return Screen(str(payload["text"]))


WITH_NOTES: Renderers = {**RENDERERS, NOTE: _note}


@asynccontextmanager
async def playground(*options: str, people: int) -> AsyncIterator[str]:
    """A server process with so many people who have started the bot; gives its address."""
    process = await create_subprocess_exec(
        sys.executable, "-m", "playground", "--people", str(people), *options, stdout=PIPE, cwd=ROOT
    )
    try:
        assert process.stdout is not None
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.terminate()
        await process.wait()


@asynccontextmanager
async def bot_in_town(address: str, *, people: int, limits: Limits) -> AsyncIterator[App]:
    """The bot on a fresh SQLite database: Penza's roadmap, and so many schools with a person each."""
    with TemporaryDirectory() as folder:
        app = bot_in(folder, address, limits=limits)
        await app.start()
        await settle_in(app, people)
        try:
            yield app
        finally:
            await app.close()


def bot_in(folder: str, address: str, *, limits: Limits, now: datetime = MORNING) -> App:
    """The bot on the database of that folder. Its clock stands at `now` (UTC)."""
    return build(_settings(address, folder), clock=lambda: now, limits=limits, renderers=WITH_NOTES)


def _settings(address: str, folder: str) -> Settings:
    return Settings(
        _env_file=None,
        bot_token=TOKEN,
        bot_api_url=address,
        database_url=f"sqlite+aiosqlite:///{folder}/bench.db",
        evidence_url=f"{folder}/evidence",
    )


def environment(address: str, folder: str) -> dict[str, str]:
    """The same settings for a process of the bot."""
    settings = _settings(address, folder)
    return os.environ | {
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": address,
        "DATABASE_URL": settings.database_url,
        "EVIDENCE_URL": settings.evidence_url,
    }


async def settle_in(app: App, people: int) -> None:
    """Penza's roadmap, and so many schools with a person each, into an empty database."""
    now = app.clock()
    reading = read_document((files("roadmap") / "data" / "penza-500plus-2022.txt").read_bytes())
    async with app.database.transaction() as session:
        for number in range(1, people + 1):
            name = f"Школа № {number}"
            session.add(School(id=number, name=name, name_key=normalise_name(name), created_at=now))
            session.add(Person(id=number, name=f"Человек {number}", locale="ru", consented_at=now))
        await session.flush()
        for number in range(1, people + 1):
            session.add(Account(person_id=number, platform="telegram", chat_id=FIRST_PERSON + number - 1))
            session.add(
                Membership(person_id=number, role=Role.REPRESENTATIVE, school_id=number, created_at=now)
            )
        await session.flush()
        await start_roadmap(session, reading, "bench", by=None, now=now, zone=app.settings.timezone)


def chats(people: int) -> range:
    return range(FIRST_PERSON, FIRST_PERSON + people)

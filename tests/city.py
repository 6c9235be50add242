"""A city for the tests: the real bot, the playground it talks to over HTTP, and people with phones.

Schools and names are invented, and plainly so.
"""

import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.app import App, build
from bot.settings import Settings
from db.models import Account, Membership, Person, School
from db.queries.roadmap import start_roadmap
from playground.clock import TurnableClock
from playground.server import Playground
from playground.walk import walk
from roadmap.access import Role
from roadmap.document import read_document
from roadmap.names import normalise_name
from scheduler.limits import Limits
from tests.phone import Phone

TOKEN = "100500:test-token-that-opens-nothing-at-all"
ZONE = ZoneInfo("Europe/Moscow")
MONDAY = datetime(2022, 1, 10, 10, 0, tzinfo=ZONE).astimezone(UTC)

COORDINATOR, CURATOR, OTHER_CURATOR, DIRECTOR, DEPUTY, OTHER_DIRECTOR, HEAD, STRANGER = range(901, 909)
PEOPLE = {
    COORDINATOR: "Ольга Примерова",
    CURATOR: "Иван Образцов",
    OTHER_CURATOR: "Пётр Условный",
    DIRECTOR: "Анна Тестова",
    DEPUTY: "Мария Вымышленная",
    OTHER_DIRECTOR: "Сергей Нарочный",
    HEAD: "Елена Показательная",
    STRANGER: "Прохожий Случайный",
}
SCHOOLS = ("Школа № 901", "Школа № 902", "Школа № 903")
ROADMAP = files("roadmap") / "data" / "penza-500plus-2022.txt"


@dataclass
class City:
    """`phone(CURATOR)` is that person's chat; when an action returns, the bot has done its work on it."""

    playground: Playground
    clock: TurnableClock
    settings: Settings
    app: App
    phones: dict[int, Phone] = field(default_factory=dict)

    def phone(self, person: int) -> Phone:
        if person not in self.phones:
            self.phones[person] = Phone(self.playground.url, person, drain=self.drain)
        return self.phones[person]

    @property
    def coordinator(self) -> Phone:
        return self.phone(COORDINATOR)

    @property
    def curator(self) -> Phone:
        return self.phone(CURATOR)

    async def drain(self) -> None:
        await self.app.drain()

    async def passes(self, **time: float) -> None:
        """Time goes by (keywords of timedelta), the bot doing what falls due on the way."""
        await self.goes_to(self.clock() + timedelta(**time))

    async def goes_to(self, moment: datetime) -> None:
        await self.app.drain()
        await walk(self.app, self.clock, moment, ZONE)

    async def restarts(self) -> None:
        """The bot is stopped and started again on the same database."""
        await self.app.close()
        self.app = await _started(self.settings, self.clock)

    async def settle_in(self) -> None:
        """Everybody is in and Penza's roadmap is started, without chatting.

        The coordinator and the head of the department; a curator of schools 901 and 902 and one of 903; a
        representative of each school. Everybody has pressed «Start» and seen what is said then.
        """
        now = self.clock()
        async with self.app.database.transaction() as session:
            for name in SCHOOLS:
                session.add(School(name=name, name_key=normalise_name(name), created_at=now))
            await session.flush()
            ids = {school.name: school.id for school in await session.scalars(select(School))}
            one, two, three = (ids[name] for name in SCHOOLS)
            people: dict[int, tuple[Role, tuple[int | None, ...]]] = {
                COORDINATOR: (Role.COORDINATOR, (None,)),
                HEAD: (Role.DEPARTMENT, (None,)),
                CURATOR: (Role.CURATOR, (one, two)),
                OTHER_CURATOR: (Role.CURATOR, (three,)),
                DIRECTOR: (Role.REPRESENTATIVE, (one,)),
                DEPUTY: (Role.REPRESENTATIVE, (two,)),
                OTHER_DIRECTOR: (Role.REPRESENTATIVE, (three,)),
            }
            for chat_id, (role, schools) in people.items():
                person = Person(name=PEOPLE[chat_id], locale="ru", consented_at=now)
                session.add(person)
                await session.flush()
                session.add(Account(person_id=person.id, platform="telegram", chat_id=chat_id))
                session.add_all(
                    Membership(person_id=person.id, role=role, school_id=school, created_at=now)
                    for school in schools
                )
            await session.flush()
            reading = read_document(ROADMAP.read_bytes())
            await start_roadmap(session, reading, "penza-500plus-2022.txt", by=None, now=now, zone=ZONE)
        for chat_id in people:
            # Everybody is there before the bot speaks of its own accord: it may write to nobody else.
            await Phone(self.playground.url, chat_id).sends("/start")
        await self.drain()
        for chat_id in people:
            await self.phone(chat_id).sees_all()


@dataclass(frozen=True)
class Settled:
    """A city on SQLite in which everybody has settled in, kept to be copied: settling in takes longer."""

    folder: Path
    seen: dict[int, dict[int, tuple[str, object]]]

    @classmethod
    async def keep(cls, folder: Path, migrated: Path) -> "Settled":
        """Let everybody settle in once, on a copy of an empty database with the newest schema."""
        database = shutil.copyfile(migrated, folder / "kurator.db")
        address = f"sqlite+aiosqlite:///{database}"
        async with open_city(address, folder, playground_folder=folder) as city:
            await city.settle_in()
            phones = city.phones
        with sqlite3.connect(database) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        return cls(folder, {person: phone.seen for person, phone in phones.items()})

    @asynccontextmanager
    async def copied(self, database_url: str, folder: Path) -> AsyncIterator[City]:
        """The same city once more, in the database file of that address."""
        shutil.copyfile(self.folder / "kurator.db", database_url.removeprefix("sqlite+aiosqlite:///"))
        playground_folder = folder / "playground"
        playground_folder.mkdir()
        shutil.copyfile(self.folder / "playground.db", playground_folder / "playground.db")
        async with open_city(database_url, folder, playground_folder=playground_folder) as city:
            for person, seen in self.seen.items():
                city.phone(person).seen = dict(seen)
            yield city


@asynccontextmanager
async def open_city(
    database_url: str, folder: Path, *, limits: bool = False, playground_folder: Path | None = None
) -> AsyncIterator[City]:
    """A running playground with all people in it and the bot started, not claimed by anybody."""
    clock = TurnableClock(MONDAY)
    playground = Playground(clock, token=TOKEN, limits=limits, data=playground_folder)
    for person, name in PEOPLE.items():
        first, last = name.split()
        playground.add_person(person, first, last)
    url = await playground.start()
    settings = Settings(
        _env_file=None,
        bot_token=TOKEN,
        bot_api_url=url,
        database_url=database_url,
        evidence_url=str(folder / "evidence"),
    )
    try:
        city = City(playground, clock, settings, await _started(settings, clock))
        try:
            yield city
        finally:
            await city.app.close()
    finally:
        await playground.stop()


async def _started(settings: Settings, clock: TurnableClock) -> App:
    app = build(settings, clock=clock, limits=Limits(per_second=None))
    await app.start()
    return app

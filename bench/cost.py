"""What the size of a city costs: a beat with nothing due, and the planning of a day, on both engines."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import Insert, delete, func, insert, literal, select, text, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from bench.report import Figure
from bench.town import TOKEN
from bot.app import App, build
from bot.settings import Settings
from db.models import (
    Account,
    Activity,
    Assignment,
    Installation,
    Membership,
    Message,
    MessageState,
    Occurrence,
    Person,
    School,
)
from db.queries.installation import installation
from db.queries.preview import week_ahead
from db.queries.reminders import people_speaking
from db.queries.roadmap import start_roadmap
from db.schema import migrate
from roadmap.access import Assignee, Role
from roadmap.calendar import is_working
from roadmap.document import read_document
from roadmap.names import normalise_name
from roadmap.standing import AssignmentStatus
from tests import postgres

SMALL, LARGE = 40, 40_000
FEW, MANY = 400, 4_000
ROUNDS, BEATS = 9, 20
NOON = datetime(2022, 2, 14, 9, 0, tzinfo=UTC)
MOST = 1.5


@dataclass
class Town:
    """A city of `schools` with a representative each; `now` (UTC) is the moment at which it lives."""

    app: App
    schools: int
    now: datetime = NOON

    @property
    def today(self) -> date:
        return self.now.date()


async def of_size() -> list[Figure]:
    """Both engines; PostgreSQL only where its programs are installed."""
    with TemporaryDirectory() as folder:
        figures = await _on("SQLite", lambda name: f"sqlite+aiosqlite:///{folder}/{name}.db")
    if postgres.programs() is None:
        print("  PostgreSQL is not installed: its cost is not measured")
        return figures
    with TemporaryDirectory() as folder, postgres.server(Path(folder)) as address:
        await _create_databases(address)
        return figures + await _on("PostgreSQL", lambda name: f"{address}/{name}")


async def _create_databases(address: str) -> None:
    import asyncpg

    connection = await asyncpg.connect(f"{address.replace('+asyncpg', '')}/postgres")
    for name in ("small", "large"):
        await connection.execute(f"CREATE DATABASE {name}")
    await connection.close()


async def _on(engine: str, url: Callable[[str], str]) -> list[Figure]:
    async with AsyncExitStack() as stack:
        small = await stack.enter_async_context(_town(url("small"), SMALL))
        large = await stack.enter_async_context(_town(url("large"), LARGE))
        await _move_to_quiet_day(small, large)
        beat = await _paired("beat", _beat, small, large)
        for town in (small, large):
            await _add_due(town, range(1, SMALL + 1))
        planning = await _paired("planning", _plan, small, large)
        linear = await _linearity(large)
        await _time_look_ahead(large)
    pair = f"{LARGE} schools / {SMALL}, {engine}"
    return [
        Figure(f"a beat with nothing due: {pair}", beat, MOST, at_most=True),
        Figure(f"planning the same {SMALL} digests: {pair}", planning, MOST, at_most=True),
        Figure(f"planning {MANY} digests / {FEW}, each, {engine}", linear, MOST, at_most=True),
    ]


@asynccontextmanager
async def _town(url: str, schools: int) -> AsyncIterator[Town]:
    with TemporaryDirectory() as folder:
        settings = Settings(_env_file=None, bot_token=TOKEN, database_url=url, evidence_url=folder)
        town = Town(app=build(settings, clock=lambda: town.now), schools=schools)
        try:
            began = time.perf_counter()
            await migrate(town.app.database)
            await _build(town)
            print(
                f"  {url.partition('+')[0]}, {schools} schools: built in {time.perf_counter() - began:.0f} s"
            )
            yield town
        finally:
            await town.app.close()


async def _build(town: Town) -> None:
    reading = read_document((files("roadmap") / "data" / "penza-500plus-2022.txt").read_bytes())
    async with town.app.database.transaction() as session:
        await start_roadmap(session, reading, "bench", by=None, now=town.now, zone=town.app.settings.timezone)
        await installation(session)
        await _populate(session, town)
        await session.execute(_assign_all(town.now))
    async with town.app.database.transaction() as session:
        await session.execute(text("ANALYZE"))


async def _populate(session: AsyncSession, town: Town) -> None:
    """A school, its representative, and of each a message that was sent and one that is not due yet."""
    now, numbers = town.now, range(1, town.schools + 1)
    names = {number: f"Школа № {number}" for number in numbers}
    rows = {
        School: [
            {"id": n, "name": name, "name_key": normalise_name(name), "created_at": now}
            for n, name in names.items()
        ],
        Person: [{"id": n, "name": f"Человек {n}", "locale": "ru", "consented_at": now} for n in numbers],
        Account: [{"person_id": n, "platform": "telegram", "chat_id": 10_000_000 + n} for n in numbers],
        Membership: [
            {"person_id": n, "role": Role.REPRESENTATIVE, "school_id": n, "created_at": now} for n in numbers
        ],
        Message: [
            {
                "key": f"{state}:{n}", "person_id": n, "kind": "meeting-reminder", "payload": {},
                "due_at": due, "created_at": now, "state": state,
            }
            for n in numbers
            for state, due in (
                (MessageState.SENT, now - timedelta(days=1)),
                (MessageState.WAITING, now + timedelta(days=200)),
            )
        ],
    }  # fmt: skip
    for model, values in rows.items():
        await session.execute(insert(model), values)


def _assign_all(now: datetime) -> Insert:
    """Every occurrence to every school, in one statement of the database's own."""
    everything = select(
        Occurrence.id,
        literal(Assignee.SCHOOL, Assignment.assignee.type),
        School.id,
        literal(AssignmentStatus.OPEN, Assignment.status.type),
        literal(now, Assignment.status_at.type),
    ).join(School, true())
    return insert(Assignment).from_select(
        ["occurrence_id", "assignee", "school_id", "status", "status_at"], everything
    )


async def _move_to_quiet_day(*towns: Town) -> None:
    """To the first day on which nobody is reminded of anything; its planning is done."""
    day = NOON
    while not is_working(day.date()) or await _speaking(towns[0], day.date()):
        day += timedelta(days=1)
    for town in towns:
        town.now = day
        await _set_planned(town, day.date())


async def _speaking(town: Town, day: date) -> bool:
    async with town.app.database.look() as session:
        return bool(await people_speaking(session, day, None, town.app.settings.timezone))


async def _set_planned(town: Town, day: date) -> None:
    async with town.app.database.transaction() as session:
        await session.execute(update(Installation).values(planned_on=day))


async def _paired(what: str, measure: Callable[[Town], Awaitable[float]], small: Town, large: Town) -> float:
    """The median of ratios, each of two measurements made one after the other."""
    await measure(small), await measure(large)
    ratios, seconds = [], []
    for _ in range(ROUNDS):
        pair = await measure(small), await measure(large)
        ratios.append(pair[1] / pair[0])
        seconds.append(pair)
    few, many = (median(column) * 1000 for column in zip(*seconds, strict=True))
    print(f"  {what}: {few:.2f} ms with {SMALL} schools, {many:.2f} ms with {LARGE}")
    return median(ratios)


async def _beat(town: Town) -> float:
    """Seconds of one beat of all jobs, of many."""
    began = time.perf_counter()
    for _ in range(BEATS):
        await town.app.work_off()
    return (time.perf_counter() - began) / BEATS


async def _plan(town: Town) -> float:
    """Seconds in which the day is planned; it is as unplanned as before when this ends."""
    await _set_planned(town, town.today - timedelta(days=1))
    began = time.perf_counter()
    await town.app.reminders.plan_day()
    seconds = time.perf_counter() - began
    async with town.app.database.transaction() as session:
        digests = Message.key.startswith("digest:")
        assert await session.scalar(select(func.count()).select_from(Message).where(digests))
        await session.execute(delete(Message).where(digests))
    return seconds


async def _linearity(large: Town) -> float:
    """What a digest costs to plan when ten times as many are due, by what it costs when few are."""
    await _add_due(large, range(SMALL + 1, FEW + 1))
    few = median([await _plan(large) for _ in range(3)])
    await _add_due(large, range(FEW + 1, MANY + 1))
    many = median([await _plan(large) for _ in range(3)])
    print(f"  planning {FEW} digests: {few * 1000:.0f} ms, {MANY}: {many * 1000:.0f} ms")
    return (many / MANY) / (few / FEW)


async def _time_look_ahead(large: Town) -> None:
    """What the coordinator waits for; it is read after the commit, so nobody else does."""
    zone = large.app.settings.timezone
    began = time.perf_counter()
    async with large.app.database.look() as session:
        week = await week_ahead(session, large.now, zone)
    seconds = time.perf_counter() - began
    print(f"  the look ahead at {sum(day.digests for day in week)} digests: {seconds:.1f} s")


async def _add_due(town: Town, schools: range) -> None:
    """An obligation due today that only these schools have, beside all that everybody has."""
    async with town.app.database.transaction() as session:
        activity = (await session.scalars(select(Activity).order_by(Activity.id).limit(1))).one()
        occurrence = await session.scalar(
            select(Occurrence.id).where(Occurrence.activity_id == activity.id, Occurrence.due == town.today)
        )
        if occurrence is None:
            row = Occurrence(activity_id=activity.id, due=town.today)
            session.add(row)
            await session.flush()
            occurrence = row.id
        owed = {"occurrence_id": occurrence, "assignee": Assignee.SCHOOL, "status": AssignmentStatus.OPEN}
        rows = [{**owed, "school_id": school, "status_at": town.now} for school in schools]
        await session.execute(insert(Assignment), rows)

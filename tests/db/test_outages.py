"""Whatever the calendar, the ladder, the outages and the clock do: the promises about reminders hold."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiogram import Bot
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

import scheduler.sending
from bot.telegram import Outcome, Sent, Unknown
from bot.texts import load_texts
from bot.watch import Watch
from db.engine import Database
from db.models import Account, Activity, Base, Membership, Occurrence, Person
from db.queries.installation import installation
from roadmap.access import Role
from roadmap.calendar import in_quiet_hours, is_working, local_today
from roadmap.hearing import Hearing, digest_time
from roadmap.ladder import DEFAULT_LADDER, Ladder, Pace, steps
from scheduler.limits import Limits
from scheduler.notices.registry import RENDERERS
from scheduler.outbox import Outbox
from scheduler.reminders import Reminders
from tests.plan import NOW, Plan

TEXTS = load_texts()
BOT = Bot("1:nobody")
LIMITS = Limits(per_second=None)
HOME = ZoneInfo("Europe/Moscow")
ZONES = st.sampled_from([HOME, ZoneInfo("Asia/Vladivostok"), ZoneInfo("Europe/Kaliningrad")])
TICK = timedelta(hours=3)
BEFORE, AFTER = timedelta(days=2), timedelta(days=8)


@dataclass(frozen=True)
class World:
    """A window (local dates), what people chose, and in hours from the beginning what goes wrong."""

    start: date
    due: date
    ladder: Ladder
    hour: int
    outages: list[tuple[int, int]]
    outages_of_telegram: list[tuple[int, int]]
    jumps: dict[int, int]
    moves: dict[int, ZoneInfo]

    def is_up(self, hours: float) -> bool:
        return not _within(self.outages, hours)

    def is_telegram_up(self, hours: float) -> bool:
        return not _within(self.outages_of_telegram, hours)


def _within(spans: list[tuple[int, int]], hours: float) -> bool:
    return any(begin <= hours < begin + length for begin, length in spans)


ladders = st.builds(
    Ladder,
    before=st.lists(st.integers(0, 20), min_size=1, max_size=4).map(tuple),
    overdue_every=st.integers(1, 4),
    overdue_times=st.integers(0, 3),
)
hours_in = st.integers(0, 30 * 24)


@st.composite
def worlds(draw: st.DrawFn, *, steady: bool) -> World:
    start = draw(st.dates(date(2021, 12, 1), date(2024, 6, 1)))
    return World(
        start,
        start + timedelta(days=draw(st.integers(1, 20))),
        draw(st.just(DEFAULT_LADDER) | ladders),
        draw(st.integers(8, 19)),
        draw(st.lists(st.tuples(hours_in, st.integers(1, 200)), max_size=3)),
        draw(st.lists(st.tuples(hours_in, st.integers(1, 200)), max_size=2)),
        {} if steady else draw(st.dictionaries(hours_in, st.sampled_from([-1, 1]), max_size=2)),
        {} if steady else draw(st.dictionaries(hours_in, ZONES, max_size=2)),
    )


@dataclass
class Run:
    """One person's life in a world: when they heard (UTC, and the zone then), when they could be told."""

    world: World
    now: datetime
    zone: ZoneInfo
    heard: list[tuple[datetime, ZoneInfo]]
    up: list[datetime]
    is_telegram_up: bool = True

    def clock(self) -> datetime:
        return self.now

    async def live(self, database: Database) -> None:
        end = digest_time(Hearing(), self.world.due, HOME) + AFTER
        begin = self.now
        while self.now < end:
            hours = (self.now - begin) / timedelta(hours=1)
            for wrong in [at for at in self.world.jumps if at <= hours]:
                self.now += timedelta(hours=self.world.jumps.pop(wrong))
            for moved in [at for at in self.world.moves if at <= hours]:
                self.zone = self.world.moves.pop(moved)
            self.is_telegram_up = self.world.is_telegram_up(hours)
            if self.world.is_up(hours):
                if self.is_telegram_up:
                    self.up.append(self.now)
                await self._tick(database)
            self.now += TICK

    async def _tick(self, database: Database) -> None:
        outbox = Outbox(database, BOT, LIMITS, TEXTS, self.clock, self.zone, RENDERERS, Watch(self.clock))
        await Reminders(database, self.clock, self.zone).plan_day()
        while await outbox.send_batch():
            pass

    async def hear(self, _bot: Bot, _method: object) -> Outcome:
        if not self.is_telegram_up:
            return Unknown("Bad Gateway", maybe_done=False)
        self.heard.append((self.now, self.zone))
        return Sent(1)


async def _settle(database: Database, world: World, planned: date) -> None:
    async with database.engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
        if not database.is_sqlite:  # the server is started once, and its database is used again
            tables = ", ".join(Base.metadata.tables)
            await connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
    async with database.transaction() as session:
        plan = Plan(session)
        school, person = await plan.school("Школа № 901"), await plan.person("Анна Тестова")
        session.add(Account(person_id=person, chat_id=person))
        session.add(Membership(person_id=person, role=Role.REPRESENTATIVE, school_id=school, created_at=NOW))
        occurrence = await plan.occurrence(9, world.due)
        (await session.get_one(Occurrence, occurrence)).start = world.start
        (await session.get_one(Person, person)).digest_hour = world.hour
        (await session.scalars(select(Activity))).one().ladder = world.ladder.to_json()
        await plan.assignment(occurrence, school)
        (await installation(session)).planned_on = planned


async def _run(world: World, patch: pytest.MonkeyPatch, url: str) -> Run:
    begin = digest_time(Hearing(), min(step.on for step in _steps(world)), HOME) - BEFORE
    run = Run(world, begin, HOME, [], [])
    patch.setattr(scheduler.sending, "call", run.hear)
    database = Database(url)
    try:
        await _settle(database, world, local_today(begin, HOME) - timedelta(days=1))
        await run.live(database)
    finally:
        await database.close()
    return run


def _steps(world: World) -> Any:  # noqa: ANN401 -- what `steps` gives
    return steps(world.start, world.due, Pace(world.ladder))


def _lived(world: World, server: str | None) -> Run:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        url = f"sqlite+aiosqlite:///{folder}/kurator.db" if server is None else f"{server}/postgres"
        return asyncio.run(_run(world, patch, url))


@pytest.fixture(scope="module")
def server(request: pytest.FixtureRequest) -> str | None:
    """The address of a PostgreSQL server, None for SQLite; one for all examples."""
    return request.getfixturevalue("postgres_server") if request.param == "postgres" else None


everywhere = pytest.mark.parametrize(
    ("server", "examples"),
    [
        ("sqlite", 8),
        pytest.param("postgres", 2, marks=pytest.mark.postgres),
        pytest.param("sqlite", 100, marks=[pytest.mark.slow, pytest.mark.timeout(900)]),
        pytest.param(
            "postgres", 50, marks=[pytest.mark.slow, pytest.mark.postgres, pytest.mark.timeout(900)]
        ),
    ],
    indirect=["server"],
)


@everywhere
def test_never_outside_working_time_and_never_two_on_a_day(server: str | None, examples: int) -> None:
    @settings(max_examples=examples)
    @given(worlds(steady=False))
    def holds(world: World) -> None:
        heard = _lived(world, server).heard
        days = [local_today(moment, zone) for moment, zone in heard]
        assert all(map(is_working, days))
        assert not any(in_quiet_hours(moment, zone) for moment, zone in heard)
        assert all(count == 1 for count in Counter(days).values())

    holds()


@everywhere
def test_never_nothing_at_all_before_a_deadline(server: str | None, examples: int) -> None:
    """Where both were up on a working day, after a step of the ladder and at an hour when it may speak."""

    @settings(max_examples=examples)
    @given(worlds(steady=True))
    def holds(world: World) -> None:
        run = _lived(world, server)
        first = min(step.on for step in _steps(world))
        chances = [
            moment
            for moment in run.up
            if first <= (day := local_today(moment, HOME)) <= world.due
            and is_working(day)
            and not in_quiet_hours(moment, HOME)
            and moment >= digest_time(Hearing(digest_hour=world.hour), day, HOME)
        ]
        if chances:
            assert run.heard
            assert run.heard[0][0] <= chances[0]

    holds()

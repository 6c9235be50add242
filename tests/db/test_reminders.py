"""Who is reminded on a day and of what, and what becomes of digests that could not be said."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import (
    Account,
    Activity,
    Assignment,
    Membership,
    Message,
    MessageState,
    Occurrence,
    Person,
    Roadmap,
    Snooze,
    Substitution,
)
from db.queries.lagging import lagging_schools
from db.queries.outbox import NewMessage, claim, put, release, settle_sent
from db.queries.people import who_is
from db.queries.reminders import people_speaking
from roadmap.access import Role
from roadmap.hearing import Hearing, digest_time
from roadmap.ladder import Ladder
from roadmap.rhythm import Rhythm
from roadmap.standing import AssignmentStatus
from scheduler.reminders import Reminders
from scheduler.timing import put_aside, weigh
from tests.engines import both_engines
from tests.plan import NOW, Plan

ZONE = ZoneInfo("Europe/Moscow")
DUE = date(2022, 3, 31)
pytestmark = both_engines


class Office:
    """A curator and a representative of one school that owes one assignment; a coordinator; a colleague."""

    def __init__(self, session: AsyncSession) -> None:
        self.session = session
        self.plan = Plan(session)

    async def fill(self, due: date = DUE, start: date | None = None) -> "Office":
        plan = self.plan
        self.school = await plan.school("Школа № 901")
        self.curator = await self.member("Иван Образцов", Role.CURATOR, self.school)
        self.director = await self.member("Анна Тестова", Role.REPRESENTATIVE, self.school)
        self.coordinator = await self.member("Ольга Примерова", Role.COORDINATOR, None)
        self.other = await self.member("Пётр Условный", Role.CURATOR, await plan.school("Школа № 902"))
        self.occurrence = await plan.occurrence(9, due)
        if start is not None:
            (await self.session.get_one(Occurrence, self.occurrence)).start = start
        self.task = await plan.assignment(self.occurrence, self.school)
        return self

    async def member(self, name: str, role: Role, school: int | None) -> int:
        person = await self.plan.person(name)
        self.session.add(Account(person_id=person, chat_id=person))
        self.session.add(Membership(person_id=person, role=role, school_id=school, created_at=NOW))
        await self.session.flush()
        return person

    async def speaks(self, day: date, since: date | None = None) -> dict[int, set[int]]:
        await self.session.flush()
        return {
            one.person_id: set(one.assignment_ids)
            for one in await people_speaking(self.session, day, since, ZONE)
        }

    async def activity(self) -> Activity:
        return (await self.session.scalars(select(Activity))).one()

    async def substitutes(self, first: date, last: date, person: int | None = None, by: int = 0) -> None:
        self.session.add(
            Substitution(
                person_id=person or self.director,
                substitute_id=by or self.other,
                first_day=first,
                last_day=last,
                created_at=NOW,
            )
        )
        await self.session.flush()


async def test_the_activitys_own_ladder_has_the_last_word(database: Database) -> None:
    async with database.transaction() as session:
        office = await Office(session).fill()
        both = {office.curator: {office.task}, office.director: {office.task}}
        assert await office.speaks(date(2022, 3, 17)) == both
        assert await office.speaks(date(2022, 3, 18)) == {}
        roadmap = (await session.scalars(select(Roadmap))).one()
        roadmap.ladder = Ladder(before=(13,)).to_json()
        assert await office.speaks(date(2022, 3, 17)) == {}
        assert await office.speaks(date(2022, 3, 18)) == both
        (await office.activity()).ladder = Ladder(before=(9,)).to_json()
        assert await office.speaks(date(2022, 3, 18)) == {}
        assert await office.speaks(date(2022, 3, 22)) == both


@pytest.mark.parametrize(
    ("rhythm", "speaks"), [(Rhythm.QUARTER, True), (Rhythm.MONTH, True), (Rhythm.NEVER, False)]
)
async def test_a_long_window_speaks_at_its_rhythm(database: Database, rhythm: Rhythm, speaks: bool) -> None:
    async with database.transaction() as session:
        office = await Office(session).fill(date(2022, 12, 31), date(2022, 1, 1))
        (await office.activity()).rhythm = rhythm
        assert bool(await office.speaks(date(2022, 6, 30))) is speaks
        assert bool(await office.speaks(date(2022, 7, 29))) is (rhythm is Rhythm.MONTH)
        assert await office.speaks(date(2022, 7, 28)) == {}


async def test_what_is_put_off_is_silent_until_its_day(database: Database) -> None:
    async with database.transaction() as session:
        office = await Office(session).fill()
        until = date(2022, 3, 21)
        session.add(Snooze(person_id=office.curator, assignment_id=office.task, until=until))
        assert await office.speaks(date(2022, 3, 17)) == {office.director: {office.task}}
        assert await office.speaks(until) == {office.curator: {office.task}}
        assert await office.speaks(until + timedelta(days=1)) == {}


async def test_a_school_that_lags_is_told_of_whatever_the_ladder_says(database: Database) -> None:
    async with database.transaction() as session:
        office = await Office(session).fill()
        (await office.activity()).ladder = Ladder(overdue_times=0).to_json()
        session.add(Snooze(person_id=office.curator, assignment_id=office.task, until=date(2022, 5, 1)))
        assert await office.speaks(date(2022, 4, 4)) == {}
        assert await office.speaks(date(2022, 4, 5)) == {office.curator: {office.task}}
        assert await office.speaks(date(2022, 4, 8)) == {}
        assert await lagging_schools(session, date(2022, 4, 8), ZONE) is None
        assert await office.speaks(date(2022, 4, 11)) == {office.coordinator: set()}
        lagging = await lagging_schools(session, date(2022, 4, 11), ZONE)
        assert lagging is not None
        assert (lagging.count, lagging.activities[0].schools) == (1, ("Школа № 901",))
        (await session.get_one(Assignment, office.task)).status = AssignmentStatus.SUBMITTED
        assert await office.speaks(date(2022, 4, 11)) == {}


async def test_many_schools_that_lag_are_counted_and_the_first_named(database: Database) -> None:
    async with database.transaction() as session:
        office = await Office(session).fill()
        for number in range(910, 920):
            school = await office.plan.school(f"Школа № {number}")
            await office.plan.assignment(office.occurrence, school)
        lagging = await lagging_schools(session, date(2022, 4, 11), ZONE)
        assert lagging is not None
        (late,) = lagging.activities
        assert late.count == lagging.count == 11
        assert late.schools == ("Школа № 901", "Школа № 910", "Школа № 911")


async def test_a_substitute_gets_the_reminders_and_the_school_for_the_days(database: Database) -> None:
    day = date(2022, 3, 17)
    async with database.transaction() as session:
        office = await Office(session).fill()
        await office.substitutes(day, day)
        assert await office.speaks(day) == {office.curator: {office.task}, office.other: {office.task}}
        own = (await who_is(session, office.other, today=day - timedelta(days=1))).actor.schools
        during = (await who_is(session, office.other, today=day)).actor
        after = (await who_is(session, office.other, today=day + timedelta(days=1))).actor.schools
        assert during.schools == own | {office.school}
        assert during.roles == {Role.CURATOR}
        assert own == after
        assert office.school not in own


async def test_nobody_stands_in_for_a_stand_in(database: Database) -> None:
    day = date(2022, 3, 17)
    async with database.transaction() as session:
        office = await Office(session).fill()
        await office.substitutes(day, day, office.director, office.other)
        await office.substitutes(day, day, office.other, office.director)
        assert await office.speaks(day) == {office.curator: {office.task}, office.director: {office.task}}


async def test_who_has_left_is_no_substitute(database: Database) -> None:
    day = date(2022, 3, 17)
    async with database.transaction() as session:
        office = await Office(session).fill()
        await office.substitutes(day, day)
        (await session.get_one(Person, office.other)).left_at = NOW
        assert office.director in await office.speaks(day)


def moment(day: date, hour: int) -> datetime:
    return digest_time(Hearing(digest_hour=hour), day, ZONE)


async def planned(database: Database, now: datetime, zone: ZoneInfo = ZONE) -> bool:
    return await Reminders(database, lambda: now, zone).plan_day()


async def digests(session: AsyncSession, person: int) -> list[tuple[str, MessageState, dict[str, Any]]]:
    rows = await session.execute(
        select(Message.key, Message.state, Message.payload)
        .where(Message.person_id == person)
        .order_by(Message.id)
    )
    return [(row.key.rsplit(":", 1)[-1], row.state, row.payload) for row in rows]


async def test_each_gets_the_digest_at_their_hour(database: Database) -> None:
    async with database.transaction() as session:
        office = await Office(session).fill()
        (await session.get_one(Person, office.director)).digest_hour = 15
    day = date(2022, 3, 17)
    assert await planned(database, moment(day, 1))
    assert not await planned(database, moment(day, 10))
    async with database.look() as session:
        rows = await session.execute(select(Message.person_id, Message.due_at))
        due = {row.person_id: row.due_at for row in rows}
    assert due == {office.curator: moment(day, 9), office.director: moment(day, 15)}


async def test_a_missed_digest_is_taken_up_by_the_next(database: Database) -> None:
    async with database.transaction() as session:
        office = await Office(session).fill()
    await planned(database, moment(date(2022, 3, 16), 9))
    await planned(database, moment(date(2022, 3, 17), 9))
    await planned(database, moment(date(2022, 3, 18), 9))  # says nothing by itself
    async with database.look() as session:
        assert await digests(session, office.curator) == [
            ("2022-03-17", MessageState.SKIPPED, {"day": "2022-03-17", "since": "2022-03-16"}),
            ("2022-03-18", MessageState.WAITING, {"day": "2022-03-18", "since": "2022-03-16"}),
        ]


async def test_what_is_two_days_late_is_counted_and_the_coordinator_told(database: Database) -> None:
    async with database.transaction() as session:
        office = await Office(session).fill()
    await planned(database, moment(date(2022, 3, 17), 9))
    await planned(database, moment(date(2022, 3, 21), 10))
    async with database.look() as session:
        states = [state for _, state, _ in await digests(session, office.curator)]
        assert states == [MessageState.STALE, MessageState.WAITING]
    await planned(database, moment(date(2022, 3, 22), 10))
    async with database.look() as session:
        assert [day for day, _, _ in await digests(session, office.coordinator)] == ["2022-03-22"]


async def test_a_clock_that_ran_far_ahead_does_not_silence_the_bot(database: Database) -> None:
    async with database.transaction() as session:
        office = await Office(session).fill()
    await planned(database, moment(date(2027, 3, 17), 9))
    assert await planned(database, moment(date(2022, 3, 17), 9))
    async with database.look() as session:
        assert [day for day, _, _ in await digests(session, office.curator)] == ["2022-03-17"]


async def weighed(database: Database, now: datetime, zone: ZoneInfo = ZONE) -> list[str]:
    """Keys of what is said at the moment; the rest is put aside."""
    async with database.transaction() as session:
        claimed = await claim(session, now, timedelta(minutes=5), 30)
        timely = await weigh(session, claimed, now, zone)
        await put_aside(session, timely, now)
        ids = [message.id for message in timely.ready]
        if ids:
            await settle_sent(session, dict.fromkeys(ids), now)
        return sorted((await session.scalars(select(Message.key).where(Message.id.in_(ids)))).all())


async def test_silence_holds_all_but_answers_and_loses_nothing(database: Database) -> None:
    now, until = moment(date(2022, 3, 17), 10), moment(date(2022, 3, 22), 12)
    async with database.transaction() as session:
        person = await Plan(session).person("Иван Образцов")
        (await session.get_one(Person, person)).silent_until = until
        kinds = ("receipt", "review-decided", "meeting-reminder", "survey-reminder", "announcement")
        await put(session, [NewMessage(kind, person, kind) for kind in kinds], now=now)
    assert await weighed(database, now) == ["receipt"]
    assert await weighed(database, until - timedelta(minutes=1)) == []
    assert await weighed(database, until) == sorted(set(kinds) - {"receipt"})
    async with database.look() as session:
        assert await session.scalar(select(func.max(Message.attempts))) == 0


async def test_too_late_is_settled_as_stale(database: Database) -> None:
    now = moment(date(2022, 3, 17), 10)
    async with database.transaction() as session:
        person = await Plan(session).person("Иван Образцов")
        kinds = ("receipt", "review-decided", "meeting-reminder", "survey-invitation")
        await put(session, [NewMessage(kind, person, kind) for kind in kinds], now=now)
    assert await weighed(database, now + timedelta(days=5)) == sorted(set(kinds) - {"meeting-reminder"})
    async with database.look() as session:
        rows = await session.execute(select(Message.kind, Message.state))
        states = {row.kind: row.state for row in rows}
    assert states["meeting-reminder"] is MessageState.STALE


async def test_a_changed_hour_is_kept_to_the_same_day_and_once(database: Database) -> None:
    day = date(2022, 3, 17)
    async with database.transaction() as session:
        office = await Office(session).fill()
        await session.execute(update(Person).values(digest_hour=15))
    await planned(database, moment(day, 1))
    assert await weighed(database, moment(day, 10)) == []
    async with database.transaction() as session:
        (await session.get_one(Person, office.curator)).digest_hour = 11
        await session.flush()
        await release(session, office.curator, moment(day, 10))
    assert await weighed(database, moment(day, 10)) == []
    key = f"digest:{office.curator}:{day}"
    assert await weighed(database, moment(day, 11)) == [key]
    async with database.transaction() as session:
        await session.execute(update(Person).values(digest_hour=18))
    assert await weighed(database, moment(day, 15)) == []
    assert await weighed(database, moment(day, 18)) == [f"digest:{office.director}:{day}"]


async def test_another_time_zone_gives_nobody_two_digests_a_day(database: Database) -> None:
    """From the far west to the far east: the digest of the 29th is said on what is now the 30th."""
    west, east = ZoneInfo("Etc/GMT+12"), ZoneInfo("Etc/GMT-12")
    async with database.transaction() as session:
        office = await Office(session).fill()
        (await office.activity()).ladder = Ladder(before=(0, 1, 2)).to_json()
    now = digest_time(Hearing(), date(2022, 3, 29), west)
    await planned(database, now, west)
    key = f"digest:{office.curator}:2022-03-29"
    assert key in await weighed(database, now, west)
    later = now + timedelta(minutes=1)
    await planned(database, later, east)
    assert await weighed(database, later, east) == []
    next_day = now + timedelta(days=1)
    await planned(database, next_day, east)
    async with database.look() as session:
        (last,) = [one for one in await digests(session, office.curator) if one[1] is MessageState.WAITING]
    assert last == ("2022-03-31", MessageState.WAITING, {"day": "2022-03-31", "since": "2022-03-29"})

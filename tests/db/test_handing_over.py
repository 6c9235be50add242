"""A substitution holds from the moment it is set or called off: what waits that day changes hands, once."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

import scheduler.reminders
from db.engine import Database
from db.models import Membership, Message, MessageState, Person, Snooze, Substitution
from db.queries.digests import Reach
from db.queries.handing_over import HANDED_BACK, HANDED_OVER, hand_back, hand_over
from db.queries.people import actor_of
from db.queries.reminders import Speaking, people_speaking
from db.queries.substitutes import substitutes_on
from roadmap.access import Assignee, Role
from roadmap.ladder import Ladder
from tests.db.test_digest import digest
from tests.db.test_reminders import ZONE, Office, digests, moment, planned, weighed
from tests.engines import both_engines

pytestmark = both_engines
DAY = date(2022, 3, 17)
NEXT = date(2022, 3, 18)


async def office_with(database: Database, **hours: int) -> Office:
    """One whose people get their digests at the hours given; the director's school owes, the other's not."""
    async with database.transaction() as session:
        office = await Office(session).fill()
        for name, hour in hours.items():
            (await session.get_one(Person, getattr(office, name))).digest_hour = hour
    return office


async def sets(database: Database, office: Office, hour: int, last: date = DAY) -> None:
    async with database.transaction() as session:
        office.session = session
        await office.substitutes(DAY, last)
        await hand_over(session, office.director, office.other, DAY, moment(DAY, hour), ZONE)


async def calls_off(database: Database, office: Office, hour: int) -> None:
    now = moment(DAY, hour)
    async with database.transaction() as session:
        await session.execute(update(Substitution).values(ended_at=now))
        await hand_back(session, office.director, office.other, DAY, now, ZONE)


def key(person: int, *more: int) -> str:
    return ":".join(map(str, ("digest", person, DAY, *more)))


async def why(session: AsyncSession, which: str) -> tuple[MessageState, str | None]:
    row = (await session.execute(select(Message.state, Message.error).where(Message.key == which))).one()
    return row.state, row.error


async def test_set_after_planning_it_hands_over_the_same_day(database: Database) -> None:
    office = await office_with(database)
    await planned(database, moment(DAY, 1))
    await sets(database, office, 8)
    assert await weighed(database, moment(DAY, 9)) == sorted(
        [key(office.curator), key(office.other, office.director)]
    )
    async with database.look() as session:
        assert await why(session, key(office.director)) == (MessageState.SKIPPED, HANDED_OVER)


async def test_it_joins_the_digest_that_waits_for_the_substitute(database: Database) -> None:
    office = await office_with(database)
    async with database.transaction() as session:
        office.plan.session = session
        [school] = (await actor_of(session, office.other)).schools
        await office.plan.assignment(office.occurrence, school)
    await planned(database, moment(DAY, 1))
    await sets(database, office, 8)
    assert await weighed(database, moment(DAY, 9)) == sorted([key(office.curator), key(office.other)])
    async with database.look() as session:
        [(_, _, payload)] = await digests(session, office.other)
    assert Reach.from_json(payload) == Reach(instead_of=frozenset([office.director]))


async def test_who_has_had_their_own_is_told_of_the_others_by_itself(database: Database) -> None:
    office = await office_with(database, director=15)
    async with database.transaction() as session:
        office.plan.session = session
        [school] = (await actor_of(session, office.other)).schools
        await office.plan.assignment(office.occurrence, school)
    await planned(database, moment(DAY, 1))
    assert key(office.other) in await weighed(database, moment(DAY, 9))
    await sets(database, office, 10)
    assert await weighed(database, moment(DAY, 15)) == [key(office.other, office.director)]


async def test_what_was_said_already_is_not_said_to_the_substitute_too(database: Database) -> None:
    office = await office_with(database)
    await planned(database, moment(DAY, 1))
    assert key(office.director) in await weighed(database, moment(DAY, 9))
    await sets(database, office, 10)
    assert await weighed(database, moment(DAY, 19)) == []


async def test_one_set_for_later_changes_nothing_today(database: Database) -> None:
    office = await office_with(database)
    await planned(database, moment(DAY, 1))
    async with database.transaction() as session:
        office.session = session
        await office.substitutes(NEXT, NEXT)
        await hand_over(session, office.director, office.other, DAY, moment(DAY, 8), ZONE)
    assert key(office.director) in await weighed(database, moment(DAY, 9))


async def test_called_off_before_it_was_said_it_comes_back(database: Database) -> None:
    office = await office_with(database)
    await planned(database, moment(DAY, 1))
    await sets(database, office, 7)
    await calls_off(database, office, 8)
    assert await weighed(database, moment(DAY, 9)) == sorted([key(office.curator), key(office.director)])
    async with database.look() as session:
        alone = key(office.other, office.director)
        assert await why(session, alone) == (MessageState.SKIPPED, HANDED_BACK)


async def test_set_called_off_and_set_again_it_is_said_once(database: Database) -> None:
    office = await office_with(database)
    await planned(database, moment(DAY, 1))
    await sets(database, office, 6)
    await calls_off(database, office, 7)
    await sets(database, office, 8)
    assert await weighed(database, moment(DAY, 9)) == sorted(
        [key(office.curator), key(office.other, office.director)]
    )


async def test_called_off_after_it_was_said_it_stays_said(database: Database) -> None:
    office = await office_with(database)
    await planned(database, moment(DAY, 1))
    await sets(database, office, 8)
    await weighed(database, moment(DAY, 9))
    await calls_off(database, office, 10)
    assert await weighed(database, moment(DAY, 19)) == []


async def test_one_in_force_at_planning_comes_back_when_called_off(database: Database) -> None:
    office = await office_with(database)
    async with database.transaction() as session:
        office.session = session
        await office.substitutes(DAY, NEXT)
    await planned(database, moment(DAY, 1))
    await calls_off(database, office, 8)
    assert key(office.director) in await weighed(database, moment(DAY, 9))


@pytest.mark.parametrize(
    ("first", "last", "taker"),
    [(NEXT, NEXT, "other"), (DAY, DAY, "director")],
    ids=["begins the day after", "ends that day"],
)
async def test_what_missed_its_day_goes_to_whose_turn_it_is(
    database: Database, first: date, last: date, taker: str
) -> None:
    """The bot is down on the 17th, and nothing speaks on the 18th by itself."""
    office = await office_with(database)
    async with database.transaction() as session:
        office.session = session
        await office.substitutes(first, last)
    await planned(database, moment(DAY, 1))
    await planned(database, moment(NEXT, 1))
    async with database.look() as session:
        waiting = [one for one in await digests(session, getattr(office, taker)) if one[1] == "waiting"]
    assert [day for day, _, _ in waiting] == [str(NEXT)]
    assert Reach.from_json(waiting[0][2]).since == DAY - timedelta(days=1)


@pytest.mark.parametrize("owes", [True, False])
async def test_called_off_while_the_day_is_planned_each_hears_their_own(
    database: Database, monkeypatch: pytest.MonkeyPatch, *, owes: bool
) -> None:
    office = await office_with(database)
    async with database.transaction() as session:
        office.session = office.plan.session = session
        await office.substitutes(DAY, NEXT)
        if owes:
            [school] = (await actor_of(session, office.other)).schools
            await office.plan.assignment(office.occurrence, school)

    async def speaking(
        session: AsyncSession, day: date, since: date | None, zone: ZoneInfo
    ) -> list[Speaking]:
        found = await people_speaking(session, day, since, zone)
        await calls_off(database, office, 1)
        return found

    monkeypatch.setattr(scheduler.reminders, "people_speaking", speaking)
    await planned(database, moment(DAY, 1))
    assert {key(office.curator), key(office.director)} <= set(await weighed(database, moment(DAY, 9)))
    async with database.look() as session:
        for person in (office.director, office.other):
            [(_, _, payload)] = await digests(session, person)
            assert Reach.from_json(payload) == Reach()


async def test_nobody_is_told_only_because_they_stand_in(database: Database) -> None:
    office = await office_with(database)
    async with database.transaction() as session:
        office.session = session
        (await office.activity()).ladder = Ladder(before=(0,)).to_json()
        await office.substitutes(DAY, NEXT)
    await planned(database, moment(DAY, 1))
    async with database.look() as session:
        assert await digests(session, office.other) == []


async def two_coordinators(office: Office) -> tuple[int, int]:
    """The city's own assignment; another coordinator, who stands in for the first."""
    task = await office.plan.assignment(office.occurrence, assignee=Assignee.COORDINATOR)
    second = await office.member("Вера Запасная", Role.COORDINATOR, None)
    await office.substitutes(DAY, DAY, office.coordinator, second)
    return task, second


async def test_the_citys_assignments_go_to_who_stands_in_for_a_coordinator(database: Database) -> None:
    async with database.transaction() as session:
        office = await Office(session).fill()
        task, second = await two_coordinators(office)
        session.add(Snooze(person_id=office.coordinator, assignment_id=task, until=DAY + timedelta(days=5)))
        speaking = await office.speaks(DAY)
        assert speaking[second] == {task}
        assert office.coordinator not in speaking
        actor = await actor_of(session, second, today=DAY)
        text = await digest(session, actor, DAY, {})
        assert text is not None
        assert "у вас 1 поручение" in text


async def test_who_loses_the_role_stands_in_no_more(database: Database) -> None:
    async with database.transaction() as session:
        office = await Office(session).fill()
        task, second = await two_coordinators(office)
        await session.execute(delete(Membership).where(Membership.person_id == second))
        speaking = await office.speaks(DAY)
        assert speaking[office.coordinator] == {task}
        assert second not in speaking
        assert await substitutes_on(session, DAY, ZONE) == {}


@pytest.mark.parametrize(
    ("zone", "until", "stands_in"),
    [
        (ZoneInfo("Asia/Vladivostok"), datetime(2022, 3, 17, 23, tzinfo=UTC), False),  # 9:00 of the next day
        (ZONE, datetime(2022, 3, 17, 18, tzinfo=UTC), False),  # 21:00
        (ZONE, datetime(2022, 3, 17, 16, tzinfo=UTC), True),  # 19:00
    ],
)
async def test_who_is_silent_for_the_local_day_does_not_stand_in(
    database: Database, zone: ZoneInfo, until: datetime, *, stands_in: bool
) -> None:
    async with database.transaction() as session:
        office = await Office(session).fill()
        await office.substitutes(DAY, DAY)
        (await session.get_one(Person, office.other)).silent_until = until
        await session.flush()
        assert bool(await substitutes_on(session, DAY, zone)) is stands_in

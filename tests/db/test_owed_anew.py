"""What became owed after its due date (returned, made late) was never spoken of and nobody was told of it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import Activity, Assignment, Message, MessageState
from db.queries.lagging import lagging_schools
from roadmap.access import Actor, Role
from roadmap.calendar import is_working
from roadmap.ladder import Ladder
from roadmap.standing import AssignmentStatus
from tests.db.test_digest import digest
from tests.db.test_reminders import ZONE, Office, moment, planned
from tests.engines import both_engines

DUE, RETURNED = date(2022, 1, 31), date(2022, 3, 1)
STEPS = [date(2022, 3, day) for day in (2, 4, 10, 15, 18)]
CURATOR_TOLD, COORDINATOR_TOLD = date(2022, 3, 4), date(2022, 3, 11)
pytestmark = both_engines


async def office_owing(
    session: AsyncSession, status: AssignmentStatus, on: date = RETURNED, hour: int = 12
) -> Office:
    office = await Office(session).fill(DUE)
    changed = update(Assignment).values(status=status, status_at=moment(on, hour))
    await session.execute(changed)
    return office


@pytest.mark.parametrize("status", [AssignmentStatus.RETURNED, AssignmentStatus.OPEN])
async def test_each_hears_of_it_until_the_end_of_the_ladder(
    database: Database, status: AssignmentStatus
) -> None:
    """`OPEN`: reopened, or of a school that was added late."""
    async with database.transaction() as session:
        office = await office_owing(session, status)
        days = [RETURNED + timedelta(days=number) for number in range(122)]
        spoken = {day: await office.speaks(day) for day in days if is_working(day)}
    for person in (office.director, office.curator):
        assert [day for day, found in spoken.items() if person in found] == STEPS
    assert [day for day, found in spoken.items() if office.coordinator in found] == [COORDINATOR_TOLD]


async def test_the_curator_is_told_without_overdue_steps_too(database: Database) -> None:
    async with database.transaction() as session:
        office = await office_owing(session, AssignmentStatus.RETURNED)
        (await session.scalars(select(Activity))).one().ladder = Ladder(overdue_times=0).to_json()
        days = [RETURNED + timedelta(days=number) for number in range(15)]
        told = [day for day in days if is_working(day) and office.curator in await office.speaks(day)]
    assert told == [CURATOR_TOLD]


async def test_it_is_late_from_the_local_day_of_the_return(database: Database) -> None:
    """At one in the night in Moscow it is still the day before by UTC."""
    async with database.transaction() as session:
        office = await office_owing(session, AssignmentStatus.RETURNED, RETURNED, 1)
        assert await office.speaks(RETURNED) == {}
        assert office.director in await office.speaks(RETURNED + timedelta(days=1))


async def test_an_outage_passes_over_no_step_of_it(database: Database) -> None:
    async with database.transaction() as session:
        office = await office_owing(session, AssignmentStatus.RETURNED)
        spoken = await office.speaks(date(2022, 3, 17), since=date(2022, 3, 4))
    assert set(spoken) == {office.director, office.curator, office.coordinator}


async def test_it_lags_in_the_digest_some_days_after_the_return(database: Database) -> None:
    async with database.transaction() as session:
        office = await office_owing(session, AssignmentStatus.RETURNED)
        curator = Actor(office.curator, roles=frozenset({Role.CURATOR}), schools=frozenset({office.school}))
        said = {
            day: await digest(session, curator, day, {}) or ""
            for day in (CURATOR_TOLD - timedelta(days=1), CURATOR_TOLD)
        }
        assert await lagging_schools(session, COORDINATOR_TOLD - timedelta(days=1), ZONE) is None
        assert await lagging_schools(session, COORDINATOR_TOLD, ZONE) is not None
    assert ["Школы, которые отстают" in text for text in said.values()] == [False, True], said


async def test_the_coordinator_is_told_once_though_the_day_was_missed(database: Database) -> None:
    async with database.transaction() as session:
        office = await office_owing(session, AssignmentStatus.RETURNED)
        whose = select(Message.key).where(Message.person_id == office.coordinator)
    assert await planned(database, moment(COORDINATOR_TOLD, 1))
    # On the day itself the message did not reach them.
    async with database.transaction() as session:
        await session.execute(
            update(Message).values(state=MessageState.UNREACHABLE, settled_at=moment(COORDINATOR_TOLD, 9))
        )
    later = date(2022, 3, 14)
    assert await planned(database, moment(later, 1))
    async with database.transaction() as session:
        key = f"digest:{office.coordinator}:{later}"
        assert key in (await session.scalars(whose)).all()
        await session.execute(
            update(Message)
            .where(Message.key == key)
            .values(state=MessageState.SENT, settled_at=moment(later, 9))
        )
        await session.execute(delete(Message).where(Message.key != key))
    for day in (15, 16, 17, 18):
        assert await planned(database, moment(date(2022, 3, day), 1))
    async with database.look() as session:
        assert (await session.scalars(whose)).all() == [key]

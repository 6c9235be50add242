"""Meetings in the database, on both engines."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import (
    Activity,
    Assignment,
    Attendance,
    Coming,
    Membership,
    Message,
    Occurrence,
    Person,
    Roadmap,
)
from db.queries.convening import cancel_meeting, convene, move_meeting
from db.queries.meetings import (
    answer,
    attendance_summary,
    attendees,
    coming_meetings,
    count_past_meetings,
    invite_newcomer,
    last_place,
    meeting_for,
    month_of,
    open_months,
    past_meetings,
)
from roadmap.access import Assignee, Role
from roadmap.deadlines import DeadlineKind
from roadmap.meetings import Draft
from roadmap.standing import AssignmentStatus
from tests.engines import both_engines

ZONE = ZoneInfo("Europe/Moscow")
NOW = datetime(2022, 1, 10, 7, 0, tzinfo=UTC)
DUES = (date(2022, 1, 31), date(2022, 2, 28), date(2022, 3, 31))

pytestmark = both_engines


async def join(session: AsyncSession, name: str, role: Role = Role.DEPARTMENT) -> int:
    person = Person(name=name, locale="ru", consented_at=NOW)
    session.add(person)
    await session.flush()
    session.add(Membership(person_id=person.id, role=role, school_id=None, created_at=NOW))
    await session.flush()
    return person.id


async def settle(session: AsyncSession) -> tuple[int, list[int]]:
    """A coordinator and three months of a meeting activity: the person's id, the occurrences' ids."""
    roadmap = Roadmap(year=2022, title="Дорожная карта", source_name="x.txt", started_at=NOW)
    session.add(roadmap)
    await session.flush()
    values = {
        "deadline": "",
        "kind": DeadlineKind.RECURRING,
        "indicator": "",
        "executors": "",
        "audience": [],
    }
    meetings = Activity(
        roadmap_id=roadmap.id, position=5, title="Заседания", title_key="5", is_meeting=True, **values
    )
    other = Activity(
        roadmap_id=roadmap.id, position=6, title="Другое", title_key="6", is_meeting=False, **values
    )
    session.add_all([meetings, other])
    await session.flush()
    occurrences = [Occurrence(activity_id=meetings.id, due=due) for due in DUES]
    session.add_all([*occurrences, Occurrence(activity_id=other.id, due=DUES[0])])
    await session.flush()
    ids = [occurrence.id for occurrence in occurrences]
    session.add(
        Assignment(
            occurrence_id=ids[0], assignee=Assignee.COORDINATOR, status=AssignmentStatus.OPEN, status_at=NOW
        )
    )
    return await join(session, "Ольга Примерова", Role.COORDINATOR), ids


def draft(occurrence_id: int, day: date = date(2022, 1, 20)) -> Draft:
    return Draft(occurrence_id, day=day, at=time(15), place="Кабинет 12", agenda="")


async def messages(session: AsyncSession, kind: str, person: int) -> list[tuple[str, datetime]]:
    rows = await session.execute(
        select(Message.key, Message.due_at)
        .where(Message.kind == kind, Message.person_id == person)
        .order_by(Message.due_at)
    )
    return [(row.key, row.due_at) for row in rows]


async def test_a_meeting_is_set_once_for_a_month(database: Database) -> None:
    async with database.transaction() as session:
        coordinator, months = await settle(session)
        member = await join(session, "Елена Показательная")
        convened = await convene(session, draft(months[0]), coordinator, NOW, ZONE)
        assert convened is not None
        assert convened.people == 2
        assert await convene(session, draft(months[0]), coordinator, NOW, ZONE) is None
        assert [month.due for month in await open_months(session)] == list(DUES[1:])
        month = await month_of(session, months[0])
        assert month is not None
        assert month.meeting_id == convened.meeting_id
        assert await last_place(session) == "Кабинет 12"
        key = f"meeting:{convened.meeting_id}:1:{member}"
        assert await messages(session, "meeting-invitation", member) == [(key, NOW)]
        assert await messages(session, "meeting-reminder", member) == [
            (f"{key}:day-before", datetime(2022, 1, 19, 10, tzinfo=ZONE)),
            (f"{key}:two-hours", datetime(2022, 1, 20, 13, tzinfo=ZONE)),
        ]
        assert await messages(session, "meeting-protocol", member) == []
        assert [due for _, due in await messages(session, "meeting-protocol", coordinator)] == [
            datetime(2022, 1, 21, 9, tzinfo=ZONE)
        ]


async def test_reminders_that_would_be_in_the_past_are_left_out(database: Database) -> None:
    async with database.transaction() as session:
        coordinator, months = await settle(session)
        at_eleven = replace(draft(months[0], date(2022, 1, 10)), at=time(11))
        await convene(session, at_eleven, coordinator, NOW, ZONE)
        assert await messages(session, "meeting-reminder", coordinator) == []


async def test_what_is_no_meeting_has_no_month(database: Database) -> None:
    async with database.transaction() as session:
        _, months = await settle(session)
        other = await session.scalar(select(Occurrence.id).where(Occurrence.id.not_in(months)))
        assert other is not None
        assert await month_of(session, other) is None
        assert await month_of(session, 999) is None
        removed = await session.get_one(Occurrence, months[1])
        removed.removed_at = NOW
        await session.flush()
        assert [month.due for month in await open_months(session)] == [DUES[0], DUES[2]]


async def test_a_move_keeps_answers_and_loses_against_a_newer_one(database: Database) -> None:
    async with database.transaction() as session:
        coordinator, months = await settle(session)
        convened = await convene(session, draft(months[0]), coordinator, NOW, ZONE)
        assert convened is not None
        assert await answer(session, convened.meeting_id, coordinator, Coming.YES, None, NOW)
        moving = replace(
            draft(months[0], date(2022, 1, 25)), meeting_id=convened.meeting_id, edition=1, agenda="Итоги"
        )
        assert await move_meeting(session, moving, NOW, ZONE) == convened
        assert await move_meeting(session, moving, NOW, ZONE) is None
        meeting = await meeting_for(session, convened.meeting_id, coordinator)
        assert meeting is not None
        assert (meeting.edition, meeting.coming, meeting.agenda) == (2, Coming.YES, "Итоги")
        assert meeting.starts_at == datetime(2022, 1, 25, 15, tzinfo=ZONE)
        assert len(await messages(session, "meeting-moved", coordinator)) == 1
        assert len(await messages(session, "meeting-reminder", coordinator)) == 4


async def test_two_moves_in_one_night_tell_what_was_known_before_both(database: Database) -> None:
    async with database.transaction() as session:
        coordinator, months = await settle(session)
        convened = await convene(session, draft(months[0]), coordinator, NOW, ZONE)
        assert convened is not None
        night = datetime(2022, 1, 10, 21, tzinfo=ZONE)
        for edition, day in ((1, date(2022, 1, 25)), (2, date(2022, 1, 26))):
            moving = replace(draft(months[0], day), meeting_id=convened.meeting_id, edition=edition)
            assert await move_meeting(session, moving, night, ZONE) == convened
        told = await session.scalars(
            select(Message.payload).where(Message.kind == "meeting-moved").order_by(Message.id)
        )
        first = datetime(2022, 1, 20, 15, tzinfo=ZONE)
        assert [datetime.fromisoformat(one["before"]["starts_at"]) for one in told] == [first, first]


async def test_a_cancelled_meeting_is_set_anew_without_its_answers(database: Database) -> None:
    async with database.transaction() as session:
        coordinator, months = await settle(session)
        first = await convene(session, draft(months[0]), coordinator, NOW, ZONE)
        assert first is not None
        await answer(session, first.meeting_id, coordinator, Coming.SUBSTITUTE, "Фёдор Заменов", NOW)
        assert await cancel_meeting(session, first.meeting_id, NOW, ZONE) == 1
        assert await cancel_meeting(session, first.meeting_id, NOW, ZONE) is None
        assert await coming_meetings(session, coordinator, NOW) == []
        assert await attendance_summary(session) == []
        assert len(await open_months(session)) == 3
        again = await convene(session, draft(months[0], date(2022, 1, 26)), coordinator, NOW, ZONE)
        assert again == first
        meeting = await meeting_for(session, first.meeting_id, coordinator)
        assert meeting is not None
        assert (meeting.edition, meeting.cancelled, meeting.coming, meeting.substitute) == (
            2,
            False,
            None,
            None,
        )
        assert len(await messages(session, "meeting-invitation", coordinator)) == 2


async def test_a_meeting_that_has_begun_is_not_cancelled(database: Database) -> None:
    async with database.transaction() as session:
        coordinator, months = await settle(session)
        convened = await convene(session, draft(months[0]), coordinator, NOW, ZONE)
        assert convened is not None
        begun = datetime(2022, 1, 20, 15, tzinfo=ZONE)
        assert await cancel_meeting(session, convened.meeting_id, begun, ZONE) is None


async def test_a_newcomer_is_invited_and_reminded_once(database: Database) -> None:
    async with database.transaction() as session:
        coordinator, months = await settle(session)
        convened = await convene(session, draft(months[0]), coordinator, NOW, ZONE)
        cancelled = await convene(session, draft(months[1], date(2022, 2, 17)), coordinator, NOW, ZONE)
        assert convened is not None
        assert cancelled is not None
        await cancel_meeting(session, cancelled.meeting_id, NOW, ZONE)
        later = datetime(2022, 1, 19, 12, tzinfo=ZONE)
        newcomer = await join(session, "Новичок Условный")
        assert not await answer(session, convened.meeting_id, newcomer, Coming.YES, None, later)
        assert await invite_newcomer(session, newcomer, later) == 1
        assert await invite_newcomer(session, newcomer, later) == 0
        key = f"meeting:{convened.meeting_id}:1:{newcomer}"
        assert await messages(session, "meeting-invitation", newcomer) == [(key, later)]
        assert await messages(session, "meeting-reminder", newcomer) == [
            (f"{key}:two-hours", datetime(2022, 1, 20, 13, tzinfo=ZONE))
        ]
        assert await answer(session, convened.meeting_id, newcomer, Coming.YES, None, later)


async def test_the_summary_counts_answers_and_who_was_there(database: Database) -> None:
    async with database.transaction() as session:
        coordinator, months = await settle(session)
        people = [await join(session, f"Участник {number}") for number in range(5)]
        convened = await convene(session, draft(months[0]), coordinator, NOW, ZONE)
        empty = await convene(session, draft(months[1], date(2022, 2, 17)), coordinator, NOW, ZONE)
        assert convened is not None
        assert empty is not None
        for person, coming in zip(people, [*Coming, Coming.YES], strict=False):
            await answer(session, convened.meeting_id, person, coming, None, NOW)
        gone = await session.get_one(Person, people[4])
        gone.left_at = NOW + timedelta(days=1)
        await session.flush()
        first, second = await attendance_summary(session)
        assert (first.meeting_id, first.due, first.place) == (convened.meeting_id, DUES[0], "Кабинет 12")
        assert (first.invited, first.yes, first.no, first.substitute, first.silent) == (5, 2, 1, 1, 1)
        assert first.protocol is AssignmentStatus.OPEN
        assert (second.invited, second.silent, second.protocol) == (5, 5, None)
        names = [person.name for person in await attendees(session, convened.meeting_id)]
        assert names == ["Ольга Примерова", *(f"Участник {number}" for number in range(4))]


async def test_who_left_after_the_meeting_stays_in_its_summary(database: Database) -> None:
    async with database.transaction() as session:
        coordinator, months = await settle(session)
        await convene(session, draft(months[0]), coordinator, NOW, ZONE)
        (await session.get_one(Person, coordinator)).left_at = datetime(2022, 3, 1, tzinfo=UTC)
        await session.flush()
        assert [one.invited for one in await attendance_summary(session)] == [1]


async def test_past_meetings_come_in_pages_the_latest_first(database: Database) -> None:
    async with database.transaction() as session:
        coordinator, months = await settle(session)
        for number, month in enumerate(months):
            await convene(session, draft(month, date(2022, 1 + number, 20)), coordinator, NOW, ZONE)
        later = datetime(2022, 2, 20, 12, tzinfo=UTC)
        assert [one.due for one in await coming_meetings(session, coordinator, later)] == [DUES[2]]
        assert await count_past_meetings(session, later) == 2
        first = await past_meetings(session, coordinator, later, offset=0, limit=1)
        second = await past_meetings(session, coordinator, later, offset=1, limit=1)
        assert [one.due for one in first + second] == [DUES[1], DUES[0]]
        assert second[0].protocol is AssignmentStatus.OPEN
        rows = await session.scalars(select(Attendance.person_id))
        assert set(rows) == {coordinator}

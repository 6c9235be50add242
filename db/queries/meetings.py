"""Meetings as they are read, and the members' answers to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, Select, and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Activity,
    Assignment,
    Attendance,
    Coming,
    Meeting,
    Message,
    MessageState,
    Occurrence,
    Person,
)
from db.queries.once import insert_once
from db.queries.outbox import NewMessage, put
from roadmap.access import Assignee
from roadmap.standing import AssignmentStatus

REMINDER = "meeting-reminder"


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting as one person sees it. `starts_at` is UTC; `due` is the local date of its occurrence.

    `protocol_id` is the coordinator's assignment for the protocol, None while the roadmap asks for none.
    """

    id: int
    occurrence_id: int
    due: date
    starts_at: datetime
    place: str
    agenda: str | None
    edition: int
    cancelled: bool
    protocol_id: int | None
    protocol: AssignmentStatus | None
    is_member: bool
    coming: Coming | None
    substitute: str | None

    def has_begun(self, now: datetime) -> bool:
        return self.starts_at <= now


@dataclass(frozen=True, slots=True)
class Month:
    """A monthly occurrence of the meeting activity; `meeting_id` is that of its meeting unless cancelled."""

    occurrence_id: int
    due: date
    meeting_id: int | None


@dataclass(frozen=True, slots=True)
class Attendee:
    person_id: int
    name: str
    coming: Coming | None
    substitute: str | None


@dataclass(frozen=True, slots=True)
class MeetingSummary:
    """Answers to one meeting in numbers; `protocol` is None when the roadmap asks for none."""

    meeting_id: int
    due: date
    starts_at: datetime
    place: str
    invited: int
    yes: int
    no: int
    substitute: int
    silent: int
    protocol: AssignmentStatus | None


async def meeting_for(session: AsyncSession, meeting_id: int, person_id: int) -> MeetingView | None:
    rows = await session.execute(_views(person_id).where(Meeting.id == meeting_id))
    return next(iter(_as_views(rows.all())), None)


async def coming_meetings(session: AsyncSession, person_id: int, now: datetime) -> list[MeetingView]:
    """Meetings that have not begun, the next one first."""
    statement = _views(person_id).where(Meeting.cancelled_at.is_(None), Meeting.starts_at > now)
    return _as_views((await session.execute(statement.order_by(Meeting.starts_at))).all())


async def past_meetings(
    session: AsyncSession, person_id: int, now: datetime, *, offset: int, limit: int
) -> list[MeetingView]:
    """Meetings that have begun, the latest first."""
    statement = (
        _views(person_id)
        .where(Meeting.cancelled_at.is_(None), Meeting.starts_at <= now)
        .order_by(Meeting.starts_at.desc(), Meeting.id.desc())
        .offset(offset)
        .limit(limit)
    )
    return _as_views((await session.execute(statement)).all())


async def count_past_meetings(session: AsyncSession, now: datetime) -> int:
    statement = select(func.count()).where(Meeting.cancelled_at.is_(None), Meeting.starts_at <= now)
    return (await session.scalar(statement)) or 0


async def open_months(session: AsyncSession) -> list[Month]:
    """Months without a meeting in force, the earliest first."""
    statement = _months().where(Meeting.id.is_(None)).order_by(Occurrence.due, Occurrence.id)
    return [Month(*row) for row in await session.execute(statement)]


async def month_of(session: AsyncSession, occurrence_id: int) -> Month | None:
    """None when there is no such occurrence, or it is not one of the meeting activity's."""
    rows = await session.execute(_months().where(Occurrence.id == occurrence_id))
    return next((Month(*row) for row in rows), None)


async def last_place(session: AsyncSession) -> str | None:
    """Where the meeting that was set last takes place."""
    place: str | None = await session.scalar(
        select(Meeting.place).order_by(Meeting.created_at.desc(), Meeting.id.desc()).limit(1)
    )
    return place


async def attendees(session: AsyncSession, meeting_id: int) -> list[Attendee]:
    """Members with their answers by name; who has left before the meeting is not among them."""
    statement = (
        select(Person.id, Person.name, Attendance.coming, Attendance.substitute)
        .join(Attendance, Attendance.person_id == Person.id)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(Attendance.meeting_id == meeting_id, _still_member())
        .order_by(Person.name, Person.id)
    )
    return [Attendee(*row) for row in await session.execute(statement)]


async def attendance_summary(session: AsyncSession) -> list[MeetingSummary]:
    """All meetings in force with their answers counted, the earliest first."""
    statement = (
        select(
            Meeting.id,
            Occurrence.due,
            Meeting.starts_at,
            Meeting.place,
            func.count(Person.id),
            _count_of(Coming.YES),
            _count_of(Coming.NO),
            _count_of(Coming.SUBSTITUTE),
            func.count(Person.id).filter(Attendance.coming.is_(None)),
            Assignment.status,
        )
        .join(Occurrence, Occurrence.id == Meeting.occurrence_id)
        .outerjoin(Assignment, _protocol_of_meeting())
        .outerjoin(Attendance, Attendance.meeting_id == Meeting.id)
        .outerjoin(Person, and_(Person.id == Attendance.person_id, _still_member()))
        .where(Meeting.cancelled_at.is_(None))
        .group_by(Meeting.id, Occurrence.due, Meeting.starts_at, Meeting.place, Assignment.status)
        .order_by(Meeting.starts_at, Meeting.id)
    )
    rows: Sequence[Any] = (await session.execute(statement)).all()
    return [MeetingSummary(*row) for row in rows]


async def answer(
    session: AsyncSession,
    meeting_id: int,
    person_id: int,
    coming: Coming,
    substitute: str | None,
    now: datetime,
) -> bool:
    """Keep a member's answer; False for somebody who is no member. The caller checks that it is in time."""
    result = await session.execute(
        update(Attendance)
        .where(Attendance.meeting_id == meeting_id, Attendance.person_id == person_id)
        .values(coming=coming, substitute=substitute, answered_at=now)
    )
    assert isinstance(result, CursorResult)  # noqa: S101 -- an UPDATE without RETURNING gives no other
    return result.rowcount == 1


async def invite_newcomer(session: AsyncSession, person_id: int, now: datetime) -> int:
    """Make a person who has just joined a member of the meetings to come; to how many they are invited.

    They are told at once, and reminded when the others are. Done again, it does nothing.
    """
    coming = await coming_meetings(session, person_id, now)
    new = [meeting for meeting in coming if not meeting.is_member]
    await insert_once(
        session, Attendance, [{"meeting_id": meeting.id, "person_id": person_id} for meeting in new]
    )
    for meeting in new:
        payload = {"meeting_id": meeting.id, "edition": meeting.edition}
        key = meeting_key(meeting.id, meeting.edition, person_id)
        await put(session, [NewMessage(key, person_id, "meeting-invitation", payload)], now=now)
        await _remind_too(session, meeting, person_id, now)
    return len(new)


async def _remind_too(session: AsyncSession, meeting: MeetingView, person_id: int, now: datetime) -> None:
    """The moments are taken from the reminders of those who were there before."""
    prefix = meeting_key(meeting.id, meeting.edition, "")
    rows = await session.execute(
        select(Message.payload, Message.due_at).where(
            Message.kind == REMINDER,
            Message.state == MessageState.WAITING,
            Message.key.startswith(prefix),
            Message.due_at > now,
        )
    )
    for payload, due_at in {row.payload["when"]: (row.payload, row.due_at) for row in rows}.values():
        key = meeting_key(meeting.id, meeting.edition, person_id, payload["when"])
        await put(session, [NewMessage(key, person_id, REMINDER, payload)], now=now, due_at=due_at)


def meeting_key(meeting_id: int, edition: int, *more: str | int) -> str:
    """The key of an outbox message about one edition of a meeting."""
    return ":".join(["meeting", str(meeting_id), str(edition), *map(str, more)])


def _views(person_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Meeting.id,
            Meeting.occurrence_id,
            Occurrence.due,
            Meeting.starts_at,
            Meeting.place,
            Meeting.agenda,
            Meeting.edition,
            Meeting.cancelled_at.is_not(None),
            Assignment.id,
            Assignment.status,
            Attendance.id.is_not(None),
            Attendance.coming,
            Attendance.substitute,
        )
        .join(Occurrence, Occurrence.id == Meeting.occurrence_id)
        .outerjoin(Assignment, _protocol_of_meeting())
        .outerjoin(Attendance, and_(Attendance.meeting_id == Meeting.id, Attendance.person_id == person_id))
    )


def _as_views(rows: Sequence[Any]) -> list[MeetingView]:
    return [MeetingView(*row) for row in rows]


def _months() -> Select[*tuple[Any, ...]]:
    in_force = and_(Meeting.occurrence_id == Occurrence.id, Meeting.cancelled_at.is_(None))
    return (
        select(Occurrence.id, Occurrence.due, Meeting.id)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .outerjoin(Meeting, in_force)
        .where(Activity.is_meeting, Activity.removed_at.is_(None), Occurrence.removed_at.is_(None))
    )


def _protocol_of_meeting() -> ColumnElement[bool]:
    return and_(
        Assignment.occurrence_id == Meeting.occurrence_id, Assignment.assignee == Assignee.COORDINATOR
    )


def _still_member() -> ColumnElement[bool]:
    return or_(Person.left_at.is_(None), Person.left_at > Meeting.starts_at)


def _count_of(coming: Coming) -> ColumnElement[int]:
    return func.count(Person.id).filter(Attendance.coming == coming)

"""Setting, moving and cancelling meetings, with all that is to be said about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import CursorResult, Update, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Attendance, Meeting, Message, MessageState, Person
from db.queries.meetings import REMINDER, meeting_key
from db.queries.once import insert_once
from db.queries.outbox import NewMessage, put
from db.queries.people import people_with
from roadmap.access import Role
from roadmap.calendar import next_speaking_time
from roadmap.meetings import Draft, protocol_moment, reminder_moments

MOVED = "meeting-moved"


@dataclass(frozen=True, slots=True)
class Convened:
    meeting_id: int
    people: int


async def convene(
    session: AsyncSession, draft: Draft, by: int, now: datetime, zone: ZoneInfo
) -> Convened | None:
    """Set the meeting of a month and invite everybody in force; None when another one is set for it already.

    A cancelled meeting of the month is set anew, and everybody is asked anew.
    """
    meeting = await _set(session, draft, by, now, zone)
    if meeting is None:
        return None
    members = await people_with(session, *Role)
    rows = [{"meeting_id": meeting.id, "person_id": person} for person in members]
    await insert_once(session, Attendance, rows)
    await _tell(session, meeting, members, "meeting-invitation", {}, now, zone)
    await _plan_reminders(session, meeting, members, now, zone)
    return Convened(meeting.id, len(members))


async def move_meeting(session: AsyncSession, draft: Draft, now: datetime, zone: ZoneInfo) -> Convened | None:
    """Give a meeting another time, place or agenda, and tell its members old and new.

    Answers are kept. None when it was cancelled or moved by somebody else since the draft was begun.
    """
    old = await session.get(Meeting, draft.meeting_id)
    if old is None or old.edition != draft.edition or old.cancelled_at is not None:
        return None
    before = await _last_told(session, old)
    same = update(Meeting).where(
        Meeting.id == old.id, Meeting.edition == draft.edition, Meeting.cancelled_at.is_(None)
    )
    if not await _changed(session, same.values(edition=Meeting.edition + 1, **_content(draft, zone))):
        return None
    await session.refresh(old)
    members = await _members(session, old.id)
    await _tell(session, old, members, MOVED, {"before": before}, now, zone)
    await _plan_reminders(session, old, members, now, zone)
    return Convened(old.id, len(members))


async def cancel_meeting(session: AsyncSession, meeting_id: int, now: datetime, zone: ZoneInfo) -> int | None:
    """Call a meeting off and tell its members, how many; None when it was cancelled before or has begun."""
    called_off = (
        update(Meeting)
        .where(Meeting.id == meeting_id, Meeting.cancelled_at.is_(None), Meeting.starts_at > now)
        .values(cancelled_at=now)
    )
    if not await _changed(session, called_off):
        return None
    meeting = await session.get_one(Meeting, meeting_id, populate_existing=True)
    members = await _members(session, meeting_id)
    payload = {"starts_at": meeting.starts_at.isoformat()}
    await _tell(session, meeting, members, "meeting-cancelled", payload, now, zone)
    return len(members)


async def _set(session: AsyncSession, draft: Draft, by: int, now: datetime, zone: ZoneInfo) -> Meeting | None:
    values = {**_content(draft, zone), "created_by": by, "created_at": now}
    of_month = Meeting.occurrence_id == draft.occurrence_id
    anew = update(Meeting).where(of_month, Meeting.cancelled_at.is_not(None))
    if await _changed(session, anew.values(cancelled_at=None, edition=Meeting.edition + 1, **values)):
        meeting = await session.scalar(select(Meeting).where(of_month))
        assert meeting is not None  # noqa: S101 -- it was changed just now
        await session.refresh(meeting)
        await _forget_answers(session, meeting.id)
        return meeting
    if not await insert_once(
        session, Meeting, [{**values, "occurrence_id": draft.occurrence_id, "edition": 1}]
    ):
        return None
    return await session.scalar(select(Meeting).where(of_month))


async def _last_told(session: AsyncSession, meeting: Meeting) -> dict[str, Any]:
    """What people know of it: of changes that are still to be told (it is night), what was before them."""
    waiting = select(Message.payload).where(
        Message.kind == MOVED,
        Message.state == MessageState.WAITING,
        Message.key.startswith(meeting_key(meeting.id, meeting.edition, "")),
    )
    payload: dict[str, Any] | None = await session.scalar(waiting.limit(1))
    if payload is not None:
        return dict(payload["before"])
    return {"starts_at": meeting.starts_at.isoformat(), "place": meeting.place, "agenda": meeting.agenda}


async def _forget_answers(session: AsyncSession, meeting_id: int) -> None:
    await session.execute(
        update(Attendance)
        .where(Attendance.meeting_id == meeting_id)
        .values(coming=None, substitute=None, answered_at=None)
    )


async def _members(session: AsyncSession, meeting_id: int) -> list[int]:
    statement = (
        select(Attendance.person_id)
        .join(Person, Person.id == Attendance.person_id)
        .where(Attendance.meeting_id == meeting_id, Person.left_at.is_(None))
        .order_by(Attendance.person_id)
    )
    return list((await session.scalars(statement)).all())


async def _tell(
    session: AsyncSession,
    meeting: Meeting,
    members: list[int],
    kind: str,
    more: dict[str, Any],
    now: datetime,
    zone: ZoneInfo,
) -> None:
    """Not at night. An edition has one message of its own a person, its cancelling another."""
    payload = {"meeting_id": meeting.id, "edition": meeting.edition, **more}
    end = ("cancelled",) if meeting.cancelled_at is not None else ()
    messages = [
        NewMessage(meeting_key(meeting.id, meeting.edition, person, *end), person, kind, payload)
        for person in members
    ]
    await put(session, messages, now=now, due_at=next_speaking_time(now, zone))


async def _plan_reminders(
    session: AsyncSession, meeting: Meeting, members: list[int], now: datetime, zone: ZoneInfo
) -> None:
    edition = {"meeting_id": meeting.id, "edition": meeting.edition}
    for when, moment in reminder_moments(meeting.starts_at, zone).items():
        if moment <= now:
            continue
        payload = {**edition, "when": when.value}
        messages = [
            NewMessage(meeting_key(*edition.values(), person, when), person, REMINDER, payload)
            for person in members
        ]
        await put(session, messages, now=now, due_at=moment)
    protocol = [
        NewMessage(meeting_key(*edition.values(), person, "protocol"), person, "meeting-protocol", edition)
        for person in await people_with(session, Role.COORDINATOR)
    ]
    await put(session, protocol, now=now, due_at=protocol_moment(meeting.starts_at, zone))


def _content(draft: Draft, zone: ZoneInfo) -> dict[str, Any]:
    return {"starts_at": draft.starts_at(zone), "place": draft.place, "agenda": draft.agenda or None}


async def _changed(session: AsyncSession, statement: Update) -> bool:
    result = await session.execute(statement.execution_options(synchronize_session=False))
    assert isinstance(result, CursorResult)  # noqa: S101 -- an UPDATE without RETURNING gives no other
    return result.rowcount == 1

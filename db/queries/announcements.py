"""Announcements: the draft and whom it is for, sending it, stopping it, and what became of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, CursorResult, Update, and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Announcement, Membership, Message, MessageState, Person
from db.queries.outbox import NewMessage, put, under_way
from db.queries.unsaid import note_unsaid
from roadmap.access import CITY_ROLES, SCHOOL_ROLES, Role
from roadmap.announcements import Tally
from roadmap.calendar import next_speaking_time

KIND = "announcement"
PROGRESS = "announcement-progress"
STOPPED = "stopped by a coordinator"
"""Stands as the reason at what was withdrawn, apart from what no longer mattered."""
DROPPED = ""
"""The text of a draft that was given up. Its row stays, so that no old button leads to another's."""


@dataclass(frozen=True, slots=True)
class AnnouncementFacts:
    """`school_ids` narrows the roles at schools to those schools; empty, it means all."""

    id: int
    text: str
    roles: tuple[Role, ...]
    school_ids: tuple[int, ...]
    created_by: int
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class NotReached:
    """Whom an announcement did not reach; `reason` is what the platform said."""

    name: str
    state: MessageState
    reason: str | None


async def new_announcement(session: AsyncSession, text: str, by: int, now: datetime) -> int:
    """A draft for nobody yet; its id."""
    draft = Announcement(text=text, roles=[], school_ids=[], created_by=by, created_at=now, sent_at=None)
    session.add(draft)
    await session.flush()
    return draft.id


async def announcement(session: AsyncSession, announcement_id: int) -> AnnouncementFacts | None:
    """None when it isn't there, or is a draft that was given up."""
    found = await session.get(Announcement, announcement_id)
    return None if found is None or found.text == DROPPED else _facts(found)


async def draft_for_change(session: AsyncSession, announcement_id: int, by: int) -> Announcement | None:
    """The person's own draft, locked until the transaction ends; None when it is sent, dropped or foreign."""
    found = await session.get(Announcement, announcement_id, with_for_update=True)
    if found is None or found.created_by != by or found.sent_at is not None or found.text == DROPPED:
        return None
    return found


async def recipients(session: AsyncSession, facts: AnnouncementFacts) -> list[int]:
    """Ids of the people it is for, in a steady order: whoever wrote it knows it.

    With schools chosen and no role at schools, both their roles are meant.
    """
    at_schools = SCHOOL_ROLES & set(facts.roles)
    if facts.school_ids:
        at_schools = at_schools or SCHOOL_ROLES
    belongs: ColumnElement[bool] = Membership.role.in_(at_schools)
    if facts.school_ids:
        belongs = and_(belongs, Membership.school_id.in_(facts.school_ids))
    statement = (
        select(Person.id)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            or_(Membership.role.in_(CITY_ROLES & set(facts.roles)), belongs),
            Person.left_at.is_(None),
            Person.id != facts.created_by,
        )
        .distinct()
        .order_by(Person.id)
    )
    return list((await session.scalars(statement)).all())


async def send(
    session: AsyncSession, facts: AnnouncementFacts, people: Sequence[int], now: datetime, zone: ZoneInfo
) -> bool:
    """Put it into the outbox for these people, not at night, and its progress for the sender at once.

    False when it was sent already: of two taps at once one sends.
    """
    opening = update(Announcement).where(Announcement.id == facts.id, Announcement.sent_at.is_(None))
    if await _changed(session, opening.values(sent_at=now)) == 0:
        return False
    payload = {"announcement_id": facts.id}
    messages = [
        NewMessage(f"{KIND}:{facts.id}:{person}", person, KIND, payload, facts.id) for person in people
    ]
    await put(session, messages, now=now, due_at=next_speaking_time(now, zone))
    progress = NewMessage(progress_key(facts.id), facts.created_by, PROGRESS, payload)
    await put(session, [progress], now=now)
    return True


def progress_key(announcement_id: int) -> str:
    return f"{PROGRESS}:{announcement_id}"


async def stop(session: AsyncSession, announcement_id: int, now: datetime) -> int:
    """Withdraw what is not sent yet; how many. What is on its way at this moment arrives."""
    stopped = await session.execute(
        update(Message)
        .where(
            Message.announcement_id == announcement_id,
            Message.state == MessageState.WAITING,
            ~under_way(now),
        )
        .values(state=MessageState.SKIPPED, settled_at=now, lease_until=None, error=STOPPED)
        .returning(Message.id)
    )
    ids = stopped.scalars().all()
    note_unsaid(session, ids, KIND, "Stopped")
    return len(ids)


async def tallies(session: AsyncSession, announcement_ids: Collection[int]) -> dict[int, Tally]:
    """What became of them so far, in one query."""
    stopped = Message.error == STOPPED
    rows = await session.execute(
        select(Message.announcement_id, Message.state, stopped, func.count())
        .where(Message.announcement_id.in_(announcement_ids))
        .group_by(Message.announcement_id, Message.state, stopped)
    )
    counted: dict[int, dict[str, int]] = {one: {} for one in announcement_ids}
    for announcement_id, state, is_stopped, count in rows:
        counts = counted[announcement_id or 0]
        name = _outcome(state, is_stopped=bool(is_stopped))
        counts[name] = counts.get(name, 0) + count
    return {one: Tally(**counts) for one, counts in counted.items()}


def _outcome(state: MessageState, *, is_stopped: bool) -> str:
    if state is MessageState.SENT:
        return "delivered"
    if state in {MessageState.UNREACHABLE, MessageState.FAILED, MessageState.WAITING}:
        return state.value
    return "stopped" if is_stopped else "gone"


async def not_reached(session: AsyncSession, announcement_id: int) -> list[NotReached]:
    """Those who can't be reached, and those at whom delivery failed, by name."""
    rows = await session.execute(
        select(Person.name, Message.state, Message.error)
        .join(Message, Message.person_id == Person.id)
        .where(
            Message.announcement_id == announcement_id,
            Message.state.in_((MessageState.UNREACHABLE, MessageState.FAILED)),
        )
        .order_by(Person.name, Person.id)
    )
    return [NotReached(*row) for row in rows]


async def followed(session: AsyncSession) -> list[AnnouncementFacts]:
    """Announcements of which something waits yet, or whose progress message is behind."""
    found = await session.scalars(
        select(Announcement).where(Announcement.closed_at.is_(None), Announcement.sent_at.is_not(None))
    )
    return [_facts(one) for one in found]


async def close(session: AsyncSession, announcement_ids: Collection[int], now: datetime) -> None:
    """They need no more to be followed."""
    await session.execute(
        update(Announcement).where(Announcement.id.in_(announcement_ids)).values(closed_at=now)
    )


async def sent_count(session: AsyncSession) -> int:
    return (await session.scalar(select(func.count()).where(Announcement.sent_at.is_not(None)))) or 0


async def sent_page(session: AsyncSession, offset: int, limit: int) -> list[AnnouncementFacts]:
    """Sent announcements, the newest first."""
    found = await session.scalars(
        select(Announcement)
        .where(Announcement.sent_at.is_not(None))
        .order_by(Announcement.sent_at.desc(), Announcement.id.desc())
        .offset(offset)
        .limit(limit)
    )
    return [_facts(one) for one in found]


def _facts(found: Announcement) -> AnnouncementFacts:
    return AnnouncementFacts(
        found.id,
        found.text,
        tuple(Role(role) for role in found.roles),
        tuple(found.school_ids),
        found.created_by,
        found.sent_at,
    )


async def _changed(session: AsyncSession, statement: Update) -> int:
    result = await session.execute(statement)
    assert isinstance(result, CursorResult)  # noqa: S101 -- an UPDATE without RETURNING gives no other
    return result.rowcount

"""The digests in the outbox: one a person and day, the missed ones taken up by the next."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Message, MessageState
from db.queries.once import insert_once
from db.queries.outbox import DIGEST, settle
from db.queries.reminders import hearings_of
from roadmap.calendar import local_today
from roadmap.hearing import STALE_AFTER, Hearing, digest_time

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Missed:
    """A digest of an earlier day that was not said; `since` is the last local date said before it."""

    id: int
    person_id: int
    due_at: datetime
    since: date | None


def day_of(payload: Mapping[str, Any]) -> date | None:
    """The local date that a digest belongs to."""
    day = payload.get("day")
    return None if day is None else date.fromisoformat(day)


def since_of(payload: Mapping[str, Any]) -> date | None:
    """The last local date whose reminders were said before."""
    since = payload.get("since")
    return None if since is None else date.fromisoformat(since)


async def missed_digests(session: AsyncSession, today: date) -> list[Missed]:
    """What waits of days before the local date `today`."""
    rows = await session.execute(
        select(Message.id, Message.person_id, Message.due_at, Message.payload).where(
            Message.state == MessageState.WAITING, Message.kind == DIGEST
        )
    )
    return [
        Missed(row.id, row.person_id, row.due_at, since_of(row.payload))
        for row in rows
        if (day := day_of(row.payload)) is not None and day < today
    ]


async def settle_missed(session: AsyncSession, missed: Sequence[Missed], now: datetime) -> None:
    """A later digest says what they would have said. What should have been said two days ago is counted."""
    stale = [digest.id for digest in missed if now - digest.due_at > STALE_AFTER]
    merged = [digest.id for digest in missed if now - digest.due_at <= STALE_AFTER]
    for state, ids in ((MessageState.STALE, stale), (MessageState.SKIPPED, merged)):
        for start in range(0, len(ids), _AT_ONCE):
            await settle(session, ids[start : start + _AT_ONCE], now, state)


async def put_digests(
    session: AsyncSession, day: date, since: Mapping[int, date | None], now: datetime, zone: ZoneInfo
) -> int:
    """Put the digest of a local date for each person (`since`: the last date said), each at their hour."""
    people = sorted(since)
    added = 0
    for start in range(0, len(people), _AT_ONCE):
        some = people[start : start + _AT_ONCE]
        hearings = await hearings_of(session, some)
        rows = [
            _digest(person, day, since[person], digest_time(hearings.get(person, Hearing()), day, zone), now)
            for person in some
        ]
        added += await insert_once(session, Message, rows)
    return added


def _digest(person: int, day: date, since: date | None, due_at: datetime, now: datetime) -> dict[str, Any]:
    payload = {"day": day.isoformat(), **({} if since is None else {"since": since.isoformat()})}
    return {
        "key": digest_key(person, day),
        "person_id": person,
        "kind": DIGEST,
        "payload": payload,
        "due_at": due_at,
        "state": MessageState.WAITING,
        "attempts": 0,
        "ambiguous": 0,
        "created_at": now,
    }


async def last_digests(session: AsyncSession, person_ids: Collection[int]) -> dict[int, datetime]:
    """When (UTC) each of the people last got a digest; who never did is missing."""
    rows = await session.execute(
        select(Message.person_id, func.max(Message.settled_at))
        .where(Message.person_id.in_(person_ids), Message.kind == DIGEST, Message.state == MessageState.SENT)
        .group_by(Message.person_id)
    )
    return {person: at for person, at in rows if at is not None}


async def had_digest(
    session: AsyncSession, person_ids: Collection[int], today: date, zone: ZoneInfo
) -> set[int]:
    """Who got the digest of the day before or after on the local date `today`: the zone has changed."""
    beside = (today - timedelta(days=1), today + timedelta(days=1))
    keys = [digest_key(person, day) for person in person_ids for day in beside]
    rows = await session.execute(
        select(Message.person_id, Message.settled_at).where(
            Message.key.in_(keys), Message.state == MessageState.SENT
        )
    )
    return {person for person, at in rows if at is not None and local_today(at, zone) == today}


def digest_key(person: int, day: date) -> str:
    return f"{DIGEST}:{person}:{day}"


async def left_out_since(session: AsyncSession, moment: datetime | None) -> int:
    """How many messages were too late to be said, since the moment (UTC); of all time without one."""
    statement = select(func.count()).where(Message.state == MessageState.STALE)
    if moment is not None:
        statement = statement.where(Message.settled_at > moment)
    return (await session.scalar(statement)) or 0

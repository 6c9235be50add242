"""The digests in the outbox: one a person and day, the missed ones taken up by the next."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Message, MessageState
from db.queries.once import insert_once
from db.queries.outbox import DIGEST, LATE_SINCE
from db.queries.reminders import hearings_of
from db.queries.unsaid import note_unsaid
from roadmap.calendar import local_today
from roadmap.hearing import STALE_AFTER, Hearing, digest_time

_AT_ONCE = 1000

IS_DIGEST = Message.kind == literal(DIGEST, literal_execute=True)
"""As the index of digests wants it."""
_IS_STALE = Message.state == literal(MessageState.STALE, Message.state.type, literal_execute=True)

MERGED = "said with a later digest"
"""What is noted of a digest that missed its day."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What a digest speaks of: all that fell due after `since`, a local date (the day before without one).

    `instead_of`: the people whose reminders these are too; `is_theirs_alone`: and nothing besides.
    `is_anyway`: the person hears it even if somebody stands in for them, who did not.
    """

    since: date | None = None
    instead_of: frozenset[int] = frozenset()
    is_theirs_alone: bool = False
    is_anyway: bool = False

    def to_json(self) -> dict[str, Any]:
        return {
            **({} if self.since is None else {"since": self.since.isoformat()}),
            **({"instead_of": sorted(self.instead_of)} if self.instead_of else {}),
            **({"alone": True} if self.is_theirs_alone else {}),
            **({"anyway": True} if self.is_anyway else {}),
        }

    @staticmethod
    def from_json(payload: Mapping[str, Any]) -> "Reach":
        since = payload.get("since")
        return Reach(
            None if since is None else date.fromisoformat(since),
            frozenset(payload.get("instead_of", ())),
            payload.get("alone", False),
            payload.get("anyway", False),
        )

    def joined(self, other: "Reach") -> "Reach":
        """Both in one digest."""
        days = [day for day in (self.since, other.since) if day is not None]
        return Reach(
            min(days, default=None),
            self.instead_of | other.instead_of,
            self.is_theirs_alone and other.is_theirs_alone,
        )


@dataclass(frozen=True, slots=True)
class Missed:
    """A digest of an earlier day that was not said; its reach always tells since when."""

    id: int
    person_id: int
    late_since: datetime
    reach: Reach

    @property
    def concerns(self) -> frozenset[int]:
        """Whose reminders were not said, whoever is to say them next."""
        theirs = self.reach.instead_of
        return theirs if self.reach.is_theirs_alone else theirs | {self.person_id}


def day_of(payload: Mapping[str, Any]) -> date | None:
    """The local date that a digest belongs to."""
    day = payload.get("day")
    return None if day is None else date.fromisoformat(day)


async def missed_digests(session: AsyncSession, today: date) -> list[Missed]:
    """What waits of days before the local date `today`."""
    rows = await session.execute(
        select(Message.id, Message.person_id, LATE_SINCE, Message.payload).where(
            Message.state == MessageState.WAITING, IS_DIGEST
        )
    )
    return [
        Missed(row.id, row.person_id, row.late_since, _reach_on(day, row.payload))
        for row in rows
        if (day := day_of(row.payload)) is not None and day < today
    ]


def _reach_on(day: date, payload: Mapping[str, Any]) -> Reach:
    reach = Reach.from_json(payload)
    return reach if reach.since is not None else replace(reach, since=day - timedelta(days=1))


async def settle_missed(session: AsyncSession, missed: Sequence[Missed], now: datetime) -> None:
    """A later digest says what they would have said. What should have been said two days ago is counted."""
    stale = [digest.id for digest in missed if now - digest.late_since > STALE_AFTER]
    merged = [digest.id for digest in missed if now - digest.late_since <= STALE_AFTER]
    await settle_digests(session, stale, now, MessageState.STALE, MERGED)
    await settle_digests(session, merged, now, MessageState.SKIPPED, MERGED)


async def settle_digests(
    session: AsyncSession, ids: Sequence[int], now: datetime, state: MessageState, why: str
) -> None:
    """They came to an end without being said, for a reason that is kept."""
    for start in range(0, len(ids), _AT_ONCE):
        await session.execute(
            update(Message)
            .where(Message.id.in_(ids[start : start + _AT_ONCE]))
            .values(state=state, settled_at=now, lease_until=None, error=why)
        )
    note_unsaid(session, ids, DIGEST, "Stale" if state is MessageState.STALE else "Superseded")


async def put_digests(
    session: AsyncSession,
    day: date,
    wanted: Mapping[int, Reach],
    late: Mapping[int, datetime],
    now: datetime,
    zone: ZoneInfo,
) -> int:
    """Put the digest of a local date for each person, each at their hour; how many were new.

    `late`: people to whom something has not been said since a moment (UTC), which counts from then on.
    """
    people = sorted(wanted)
    added = 0
    for start in range(0, len(people), _AT_ONCE):
        some = people[start : start + _AT_ONCE]
        hearings = await hearings_of(session, some)
        rows = [
            digest_row(
                digest_key(person, day),
                person,
                day,
                wanted[person],
                digest_time(hearings.get(person, Hearing()), day, zone),
                now,
                min((late[one] for one in {person} | wanted[person].instead_of if one in late), default=None),
            )
            for person in some
        ]
        added += await insert_once(session, Message, rows)
    return added


def digest_row(
    key: str,
    person: int,
    day: date,
    reach: Reach,
    due_at: datetime,
    now: datetime,
    late_since: datetime | None = None,
) -> dict[str, Any]:
    """A waiting message; `due_at` and `late_since` are UTC, `day` the local date that it belongs to."""
    return {
        "key": key,
        "person_id": person,
        "kind": DIGEST,
        "payload": {"day": day.isoformat(), **reach.to_json()},
        "due_at": due_at,
        "late_since": late_since,
        "state": MessageState.WAITING,
        "attempts": 0,
        "ambiguous": 0,
        "created_at": now,
    }


async def last_digests(session: AsyncSession, person_ids: Collection[int]) -> dict[int, datetime]:
    """When (UTC) each of the people last got a digest; who never did is missing."""
    rows = await session.execute(
        select(Message.person_id, func.max(Message.settled_at))
        .where(Message.person_id.in_(person_ids), IS_DIGEST, Message.state == MessageState.SENT)
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
    statement = select(func.count()).where(_IS_STALE)
    if moment is not None:
        statement = statement.where(Message.settled_at > moment)
    return (await session.scalar(statement)) or 0

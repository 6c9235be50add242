"""The outbox: put a message in, claim what is due, settle what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Update, and_, bindparam, case, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.models import Account, Message, MessageState
from db.queries.once import insert_once
from db.queries.unsaid import note_unsaid

DIGEST = "digest"
HELD = "held back"
"""What is noted of a message that is ready but would disturb."""


LATE_SINCE: ColumnElement[datetime] = case(
    (Message.late_since < Message.due_at, Message.late_since), else_=Message.due_at
).label("late_since")
"""Since when a waiting message could have been said; never later than it is due."""

_ClaimedColumns = tuple[int, int, int | None, str, dict[str, Any], int, int, datetime]


@dataclass(frozen=True, slots=True)
class NewMessage:
    """`key` is unique per rule, due time and recipient: put in twice, it is there once."""

    key: str
    person_id: int
    kind: str
    payload: dict[str, Any] = field(default_factory=dict)
    announcement_id: int | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that this process may send until its lease ends. It is late from `late_since` (UTC) on."""

    id: int
    person_id: int
    chat_id: int | None
    kind: str
    payload: dict[str, Any]
    attempts: int
    ambiguous: int
    late_since: datetime


async def put(
    session: AsyncSession, messages: Sequence[NewMessage], *, now: datetime, due_at: datetime | None = None
) -> int:
    """Add messages to be sent at `due_at` (at once by default); how many were new."""
    rows = [
        {
            "key": message.key,
            "person_id": message.person_id,
            "kind": message.kind,
            "payload": message.payload,
            "due_at": due_at or now,
            "state": MessageState.WAITING,
            "attempts": 0,
            "ambiguous": 0,
            "created_at": now,
            "announcement_id": message.announcement_id,
        }
        for message in messages
    ]
    return await insert_once(session, Message, rows)


def under_way(now: datetime) -> ColumnElement[bool]:
    """Whether somebody has claimed it and may be sending it at `now` (UTC): too late to withdraw it.

    What is put off by a trouble has a lease too, and beside it why: that can be withdrawn.
    """
    return and_(Message.lease_until.is_not(None), Message.lease_until > now, Message.error.is_(None))


async def claim(session: AsyncSession, now: datetime, lease: timedelta, limit: int) -> list[Claimed]:
    """Take the earliest messages that are due and nobody's; others pass them over until the lease ends."""
    rows = (await session.execute(_due(), {"now": now, "most": limit})).all()
    if rows:
        ids = [row.id for row in rows]
        await session.execute(_lease(), {"ids": ids, "until": now + lease})
    return [Claimed(*row) for row in rows]


@cache
def _due() -> Select[*_ClaimedColumns]:
    """Asked all the time, so it is built once; as is the next."""
    now = bindparam("now", type_=Message.due_at.type)
    return (
        select(
            Message.id,
            Message.person_id,
            Account.chat_id,
            Message.kind,
            Message.payload,
            Message.attempts,
            Message.ambiguous,
            LATE_SINCE,
        )
        .outerjoin(Account, Account.person_id == Message.person_id)
        .where(
            Message.state == MessageState.WAITING,
            Message.due_at <= now,
            or_(Message.lease_until.is_(None), Message.lease_until <= now),
        )
        .order_by(Message.due_at, Message.id)
        .limit(bindparam("most"))
        .with_for_update(of=Message, skip_locked=True)
    )


@cache
def _lease() -> Update:
    return (
        update(Message)
        .where(Message.id.in_(bindparam("ids", expanding=True)))
        .values(lease_until=bindparam("until"), error=None)
    )


async def settle(
    session: AsyncSession, message_ids: Sequence[int], now: datetime, state: MessageState
) -> None:
    """Messages that came to the same end without more to note."""
    await session.execute(
        update(Message)
        .where(Message.id.in_(message_ids))
        .values(state=state, settled_at=now, lease_until=None)
    )


async def settle_sent(session: AsyncSession, sent: dict[int, int | None], now: datetime) -> None:
    """`sent`: message id → the platform's message id."""
    connection = await session.connection()
    await connection.execute(
        _settle_sent(),
        [{"row_id": row, "platform_id": platform, "now": now} for row, platform in sent.items()],
    )


@cache
def _settle_sent() -> Update:
    return (
        update(Message)
        .where(Message.id == bindparam("row_id"))
        .values(
            state=MessageState.SENT,
            settled_at=bindparam("now"),
            lease_until=None,
            platform_message_id=bindparam("platform_id"),
        )
    )


async def settle_failed(
    session: AsyncSession, message_id: int, now: datetime, state: MessageState, error: str
) -> None:
    await session.execute(
        update(Message)
        .where(Message.id == message_id)
        .values(state=state, settled_at=now, lease_until=None, error=_noted(error))
    )


async def postpone(
    session: AsyncSession,
    message_id: int,
    until: datetime,
    *,
    error: str,
    attempts: int = 0,
    ambiguous: int = 0,
) -> None:
    """Not before `until`; the counters grow by what is given."""
    await session.execute(
        update(Message)
        .where(Message.id == message_id)
        .values(
            lease_until=until,
            error=_noted(error),
            attempts=Message.attempts + attempts,
            ambiguous=Message.ambiguous + ambiguous,
        )
    )


def _noted(error: str) -> str:
    """No database keeps half a surrogate pair, PostgreSQL no NUL; what a library says may hold anything."""
    return error.encode(errors="replace").decode().replace("\0", "")[:500]


async def hand_back(session: AsyncSession, message_ids: Sequence[int], leased_until: datetime) -> None:
    """Anybody may take them again, unless somebody has since the lease until `leased_until` was theirs."""
    await session.execute(
        update(Message)
        .where(
            Message.id.in_(message_ids),
            Message.state == MessageState.WAITING,
            Message.lease_until == leased_until,
        )
        .values(lease_until=None)
    )


async def hold(
    session: AsyncSession, message_ids: Sequence[int], until: datetime, late_since: datetime, why: str
) -> None:
    """They are not for now: they fall due at `until`, and count as late from `late_since` on (both UTC)."""
    late = late_since if late_since < until else None
    await session.execute(
        update(Message)
        .where(Message.id.in_(message_ids))
        .values(due_at=until, late_since=late, lease_until=None, error=why)
    )


async def release(session: AsyncSession, person_id: int, now: datetime) -> None:
    """Weigh anew what is held back for a person, and their digest: they have changed what they want.

    To be called whenever the hour of the digest, a pause or a silence changes.
    """
    await session.execute(
        update(Message)
        .where(
            Message.person_id == person_id,
            Message.state == MessageState.WAITING,
            Message.due_at > now,
            or_(Message.error == HELD, Message.kind == DIGEST),
        )
        .values(due_at=now)
    )


async def move_chat(session: AsyncSession, person_id: int, old: int, new: int) -> bool:
    """The platform gave a person's chat another id. False when that id is somebody else's account."""
    other = aliased(Account)
    taken = exists().where(other.platform == Account.platform, other.chat_id == new)
    await session.execute(
        update(Account)
        .where(Account.person_id == person_id, Account.chat_id == old, ~taken)
        .values(chat_id=new)
        .execution_options(synchronize_session=False)
    )
    has_moved = select(Account.id).where(Account.person_id == person_id, Account.chat_id == new)
    return await session.scalar(has_moved) is not None


async def next_due(session: AsyncSession, now: datetime) -> datetime | None:
    """The earliest moment after now at which a waiting message may be claimed."""
    later = case((Message.lease_until > Message.due_at, Message.lease_until), else_=Message.due_at)
    statement = select(func.min(later)).where(Message.state == MessageState.WAITING, later > now)
    earliest: datetime | None = await session.scalar(statement)
    return earliest


async def was_said(session: AsyncSession, key_prefix: str) -> bool:
    """Whether a message whose key begins so has been delivered."""
    statement = select(Message.id).where(
        Message.key.startswith(key_prefix, autoescape=True), Message.state == MessageState.SENT
    )
    return (await session.scalar(statement.limit(1))) is not None


async def withdraw_unsaid(session: AsyncSession, key_prefix: str, now: datetime) -> None:
    """What begins so is undone before it was said: it is said no more. What is on its way arrives."""
    withdrawn = await session.execute(
        update(Message)
        .where(
            Message.key.startswith(key_prefix, autoescape=True),
            Message.state == MessageState.WAITING,
            ~under_way(now),
        )
        .values(state=MessageState.SKIPPED, settled_at=now, lease_until=None)
        .returning(Message.id, Message.kind)
    )
    for message_id, kind in withdrawn:
        note_unsaid(session, [message_id], kind, "Undone")


async def settle_said(session: AsyncSession, key: str, message_id: int | None, now: datetime) -> None:
    """What the message says was said already, in the platform's message of that id."""
    await session.execute(
        update(Message)
        .where(Message.key == key, Message.state == MessageState.WAITING)
        .values(state=MessageState.SENT, settled_at=now, lease_until=None, platform_message_id=message_id)
    )


async def say_at_once(session: AsyncSession, key: str, now: datetime) -> None:
    await session.execute(
        update(Message).where(Message.key == key, Message.state == MessageState.WAITING).values(due_at=now)
    )

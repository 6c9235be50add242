"""A day's digest that changes hands: a substitute gets what is not said yet, or gives it back."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Message, MessageState
from db.queries.digests import IS_DIGEST, Reach, day_of, digest_key, digest_row, settle_digests
from db.queries.once import insert_once
from db.queries.outbox import under_way
from db.queries.reminders import hearings_of
from db.queries.substitutes import substitutes_on
from roadmap.hearing import Hearing, digest_time

HANDED_OVER = "handed over to the substitute"
HANDED_BACK = "handed back by the substitute"


async def hand_over(
    session: AsyncSession, person_id: int, substitute_id: int, today: date, now: datetime, zone: ZoneInfo
) -> None:
    """A substitution has just been set: what waits to be said on the local date is the substitute's.

    It joins their own digest of the day; where that is said already, or there is none, it is one by itself.
    To be called in a transaction that holds the planning. One that is being sent at this moment may be said
    to both.
    """
    if (await substitutes_on(session, today)).get(person_id) != substitute_id:
        return
    waiting = await _waiting(session, person_id, today, now)
    if not waiting:
        return
    theirs = Reach(_joined(waiting).since, frozenset([person_id]))
    others = await _waiting(session, substitute_id, today, now)
    own = [row for row in others if not _reach(row).is_theirs_alone]
    if own:
        await _extend(session, own[0], theirs)
    else:
        alone = Reach(theirs.since, theirs.instead_of, is_theirs_alone=True)
        await _put(
            session, _key_alone(substitute_id, today, person_id), substitute_id, today, alone, now, zone
        )
    await _settle(session, waiting, now, HANDED_OVER)


async def hand_back(
    session: AsyncSession, person_id: int, substitute_id: int, today: date, now: datetime, zone: ZoneInfo
) -> None:
    """A substitution was just called off: what the substitute was not told of yet is the person's again.

    To be called in a transaction that holds the planning.
    """
    waiting = [
        row
        for row in await _waiting(session, substitute_id, today, now)
        if person_id in _reach(row).instead_of
    ]
    if not waiting:
        return
    theirs = Reach(_joined(waiting).since)
    await _put(session, digest_key(person_id, today), person_id, today, theirs, now, zone)
    alone = [row for row in waiting if _reach(row).is_theirs_alone]
    await _settle(session, alone, now, HANDED_BACK)


async def _waiting(session: AsyncSession, person_id: int, today: date, now: datetime) -> list[Any]:
    rows = await session.execute(
        select(Message.id, Message.payload, under_way(now).label("is_under_way"))
        .where(
            Message.person_id == person_id,
            IS_DIGEST,
            Message.state == MessageState.WAITING,
        )
        .order_by(Message.id)
    )
    return [row for row in rows if day_of(row.payload) == today]


def _reach(row: Any) -> Reach:  # noqa: ANN401 -- a row of `_waiting`
    return Reach.from_json(row.payload)


def _joined(rows: list[Any]) -> Reach:
    first, *others = map(_reach, rows)
    for other in others:
        first = first.joined(other)
    return first


async def _extend(session: AsyncSession, row: Any, reach: Reach) -> None:  # noqa: ANN401 -- a row of `_waiting`
    both = _reach(row).joined(reach)
    payload = {**row.payload, **both.to_json()}
    await session.execute(update(Message).where(Message.id == row.id).values(payload=payload))


async def _put(
    session: AsyncSession,
    key: str,
    person_id: int,
    today: date,
    reach: Reach,
    now: datetime,
    zone: ZoneInfo,
) -> None:
    """Also where it was handed over or had nothing to say: it is weighed anew. What was said stays so."""
    hearing = (await hearings_of(session, [person_id])).get(person_id, Hearing())
    row = digest_row(key, person_id, today, reach, max(now, digest_time(hearing, today, zone)), now)
    if not await insert_once(session, Message, [row]):
        again = {name: row[name] for name in ("payload", "due_at", "state")}
        await session.execute(
            update(Message)
            .where(Message.key == key, Message.state == MessageState.SKIPPED)
            .values(**again, settled_at=None, error=None)
        )


async def _settle(session: AsyncSession, rows: list[Any], now: datetime, why: str) -> None:
    """One that is being sent is left to its sender, who finds that it matters no more."""
    ids = [row.id for row in rows if not row.is_under_way]
    await settle_digests(session, ids, now, MessageState.SKIPPED, why)


def _key_alone(substitute_id: int, today: date, person_id: int) -> str:
    return f"{digest_key(substitute_id, today)}:{person_id}"

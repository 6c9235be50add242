"""A day's digest that changes hands: a substitute gets what is not said yet, or gives it back."""

from collections.abc import Collection
from dataclasses import replace
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
    substitutes = await substitutes_on(session, today, zone)
    if substitutes.get(person_id) != substitute_id:
        return
    waiting = await _waiting(session, person_id, today, now)
    if not waiting:
        return
    joined = _joined(waiting)
    await _hand_over(session, person_id, substitute_id, joined.since, today, now, zone)
    await _settle(session, waiting, now, HANDED_OVER)
    # For whom they have stood in so far, they do no more: there are no chains.
    for other in sorted(joined.instead_of):
        await _pass_on(session, other, substitutes.get(other), joined.since, today, now, zone)


async def _hand_over(
    session: AsyncSession,
    person_id: int,
    substitute_id: int,
    since: date | None,
    today: date,
    now: datetime,
    zone: ZoneInfo,
) -> None:
    theirs = Reach(since, frozenset([person_id]))
    others = await _waiting(session, substitute_id, today, now)
    own = [row for row in others if not _reach(row).is_theirs_alone]
    if own:
        await _extend(session, own[0], theirs)
    else:
        alone = Reach(theirs.since, theirs.instead_of, is_theirs_alone=True)
        await _put(
            session, _key_alone(substitute_id, today, person_id), substitute_id, today, alone, now, zone
        )


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


async def give_back(
    session: AsyncSession, substitute_id: int, today: date, now: datetime, zone: ZoneInfo
) -> None:
    """A substitute has just paused or fallen silent: what they would hear too late is said to the others.

    To be called in a transaction that holds the planning.
    """
    substitutes = await substitutes_on(session, today, zone)
    for row in await _waiting(session, substitute_id, today, now):
        reach = _reach(row)
        back = {person for person in reach.instead_of if substitutes.get(person) != substitute_id}
        if row.is_under_way or not back:
            continue
        for person in sorted(back):
            await _pass_on(session, person, substitutes.get(person), reach.since, today, now, zone)
        kept = replace(reach, instead_of=reach.instead_of - back)
        if kept.is_theirs_alone and not kept.instead_of:
            await _settle(session, [row], now, HANDED_BACK)
        else:
            await _set_reach(session, row, kept)


async def give_back_unheard(
    session: AsyncSession, message_ids: Collection[int], now: datetime, zone: ZoneInfo
) -> None:
    """Of messages that have just ended: what a digest did not say to a substitute is said to the others.

    One that had nothing to say to who still stands in has nothing to give back.
    """
    ended = (MessageState.SKIPPED, MessageState.UNREACHABLE, MessageState.FAILED)
    rows = await session.execute(
        select(Message.person_id, Message.state, Message.payload)
        .where(Message.id.in_(message_ids), IS_DIGEST, Message.state.in_(ended))
        .order_by(Message.id)
    )
    for row in rows.all():
        reach, day = _reach(row), day_of(row.payload)
        if day is None or not reach.instead_of:
            continue
        substitutes = await substitutes_on(session, day, zone)
        for person in sorted(reach.instead_of):
            taker = substitutes.get(person)
            if taker != row.person_id:
                await _pass_on(session, person, taker, reach.since, day, now, zone)
            elif row.state is not MessageState.SKIPPED:
                await _pass_on(session, person, None, reach.since, day, now, zone)


async def _pass_on(
    session: AsyncSession,
    person_id: int,
    taker: int | None,
    since: date | None,
    today: date,
    now: datetime,
    zone: ZoneInfo,
) -> None:
    """To another who stands in for the person now, else to themselves."""
    if taker is not None:
        await _hand_over(session, person_id, taker, since, today, now, zone)
        return
    reach = Reach(since, is_anyway=True)
    await _put(session, digest_key(person_id, today), person_id, today, reach, now, zone)


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
    await _set_reach(session, row, _reach(row).joined(reach))


async def _set_reach(session: AsyncSession, row: Any, reach: Reach) -> None:  # noqa: ANN401 -- a row of `_waiting`
    payload = {"day": row.payload["day"], **reach.to_json()}
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

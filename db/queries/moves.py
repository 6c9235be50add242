"""Deadlines that move: who owes an answer is told the old date and the new one, once."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Membership, Message, MessageState, Person
from db.queries.outbox import NewMessage, put
from db.queries.substitutes import substitutes_on
from db.queries.unsaid import note_unsaid
from roadmap.access import Assignee, Role
from roadmap.standing import AWAITED

MOVED = "deadline-moved"

Moves = Mapping[int, date]
"""Id of an occurrence → the due date (local) that it had."""


async def moves_by_person(session: AsyncSession, moved: Moves, day: date) -> dict[int, dict[int, date]]:
    """Of the moved occurrences those that each person owes an answer to; who has answered is missing.

    Who stands in for somebody on the local date `day` is told too.
    """
    if not moved:
        return {}
    found: defaultdict[int, dict[int, date]] = defaultdict(dict)
    for person_id, occurrence_id in await _owing(session, moved):
        found[person_id][occurrence_id] = moved[occurrence_id]
    for person_id, substitute_id in (await substitutes_on(session, day)).items():
        found[substitute_id].update(found.get(person_id, {}))
    return {person_id: moves for person_id, moves in found.items() if moves}


async def _owing(session: AsyncSession, occurrence_ids: Collection[int]) -> list[tuple[int, int]]:
    rows = await session.execute(
        select(Membership.person_id, Assignment.occurrence_id)
        .join(Person, Person.id == Membership.person_id)
        .join(
            Assignment,
            or_(
                Membership.school_id == Assignment.school_id,
                and_(Membership.role == Role.COORDINATOR, Assignment.assignee == Assignee.COORDINATOR),
                and_(Membership.role == Role.DEPARTMENT, Assignment.assignee == Assignee.DEPARTMENT),
            ),
        )
        .where(
            Assignment.occurrence_id.in_(occurrence_ids),
            Assignment.status.in_(AWAITED),
            Person.left_at.is_(None),
        )
        .distinct()
        .order_by(Membership.person_id, Assignment.occurrence_id)
    )
    return [(row.person_id, row.occurrence_id) for row in rows]


async def tell_of_moves(
    session: AsyncSession, moved: Mapping[int, Moves], key: str, now: datetime, due_at: datetime
) -> int:
    """Put one message for each person (`moved`: person → what moved for them); how many were new.

    What was put for an earlier move and isn't said yet is withdrawn and said with this one: people hear of
    the date they knew and of the one that counts, not of those in between.
    """
    keys = {person: f"{MOVED}:{key}:{person}" for person in moved}
    unsaid = await _withdraw(session, keys, now)
    messages = [
        NewMessage(keys[person], person, MOVED, {"moved": _as_json({**moves, **unsaid.get(person, {})})})
        for person, moves in moved.items()
    ]
    return await put(session, messages, now=now, due_at=due_at)


async def _withdraw(
    session: AsyncSession, keys: Mapping[int, str], now: datetime
) -> dict[int, dict[int, date]]:
    """Take back what waits for these people under another key; per person the oldest date of each move."""
    waiting = await session.execute(
        select(Message.id, Message.person_id, Message.key, Message.payload)
        .where(
            Message.kind == MOVED,
            Message.state == MessageState.WAITING,
            or_(Message.lease_until.is_(None), Message.lease_until <= now),
        )
        .order_by(Message.id.desc())
        .with_for_update()
    )
    withdrawn = [row for row in waiting if row.person_id in keys and row.key != keys[row.person_id]]
    if withdrawn:
        ids = [row.id for row in withdrawn]
        settled = {"state": MessageState.SKIPPED, "settled_at": now}
        await session.execute(update(Message).where(Message.id.in_(ids)).values(settled))
        note_unsaid(session, ids, MOVED, "Superseded")
    unsaid: defaultdict[int, dict[int, date]] = defaultdict(dict)
    for row in withdrawn:
        unsaid[row.person_id].update(from_json(row.payload["moved"]))
    return dict(unsaid)


def _as_json(moves: Moves) -> dict[str, str]:
    return {str(occurrence_id): due.isoformat() for occurrence_id, due in moves.items()}


def from_json(moves: Mapping[str, str]) -> dict[int, date]:
    """The moves as they stand in a message's payload."""
    return {int(occurrence_id): date.fromisoformat(due) for occurrence_id, due in moves.items()}

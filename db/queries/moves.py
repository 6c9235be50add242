"""Duties that change: who owes an answer is told what is new, what has moved and what is gone, once."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Message, MessageState
from db.queries.outbox import NewMessage, put, under_way
from db.queries.owed import News
from db.queries.unsaid import note_unsaid

MOVED = "deadline-moved"


async def tell_of_moves(
    session: AsyncSession, news: Mapping[int, News], key: str, now: datetime, due_at: datetime
) -> int:
    """Put one message for each person (`news`: person → what changes for them); how many were new.

    What was put for an earlier change and isn't said yet is withdrawn and said with this one: people hear of
    the date they knew and of the one that counts, not of those in between.
    """
    keys = {person: f"{MOVED}:{key}:{person}" for person in news}
    unsaid = await _withdraw(session, keys, now)
    messages = [
        NewMessage(keys[person], person, MOVED, one.after(unsaid.get(person, News())).to_json())
        for person, one in news.items()
    ]
    return await put(session, messages, now=now, due_at=due_at)


async def _withdraw(session: AsyncSession, keys: Mapping[int, str], now: datetime) -> dict[int, News]:
    """Take back what waits for these people under another key; per person all of it as one."""
    waiting = await session.execute(
        select(Message.id, Message.person_id, Message.key, Message.payload)
        .where(
            Message.kind == MOVED,
            Message.state == MessageState.WAITING,
            ~under_way(now),
        )
        .order_by(Message.id)
        .with_for_update()
    )
    withdrawn = [row for row in waiting if row.person_id in keys and row.key != keys[row.person_id]]
    if withdrawn:
        ids = [row.id for row in withdrawn]
        settled = {"state": MessageState.SKIPPED, "settled_at": now, "lease_until": None}
        await session.execute(update(Message).where(Message.id.in_(ids)).values(settled))
        note_unsaid(session, ids, MOVED, "Superseded")
    unsaid: dict[int, News] = {}
    for row in withdrawn:
        unsaid[row.person_id] = News.from_json(row.payload).after(unsaid.get(row.person_id, News()))
    return unsaid

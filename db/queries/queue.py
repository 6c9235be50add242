"""How much waits to be sent, and since when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Message, MessageState


@dataclass(frozen=True, slots=True)
class Queue:
    """Messages due by some moment and not settled; `oldest`: since when (UTC) the first of them is due."""

    length: int
    oldest: datetime | None

    def oldest_seconds(self, now: datetime) -> float:
        return (now - self.oldest).total_seconds() if self.oldest else 0.0


async def queue(session: AsyncSession, now: datetime) -> Queue:
    """What should have been sent by `now` (UTC)."""
    statement = select(func.count(), func.min(Message.due_at)).where(
        Message.state == MessageState.WAITING, Message.due_at <= now
    )
    length, oldest = (await session.execute(statement)).one()
    return Queue(length, oldest)

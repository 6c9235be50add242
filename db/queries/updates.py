"""Updates that were handled, so that a redelivery does nothing twice."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import HandledUpdate
from db.queries.once import insert_once


async def remember_update(session: AsyncSession, update_id: int, now: datetime) -> bool:
    """True the first time, False when the update was handled already."""
    return await insert_once(session, HandledUpdate, [{"update_id": update_id, "handled_at": now}]) == 1


async def forget_updates(session: AsyncSession, before: datetime) -> None:
    """Telegram keeps an update for 24 hours; what is older is never delivered again."""
    await session.execute(delete(HandledUpdate).where(HandledUpdate.handled_at < before))

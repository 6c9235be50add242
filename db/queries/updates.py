"""Updates that were handled, so that a redelivery does nothing twice."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import HandledUpdate

_REMEMBER = {
    "sqlite": sqlite.insert(HandledUpdate).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(HandledUpdate).on_conflict_do_nothing(),
}


async def remember_update(session: AsyncSession, update_id: int, now: datetime) -> bool:
    """True the first time, False when the update was handled already."""
    # Asked of every update, so it is the plain statement that SQLAlchemy compiles once.
    result = await (await session.connection()).execute(
        _REMEMBER[session.get_bind().dialect.name], {"update_id": update_id, "handled_at": now}
    )
    return result.rowcount == 1


async def forget_updates(session: AsyncSession, before: datetime) -> None:
    """Telegram keeps an update for 24 hours; what is older is never delivered again."""
    await session.execute(delete(HandledUpdate).where(HandledUpdate.handled_at < before))

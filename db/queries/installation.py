"""The one row about this bot itself."""

from datetime import date

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Installation
from db.queries.once import insert_once

THE_ONE = 1


async def installation(session: AsyncSession) -> Installation:
    await insert_once(session, Installation, [{"id": THE_ONE}])
    found = await session.get(Installation, THE_ONE)
    assert found is not None  # noqa: S101 -- the line above has put it there
    return found


async def planned_on(session: AsyncSession) -> date | None:
    """The last local date whose digests are planned."""
    return await session.scalar(select(Installation.planned_on).where(Installation.id == THE_ONE))


async def note_planned(session: AsyncSession, day: date) -> None:
    await session.execute(update(Installation).where(Installation.id == THE_ONE).values(planned_on=day))


async def keep_setup_code(session: AsyncSession, code_hash: str | None) -> None:
    await session.execute(
        update(Installation).where(Installation.id == THE_ONE).values(setup_code_hash=code_hash)
    )

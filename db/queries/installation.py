"""The one row about this bot itself."""

import hmac
from datetime import date

from sqlalchemy import CursorResult, select, update
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


async def hold_planning(session: AsyncSession) -> date | None:
    """The same; until this transaction ends nobody else plans a day or hands one over.

    To be called before rows of people are locked: the planner locks them afterwards, for its messages.
    """
    await insert_once(session, Installation, [{"id": THE_ONE}])
    return await session.scalar(
        select(Installation.planned_on).where(Installation.id == THE_ONE).with_for_update()
    )


async def note_planned(session: AsyncSession, day: date) -> None:
    await session.execute(update(Installation).where(Installation.id == THE_ONE).values(planned_on=day))


async def keep_setup_code(session: AsyncSession, code_hash: str | None) -> None:
    await session.execute(
        update(Installation).where(Installation.id == THE_ONE).values(setup_code_hash=code_hash)
    )


async def is_setup_code(session: AsyncSession, code_hash: str) -> bool:
    """Whether the bot can still be claimed with the code of this SHA-256."""
    kept = await session.scalar(select(Installation.setup_code_hash).where(Installation.id == THE_ONE))
    return kept is not None and hmac.compare_digest(kept, code_hash)


async def spend_setup_code(session: AsyncSession, code_hash: str) -> bool:
    """Of two people who claim at once with the code, one gets True."""
    result = await session.execute(
        update(Installation)
        .where(Installation.id == THE_ONE, Installation.setup_code_hash == code_hash)
        .values(setup_code_hash=None)
    )
    assert isinstance(result, CursorResult)  # noqa: S101 -- an UPDATE without RETURNING gives no other
    return result.rowcount == 1

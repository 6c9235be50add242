"""Bytes in the storage: announced before they come, confirmed once there, removed when nobody wants them.

Whoever brings bytes in calls `expect`, keeps them, and calls `confirm` in the transaction that refers to
them. Whoever removes bytes calls `claim_unwanted`, removes them, and calls `forget`. Either may stop at any
step.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, Update, delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.models import EvidenceFile, Rendition, StoredFile
from db.queries.once import insert_once

UNWANTED_FOR = timedelta(hours=1)
"""So long bytes stay that nothing refers to any more; whoever is about to refer to them is done by then."""


async def expect(
    session: AsyncSession,
    sha256: str,
    *,
    size: int,
    mime: str,
    pages: int | None,
    now: datetime,
    has_position: bool = False,
) -> bool:
    """Announce bytes before they are kept; `size` in bytes, `pages` of a PDF.

    False while the same bytes are being removed: try again in half a minute, having kept nothing. A lease
    that has run out is taken from whoever had it: it does no more then.
    """
    row = {"sha256": sha256, "size": size, "mime": mime, "pages": pages, "has_position": has_position}
    if await insert_once(session, StoredFile, [row | {"stored_at": now}]):
        return True
    is_free = or_(StoredFile.removing_until.is_(None), StoredFile.removing_until <= now)
    wanted = update(StoredFile).where(StoredFile.sha256 == sha256, is_free)
    return await _changed(session, wanted.values(unwanted_at=None, removing_until=None)) == 1


async def confirm(session: AsyncSession, sha256: str) -> bool:
    """Before a row that refers to bytes just kept. False if they may be gone since: fetch them anew."""
    wanted = update(StoredFile).where(StoredFile.sha256 == sha256, StoredFile.removing_until.is_(None))
    return await _changed(session, wanted.values(unwanted_at=None)) == 1


async def mark_unwanted(session: AsyncSession, now: datetime) -> int:
    """Mark all bytes that nothing refers to, and say how many; they are removed after UNWANTED_FOR."""
    marked = update(StoredFile).where(StoredFile.unwanted_at.is_(None), ~_is_referred_to())
    return await _changed(session, marked.values(unwanted_at=now))


async def any_unwanted(session: AsyncSession, now: datetime) -> bool:
    """Whether `claim_unwanted` would look at something."""
    return await session.scalar(_removable(now).limit(1)) is not None


async def claim_unwanted(session: AsyncSession, now: datetime, lease: timedelta, limit: int) -> list[str]:
    """Take bytes that nobody wants, to be removed within the lease; their hashes.

    What is referred to after all is wanted again. This is asked in a second statement, once the rows are
    locked: on PostgreSQL the first may have seen less.
    """
    due: Sequence[str] = (
        await session.scalars(_removable(now).limit(limit).with_for_update(skip_locked=True))
    ).all()
    if not due:
        return []
    of_these = StoredFile.sha256.in_(due)
    await session.execute(
        update(StoredFile)
        .where(of_these, _is_referred_to())
        .values(unwanted_at=None, removing_until=None)
        .execution_options(synchronize_session=False)
    )
    claimed = await session.scalars(
        update(StoredFile)
        .where(of_these, StoredFile.unwanted_at.is_not(None))
        .values(removing_until=now + lease)
        .returning(StoredFile.sha256)
        .execution_options(synchronize_session=False)
    )
    return sorted(claimed)


async def forget(session: AsyncSession, removed: Collection[str], until: datetime, now: datetime) -> None:
    """The bytes are gone: their rows go, and what was made of them is wanted no more unless by others.

    `until` is when the lease ends under which they were removed. A row of which it was taken away stays.
    """
    ours = select(StoredFile.sha256).where(StoredFile.sha256.in_(removed), StoredFile.removing_until == until)
    gone = (await session.scalars(ours.with_for_update())).all()
    made = await session.scalars(
        delete(Rendition).where(Rendition.sha256.in_(gone)).returning(Rendition.rendition_sha256)
    )
    await session.execute(
        update(StoredFile)
        .where(StoredFile.sha256.in_(set(made)), StoredFile.unwanted_at.is_(None), ~_is_referred_to())
        # What it was made of has been unwanted for long enough.
        .values(unwanted_at=now - UNWANTED_FOR)
        .execution_options(synchronize_session=False)
    )
    await session.execute(delete(StoredFile).where(StoredFile.sha256.in_(gone)))


def _removable(now: datetime) -> Any:  # noqa: ANN401 -- a select that is made longer, by either caller
    return (
        select(StoredFile.sha256)
        .where(
            StoredFile.unwanted_at <= now - UNWANTED_FOR,
            or_(StoredFile.removing_until.is_(None), StoredFile.removing_until <= now),
        )
        .order_by(StoredFile.unwanted_at, StoredFile.sha256)
    )


def _is_referred_to() -> ColumnElement[bool]:
    sent, made = aliased(EvidenceFile), aliased(Rendition)
    return or_(
        exists().where(sent.sha256 == StoredFile.sha256),
        exists().where(made.rendition_sha256 == StoredFile.sha256, made.sha256 != StoredFile.sha256),
    )


async def _changed(session: AsyncSession, statement: Update) -> int:
    result = await session.execute(statement.execution_options(synchronize_session=False))
    assert isinstance(result, CursorResult)  # noqa: S101 -- an UPDATE without RETURNING gives no other
    return result.rowcount

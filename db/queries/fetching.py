"""Files on their way from the platform: which are due, who fetches them, and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Evidence, EvidenceFile, FileState, Person, StoredFile
from db.queries.once import insert_once


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file to be fetched, claimed by this process until its lease ends."""

    id: int
    person_id: int
    file_id: str
    attempts: int
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Settled:
    """Whose a file is, in which package, and what became of it, at the moment when it was settled.

    `sent_at` is UTC.
    """

    person_id: int
    evidence_id: int | None
    state: FileState
    sent_at: datetime


async def claim_files(session: AsyncSession, now: datetime, lease: timedelta, limit: int) -> list[Waiting]:
    """Take files that are due to be fetched; others pass them over until the lease ends."""
    due = (
        select(EvidenceFile.id)
        .where(EvidenceFile.state == FileState.PENDING, EvidenceFile.try_at <= now)
        .order_by(EvidenceFile.try_at, EvidenceFile.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    ids: Sequence[int] = (await session.scalars(due)).all()
    if not ids:
        return []
    await session.execute(update(EvidenceFile).where(EvidenceFile.id.in_(ids)).values(try_at=now + lease))
    rows = await session.execute(
        select(
            EvidenceFile.id,
            EvidenceFile.person_id,
            EvidenceFile.file_id,
            EvidenceFile.attempts,
            EvidenceFile.sent_at,
        )
        .where(EvidenceFile.id.in_(ids))
        .order_by(EvidenceFile.id)
    )
    return [Waiting(*row) for row in rows]


async def fetch_again(session: AsyncSession, file_id: int, at: datetime, *, attempts: int = 0) -> None:
    """Not before `at`; the attempts grow by what is given."""
    await session.execute(
        update(EvidenceFile)
        .where(EvidenceFile.id == file_id, EvidenceFile.state == FileState.PENDING)
        .values(try_at=at, attempts=EvidenceFile.attempts + attempts)
    )


async def next_fetch(session: AsyncSession, now: datetime) -> datetime | None:
    """The earliest moment after now at which a file may be claimed."""
    statement = select(func.min(EvidenceFile.try_at)).where(
        EvidenceFile.state == FileState.PENDING, EvidenceFile.try_at > now
    )
    earliest: datetime | None = await session.scalar(statement)
    return earliest


async def lock_owner(session: AsyncSession, file_id: int) -> None:
    """Lock the file's package, or its person while it is unfiled.

    Two files that arrive at the same moment then see each other, and one of them knows to be the last.
    """
    evidence_id, person_id = (
        await session.execute(
            select(EvidenceFile.evidence_id, EvidenceFile.person_id).where(EvidenceFile.id == file_id)
        )
    ).one()
    if evidence_id is None:
        # Not as strong a lock as for a change of the key: new rows may go on to refer to the person.
        await session.execute(select(Person.id).where(Person.id == person_id).with_for_update(key_share=True))
    else:
        await session.execute(select(Evidence.id).where(Evidence.id == evidence_id).with_for_update())


async def package_of(session: AsyncSession, file_id: int) -> int | None:
    """The package of a file; None while it is unfiled."""
    evidence_id: int | None = await session.scalar(
        select(EvidenceFile.evidence_id).where(EvidenceFile.id == file_id)
    )
    return evidence_id


async def settle_stored(
    session: AsyncSession,
    file_id: int,
    *,
    sha256: str,
    size: int,
    mime: str,
    pages: int | None,
    now: datetime,
) -> Settled:
    """The bytes are on disk. A file that was taken out in the meantime stays out, but its bytes are known."""
    stored = {"sha256": sha256, "size": size, "mime": mime, "pages": pages, "stored_at": now}
    await insert_once(session, StoredFile, [stored])
    state = case((EvidenceFile.state == FileState.PENDING, FileState.STORED.value), else_=EvidenceFile.state)
    return await _settle(session, file_id, {"state": state, "sha256": sha256})


async def settle_without(
    session: AsyncSession, file_id: int, state: FileState, refusal: str | None = None
) -> Settled:
    """There will be no bytes: `state` is REFUSED, with the text id of why, or LOST."""
    kept = case((EvidenceFile.state == FileState.PENDING, state.value), else_=EvidenceFile.state)
    return await _settle(session, file_id, {"state": kept, "refusal": refusal})


async def _settle(session: AsyncSession, file_id: int, values: dict[str, object]) -> Settled:
    statement = (
        update(EvidenceFile)
        .where(EvidenceFile.id == file_id)
        .values(values)
        .returning(EvidenceFile.person_id, EvidenceFile.evidence_id, EvidenceFile.state, EvidenceFile.sent_at)
    )
    return Settled(*(await session.execute(statement)).one())

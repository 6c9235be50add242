"""Files as people sent them: taken in with their update, fetched later, moved between packages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, Select, case, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Evidence, EvidenceFile, FileState, Person, StoredFile
from db.queries.assignments import HERE
from db.queries.once import insert_once


@dataclass(frozen=True, slots=True)
class Received:
    """A file as the platform announced it; `file_id` is the platform's handle for it."""

    chat_id: int
    message_id: int
    file_id: str
    is_photo: bool
    name: str | None
    caption: str | None
    media_group_id: str | None


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file of a person; `mime` and `pages` are known once it is stored, `refusal` is a text id."""

    id: int
    evidence_id: int | None
    person_id: int
    person: str
    is_photo: bool
    name: str | None
    state: FileState
    refusal: str | None
    mime: str | None
    pages: int | None
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file to be fetched, claimed by this process until its lease ends."""

    id: int
    person_id: int
    file_id: str
    attempts: int
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Batch:
    """A person's files in one package, or the unfiled ones; `newest` is the highest id, if any."""

    stored: int
    pending: int
    newest: int | None


@dataclass(frozen=True, slots=True)
class Settled:
    """Whose a file is, in which package, and what became of it, at the moment when it was settled."""

    person_id: int
    evidence_id: int | None
    state: FileState


async def receive(
    session: AsyncSession, file: Received, person_id: int, evidence_id: int | None, now: datetime
) -> bool:
    """Remember a file to be fetched; False when this message was taken in before."""
    row = {
        "evidence_id": evidence_id,
        "person_id": person_id,
        "chat_id": file.chat_id,
        "message_id": file.message_id,
        "file_id": file.file_id,
        "is_photo": file.is_photo,
        "name": file.name,
        "caption": file.caption,
        "media_group_id": file.media_group_id,
        "state": FileState.PENDING,
        "attempts": 0,
        "try_at": now,
        "sent_at": now,
    }
    return await insert_once(session, EvidenceFile, [row]) == 1


_Rows = Select[*tuple[Any, ...]]


def _files() -> _Rows:
    return (
        select(
            EvidenceFile.id,
            EvidenceFile.evidence_id,
            EvidenceFile.person_id,
            Person.name,
            EvidenceFile.is_photo,
            EvidenceFile.name,
            EvidenceFile.state,
            EvidenceFile.refusal,
            StoredFile.mime,
            StoredFile.pages,
            EvidenceFile.sent_at,
        )
        .join(Person, Person.id == EvidenceFile.person_id)
        .outerjoin(StoredFile, StoredFile.sha256 == EvidenceFile.sha256)
    )


async def find_file(session: AsyncSession, file_id: int) -> SentFile | None:
    row = (await session.execute(_files().where(EvidenceFile.id == file_id))).one_or_none()
    return SentFile(*row) if row is not None else None


async def files_of(session: AsyncSession, evidence_id: int, *, limit: int, offset: int) -> list[SentFile]:
    """A stretch of what is in the package, in the order in which it was sent."""
    statement = (
        _files()
        .where(EvidenceFile.evidence_id == evidence_id, EvidenceFile.state.in_(HERE))
        .order_by(EvidenceFile.id)
        .limit(limit)
        .offset(offset)
    )
    return [SentFile(*row) for row in await session.execute(statement)]


async def batch_of(session: AsyncSession, person_id: int, evidence_id: int | None) -> Batch:
    """The person's files in the package; with None, those of which it isn't known yet where they belong."""
    statement = select(
        func.count(case((EvidenceFile.state == FileState.STORED, 1))),
        func.count(case((EvidenceFile.state == FileState.PENDING, 1))),
        func.max(EvidenceFile.id),
    ).where(
        EvidenceFile.person_id == person_id,
        EvidenceFile.evidence_id.is_(None)
        if evidence_id is None
        else EvidenceFile.evidence_id == evidence_id,
        EvidenceFile.state.in_(HERE),
    )
    return Batch(*(await session.execute(statement)).one())


async def delayed_count(session: AsyncSession, person_id: int) -> int:
    """How many of the person's files the platform has not given yet, though asked for them."""
    statement = select(func.count()).where(
        EvidenceFile.person_id == person_id,
        EvidenceFile.state == FileState.PENDING,
        EvidenceFile.attempts > 0,
    )
    return (await session.scalar(statement)) or 0


async def file_unfiled(session: AsyncSession, person_id: int, evidence_id: int) -> list[str | None]:
    """Put all unfiled files of the person into the package. The captions of those, in their order."""
    statement = (
        update(EvidenceFile)
        .where(
            EvidenceFile.person_id == person_id,
            EvidenceFile.evidence_id.is_(None),
            EvidenceFile.state.in_(HERE),
        )
        .values(evidence_id=evidence_id)
        .returning(EvidenceFile.id, EvidenceFile.caption)
    )
    return [caption for _, caption in sorted((await session.execute(statement)).all())]


async def discard_unfiled(session: AsyncSession, person_id: int, up_to: int) -> int:
    """The person's unfiled files up to that id are no evidence; how many there were. Their bytes stay."""
    result = await session.execute(
        update(EvidenceFile)
        .where(
            EvidenceFile.person_id == person_id,
            EvidenceFile.evidence_id.is_(None),
            EvidenceFile.state.in_(HERE),
            EvidenceFile.id <= up_to,
        )
        .values(state=FileState.REMOVED)
    )
    assert isinstance(result, CursorResult)  # noqa: S101 -- an UPDATE without RETURNING gives no other
    return result.rowcount


async def remove_file(session: AsyncSession, file_id: int) -> bool:
    """Take a file out of its package; False when it was out already. Its bytes stay."""
    result = await session.execute(
        update(EvidenceFile)
        .where(EvidenceFile.id == file_id, EvidenceFile.state.in_(HERE))
        .values(state=FileState.REMOVED)
    )
    assert isinstance(result, CursorResult)  # noqa: S101 -- an UPDATE without RETURNING gives no other
    return result.rowcount == 1


async def remove_files_by(session: AsyncSession, evidence_id: int, person_id: int) -> None:
    """Take everything that one person sent out of the package. The bytes stay."""
    await session.execute(
        update(EvidenceFile)
        .where(
            EvidenceFile.evidence_id == evidence_id,
            EvidenceFile.person_id == person_id,
            EvidenceFile.state.in_(HERE),
        )
        .values(state=FileState.REMOVED)
    )


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
        .returning(EvidenceFile.person_id, EvidenceFile.evidence_id, EvidenceFile.state)
    )
    return Settled(*(await session.execute(statement)).one())

"""Files as people sent them: taken in with their update, listed, moved between packages."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, Select, case, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import EvidenceFile, FileState, Person, StoredFile
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
class Batch:
    """A person's files in one package, or the unfiled ones; `newest` is the highest id, if any."""

    stored: int
    pending: int
    newest: int | None


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


async def pending_count(session: AsyncSession, person_id: int) -> int:
    """How many of the person's files are on their way, of which nothing has gone wrong yet."""
    statement = select(func.count()).where(
        EvidenceFile.person_id == person_id,
        EvidenceFile.state == FileState.PENDING,
        EvidenceFile.attempts == 0,
    )
    return (await session.scalar(statement)) or 0


@dataclass(frozen=True, slots=True)
class Filed:
    id: int
    caption: str | None


async def file_unfiled(session: AsyncSession, person_id: int, evidence_id: int) -> list[Filed]:
    """Put all unfiled files of the person into the package; which those were, in their order."""
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
    filed = [Filed(*row) for row in await session.execute(statement)]
    return sorted(filed, key=lambda one: one.id)


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

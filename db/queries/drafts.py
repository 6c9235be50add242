"""Documents that are to become a roadmap: sent and not fetched yet, then read and waiting for a start."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import IncomingDocument, RoadmapDraft
from roadmap.document import Reading


@dataclass(frozen=True, slots=True)
class Draft:
    id: int
    source_name: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Incoming:
    """A document that this process may fetch until its lease ends; `attempts` counts this one too."""

    id: int
    person_id: int
    file_id: str
    name: str
    attempts: int


async def save_draft(
    session: AsyncSession, reading: Reading, source_name: str, by: int, now: datetime
) -> int:
    """Keep a reading until it is started or dropped; its id. An earlier draft of the same person goes."""
    await session.execute(delete(RoadmapDraft).where(RoadmapDraft.created_by == by))
    draft = RoadmapDraft(created_by=by, created_at=now, source_name=source_name, reading=reading.to_json())
    session.add(draft)
    await session.flush()
    return draft.id


async def load_draft(session: AsyncSession, draft_id: int) -> Draft | None:
    """None when it was started, dropped or replaced since."""
    draft = await session.get(RoadmapDraft, draft_id)
    return Draft(draft.id, draft.source_name, Reading.from_json(draft.reading)) if draft else None


async def drop_draft(session: AsyncSession, draft_id: int) -> bool:
    """False when somebody was faster: then there is nothing left to start or to drop."""
    result = await session.execute(delete(RoadmapDraft).where(RoadmapDraft.id == draft_id))
    assert isinstance(result, CursorResult)  # noqa: S101 -- a DELETE without RETURNING gives no other
    return result.rowcount == 1


async def expect_document(
    session: AsyncSession, person_id: int, file_id: str, name: str, now: datetime
) -> None:
    """Remember a document to be fetched and read at once."""
    session.add(IncomingDocument(person_id=person_id, file_id=file_id, name=name, try_at=now, created_at=now))
    await session.flush()


async def claim_document(session: AsyncSession, now: datetime, lease: timedelta) -> Incoming | None:
    """Take the document that has waited longest. Others pass it over until the lease ends."""
    found = await session.scalars(
        select(IncomingDocument)
        .where(IncomingDocument.try_at <= now)
        .order_by(IncomingDocument.try_at, IncomingDocument.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    document = found.first()
    if document is None:
        return None
    document.try_at = now + lease
    document.attempts += 1
    return Incoming(document.id, document.person_id, document.file_id, document.name, document.attempts)


async def postpone_document(session: AsyncSession, document_id: int, until: datetime) -> None:
    await session.execute(
        update(IncomingDocument).where(IncomingDocument.id == document_id).values(try_at=until)
    )


async def forget_document(session: AsyncSession, document_id: int) -> bool:
    """True for the one who settles it; a second reader, whose lease had ended, finds nothing."""
    result = await session.execute(delete(IncomingDocument).where(IncomingDocument.id == document_id))
    assert isinstance(result, CursorResult)  # noqa: S101 -- a DELETE without RETURNING gives no other
    return result.rowcount == 1

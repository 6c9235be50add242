"""Documents that were sent and are not read yet: to be fetched after the commit, by one process at a time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, DocumentPurpose, IncomingDocument, Person


@dataclass(frozen=True, slots=True)
class Incoming:
    """A document that this process may fetch until its lease ends; `attempts` counts this one too."""

    id: int
    person_id: int
    file_id: str
    name: str
    purpose: DocumentPurpose
    attempts: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Underway:
    """Whom to tell how far the reading is; `message_id` of the message that says so, once there is one."""

    id: int
    name: str
    chat_id: int
    locale: str
    message_id: int | None
    created_at: datetime


async def expect_document(
    session: AsyncSession,
    person_id: int,
    file_id: str,
    name: str,
    now: datetime,
    purpose: DocumentPurpose = DocumentPurpose.ROADMAP,
    *,
    message_id: int | None = None,
) -> None:
    """Remember a document to be fetched and read at once; `message_id`: see `told_where`."""
    session.add(
        IncomingDocument(
            person_id=person_id,
            file_id=file_id,
            name=name,
            purpose=purpose,
            message_id=message_id,
            try_at=now,
            created_at=now,
        )
    )
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
    return Incoming(
        document.id,
        document.person_id,
        document.file_id,
        document.name,
        document.purpose,
        document.attempts,
        document.created_at,
    )


async def postpone_document(session: AsyncSession, document_id: int, until: datetime) -> None:
    await session.execute(
        update(IncomingDocument).where(IncomingDocument.id == document_id).values(try_at=until)
    )


async def forget_document(session: AsyncSession, document_id: int) -> bool:
    """True for the one who settles it; a second reader, whose lease had ended, finds nothing."""
    result = await session.execute(delete(IncomingDocument).where(IncomingDocument.id == document_id))
    assert isinstance(result, CursorResult)  # noqa: S101 -- a DELETE without RETURNING gives no other
    return result.rowcount == 1


async def underway(session: AsyncSession) -> list[Underway]:
    """All documents whose senders can be told, the earliest first."""
    rows = await session.execute(
        select(
            IncomingDocument.id,
            IncomingDocument.name,
            Account.chat_id,
            Person.locale,
            IncomingDocument.message_id,
            IncomingDocument.created_at,
        )
        .join(Person, Person.id == IncomingDocument.person_id)
        .join(Account, Account.person_id == Person.id)
        .order_by(IncomingDocument.id)
    )
    return [Underway(*row) for row in rows]


async def told_where(session: AsyncSession, document_id: int, message_id: int) -> None:
    """The message that says how far the reading is."""
    await session.execute(
        update(IncomingDocument).where(IncomingDocument.id == document_id).values(message_id=message_id)
    )

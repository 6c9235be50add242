"""What a returned package had, for the next one: good files and links need not be sent again."""

from sqlalchemy import CursorResult, func, insert, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import EvidenceFile, EvidenceLink, FileState

_COPIED_OF_LINK = ("person_id", "url", "part_id", "sent_at")
_COPIED = (
    "person_id",
    "chat_id",
    "message_id",
    "file_id",
    "is_photo",
    "name",
    "caption",
    "media_group_id",
    "state",
    "attempts",
    "try_at",
    "sha256",
    "sent_at",
    "part_id",
)


async def take_earlier(session: AsyncSession, from_id: int, into_id: int) -> int:
    """Put copies of a package's stored files and of its links into another one.

    How many were not in it yet.
    """
    return await _take_files(session, from_id, into_id) + await _take_links(session, from_id, into_id)


async def _take_files(session: AsyncSession, from_id: int, into_id: int) -> int:
    origin = func.coalesce(EvidenceFile.copy_of_id, EvidenceFile.id)
    there = select(origin).where(EvidenceFile.evidence_id == into_id, EvidenceFile.state != FileState.REMOVED)
    files = (
        select(literal(into_id), origin, *(getattr(EvidenceFile, name) for name in _COPIED))
        .where(
            EvidenceFile.evidence_id == from_id,
            EvidenceFile.state == FileState.STORED,
            origin.not_in(there),
        )
        .order_by(EvidenceFile.id)
    )
    copied = await session.execute(
        insert(EvidenceFile).from_select(["evidence_id", "copy_of_id", *_COPIED], files)
    )
    assert isinstance(copied, CursorResult)  # noqa: S101 -- an INSERT without RETURNING gives no other
    return copied.rowcount


async def _take_links(session: AsyncSession, from_id: int, into_id: int) -> int:
    is_in = EvidenceLink.removed_at.is_(None)
    there = select(EvidenceLink.url).where(EvidenceLink.evidence_id == into_id, is_in)
    links = (
        select(literal(into_id), *(getattr(EvidenceLink, name) for name in _COPIED_OF_LINK))
        .where(EvidenceLink.evidence_id == from_id, is_in, EvidenceLink.url.not_in(there))
        .order_by(EvidenceLink.id)
    )
    copied = await session.execute(insert(EvidenceLink).from_select(["evidence_id", *_COPIED_OF_LINK], links))
    assert isinstance(copied, CursorResult)  # noqa: S101 -- an INSERT without RETURNING gives no other
    return copied.rowcount

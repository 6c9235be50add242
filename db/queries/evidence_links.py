"""Addresses that are evidence: kept, listed, taken out again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, Select, Update, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import EvidenceLink, Person


@dataclass(frozen=True, slots=True)
class Link:
    """An address in a package, who gave it and when (UTC); `part_id` is which required part it is."""

    id: int
    evidence_id: int
    url: str
    person_id: int
    person: str
    part_id: int | None
    sent_at: datetime


def _links() -> Select[*tuple[Any, ...]]:
    return (
        select(
            EvidenceLink.id,
            EvidenceLink.evidence_id,
            EvidenceLink.url,
            EvidenceLink.person_id,
            Person.name,
            EvidenceLink.part_id,
            EvidenceLink.sent_at,
        )
        .join(Person, Person.id == EvidenceLink.person_id)
        .where(EvidenceLink.removed_at.is_(None))
    )


async def links_of(session: AsyncSession, evidence_id: int) -> list[Link]:
    """What is in the package, in the order in which it was sent."""
    found = _links().where(EvidenceLink.evidence_id == evidence_id).order_by(EvidenceLink.id)
    return [Link(*row) for row in await session.execute(found)]


async def package_of_link(session: AsyncSession, link_id: int) -> int | None:
    """The id of the package to which a link belongs or did."""
    return await session.scalar(select(EvidenceLink.evidence_id).where(EvidenceLink.id == link_id))


async def add_links(
    session: AsyncSession, evidence_id: int, person_id: int, urls: Sequence[str], now: datetime
) -> int:
    """How many were not in the package, which is locked, before."""
    there = {link.url for link in await links_of(session, evidence_id)}
    new = [url for url in dict.fromkeys(urls) if url not in there]
    session.add_all(
        EvidenceLink(evidence_id=evidence_id, person_id=person_id, url=url, sent_at=now) for url in new
    )
    await session.flush()
    return len(new)


async def remove_link(session: AsyncSession, link_id: int, now: datetime) -> bool:
    """False when it was out already."""
    return await _removed(session, _there(now).where(EvidenceLink.id == link_id)) == 1


async def remove_links_by(session: AsyncSession, evidence_id: int, person_id: int, now: datetime) -> None:
    """Take out what one person gave."""
    own = (EvidenceLink.evidence_id == evidence_id, EvidenceLink.person_id == person_id)
    await _removed(session, _there(now).where(*own))


def _there(now: datetime) -> Update:
    return update(EvidenceLink).where(EvidenceLink.removed_at.is_(None)).values(removed_at=now)


async def _removed(session: AsyncSession, statement: Update) -> int:
    result = await session.execute(statement)
    assert isinstance(result, CursorResult)  # noqa: S101 -- an UPDATE without RETURNING gives no other
    return result.rowcount

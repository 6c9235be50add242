"""What the storage should hold, for who compares it with what is there. Only reads."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, union
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Activity,
    Assignment,
    Evidence,
    EvidenceFile,
    Occurrence,
    Person,
    Rendition,
    School,
    StoredFile,
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where bytes came from: `position` and local `due` of the obligation, None while the file is unfiled.

    `name` is the file's own, None for a photo; `school` None where the city itself hands in. `sent_at` is
    UTC. `is_made`: the bytes were made of that file, and can be made anew.
    """

    sha256: str
    name: str | None
    sent_at: datetime
    person: str
    position: int | None
    due: date | None
    school: str | None
    is_made: bool


async def count_stored(session: AsyncSession) -> int:
    return await session.scalar(select(func.count()).select_from(StoredFile)) or 0


async def stored_after(session: AsyncSession, sha256: str, limit: int) -> Sequence[str]:
    """The next hashes in their order; begin with an empty one."""
    statement = select(StoredFile.sha256).where(StoredFile.sha256 > sha256).order_by(StoredFile.sha256)
    return (await session.scalars(statement.limit(limit))).all()


async def known(session: AsyncSession, hashes: Collection[str]) -> set[str]:
    """Those of which there is a row."""
    return set(await session.scalars(select(StoredFile.sha256).where(StoredFile.sha256.in_(hashes))))


async def referred_to(session: AsyncSession, hashes: Collection[str]) -> set[str]:
    """Those that a person's file needs, or what was made of one."""
    sent = select(EvidenceFile.sha256).where(EvidenceFile.sha256.in_(hashes))
    made = select(Rendition.rendition_sha256).where(Rendition.rendition_sha256.in_(hashes))
    return {sha256 for sha256 in await session.scalars(union(sent, made)) if sha256 is not None}


async def origins(session: AsyncSession, hashes: Collection[str]) -> list[Origin]:
    """Of each hash the first file that it was sent as, in the order of the plan."""
    made = await session.execute(
        select(Rendition.rendition_sha256, Rendition.sha256).where(Rendition.rendition_sha256.in_(hashes))
    )
    originals = {row.rendition_sha256: row.sha256 for row in made}
    wanted = {originals.get(sha256, sha256) for sha256 in hashes}
    first = (
        select(func.min(EvidenceFile.id)).where(EvidenceFile.sha256.in_(wanted)).group_by(EvidenceFile.sha256)
    )
    rows = await session.execute(
        select(
            EvidenceFile.sha256,
            EvidenceFile.name,
            EvidenceFile.sent_at,
            Person.name,
            Activity.position,
            Occurrence.due,
            func.coalesce(School.short_name, School.name),
        )
        .join(Person, Person.id == EvidenceFile.person_id)
        .outerjoin(Evidence, Evidence.id == EvidenceFile.evidence_id)
        .outerjoin(Assignment, Assignment.id == Evidence.assignment_id)
        .outerjoin(Occurrence, Occurrence.id == Assignment.occurrence_id)
        .outerjoin(Activity, Activity.id == Occurrence.activity_id)
        .outerjoin(School, School.id == Assignment.school_id)
        .where(EvidenceFile.id.in_(first))
        .order_by(Activity.position, Occurrence.due, EvidenceFile.id)
    )
    sent = {row[0]: row for row in rows}
    return [
        Origin(sha256, *sent[original][1:], is_made=sha256 in originals)
        for original in sent
        for sha256 in hashes
        if originals.get(sha256, sha256) == original
    ]

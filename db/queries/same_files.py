"""Files that somebody has sent before: told by their hash, so a new name or caption hides nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.models import (
    Activity,
    Assignment,
    Evidence,
    EvidenceFile,
    EvidenceState,
    FileState,
    Occurrence,
    School,
)
from db.queries.evidence_search import reach
from roadmap.access import Actor


@dataclass(frozen=True, slots=True)
class SeenBefore:
    """A file of a package and where it was already; `here`: in the package itself. `sent_at` is UTC."""

    name: str | None
    is_photo: bool
    here: bool
    position: int
    school: str | None
    sent_at: datetime


async def seen_before(session: AsyncSession, evidence_id: int, actor: Actor) -> list[SeenBefore]:
    """Of the actor's own files in the package those that were sent before, where the actor may know of it.

    Each once, with its earliest appearance. What one person sends for several schools is one file, not the
    same again.
    """
    mine, earlier = aliased(EvidenceFile), aliased(EvidenceFile)
    first = (
        select(mine.id.label("mine"), func.min(earlier.id).label("earlier"))
        .join(earlier, and_(earlier.sha256 == mine.sha256, earlier.id < mine.id))
        .join(Evidence, Evidence.id == earlier.evidence_id)
        .join(Assignment, Assignment.id == Evidence.assignment_id)
        .where(
            mine.evidence_id == evidence_id,
            mine.person_id == actor.id,
            mine.state == FileState.STORED,
            mine.copy_of_id.is_(None),
            earlier.state == FileState.STORED,
            earlier.copy_of_id.is_(None),
            Evidence.state != EvidenceState.DROPPED,
            reach(actor),
        )
        .group_by(mine.id)
        .subquery()
    )
    statement = (
        select(
            mine.name,
            mine.is_photo,
            earlier.evidence_id == evidence_id,
            Activity.position,
            School.name,
            earlier.sent_at,
        )
        .select_from(first)
        .join(mine, mine.id == first.c.mine)
        .join(earlier, earlier.id == first.c.earlier)
        .join(Evidence, Evidence.id == earlier.evidence_id)
        .join(Assignment, Assignment.id == Evidence.assignment_id)
        .join(Occurrence, Occurrence.id == Assignment.occurrence_id)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .outerjoin(School, School.id == Assignment.school_id)
        .order_by(mine.id)
    )
    return [SeenBefore(*row) for row in await session.execute(statement)]

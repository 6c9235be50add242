"""Everything that a reviewer sees of one package."""

from collections.abc import Sequence
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
from db.queries.assignments import KeptFile, kept_files
from db.queries.evidence_links import Link, links_of
from db.queries.required_parts import checklist, missing
from db.queries.reviews import Decision, Package, first_check, last_decision

_HANDED_IN = (EvidenceState.SUBMITTED, EvidenceState.ACCEPTED, EvidenceState.RETURNED)


@dataclass(frozen=True, slots=True)
class SameFile:
    """Another package with one of the files. `shared`: sent once, for both; else sent twice.

    `school` is None for the city's own; `position` is the activity's, `at` when it was handed in (UTC).
    """

    school: str | None
    position: int
    at: datetime
    shared: bool


@dataclass(frozen=True, slots=True)
class ReviewView:
    """`decision` is the one in force, else the last that was undone; `checked` is the curator's «yes».

    `missing`: the names of the parts that are asked for and not there.
    """

    package: Package
    files: Sequence[KeptFile]
    decision: Decision | None
    checked: Decision | None
    links: Sequence[Link] = ()
    missing: Sequence[str] = ()
    same: Sequence[SameFile] = ()


async def review_view(session: AsyncSession, package: Package) -> ReviewView:
    return ReviewView(
        package,
        await kept_files(session, package.id),
        await last_decision(session, package.id),
        await first_check(session, package.id),
        await links_of(session, package.id),
        missing(await checklist(session, package.id)),
        await _same(session, package),
    )


async def _same(session: AsyncSession, package: Package) -> Sequence[SameFile]:
    """Of other assignments alone: who sends a returned file again is no news."""
    mine, other = aliased(EvidenceFile), aliased(EvidenceFile)
    origin = func.coalesce(mine.copy_of_id, mine.id) == func.coalesce(other.copy_of_id, other.id)
    statement = (
        select(School.name, Activity.position, Evidence.submitted_at, origin)
        .select_from(mine)
        .join(other, and_(other.sha256 == mine.sha256, other.state == FileState.STORED))
        .join(Evidence, Evidence.id == other.evidence_id)
        .join(Assignment, Assignment.id == Evidence.assignment_id)
        .join(Occurrence, Occurrence.id == Assignment.occurrence_id)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .outerjoin(School, School.id == Assignment.school_id)
        .where(
            mine.evidence_id == package.id,
            mine.state == FileState.STORED,
            Assignment.id != package.facts.id,
            Evidence.state.in_(_HANDED_IN),
        )
        .distinct()
        .order_by(Evidence.submitted_at, School.name, Activity.position)
    )
    rows = (await session.execute(statement)).all()
    return [SameFile(school, position, at, shared) for school, position, at, shared in rows if at is not None]

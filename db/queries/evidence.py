"""Packages of evidence: opening, joining, looking at, commenting, giving up."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import CursorResult, and_, case, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    UNFINISHED,
    Activity,
    Assignment,
    Evidence,
    EvidenceFile,
    EvidenceLink,
    EvidenceState,
    FileState,
    PendingInput,
    Person,
    Review,
    StoredFile,
)
from db.queries.assignments import HERE, AssignmentFacts, facts_of, facts_query, own_assignments
from db.queries.once import insert_once
from roadmap.access import Actor
from roadmap.standing import AWAITED
from roadmap.worklist import heading, rank

AWAITS_FILES = "evidence"
"""The kind of pending input while a person sends files; its payload has the `evidence_id`."""
PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Package:
    """One package; `submitted_by` is also who tapped «Готово» while bytes were still on their way.

    `awaits_check`: it waits for its school's curator, not yet for the coordinator.
    """

    id: int
    task: AssignmentFacts
    indicator: str
    state: EvidenceState
    comment: str | None
    created_by: int
    submitted_by: int | None
    submitter: str | None
    submitted_at: datetime | None
    awaits_check: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """How many files a package has: pictures, PDF and others on disk, and those still on their way."""

    photos: int
    pdfs: int
    pending: int
    others: int = 0
    """Word and Excel files."""

    @property
    def stored(self) -> int:
        return self.photos + self.pdfs + self.others

    @property
    def all(self) -> int:
        return self.stored + self.pending


async def owed_tasks(session: AsyncSession, actor: Actor, today: date) -> list[AssignmentFacts]:
    """What the person may submit now: the most urgent on the local date `today` first."""
    owed = await own_assignments(session, actor, AWAITED)
    return sorted(owed, key=lambda task: rank(heading(task.status, task.start, task.due, today), task.due))


async def open_package(session: AsyncSession, assignment_id: int, person_id: int, now: datetime) -> int:
    """Id of the assignment's unfinished package, made if there is none: who comes second joins in."""
    row = {
        "assignment_id": assignment_id,
        "state": EvidenceState.COLLECTING,
        "created_by": person_id,
        "created_at": now,
    }
    await insert_once(session, Evidence, [row])
    statement = select(Evidence.id).where(
        Evidence.assignment_id == assignment_id, Evidence.state.in_(UNFINISHED)
    )
    return (await session.scalars(statement)).one()


async def find_package(session: AsyncSession, evidence_id: int) -> Package | None:
    """The package, locked until the transaction ends: what is decided on its state and files holds."""
    statement = select(Evidence).where(Evidence.id == evidence_id).with_for_update()
    evidence = (await session.scalars(statement.execution_options(populate_existing=True))).one_or_none()
    return await _package(session, evidence) if evidence is not None else None


async def look_at_package(session: AsyncSession, evidence_id: int) -> Package | None:
    """The package without a lock, to be shown."""
    evidence = await session.get(Evidence, evidence_id, populate_existing=True)
    return await _package(session, evidence) if evidence is not None else None


async def _package(session: AsyncSession, evidence: Evidence) -> Package:
    submitter = select(Person.name).where(Person.id == evidence.submitted_by).scalar_subquery()
    statement = facts_query(Activity.indicator, submitter).where(Assignment.id == evidence.assignment_id)
    row = (await session.execute(statement)).one()
    return Package(
        id=evidence.id,
        task=facts_of(row),
        indicator=row[-2],
        state=evidence.state,
        comment=evidence.comment,
        created_by=evidence.created_by,
        submitted_by=evidence.submitted_by,
        submitter=row[-1],
        submitted_at=evidence.submitted_at,
        awaits_check=evidence.awaits_check,
    )


async def tally(session: AsyncSession, evidence_id: int) -> Tally:
    pending = EvidenceFile.state == FileState.PENDING
    is_picture = StoredFile.mime.startswith("image/")
    statement = (
        select(
            func.count(case((and_(~pending, is_picture), 1))),
            func.count(case((and_(~pending, StoredFile.mime == PDF), 1))),
            func.count(case((pending, 1))),
            func.count(case((and_(~pending, ~is_picture, StoredFile.mime != PDF), 1))),
        )
        .select_from(EvidenceFile)
        .outerjoin(StoredFile, StoredFile.sha256 == EvidenceFile.sha256)
        .where(EvidenceFile.evidence_id == evidence_id, EvidenceFile.state.in_(HERE))
    )
    return Tally(*(await session.execute(statement)).one())


async def contributors(session: AsyncSession, evidence_id: int) -> dict[int, str]:
    """Id and name of those who have files or links in the package."""
    with_files = select(EvidenceFile.person_id).where(
        EvidenceFile.evidence_id == evidence_id, EvidenceFile.state.in_(HERE)
    )
    with_links = select(EvidenceLink.person_id).where(
        EvidenceLink.evidence_id == evidence_id, EvidenceLink.removed_at.is_(None)
    )
    statement = (
        select(Person.id, Person.name)
        .where(Person.id.in_(with_files) | Person.id.in_(with_links))
        .order_by(Person.id)
    )
    return dict((await session.execute(statement)).all())


async def return_reason(session: AsyncSession, assignment_id: int) -> str | None:
    """Why the last package was returned, as it was told to the sender; None if it has been accepted since."""
    statement = (
        select(case((Review.accepted.is_(False), Review.reason)))
        .join(Evidence, Evidence.id == Review.evidence_id)
        .where(
            Evidence.assignment_id == assignment_id,
            Review.undone_at.is_(None),
            # A curator's «yes» decides nothing yet.
            or_(Review.is_first.is_(False), Review.accepted.is_(False)),
        )
        .order_by(Review.decided_at.desc(), Review.id.desc())
        .limit(1)
    )
    return await session.scalar(statement)


async def set_comment(session: AsyncSession, evidence_id: int, comment: str) -> None:
    await session.execute(update(Evidence).where(Evidence.id == evidence_id).values(comment=comment))


async def change_state(
    session: AsyncSession,
    evidence_id: int,
    to: EvidenceState,
    *,
    allowed_from: Collection[EvidenceState] = UNFINISHED,
    submitted_by: int | None = None,
    submitted_at: datetime | None = None,
) -> bool:
    """False when the package is in none of the states any more: somebody else was faster."""
    result = await session.execute(
        update(Evidence)
        .where(Evidence.id == evidence_id, Evidence.state.in_(allowed_from))
        .values(state=to, submitted_by=submitted_by, submitted_at=submitted_at)
    )
    assert isinstance(result, CursorResult)  # noqa: S101 -- an UPDATE without RETURNING gives no other
    return result.rowcount == 1


async def stop_awaiting_files(session: AsyncSession, evidence_id: int) -> None:
    """Whoever was sending files for the package no longer is."""
    await session.execute(
        delete(PendingInput).where(
            PendingInput.kind == AWAITS_FILES,
            PendingInput.payload["evidence_id"].as_integer() == evidence_id,
        )
    )

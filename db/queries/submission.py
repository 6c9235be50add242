"""Handing a package in: the one way from collected files to an assignment in review."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, AssignmentEvent, Evidence, EvidenceState
from db.queries import reviews
from db.queries.evidence import Package, change_state, contributors, stop_awaiting_files
from db.queries.first_check import checkers
from db.queries.outbox import NewMessage, put
from db.queries.people import people_with
from db.queries.siblings import serve_siblings
from db.queries.status import move
from roadmap.access import Assignee, Role
from roadmap.calendar import local_today, next_speaking_time
from roadmap.first_check import needs_check
from roadmap.standing import AWAITED, AssignmentStatus


class Submission(StrEnum):
    """What became of handing a package in."""

    IN_REVIEW = "in_review"
    ACCEPTED = "accepted"  # the coordinator's own, nobody else has to look at it
    ALREADY = "already"  # somebody else was faster
    NOT_AWAITED = "not_awaited"  # the assignment is done or was called off


async def submit(
    session: AsyncSession, package: Package, by: int, now: datetime, zone: ZoneInfo
) -> Submission:
    """Hand the package in for `by`, all of its bytes being on disk; with receipts and requests for review.

    The same is handed in for the other schools that it serves.
    """
    outcome = await _submit_one(session, package, by, now, zone)
    if outcome is Submission.IN_REVIEW:

        async def alike(copy: Package) -> None:
            await _submit_one(session, copy, by, now, zone, with_receipts=False)

        await serve_siblings(session, package, by, now, zone, alike)
    return outcome


async def _submit_one(
    session: AsyncSession,
    package: Package,
    by: int,
    now: datetime,
    zone: ZoneInfo,
    *,
    with_receipts: bool = True,
) -> Submission:
    # 1. Whoever comes second waits here and then finds the package or the assignment taken.
    statement = select(Assignment.status).where(Assignment.id == package.task.id).with_for_update()
    if (await session.scalars(statement)).one() not in AWAITED:
        return Submission.NOT_AWAITED
    if not await change_state(
        session, package.id, EvidenceState.SUBMITTED, submitted_by=by, submitted_at=now
    ):
        return Submission.ALREADY
    # 2. The assignment, then those who hear of it: the school's curator first, if it is so set.
    await move(session, package.task.id, AssignmentStatus.SUBMITTED, allowed_from=AWAITED, by=by, now=now)
    turn = await _turn(session, package.task.id)
    coordinators = await people_with(session, Role.COORDINATOR)
    own = package.task.assignee is not Assignee.SCHOOL and by in coordinators
    if own:
        await _accept(session, package.id, by, now)
    else:
        asked = await _first_to_look(session, package, by, now, zone) or coordinators
        await ask_for_review(session, package.id, asked, now, zone, turn)
    if with_receipts:
        await _put_receipts(session, package.id, by, now, zone, turn)
    await stop_awaiting_files(session, package.id)
    return Submission.ACCEPTED if own else Submission.IN_REVIEW


async def _turn(session: AsyncSession, assignment_id: int) -> str:
    """A package that was taken back comes again under its id: so often has the assignment been handed in."""
    statement = select(func.count()).where(
        AssignmentEvent.assignment_id == assignment_id,
        AssignmentEvent.status == AssignmentStatus.SUBMITTED,
    )
    return str(await session.scalar(statement))


async def _accept(session: AsyncSession, evidence_id: int, by: int, now: datetime) -> None:
    submitted = await reviews.package(session, evidence_id)
    if submitted is not None:
        await reviews.decide(session, submitted, accepted=True, by=by, now=now)


async def _first_to_look(
    session: AsyncSession, package: Package, by: int, now: datetime, zone: ZoneInfo
) -> list[int]:
    """The people whose check the package waits for from now on; nobody when it needs none."""
    school = package.task.school_id
    if school is None:
        return []
    people = await checkers(session, school, local_today(now, zone), zone)
    needed = needs_check(package.task.assignee, by, people)
    await session.execute(update(Evidence).where(Evidence.id == package.id).values(awaits_check=needed))
    return people if needed else []


async def ask_for_review(
    session: AsyncSession, evidence_id: int, people: Sequence[int], now: datetime, zone: ZoneInfo, turn: str
) -> None:
    """`turn`: what of several times that it comes to these people this is."""
    requests = [
        NewMessage(
            f"review-request:{evidence_id}:{turn}:{person}",
            person,
            "review-request",
            {"evidence_id": evidence_id},
        )
        for person in people
    ]
    await put(session, requests, now=now, due_at=next_speaking_time(now, zone))


async def _put_receipts(
    session: AsyncSession, evidence_id: int, by: int, now: datetime, zone: ZoneInfo, turn: str
) -> None:
    """At once to who handed it in; to the others with files in it when they may be written to."""
    await put(session, [_receipt(evidence_id, by, turn)], now=now)
    others = [
        _receipt(evidence_id, person, turn)
        for person in await contributors(session, evidence_id)
        if person != by
    ]
    await put(session, others, now=now, due_at=next_speaking_time(now, zone))


def _receipt(evidence_id: int, person: int, turn: str) -> NewMessage:
    key = f"receipt:{evidence_id}:{turn}:{person}"
    return NewMessage(key, person, "receipt", {"evidence_id": evidence_id})

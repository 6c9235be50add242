"""A package on review and the decisions on it, each by a conditional update. The queue is `review_queue`."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CompoundSelect, CursorResult, Row, Select, Update, exists, or_, select, union, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    UNFINISHED,
    Activity,
    Assignment,
    Evidence,
    EvidenceFile,
    EvidenceLink,
    EvidenceState,
    Installation,
    Message,
    MessageState,
    Person,
    Review,
)
from db.queries.assignments import HERE, AssignmentFacts, facts_of, facts_query, file_count, link_count
from db.queries.status import move, remark
from roadmap.errors import UserError
from roadmap.standing import AssignmentStatus

UNDO_FOR = timedelta(minutes=10)
UNDONE = "undone"
"""The note in an assignment's history by which a decision taken back is told from a package handed in."""
CHECKED = "checked"
"""The note by which a curator's first check stands in the history."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package with what it is for."""

    facts: AssignmentFacts
    id: int
    state: EvidenceState
    comment: str | None
    sender: str | None
    submitted_at: datetime | None
    files: int
    indicator: str
    activity_id: int
    awaits_check: bool
    links: int = 0

    @property
    def is_waiting(self) -> bool:
        return self.state is EvidenceState.SUBMITTED and self.facts.status is AssignmentStatus.SUBMITTED


@dataclass(frozen=True, slots=True)
class Decision:
    """`reason` is a ready reason's text id or what the reviewer typed; None for an accepted package.

    `is_first`: a curator's, before the coordinator. Accepted, it only hands the package on.
    """

    id: int
    evidence_id: int
    reviewer: str
    accepted: bool
    reason: str | None
    decided_at: datetime
    undone_at: datetime | None
    is_first: bool

    @property
    def hands_on(self) -> bool:
        return self.is_first and self.accepted

    @property
    def outcome(self) -> tuple[EvidenceState, AssignmentStatus]:
        """What it made of the package and of the assignment."""
        if self.hands_on:
            return EvidenceState.SUBMITTED, AssignmentStatus.SUBMITTED
        return _outcome(accepted=self.accepted)

    def may_be_undone(self, now: datetime) -> bool:
        return self.undone_at is None and now - self.decided_at <= UNDO_FOR


def _outcome(*, accepted: bool) -> tuple[EvidenceState, AssignmentStatus]:
    if accepted:
        return EvidenceState.ACCEPTED, AssignmentStatus.ACCEPTED
    return EvidenceState.RETURNED, AssignmentStatus.RETURNED


async def package(session: AsyncSession, evidence_id: int) -> Package | None:
    row = (await session.execute(packages_query().where(Evidence.id == evidence_id))).one_or_none()
    return None if row is None else package_of(row)


def packages_query() -> Select[*tuple[Any, ...]]:
    return (
        facts_query(
            Evidence.id,
            Evidence.state,
            Evidence.comment,
            Person.name.label("sender"),
            Evidence.submitted_at,
            file_count(),
            Activity.indicator,
            Activity.id,
            Evidence.awaits_check,
            link_count(),
        )
        .join(Evidence, Evidence.assignment_id == Assignment.id)
        .outerjoin(Person, Person.id == Evidence.submitted_by)
    )


def package_of(row: Row[*tuple[Any, ...]]) -> Package:
    """What a row of `packages_query` says."""
    return Package(facts_of(row), *row[-10:])


async def decide(
    session: AsyncSession,
    package: Package,
    *,
    accepted: bool,
    by: int,
    now: datetime,
    reason: str | None = None,
    is_first: bool = False,
) -> int | None:
    """The id of the review; None when somebody was faster, and then nothing has changed.

    Raises UserError when the assignment has been called off meanwhile.
    """
    to_state, to_status = _outcome(accepted=accepted)
    waiting = _from(package.id, EvidenceState.SUBMITTED)
    if is_first:
        waiting = waiting.where(Evidence.awaits_check.is_(True))
    if not await _changed(session, waiting.values(state=to_state)):
        return None
    if not await move(
        session,
        package.facts.id,
        to_status,
        allowed_from={AssignmentStatus.SUBMITTED},
        by=by,
        now=now,
        note=reason,
    ):
        raise UserError("review-called-off")
    return await _note(session, package.id, by, now, accepted=accepted, reason=reason, is_first=is_first)


async def hand_on(session: AsyncSession, package: Package, *, by: int, now: datetime) -> int | None:
    """A curator's «yes»: the package goes on to the coordinator. The id of the review; None if too late."""
    checked = (
        _from(package.id, EvidenceState.SUBMITTED)
        .where(Evidence.awaits_check.is_(True))
        .values(awaits_check=False)
    )
    if not await _changed(session, checked):
        return None
    await remark(session, package.facts.id, AssignmentStatus.SUBMITTED, by=by, now=now, note=CHECKED)
    return await _note(session, package.id, by, now, accepted=True, reason=None, is_first=True)


async def _note(
    session: AsyncSession,
    evidence_id: int,
    by: int,
    now: datetime,
    *,
    accepted: bool,
    reason: str | None,
    is_first: bool,
) -> int:
    review = Review(
        evidence_id=evidence_id,
        reviewer_id=by,
        accepted=accepted,
        reason=reason,
        decided_at=now,
        is_first=is_first,
    )
    session.add(review)
    await session.flush()
    return review.id


async def undo(session: AsyncSession, decision: Decision, assignment_id: int, by: int, now: datetime) -> bool:
    """Put the package back on review; False when the decision is undone already or `UNDO_FOR` is over.

    Raises UserError when the sender is at work on a new package, or the assignment has moved on.
    """
    if decision.hands_on:
        return await _take_back(session, decision, assignment_id, by, now)
    if not await _changed(session, _undone(decision, now)):
        return False
    was_state, was_status = decision.outcome
    back = _from(decision.evidence_id, was_state).values(state=EvidenceState.SUBMITTED)
    if (
        await _is_at_work(session, assignment_id)
        or not await _changed(session, back)
        or not await move(
            session,
            assignment_id,
            AssignmentStatus.SUBMITTED,
            allowed_from={was_status},
            by=by,
            now=now,
            note=UNDONE,
        )
    ):
        raise UserError("review-undo-new-package")
    return True


async def _take_back(
    session: AsyncSession, decision: Decision, assignment_id: int, by: int, now: datetime
) -> bool:
    """Raises UserError when the coordinator has decided, or curators check no more."""
    if not await _changed(session, _undone(decision, now)):
        return False
    back = (
        _from(decision.evidence_id, EvidenceState.SUBMITTED)
        .where(select(Installation.curators_check_first).limit(1).scalar_subquery())
        .values(awaits_check=True)
    )
    if not await _changed(session, back):
        raise UserError("review-undo-handed-on")
    await remark(session, assignment_id, AssignmentStatus.SUBMITTED, by=by, now=now, note=UNDONE)
    return True


def _undone(decision: Decision, now: datetime) -> Update:
    return (
        update(Review)
        .where(Review.id == decision.id, Review.undone_at.is_(None), Review.decided_at >= now - UNDO_FOR)
        .values(undone_at=now)
    )


async def _is_at_work(session: AsyncSession, assignment_id: int) -> bool:
    has_files = exists().where(EvidenceFile.evidence_id == Evidence.id, EvidenceFile.state.in_(HERE))
    has_links = exists().where(EvidenceLink.evidence_id == Evidence.id, EvidenceLink.removed_at.is_(None))
    statement = (
        select(Evidence.id)
        .where(
            Evidence.assignment_id == assignment_id,
            Evidence.state.in_(UNFINISHED),
            or_(has_files, has_links),
        )
        .limit(1)
    )
    return await session.scalar(statement) is not None


def _from(evidence_id: int, state: EvidenceState) -> Update:
    return update(Evidence).where(Evidence.id == evidence_id, Evidence.state == state)


async def _changed(session: AsyncSession, statement: Update) -> bool:
    result = await session.execute(statement)
    assert isinstance(result, CursorResult)  # noqa: S101 -- an UPDATE without RETURNING gives no other
    return result.rowcount > 0


async def decision(session: AsyncSession, review_id: int) -> Decision | None:
    row = (await session.execute(_decisions_query().where(Review.id == review_id))).one_or_none()
    return None if row is None else Decision(*row)


async def last_decision(session: AsyncSession, evidence_id: int) -> Decision | None:
    """The decision in force, else the last one that was undone."""
    statement = (
        _decisions_query().where(Review.evidence_id == evidence_id).order_by(Review.id.desc()).limit(1)
    )
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else Decision(*row)


async def first_check(session: AsyncSession, evidence_id: int) -> Decision | None:
    """The curator's check in force by which the package has come to the coordinator."""
    statement = _decisions_query().where(
        Review.evidence_id == evidence_id,
        Review.is_first.is_(True),
        Review.accepted.is_(True),
        Review.undone_at.is_(None),
    )
    row = (await session.execute(statement.order_by(Review.id.desc()).limit(1))).one_or_none()
    return None if row is None else Decision(*row)


def _decisions_query() -> Select[int, int, str, bool, str | None, datetime, datetime | None, bool]:
    return select(
        Review.id,
        Review.evidence_id,
        Person.name,
        Review.accepted,
        Review.reason,
        Review.decided_at,
        Review.undone_at,
        Review.is_first,
    ).join(Person, Person.id == Review.reviewer_id)


async def senders(session: AsyncSession, evidence_id: int) -> list[int]:
    """Ids of the people in force who submitted the package or put something into it, in a steady order."""
    sent: CompoundSelect[int | None] = union(
        select(Evidence.submitted_by).where(Evidence.id == evidence_id),
        select(EvidenceFile.person_id).where(
            EvidenceFile.evidence_id == evidence_id, EvidenceFile.state.in_(HERE)
        ),
        select(EvidenceLink.person_id).where(
            EvidenceLink.evidence_id == evidence_id, EvidenceLink.removed_at.is_(None)
        ),
    )
    statement = select(Person.id).where(Person.id.in_(sent), Person.left_at.is_(None)).order_by(Person.id)
    return list((await session.scalars(statement)).all())


async def was_told(session: AsyncSession, key: str) -> bool:
    """Whether the outbox message of this key has been sent."""
    statement = select(Message.id).where(Message.key == key, Message.state == MessageState.SENT)
    return await session.scalar(statement) is not None

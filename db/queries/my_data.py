"""What is kept about one person, for that person: counted, and row by row. Nobody else's rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Account,
    Activity,
    Answer,
    Assignment,
    Attendance,
    Evidence,
    EvidenceFile,
    EvidenceLink,
    Meeting,
    Membership,
    Occurrence,
    Person,
    Question,
    Response,
    Review,
    School,
    Survey,
)
from roadmap.errors import UserError

Table = Sequence[Mapping[str, Any]]
Rows = Select[*tuple[Any, ...]]
_TASK = (School.name.label("school"), Activity.title.label("activity"))


@dataclass(frozen=True, slots=True)
class Kept:
    """The person's own row; `chat_ids` are those of their accounts, the counts those of their doings."""

    name: str
    locale: str
    consented_at: datetime
    digest_hour: int
    paused_until: date | None
    silent_until: datetime | None
    chat_ids: Sequence[int]
    files: int
    links: int
    answers: int
    decisions: int


async def kept_about(session: AsyncSession, person_id: int) -> Kept:
    """Raises UserError when there is no such person any more."""
    counts = {
        "files": select(func.count()).where(
            EvidenceFile.person_id == person_id, EvidenceFile.copy_of_id.is_(None)
        ),
        "links": select(func.count()).where(EvidenceLink.person_id == person_id),
        "answers": select(func.count())
        .select_from(Answer)
        .join(Response)
        .where(Response.person_id == person_id),
        "decisions": select(func.count()).where(Review.reviewer_id == person_id),
    }
    row = (
        await session.execute(
            select(
                Person.name,
                Person.locale,
                Person.consented_at,
                Person.digest_hour,
                Person.paused_until,
                Person.silent_until,
                *(count.scalar_subquery().label(name) for name, count in counts.items()),
            ).where(Person.id == person_id, Person.left_at.is_(None))
        )
    ).one_or_none()
    if row is None:
        raise UserError("refused")
    chats = await session.scalars(select(Account.chat_id).where(Account.person_id == person_id))
    return Kept(**row._mapping, chat_ids=chats.all())


async def tables_about(session: AsyncSession, person_id: int) -> dict[str, Table]:
    """All rows of the person by what they are; moments are UTC, words those of the domain."""
    return {
        name: [row._asdict() for row in await session.execute(statement)]
        for name, statement in _statements(person_id).items()
    }


def _statements(person_id: int) -> dict[str, Rows]:
    """One query a kind; there are as many kinds, however much the person has done."""
    return {
        "roles": (
            select(Membership.role, School.name.label("school"), Membership.created_at.label("since"))
            .outerjoin(School, School.id == Membership.school_id)
            .where(Membership.person_id == person_id)
            .order_by(Membership.id)
        ),
        "packages": (
            _with_task(
                select(
                    *_TASK, Evidence.created_at.label("at"), Evidence.submitted_at, Evidence.comment
                ).select_from(Evidence)
            )
            .where(or_(Evidence.created_by == person_id, Evidence.submitted_by == person_id))
            .order_by(Evidence.id)
        ),
        "files": (
            _with_task(
                select(
                    *_TASK,
                    EvidenceFile.sent_at.label("at"),
                    EvidenceFile.name.label("file"),
                    EvidenceFile.caption,
                )
                .select_from(EvidenceFile)
                .outerjoin(Evidence, Evidence.id == EvidenceFile.evidence_id)
            )
            .where(EvidenceFile.person_id == person_id, EvidenceFile.copy_of_id.is_(None))
            .order_by(EvidenceFile.id)
        ),
        "links": (
            _with_task(
                select(*_TASK, EvidenceLink.sent_at.label("at"), EvidenceLink.url)
                .select_from(EvidenceLink)
                .join(Evidence, Evidence.id == EvidenceLink.evidence_id)
            )
            .where(EvidenceLink.person_id == person_id)
            .order_by(EvidenceLink.id)
        ),
        "decisions": (
            _with_task(
                select(*_TASK, Review.decided_at.label("at"), Review.accepted, Review.reason)
                .select_from(Review)
                .join(Evidence, Evidence.id == Review.evidence_id)
            )
            .where(Review.reviewer_id == person_id)
            .order_by(Review.id)
        ),
        "answers": (
            select(
                Answer.answered_at.label("at"),
                Survey.title.label("survey"),
                Question.text.label("question"),
                Question.options,
                Answer.option,
                Answer.text.label("answer"),
            )
            .join(Response, Response.id == Answer.response_id)
            .join(Question, Question.id == Answer.question_id)
            .join(Survey, Survey.id == Response.survey_id)
            .where(Response.person_id == person_id)
            .order_by(Answer.id)
        ),
        "meetings": (
            select(Meeting.starts_at.label("at"), Meeting.place, Attendance.coming, Attendance.substitute)
            .join(Meeting, Meeting.id == Attendance.meeting_id)
            .where(Attendance.person_id == person_id)
            .order_by(Meeting.starts_at)
        ),
    }


def _with_task(rows: Rows) -> Rows:
    """The same with the school and the activity of the package; a file that is not filed yet has neither."""
    return (
        rows.outerjoin(Assignment, Assignment.id == Evidence.assignment_id)
        .outerjoin(Occurrence, Occurrence.id == Assignment.occurrence_id)
        .outerjoin(Activity, Activity.id == Occurrence.activity_id)
        .outerjoin(School, School.id == Assignment.school_id)
    )

"""Surveys as those who are asked see them: their list, one questionnaire, and its answers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Answer, Response, Survey, SurveyState
from db.queries.once import insert_once
from db.queries.surveys import QuestionFacts, changed, question_count, questions_of


@dataclass(frozen=True, slots=True)
class Asked:
    """A person's questionnaire; `started_at` and `submitted_at` are None until then."""

    response_id: int
    survey_id: int
    title: str
    state: SurveyState
    closes_at: datetime
    started_at: datetime | None
    submitted_at: datetime | None
    questions: int

    def is_open(self, now: datetime) -> bool:
        return self.state is SurveyState.OPEN and now < self.closes_at

    @property
    def is_submitted(self) -> bool:
        return self.submitted_at is not None


@dataclass(frozen=True, slots=True)
class Given:
    """The number of an option from 0, or a text."""

    option: int | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """With its questions in order and the answers given so far, by question."""

    asked: Asked
    questions: Sequence[QuestionFacts]
    answers: dict[int, Given]

    @property
    def order(self) -> list[int]:
        return [question.id for question in self.questions]

    @property
    def answered(self) -> Collection[int]:
        return self.answers.keys()

    def question(self, question_id: int) -> QuestionFacts:
        """Raises LookupError for a question of another survey."""
        return self.questions[self.order.index(question_id)]


async def asked_page(
    session: AsyncSession, person_id: int, now: datetime, limit: int, offset: int
) -> list[Asked]:
    """What waits for the person's answer, begun ones first, then by their end; then the answered ones."""
    statement = (
        _asked()
        .where(Response.person_id == person_id, _listed(now))
        .order_by(
            Response.submitted_at.is_not(None),
            Response.submitted_at.desc(),
            Response.started_at.is_(None),
            Survey.closes_at,
            Survey.id,
        )
    )
    return [Asked(*row) for row in await session.execute(statement.limit(limit).offset(offset))]


async def asked_count(session: AsyncSession, person_id: int, now: datetime) -> int:
    statement = (
        select(func.count())
        .select_from(Response)
        .join(Survey, Survey.id == Response.survey_id)
        .where(Response.person_id == person_id, _listed(now))
    )
    return (await session.scalar(statement)) or 0


def _listed(now: datetime) -> Any:  # noqa: ANN401 -- or_ of two kinds of conditions
    waiting = and_(Survey.state == SurveyState.OPEN, Survey.closes_at > now)
    return or_(waiting, Response.submitted_at.is_not(None))


async def asked(session: AsyncSession, survey_id: int, person_id: int) -> Asked | None:
    """None when the person isn't asked in this survey."""
    statement = _asked().where(Response.survey_id == survey_id, Response.person_id == person_id)
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else Asked(*row)


def _asked() -> Select[*tuple[Any, ...]]:
    return select(
        Response.id,
        Survey.id,
        Survey.title,
        Survey.state,
        Survey.closes_at,
        Response.started_at,
        Response.submitted_at,
        question_count(),
    ).join(Survey, Survey.id == Response.survey_id)


async def questionnaire(session: AsyncSession, survey_id: int, person_id: int) -> Questionnaire | None:
    """None when the person isn't asked in this survey."""
    found = await asked(session, survey_id, person_id)
    if found is None:
        return None
    rows = await session.execute(
        select(Answer.question_id, Answer.option, Answer.text).where(Answer.response_id == found.response_id)
    )
    answers = {row.question_id: Given(row.option, row.text) for row in rows}
    return Questionnaire(found, await questions_of(session, survey_id), answers)


async def begin(session: AsyncSession, response_id: int, now: datetime) -> None:
    """Remember when the person first looked at the questions."""
    statement = update(Response).where(Response.id == response_id, Response.started_at.is_(None))
    await session.execute(statement.values(started_at=now))


async def save_answer(
    session: AsyncSession, response_id: int, question_id: int, given: Given, now: datetime
) -> None:
    """The first answer to a question or another one in its place."""
    key = {"response_id": response_id, "question_id": question_id}
    values = {"option": given.option, "text": given.text, "answered_at": now}
    if not await insert_once(session, Answer, [key | values]):
        await session.execute(update(Answer).filter_by(**key).values(**values))


async def submit_response(session: AsyncSession, response_id: int, now: datetime) -> bool:
    """False when it was submitted already."""
    statement = update(Response).where(Response.id == response_id, Response.submitted_at.is_(None))
    return await changed(session, statement.values(submitted_at=now))

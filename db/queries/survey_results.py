"""What a survey has brought: counts, texts, and who has not answered. Only submitted answers count."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Answer, Person, Response
from db.queries.surveys import QuestionFacts, questions_of


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """`chosen`: how many chose each option, by its number from 0."""

    question: QuestionFacts
    answered: int
    chosen: dict[int, int]


@dataclass(frozen=True, slots=True)
class Said:
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Silent:
    """Somebody asked who has not submitted; `has_begun` when there are answers of theirs already."""

    person_id: int
    name: str
    has_begun: bool


async def results(session: AsyncSession, survey_id: int) -> list[QuestionResult]:
    """All questions in their order, those nobody answered included."""
    statement = (
        select(Answer.question_id, Answer.option, func.count().label("times"))
        .join(Response, Response.id == Answer.response_id)
        .where(Response.survey_id == survey_id, Response.submitted_at.is_not(None))
        .group_by(Answer.question_id, Answer.option)
    )
    counts: defaultdict[int, dict[int | None, int]] = defaultdict(dict)
    for question_id, option, times in await session.execute(statement):
        counts[question_id][option] = times
    questions = await questions_of(session, survey_id)
    return [_result(question, counts[question.id]) for question in questions]


def _result(question: QuestionFacts, counts: dict[int | None, int]) -> QuestionResult:
    chosen = {option: times for option, times in counts.items() if option is not None}
    return QuestionResult(question, sum(counts.values()), chosen)


async def said(session: AsyncSession, question_id: int) -> list[Said]:
    """All texts given to a question, by name."""
    statement = (
        select(Person.name, Answer.text)
        .select_from(Answer)
        .join(Response, Response.id == Answer.response_id)
        .join(Person, Person.id == Response.person_id)
        .where(
            Answer.question_id == question_id, Response.submitted_at.is_not(None), Answer.text.is_not(None)
        )
        .order_by(Person.name, Response.id)
    )
    return [Said(name, text or "") for name, text in await session.execute(statement)]


async def silent_page(session: AsyncSession, survey_id: int, limit: int, offset: int) -> list[Silent]:
    """Those who have not answered, by name."""
    statement = _silent(Person.id, Person.name, Response.started_at.is_not(None)).order_by(
        Person.name, Person.id
    )
    rows = await session.execute(statement.where(Response.survey_id == survey_id).limit(limit).offset(offset))
    return [Silent(*row) for row in rows]


def _silent(*columns: Any) -> Select[*tuple[Any, ...]]:  # noqa: ANN401 -- whatever select takes
    return (
        select(*columns)
        .select_from(Response)
        .join(Person, Person.id == Response.person_id)
        .where(Response.submitted_at.is_(None), Person.left_at.is_(None))
    )

"""Surveys as those who ask see them: lists, one survey, building a draft, sending and closing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Row,
    ScalarSelect,
    Select,
    Update,
    and_,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Person, Question, QuestionKind, Response, Survey, SurveyState
from roadmap.access import Role
from roadmap.surveys import Group


@dataclass(frozen=True, slots=True)
class SurveyFacts:
    """A survey with its counts. Asked are the people in force, and who answered before leaving."""

    id: int
    title: str
    state: SurveyState
    roles: tuple[Role, ...]
    closes_at: datetime | None
    questions: int
    asked: int
    answered: int

    @property
    def is_draft(self) -> bool:
        return self.state is SurveyState.DRAFT

    @property
    def was_sent(self) -> bool:
        return self.state in (SurveyState.OPEN, SurveyState.CLOSED)

    def is_open(self, now: datetime) -> bool:
        """Whether answers are taken: the stored state says «open» also after the last day is over."""
        return self.state is SurveyState.OPEN and self.closes_at is not None and now < self.closes_at


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """`number` counts from 1 without gaps."""

    id: int
    survey_id: int
    number: int
    kind: QuestionKind
    text: str
    options: tuple[str, ...]


def in_group(group: Group, now: datetime) -> ColumnElement[bool]:
    """The surveys of a list; one whose time is over is closed, whatever state is stored."""
    if group is Group.DRAFT:
        return Survey.state == SurveyState.DRAFT
    still_open = and_(Survey.state == SurveyState.OPEN, Survey.closes_at > now)
    if group is Group.OPEN:
        return still_open
    return and_(Survey.state.in_((SurveyState.OPEN, SurveyState.CLOSED)), Survey.closes_at <= now)


async def survey_counts(session: AsyncSession, now: datetime) -> dict[Group, int]:
    """How many surveys each list has."""
    counts = [func.count().filter(in_group(group, now)) for group in Group]
    row = (await session.execute(select(*counts).select_from(Survey))).one()
    return dict(zip(Group, row, strict=True))


async def surveys_page(
    session: AsyncSession, group: Group, now: datetime, limit: int, offset: int
) -> list[SurveyFacts]:
    """A page of a list: drafts by age, open ones by their end, closed ones latest first."""
    order: dict[Group, ColumnElement[Any]] = {
        Group.DRAFT: Survey.id.desc(),
        Group.OPEN: Survey.closes_at.asc(),
        Group.CLOSED: Survey.closes_at.desc(),
    }
    statement = _facts().where(in_group(group, now)).order_by(order[group], Survey.id)
    return [_fact(row) for row in await session.execute(statement.limit(limit).offset(offset))]


async def survey_overview(session: AsyncSession) -> list[SurveyFacts]:
    """All surveys that were sent, the latest first; `is_open(now)` tells whether answers are taken still."""
    sent = Survey.state.in_((SurveyState.OPEN, SurveyState.CLOSED))
    rows = await session.execute(_facts().where(sent).order_by(Survey.closes_at.desc(), Survey.id.desc()))
    return [_fact(row) for row in rows]


async def survey_facts(session: AsyncSession, survey_id: int) -> SurveyFacts | None:
    row = (await session.execute(_facts().where(Survey.id == survey_id))).one_or_none()
    return None if row is None else _fact(row)


def _facts() -> Select[*tuple[Any, ...]]:
    asked, answered = _responses(), _responses(Response.submitted_at.is_not(None))
    return select(
        Survey.id,
        Survey.title,
        Survey.state,
        Survey.roles,
        Survey.closes_at,
        question_count(),
        asked,
        answered,
    )


def question_count() -> ScalarSelect[int]:
    """How many questions a survey has, for a query that selects from `Survey`."""
    statement = select(func.count()).select_from(Question).where(Question.survey_id == Survey.id)
    return statement.correlate(Survey).scalar_subquery()


def _responses(*more: ColumnElement[bool]) -> ScalarSelect[int]:
    statement = select(func.count()).select_from(Response).join(Person, Person.id == Response.person_id)
    return (
        statement.where(Response.survey_id == Survey.id, counts_as_asked(), *more)
        .correlate(Survey)
        .scalar_subquery()
    )


def counts_as_asked() -> ColumnElement[bool]:
    """Who left without answering is waited for no more. For a query that joins `Response` and `Person`."""
    return or_(Person.left_at.is_(None), Response.submitted_at.is_not(None))


def _fact(row: Row[*tuple[Any, ...]]) -> SurveyFacts:
    id_, title, state, roles, *rest = row
    return SurveyFacts(id_, title, state, tuple(role for role in Role if role in roles), *rest)


async def questions_of(session: AsyncSession, survey_id: int) -> list[QuestionFacts]:
    """In their order."""
    statement = (
        select(Question.id, Question.kind, Question.text, Question.options)
        .where(Question.survey_id == survey_id)
        .order_by(Question.position)
    )
    rows = enumerate(await session.execute(statement), start=1)
    return [QuestionFacts(r.id, survey_id, number, r.kind, r.text, tuple(r.options)) for number, r in rows]


async def survey_of(session: AsyncSession, question_id: int) -> int | None:
    """The survey that a question belongs to; None when the question is gone."""
    found: int | None = await session.scalar(select(Question.survey_id).where(Question.id == question_id))
    return found


async def new_draft(session: AsyncSession, title: str, by: int, now: datetime) -> int:
    draft = Survey(title=title, state=SurveyState.DRAFT, roles=[], created_by=by, created_at=now)
    session.add(draft)
    await session.flush()
    return draft.id


async def lock_draft(session: AsyncSession, survey_id: int) -> bool:
    """Whether it is a draft; nobody sends or drops it before this transaction ends."""
    statement = select(Survey.id).where(Survey.id == survey_id, Survey.state == SurveyState.DRAFT)
    return await session.scalar(statement.with_for_update()) is not None


async def set_title(session: AsyncSession, survey_id: int, title: str) -> None:
    await session.execute(_draft(survey_id).values(title=title))


async def set_roles(session: AsyncSession, survey_id: int, roles: Sequence[Role]) -> None:
    await session.execute(_draft(survey_id).values(roles=[role.value for role in roles]))


async def set_closing(session: AsyncSession, survey_id: int, closes_at: datetime) -> None:
    await session.execute(_draft(survey_id).values(closes_at=closes_at))


async def drop_draft(session: AsyncSession, survey_id: int) -> bool:
    return await changed(session, _draft(survey_id).values(state=SurveyState.DROPPED))


def _draft(survey_id: int) -> Update:
    return update(Survey).where(Survey.id == survey_id, Survey.state == SurveyState.DRAFT)


async def close_survey(session: AsyncSession, survey_id: int, now: datetime) -> bool:
    """Take no more answers from now on; False when that was so already."""
    statement = update(Survey).where(
        Survey.id == survey_id, Survey.state == SurveyState.OPEN, Survey.closes_at > now
    )
    return await changed(session, statement.values(state=SurveyState.CLOSED, closes_at=now))


async def changed(session: AsyncSession, statement: Update) -> bool:
    """Whether the update found a row."""
    result = await session.execute(statement)
    assert isinstance(result, CursorResult)  # noqa: S101 -- an UPDATE without RETURNING gives no other
    return result.rowcount > 0


async def add_question(
    session: AsyncSession, survey_id: int, kind: QuestionKind, text: str, options: Sequence[str] = ()
) -> None:
    """At the end of the survey."""
    last = await session.scalar(select(func.max(Question.position)).where(Question.survey_id == survey_id))
    session.add(
        Question(survey_id=survey_id, position=(last or 0) + 1, kind=kind, text=text, options=list(options))
    )
    await session.flush()


async def set_question_text(session: AsyncSession, question_id: int, text: str) -> None:
    await session.execute(update(Question).where(Question.id == question_id).values(text=text))


async def set_question_options(session: AsyncSession, question_id: int, options: Sequence[str]) -> None:
    await session.execute(update(Question).where(Question.id == question_id).values(options=list(options)))


async def delete_question(session: AsyncSession, question_id: int) -> None:
    await session.execute(delete(Question).where(Question.id == question_id))


async def move_up(session: AsyncSession, survey_id: int, question_id: int) -> None:
    """Change places with the question before; the first one stays."""
    rows = await session.execute(
        select(Question.id, Question.position)
        .where(Question.survey_id == survey_id)
        .order_by(Question.position)
    )
    places = [(row.id, row.position) for row in rows]
    for (before, upper), (current, lower) in pairwise(places):
        if current == question_id:
            # Positions are unique, so one of the two steps aside first.
            await _place(session, current, 0)
            await _place(session, before, lower)
            await _place(session, current, upper)


async def _place(session: AsyncSession, question_id: int, position: int) -> None:
    await session.execute(update(Question).where(Question.id == question_id).values(position=position))

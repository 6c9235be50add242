"""Surveys: questions, who is asked, and every answer."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Id
from db.types import word


class SurveyState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    DROPPED = "dropped"


class QuestionKind(StrEnum):
    SINGLE = "single"
    TEXT = "text"


class Survey(Base):
    __tablename__ = "survey"

    id: Mapped[Id]
    title: Mapped[str]
    state: Mapped[SurveyState] = mapped_column(word(SurveyState), default=SurveyState.DRAFT, index=True)
    roles: Mapped[list[str]] = mapped_column(comment="whom to ask, by role")
    created_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None] = mapped_column(index=True)


class Question(Base):
    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("survey_id", "position"),)

    id: Mapped[Id]
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    position: Mapped[int] = mapped_column(comment="from 1")
    kind: Mapped[QuestionKind] = mapped_column(word(QuestionKind))
    text: Mapped[str]
    options: Mapped[list[str]]


class Response(Base):
    """One person's questionnaire in a survey; a row stands for being asked, `submitted_at` for being done."""

    __tablename__ = "response"
    __table_args__ = (UniqueConstraint("survey_id", "person_id"),)

    id: Mapped[Id]
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    asked_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]


class Answer(Base):
    """The answer to one question: the number of an option (from 0) or the text as typed."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("response_id", "question_id"),)

    id: Mapped[Id]
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"))
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    option: Mapped[int | None]
    text: Mapped[str | None]
    answered_at: Mapped[datetime]

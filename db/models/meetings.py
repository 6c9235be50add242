"""Meetings of the coordination group, and who said they come."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Id
from db.types import word


class Meeting(Base):
    """One sitting, set by the coordinator for one monthly occurrence of the meeting activity."""

    __tablename__ = "meeting"

    id: Mapped[Id]
    occurrence_id: Mapped[int] = mapped_column(ForeignKey("occurrence.id"), unique=True)
    starts_at: Mapped[datetime] = mapped_column(index=True)
    place: Mapped[str]
    agenda: Mapped[str | None]
    edition: Mapped[int] = mapped_column(
        default=1, comment="grows when time or place change: people are told anew"
    )
    created_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]


class Coming(StrEnum):
    YES = "yes"
    NO = "no"
    SUBSTITUTE = "substitute"


class Attendance(Base):
    """A member of a meeting with their answer; `coming` is None until they answer."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    id: Mapped[Id]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    coming: Mapped[Coming | None] = mapped_column(word(Coming))
    substitute: Mapped[str | None] = mapped_column(comment="who comes instead, as typed")
    answered_at: Mapped[datetime | None]

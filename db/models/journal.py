"""The journal: who changed what and when. Never changed, only added to."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Id


class JournalEntry(Base):
    """One change, with what was before and after it."""

    __tablename__ = "journal_entry"
    __table_args__ = (Index("ix_journal_entry_subject", "subject", "subject_id"),)

    id: Mapped[Id]
    at: Mapped[datetime] = mapped_column(index=True)
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), index=True, comment="None: the command line, or the program itself"
    )
    action: Mapped[str] = mapped_column(comment="a word; its sentence is journal-<action>")
    subject: Mapped[str] = mapped_column(comment="school, person, roadmap, activity, assignment, …")
    subject_id: Mapped[int | None] = mapped_column(BigInteger)
    label: Mapped[str] = mapped_column(comment="the subject's name at that time, as people know it")
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]

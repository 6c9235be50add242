"""Evidence: packages of files for an assignment, the files as sent, and the bytes as stored."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, ChatId, Id
from db.types import word


class EvidenceState(StrEnum):
    COLLECTING = "collecting"
    CLOSING = "closing"  # «Готово» was tapped, some bytes are still on their way
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    DROPPED = "dropped"


UNFINISHED = (EvidenceState.COLLECTING, EvidenceState.CLOSING)


class Evidence(Base):
    """A package of files and a comment for one assignment. One at a time is being collected."""

    __tablename__ = "evidence"
    __table_args__ = (
        Index(
            "uq_evidence_unfinished",
            "assignment_id",
            unique=True,
            sqlite_where=text("state IN ('collecting', 'closing')"),
            postgresql_where=text("state IN ('collecting', 'closing')"),
        ),
        Index("ix_evidence_state_submitted_at", "state", "submitted_at"),
    )

    id: Mapped[Id]
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), index=True)
    state: Mapped[EvidenceState] = mapped_column(word(EvidenceState), default=EvidenceState.COLLECTING)
    comment: Mapped[str | None]
    created_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    submitted_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    submitted_at: Mapped[datetime | None]


class Review(Base):
    """A decision on a package; `reason` is what was told to the sender when it was returned."""

    __tablename__ = "review"

    id: Mapped[Id]
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"), index=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    accepted: Mapped[bool]
    reason: Mapped[str | None]
    decided_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]


class StoredFile(Base):
    """Bytes that are on disk under their SHA-256 (lower-case hex)."""

    __tablename__ = "stored_file"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    mime: Mapped[str]
    pages: Mapped[int | None]
    stored_at: Mapped[datetime]


class FileState(StrEnum):
    PENDING = "pending"  # known from the update, bytes not here yet
    STORED = "stored"
    REFUSED = "refused"  # its content is nothing that we take
    LOST = "lost"  # the platform would not give it; the sender was asked anew
    REMOVED = "removed"  # taken out of the package by a person


class EvidenceFile(Base):
    """A file as a person sent it. `evidence_id` is None until it is said to which assignment it belongs."""

    __tablename__ = "evidence_file"
    __table_args__ = (
        Index("ix_evidence_file_waiting", "state", "try_at"),
        Index("uq_evidence_file_message", "chat_id", "message_id", unique=True),
    )

    id: Mapped[Id]
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    chat_id: Mapped[ChatId]
    message_id: Mapped[int] = mapped_column(BigInteger)
    file_id: Mapped[str] = mapped_column(comment="the platform's handle for download and for sending again")
    is_photo: Mapped[bool]
    name: Mapped[str | None]
    caption: Mapped[str | None]
    media_group_id: Mapped[str | None]
    state: Mapped[FileState] = mapped_column(word(FileState), default=FileState.PENDING)
    refusal: Mapped[str | None] = mapped_column(comment="text id of why it was refused")
    attempts: Mapped[int] = mapped_column(default=0)
    try_at: Mapped[datetime]
    sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"), index=True)
    sent_at: Mapped[datetime]

"""Evidence: packages of files for an assignment, the files as sent, and the bytes as stored."""

from datetime import datetime
from enum import StrEnum
from typing import Any

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
    also_for: Mapped[list[int]] = mapped_column(
        default=list, server_default="[]", comment="ids of other assignments that the same files will serve"
    )
    awaits_check: Mapped[bool] = mapped_column(
        default=False, server_default="0", comment="handed in, and the school's curator looks at it first"
    )


class EvidenceLink(Base):
    """An address where something is published. Its form is checked; nothing is ever fetched from it."""

    __tablename__ = "evidence_link"

    id: Mapped[Id]
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    url: Mapped[str]
    part_id: Mapped[int | None] = mapped_column(ForeignKey("required_part.id"), index=True)
    sent_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class Review(Base):
    """A decision on a package; `reason` is what was told to the sender when it was returned.

    `is_first`: a curator's check before the coordinator's. Accepted there, the package goes on to them.
    """

    __tablename__ = "review"

    id: Mapped[Id]
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"), index=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    accepted: Mapped[bool]
    reason: Mapped[str | None]
    decided_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    is_first: Mapped[bool] = mapped_column(default=False, server_default="0")


class StoredFile(Base):
    """Bytes in the storage under their SHA-256 (lower-case hex), or about to be there.

    The row is written before the bytes get their final name. So whoever removes bytes that nothing refers to
    any more (`unwanted_at`, then a lease until `removing_until`) never removes what is just coming in again.
    """

    __tablename__ = "stored_file"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    mime: Mapped[str]
    pages: Mapped[int | None]
    stored_at: Mapped[datetime]
    has_position: Mapped[bool] = mapped_column(
        default=False,
        server_default="0",
        comment="a picture that says where it was taken: not handed on as it is",
    )
    unwanted_at: Mapped[datetime | None] = mapped_column(index=True, comment="nothing refers to it any more")
    removing_until: Mapped[datetime | None] = mapped_column(comment="while its bytes are being removed")


class RenditionKind(StrEnum):
    """What is handed on in place of the original, or shows what is in it."""

    CLEAN = "clean"  # a picture the right way up, without the place where it was taken
    JPEG = "jpeg"  # of a HEIC
    THUMBNAIL = "thumbnail"  # the first page of a PDF


class Rendition(Base):
    """A file made of another one, kept in the storage like it. `file_id`: the platform's handle once sent."""

    __tablename__ = "rendition"

    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"), primary_key=True)
    kind: Mapped[RenditionKind] = mapped_column(word(RenditionKind), primary_key=True)
    rendition_sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"), index=True)
    file_id: Mapped[str | None]


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
        Index(
            "uq_evidence_file_message",
            "chat_id",
            "message_id",
            unique=True,
            sqlite_where=text("copy_of_id IS NULL"),
            postgresql_where=text("copy_of_id IS NULL"),
        ),
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
    part_id: Mapped[int | None] = mapped_column(ForeignKey("required_part.id"), index=True)
    copy_of_id: Mapped[int | None] = mapped_column(
        ForeignKey("evidence_file.id"), index=True, comment="one file that serves several assignments"
    )


class Archive(Base):
    """A ZIP that somebody asked for: made after the commit, sent in parts or fetched once by a link."""

    __tablename__ = "archive"
    # Rows go, while buttons and messages that carry their ids stay: an id must not come back.
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    chosen: Mapped[dict[str, Any]] = mapped_column(comment="roadmap.evidence_search.Chosen as JSON")
    message_id: Mapped[int | None] = mapped_column(
        BigInteger, comment="the platform's id of the message that says how far it is"
    )
    files: Mapped[int] = mapped_column(default=0, comment="how many it has in all")
    done: Mapped[int] = mapped_column(default=0, comment="how many of them are sent")
    parts_sent: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    try_at: Mapped[datetime] = mapped_column(
        index=True, comment="while somebody is at it: when others may try"
    )
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    link_hash: Mapped[str | None] = mapped_column(
        unique=True, comment="SHA-256 of the one-time link's secret"
    )
    link_until: Mapped[datetime | None]

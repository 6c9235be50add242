"""What the machinery remembers: messages to deliver, updates handled, half-typed input, the installation."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Id
from db.types import word


class MessageState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    SKIPPED = "skipped"  # when its turn came it no longer mattered
    STALE = "stale"  # too late to be worth saying; counted in the coordinator's report
    UNREACHABLE = "unreachable"
    FAILED = "failed"  # our defect, or given up: an operator must look


class Announcement(Base):
    """A one-off message of the coordinator to chosen roles or schools; counted by its messages."""

    __tablename__ = "announcement"

    id: Mapped[Id]
    text: Mapped[str] = mapped_column(comment="as typed; shown as plain text")
    roles: Mapped[list[str]]
    school_ids: Mapped[list[int]] = mapped_column(comment="empty: all schools")
    created_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None] = mapped_column(
        index=True, comment="nothing of it waits any more, and its progress message says so"
    )


class Message(Base):
    """A durable row to be delivered. `key` is unique per rule, due time and recipient: nothing is said twice.

    A waiting row may be claimed while `lease_until` is past or empty; the text is made when it is sent,
    from `kind` and `payload`.
    """

    __tablename__ = "message"
    __table_args__ = (
        Index("ix_message_queue", "state", "due_at"),
        # What the planner asks for each day, however much else waits or was said. Not for parameters: the
        # queries say «digest» and «stale» in so many words, or neither database would see that these fit.
        Index(
            "ix_message_digest",
            "state",
            "person_id",
            "settled_at",
            sqlite_where=text("kind = 'digest'"),
            postgresql_where=text("kind = 'digest'"),
        ),
        Index(
            "ix_message_stale",
            "state",
            "settled_at",
            sqlite_where=text("state = 'stale'"),
            postgresql_where=text("state = 'stale'"),
        ),
    )

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str]
    payload: Mapped[dict[str, Any]]
    due_at: Mapped[datetime]
    late_since: Mapped[datetime | None] = mapped_column(
        comment="when it could have been said first, but for a trouble; None: due_at"
    )
    state: Mapped[MessageState] = mapped_column(word(MessageState), default=MessageState.WAITING)
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    ambiguous: Mapped[int] = mapped_column(default=0, comment="sent, but no answer came: may have arrived")
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    platform_message_id: Mapped[int | None] = mapped_column(BigInteger)
    error: Mapped[str | None]
    announcement_id: Mapped[int | None] = mapped_column(ForeignKey("announcement.id"), index=True)


class HandledUpdate(Base):
    """An update whose transaction has committed; a redelivery of it does nothing."""

    __tablename__ = "handled_update"

    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    handled_at: Mapped[datetime] = mapped_column(index=True)


class PendingInput(Base):
    """What a person is in the middle of typing or sending; one thing at a time, and it outlives a restart."""

    __tablename__ = "pending_input"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, autoincrement=False)
    kind: Mapped[str]
    payload: Mapped[dict[str, Any]]
    since: Mapped[datetime]


class Installation(Base):
    """The one row about this bot itself."""

    __tablename__ = "installation"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    setup_code_hash: Mapped[str | None] = mapped_column(
        comment="SHA-256; gone once a coordinator has claimed the bot"
    )
    planned_on: Mapped[date | None] = mapped_column(comment="the last local date whose digests are planned")
    curators_check_first: Mapped[bool] = mapped_column(
        default=False,
        server_default="0",
        comment="evidence of schools goes to their curator, then to the coordinator",
    )

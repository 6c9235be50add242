"""People, their accounts on messengers, schools, and the roles that join them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, ChatId, Id
from db.types import word
from roadmap.access import Role


class Person(Base):
    """A member of staff: a name and what they chose. Nothing about pupils, nothing private."""

    __tablename__ = "person"

    id: Mapped[Id]
    name: Mapped[str]
    locale: Mapped[str] = mapped_column(default="ru")
    consented_at: Mapped[datetime]
    digest_hour: Mapped[int] = mapped_column(
        default=9, server_default="9", comment="local hour of the digest"
    )
    paused_until: Mapped[date | None] = mapped_column(comment="local date; reminders speak again on this day")
    silent_until: Mapped[datetime | None] = mapped_column(
        comment="nothing but answers to the person before this"
    )
    left_at: Mapped[datetime | None]


class Substitution(Base):
    """Somebody stands in for a person, from one local date to another: they get what the person would get."""

    __tablename__ = "substitution"

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    substitute_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(comment="called off before its last day")


class Reach(StrEnum):
    """Whether messages arrive at an account."""

    OK = "ok"
    BLOCKED = "blocked"
    FAILING = "failing"


class Account(Base):
    """A person on a platform; Telegram is the first. `chat_id` is the private chat with the bot there."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("platform", "chat_id"),)

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    platform: Mapped[str] = mapped_column(default="telegram")
    chat_id: Mapped[ChatId]
    reach: Mapped[Reach] = mapped_column(word(Reach), default=Reach.OK)
    reach_note: Mapped[str | None]
    reach_changed_at: Mapped[datetime | None]


class School(Base):
    __tablename__ = "school"

    id: Mapped[Id]
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(
        unique=True, comment="the name as compared: case, quotes, spaces folded"
    )
    short_name: Mapped[str | None]
    note: Mapped[str | None] = mapped_column(comment="a phone of the office, an address: nothing private")
    created_at: Mapped[datetime]
    archived_at: Mapped[datetime | None]


class Membership(Base):
    """A role of a person: at a school (curator, representative) or in the city (coordinator, department)."""

    __tablename__ = "membership"
    __table_args__ = (
        CheckConstraint(
            "(role IN ('coordinator', 'department')) = (school_id IS NULL)", name="school_fits_role"
        ),
        Index(
            "uq_membership_in_school",
            "person_id",
            "role",
            "school_id",
            unique=True,
            sqlite_where=text("school_id IS NOT NULL"),
            postgresql_where=text("school_id IS NOT NULL"),
        ),
        Index(
            "uq_membership_in_city",
            "person_id",
            "role",
            unique=True,
            sqlite_where=text("school_id IS NULL"),
            postgresql_where=text("school_id IS NULL"),
        ),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[Role] = mapped_column(word(Role))
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id"), index=True)
    created_at: Mapped[datetime]


class Invitation(Base):
    """A one-time deep link, bound to a role and schools. Only the token's SHA-256 is kept."""

    __tablename__ = "invitation"

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(unique=True)
    role: Mapped[Role] = mapped_column(word(Role))
    name: Mapped[str | None] = mapped_column(comment="whom it is for, as the coordinator calls them")
    note: Mapped[str | None] = mapped_column(comment="a work phone or a remark, shown to coordinators only")
    created_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    revoked_at: Mapped[datetime | None]


class InvitationSchool(Base):
    __tablename__ = "invitation_school"

    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id"), primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"), primary_key=True)


class PeopleDraft(Base):
    """A list of schools and people as read, until a coordinator takes or drops it. Nothing is done before."""

    __tablename__ = "people_draft"
    # Rows go, while buttons and messages that carry their ids stay: an id must not come back.
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[Id]
    created_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    source_name: Mapped[str]
    rows: Mapped[list[dict[str, Any]]] = mapped_column(comment="roadmap.roster.RosterRow as JSON")

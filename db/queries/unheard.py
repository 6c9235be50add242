"""Who doesn't hear the bot, for the coordinator: whom nothing reaches, and who asked not to be disturbed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from db.models import Account, Message, MessageState, Person, Reach, Substitution


@dataclass(frozen=True, slots=True)
class Unheard:
    """A person in force; what doesn't hold is None.

    `note` is what the platform said when messages did not arrive, `since` (UTC) when that began, `reach` OK
    when it is a message of ours that was refused. `paused_until` is a local date, `silent_until` UTC.
    """

    person_id: int
    name: str
    reach: Reach
    note: str | None = None
    since: datetime | None = None
    paused_until: date | None = None
    silent_until: datetime | None = None
    substitute: str | None = None
    first_day: date | None = None
    last_day: date | None = None

    @property
    def is_unreachable(self) -> bool:
        return self.since is not None or self.reach is not Reach.OK


async def unheard(
    session: AsyncSession, now: datetime, today: date, *, person_id: int | None = None
) -> list[Unheard]:
    """Everybody of whom something of that holds on the local date, or one person; the unreachable first."""
    failed = {row.person_id: row for row in await session.execute(_refused())}
    substitute = aliased(Person)
    statement = (
        select(
            Person.id,
            Person.name,
            Account.reach,
            Account.reach_note,
            Account.reach_changed_at,
            Person.paused_until,
            Person.silent_until,
            substitute.name.label("substitute"),
            Substitution.first_day,
            Substitution.last_day,
        )
        .join(Account, Account.person_id == Person.id)
        .outerjoin(
            Substitution,
            and_(
                Substitution.person_id == Person.id,
                Substitution.ended_at.is_(None),
                Substitution.last_day >= today,
            ),
        )
        .outerjoin(
            substitute, and_(substitute.id == Substitution.substitute_id, substitute.left_at.is_(None))
        )
        .where(Person.left_at.is_(None), _concerned(now, today, substitute.id, list(failed)))
        .order_by(Person.name, Person.id, Substitution.first_day)
    )
    if person_id is not None:
        statement = statement.where(Person.id == person_id)
    found: dict[int, Unheard] = {}
    for row in await session.execute(statement):
        # Of several substitutions it is the earliest that is named.
        found.setdefault(row.id, _unheard(row, failed.get(row.id), now, today))
    return sorted(found.values(), key=lambda one: not one.is_unreachable)


def _concerned(
    now: datetime, today: date, substitute_id: InstrumentedAttribute[int], failed: list[int]
) -> ColumnElement[bool]:
    return or_(
        Account.reach != Reach.OK,
        Person.paused_until > today,
        Person.silent_until > now,
        substitute_id.is_not(None),
        Person.id.in_(failed),
    )


def _refused() -> Any:  # noqa: ANN401 -- a selection of three columns
    """Whose last settled message was refused as an error, since when, and with what words."""
    later = aliased(Message)
    return (
        select(
            Message.person_id,
            func.min(Message.settled_at).label("since"),
            func.max(Message.error).label("error"),
        )
        .where(
            Message.state == MessageState.FAILED,
            ~exists().where(
                later.person_id == Message.person_id,
                later.state == MessageState.SENT,
                later.settled_at >= Message.settled_at,
            ),
        )
        .group_by(Message.person_id)
    )


def _unheard(row: Any, failed: Any, now: datetime, today: date) -> Unheard:  # noqa: ANN401 -- rows
    reached = row.reach is Reach.OK
    note, since = (None, None) if reached else (row.reach_note, row.reach_changed_at)
    if reached and failed is not None:
        note, since = failed.error, failed.since
    return Unheard(
        row.id,
        row.name,
        row.reach,
        note,
        since,
        row.paused_until if row.paused_until and row.paused_until > today else None,
        row.silent_until if row.silent_until and row.silent_until > now else None,
        row.substitute,
        row.first_day if row.substitute else None,
        row.last_day if row.substitute else None,
    )

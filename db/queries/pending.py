"""What a person is in the middle of typing or sending."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import PendingInput


@dataclass(frozen=True, slots=True)
class Pending:
    kind: str
    payload: dict[str, Any]


async def await_input(
    session: AsyncSession, person_id: int, kind: str, payload: dict[str, Any], now: datetime
) -> None:
    """The next text of the person is this input. What was awaited before is forgotten."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    values = {"kind": kind, "payload": payload, "since": now}
    # In one statement: two replicas may be told of two messages of a person at the same moment.
    statement = insert(PendingInput).values(person_id=person_id, **values)
    await session.execute(statement.on_conflict_do_update(index_elements=["person_id"], set_=values))


async def forget_input(session: AsyncSession, person_id: int) -> bool:
    """Whether there was any: of two taps at once, only one finds it."""
    forgotten = await session.execute(
        delete(PendingInput).where(PendingInput.person_id == person_id).returning(PendingInput.person_id)
    )
    return forgotten.first() is not None


async def stop_awaiting(
    session: AsyncSession, person_id: int, pending: Pending | None, *beginnings: str
) -> None:
    """Forget what is awaited if its kind begins so: the person has turned to something else by a button."""
    if pending is not None and pending.kind.startswith(beginnings):
        await forget_input(session, person_id)

"""What a person is in the middle of typing or sending."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import PendingInput
from db.queries.once import put_in_place


@dataclass(frozen=True, slots=True)
class Pending:
    kind: str
    payload: dict[str, Any]


async def await_input(
    session: AsyncSession, person_id: int, kind: str, payload: dict[str, Any], now: datetime
) -> None:
    """The next text of the person is this input. What was awaited before is forgotten."""
    values = {"kind": kind, "payload": payload, "since": now}
    await put_in_place(session, PendingInput, {"person_id": person_id}, values)


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

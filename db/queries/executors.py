"""For whom executors are, as coordinators corrected it: remembered from one document to the next."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import ExecutorReading
from db.queries.once import put_in_place
from roadmap.document import Audience
from roadmap.drafts import executors_key


@dataclass(frozen=True, slots=True)
class Remembered:
    """`set_at` is the moment (UTC) of the last correction."""

    audience: tuple[Audience, ...]
    set_at: datetime


async def remember_executors(
    session: AsyncSession, executors: str, audience: Sequence[Audience], by: int, now: datetime
) -> None:
    """Nothing is remembered of a document that names none."""
    key = executors_key(executors)
    if key:
        values = {"audience": [word.value for word in audience], "set_by": by, "set_at": now}
        await put_in_place(session, ExecutorReading, {"key": key}, values)


async def remembered_executors(session: AsyncSession, executors: Collection[str]) -> dict[str, Remembered]:
    """By their keys, those of the executors that were ever corrected."""
    keys = {executors_key(one) for one in executors}
    rows = await session.scalars(select(ExecutorReading).where(ExecutorReading.key.in_(keys)))
    return {row.key: Remembered(tuple(map(Audience, row.audience)), row.set_at) for row in rows}

"""Write what may be there already: the unique key decides, in one statement, on both databases."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CursorResult
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Base


async def insert_once(session: AsyncSession, model: type[Base], rows: Sequence[dict[str, Any]]) -> int:
    """How many of the rows were new. A row whose unique key is taken is left as it is."""
    if not rows:
        return 0
    added = 0
    for start in range(0, len(rows), 500):
        statement = _insert(session)(model).values(list(rows[start : start + 500])).on_conflict_do_nothing()
        result = await session.execute(statement)
        assert isinstance(result, CursorResult)  # noqa: S101 -- an INSERT without RETURNING gives no other
        added += result.rowcount
    return added


async def put_in_place(
    session: AsyncSession, model: type[Base], key: dict[str, Any], values: dict[str, Any]
) -> None:
    """A row with these values under its primary key, whether there was one or not."""
    statement = _insert(session)(model).values(**key, **values)
    await session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))


def _insert(session: AsyncSession) -> Any:  # noqa: ANN401 -- two functions alike, with nothing in common
    return postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert

"""Insert what may be there already: the unique key decides, in one statement, on both databases."""

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
    dialect = session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    added = 0
    for start in range(0, len(rows), 500):
        statement = insert(model).values(list(rows[start : start + 500])).on_conflict_do_nothing()
        result = await session.execute(statement)
        assert isinstance(result, CursorResult)  # noqa: S101 -- an INSERT without RETURNING gives no other
        added += result.rowcount
    return added

"""Two updates of one person, handled at once by two replicas: the second could not begin its question."""

import asyncio
from datetime import UTC, datetime

from sqlalchemy import select

from db.engine import Database
from db.models import PendingInput, Person
from db.queries.pending import await_input
from tests.engines import both_engines

NOW = datetime(2022, 1, 10, 7, tzinfo=UTC)


@both_engines
async def test_the_later_question_is_awaited(database: Database) -> None:
    async with database.transaction() as session:
        person = Person(name="Ольга Примерова", consented_at=NOW)
        session.add(person)

    async def asks(kind: str) -> None:
        async with database.transaction() as session:
            await await_input(session, person.id, kind, {"of": kind}, NOW)

    await asyncio.gather(*(asks(f"question {number}") for number in range(8)))
    await asks("the last")
    async with database.look() as session:
        awaited = (await session.scalars(select(PendingInput))).one()
    assert (awaited.kind, awaited.payload) == ("the last", {"of": "the last"})

"""Two taps on «Отложить» handled at once by two replicas: the second failed."""

import asyncio
from datetime import date

from sqlalchemy import select

from db.models import Assignment, Person, Snooze
from db.queries.choices import snooze
from tests.city import City
from tests.engines import both_engines


@both_engines
async def test_both_are_taken_and_the_later_one_counts(small_city: City) -> None:
    database = small_city.app.database
    async with database.look() as session:
        person = (await session.scalars(select(Person.id).limit(1))).one()
        assignment = (await session.scalars(select(Assignment.id).limit(1))).one()

    async def puts_off(until: date) -> None:
        async with database.transaction() as session:
            await snooze(session, person, assignment, until)

    await asyncio.gather(*(puts_off(date(2022, 1, day)) for day in range(11, 19)))
    await puts_off(date(2022, 1, 24))
    async with database.look() as session:
        assert (await session.scalars(select(Snooze.until))).all() == [date(2022, 1, 24)]

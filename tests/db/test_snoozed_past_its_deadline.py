"""Put off until the day before its deadline, a task kept silent though the deadline had moved before it."""

from datetime import date

from db.engine import Database
from db.models import Occurrence, Snooze
from roadmap.access import Actor, Role
from tests.db.test_digest import digest
from tests.db.test_reminders import Office
from tests.engines import both_engines


@both_engines
async def test_it_speaks_for_the_deadline_that_counts(database: Database) -> None:
    put_off, moved, before = date(2022, 3, 29), date(2022, 3, 20), date(2022, 3, 17)
    async with database.transaction() as session:
        office = await Office(session).fill()
        session.add(Snooze(person_id=office.curator, assignment_id=office.task, until=put_off))
        actor = Actor(office.curator, roles=frozenset({Role.CURATOR}), schools=frozenset({office.school}))
        (await session.get_one(Occurrence, office.occurrence)).due = moved  # a Sunday
        friday = date(2022, 3, 18)
        assert office.curator not in await office.speaks(before)
        assert await digest(session, actor, before, {}) is None
        assert office.curator in await office.speaks(friday)
        assert await digest(session, actor, friday, {}) is not None
        assert office.curator in await office.speaks(date(2022, 3, 23))

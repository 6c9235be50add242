"""Coordinators hear once of whom messages don't reach: on the next working day, all of them together."""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import Message, MessageState
from db.queries import outbox
from db.queries.unreachable import GATHERED_FOR, KIND, tell_of_block
from tests.db.test_reminders import ZONE, Office, moment
from tests.engines import both_engines

pytestmark = both_engines
FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2022, 3, day) for day in (18, 19, 20, 21))


async def test_blocks_over_a_weekend_are_told_in_one_message(database: Database) -> None:
    async with database.transaction() as session:
        office = await Office(session).fill()
        blocked = (
            (office.curator, moment(FRIDAY, 19) + timedelta(minutes=55)),
            (office.director, moment(SATURDAY, 12)),
            (office.other, moment(SUNDAY, 12)),
        )
        for person, now in blocked:
            await tell_of_block(session, person, now, ZONE)
        assert await due(session) == [moment(MONDAY, 8)]


async def test_after_fridays_message_the_next_is_mondays(database: Database) -> None:
    async with database.transaction() as session:
        office = await Office(session).fill()
        await tell_of_block(session, office.curator, moment(FRIDAY, 10), ZONE)
        at = moment(FRIDAY, 10) + GATHERED_FOR
        [news] = await outbox.claim(session, at, timedelta(minutes=5), 10)
        await outbox.settle(session, [news.id], at, MessageState.SENT)
        await tell_of_block(session, office.director, moment(FRIDAY, 12), ZONE)
        await tell_of_block(session, office.other, moment(SATURDAY, 12), ZONE)
        assert await due(session) == [at, moment(MONDAY, 8)]


async def due(session: AsyncSession) -> list[datetime]:
    statement = select(Message.due_at).where(Message.kind == KIND).order_by(Message.due_at)
    return list((await session.scalars(statement)).all())

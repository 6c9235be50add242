"""What a trouble has put off waits as any other: it can be withdrawn until somebody may be sending it."""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from db.engine import Database
from db.models import Message, MessageState
from db.queries import outbox
from db.queries.announcements import announcement, recipients, send, stop
from db.queries.handing_over import hand_over
from db.queries.moves import tell_of_moves
from db.queries.outbox import NewMessage, put
from db.queries.owed import News
from db.queries.unreachable import GATHERED_FOR, KIND, tell_of_block
from roadmap.access import Role
from tests.db.test_announcements_queries import LEASE, NOW, draft, settle
from tests.db.test_announcements_queries import ZONE as HOME
from tests.db.test_reminders import ZONE, Office, moment, planned
from tests.engines import both_engines

pytestmark = both_engines
DAY = date(2022, 3, 17)


async def in_trouble(database: Database, now: datetime = NOW) -> int:
    """All that is due is tried in vain and put off for half an hour; how many."""
    async with database.transaction() as session:
        claimed = await outbox.claim(session, now, LEASE, 100)
        for message in claimed:
            until = now + timedelta(minutes=30)
            await outbox.postpone(session, message.id, until, error="Bad Gateway", attempts=1)
    return len(claimed)


async def test_an_announcement_is_stopped_during_an_outage(database: Database) -> None:
    async with database.transaction() as session:
        ids = await settle(session)
        row = await draft(session, ids["Ольга"], (Role.CURATOR, Role.REPRESENTATIVE, Role.DEPARTMENT))
        facts = await announcement(session, row.id)
        assert facts is not None
        await send(session, facts, await recipients(session, facts), NOW, HOME)
    assert await in_trouble(database) == 5
    async with database.transaction() as session:
        assert await stop(session, row.id, NOW + timedelta(minutes=1)) == 4


async def test_what_is_tried_again_after_a_trouble_is_on_its_way(database: Database) -> None:
    async with database.transaction() as session:
        ids = await settle(session)
        row = await draft(session, ids["Ольга"], (Role.DEPARTMENT,))
        facts = await announcement(session, row.id)
        assert facts is not None
        await send(session, facts, await recipients(session, facts), NOW, HOME)
    await in_trouble(database)
    later = NOW + timedelta(minutes=31)
    async with database.transaction() as session:
        assert len(await outbox.claim(session, later, LEASE, 100)) == 2
    async with database.transaction() as session:
        assert await stop(session, row.id, later) == 0


async def test_a_digest_in_trouble_is_handed_over(database: Database) -> None:
    async with database.transaction() as session:
        office = await Office(session).fill()
    await planned(database, moment(DAY, 1))
    await in_trouble(database, moment(DAY, 9))
    async with database.transaction() as session:
        office.session = session
        await office.substitutes(DAY, DAY)
        await hand_over(session, office.director, office.other, DAY, moment(DAY, 9), ZONE)
        key = f"digest:{office.director}:{DAY}"
        assert await session.scalar(select(Message.state).where(Message.key == key)) is MessageState.SKIPPED


async def test_a_moved_deadline_in_trouble_is_told_with_the_next_move(database: Database) -> None:
    async with database.transaction() as session:
        person = (await Office(session).fill()).curator
        await tell_of_moves(session, {person: News({7: DAY})}, "1", NOW, NOW)
    assert await in_trouble(database) == 1
    soon = NOW + timedelta(minutes=1)
    async with database.transaction() as session:
        await tell_of_moves(session, {person: News({7: DAY + timedelta(days=5)})}, "2", soon, soon)
        waiting = await session.scalars(select(Message.payload).where(Message.state == MessageState.WAITING))
        assert [News.from_json(payload) for payload in waiting] == [News({7: DAY})]


async def test_news_of_a_block_that_waits_for_the_platform_names_the_next_one_too(database: Database) -> None:
    async with database.transaction() as session:
        office = await Office(session).fill()
        await tell_of_block(session, office.curator, moment(DAY, 9), ZONE)
    tried = moment(DAY, 9) + GATHERED_FOR
    assert await in_trouble(database, tried) == 1
    async with database.transaction() as session:
        await tell_of_block(session, office.director, tried + timedelta(minutes=1), ZONE)
        assert len((await session.scalars(select(Message.id).where(Message.kind == KIND))).all()) == 1


async def test_what_nobody_has_claimed_is_not_under_way(database: Database) -> None:
    async with database.transaction() as session:
        office = await Office(session).fill()
        await put(session, [NewMessage("news", office.curator, "news")], now=NOW)
        under_way = select(Message.id).where(outbox.under_way(NOW))
        assert await session.scalar(under_way) is None
        await outbox.claim(session, NOW, LEASE, 1)
        assert await session.scalar(under_way) is not None

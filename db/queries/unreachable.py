"""News for the coordinators: whom messages have begun not to reach."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Message, MessageState, Person, Reach
from db.queries.outbox import NewMessage, put, under_way
from db.queries.people import PersonCard, note_reach, people_cards, people_with
from roadmap.access import Role
from roadmap.calendar import QUIET_UNTIL, at_local, local_today
from roadmap.hearing import Hearing, Manner, earliest

KIND = "unreachable"

GATHERED_FOR = timedelta(minutes=10)
"""Where one message doesn't arrive, the next ones often don't either."""


async def note_block(session: AsyncSession, chat_id: int, why: str, now: datetime) -> bool:
    """The chat can't be reached. False when that was known: it is no news."""
    return await note_reach(session, chat_id, Reach.BLOCKED, why, now)


async def tell_of_block(session: AsyncSession, person_id: int, now: datetime, zone: ZoneInfo) -> None:
    """To each other coordinator in one message a working day, which names all of whom that is news by then.

    What comes after the day's message is told with the next working day's.
    """
    others = [one for one in await people_with(session, Role.COORDINATOR) if one != person_id]
    due_at = earliest(Manner.NEWS, Hearing(), now + GATHERED_FOR, zone)
    await _put(session, others, now, due_at, zone)
    told = await _told_already(session, others, now, due_at, zone)
    tomorrow = at_local(local_today(due_at, zone) + timedelta(days=1), QUIET_UNTIL, zone)
    await _put(session, told, now, earliest(Manner.NEWS, Hearing(), tomorrow, zone), zone)


async def newly_unreachable(session: AsyncSession, since: datetime) -> list[PersonCard]:
    """People in force whom messages don't reach, and did until `since` (UTC) at least; by name."""
    statement = (
        select(Person.id)
        .join(Account, Account.person_id == Person.id)
        .where(Account.reach != Reach.OK, Account.reach_changed_at >= since)
    )
    return await people_cards(session, (await session.scalars(statement)).all())


async def _put(
    session: AsyncSession, coordinators: Sequence[int], now: datetime, due_at: datetime, zone: ZoneInfo
) -> None:
    payload = {"since": now.isoformat()}
    news = [NewMessage(_key(one, due_at, zone), one, KIND, payload) for one in coordinators]
    await put(session, news, now=now, due_at=due_at)


async def _told_already(
    session: AsyncSession, coordinators: Sequence[int], now: datetime, due_at: datetime, zone: ZoneInfo
) -> list[int]:
    """Those whose message of the day is said, or on its way; the others' are kept back until this commits."""
    rows = await session.execute(
        select(Message.person_id, Message.state, under_way(now).label("is_under_way"))
        .where(Message.key.in_([_key(one, due_at, zone) for one in coordinators]))
        .order_by(Message.id)
        .with_for_update()
    )
    return [row.person_id for row in rows if row.state is not MessageState.WAITING or row.is_under_way]


def _key(coordinator: int, due_at: datetime, zone: ZoneInfo) -> str:
    return f"{KIND}:{coordinator}:{local_today(due_at, zone)}"

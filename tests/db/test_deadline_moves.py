"""Whom a moved deadline concerns, and that it is said once, on SQLite and PostgreSQL."""

from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import Account, Assignment, Message, MessageState, Occurrence, Person, Substitution
from db.queries.memberships import enter, grant
from db.queries.moves import MOVED, tell_of_moves
from db.queries.owed import News
from db.queries.roadmap import announce, start_roadmap
from db.queries.schools import add_schools, schools
from roadmap.access import Role
from roadmap.document import Reading, read_document
from roadmap.standing import AssignmentStatus
from tests.engines import both_engines

pytestmark = both_engines
NOW = datetime(2022, 1, 10, 7, 0, tzinfo=UTC)
NIGHT = datetime(2022, 1, 10, 20, 0, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Moscow")
PENZA = (files("roadmap") / "data" / "penza-500plus-2022.txt").read_text("utf-8")
FEBRUARY, MARCH, APRIL = date(2022, 2, 28), date(2022, 3, 31), date(2022, 4, 30)


def edition(month: str = "Февраль") -> Reading:
    return read_document(PENZA.replace("Февраль 2022 года", f"{month} 2022 года").encode())


async def settle(session: AsyncSession) -> tuple[int, int]:
    """A curator of two schools and a representative of the first; Penza's roadmap is in force."""
    await add_schools(session, ["Школа № 901", "Школа № 902"], NOW)
    one, two = [school.id for school in await schools(session)]
    curator = await enter(session, "Иван", "ru", 902, NOW)
    await grant(session, curator, Role.CURATOR, (one, two), NOW)
    director = await enter(session, "Анна", "ru", 903, NOW)
    await grant(session, director, Role.REPRESENTATIVE, (one,), NOW)
    await start_roadmap(session, edition(), "план.txt", None, NOW, ZONE)
    return curator, director


async def starts(session: AsyncSession, month: str, key: str, now: datetime = NIGHT) -> int:
    started = await start_roadmap(session, edition(month), "план.txt", None, now, ZONE)
    return await announce(session, started, key, now, ZONE)


async def waiting(session: AsyncSession) -> dict[int, list[str]]:
    """Old dates by person."""
    rows = await session.scalars(
        select(Message).where(Message.kind == MOVED, Message.state == MessageState.WAITING)
    )
    return {row.person_id: list(row.payload["moved"].values()) for row in rows}


async def test_those_who_owe_are_told_in_the_morning(database: Database) -> None:
    async with database.transaction() as session:
        curator, director = await settle(session)
        moved = select(Occurrence.id).where(Occurrence.due == FEBRUARY)
        first = (await schools(session))[0].id
        await session.execute(
            update(Assignment)
            .where(Assignment.occurrence_id.in_(moved), Assignment.school_id == first)
            .values(status=AssignmentStatus.SUBMITTED)
        )
        assert await starts(session, "Март", "1") == 1
        assert await waiting(session) == {curator: [FEBRUARY.isoformat()]}
        [message] = await session.scalars(select(Message))
        assert message.due_at == datetime(2022, 1, 11, 8, tzinfo=ZONE)
        assert director not in await waiting(session)


async def test_two_moves_become_one_message_with_the_first_date(database: Database) -> None:
    async with database.transaction() as session:
        curator, director = await settle(session)
        assert await starts(session, "Март", "1") == 2
        assert await starts(session, "Апрель", "2") == 2
        told = [FEBRUARY.isoformat()]
        assert await waiting(session) == {curator: told, director: told}
        states = await session.scalars(select(Message.state).order_by(Message.id))
        assert sorted(states) == ["skipped"] * 2 + ["waiting"] * 2


async def test_what_is_being_sent_is_not_withdrawn(database: Database) -> None:
    async with database.transaction() as session:
        await settle(session)
        await starts(session, "Март", "1")
        await session.execute(update(Message).values(lease_until=NIGHT + timedelta(minutes=1)))
        await starts(session, "Апрель", "2")
        rows = await session.scalars(select(Message).order_by(Message.id))
        assert [row.payload["moved"].popitem()[1] for row in rows] == [FEBRUARY.isoformat()] * 2 + [
            MARCH.isoformat()
        ] * 2


async def test_the_same_start_is_told_once(database: Database) -> None:
    async with database.transaction() as session:
        curator, _ = await settle(session)
        occurrence = await session.scalar(select(Occurrence.id).where(Occurrence.due == FEBRUARY).limit(1))
        assert occurrence is not None
        moves = {curator: News({occurrence: FEBRUARY})}
        assert await tell_of_moves(session, moves, "7", NOW, NOW) == 1
        assert await tell_of_moves(session, moves, "7", NOW, NOW) == 0
        assert await waiting(session) == {curator: [FEBRUARY.isoformat()]}


async def test_who_stands_in_is_told_too(database: Database) -> None:
    async with database.transaction() as session:
        curator, director = await settle(session)
        substitute = Person(name="Пётр Условный", locale="ru", consented_at=NIGHT)
        session.add(substitute)
        await session.flush()
        session.add(Account(person_id=substitute.id, platform="telegram", chat_id=77))
        session.add(
            Substitution(
                person_id=curator,
                substitute_id=substitute.id,
                first_day=NIGHT.date(),
                last_day=NIGHT.date() + timedelta(days=7),
                created_at=NIGHT,
            )
        )
        await session.flush()
        await starts(session, "Март", "1")
        told = [FEBRUARY.isoformat()]
        assert await waiting(session) == {curator: told, director: told, substitute.id: told}

"""Queries about announcements and their progress, on SQLite and PostgreSQL."""

import asyncio
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import Announcement, Message, MessageState
from db.queries import outbox
from db.queries.announcement_progress import Following, note_shown, progress
from db.queries.announcements import (
    PROGRESS,
    announcement,
    close,
    draft_for_change,
    followed,
    new_announcement,
    not_reached,
    recipients,
    send,
    sent_count,
    sent_page,
    stop,
    tallies,
)
from db.queries.memberships import enter, grant, leave
from db.queries.outbox import Claimed
from db.queries.schools import add_schools, schools
from roadmap.access import Role
from roadmap.announcements import TEXT_LIMIT, Tally, read_announcement
from roadmap.errors import UserError
from tests.engines import both_engines

NOW = datetime(2022, 1, 10, 7, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
ZONE = ZoneInfo("Europe/Moscow")
LEASE = timedelta(minutes=5)


async def settle(session: AsyncSession) -> dict[str, int]:
    """A coordinator, two curators, a representative and a head; ids by name."""
    await add_schools(session, ["Школа № 901", "Школа № 902"], NOW)
    one, two = [school.id for school in await schools(session)]
    ids = {}
    for chat_id, (name, role, places) in enumerate(
        (
            ("Ольга", Role.COORDINATOR, ()),
            ("Иван", Role.CURATOR, (one, two)),
            ("Пётр", Role.CURATOR, (two,)),
            ("Анна", Role.REPRESENTATIVE, (one,)),
            ("Елена", Role.DEPARTMENT, ()),
        ),
        start=901,
    ):
        ids[name] = await enter(session, name, "ru", chat_id, NOW)
        await grant(session, ids[name], role, places, NOW)
    return ids


async def draft(
    session: AsyncSession, by: int, roles: tuple[Role, ...], school_ids: tuple[int, ...] = ()
) -> Announcement:
    row = await draft_for_change(session, await new_announcement(session, "Семинар", by, NOW), by)
    assert row is not None
    row.roles, row.school_ids = [role.value for role in roles], list(school_ids)
    await session.flush()
    return row


async def sent(database: Database, *roles: Role) -> int:
    async with database.transaction() as session:
        ids = await settle(session)
        row = await draft(session, ids["Ольга"], roles)
        facts = await announcement(session, row.id)
        assert facts is not None
        assert await send(session, facts, await recipients(session, facts), NOW, ZONE)
        return facts.id


async def claim(database: Database, limit: int) -> list[Claimed]:
    async with database.transaction() as session:
        return await outbox.claim(session, NOW, LEASE, limit)


async def tally(session: AsyncSession, announcement_id: int) -> Tally:
    return (await tallies(session, [announcement_id]))[announcement_id]


@both_engines
async def test_whom_it_is_for(database: Database) -> None:
    async with database.transaction() as session:
        ids = await settle(session)
        one, two = [school.id for school in await schools(session)]

        async def names(roles: tuple[Role, ...], school_ids: tuple[int, ...] = ()) -> set[str]:
            facts = await announcement(session, (await draft(session, ids["Ольга"], roles, school_ids)).id)
            assert facts is not None
            people = await recipients(session, facts)
            return {name for name, person in ids.items() if person in people}

        assert await names(()) == set()
        assert await names((Role.CURATOR,)) == {"Иван", "Пётр"}
        assert await names((), (one,)) == {"Иван", "Анна"}
        assert await names((Role.CURATOR,), (one,)) == {"Иван"}
        assert await names((Role.DEPARTMENT,), (two,)) == {"Иван", "Пётр", "Елена"}
        assert await names((Role.COORDINATOR,)) == set()
        await leave(session, ids["Пётр"], "Ушедший", NOW)
        assert await names(tuple(Role)) == {"Иван", "Анна", "Елена"}


@both_engines
async def test_of_two_at_once_one_sends(database: Database) -> None:
    async with database.transaction() as session:
        ids = await settle(session)
        row_id = (await draft(session, ids["Ольга"], (Role.CURATOR,))).id

    async def try_to_send() -> bool:
        async with database.transaction() as session:
            facts = await announcement(session, row_id)
            assert facts is not None
            return await send(session, facts, await recipients(session, facts), NOW, ZONE)

    assert sorted(await asyncio.gather(*(try_to_send() for _ in range(4)))) == [False, False, False, True]
    async with database.look() as session:
        rows = list(await session.scalars(select(Message).order_by(Message.id)))
        assert sorted(row.key for row in rows) == sorted(
            [f"announcement:{row_id}:{ids[name]}" for name in ("Иван", "Пётр")] + [f"{PROGRESS}:{row_id}"]
        )
        assert (await sent_count(session), [one.id for one in await sent_page(session, 0, 5)]) == (
            1,
            [row_id],
        )
        assert await draft_for_change(session, row_id, ids["Ольга"]) is None


@both_engines
async def test_all_ends_are_counted_and_named(database: Database) -> None:
    announcement_id = await sent(database, Role.CURATOR, Role.REPRESENTATIVE, Role.DEPARTMENT)
    first, second, third, *_ = [one for one in await claim(database, 4) if one.kind == "announcement"]
    async with database.transaction() as session:
        assert await tally(session, announcement_id) == Tally(waiting=4)
        await outbox.settle_sent(session, {first.id: 1}, LATER)
        await outbox.settle_failed(session, second.id, LATER, MessageState.UNREACHABLE, "Forbidden: blocked")
        await outbox.settle_failed(session, third.id, LATER, MessageState.FAILED, "Bad Request")
    async with database.transaction() as session:
        missed = await not_reached(session, announcement_id)
        assert {(one.state, one.reason) for one in missed} == {
            (MessageState.UNREACHABLE, "Forbidden: blocked"),
            (MessageState.FAILED, "Bad Request"),
        }
        assert await tally(session, announcement_id) == Tally(1, 1, 1, 1)
        assert not (await tally(session, announcement_id)).is_final


@both_engines
async def test_a_stop_leaves_what_is_on_its_way(database: Database) -> None:
    announcement_id = await sent(database, Role.CURATOR, Role.REPRESENTATIVE, Role.DEPARTMENT)
    on_their_way = await claim(database, 1)
    async with database.transaction() as session:
        assert await stop(session, announcement_id, NOW) == 3
        assert await stop(session, announcement_id, NOW) == 0
        assert await tally(session, announcement_id) == Tally(waiting=1, stopped=3)
        await outbox.settle_sent(session, {on_their_way[0].id: 1}, LATER)
        counted = await tally(session, announcement_id)
    assert counted == Tally(delivered=1, stopped=3)
    assert (counted.is_final, counted.total) == (True, 4)
    assert [one.kind for one in await claim(database, 10)] == [PROGRESS]


@both_engines
async def test_progress_is_behind_until_it_says_how_things_stand(database: Database) -> None:
    announcement_id = await sent(database, Role.CURATOR)
    claimed = await claim(database, 10)
    shows = next(one for one in claimed if one.kind == PROGRESS)
    async with database.transaction() as session:
        assert await progress(session) == Following([], [])  # it stands in no chat yet
        await outbox.settle_sent(session, {shows.id: 77}, LATER)
        [behind] = (await progress(session)).outdated
        assert (behind.announcement.id, behind.chat_id, behind.platform_message_id) == (
            announcement_id,
            901,
            77,
        )
        assert behind.tally == Tally(waiting=2)
        await note_shown(session, behind, LATER, closed=False)
        assert await progress(session) == Following([], [])
        others = [one.id for one in claimed if one.kind != PROGRESS]
        await outbox.settle_sent(session, dict.fromkeys(others, 1), LATER)
        [behind] = (await progress(session)).outdated
        assert behind.tally == Tally(delivered=2)
        await note_shown(session, behind, LATER, closed=False)
        assert await progress(session) == Following([], [announcement_id])
        await note_shown(session, behind, LATER, closed=True)
        assert await progress(session) == Following([], [])
        assert await followed(session) == []


@both_engines
@pytest.mark.parametrize("state", [MessageState.UNREACHABLE, MessageState.SKIPPED])
async def test_progress_that_stands_nowhere_is_over_with_the_announcement(
    database: Database, state: MessageState
) -> None:
    announcement_id = await sent(database, Role.CURATOR)
    claimed = await claim(database, 10)
    async with database.transaction() as session:
        shows = [one.id for one in claimed if one.kind == PROGRESS]
        await outbox.settle(session, shows, LATER, state)
        assert await progress(session) == Following([], [])
        others = [one.id for one in claimed if one.kind != PROGRESS]
        await outbox.settle_sent(session, dict.fromkeys(others, 1), LATER)
        assert await progress(session) == Following([], [announcement_id])
        await close(session, [announcement_id], LATER)
        assert await followed(session) == []


def test_the_text_is_kept_as_typed() -> None:
    assert read_announcement("  Завтра\n\n<b>семинар</b>  ") == "Завтра\n\n<b>семинар</b>"
    assert read_announcement("x" * TEXT_LIMIT) == "x" * TEXT_LIMIT


@pytest.mark.parametrize("text", ["", " \n ", "x" * (TEXT_LIMIT + 1), "😀" * (TEXT_LIMIT // 2 + 1)])
def test_a_text_that_is_none_or_too_long(text: str) -> None:
    with pytest.raises(UserError):
        read_announcement(text)

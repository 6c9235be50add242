"""Queries about schools, people and invitations, on SQLite and PostgreSQL."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import Account, EvidenceFile, Membership, Person, Reach
from db.queries.installation import installation, is_setup_code, keep_setup_code, spend_setup_code
from db.queries.invitations import (
    VALID,
    OfferState,
    Wanted,
    invite,
    note_taken,
    offer_of,
    open_offers,
    revoke,
    take,
)
from db.queries.memberships import enter, grant, leave, roles_held, withdraw
from db.queries.people import (
    actor_of,
    heard_from,
    members_of,
    note_reach,
    pause,
    people_count,
    people_page,
    person_card,
    who_is,
)
from db.queries.schools import add_schools, archive_school, rename_school, restore_school, schools
from roadmap.access import Role
from roadmap.errors import UserError
from tests.engines import both_engines

pytestmark = both_engines
NOW = datetime(2022, 1, 10, 7, 0, tzinfo=UTC)


async def coordinator(session: AsyncSession, chat_id: int = 901) -> int:
    person = await enter(session, "Ольга Примерова", "ru", chat_id, NOW)
    await grant(session, person, Role.COORDINATOR, (), NOW)
    return person


async def test_schools_are_compared_as_meant_and_listed_by_number(database: Database) -> None:
    async with database.transaction() as session:
        first = await add_schools(session, ["Школа № 18", "Школа № 9", "школа №18"], NOW)
        assert first.added == ("Школа № 18", "Школа № 9")
        assert first.known == ("школа №18",)
        [nine, eighteen] = await schools(session)
        assert (nine.name, eighteen.name) == ("Школа № 9", "Школа № 18")
        assert await archive_school(session, nine.id, NOW)
        assert not await archive_school(session, nine.id, NOW)
        second = await add_schools(session, ["Школа №9", "Лицей № 1"], NOW)
        assert second.archived == ("Школа №9",)
        assert [one.name for one in await schools(session, archived=True)] == ["Школа № 9"]
        assert not await rename_school(session, eighteen.id, "Школа №9")
        assert await rename_school(session, eighteen.id, "ШКОЛА № 18")
        assert await restore_school(session, nine.id)
        assert not await restore_school(session, nine.id)


async def test_an_invitation_goes_through_its_states(database: Database) -> None:
    async with database.transaction() as session:
        by = await coordinator(session)
        await add_schools(session, ["Школа № 901", "Школа № 902"], NOW)
        ids = [school.id for school in await schools(session)]
        token = (await invite(session, Wanted(Role.CURATOR, tuple(ids)), by=by, now=NOW)).token
        offer = await offer_of(session, token, NOW)
        assert offer is not None
        assert offer.state is OfferState.OPEN
        assert list(offer.school_ids) == ids
        assert await offer_of(session, token + "x", NOW) is None
        late = await offer_of(session, token, NOW + VALID)
        assert late is not None
        assert late.state is OfferState.EXPIRED
        assert not await take(session, offer.id, NOW + VALID)
        await archive_school(session, ids[0], NOW)
        [waiting] = await open_offers(session, NOW)
        assert waiting.school_ids == (ids[1],)
        assert await take(session, offer.id, NOW)
        assert not await take(session, offer.id, NOW)
        await note_taken(session, offer.id, by)
        used = await offer_of(session, token, NOW)
        assert used is not None
        assert (used.state, used.used_by) == (OfferState.USED, by)
        assert not await revoke(session, offer.id, NOW)
        assert await open_offers(session, NOW) == []


async def test_of_two_transactions_one_takes_the_invitation(database: Database) -> None:
    async with database.transaction() as session:
        by = await coordinator(session)
        token = (await invite(session, Wanted(Role.DEPARTMENT), by=by, now=NOW)).token

    async def try_to_take() -> bool:
        async with database.transaction() as session:
            offer = await offer_of(session, token, NOW)
            assert offer is not None
            return await take(session, offer.id, NOW)

    assert sorted(await asyncio.gather(*(try_to_take() for _ in range(5)))) == [False] * 4 + [True]


async def test_the_setup_code_is_spent_once(database: Database) -> None:
    async with database.transaction() as session:
        await installation(session)
        assert not await is_setup_code(session, "a" * 64)
        await keep_setup_code(session, "a" * 64)
        assert await is_setup_code(session, "a" * 64)
        assert not await spend_setup_code(session, "b" * 64)
        assert await spend_setup_code(session, "a" * 64)
        assert not await spend_setup_code(session, "a" * 64)


async def test_roles_are_granted_once_and_withdrawn(database: Database) -> None:
    async with database.transaction() as session:
        await coordinator(session)
        await add_schools(session, ["Школа № 901", "Школа № 902"], NOW)
        ids = [school.id for school in await schools(session)]
        person = await enter(session, "Иван Образцов", "ru", 902, NOW)
        assert await grant(session, person, Role.CURATOR, ids, NOW) == 2
        assert await grant(session, person, Role.CURATOR, ids, NOW) == 0
        assert await grant(session, person, Role.DEPARTMENT, (), NOW) == 1
        held = await roles_held(session, person)
        assert [one.school for one in held] == [None, "Школа № 901", "Школа № 902"]
        await withdraw(session, held[1])
        assert (await actor_of(session, person)).schools == {ids[1]}
        assert [one.name for one in await members_of(session, ids)] == ["Иван Образцов"]


async def test_the_last_coordinator_can_neither_be_withdrawn_nor_leave(database: Database) -> None:
    async with database.transaction() as session:
        person = await coordinator(session)
        [held] = await roles_held(session, person)
        with pytest.raises(UserError):
            await withdraw(session, held)
        with pytest.raises(UserError):
            await leave(session, person, "Удалённый", NOW)
        await coordinator(session, 902)
        await leave(session, person, "Удалённый", NOW)


async def test_two_coordinators_who_leave_at_once_leave_one_behind(database: Database) -> None:
    async with database.transaction() as session:
        people = [await coordinator(session, chat_id) for chat_id in (901, 902)]

    async def try_to_leave(person: int) -> None:
        async with database.transaction() as session:
            await leave(session, person, "Удалённый", NOW)

    ends = await asyncio.gather(*(try_to_leave(person) for person in people), return_exceptions=True)
    assert [isinstance(end, UserError) for end in ends].count(True) == 1
    async with database.look() as session:
        statement = select(func.count()).where(Membership.role == Role.COORDINATOR)
        assert await session.scalar(statement) == 1


async def test_leaving_forgets_the_chat_everywhere(database: Database) -> None:
    async with database.transaction() as session:
        await coordinator(session)
        person = await enter(session, "Иван Образцов", "ru", 902, NOW)
        for message_id in (1, 2):
            session.add(
                EvidenceFile(
                    person_id=person,
                    chat_id=902,
                    message_id=message_id,
                    file_id="x",
                    is_photo=True,
                    try_at=NOW,
                    sent_at=NOW,
                )
            )
        await session.flush()
        await leave(session, person, "Удалённый", NOW)
    async with database.look() as session:
        assert (await who_is(session, 902)).actor.is_stranger
        assert await session.scalar(select(func.count()).where(Account.chat_id == 902)) == 0
        assert await session.scalar(select(func.count()).where(EvidenceFile.chat_id == 902)) == 0
        assert (await session.get_one(Person, person)).name == "Удалённый"
        assert await person_card(session, person) is None
        assert await people_count(session) == 1


async def test_whom_messages_do_not_reach_stands_first(database: Database) -> None:
    async with database.transaction() as session:
        await coordinator(session)
        person = await enter(session, "Яна Условная", "ru", 902, NOW)
        await note_reach(session, 902, Reach.BLOCKED, "blocked", NOW)
        await pause(session, person, date(2022, 2, 1))
        [first, second] = await people_page(session, 0, 10)
        assert (first.name, first.reachable) == ("Яна Условная", False)
        assert second.reachable
        assert first.paused_until == date(2022, 2, 1)
        assert await people_page(session, 1, 10) == [second]
        await heard_from(session, person, NOW + timedelta(hours=1))
        card = await person_card(session, person)
        assert card is not None
        assert card.reachable

"""What people choose of their reminders is kept, once, on SQLite and PostgreSQL."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import Account, Message, MessageState, Person, Reach, Substitution
from db.queries import choices
from db.queries.memberships import enter, grant
from db.queries.people import actor_of, note_reach, pause
from db.queries.unheard import unheard
from roadmap.access import Actor, Role
from roadmap.errors import UserError
from roadmap.ladder import DEFAULT_LADDER
from roadmap.ladders import READY, Ready
from roadmap.rhythm import Rhythm
from tests.engines import both_engines
from tests.plan import NOW, Plan

pytestmark = both_engines
TODAY = NOW.date()
FIRST, LAST = TODAY + timedelta(days=2), TODAY + timedelta(days=5)


async def curators(session: AsyncSession) -> tuple[Actor, Actor, Actor]:
    """A curator of a school, its representative, and a curator of another school."""
    plan = Plan(session)
    one, other = await plan.school("Школа № 901"), await plan.school("Школа № 902")
    found = []
    for chat, (name, role, school) in enumerate(
        (
            ("Иван Образцов", Role.CURATOR, one),
            ("Анна Тестова", Role.REPRESENTATIVE, one),
            ("Пётр Условный", Role.CURATOR, other),
        )
    ):
        person = await enter(session, name, "ru", chat, NOW)
        await grant(session, person, role, [school], NOW)
        found.append(await actor_of(session, person))
    return found[0], found[1], found[2]


async def test_colleagues_share_a_school_or_the_role(database: Database) -> None:
    async with database.transaction() as session:
        ivan, anna, peter = await curators(session)
        found = await choices.colleagues(session, ivan, "", 0, 8)
        assert found == ([(anna.id, "Анна Тестова"), (peter.id, "Пётр Условный")], 2)
        assert await choices.colleagues(session, ivan, "усл", 0, 8) == ([(peter.id, "Пётр Условный")], 1)
        assert await choices.colleagues(session, ivan, "%", 0, 8) == ([], 0)
        assert await choices.colleagues(session, anna, "", 0, 8) == ([(ivan.id, "Иван Образцов")], 1)
        with pytest.raises(UserError):
            await choices.colleague(session, anna, peter.id)
        with pytest.raises(UserError):
            await choices.colleague(session, anna, anna.id)


async def test_a_substitution_is_set_once_and_makes_no_chains(database: Database) -> None:
    async with database.transaction() as session:
        ivan, anna, peter = await curators(session)
        there, is_new = await choices.set_substitute(session, ivan, peter.id, FIRST, LAST, TODAY, NOW)
        assert is_new
        again, is_new = await choices.set_substitute(session, ivan, peter.id, FIRST, LAST, TODAY, NOW)
        assert (again, is_new) == (there, False)
        for actor, other, problem in (
            (ivan, anna, "substitute-taken"),
            (anna, ivan, "substitute-away"),
            (peter, ivan, "substitute-away"),
        ):
            with pytest.raises(UserError, match=problem):
                await choices.set_substitute(session, actor, other.id, LAST, LAST, TODAY, NOW)
        await grant(session, anna.id, Role.CURATOR, list(anna.schools), NOW)
        with pytest.raises(UserError, match="substitute-chain"):
            await choices.set_substitute(session, peter, anna.id, FIRST, FIRST, TODAY, NOW)
        with pytest.raises(UserError, match="refused"):
            await choices.end_substitute(session, there.id, anna.id, TODAY, NOW)
        assert await choices.end_substitute(session, there.id, peter.id, TODAY, NOW) == there
        assert await choices.end_substitute(session, there.id, ivan.id, TODAY, NOW) is None
        assert await choices.ended_substitution(session, there.id) == there
        assert await choices.substitutions_of(session, [ivan.id], TODAY) == []
        assert await session.scalar(select(func.count()).select_from(Substitution)) == 1


async def test_a_snooze_is_one_persons(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        ivan, anna, _ = await curators(session)
        task = await plan.assignment(await plan.occurrence(1, date(2022, 2, 28)), next(iter(ivan.schools)))
        for until in (FIRST, LAST):
            await choices.snooze(session, ivan.id, task, until)
        assert await choices.snoozed_until(session, ivan.id, task, TODAY) == LAST
        assert await choices.snoozed_until(session, ivan.id, task, LAST) is None
        assert await choices.snoozed_until(session, anna.id, task, TODAY) is None
        for _ in range(2):
            await choices.unsnooze(session, ivan.id, task)
        assert await choices.snoozed_until(session, ivan.id, task, TODAY) is None


async def test_ladders_and_rhythms(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        await plan.occurrence(1, date(2022, 2, 28))
        kept = await choices.roadmap_ladder(session, plan.roadmap_id)
        assert kept.ladder == DEFAULT_LADDER
        gentle, frequent = READY[Ready.GENTLE], READY[Ready.FREQUENT]
        await choices.set_roadmap_ladder(session, plan.roadmap_id, gentle)
        activity = await choices.activity_ladder(session, 1)
        assert (activity.ladder, activity.is_own, activity.rhythm) == (gentle, False, Rhythm.QUARTER)
        await choices.set_activity_ladder(session, 1, frequent)
        await choices.set_rhythm(session, 1, Rhythm.NEVER)
        activity = await choices.activity_ladder(session, 1)
        assert (activity.ladder, activity.is_own, activity.rhythm) == (frequent, True, Rhythm.NEVER)
        await choices.set_activity_ladder(session, 1, None)
        assert not (await choices.activity_ladder(session, 1)).is_own
        for wrong in (choices.roadmap_ladder, choices.activity_ladder):
            with pytest.raises(UserError, match="refused"):
                await wrong(session, 999)


async def test_hour_and_silence(database: Database) -> None:
    async with database.transaction() as session:
        ivan, _, _ = await curators(session)
        await choices.set_digest_hour(session, ivan.id, 14)
        await choices.set_silence(session, ivan.id, NOW + timedelta(hours=1))
        kept = await choices.own_choices(session, ivan.id)
        assert (kept.digest_hour, kept.silent_until) == (14, NOW + timedelta(hours=1))
        await choices.end_silence(session, ivan.id)
        assert (await choices.own_choices(session, ivan.id)).silent_until is None
        with pytest.raises(UserError):
            await choices.set_digest_hour(session, ivan.id, 3)


async def test_who_does_not_hear(database: Database) -> None:
    async with database.transaction() as session:
        ivan, anna, peter = await curators(session)
        assert await unheard(session, NOW, TODAY) == []
        await note_reach(session, 1, Reach.BLOCKED, "Forbidden: bot was blocked by the user", NOW)
        await choices.set_substitute(session, ivan, peter.id, FIRST, LAST, TODAY, NOW)
        await pause(session, ivan.id, LAST)
        await choices.set_silence(session, ivan.id, NOW)
        session.add(_message(peter, "1", MessageState.FAILED, "Bad Request: can't parse entities"))
        await session.flush()
        first, second, third = await unheard(session, NOW, TODAY)
        assert (first.person_id, first.reach, first.since) == (anna.id, Reach.BLOCKED, NOW)
        assert (second.person_id, second.reach, second.note) == (
            peter.id,
            Reach.OK,
            "Bad Request: can't parse entities",
        )
        assert second.is_unreachable
        assert (third.substitute, third.first_day, third.last_day) == ("Пётр Условный", FIRST, LAST)
        assert (third.paused_until, third.silent_until) == (LAST, None)
        assert not third.is_unreachable
        session.add(_message(peter, "2", MessageState.SENT, None))
        await session.flush()
        assert [one.person_id for one in await unheard(session, NOW, TODAY)] == [anna.id, ivan.id]
        assert await unheard(session, NOW, TODAY, person_id=peter.id) == []
        (await session.get_one(Person, anna.id)).left_at = NOW
        await session.flush()
        assert [one.person_id for one in await unheard(session, NOW, TODAY)] == [ivan.id]
        assert await session.scalar(select(func.count()).select_from(Account)) == len((ivan, anna, peter))


def _message(actor: Actor, key: str, state: MessageState, error: str | None) -> Message:
    return Message(
        key=key,
        person_id=actor.id,
        kind="digest",
        payload={},
        due_at=NOW,
        state=state,
        created_at=NOW,
        settled_at=NOW,
        error=error,
    )


async def test_only_the_same_role_stands_in_for_one_in_the_city(database: Database) -> None:
    async with database.transaction() as session:
        ivan, _, peter = await curators(session)
        olga = await in_city(session, "Ольга Примерова", 901, Role.COORDINATOR)
        vera = await in_city(session, "Вера Запасная", 902, Role.COORDINATOR)
        await in_city(session, "Елена Показательная", 903, Role.DEPARTMENT)
        await grant(session, olga, Role.CURATOR, list(ivan.schools), NOW)
        actor = await actor_of(session, olga)
        assert await choices.colleagues(session, actor, "", 0, 8) == ([(vera, "Вера Запасная")], 1)
        with pytest.raises(UserError, match="refused"):
            await choices.set_substitute(session, actor, ivan.id, FIRST, LAST, TODAY, NOW)
        assert (olga, "Ольга Примерова") in (await choices.colleagues(session, peter, "", 0, 8))[0]
        await grant(session, olga, Role.DEPARTMENT, [], NOW)
        actor = await actor_of(session, olga)
        assert await choices.colleagues(session, actor, "", 0, 8) == ([], 0)


async def in_city(session: AsyncSession, name: str, chat: int, role: Role) -> int:
    person = await enter(session, name, "ru", chat, NOW)
    await grant(session, person, role, [], NOW)
    return person

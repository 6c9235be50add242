"""What stands in a person's digest when it is sent."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.texts import load_texts
from db.engine import Database
from db.models import Occurrence, Person
from roadmap.access import Actor, Role
from roadmap.hearing import Hearing, digest_time
from roadmap.standing import AssignmentStatus
from scheduler.notices import Speech
from scheduler.notices.tasks import render_digest
from tests.plan import NOW, Plan

ZONE = ZoneInfo("Europe/Moscow")
RU = load_texts().language("ru")


async def digest(session: AsyncSession, actor: Actor, today: date, payload: dict[str, Any]) -> str | None:
    speech = Speech(actor, RU, digest_time(Hearing(), today, ZONE), today, ZONE)
    screen = await render_digest(session, payload, speech)
    return screen.text if screen is not None else None


async def curator_with(plan: Plan, due: date, status: AssignmentStatus = AssignmentStatus.OPEN) -> Actor:
    person, school = await plan.person("Иван Образцов"), await plan.school("Школа № 901")
    await plan.assignment(await plan.occurrence(9, due), school, status=status)
    return Actor(person, roles=frozenset({Role.CURATOR}), schools=frozenset({school}))


@pytest.mark.parametrize(
    ("today", "payload", "said"),
    [
        (date(2022, 3, 1), {}, "Уже можно сдавать"),  # the window opens
        (date(2022, 3, 4), {}, "Уже можно сдавать"),
        (date(2022, 3, 14), {}, None),
        (date(2022, 3, 14), {"since": "2022-02-25"}, "Уже можно сдавать"),  # the bot was down in between
        (date(2022, 3, 14), {"since": "2022-03-11"}, None),
        (date(2022, 3, 17), {}, "Скоро срок"),
        (date(2022, 3, 31), {}, "сегодня"),
        (date(2022, 4, 4), {}, "Просрочено"),
    ],
)
async def test_a_task_is_said_when_it_opens_and_again_when_it_presses(
    database: Database, today: date, payload: dict[str, Any], said: str | None
) -> None:
    async with database.transaction() as session:
        actor = await curator_with(Plan(session), date(2022, 3, 31))
        text = await digest(session, actor, today, payload)
    assert (said in text if text is not None else False) if said is not None else text is None


@pytest.mark.parametrize(
    ("status", "speaks"),
    [
        (AssignmentStatus.RETURNED, True),
        (AssignmentStatus.SUBMITTED, False),
        (AssignmentStatus.ACCEPTED, False),
        (AssignmentStatus.CANCELLED, False),
    ],
)
async def test_only_what_is_owed_is_said(database: Database, status: AssignmentStatus, speaks: bool) -> None:
    async with database.transaction() as session:
        actor = await curator_with(Plan(session), date(2022, 1, 5), status)
        assert (await digest(session, actor, date(2022, 1, 10), {}) is not None) is speaks


async def test_a_pause_is_kept(database: Database) -> None:
    async with database.transaction() as session:
        actor = await curator_with(Plan(session), date(2022, 1, 5))
        (await session.get_one(Person, actor.id)).paused_until = NOW.date() + timedelta(days=1)
        await session.flush()
        assert await digest(session, actor, NOW.date(), {}) is None
        assert await digest(session, actor, NOW.date() + timedelta(days=1), {}) is not None


async def test_what_has_its_step_today_stands_first_among_equals(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        person, school = await plan.person("Анна Тестова"), await plan.school("Школа № 901")
        for position, due in ((1, date(2022, 3, 30)), (2, date(2022, 3, 31))):
            await plan.assignment(await plan.occurrence(position, due), school)
        actor = Actor(person, roles=frozenset({Role.REPRESENTATIVE}), schools=frozenset({school}))
        for today, first, second in ((date(2022, 4, 4), "№ 1.", "№ 2."), (date(2022, 4, 5), "№ 2.", "№ 1.")):
            text = await digest(session, actor, today, {})
            assert text is not None
            assert text.index(first) < text.index(second)


async def test_a_long_window_that_opens_is_told_apart_from_what_is_to_be_done_now(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        actor = await curator_with(plan, date(2022, 3, 20))
        (school,) = actor.schools
        far = await plan.occurrence(14, date(2022, 12, 31))
        (await session.get_one(Occurrence, far)).start = date(2022, 3, 10)
        await plan.assignment(far, school)
        text = await digest(session, actor, date(2022, 3, 10), {})
        assert text is not None
        assert "у вас 1 поручение" in text
        assert "Срок не скоро, сдавать уже можно</b>\n№ 14." in text

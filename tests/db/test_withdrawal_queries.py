"""What a package taken back leaves behind, as the database decides it, on both engines."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db.engine import Database
from db.models import Assignment, EvidenceLink, EvidenceState, Review
from db.queries.evidence import find_package, open_package
from db.queries.evidence_links import add_links, links_of
from db.queries.not_applicable import ask_again, set_not_applicable
from db.queries.withdrawal import withdraw
from roadmap.standing import AssignmentStatus
from tests.engines import both_engines
from tests.plan import NOW, Plan

FEBRUARY = date(2022, 2, 28)
OPEN, RETURNED = AssignmentStatus.OPEN, AssignmentStatus.RETURNED
URLS = ["https://school901.example.ru/a", "https://school901.example.ru/b"]


async def school_task(plan: Plan) -> tuple[int, int]:
    """An assignment on review, and who hands in for it."""
    person, school = await plan.person("Анна Тестова"), await plan.school("Школа № 901")
    occurrence = await plan.occurrence(8, FEBRUARY)
    return await plan.assignment(occurrence, school, status=AssignmentStatus.SUBMITTED), person


async def decided(plan: Plan, task: int, person: int, minutes: int, *, accepted: bool, first: bool) -> None:
    state = EvidenceState.ACCEPTED if accepted else EvidenceState.RETURNED
    review = Review(
        evidence_id=await plan.package(task, person, state),
        reviewer_id=person,
        accepted=accepted,
        reason=None if accepted else "Нет подписи",
        decided_at=NOW + timedelta(minutes=minutes),
        is_first=first,
    )
    plan.session.add(review)
    await plan.session.flush()


@pytest.mark.parametrize(
    ("minutes", "first", "owed"),
    [
        (1, False, OPEN),
        (-1, False, RETURNED),
        (1, True, RETURNED),
    ],
    ids=["accepted later", "accepted before", "only looked at by a curator"],
)
@both_engines
async def test_the_last_decision_says_what_an_assignment_is_owed_as(
    database: Database, minutes: int, first: bool, owed: AssignmentStatus
) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        task, person = await school_task(plan)
        await decided(plan, task, person, 0, accepted=False, first=False)
        await decided(plan, task, person, minutes, accepted=True, first=first)
        package = await find_package(session, await plan.package(task, person))
        assert package is not None
        assert await withdraw(session, package, person, NOW) == package.id
        status = select(Assignment.status).where(Assignment.id == task)
        assert await session.scalar(status) is owed
        assert await set_not_applicable(session, task, "Нет такого класса", person, NOW)
        assert await ask_again(session, task, person, NOW)
        assert await session.scalar(status) is owed


@both_engines
async def test_links_stay_in_a_package_that_is_taken_back(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        task, person = await school_task(plan)
        package = await find_package(session, await plan.package(task, person, files=0))
        assert package is not None
        await add_links(session, package.id, person, URLS, NOW)
        assert await withdraw(session, package, person, NOW) == package.id
        assert [link.url for link in await links_of(session, package.id)] == URLS


@both_engines
async def test_links_go_over_into_a_package_begun_meanwhile(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        task, person = await school_task(plan)
        package = await find_package(session, await plan.package(task, person, files=0))
        assert package is not None
        await add_links(session, package.id, person, URLS, NOW)
        begun = await open_package(session, task, person, NOW)
        assert await withdraw(session, package, person, NOW) == begun
        assert [link.url for link in await links_of(session, begun)] == URLS
        assert len((await session.scalars(select(EvidenceLink))).all()) == len(URLS)

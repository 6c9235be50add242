"""Assignments and reviews as the database finds them, on both engines."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event, select

from db.engine import Database
from db.models import (
    Activity,
    Assignment,
    AssignmentEvent,
    Evidence,
    EvidenceState,
    FileState,
    Occurrence,
    Person,
    Review,
)
from db.queries import reviews
from db.queries.assignments import (
    assignment_details,
    history,
    kept_files,
    own_assignments,
    packages,
)
from db.queries.reminders import is_paused
from db.queries.status import move
from roadmap.access import Actor, Assignee, Role
from roadmap.errors import UserError
from roadmap.standing import AWAITED, AssignmentStatus
from tests.engines import both_engines
from tests.plan import NOW, Plan

JANUARY, FEBRUARY, MARCH = date(2022, 1, 31), date(2022, 2, 28), date(2022, 3, 31)


def school_actor(person: int, *schools: int) -> Actor:
    return Actor(person, roles=frozenset({Role.CURATOR}), schools=frozenset(schools))


@both_engines
async def test_own_assignments_are_those_of_ones_schools_and_ones_role_in_the_city(
    database: Database,
) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        person = await plan.person("Ольга Примерова")
        mine, other = await plan.school("Школа № 902"), await plan.school("Школа № 903")
        late, early = await plan.occurrence(9, MARCH), await plan.occurrence(8, FEBRUARY)
        for school in (mine, other):
            await plan.assignment(late, school)
            await plan.assignment(early, school)
        await plan.assignment(early, assignee=Assignee.COORDINATOR)
        await plan.assignment(early, assignee=Assignee.DEPARTMENT)
        curator = school_actor(person, mine)
        both = Actor(person, roles=frozenset({Role.COORDINATOR, Role.CURATOR}), schools=frozenset({mine}))
        head = Actor(person, roles=frozenset({Role.DEPARTMENT}))
        found = await own_assignments(session, curator)
        assert [(one.position, one.school, one.due) for one in found] == [
            (8, "Школа № 902", FEBRUARY),
            (9, "Школа № 902", MARCH),
        ]
        kinds = [(one.position, one.assignee) for one in await own_assignments(session, both)]
        assert sorted(kinds) == [
            (8, Assignee.COORDINATOR),
            (8, Assignee.SCHOOL),
            (9, Assignee.SCHOOL),
        ]
        assert [one.assignee for one in await own_assignments(session, head)] == [Assignee.DEPARTMENT]
        assert await own_assignments(session, Actor(person)) == []


@both_engines
async def test_removed_and_cancelled_are_not_listed(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        actor = school_actor(await plan.person("Ольга Примерова"), school := await plan.school("Школа № 901"))
        gone = await plan.occurrence(1, JANUARY)
        dropped = await plan.occurrence(2, JANUARY)
        kept, cancelled = await plan.occurrence(3, JANUARY), await plan.occurrence(4, JANUARY)
        for occurrence in (gone, dropped, kept):
            await plan.assignment(occurrence, school)
        await plan.assignment(cancelled, school, status=AssignmentStatus.CANCELLED)
        (await session.get_one(Occurrence, gone)).removed_at = NOW
        activity = await session.get_one(Activity, (await session.get_one(Occurrence, dropped)).activity_id)
        activity.removed_at = NOW
        await session.flush()
        assert [one.position for one in await own_assignments(session, actor)] == [3]


@both_engines
async def test_a_list_takes_one_statement_however_long_it_is(database: Database) -> None:
    statements: list[str] = []
    async with database.transaction() as session:
        plan = Plan(session)
        person = await plan.person("Ольга Примерова")
        schools = [await plan.school(f"Школа № {number}") for number in range(901, 906)]
        for position in range(1, 13):
            occurrence = await plan.occurrence(position, FEBRUARY)
            for school in schools:
                await plan.assignment(occurrence, school)
        event.listen(
            database.engine.sync_engine,
            "before_cursor_execute",
            lambda *details: statements.append(details[2]),
        )
        assert len(await own_assignments(session, school_actor(person, *schools), AWAITED)) == 60
    assert len([one for one in statements if "assignment" in one]) == 1


@both_engines
async def test_the_card_has_the_last_events_and_the_packages_with_their_reason(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        sender, reviewer = await plan.person("Анна Тестова"), await plan.person("Ольга Примерова")
        school = await plan.school("Школа № 901")
        task = await plan.assignment(
            await plan.occurrence(8, FEBRUARY), school, status=AssignmentStatus.SUBMITTED
        )
        first = await plan.package(task, sender, files=2)
        await plan.file(first, sender, FileState.REMOVED)
        package = await reviews.package(session, first)
        assert package is not None
        await reviews.decide(session, package, accepted=False, by=reviewer, now=NOW, reason="Нет печати")
        for number in range(9):
            await move(
                session,
                task,
                (AssignmentStatus.SUBMITTED, AssignmentStatus.RETURNED)[number % 2],
                allowed_from=set(AssignmentStatus),
                by=None,
                now=NOW + timedelta(hours=number),
            )
        dropped = await plan.package(task, sender, EvidenceState.DROPPED)
        second = await plan.package(task, sender, minutes=5)
        await session.flush()

        details = await assignment_details(session, task)
        assert details is not None
        assert (details.facts.school, details.indicator) == ("Школа № 901", "Анализ результатов")
        events = await history(session, task)
        assert len(events) == 8
        assert [one.at for one in events] == sorted(one.at for one in events)
        found = await packages(session, task)
        assert [(one.evidence_id, one.files, one.reason, one.reviewer) for one in found] == [
            (second, 1, None, None),
            (first, 2, "Нет печати", "Ольга Примерова"),
        ]
        assert dropped not in {one.evidence_id for one in found}
        assert len(await kept_files(session, first)) == 2
        assert await assignment_details(session, task + 1000) is None


@both_engines
@pytest.mark.parametrize("accepted", [True, False])
async def test_only_the_first_decision_counts_and_it_can_be_taken_back(
    database: Database, accepted: bool
) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        sender, one, two = [await plan.person(name) for name in ("Анна Тестова", "Ольга", "Пётр")]
        school = await plan.school("Школа № 901")
        task = await plan.assignment(
            await plan.occurrence(8, FEBRUARY), school, status=AssignmentStatus.SUBMITTED
        )
        evidence = await plan.package(task, sender)
    async with database.transaction() as session:
        package = await reviews.package(session, evidence)
        assert package is not None
        review = await reviews.decide(session, package, accepted=accepted, by=one, now=NOW)
        assert review is not None
        assert await reviews.decide(session, package, accepted=not accepted, by=two, now=NOW) is None
    async with database.transaction() as session:
        decision = await reviews.decision(session, review)
        assert decision is not None
        later = NOW + timedelta(minutes=10)
        assert not await reviews.undo(session, decision, task, by=two, now=later + timedelta(seconds=1))
        assert await reviews.undo(session, decision, task, by=two, now=later)
        assert not await reviews.undo(session, decision, task, by=two, now=later)
    async with database.look() as session:
        assert (await session.get_one(Evidence, evidence)).state is EvidenceState.SUBMITTED
        assert (await session.get_one(Assignment, task)).status is AssignmentStatus.SUBMITTED
        assert len((await session.scalars(select(Review))).all()) == 1
        notes = (await session.scalars(select(AssignmentEvent.note).order_by(AssignmentEvent.id))).all()
        assert notes == [None, reviews.UNDONE]


@both_engines
async def test_a_called_off_assignment_is_not_decided_and_nothing_changes(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        sender, school = await plan.person("Анна Тестова"), await plan.school("Школа № 901")
        task = await plan.assignment(
            await plan.occurrence(8, FEBRUARY), school, status=AssignmentStatus.CANCELLED
        )
        evidence = await plan.package(task, sender)
    async with database.transaction() as session:
        package = await reviews.package(session, evidence)
        assert package is not None
    with pytest.raises(UserError) as caught:
        async with database.transaction() as session:
            await reviews.decide(session, package, accepted=True, by=sender, now=NOW)
    assert caught.value.text_id == "review-called-off"
    async with database.look() as session:
        assert (await session.get_one(Evidence, evidence)).state is EvidenceState.SUBMITTED


@both_engines
async def test_a_return_is_not_undone_while_the_sender_is_at_work_anew(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        sender, school = await plan.person("Анна Тестова"), await plan.school("Школа № 901")
        task = await plan.assignment(
            await plan.occurrence(8, FEBRUARY), school, status=AssignmentStatus.SUBMITTED
        )
        evidence = await plan.package(task, sender)
        package = await reviews.package(session, evidence)
        assert package is not None
        review = await reviews.decide(
            session, package, accepted=False, by=sender, now=NOW, reason="Нет печати"
        )
        await plan.package(task, sender, EvidenceState.COLLECTING, files=1)
        assert review is not None
        decision = await reviews.decision(session, review)
    assert decision is not None
    with pytest.raises(UserError):
        async with database.transaction() as session:
            await reviews.undo(session, decision, task, by=sender, now=NOW)
    async with database.look() as session:
        assert (await session.get_one(Evidence, evidence)).state is EvidenceState.RETURNED
        assert (await session.get_one(Review, review)).undone_at is None


@both_engines
async def test_senders_are_all_who_put_files_in_and_are_still_there(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        names = ("Анна Тестова", "Иван Образцов", "Пётр Условный", "Сергей Нарочный")
        submitter, helper, left, removed = [await plan.person(name) for name in names]
        task = await plan.assignment(await plan.occurrence(8, FEBRUARY), await plan.school("Школа № 901"))
        evidence = await plan.package(task, submitter)
        await plan.file(evidence, helper)
        await plan.file(evidence, left)
        await plan.file(evidence, removed, FileState.REMOVED)
        (await session.get_one(Person, left)).left_at = NOW
        await session.flush()
        assert await reviews.senders(session, evidence) == [submitter, helper]


@both_engines
async def test_a_pause_ends_on_its_day(database: Database) -> None:
    async with database.transaction() as session:
        person = await Plan(session).person("Анна Тестова")
        (await session.get_one(Person, person)).paused_until = FEBRUARY
        await session.flush()
        assert await is_paused(session, person, FEBRUARY - timedelta(days=1))
        assert not await is_paused(session, person, FEBRUARY)

"""The queue of packages, the curators' first check, and whole lots of decisions, on both engines."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import (
    Account,
    Evidence,
    EvidenceFile,
    EvidenceLink,
    EvidenceState,
    FileState,
    Membership,
    Message,
    Occurrence,
    Reach,
    RequiredPart,
    Review,
)
from db.queries import first_check, reviews
from db.queries.earlier_files import take_earlier
from db.queries.evidence import find_package
from db.queries.evidence_links import add_links, links_of, remove_link
from db.queries.people import actor_of
from db.queries.review_lots import accept_lot, lot_of, senders_of_lot, undo_lot
from db.queries.review_queue import following, review_count, review_queue, shelves
from db.queries.review_view import review_view
from db.queries.submission import submit
from roadmap.access import Actor, Role
from roadmap.errors import UserError
from roadmap.review_queue import EVERYTHING, Of, Shelf
from roadmap.standing import AssignmentStatus
from tests.engines import both_engines
from tests.plan import NOW, Plan

ZONE = ZoneInfo("Europe/Moscow")
TODAY = date(2022, 1, 10)
JANUARY, FEBRUARY = date(2022, 1, 5), date(2022, 2, 28)
COORDINATOR = Actor(999, roles=frozenset({Role.COORDINATOR}))


async def member(plan: Plan, name: str, role: Role, school: int | None = None) -> int:
    """A person whom messages reach."""
    person = await plan.person(name)
    plan.session.add(Membership(person_id=person, role=role, school_id=school, created_at=NOW))
    plan.session.add(Account(person_id=person, chat_id=person + 100))
    await plan.session.flush()
    return person


async def waiting(plan: Plan, occurrence: int, school: int, sender: int, minutes: int = 0) -> int:
    task = await plan.assignment(occurrence, school, status=AssignmentStatus.SUBMITTED)
    return await plan.package(task, sender, minutes=minutes)


async def activity_of(session: AsyncSession, occurrence: int) -> int:
    return (await session.scalars(select(Occurrence.activity_id).where(Occurrence.id == occurrence))).one()


async def queued(session: AsyncSession, actor: Actor, shelf: Shelf = EVERYTHING) -> list[int]:
    return [one.id for one in await review_queue(session, actor, shelf, 10, 0)]


@both_engines
async def test_the_queue_has_the_oldest_first_on_every_shelf(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        sender = await plan.person("Анна Тестова")
        one, two = await plan.school("Школа № 901"), await plan.school("Школа № 902")
        first, second = await plan.occurrence(1, FEBRUARY), await plan.occurrence(2, FEBRUARY)
        late = await waiting(plan, first, one, sender, 30)
        early = await waiting(plan, second, one, sender, 10)
        other = await waiting(plan, second, two, sender, 20)
        called_off = await plan.assignment(
            await plan.occurrence(4, FEBRUARY), one, status=AssignmentStatus.CANCELLED
        )
        await plan.package(called_off, sender)
        of_second = Shelf(Of.ACTIVITY, await activity_of(session, second))
        assert await queued(session, COORDINATOR) == [early, other, late]
        assert await queued(session, COORDINATOR, of_second) == [early, other]
        assert await queued(session, COORDINATOR, Shelf(Of.SCHOOL, one)) == [early, late]
        assert [one.id for one in await review_queue(session, COORDINATOR, EVERYTHING, 2, 2)] == [late]
        by_school = await shelves(session, COORDINATOR, Of.SCHOOL)
        assert [(shelf.name, shelf.count) for shelf in by_school] == [("Школа № 901", 2), ("Школа № 902", 1)]
        by_activity = await shelves(session, COORDINATOR, Of.ACTIVITY)
        assert [(shelf.position, shelf.count) for shelf in by_activity] == [(1, 1), (2, 2)]
        # Skipping goes on through the shelf and begins again behind the last.
        steps = [early]
        for _ in range(3):
            package = await reviews.package(session, steps[-1])
            assert package is not None
            steps.append(await following(session, COORDINATOR, EVERYTHING, package) or 0)
        assert steps == [early, other, late, early]


@both_engines
async def test_a_package_waits_for_its_schools_curator_alone(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        school, other = await plan.school("Школа № 901"), await plan.school("Школа № 902")
        curator = await member(plan, "Иван Образцов", Role.CURATOR, school)
        director = await member(plan, "Анна Тестова", Role.REPRESENTATIVE, school)
        boss = await member(plan, "Ольга Примерова", Role.COORDINATOR)
        assert (await actor_of(session, curator, today=TODAY)).checks == frozenset()
        assert await first_check.checkers(session, school, TODAY, ZONE) == []
        assert await first_check.switch(session, on=True)
        assert not await first_check.switch(session, on=True)
        actor = await actor_of(session, curator, today=TODAY)
        assert actor.checks == {school}
        assert (await actor_of(session, director, today=TODAY)).checks == frozenset()
        assert await first_check.checkers(session, school, TODAY, ZONE) == [curator]
        assert await first_check.checkers(session, other, TODAY, ZONE) == []

        occurrence = await plan.occurrence(8, FEBRUARY)
        ids: list[int] = []
        for sender, place in ((director, school), (curator, school), (director, other)):
            month = occurrence if place == other or not ids else await plan.occurrence(9, FEBRUARY)
            task = await plan.assignment(month, place)
            ids.append(await plan.package(task, sender, EvidenceState.COLLECTING))
            package = await find_package(session, ids[-1])
            assert package is not None
            await submit(session, package, sender, NOW, ZONE)
        by_director, by_curator, without_curator = ids
        bosses = await actor_of(session, boss, today=TODAY)
        assert await queued(session, actor) == [by_director]
        assert await queued(session, bosses) == [by_curator, without_curator]
        assert await queued(session, bosses, Shelf(Of.CURATORS)) == [by_director]
        asked = await session.execute(
            select(Message.person_id, Message.payload).where(Message.kind == "review-request")
        )
        assert {(person, payload["evidence_id"]) for person, payload in asked} == {
            (curator, by_director),
            (boss, by_curator),
            (boss, without_curator),
        }


@both_engines
async def test_nobody_waits_for_a_curator_out_of_reach(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        school = await plan.school("Школа № 901")
        curator = await member(plan, "Иван Образцов", Role.CURATOR, school)
        await first_check.switch(session, on=True)
        account = (await session.scalars(select(Account).where(Account.person_id == curator))).one()
        account.reach = Reach.BLOCKED
        await session.flush()
        assert await first_check.checkers(session, school, TODAY, ZONE) == []


async def checked(plan: Plan) -> tuple[int, reviews.Package]:
    """A curator, and a package that waits for them."""
    school = await plan.school("Школа № 901")
    curator = await member(plan, "Иван Образцов", Role.CURATOR, school)
    package = await waiting(plan, await plan.occurrence(8, FEBRUARY), school, curator)
    evidence = await plan.session.get(Evidence, package)
    assert evidence is not None
    evidence.awaits_check = True
    await first_check.switch(plan.session, on=True)
    found = await reviews.package(plan.session, package)
    assert found is not None
    return curator, found


@both_engines
async def test_a_check_hands_on_once_and_is_taken_back_until_the_coordinator_decides(
    database: Database,
) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        curator, package = await checked(plan)
        boss = await member(plan, "Ольга Примерова", Role.COORDINATOR)
        review = await reviews.hand_on(session, package, by=curator, now=NOW)
        assert review is not None
        assert await reviews.hand_on(session, package, by=curator, now=NOW) is None
        late = await reviews.decide(session, package, accepted=False, by=curator, now=NOW, is_first=True)
        assert late is None
        decision = await reviews.decision(session, review)
        assert decision is not None
        assert decision.hands_on
        assert await reviews.undo(session, decision, package.facts.id, curator, NOW + timedelta(minutes=9))
        assert not await reviews.undo(session, decision, package.facts.id, curator, NOW)
        again = await reviews.hand_on(session, package, by=curator, now=NOW)
        assert again is not None
        assert await reviews.decide(session, package, accepted=True, by=boss, now=NOW) is not None
        second = await reviews.decision(session, again)
        assert second is not None
        with pytest.raises(UserError, match="review-undo-handed-on"):
            await reviews.undo(session, second, package.facts.id, curator, NOW)


@both_engines
async def test_what_a_curator_leaves_alone_goes_on_after_three_working_days(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        _, package = await checked(plan)
        boss = await member(plan, "Ольга Примерова", Role.COORDINATOR)
        for day in (12, 13):
            now = NOW.replace(day=day)
            await first_check.pass_on_the_silent(session, now.date(), now, ZONE)
            assert await review_count(session, COORDINATOR) == (1 if day == 13 else 0)
        told = (await session.scalars(select(Message).where(Message.kind == first_check.PASSED_ON))).one()
        assert (told.person_id, told.payload["evidence_ids"]) == (boss, [package.id])
        assert await first_check.still_waiting(session, [package.id]) == 1


@both_engines
async def test_with_the_check_off_everything_is_the_coordinators(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        _, package = await checked(plan)
        assert await review_count(session, COORDINATOR) == 0
        assert await first_check.end_checks(session) == [package.id]
        assert await review_count(session, COORDINATOR) == 1


@both_engines
async def test_a_lot_is_accepted_and_taken_back_but_for_what_has_moved_on(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        sender = await plan.person("Анна Тестова")
        boss = await member(plan, "Ольга Примерова", Role.COORDINATOR)
        occurrence = await plan.occurrence(8, FEBRUARY)
        activity = await activity_of(session, occurrence)
        schools = [await plan.school(f"Школа № {number}") for number in (901, 902, 903)]
        ids = [await waiting(plan, occurrence, school, sender) for school in schools]
        lot = await lot_of(session, activity, ZONE, up_to=ids[1])
        assert [one.evidence_id for one in lot] == ids[:2]
        assert all(one.is_plain for one in lot)
        made = await accept_lot(session, lot, boss, NOW)
        assert len(made) == 2
        assert await accept_lot(session, lot, boss, NOW) == []
        assert await senders_of_lot(session, made) == [(review, sender) for review in made]
        assert [one.evidence_id for one in await lot_of(session, activity, ZONE)] == [ids[2]]
        # Somebody has begun a new package for the first.
        await plan.package(lot[0].assignment_id, sender, EvidenceState.COLLECTING)
        assert await undo_lot(session, made[1], boss, NOW + timedelta(minutes=11)) is None
        undone = await undo_lot(session, made[1], boss, NOW + timedelta(minutes=9))
        assert undone is not None
        assert (list(undone.review_ids), undone.kept) == ([made[1]], 1)
        assert await queued(session, COORDINATOR) == ids[1:]
        assert await session.scalar(select(func.count()).select_from(Review)) == 2


@both_engines
async def test_a_link_is_a_part_in_a_package_like_a_file(database: Database) -> None:
    """Who gave one hears of the decision, and a new package that has one keeps it from being taken back."""
    async with database.transaction() as session:
        plan = Plan(session)
        sender, helper = await plan.person("Анна Тестова"), await plan.person("Иван Образцов")
        boss = await member(plan, "Ольга Примерова", Role.COORDINATOR)
        occurrence = await plan.occurrence(8, FEBRUARY)
        evidence = await waiting(plan, occurrence, await plan.school("Школа № 901"), sender)
        await add_links(session, evidence, helper, ["https://school901.example.ru/a"], NOW)
        (only,) = lot = await lot_of(session, await activity_of(session, occurrence), ZONE)
        assert await reviews.senders(session, evidence) == [sender, helper]
        made = await accept_lot(session, lot, boss, NOW)
        assert await senders_of_lot(session, made) == [(made[0], sender), (made[0], helper)]
        begun = await plan.package(only.assignment_id, sender, EvidenceState.COLLECTING, files=0)
        await add_links(session, begun, sender, ["https://school901.example.ru/b"], NOW)
        decision = await reviews.decision(session, made[0])
        assert decision is not None
        undone = await undo_lot(session, made[0], boss, NOW)
        assert undone is not None
        assert (list(undone.review_ids), undone.kept) == ([], 1)
        with pytest.raises(UserError, match="review-undo-new-package"):
            await reviews.undo(session, decision, only.assignment_id, boss, NOW)


@both_engines
async def test_what_came_late_is_marked_in_a_lot(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        sender, school = await plan.person("Анна Тестова"), await plan.school("Школа № 901")
        occurrence = await plan.occurrence(8, JANUARY)
        await waiting(plan, occurrence, school, sender)
        (only,) = await lot_of(session, await activity_of(session, occurrence), ZONE)
        assert only.is_late
        assert not only.is_plain


@both_engines
async def test_a_returned_packages_files_are_taken_over_once(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        sender, school = await plan.person("Анна Тестова"), await plan.school("Школа № 901")
        task = await plan.assignment(await plan.occurrence(8, FEBRUARY), school)
        returned = await plan.package(task, sender, EvidenceState.RETURNED, files=2)
        await plan.file(returned, sender, FileState.REMOVED)
        mended = await plan.package(task, sender, EvidenceState.COLLECTING)
        assert await take_earlier(session, returned, mended) == 2
        assert await take_earlier(session, returned, mended) == 0
        files = await session.scalars(select(EvidenceFile).where(EvidenceFile.evidence_id == mended))
        assert [file.copy_of_id is not None for file in files] == [False, True, True]


@both_engines
async def test_a_returned_packages_links_are_taken_over_once(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        sender, school = await plan.person("Анна Тестова"), await plan.school("Школа № 901")
        task = await plan.assignment(await plan.occurrence(8, FEBRUARY), school)
        returned = await plan.package(task, sender, EvidenceState.RETURNED, files=0)
        mended = await plan.package(task, sender, EvidenceState.COLLECTING, files=0)
        urls = [f"https://school901.example.ru/{number}" for number in range(3)]
        await add_links(session, returned, sender, urls, NOW)
        await add_links(session, mended, sender, urls[:1], NOW)
        (_, taken_out, _) = await links_of(session, returned)
        await remove_link(session, taken_out.id, NOW)
        assert await take_earlier(session, returned, mended) == 1
        assert await take_earlier(session, returned, mended) == 0
        links = await links_of(session, mended)
        assert [(link.url, link.person) for link in links] == [(url, "Анна Тестова") for url in urls[::2]]


@both_engines
async def test_a_reviewer_sees_links_what_is_missing_and_where_the_same_file_is(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        sender = await plan.person("Анна Тестова")
        one, two = await plan.school("Школа № 901"), await plan.school("Школа № 902")
        occurrence = await plan.occurrence(8, FEBRUARY)
        activity = await activity_of(session, occurrence)
        mine = await waiting(plan, occurrence, one, sender)
        await waiting(plan, occurrence, two, sender, 5)
        names = ("приказ", "договор")
        parts = [RequiredPart(activity_id=activity, position=n, name=name) for n, name in enumerate(names)]
        session.add_all(parts)
        await session.flush()
        url = "https://school.example/prikaz"
        session.add(
            EvidenceLink(evidence_id=mine, person_id=sender, url=url, part_id=parts[0].id, sent_at=NOW)
        )
        await session.flush()
        package = await reviews.package(session, mine)
        assert package is not None
        view = await review_view(session, package)
        assert [(link.url, link.person, link.sent_at) for link in view.links] == [(url, "Анна Тестова", NOW)]
        assert list(view.missing) == ["договор"]
        assert [(one.school, one.position, one.shared) for one in view.same] == [("Школа № 902", 8, False)]
        assert [one.missing for one in await lot_of(session, activity, ZONE)] == [1, 2]

"""Evidence found again: within reach alone, the newest first, by what was chosen; its files row by row."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import EvidenceLink, EvidenceState, Occurrence, Review
from db.queries import evidence_search, found_files
from db.queries.evidence_choices import activity_within_reach, choices
from roadmap.access import Actor, Assignee, Role, may_see
from roadmap.evidence_search import Chosen, Field, Outcome
from tests.db.test_planning_reads_little import _listened, _plans
from tests.engines import both_engines
from tests.plan import NOW, Plan

ZONE = ZoneInfo("Europe/Moscow")
JANUARY, MARCH = date(2022, 1, 31), date(2022, 3, 31)
ALL = Chosen()


@dataclass
class Shelf:
    """Two schools with two months each, one package of the coordinator's own, one not handed in yet."""

    first: int
    second: int
    packages: list[int]
    own: int
    person: int
    january: int
    march: int

    def actor(self, role: Role, *schools: int) -> Actor:
        return Actor(self.person, roles=frozenset({role}), schools=frozenset(schools))


async def fill(session: AsyncSession) -> Shelf:
    plan = Plan(session)
    person = await plan.person("Ольга Примерова")
    first, second = await plan.school("Школа № 901"), await plan.school("Школа № 902")
    january, march = await plan.occurrence(1, JANUARY, "Протоколы"), await plan.occurrence(8, MARCH)
    states = (EvidenceState.SUBMITTED, EvidenceState.ACCEPTED, EvidenceState.RETURNED, EvidenceState.ACCEPTED)
    places = [(occurrence, school) for occurrence in (january, march) for school in (first, second)]
    packages = []
    for minutes, ((occurrence, school), state) in enumerate(zip(places, states, strict=True)):
        assignment = await plan.assignment(occurrence, school)
        packages.append(await plan.package(assignment, person, state, files=2, minutes=minutes))
    of_city = await plan.assignment(march, assignee=Assignee.COORDINATOR)
    own = await plan.package(of_city, person, EvidenceState.ACCEPTED, minutes=9)
    for hidden in (EvidenceState.COLLECTING, EvidenceState.DROPPED):
        await plan.package(of_city, person, hidden)
    return Shelf(first, second, packages, own, person, january, march)


async def ids(session: AsyncSession, actor: Actor, chosen: Chosen) -> list[int]:
    shown = await evidence_search.found(session, actor, chosen, ZONE, 50)
    assert await evidence_search.count(session, actor, chosen, ZONE) == len(shown)
    return [one.id for one in shown]


@both_engines
async def test_everybody_finds_what_they_reach(database: Database) -> None:
    async with database.transaction() as session:
        shelf = await fill(session)
        one, two, three, four = shelf.packages
        for role in (Role.COORDINATOR, Role.DEPARTMENT):
            assert await ids(session, shelf.actor(role), ALL) == [shelf.own, four, three, two, one]
        for role in (Role.CURATOR, Role.REPRESENTATIVE):
            assert await ids(session, shelf.actor(role, shelf.first), ALL) == [three, one]
            assert await ids(session, shelf.actor(role), ALL) == []
        assert await ids(session, Actor(None), ALL) == []


@both_engines
async def test_reach_in_sql_is_what_may_see_says(database: Database) -> None:
    async with database.transaction() as session:
        shelf = await fill(session)
        everything = await evidence_search.found(session, shelf.actor(Role.COORDINATOR), ALL, ZONE, 50)
        for role in Role:
            for schools in ((), (shelf.first,), (shelf.first, shelf.second), (10_000,)):
                actor = shelf.actor(role, *schools)
                allowed = [p.id for p in everything if may_see(actor, p.facts.assignee, p.facts.school_id)]
                assert await ids(session, actor, ALL) == allowed
                opened = [p.id for p in everything if await evidence_search.may_open(session, actor, p.id)]
                assert opened == allowed


@both_engines
async def test_it_is_narrowed_down(database: Database) -> None:
    async with database.transaction() as session:
        shelf = await fill(session)
        one, two, three, four = shelf.packages
        city, curator = shelf.actor(Role.COORDINATOR), shelf.actor(Role.CURATOR, shelf.first)
        assert await ids(session, city, Chosen(school_id=shelf.second)) == [four, two]
        assert await ids(session, curator, Chosen(school_id=shelf.second)) == []
        assert await ids(session, city, Chosen(state=Outcome.ACCEPTED)) == [shelf.own, four, two]
        march = await session.get_one(Occurrence, shelf.march)
        assert await ids(session, city, Chosen(activity_id=march.activity_id, school_id=shelf.first)) == [
            three
        ]
        # Due in March; all of it was handed in in January.
        assert await ids(session, city, Chosen(month="2022-03")) == [shelf.own, four, three]
        assert await ids(session, city, Chosen(month="2022-01")) == [shelf.own, four, three, two, one]
        assert await ids(session, city, Chosen(roadmap_id=march.activity_id + 99)) == []


@both_engines
async def test_pages_and_choices(database: Database) -> None:
    async with database.transaction() as session:
        shelf = await fill(session)
        city = shelf.actor(Role.COORDINATOR)
        one, two, three, _ = shelf.packages
        pages = [
            [p.id for p in await evidence_search.found(session, city, ALL, ZONE, 2, at)] for at in (2, 4)
        ]
        assert pages == [[three, two], [one]]
        assert await evidence_search.count(session, city, ALL, ZONE, most=3) == 3

        async def offered(by: Field, *, count: bool = True) -> list[tuple[int | str, int | None]]:
            shown = await choices(session, city, ALL, ZONE, by, count=count)
            return [(one.position or one.value, one.count) for one in shown]

        assert await offered(Field.SCHOOL) == [(shelf.first, 2), (shelf.second, 2)]
        assert await offered(Field.ACTIVITY) == [(1, 2), (8, 3)]
        assert await offered(Field.STATE) == [("submitted", 1), ("accepted", 3), ("returned", 1)]
        assert await offered(Field.MONTH) == [("2022-01", 5), ("2022-03", 3)]
        # In a very large city nothing is counted.
        assert await offered(Field.SCHOOL, count=False) == [(shelf.first, None), (shelf.second, None)]
        assert await offered(Field.ACTIVITY, count=False) == [(1, None), (8, None)]
        assert await offered(Field.STATE, count=False) == [(one.value, None) for one in Outcome]
        assert [month for month, _ in await offered(Field.MONTH, count=False)] == [
            "2022-01",
            "2022-02",
            "2022-03",
        ]


@both_engines
async def test_choices_are_of_what_is_within_reach(database: Database) -> None:
    async with database.transaction() as session:
        shelf = await fill(session)
        curator = shelf.actor(Role.CURATOR, shelf.first)
        for count in (True, False):
            shown = await choices(session, curator, ALL, ZONE, Field.SCHOOL, count=count)
            assert [one.value for one in shown] == [shelf.first]
        march = (await session.get_one(Occurrence, shelf.march)).activity_id
        for actor, may in ((curator, True), (shelf.actor(Role.CURATOR, 10_000), False)):
            assert (await activity_within_reach(session, actor, march) is not None) is may


@both_engines
async def test_files_row_by_row(database: Database) -> None:
    async with database.transaction() as session:
        shelf = await fill(session)
        city, curator = shelf.actor(Role.COORDINATOR), shelf.actor(Role.CURATOR, shelf.first)
        package = shelf.packages[1]
        review = Review(evidence_id=package, reviewer_id=shelf.person, accepted=True, decided_at=NOW)
        first_check = Review(
            evidence_id=package, reviewer_id=shelf.person, accepted=True, decided_at=NOW, is_first=True
        )
        link = EvidenceLink(
            evidence_id=package, person_id=shelf.person, url="https://school.example/a", sent_at=NOW
        )
        session.add_all([review, first_check, link])
        await session.flush()
        assert await found_files.totals(session, city, ALL, ZONE) == found_files.Totals(9, 9)
        assert await found_files.totals(session, curator, ALL, ZONE) == found_files.Totals(4, 4)
        files, after = [], None
        while portion := await found_files.files_of_found(session, city, ALL, ZONE, after, 2):
            files += portion
            after = portion[-1].origin.key
        keys = [one.origin.key for one in files]
        assert len(keys) == 9
        assert keys == sorted(set(keys))
        decided = [one.origin for one in files if one.origin.evidence_id == package]
        assert [(one.decided_by, one.is_late, one.due) for one in decided] == [
            ("Ольга Примерова", False, JANUARY)
        ] * 2
        links = await found_files.links_of_found(session, city, ALL, ZONE, None, 10)
        assert [(one.url, one.origin.school) for one in links] == [
            ("https://school.example/a", "Школа № 902")
        ]
        assert not await found_files.links_of_found(session, curator, ALL, ZONE, None, 10)


@both_engines
async def test_late_is_after_the_due_date_where_the_city_is(database: Database) -> None:
    async with database.transaction() as session:
        shelf = await fill(session)
        due = (NOW - timedelta(days=1)).astimezone(ZONE).date()
        (await session.get_one(Occurrence, shelf.january)).due = due
        (await session.get_one(Occurrence, shelf.january)).start = due
        await session.flush()
        rows = await found_files.files_of_found(session, shelf.actor(Role.DEPARTMENT), ALL, ZONE, None, 100)
        assert {row.origin.position for row in rows if row.origin.is_late} == {1}


@pytest.mark.parametrize(
    "chosen",
    [
        ALL,
        Chosen(roadmap_id=1),
        Chosen(school_id=1),
        Chosen(activity_id=1),
        replace(ALL, state=Outcome.ACCEPTED),
    ],
)
async def test_a_page_is_found_by_indexes(database: Database, chosen: Chosen) -> None:
    """Neither all packages nor all assignments are read for the newest few."""
    async with database.transaction() as session:
        shelf = await fill(session)
    asked = _listened(database)
    async with database.look() as session:
        for actor in (shelf.actor(Role.COORDINATOR), shelf.actor(Role.CURATOR, shelf.first)):
            await evidence_search.found(session, actor, chosen, ZONE, 8)
            await evidence_search.count(session, actor, chosen, ZONE)
    for statement, plan in await _plans(database, asked):
        for table in ("evidence", "assignment", "school", "person"):
            assert not [one for one in plan if one.startswith(f"SCAN {table}")], (statement, plan)

"""The roadmap in the database: Penza's started, loaded anew, changed; on both engines."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import (
    Activity,
    Assignment,
    AssignmentEvent,
    Membership,
    Message,
    Occurrence,
    Person,
    RoadmapDraft,
    School,
)
from db.queries.assign import assign_all, withdraw_school
from db.queries.drafts import (
    drop_draft,
    load_draft,
    save_draft,
)
from db.queries.in_force import active_roadmap, activities, activity
from db.queries.incoming import claim_document, expect_document, forget_document, postpone_document
from db.queries.roadmap import Started, announce, compare, start_roadmap
from roadmap.access import Assignee, Role
from roadmap.deadlines import Deadline, DeadlineKind, Period, read_deadline
from roadmap.document import ReadActivity, Reading, read_document
from roadmap.standing import AssignmentStatus
from tests.engines import both_engines

NOW = datetime(2022, 1, 10, 7, tzinfo=UTC)
LATER = NOW + timedelta(days=40)
MOSCOW = ZoneInfo("Europe/Moscow")
SCHOOLS = ("Школа № 901", "Школа № 902", "Школа № 903")
EXPECTED = json.loads(
    (Path(__file__).parent.parent / "data" / "penza-500plus-2022.expected.json").read_text("utf-8")
)["activities"]
FEBRUARY = 8
"""An activity for everybody, due at the end of February."""


@pytest.fixture(scope="module")
def penza() -> Reading:
    return read_document((files("roadmap") / "data" / "penza-500plus-2022.txt").read_bytes())


async def settle(session: AsyncSession) -> dict[str, int]:
    """Three schools, a curator of the first two, a coordinator and a head; ids by name."""
    ids: dict[str, int] = {}
    for name in SCHOOLS:
        school = School(name=name, name_key=name, created_at=NOW)
        session.add(school)
        await session.flush()
        ids[name] = school.id
    for name, role, schools in (
        ("Иван Образцов", Role.CURATOR, SCHOOLS[:2]),
        ("Ольга Примерова", Role.COORDINATOR, (None,)),
        ("Елена Показательная", Role.DEPARTMENT, (None,)),
    ):
        person = Person(name=name, locale="ru", consented_at=NOW)
        session.add(person)
        await session.flush()
        ids[name] = person.id
        for school_name in schools:
            session.add(
                Membership(
                    person_id=person.id,
                    role=role,
                    school_id=ids[school_name] if school_name else None,
                    created_at=NOW,
                )
            )
    await session.flush()
    return ids


async def begin(session: AsyncSession, reading: Reading, now: datetime = NOW) -> Started:
    return await start_roadmap(session, reading, "план.txt", None, now, MOSCOW)


def owed(wanted: Callable[[dict[str, Any]], bool]) -> int:
    """Due dates of the activities, as the file of what is expected has them."""
    return sum(len(row["due"]) for row in EXPECTED if wanted(row))


async def count(session: AsyncSession, *conditions: Any) -> int:  # noqa: ANN401 - SQLAlchemy's own
    return await session.scalar(select(func.count()).select_from(Assignment).where(*conditions)) or 0


def with_deadline(reading: Reading, position: int, phrase: str) -> Reading:
    return with_activity(reading, position, deadline=read_deadline(phrase, Period.year(reading.year)))


def with_activity(reading: Reading, position: int, **changes: Any) -> Reading:  # noqa: ANN401 - as replace
    return replace(
        reading,
        activities=tuple(
            replace(read, **changes) if read.position == position else read for read in reading.activities
        ),
    )


def without(reading: Reading, position: int) -> Reading:
    return replace(
        reading, activities=tuple(read for read in reading.activities if read.position != position)
    )


async def assignments_of(session: AsyncSession, position: int) -> list[Assignment]:
    rows = await session.scalars(
        select(Assignment)
        .join(Occurrence, Occurrence.id == Assignment.occurrence_id)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(Activity.position == position)
        .order_by(Assignment.id)
        .execution_options(populate_existing=True)
    )
    return list(rows)


@both_engines
async def test_penza_starts(database: Database, penza: Reading) -> None:
    async with database.transaction() as session:
        await settle(session)
        started = await begin(session, penza)
        assert (started.activities, started.occurrences) == (21, 33)
        assert started.comparison.is_new
        assert len(started.comparison.added) == 21
    async with database.look() as session:
        head = await active_roadmap(session, date(2022, 1, 10))
        assert head is not None
        assert (head.year, head.activities, head.occurrences, head.for_schools, head.meeting) == (
            2022,
            21,
            33,
            16,
            5,
        )
        rows = await activities(session, head.id)
        assert [(row.position, [str(due) for due in row.dues]) for row in rows] == [
            (row["position"], row["due"]) for row in EXPECTED
        ]
        assert [row.is_meeting for row in rows] == [row["meeting"] for row in EXPECTED]
        assert [row.position for row in await activities(session, head.id, offset=8, limit=4)] == [
            9,
            10,
            11,
            12,
        ]
        assert sum(head.statuses.values()) == started.assignments


@both_engines
async def test_assignments_are_as_many_as_the_roadmap_asks_for(database: Database, penza: Reading) -> None:
    async with database.transaction() as session:
        await settle(session)
        started = await begin(session, penza)
        schools = owed(lambda row: "schools" in row["audience"] and not row["meeting"])
        coordinator = owed(lambda row: "coordinator" in row["audience"] or row["meeting"])
        department = owed(lambda row: "department" in row["audience"] and not row["meeting"])
        assert await count(session, Assignment.assignee == Assignee.SCHOOL) == 3 * schools
        assert await count(session, Assignment.assignee == Assignee.COORDINATOR) == coordinator
        assert await count(session, Assignment.assignee == Assignee.DEPARTMENT) == department
        assert started.assignments == 3 * schools + coordinator + department
        assert await count(session, Assignment.status != AssignmentStatus.OPEN) == 0
        meeting = await assignments_of(session, 5)
        assert [one.assignee for one in meeting] == [Assignee.COORDINATOR] * 12


@both_engines
async def test_windows_open_one_after_the_other(database: Database, penza: Reading) -> None:
    async with database.transaction() as session:
        await begin(session, penza)
        found = await session.execute(
            select(Activity.position, Occurrence.start, Occurrence.due)
            .join(Activity, Activity.id == Occurrence.activity_id)
            .where(Activity.position.in_((5, 7, 17)))
            .order_by(Activity.position, Occurrence.due)
        )
        rows = [tuple(row) for row in found]
    assert rows[:2] == [
        (5, date(2022, 1, 1), date(2022, 1, 31)),
        (5, date(2022, 2, 1), date(2022, 2, 28)),
    ]
    assert rows[12:] == [
        (7, date(2022, 1, 1), date(2022, 2, 28)),
        (17, date(2022, 6, 1), date(2022, 6, 30)),
        (17, date(2022, 9, 1), date(2022, 9, 30)),
    ]


@both_engines
async def test_the_same_file_again_changes_nothing(database: Database, penza: Reading) -> None:
    async with database.transaction() as session:
        await settle(session)
        await begin(session, penza)
    async with database.look() as session:
        before = await everything(session)
        comparison = await compare(session, Reading.from_json(json.loads(json.dumps(penza.to_json()))))
    assert comparison.changes_nothing
    async with database.transaction() as session:
        again = await begin(session, penza, LATER)
        assert again.comparison.changes_nothing
        assert (again.assignments, again.people) == (0, ())
        assert await announce(session, again, "again", LATER, MOSCOW) == 0
    async with database.look() as session:
        assert await everything(session) == before


async def everything(session: AsyncSession) -> list[list[tuple[Any, ...]]]:
    return [
        [tuple(row) for row in await session.execute(select(table.__table__).order_by(table.__table__.c.id))]
        for table in (Activity, Occurrence, Assignment, AssignmentEvent)
    ]


@both_engines
async def test_a_deadline_that_moved_takes_the_evidence_along(database: Database, penza: Reading) -> None:
    async with database.transaction() as session:
        ids = await settle(session)
        await begin(session, penza)
        first, *_ = await assignments_of(session, FEBRUARY)
        await session.execute(
            update(Assignment)
            .where(Assignment.id == first.id)
            .values(status=AssignmentStatus.SUBMITTED, status_at=NOW)
        )
        before = {one.id for one in await assignments_of(session, FEBRUARY)}
    changed = with_deadline(penza, FEBRUARY, "Март 2022 года")
    async with database.transaction() as session:
        started = await begin(session, changed, LATER)
        assert started.comparison.added == started.comparison.removed == ()
        assert len(started.comparison.changed) == 1
        assert started.occurrences == 33
        after = await assignments_of(session, FEBRUARY)
        assert {one.id for one in after} == before
        assert {one.id: one.status for one in after}[first.id] is AssignmentStatus.SUBMITTED
        dues = await session.scalars(
            select(Occurrence.due).join(Activity).where(Activity.position == FEBRUARY)
        )
        assert list(dues) == [date(2022, 3, 31)]
        assert set(started.people) == {
            ids["Иван Образцов"],
            ids["Ольга Примерова"],
            ids["Елена Показательная"],
        }
        back = await begin(session, penza, LATER)
        assert len(back.comparison.changed) == 1
        assert {one.id for one in await assignments_of(session, FEBRUARY)} == before


@both_engines
async def test_a_removed_activity_is_asked_for_no_more_and_may_come_back(
    database: Database, penza: Reading
) -> None:
    async with database.transaction() as session:
        ids = await settle(session)
        await begin(session, penza)
        kept = (await assignments_of(session, FEBRUARY))[0].id
        await session.execute(
            update(Assignment).where(Assignment.id == kept).values(status=AssignmentStatus.ACCEPTED)
        )
        removed = await begin(session, without(penza, FEBRUARY), LATER)
        assert len(removed.comparison.removed) == 1
        assert ids["Иван Образцов"] in removed.people
        gone = await assignments_of(session, FEBRUARY)
        assert [one.status for one in gone if one.id == kept] == [AssignmentStatus.ACCEPTED]
        assert {one.status for one in gone if one.id != kept} == {AssignmentStatus.CANCELLED}
        written = await session.scalars(select(AssignmentEvent.status))
        assert list(written) == [AssignmentStatus.CANCELLED] * (len(gone) - 1)
        head = await active_roadmap(session, date(2022, 1, 10))
        assert head is not None
        assert head.activities == 20
        activity_id = await session.scalar(select(Activity.id).where(Activity.position == FEBRUARY))
        assert activity_id is not None
        assert await activity(session, activity_id) is None
        back = await begin(session, penza, LATER)
        assert len(back.comparison.added) == 1
        assert back.assignments == len(gone) - 1
        returned = await assignments_of(session, FEBRUARY)
        assert {one.id for one in returned} == {one.id for one in gone}
        assert {one.status for one in returned if one.id != kept} == {AssignmentStatus.OPEN}


@both_engines
async def test_only_a_number_changes(database: Database, penza: Reading) -> None:
    async with database.transaction() as session:
        await settle(session)
        await begin(session, penza)
        turned = [
            replace(read, position=index) for index, read in enumerate(reversed(penza.activities), start=1)
        ]
        started = await begin(session, replace(penza, activities=tuple(turned)))
        assert started.comparison.changes_nothing
        assert started.people == ()
        position = await session.scalar(select(Activity.position).where(Activity.is_meeting))
        assert position == 17


@both_engines
async def test_people_are_told_only_of_their_own(database: Database, penza: Reading) -> None:
    async with database.transaction() as session:
        ids = await settle(session)
        await begin(session, penza)
        started = await begin(session, with_deadline(penza, 6, "Март 2022 года"))
        assert started.people == (ids["Ольга Примерова"],)
        wording = await begin(session, with_activity(penza, 6, indicator="Приказ"))
        assert len(wording.comparison.changed) == 1


@both_engines
async def test_nobody_is_told_at_night_or_twice(database: Database, penza: Reading) -> None:
    night = datetime(2022, 1, 10, 22, tzinfo=MOSCOW)
    async with database.transaction() as session:
        ids = await settle(session)
        started = await begin(session, penza)
        assert await announce(session, started, "1", night, MOSCOW, but=ids["Ольга Примерова"]) == 2
        assert await announce(session, started, "1", night, MOSCOW, but=ids["Ольга Примерова"]) == 0
        messages = list(await session.scalars(select(Message)))
    assert {message.person_id for message in messages} == {
        ids["Иван Образцов"],
        ids["Елена Показательная"],
    }
    assert {message.due_at for message in messages} == {datetime(2022, 1, 11, 8, tzinfo=MOSCOW)}


@both_engines
async def test_an_unreadable_deadline_is_kept_first_in_the_list(database: Database, penza: Reading) -> None:
    unread = with_activity(
        penza, 9, deadline=Deadline("по отдельному графику", DeadlineKind.UNKNOWN, reason="separate-schedule")
    )
    async with database.transaction() as session:
        started = await begin(session, unread)
        assert (started.activities, started.occurrences) == (21, 32)
        first, second, *_ = await activities(session, started.roadmap_id)
        assert (first.position, first.kind, first.dues) == (9, DeadlineKind.UNKNOWN, ())
        assert second.position == 1


@both_engines
async def test_a_school_leaves_and_comes_back(database: Database, penza: Reading) -> None:
    async with database.transaction() as session:
        ids = await settle(session)
        await begin(session, penza)
        of_school = Assignment.school_id == ids["Школа № 902"]
        total = await count(session, of_school)
        submitted = await session.scalar(select(Assignment.id).where(of_school).limit(1))
        await session.execute(
            update(Assignment).where(Assignment.id == submitted).values(status=AssignmentStatus.SUBMITTED)
        )
        await session.execute(update(School).where(School.id == ids["Школа № 902"]).values(archived_at=NOW))
        withdrawn = await withdraw_school(session, ids["Школа № 902"], ids["Ольга Примерова"], NOW)
        assert withdrawn == total - 1
        assert await count(session, of_school, Assignment.status == AssignmentStatus.CANCELLED) == total - 1
        by = set(await session.scalars(select(AssignmentEvent.person_id)))
        assert by == {ids["Ольга Примерова"]}
        assert await assign_all(session, NOW, MOSCOW) == 0
        await session.execute(update(School).where(School.id == ids["Школа № 902"]).values(archived_at=None))
        assert await assign_all(session, NOW, MOSCOW) == total - 1
        assert await count(session, of_school, Assignment.status == AssignmentStatus.OPEN) == total - 1
        assert await count(session, of_school) == total


@both_engines
async def test_the_year_turns_at_local_midnight(database: Database, penza: Reading) -> None:
    """A school that comes in the first hours of a year gets the new roadmap's, not the old one's too."""
    midnight = datetime(2023, 1, 1, 0, 30, tzinfo=MOSCOW).astimezone(UTC)
    assert midnight.year == 2022
    async with database.transaction() as session:
        await settle(session)
        await begin(session, penza)
        await begin(session, replace(penza, year=2023, activities=()), datetime(2022, 12, 20, 9, tzinfo=UTC))
        school = School(name="Школа № 904", name_key="904", created_at=midnight)
        session.add(school)
        await session.flush()
        await assign_all(session, midnight, MOSCOW)
        assert await count(session, Assignment.school_id == school.id) == 0


@both_engines
async def test_a_school_that_joins_gets_the_roadmap_in_force(database: Database, penza: Reading) -> None:
    next_year = replace(
        penza, year=2023, activities=tuple(_a_year_later(read) for read in penza.activities[:3])
    )
    january = datetime(2023, 1, 15, 9, tzinfo=UTC)
    async with database.transaction() as session:
        await settle(session)
        await begin(session, penza)
        coming = await begin(session, next_year, datetime(2022, 12, 20, 9, tzinfo=UTC))
        assert coming.comparison.is_new
        school = School(name="Школа № 904", name_key="904", created_at=january)
        session.add(school)
        await session.flush()
        await assign_all(session, january, MOSCOW)
        assert await count(session, Assignment.school_id == school.id) == 1
        head = await active_roadmap(session, date(2023, 1, 15))
        assert head is not None
        assert head.year == 2023


def _a_year_later(read: ReadActivity) -> ReadActivity:
    due = tuple(day.replace(year=day.year + 1) for day in read.deadline.due)
    return replace(read, deadline=replace(read.deadline, start=None, end=None, due=due))


@both_engines
async def test_a_draft_is_taken_once(database: Database, penza: Reading) -> None:
    async with database.transaction() as session:
        ids = await settle(session)
        coordinator = ids["Ольга Примерова"]
        first = await save_draft(session, penza, "план.txt", coordinator, NOW)
        second = await save_draft(session, penza, "план-2.txt", coordinator, NOW)
        assert await load_draft(session, first) is None
        draft = await load_draft(session, second)
        assert draft is not None
        assert (draft.source_name, draft.reading.to_json()) == ("план-2.txt", penza.to_json())
        assert await drop_draft(session, second)
        assert not await drop_draft(session, second)
        third = await save_draft(session, penza, "план.txt", coordinator, NOW)
        assert third > second
        assert await session.scalar(select(func.count()).select_from(RoadmapDraft)) == 1


@both_engines
async def test_a_document_is_claimed_by_one_and_settled_once(database: Database) -> None:
    lease = timedelta(minutes=5)
    async with database.transaction() as session:
        ids = await settle(session)
        await expect_document(session, ids["Ольга Примерова"], "file", "план.txt", NOW)
    async with database.transaction() as session:
        claimed = await claim_document(session, NOW, lease)
        assert claimed is not None
        assert (claimed.file_id, claimed.name, claimed.attempts) == ("file", "план.txt", 1)
        assert await claim_document(session, NOW, lease) is None
        again = await claim_document(session, NOW + lease, lease)
        assert again is not None
        assert again.attempts == 2
        await postpone_document(session, claimed.id, NOW + timedelta(hours=1))
        assert await claim_document(session, NOW + lease * 3, lease) is None
        assert await forget_document(session, claimed.id)
        assert not await forget_document(session, claimed.id)

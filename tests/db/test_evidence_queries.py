"""Packages, their files and their submission as the database decides them, on both engines."""

import asyncio
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import (
    Assignment,
    AssignmentEvent,
    Evidence,
    EvidenceFile,
    EvidenceState,
    FileState,
    Membership,
    Message,
    PendingInput,
    Review,
    StoredFile,
)
from db.queries import evidence_files, fetching
from db.queries.evidence import (
    AWAITS_FILES,
    Tally,
    change_state,
    contributors,
    find_package,
    open_package,
    owed_tasks,
    return_reason,
    set_comment,
    stop_awaiting_files,
    tally,
)
from db.queries.evidence_files import Received
from db.queries.pending import await_input
from db.queries.submission import Submission, submit
from roadmap.access import Actor, Assignee, Role
from roadmap.standing import AssignmentStatus
from tests.engines import both_engines
from tests.plan import NOW, Plan

ZONE = ZoneInfo("Europe/Moscow")
JANUARY, FEBRUARY = date(2022, 1, 31), date(2022, 2, 28)
NIGHT = datetime(2022, 1, 10, 20, 0, tzinfo=UTC)
SHA = "ab" * 32


async def school_task(plan: Plan, status: AssignmentStatus = AssignmentStatus.OPEN) -> tuple[int, int]:
    """An assignment of a school, and a person who hands in for it."""
    person = await plan.person("Иван Образцов")
    school = await plan.school("Школа № 901")
    return await plan.assignment(await plan.occurrence(8, JANUARY), school, status=status), person


async def coordinator(plan: Plan, name: str = "Ольга Примерова") -> int:
    person = await plan.person(name)
    plan.session.add(Membership(person_id=person, role=Role.COORDINATOR, created_at=NOW))
    await plan.session.flush()
    return person


def sent(number: int, caption: str | None = None, chat_id: int = 7) -> Received:
    return Received(chat_id, number, f"handle-{number}", True, None, caption, None)


async def receive(
    session: AsyncSession, person: int, evidence_id: int | None, numbers: Collection[int]
) -> None:
    for number in numbers:
        assert await evidence_files.receive(session, sent(number), person, evidence_id, NOW)


async def store(session: AsyncSession, file_id: int, mime: str = "image/jpeg", sha: str = SHA) -> None:
    await fetching.settle_stored(session, file_id, sha256=sha, size=10, mime=mime, pages=None, now=NOW)


async def file_ids(session: AsyncSession) -> list[int]:
    return list((await session.scalars(select(EvidenceFile.id).order_by(EvidenceFile.id))).all())


async def messages(session: AsyncSession, kind: str) -> list[Message]:
    found = select(Message).where(Message.kind == kind).order_by(Message.id)
    return list((await session.scalars(found)).all())


@both_engines
async def test_who_comes_second_joins_the_package_and_a_new_one_is_opened_after_the_first_ended(
    database: Database,
) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        task, first = await school_task(plan)
        second = await plan.person("Анна Тестова")
        package = await open_package(session, task, first, NOW)
        assert await open_package(session, task, second, NOW) == package
        assert await change_state(session, package, EvidenceState.DROPPED)
        assert not await change_state(session, package, EvidenceState.COLLECTING)
        assert await open_package(session, task, second, NOW) != package


@both_engines
async def test_two_who_open_at_the_same_moment_share_one_package(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        task, person = await school_task(plan)

    async def open_it() -> int:
        async with database.transaction() as session:
            return await open_package(session, task, person, NOW)

    assert len(set(await asyncio.gather(*(open_it() for _ in range(5))))) == 1


@both_engines
async def test_a_message_is_taken_in_once(database: Database) -> None:
    async with database.transaction() as session:
        _, person = await school_task(Plan(session))
        assert await evidence_files.receive(session, sent(1), person, None, NOW)
        assert not await evidence_files.receive(session, sent(1), person, None, NOW)
        assert await evidence_files.receive(session, sent(1, chat_id=8), person, None, NOW)


@both_engines
async def test_files_are_claimed_once_until_the_lease_ends(database: Database) -> None:
    lease = timedelta(minutes=5)
    async with database.transaction() as session:
        _, person = await school_task(Plan(session))
        await receive(session, person, None, range(1, 7))
        ids = await file_ids(session)
    async with database.transaction() as session:
        taken = await fetching.claim_files(session, NOW, lease, 4)
        assert [file.id for file in taken] == ids[:4]
        assert taken[0].file_id == "handle-1"
    async with database.transaction() as session:
        assert [f.id for f in await fetching.claim_files(session, NOW, lease, 4)] == ids[4:]
        assert await fetching.claim_files(session, NOW, lease, 4) == []
    async with database.transaction() as session:
        again = await fetching.claim_files(session, NOW + lease, lease, 9)
        assert {file.id for file in again} == set(ids)


@both_engines
async def test_a_later_attempt_is_counted_and_a_settled_file_is_not_fetched_again(database: Database) -> None:
    later = NOW + timedelta(minutes=1)
    async with database.transaction() as session:
        _, person = await school_task(Plan(session))
        await receive(session, person, None, [1, 2])
        first, second = await file_ids(session)
        await fetching.fetch_again(session, first, later, attempts=1)
        await store(session, second)
        assert await evidence_files.delayed_count(session, person) == 1
        assert await fetching.claim_files(session, NOW, timedelta(minutes=5), 9) == []
        claimed = await fetching.claim_files(session, later, timedelta(minutes=5), 9)
        assert [(file.id, file.attempts) for file in claimed] == [(first, 1)]


@both_engines
async def test_the_tally_tells_pictures_pdf_and_what_is_on_its_way(database: Database) -> None:
    async with database.transaction() as session:
        task, person = await school_task(Plan(session))
        package = await open_package(session, task, person, NOW)
        await receive(session, person, package, range(1, 7))
        one, two, three, refused, removed, _ = await file_ids(session)
        await store(session, one)
        await store(session, two)
        await store(session, three, "application/pdf", "cd" * 32)
        await fetching.settle_without(session, refused, FileState.REFUSED, "file-empty")
        assert await evidence_files.remove_file(session, removed)
        assert not await evidence_files.remove_file(session, removed)
        assert await tally(session, package) == Tally(photos=2, pdfs=1, pending=1)
        assert await contributors(session, package) == {person: "Иван Образцов"}
        listed = await evidence_files.files_of(session, package, limit=2, offset=1)
        assert [(file.id, file.mime) for file in listed] == [(two, "image/jpeg"), (three, "application/pdf")]
        # The same bytes are one row.
        assert await session.scalar(select(func.count()).select_from(StoredFile)) == 2


@both_engines
async def test_a_file_taken_out_while_it_was_fetched_stays_out_but_its_bytes_are_known(
    database: Database,
) -> None:
    async with database.transaction() as session:
        task, person = await school_task(Plan(session))
        package = await open_package(session, task, person, NOW)
        await receive(session, person, package, [1])
        (file_id,) = await file_ids(session)
        await evidence_files.remove_file(session, file_id)
        settled = await fetching.settle_stored(
            session, file_id, sha256=SHA, size=10, mime="image/jpeg", pages=None, now=NOW
        )
        assert settled.state is FileState.REMOVED
        assert await session.scalar(select(EvidenceFile.sha256)) == SHA


@both_engines
async def test_unfiled_files_are_filed_together_with_their_captions(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        task, person = await school_task(plan)
        other = await plan.person("Анна Тестова")
        package = await open_package(session, task, person, NOW)
        await evidence_files.receive(session, sent(1, "Протокол"), person, None, NOW)
        await evidence_files.receive(session, sent(2), person, None, NOW)
        await evidence_files.receive(session, sent(3), other, None, NOW)
        ids = await file_ids(session)
        await store(session, ids[0])
        batch = await evidence_files.batch_of(session, person, None)
        assert (batch.stored, batch.pending, batch.newest) == (1, 1, ids[1])
        filed = await evidence_files.file_unfiled(session, person, package)
        assert [one.caption for one in filed] == ["Протокол", None]
        assert (await evidence_files.batch_of(session, person, None)).newest is None
        assert (await evidence_files.batch_of(session, other, None)).pending == 1
        assert await tally(session, package) == Tally(1, 0, 1)


@both_engines
async def test_only_what_was_in_sight_is_discarded(database: Database) -> None:
    async with database.transaction() as session:
        _, person = await school_task(Plan(session))
        await receive(session, person, None, [1, 2, 3])
        ids = await file_ids(session)
        assert await evidence_files.discard_unfiled(session, person, ids[1]) == 2
        assert await evidence_files.discard_unfiled(session, person, ids[1]) == 0
        assert (await evidence_files.batch_of(session, person, None)).pending == 1


@both_engines
async def test_submitting_moves_the_assignment_and_tells_those_concerned_once(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        task, person = await school_task(plan)
        colleague = await plan.person("Анна Тестова")
        reviewers = {await coordinator(plan), await coordinator(plan, "Пётр Условный")}
        package_id = await open_package(session, task, person, NOW)
        await receive(session, person, package_id, [1])
        await receive(session, colleague, package_id, [2])
        for file_id in await file_ids(session):
            await store(session, file_id)
        for one in (person, colleague):
            await await_input(session, one, AWAITS_FILES, {"evidence_id": package_id}, NOW)
        package = await find_package(session, package_id)
        assert package is not None
        assert await submit(session, package, person, NIGHT, ZONE) is Submission.IN_REVIEW
        assert await submit(session, package, colleague, NIGHT, ZONE) is Submission.NOT_AWAITED
    async with database.look() as session:
        assert await session.scalar(select(Assignment.status)) is AssignmentStatus.SUBMITTED
        kept = (await session.scalars(select(Evidence))).one()
        assert (kept.state, kept.submitted_by, kept.submitted_at) == (EvidenceState.SUBMITTED, person, NIGHT)
        morning = datetime(2022, 1, 11, 5, 0, tzinfo=UTC)
        receipts = {m.person_id: m.due_at for m in await messages(session, "receipt")}
        assert receipts == {person: NIGHT, colleague: morning}
        requests = await messages(session, "review-request")
        assert {m.person_id for m in requests} == reviewers
        assert {(m.payload["evidence_id"], m.due_at) for m in requests} == {(package_id, morning)}
        assert await session.scalar(select(func.count()).select_from(PendingInput)) == 0
        assert await session.scalar(select(func.count()).select_from(AssignmentEvent)) == 1


@both_engines
async def test_two_who_submit_at_the_same_moment_submit_once(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        task, person = await school_task(plan)
        await coordinator(plan)
        package_id = await open_package(session, task, person, NOW)

    async def hand_in() -> Submission | None:
        async with database.transaction() as session:
            package = await find_package(session, package_id)
            if package is None or package.state is not EvidenceState.COLLECTING:
                return None
            return await submit(session, package, person, NOW, ZONE)

    outcomes = await asyncio.gather(*(hand_in() for _ in range(4)))
    assert outcomes.count(Submission.IN_REVIEW) == 1
    async with database.look() as session:
        assert len(await messages(session, "receipt")) == 1
        assert await session.scalar(select(func.count()).select_from(AssignmentEvent)) == 1


@both_engines
async def test_the_coordinators_own_assignment_is_accepted_at_once(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        olga = await coordinator(plan)
        task = await plan.assignment(await plan.occurrence(5, JANUARY), assignee=Assignee.COORDINATOR)
        package = await find_package(session, await open_package(session, task, olga, NOW))
        assert package is not None
        assert await submit(session, package, olga, NOW, ZONE) is Submission.ACCEPTED
    async with database.look() as session:
        assert await session.scalar(select(Assignment.status)) is AssignmentStatus.ACCEPTED
        kept = (await session.scalars(select(Evidence))).one()
        assert (kept.state, kept.submitted_by) == (EvidenceState.ACCEPTED, olga)
        review = (await session.scalars(select(Review))).one()
        assert (review.reviewer_id, review.accepted) == (olga, True)
        assert await messages(session, "review-request") == []
        assert [m.person_id for m in await messages(session, "receipt")] == [olga]


@pytest.mark.parametrize("status", [AssignmentStatus.CANCELLED, AssignmentStatus.ACCEPTED])
async def test_what_is_not_awaited_is_not_submitted(database: Database, status: AssignmentStatus) -> None:
    async with database.transaction() as session:
        task, person = await school_task(Plan(session), status)
        package = await find_package(session, await open_package(session, task, person, NOW))
        assert package is not None
        assert await submit(session, package, person, NOW, ZONE) is Submission.NOT_AWAITED
        assert await messages(session, "receipt") == []


@both_engines
async def test_only_those_who_send_for_this_package_stop_being_awaited(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        task, person = await school_task(plan)
        other = await plan.person("Анна Тестова")
        package = await open_package(session, task, person, NOW)
        await await_input(session, person, AWAITS_FILES, {"evidence_id": package}, NOW)
        await await_input(session, other, AWAITS_FILES, {"evidence_id": package + 1}, NOW)
        await stop_awaiting_files(session, package)
        assert list(await session.scalars(select(PendingInput.person_id))) == [other]


@both_engines
async def test_the_reason_of_the_last_return_is_found_and_a_comment_kept(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        task, person = await school_task(plan, AssignmentStatus.RETURNED)
        assert await return_reason(session, task) is None
        old = await plan.package(task, person, EvidenceState.RETURNED)
        for minutes, reason, undone in (
            (0, "Нет подписи", None),
            (1, "Не тот месяц", None),
            (2, "Ошибка", NOW),
        ):
            at = NOW + timedelta(minutes=minutes)
            session.add(
                Review(
                    evidence_id=old,
                    reviewer_id=person,
                    accepted=False,
                    reason=reason,
                    decided_at=at,
                    undone_at=undone,
                )
            )
        await session.flush()
        assert await return_reason(session, task) == "Не тот месяц"
        package_id = await open_package(session, task, person, NOW)
        await set_comment(session, package_id, "Размещено на сайте")
        package = await find_package(session, package_id)
        assert package is not None
        assert (package.comment, package.task.school) == ("Размещено на сайте", "Школа № 901")
        assert package.indicator == "Анализ результатов"


@both_engines
async def test_owed_tasks_are_the_most_urgent_first(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        person = await plan.person("Иван Образцов")
        school = await plan.school("Школа № 901")
        soon = await plan.assignment(await plan.occurrence(3, FEBRUARY), school)
        late = await plan.assignment(await plan.occurrence(9, JANUARY), school)
        await plan.assignment(await plan.occurrence(1, JANUARY), school, status=AssignmentStatus.SUBMITTED)
        actor = Actor(person, roles=frozenset({Role.CURATOR}), schools=frozenset({school}))
        found = await owed_tasks(session, actor, date(2022, 2, 20))
        assert [task.id for task in found] == [late, soon]

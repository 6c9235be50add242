"""What is asked for of a package and which of it is there, as the database decides it, on both engines."""

from datetime import date

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import Activity, EvidenceFile, EvidenceState, FileState, Occurrence
from db.queries.evidence_links import add_links
from db.queries.required_parts import (
    activity_of_part,
    activity_takes_office,
    add_part,
    checklist,
    guess_parts,
    missing,
    parts_of,
    parts_of_assignment,
    parts_of_files,
    remove_part,
    restore_part,
    set_takes_office,
    tell_part,
)
from roadmap.requirements import MOST
from tests.engines import both_engines
from tests.plan import NOW, Plan


async def an_activity(plan: Plan, position: int = 8) -> tuple[int, int]:
    """Its id and that of its occurrence."""
    occurrence = await plan.occurrence(position, date(2022, 2, 28))
    of_it = select(Occurrence.activity_id).where(Occurrence.id == occurrence)
    return (await plan.session.scalars(of_it)).one(), occurrence


async def names(session: AsyncSession, activity: int) -> list[str]:
    return [part.name for part in await parts_of(session, activity)]


@both_engines
async def test_parts_are_added_removed_and_brought_back(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        activity, occurrence = await an_activity(plan)
        other, _ = await an_activity(plan, 9)
        assert await add_part(session, activity, "приказ")
        assert await add_part(session, activity, "договор")
        assert not await add_part(session, activity, "Приказ")
        order, _ = await parts_of(session, activity)
        assert await activity_of_part(session, order.id) == activity
        assert await remove_part(session, order.id, NOW)
        assert not await remove_part(session, order.id, NOW)
        assert await names(session, activity) == ["договор"]
        assert await restore_part(session, order.id)
        assert not await restore_part(session, order.id)
        assert await names(session, activity) == ["приказ", "договор"]
        await remove_part(session, order.id, NOW)
        assert await add_part(session, activity, "Приказ")
        assert (await parts_of(session, activity))[0] == order
        task = await plan.assignment(occurrence, await plan.school("Школа № 901"))
        assert await parts_of_assignment(session, task) == await parts_of(session, activity)
        assert await names(session, other) == []


@both_engines
async def test_there_are_not_too_many(database: Database) -> None:
    async with database.transaction() as session:
        activity, _ = await an_activity(Plan(session))
        added = [await add_part(session, activity, f"Приложение {n}") for n in range(MOST + 1)]
        assert added == [True] * MOST + [False]


@both_engines
async def test_office_files_are_taken_or_not(database: Database) -> None:
    async with database.transaction() as session:
        activity, _ = await an_activity(Plan(session))
        assert not await activity_takes_office(session, activity)
        assert await set_takes_office(session, activity, takes=True)
        assert not await set_takes_office(session, activity, takes=True)
        assert await activity_takes_office(session, activity)
        assert (await session.scalars(select(Activity.takes_office))).all() == [True]


async def a_package(plan: Plan, occurrence: int) -> tuple[int, int]:
    """Being collected, empty; and whose it is."""
    sender = await plan.person("Анна Тестова")
    task = await plan.assignment(occurrence, await plan.school("Школа № 901"))
    return await plan.package(task, sender, EvidenceState.COLLECTING, files=0), sender


async def named(plan: Plan, evidence: int, sender: int, name: str, caption: str | None = None) -> int:
    file = await plan.file(evidence, sender)
    said = update(EvidenceFile).where(EvidenceFile.id == file).values(name=name, caption=caption)
    await plan.session.execute(said)
    return file


@both_engines
async def test_a_checklist_knows_what_is_there(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        activity, occurrence = await an_activity(plan)
        for name in ("приказ", "договор", "ссылка", "список"):
            await add_part(session, activity, name)
        parts = {part.name: part.id for part in await parts_of(session, activity)}
        evidence, sender = await a_package(plan, occurrence)
        assert missing(await checklist(session, evidence)) == list(parts)

        order = await named(plan, evidence, sender, "Приказ № 12.pdf")
        scan = await named(plan, evidence, sender, "scan.pdf")
        await add_links(session, evidence, sender, ["https://school901.example.ru/a"], NOW)
        await guess_parts(session, evidence)
        assert await parts_of_files(session, [order, scan]) == {order: parts["приказ"], scan: None}
        assert missing(await checklist(session, evidence)) == ["договор", "список"]

        await tell_part(session, scan, parts["договор"])
        await tell_part(session, order, parts["список"])
        await guess_parts(session, evidence)
        assert missing(await checklist(session, evidence)) == ["приказ"]
        taken_out = update(EvidenceFile).where(EvidenceFile.id == scan).values(state=FileState.REMOVED)
        await session.execute(taken_out)
        assert missing(await checklist(session, evidence)) == ["приказ", "договор"]

        await remove_part(session, parts["список"], NOW)
        await guess_parts(session, evidence)
        assert missing(await checklist(session, evidence)) == ["договор"]


@both_engines
async def test_nothing_is_guessed_where_nothing_is_asked_for(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        _, occurrence = await an_activity(plan)
        evidence, sender = await a_package(plan, occurrence)
        order = await named(plan, evidence, sender, "Приказ № 12.pdf")
        await guess_parts(session, evidence)
        assert await checklist(session, evidence) == []
        assert await parts_of_files(session, [order]) == {order: None}

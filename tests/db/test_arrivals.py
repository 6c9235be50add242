"""Files that arrive at the same moment: one of them knows to be the last, on both engines."""

import asyncio
import hashlib
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from db.engine import Database
from db.models import Evidence, EvidenceFile, EvidenceState, FileState, Message
from db.queries.evidence import change_state, open_package
from db.queries.evidence_files import Received, receive
from db.queries.fetching import lock_owner, settle_stored, settle_without
from scheduler.arrivals import Arrival, follow_up
from tests.engines import both_engines
from tests.plan import NOW, Plan

ZONE = ZoneInfo("Europe/Moscow")
FILES = 6


async def sent(database: Database, *, closing: bool, filed: bool = True) -> list[int]:
    """Files of one person that wait for their bytes, in a package or in none; their ids."""
    async with database.transaction() as session:
        plan = Plan(session)
        person = await plan.person("Иван Образцов")
        task = await plan.assignment(
            await plan.occurrence(8, NOW.date().replace(day=31)), await plan.school("Школа № 901")
        )
        package = await open_package(session, task, person, NOW)
        for number in range(FILES):
            file = Received(7, number, f"handle-{number}", True, None, None, None)
            await receive(session, file, person, package if filed else None, NOW)
        if closing:
            await change_state(session, package, EvidenceState.CLOSING, submitted_by=person)
        return list(await session.scalars(select(EvidenceFile.id).order_by(EvidenceFile.id)))


async def arrives(database: Database, file_id: int, *, good: bool = True) -> None:
    async with database.transaction() as session:
        await lock_owner(session, file_id)
        if good:
            sha = hashlib.sha256(str(file_id).encode()).hexdigest()
            settled = await settle_stored(
                session, file_id, sha256=sha, size=1, mime="image/jpeg", pages=None, now=NOW
            )
        else:
            settled = await settle_without(session, file_id, FileState.REFUSED, "file-empty")
        await follow_up(session, Arrival(file_id, settled, NOW, ZONE))


async def kinds(database: Database) -> list[str]:
    async with database.look() as session:
        return sorted(await session.scalars(select(Message.kind)))


async def state(database: Database) -> EvidenceState:
    async with database.look() as session:
        return (await session.scalars(select(Evidence.state))).one()


@both_engines
@pytest.mark.parametrize(
    ("closing", "filed", "kind"),
    [(True, True, "receipt"), (False, True, "package-status"), (False, False, "which-task")],
)
async def test_the_last_of_several_says_it_once(
    database: Database, closing: bool, filed: bool, kind: str
) -> None:
    ids = await sent(database, closing=closing, filed=filed)
    await asyncio.gather(*(arrives(database, file_id) for file_id in ids))
    assert await kinds(database) == [kind]
    assert await state(database) is (EvidenceState.SUBMITTED if closing else EvidenceState.COLLECTING)


@both_engines
async def test_a_bad_one_among_them_takes_done_back(database: Database) -> None:
    ids = await sent(database, closing=True)
    await asyncio.gather(*(arrives(database, file_id, good=file_id != ids[2]) for file_id in ids[:-1]))
    assert await state(database) is EvidenceState.COLLECTING
    await arrives(database, ids[-1])
    assert await kinds(database) == ["file-refused", "package-reopened", "package-status"]
    assert await state(database) is EvidenceState.COLLECTING


@both_engines
async def test_what_arrives_for_a_package_given_up_is_kept_in_silence(database: Database) -> None:
    ids = await sent(database, closing=False)
    async with database.transaction() as session:
        package = (await session.scalars(select(Evidence.id))).one()
        await change_state(session, package, EvidenceState.DROPPED)
    await arrives(database, ids[0])
    await arrives(database, ids[1], good=False)
    assert await kinds(database) == []

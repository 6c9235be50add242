"""Who leaves is forgotten: after it no column of the database has their name or their chat any more."""

import json
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import (
    Account,
    Archive,
    Attendance,
    Evidence,
    EvidenceFile,
    Installation,
    Invitation,
    JournalEntry,
    Meeting,
    Membership,
    Message,
    PendingInput,
    PeopleDraft,
    Person,
)
from db.models.base import Base
from db.queries.journal import note
from db.queries.memberships import grant, leave
from db.queries.outbox import NewMessage, put
from roadmap.access import Role
from roadmap.journal import Change
from roadmap.roster import RosterRow
from tests.engines import both_engines
from tests.plan import NOW, Plan

NAME, CHAT, LEFT = "Зинаида Незабываемая", 7_712_345_678, "Удалённый пользователь"
AS_TYPED = "незабываемая  зинаида"


async def places_of(session: AsyncSession, name: str, chat_id: int) -> set[str]:
    """Every column of every table in which the words of the name or the number of the chat stand."""
    found = set()
    for table in Base.metadata.sorted_tables:
        for row in (await session.execute(select(table))).mappings():
            for column, value in row.items():
                text = json.dumps(value, ensure_ascii=False, default=str).casefold()
                if str(chat_id) in text or any(word in text for word in name.casefold().split()):
                    found.add(f"{table.name}.{column}")
    return found


async def work_of_a_year(plan: Plan) -> int:
    """The person has done, and others have noted, whatever can carry a name or a chat; the person's id."""
    session = plan.session
    person, other = await plan.person(NAME), await plan.person("Ольга Примерова")
    school = await plan.school("Школа № 901")
    session.add_all(
        [
            Account(person_id=person, chat_id=CHAT, reach_note="chat not found"),
            Account(person_id=other, chat_id=12),
            Installation(id=1),
            PendingInput(person_id=person, kind="settings-name", payload={"name": NAME}, since=NOW),
            PendingInput(person_id=other, kind="substitute-name", payload={"name": AS_TYPED}, since=NOW),
            PeopleDraft(
                created_by=other,
                created_at=NOW,
                source_name="список.xlsx",
                rows=[RosterRow(1, "Школа № 901", curators=(NAME, "Иван Образцов")).to_json()],
            ),
            Archive(person_id=person, chosen={}, message_id=CHAT, try_at=NOW, created_at=NOW),
            Invitation(
                token_hash="a",
                role=Role.CURATOR,
                name="Зинаида",
                note="Незабываемая, 55-55",
                created_by=other,
                created_at=NOW,
                expires_at=NOW,
                used_at=NOW,
                used_by=person,
            ),
            Invitation(
                token_hash="b",
                role=Role.CURATOR,
                name=AS_TYPED,
                created_by=other,
                created_at=NOW,
                expires_at=NOW,
            ),
        ]
    )
    await grant(session, person, Role.CURATOR, [school], NOW)
    await grant(session, other, Role.COORDINATOR, [], NOW)
    due = await plan.occurrence(1, (NOW + timedelta(days=30)).date())
    package = await plan.package(await plan.assignment(due, school), person, files=2)
    for file in await session.scalars(select(EvidenceFile).where(EvidenceFile.evidence_id == package)):
        file.chat_id = CHAT
    meeting = Meeting(occurrence_id=due, starts_at=NOW, place="Зал", created_by=other, created_at=NOW)
    session.add(meeting)
    await session.flush()
    session.add(Attendance(meeting_id=meeting.id, person_id=other, substitute=AS_TYPED))
    await note(session, NOW, person, Change.PERSON_LEFT, person)
    await put(session, [NewMessage("receipt:1", person, "receipt", {"evidence_id": package})], now=NOW)
    await session.flush()
    return person


@both_engines
async def test_neither_name_nor_chat_is_left_anywhere(database: Database) -> None:
    async with database.transaction() as session:
        person = await work_of_a_year(Plan(session))
        before = await places_of(session, NAME, CHAT)
        assert {
            "person.name",
            "account.chat_id",
            "evidence_file.chat_id",
            "invitation.name",
            "invitation.note",
            "people_draft.rows",
            "pending_input.payload",
            "attendance.substitute",
            "archive.message_id",
        } == before
        await leave(session, person, LEFT, NOW)
    async with database.look() as session:
        assert await places_of(session, NAME, CHAT) == set()


@both_engines
async def test_the_record_of_the_school_stays(database: Database) -> None:
    async with database.transaction() as session:
        person = await work_of_a_year(Plan(session))
        await leave(session, person, LEFT, NOW)
    async with database.look() as session:
        row = await session.get_one(Person, person)
        assert (row.name, row.left_at) == (LEFT, NOW)
        package = (await session.scalars(select(Evidence))).one()
        assert package.created_by == package.submitted_by == person
        assert [file.person_id for file in await session.scalars(select(EvidenceFile))] == [person, person]
        assert (await session.scalars(select(JournalEntry))).one().person_id == person
        assert len((await session.scalars(select(Message))).all()) == 1
        assert (await session.scalars(select(Attendance))).one().substitute == LEFT
        assert (await session.scalars(select(Membership.role))).all() == [Role.COORDINATOR]
        (listed,) = (await session.scalars(select(PeopleDraft))).one().rows
        assert (listed["school"], listed["curators"]) == ("Школа № 901", ["Иван Образцов"])

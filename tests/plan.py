"""A small roadmap in the database, for tests of queries: activities, schools, assignments, packages."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Activity,
    Assignment,
    Evidence,
    EvidenceFile,
    EvidenceState,
    FileState,
    Occurrence,
    Person,
    Roadmap,
    School,
    StoredFile,
)
from roadmap.access import Assignee
from roadmap.deadlines import DeadlineKind
from roadmap.standing import AssignmentStatus

NOW = datetime(2022, 1, 10, 7, 0, tzinfo=UTC)
SHA = "0" * 64


@dataclass
class Plan:
    """Builds row by row; every method gives the new row's id."""

    session: AsyncSession
    roadmap_id: int = 0
    messages: int = 0

    async def person(self, name: str) -> int:
        person = Person(name=name, locale="ru", consented_at=NOW)
        self.session.add(person)
        await self.session.flush()
        return person.id

    async def school(self, name: str) -> int:
        school = School(name=name, name_key=name.lower(), created_at=NOW)
        self.session.add(school)
        await self.session.flush()
        return school.id

    async def occurrence(self, position: int, due: date, title: str = "Мониторинг") -> int:
        if not self.roadmap_id:
            roadmap = Roadmap(year=2022, title="План", source_name="plan.txt", started_at=NOW)
            self.session.add(roadmap)
            await self.session.flush()
            self.roadmap_id = roadmap.id
        activity = Activity(
            roadmap_id=self.roadmap_id,
            position=position,
            title=title,
            title_key=title.lower(),
            deadline="февраль",
            kind=DeadlineKind.ONCE,
            indicator="Анализ результатов",
            executors="школы",
            audience=["schools"],
            is_meeting=False,
        )
        self.session.add(activity)
        await self.session.flush()
        occurrence = Occurrence(activity_id=activity.id, start=due.replace(day=1), due=due)
        self.session.add(occurrence)
        await self.session.flush()
        return occurrence.id

    async def assignment(
        self,
        occurrence_id: int,
        school_id: int | None = None,
        assignee: Assignee = Assignee.SCHOOL,
        status: AssignmentStatus = AssignmentStatus.OPEN,
    ) -> int:
        assignment = Assignment(
            occurrence_id=occurrence_id, school_id=school_id, assignee=assignee, status=status, status_at=NOW
        )
        self.session.add(assignment)
        await self.session.flush()
        return assignment.id

    async def package(
        self,
        assignment_id: int,
        sender: int,
        state: EvidenceState = EvidenceState.SUBMITTED,
        *,
        files: int = 1,
        minutes: int = 0,
    ) -> int:
        at = NOW + timedelta(minutes=minutes)
        evidence = Evidence(
            assignment_id=assignment_id,
            state=state,
            created_by=sender,
            created_at=at,
            submitted_by=sender,
            submitted_at=at,
        )
        self.session.add(evidence)
        await self.session.merge(StoredFile(sha256=SHA, size=1, mime="image/jpeg", stored_at=NOW))
        await self.session.flush()
        for _ in range(files):
            await self.file(evidence.id, sender)
        return evidence.id

    async def file(self, evidence_id: int, sender: int, state: FileState = FileState.STORED) -> int:
        self.messages += 1
        file = EvidenceFile(
            evidence_id=evidence_id,
            person_id=sender,
            chat_id=sender,
            message_id=self.messages,
            file_id=f"file-{self.messages}",
            is_photo=True,
            state=state,
            try_at=NOW,
            sha256=SHA if state is FileState.STORED else None,
            sent_at=NOW,
        )
        self.session.add(file)
        await self.session.flush()
        return file.id

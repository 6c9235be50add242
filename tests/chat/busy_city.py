"""A city in which everything there is exists once and belongs to somebody else: for tests of who may what."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, select

from db.models import (
    Account,
    Activity,
    Announcement,
    Archive,
    Attendance,
    Base,
    Evidence,
    EvidenceFile,
    EvidenceLink,
    EvidenceState,
    HandledUpdate,
    Invitation,
    Meeting,
    Membership,
    PeopleDraft,
    Question,
    RequiredPart,
    Response,
    Review,
    Roadmap,
    RoadmapDraft,
    School,
    Substitution,
    Survey,
    SurveyState,
)
from db.queries.meetings import open_months
from db.queries.required_parts import add_part
from db.queries.roster import save_roster
from roadmap.roster import Roster, RosterRow
from tests.chat.moves import hands_in
from tests.chat.story import invites, loads_the_roadmap, sets_a_meeting
from tests.city import COORDINATOR, CURATOR, DIRECTOR, HEAD, OTHER_CURATOR, OTHER_DIRECTOR, SCHOOLS, City
from tests.handing_in import TASK, picture
from tests.phone import Phone

OTHERS = (OTHER_CURATOR, OTHER_DIRECTOR, HEAD, COORDINATOR)
"""Those to whom school 901, its curator's files, the survey and the meeting are foreign."""


@dataclass(frozen=True)
class Foreign:
    """Ids of what belongs to the curator of school 901, or is the coordinator's to deal with."""

    school: int
    person: int
    membership: int
    assignment: int
    collecting: int
    submitted: int
    file: int
    link: int
    last_file: int
    review: int
    meeting: int
    month: int
    survey: int
    question: int
    draft: int
    draft_question: int
    roadmap_draft: int
    activity: int
    roadmap: int
    substitution: int
    invitation: int
    announcement: int
    sent_announcement: int
    people_draft: int
    coordinator: int
    part: int
    archive: int


async def fill(city: City) -> Foreign:
    """Needs a city in which everybody is settled."""
    await _evidence(city)
    await sets_a_meeting(city, "20.01")
    await _surveys(city)
    await invites(city, "представителя", SCHOOLS[0])
    await _announcements(city)
    await _substitution(city)
    await loads_the_roadmap(city)
    await _list_of_schools(city)
    await _archive(city)
    await _required_part(city)
    for person in (DIRECTOR, *OTHERS):
        await city.phone(person).sends_photo(picture("pink"))
    await _take_out_of_meeting_and_survey(city)
    return await _ids(city)


async def _evidence(city: City) -> None:
    """Of the curator's packages one waits for review, one was returned, one is being collected."""
    for task in (TASK, f"№ 3 · {SCHOOLS[1]}"):
        await hands_in(city.curator, task)
    first = next(m for m in await city.coordinator.sees_all() if SCHOOLS[0] in m["text"])
    await city.coordinator.presses("Вернуть", in_message=first)
    await city.coordinator.presses("Не тот документ")
    await city.passes(minutes=5)
    await city.curator.presses("Сдать заново")
    await city.curator.sends_photo(picture())
    await city.curator.sends("school901.example.ru")


async def _required_part(city: City) -> None:
    async with city.app.database.transaction() as session:
        first = await session.scalar(select(Activity.id).order_by(Activity.id).limit(1))
        assert first is not None
        await add_part(session, first, "приказ")


async def _surveys(city: City) -> None:
    coordinator = city.coordinator
    await _drafts(coordinator, "Анкета кураторов")
    for label in ("Кого спросить", "Кураторы", "До какого дня", "Неделя", "Отправить"):
        await coordinator.presses(label)
    await _drafts(coordinator, "Черновик")


async def _drafts(coordinator: Phone, title: str) -> None:
    await coordinator.presses("Опросы")
    await coordinator.presses("Новый опрос")
    await coordinator.sends(title)
    await coordinator.presses("Выбрать один вариант")
    await coordinator.sends("Есть ли план?")
    await coordinator.sends("Да\nНет")


async def _announcements(city: City) -> None:
    """One is sent to the head of the department, one is a draft."""
    coordinator = city.coordinator
    for text in ("Совещание завтра", "Ещё не готово"):
        await coordinator.sends("/announce")
        await coordinator.sends(text)
        if text == "Совещание завтра":
            for label in ("Управление образования", "Посмотреть и отправить", "Отправить"):
                await coordinator.presses(label)


async def _substitution(city: City) -> None:
    """The representative of school 901 will stand in for its curator, in a far month."""
    async with city.app.database.transaction() as session:
        people = select(Account.chat_id, Account.person_id)
        ids = {row.chat_id: row.person_id for row in await session.execute(people)}
        session.add(
            Substitution(
                person_id=ids[CURATOR],
                substitute_id=ids[DIRECTOR],
                first_day=date(2022, 6, 1),
                last_day=date(2022, 6, 10),
                created_at=city.clock(),
            )
        )


async def _list_of_schools(city: City) -> None:
    roster = Roster((RosterRow(2, "Школа № 999", curators=("Раиса Новая",)),))
    async with city.app.database.transaction() as session:
        coordinator = select(Account.person_id).where(Account.chat_id == COORDINATOR)
        by = (await session.scalars(coordinator)).one()
        await save_roster(session, roster, "список.xlsx", by, city.clock())


async def _archive(city: City) -> None:
    """The curator's, which waits for better times."""
    async with city.app.database.transaction() as session:
        curator = (await session.scalars(select(Account.person_id).where(Account.chat_id == CURATOR))).one()
        archive = Archive(
            person_id=curator,
            chosen={"files": [1], "parts": [1]},
            files=1,
            try_at=city.clock() + timedelta(days=999),
            created_at=city.clock(),
        )
        session.add(archive)


async def _take_out_of_meeting_and_survey(city: City) -> None:
    async with city.app.database.transaction() as session:
        curator = (await session.scalars(select(Account.person_id).where(Account.chat_id == CURATOR))).one()
        await session.execute(delete(Attendance).where(Attendance.person_id != curator))
        await session.execute(delete(Response).where(Response.person_id != curator))


async def _ids(city: City) -> Foreign:
    async with city.app.database.look() as session:

        async def one(statement: Any) -> int:  # noqa: ANN401 -- any selection of one id
            return int((await session.scalars(statement)).one())

        school = await one(select(School.id).where(School.name == SCHOOLS[0]))
        person = await one(select(Account.person_id).where(Account.chat_id == CURATOR))
        collecting = await one(select(Evidence.id).where(Evidence.state == EvidenceState.COLLECTING))
        survey = await one(select(Survey.id).where(Survey.state == SurveyState.OPEN))
        draft = await one(select(Survey.id).where(Survey.state == SurveyState.DRAFT))
        return Foreign(
            school=school,
            person=person,
            membership=await one(
                select(Membership.id).where(Membership.person_id == person, Membership.school_id == school)
            ),
            assignment=await one(select(Evidence.assignment_id).where(Evidence.id == collecting)),
            collecting=collecting,
            submitted=await one(select(Evidence.id).where(Evidence.state == EvidenceState.SUBMITTED)),
            file=await one(select(EvidenceFile.id).where(EvidenceFile.evidence_id == collecting)),
            link=await one(select(EvidenceLink.id)),
            last_file=await one(select(EvidenceFile.id).order_by(EvidenceFile.id.desc()).limit(1)),
            review=await one(select(Review.id)),
            meeting=await one(select(Meeting.id)),
            month=(await open_months(session))[0].occurrence_id,
            survey=survey,
            question=await one(select(Question.id).where(Question.survey_id == survey)),
            draft=draft,
            draft_question=await one(select(Question.id).where(Question.survey_id == draft)),
            roadmap_draft=await one(select(RoadmapDraft.id)),
            activity=await one(select(Activity.id).order_by(Activity.id).limit(1)),
            roadmap=await one(select(Roadmap.id)),
            substitution=await one(select(Substitution.id)),
            invitation=await one(select(Invitation.id)),
            announcement=await one(select(Announcement.id).where(Announcement.sent_at.is_(None))),
            sent_announcement=await one(select(Announcement.id).where(Announcement.sent_at.is_not(None))),
            people_draft=await one(select(PeopleDraft.id)),
            part=await one(select(RequiredPart.id)),
            coordinator=await one(select(Account.person_id).where(Account.chat_id == COORDINATOR)),
            archive=await one(select(Archive.id)),
        )


Dump = dict[str, list[tuple[Any, ...]]]


async def dump(city: City, *but: type[Base]) -> Dump:
    """All rows of all tables, but for those of `but`; which updates were handled is nobody's business."""
    left_out = {HandledUpdate.__table__, *(model.__table__ for model in but)}
    tables = [table for table in Base.metadata.sorted_tables if table not in left_out]
    async with city.app.database.look() as session:
        return {
            table.name: [
                tuple(row)
                for row in await session.execute(table.select().order_by(*table.primary_key.columns))
            ]
            for table in tables
        }


def differences(before: Dump, after: Dump) -> list[str]:
    """The tables that are not as they were."""
    return [name for name in before if before[name] != after[name]]

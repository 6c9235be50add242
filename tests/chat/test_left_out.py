"""What an outage made too old to be said is counted for the city, and stays counted after a restart."""

from sqlalchemy import func, select

from db.models import (
    Activity,
    Assignment,
    AssignmentEvent,
    Message,
    MessageState,
    Occurrence,
    Person,
    School,
)
from db.queries.assign import withdraw_school
from db.queries.outbox import NewMessage, put
from db.queries.people import who_is
from db.queries.schools import archive_school
from roadmap.standing import AssignmentStatus
from tests.chat.moves import at, hands_in
from tests.city import CURATOR, DEPUTY, DIRECTOR, HEAD, City
from tests.engines import both_engines

WORDS = "Из-за перерыва в работе бота устарели и не отправлены {} напоминаний (за 30 дней)"


@both_engines
async def test_the_report_counts_what_was_left_out(small_city: City) -> None:
    city = small_city
    await city.goes_to(at(17, 8))  # the digests of the 17th are put and not said
    city.clock.turn_to(at(21, 11))
    await city.restarts()
    await city.goes_to(at(24, 10))
    async with city.app.database.look() as session:
        stale = await session.scalar(
            select(func.count()).select_from(Message).where(Message.state == MessageState.STALE)
        )
    assert stale in range(5, 20)
    told = "".join(one["text"] for one in await city.coordinator.messages())
    assert f"За время перерыва не отправлено {stale} напоминаний: они устарели." in told
    await city.restarts()
    for chat_id in (HEAD, city.coordinator.person_id):
        await city.phone(chat_id).sends("/summary")
        await city.phone(chat_id).sees(WORDS.format(stale))
    await city.phone(CURATOR).sends("/summary")
    assert "устарели" not in (await city.phone(CURATOR).last())["text"]
    await city.goes_to(at(25, 10, month=2))
    await city.coordinator.sends("/summary")
    assert "устарели" not in (await city.coordinator.last())["text"]


@both_engines
async def test_the_record_tells_what_was_done_from_what_was_called_off(small_city: City) -> None:
    """Of neither is anything said any more; the history says which it was, and by whom."""
    city = small_city
    await city.goes_to(at(17, 8))
    await hands_in(city.phone(DIRECTOR), "№ 3 ·")
    async with city.app.database.transaction() as session:
        school = (await session.scalars(select(School.id).where(School.name == "Школа № 902"))).one()
        coordinator = (await who_is(session, city.coordinator.person_id)).actor
        await archive_school(session, school, city.clock())
        await withdraw_school(session, school, coordinator.id, city.clock())
    await city.phone(DIRECTOR).sees_all(), await city.phone(DEPUTY).sees_all()
    await city.goes_to(at(17, 20))
    for chat_id in (DIRECTOR, DEPUTY):
        assert not any("Сегодня" in one["text"] for one in await city.phone(chat_id).sees_all())
    async with city.app.database.look() as session:
        rows = await session.execute(
            select(School.name, AssignmentEvent.status, Person.name)
            .join(Assignment, Assignment.id == AssignmentEvent.assignment_id)
            .join(Occurrence, Occurrence.id == Assignment.occurrence_id)
            .join(Activity, Activity.id == Occurrence.activity_id)
            .join(School, School.id == Assignment.school_id)
            .join(Person, Person.id == AssignmentEvent.person_id)
            .where(Activity.position == 3, AssignmentEvent.status != AssignmentStatus.OPEN)
        )
        assert {tuple(row) for row in rows} == {
            ("Школа № 901", AssignmentStatus.SUBMITTED, "Анна Тестова"),
            ("Школа № 902", AssignmentStatus.CANCELLED, "Ольга Примерова"),
        }


async def test_what_is_stale_in_the_reports_own_batch_is_counted_by_it(small_city: City) -> None:
    city = small_city
    await city.goes_to(at(9, 12, month=2))
    await city.coordinator.sees_all()
    async with city.app.database.transaction() as session:
        curator = (await who_is(session, CURATOR)).actor.id
        await put(
            session,
            [NewMessage("test:old", curator, "survey-reminder", {"survey_id": 1})],
            now=at(4, 10, month=2),
        )
    await city.app.reminders.plan_day()
    city.clock.turn_to(at(14, 10, month=2))
    await city.goes_to(at(16, 12, month=2))
    said = "".join(one["text"] for one in await city.coordinator.sees_all())
    assert "устарел" in said

"""A new edition moves deadlines: those concerned hear of it once, and of the old date no more."""

from sqlalchemy import select, update

from db.models import Activity, Assignment, Occurrence
from roadmap.standing import AssignmentStatus
from tests.chat.moves import at
from tests.chat.story import starts_the_draft
from tests.chat.test_roadmap import MOVED, PENZA, RISKS, read, sends_document
from tests.city import City

APRIL = PENZA.replace("Февраль 2022 года", "Апрель 2022 года")


async def test_dates_moved_twice_at_night_are_told_once_or_not_at_all(small_city: City) -> None:
    coordinator, curator = small_city.coordinator, small_city.curator
    await small_city.goes_to(at(10, 22, 30))
    await curator.sees_all()
    for text in (MOVED, APRIL):
        await sends_document(coordinator, text)
        await starts_the_draft(coordinator)
    await small_city.passes(hours=10)
    news = await curator.sees("Изменился срок поручения")
    assert "Новый срок: 30 апреля 2022 г. (было 28 февраля 2022 г.)" in read(news)
    assert "О прежней дате больше не напомню." in read(news)
    await curator.presses("Мои задачи", in_message=news)
    await curator.sees("Сейчас: ")
    said = [message for message in await curator.messages() if "Новый срок" in message["text"]]
    assert len(said) == 1
    await small_city.goes_to(at(11, 22, 30))
    await curator.sees_all()
    for text in (MOVED, APRIL):
        await sends_document(coordinator, text)
        await starts_the_draft(coordinator)
    await small_city.goes_to(at(12, 8, 30))
    await curator.sees_nothing()


async def test_after_a_move_nothing_is_said_of_the_old_date(small_city: City) -> None:
    """The day's digest for the old date was put already, and the coordinator moves it in time."""
    coordinator, curator = small_city.coordinator, small_city.curator
    await small_city.goes_to(at(14, 8, 30, month=2))
    await curator.sees_all()
    await sends_document(coordinator, MOVED)
    await starts_the_draft(coordinator)
    await curator.sees("Изменился срок поручения")
    await small_city.goes_to(at(28, 12, month=2))
    assert not [message for message in await curator.sees_all() if RISKS[:50] in message["text"]]


async def test_who_has_answered_is_not_told_of_the_move(small_city: City) -> None:
    coordinator, curator = small_city.coordinator, small_city.curator
    async with small_city.app.database.transaction() as session:
        risks = select(Occurrence.id).join(Activity).where(Activity.title == RISKS)
        await session.execute(
            update(Assignment)
            .where(Assignment.occurrence_id.in_(risks))
            .values(status=AssignmentStatus.SUBMITTED)
        )
    await sends_document(coordinator, MOVED)
    await starts_the_draft(coordinator)
    await coordinator.sees("Сообщать пока некому.")
    await curator.sees_nothing()


async def test_without_the_move_the_old_date_is_spoken_of(small_city: City) -> None:
    """What the test of the old date relies on."""
    curator = small_city.curator
    await small_city.goes_to(at(28, 12, month=2))
    assert [message for message in await curator.sees_all() if RISKS[:50] in message["text"]]

"""`/journal`: who changed what and when, with filters; who has left takes their name along."""

from datetime import timedelta

from sqlalchemy import update

from db.models import Person
from db.queries import journal
from db.queries.people import who_is
from db.queries.schools import schools
from roadmap.journal import Change
from tests.chat.test_meetings import set_meeting
from tests.city import COORDINATOR, CURATOR, City
from tests.engines import both_engines


async def noted(
    city: City,
    change: Change,
    subject_id: int | None,
    label: str = "",
    by: int = COORDINATOR,
    **values: journal.Values,
) -> None:
    async with city.app.database.transaction() as session:
        person = (await who_is(session, by)).actor.id
        await journal.note(session, city.clock(), person, change, subject_id, label, **values)


async def person_of(city: City, chat_id: int) -> int:
    async with city.app.database.look() as session:
        return (await who_is(session, chat_id)).actor.id


@both_engines
async def test_changes_are_shown_newest_first_with_before_and_after(small_city: City) -> None:
    async with small_city.app.database.look() as session:
        first, second, *_ = await schools(session)
    await noted(
        small_city,
        Change.SCHOOL_RENAMED,
        first.id,
        "Школа № 901",
        before={"name": "Школа № 901"},
        after={"name": "Лицей № 901"},
    )
    curator = await person_of(small_city, CURATOR)
    await noted(
        small_city, Change.PERSON_GIVEN, curator, after={"role": "curator", "school_ids": [second.id]}
    )
    coordinator = small_city.coordinator
    await coordinator.sends("/journal")
    page = await coordinator.sees("Журнал изменений")
    assert "Школа переименована: было «Школа № 901», стало «Лицей № 901»." in page["text"]
    assert f"Роль дана: Иван Образцов, куратор, {second.name}." in page["text"]
    assert page["text"].index("Роль дана") < page["text"].index("переименована")
    assert "Ольга Примерова" in page["text"]


async def test_filters_by_topic_and_time(small_city: City) -> None:
    coordinator = small_city.coordinator
    await noted(small_city, Change.SCHOOL_ADDED, 1, "Школа № 905")
    await small_city.passes(days=10)
    await noted(small_city, Change.ROADMAP_STARTED, 1, "Дорожная карта 500+")
    await coordinator.sends("/journal")
    assert "Школа № 905" in (await coordinator.sees("Дорожная карта 500+"))["text"]
    await coordinator.presses("7 дней")
    assert "Школа № 905" not in (await coordinator.sees("Журнал изменений"))["text"]
    await coordinator.presses("Школы")
    await coordinator.sees("За это время изменений не было.")
    await coordinator.presses("Всё время")
    assert "500+" not in (await coordinator.sees("Школа № 905"))["text"]


async def test_a_word_finds_a_school_or_a_person(small_city: City) -> None:
    coordinator = small_city.coordinator
    async with small_city.app.database.look() as session:
        first, second, *_ = await schools(session)
    await noted(small_city, Change.SCHOOL_ARCHIVED, first.id, first.name)
    await noted(small_city, Change.SCHOOL_ARCHIVED, second.id, second.name)
    await coordinator.sends(f"/journal {first.name[-3:]}")
    page = await coordinator.sees("Журнал изменений: ")
    assert first.name in page["text"]
    assert second.name not in page["text"]
    await coordinator.sends("/journal 90")  # a number is found as a whole
    await coordinator.sees("Не нашлось ни человека, ни школы")
    await coordinator.sends("/journal школа")
    await coordinator.sees("Кого вы имеете в виду?")
    await coordinator.presses(second.name)
    assert f"отправлена в архив: {first.name}" not in (await coordinator.sees("Журнал изменений: "))["text"]
    await coordinator.sends("/journal <никого>")
    await coordinator.sees("Не нашлось ни человека, ни школы с «<никого>»")


async def test_many_changes_are_paged(small_city: City) -> None:
    for number in range(25):
        await noted(small_city, Change.SCHOOL_ADDED, number, f"Школа № {number} " + "длинное имя " * 20)
    coordinator = small_city.coordinator
    await coordinator.sends("/journal")
    await coordinator.sees("Школа № 24")
    await coordinator.presses("›")
    await coordinator.sees("Школа № 14")
    await coordinator.presses("›")
    await coordinator.sees("Школа № 0")


async def test_who_has_left_takes_their_name_along(small_city: City) -> None:
    curator = await person_of(small_city, CURATOR)
    await noted(small_city, Change.PERSON_AWAY, curator, by=CURATOR, after={"person_id": curator})
    async with small_city.app.database.transaction() as session:
        await session.execute(
            update(Person)
            .where(Person.id == curator)
            .values(left_at=small_city.clock() + timedelta(seconds=1), name="")
        )
    coordinator = small_city.coordinator
    await coordinator.sends("/journal")
    page = await coordinator.sees("Замещение: человек, который вышел из программы.")
    assert "Иван Образцов" not in page["text"]
    assert "программа" in page["text"]


async def test_each_thing_of_an_activity_has_its_sentence_and_an_empty_side_its_word(
    small_city: City,
) -> None:
    changes: list[tuple[journal.Values, journal.Values]] = [
        ({"title": "Опрос"}, {"title": "Опрос школ"}),
        ({"indicator": ""}, {"indicator": "Справка"}),
        ({"audience": ["schools"]}, {"audience": ["schools", "department"]}),
        ({"meeting": False}, {"meeting": True}),
    ]
    for before, after in changes:
        await noted(small_city, Change.ACTIVITY_CHANGED, 1, "Опрос школ", before=before, after=after)
    given: journal.Values = {"name": "901", "words": "8 900"}
    none: journal.Values = {"name": None, "words": None}
    for before, after in ((none, given), (given, none)):
        await noted(small_city, Change.SCHOOL_NOTED, 1, "Школа № 901", before=before, after=after)
    await small_city.coordinator.sends("/journal")
    page = (await small_city.coordinator.sees("Журнал изменений"))["text"]
    for line in (
        "Мероприятие названо иначе. Было: «Опрос». Стало: «Опрос школ».",
        "Опрос школ: изменён показатель для контроля. Было: не было. Стало: Справка.",
        "Опрос школ: изменены исполнители. Было: школы. Стало: школы, управление образования.",
        "Опрос школ: это заседания координационной группы? Было: нет. Стало: да.",
        "Школа № 901: изменены сведения. Было: не было. Стало: 901, 8 900.",
        "Школа № 901: изменены сведения. Было: 901, 8 900. Стало: больше нет.",
    ):
        assert line in page


async def test_the_longest_changes_of_a_document_fit_a_message(small_city: City) -> None:
    words = "слово " * 100
    for _ in range(10):
        before, after = {"indicator": words}, {"indicator": words + "!"}
        await noted(small_city, Change.ACTIVITY_CHANGED, 1, words, before=before, after=after)
    await small_city.coordinator.sends("/journal")
    assert len((await small_city.coordinator.sees("изменён показатель"))["text"]) <= 4096


async def test_only_the_coordinator_reads_it(small_city: City) -> None:
    await noted(small_city, Change.SCHOOL_ADDED, 1, "Школа № 905")
    await small_city.curator.sends("/journal")
    assert all("№ 905" not in message["text"] for message in await small_city.curator.sees_all())


async def test_meetings_and_ladders_stand_in_it(small_city: City) -> None:
    coordinator = small_city.coordinator
    await set_meeting(coordinator)
    await coordinator.presses("Отменить заседание")
    await coordinator.presses("Да")
    await coordinator.sends("/roadmap")
    await coordinator.presses("Напоминания")
    await coordinator.presses("Бережные")
    await coordinator.sends("/journal")
    page = (await coordinator.sees("Журнал изменений"))["text"].replace("\xa0", " ")
    assert "Назначено заседание: 20 января 2022 г., 15:00." in page
    assert "Заседание отменено: 20 января 2022 г., 15:00." in page
    assert "Изменены напоминания дорожной карты. Было: за 14, 7, 3 и 1 день" in page

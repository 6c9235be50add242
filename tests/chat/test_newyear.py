"""`/newyear`: last year's roadmap goes into the next one, and last year stays."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from db.models import Activity, Assignment, Occurrence, Roadmap, RoadmapDraft
from roadmap.rhythm import Rhythm
from tests.chat.story import digests
from tests.chat.test_roadmap import PENZA, counted, data_of, read, sends_document
from tests.city import ZONE, City

DECEMBER = datetime(2022, 12, 26, 10, 0, tzinfo=ZONE).astimezone(UTC)


@pytest.fixture
async def december(small_city: City) -> City:
    """The year is nearly over. Nobody has walked through it: what it said is of no matter here."""
    small_city.clock.turn_to(DECEMBER)
    await small_city.drain()
    for phone in (small_city.coordinator, small_city.curator):
        await phone.sees_all()
    return small_city


async def takes_over(city: City, schools: str = "Школы и люди те же") -> None:
    await city.coordinator.sends("/newyear")
    await city.coordinator.sees("Дорожная карта на 2023 год")
    await city.coordinator.presses(schools)


async def test_last_years_roadmap_is_offered_moved_and_started(december: City) -> None:
    coordinator, curator = december.coordinator, december.curator
    before = await counted(december.app.database)
    await coordinator.sends("/newyear")
    offer = await coordinator.sees("Дорожная карта на 2023 год")
    assert "«Дорожная карта города Пензы, проект «500+», 2022 год» (21 мероприятие)" in offer["text"]
    await coordinator.presses("Школы и люди те же")
    draft = await coordinator.sees("Сроки перенесены на 2023 год")
    assert "21 мероприятие, 33 контрольных срока, 16 мероприятий для школ" in draft["text"]
    assert "Сомнительного не осталось" in draft["text"]
    assert await counted(december.app.database) == before | {"roadmap_draft": 1}
    await coordinator.presses("Все мероприятия")
    await coordinator.presses("›")
    shown = await coordinator.sees("№ 8.")
    assert "«Февраль 2023 года» → срок 28 февраля 2023 г." in read(shown)
    await coordinator.presses("Назад")
    await coordinator.presses("Запустить…")
    await coordinator.presses("Запустить")
    await coordinator.sees("Дорожная карта запущена.")
    after = await counted(december.app.database)
    assert (after["roadmap"], after["activity"], after["occurrence"]) == (2, 42, 66)
    await curator.sees("Готова дорожная карта на 2023 год")
    await coordinator.sends("/roadmap")
    await coordinator.sees("2022 год")
    await coordinator.sends("/newyear")
    await coordinator.sees("Дорожная карта на 2023 год уже есть.")
    await coordinator.sends("/summary")
    await coordinator.presses("2023")
    await coordinator.sees("План на 2023 год")
    await coordinator.presses("По мероприятиям")
    await coordinator.sees("сделано 0 из 1")
    await coordinator.presses("Назад")
    await coordinator.sees("План на 2023 год")


async def test_before_the_new_year_nothing_is_said_of_it(december: City) -> None:
    """What opens in January is not asked for in December; from January on it is."""
    await takes_over(december)
    await december.coordinator.presses("Запустить…")
    await december.coordinator.presses("Запустить")
    await december.goes_to(datetime(2022, 12, 31, 23, 0, tzinfo=ZONE).astimezone(UTC))
    said = digests(await december.curator.messages())
    assert said
    assert not [one for one in said if "2023" in one["text"]]
    await december.goes_to(datetime(2023, 1, 31, 18, 0, tzinfo=ZONE).astimezone(UTC))
    said = digests(await december.curator.messages())
    assert [one for one in said if "31 янв., сегодня" in read(one)]
    await december.coordinator.sends("/roadmap")
    await december.coordinator.sees("2023 год")


async def test_other_schools_are_ticked_one_by_one(december: City) -> None:
    await takes_over(december, "Школы другие")
    coordinator = december.coordinator
    await coordinator.presses("Школы: 0 из 3")
    await coordinator.presses("Школа № 902")
    await coordinator.presses("Верно")
    await coordinator.sees_toast("Сохранено")
    await coordinator.presses("Запустить…")
    await coordinator.presses("Запустить")
    async with december.app.database.look() as session:
        of_schools = await session.scalars(
            select(Assignment.school_id)
            .join(Occurrence, Occurrence.id == Assignment.occurrence_id)
            .join(Activity, Activity.id == Occurrence.activity_id)
            .join(Roadmap, Roadmap.id == Activity.roadmap_id)
            .where(Roadmap.year == 2023, Assignment.school_id.is_not(None))
            .distinct()
        )
        assert len(list(of_schools)) == 1


async def test_what_was_decided_goes_along(december: City) -> None:
    async with december.app.database.transaction() as session:
        await session.execute(
            update(Activity)
            .where(Activity.position == 12)
            .values(is_watched=False, rhythm=Rhythm.MONTH, audience=["coordinator"])
        )
        await session.execute(update(Roadmap).values(excluded_school_ids=[2]))
    await takes_over(december)
    draft = await december.coordinator.sees("Без контроля, как вы решили: № 12.")
    assert "Школы: 2 из 3" in await december.coordinator.buttons(draft)
    await december.coordinator.presses("Запустить…")
    await december.coordinator.presses("Запустить")
    async with december.app.database.look() as session:
        activity = (
            await session.scalars(
                select(Activity).join(Roadmap).where(Roadmap.year == 2023, Activity.position == 12)
            )
        ).one()
        excluded = await session.scalar(select(Roadmap.excluded_school_ids).where(Roadmap.year == 2023))
    assert (activity.is_watched, activity.rhythm, activity.audience) == (False, Rhythm.MONTH, ["coordinator"])
    assert excluded == [2]


async def test_a_day_off_is_shown_and_moved_with_one_press(december: City) -> None:
    coordinator = december.coordinator
    await sends_document(coordinator, PENZA.replace("Февраль 2022 года", "до 5 марта 2022 года"))
    await coordinator.presses("Запустить…")
    await coordinator.presses("Запустить")
    await takes_over(december)
    await coordinator.presses("⚠️ Разобрать сомнительное: 1")
    card = await coordinator.sees("до 5 марта 2023 года")
    assert "5 марта 2023 г. — выходной или праздник, рабочий день перед ним — 3 марта 2023 г." in read(card)
    await coordinator.presses("Перенести на рабочий день")
    await coordinator.sees("Сомнительного не осталось")
    async with december.app.database.look() as session:
        reading = await session.scalar(select(RoadmapDraft.reading))
    assert reading is not None
    assert reading["activities"][7]["due"] == ["2023-03-03"]


async def test_given_up_it_leaves_last_year_as_it_was(december: City) -> None:
    before = await counted(december.app.database)
    await takes_over(december)
    await december.coordinator.presses("Отменить перенос")
    await december.coordinator.presses("Да, отменить импорт")
    await december.coordinator.sees("Перенос отменён: прошлогодняя карта осталась как была.")
    assert await counted(december.app.database) == before


async def test_an_old_offer_is_made_anew(december: City) -> None:
    coordinator = december.coordinator
    await coordinator.sends("/newyear")
    offer = await coordinator.sees("Дорожная карта на 2023 год")
    december.clock.turn_to(datetime(2024, 2, 1, 10, 0, tzinfo=ZONE).astimezone(UTC))
    await coordinator.presses_again(offer, data_of(offer, "Школы другие"))
    await coordinator.sees_toast("С тех пор кое-что изменилось")
    await coordinator.sees("Дорожная карта на 2024 год")
    async with december.app.database.look() as session:
        assert await session.scalar(select(RoadmapDraft.id)) is None


async def test_a_draft_that_waits_is_named_before_it_goes(december: City) -> None:
    coordinator = december.coordinator
    await sends_document(coordinator, PENZA, "план.txt")
    await coordinator.sends("/newyear")
    offer = await coordinator.sees("Сейчас ждёт запуска «план.txt»")
    assert "Продолжить импорт" in await coordinator.buttons(offer)


async def test_without_a_roadmap_there_is_nothing_to_take_over(small_city: City) -> None:
    await small_city.curator.sends("/newyear")
    await small_city.curator.sees("Не понимаю этого сообщения")

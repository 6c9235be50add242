"""The coordinator says that an assignment doesn't concern a school, and that it does after all."""

from roadmap.standing import AssignmentStatus
from tests.city import DIRECTOR, City
from tests.engines import both_engines
from tests.handing_in import opens_package, package, picture, status


async def opens_as_coordinator(city: City) -> None:
    for label in ("Сводка", "По школам", "Школа № 901"):
        await city.coordinator.presses(label)
    if "№ 3 · Школа № 901 · 31 янв." not in await city.coordinator.buttons():
        await city.coordinator.presses("›")
    await city.coordinator.presses("№ 3 · Школа № 901")


@both_engines
async def test_it_is_asked_no_more_and_again(small_city: City) -> None:
    city, coordinator, director = small_city, small_city.coordinator, small_city.phone(DIRECTOR)
    await opens_package(city.curator)
    await city.curator.sends_photo(picture())
    await city.curator.presses("Готово")
    assignment = (await package(city)).assignment_id
    await opens_as_coordinator(city)
    await coordinator.presses("Не требуется")
    await coordinator.sends("ок")
    await coordinator.sees("от 3 до 500 знаков")
    await coordinator.sends("Нет девятых классов")
    await coordinator.sees("Причина: Нет девятых классов")
    assert await status(city, assignment) is AssignmentStatus.NOT_APPLICABLE
    await city.passes(minutes=5)
    await director.sees("Это поручение выполнять не нужно.")
    await director.presses("Открыть поручение")
    await director.sees("Причина: Нет девятых классов")
    await coordinator.sends("/review")
    await coordinator.sees("Всё проверено")

    await coordinator.presses("Снова требуется")
    assert await status(city, assignment) is AssignmentStatus.SUBMITTED
    await coordinator.sends("/review")
    await coordinator.sees("1 подтверждение")


async def test_a_ready_reason_and_the_school_hands_nothing_in(small_city: City) -> None:
    city, coordinator = small_city, small_city.coordinator
    await opens_package(city.curator)
    collecting = await city.curator.last()
    assignment = (await package(city)).assignment_id
    await opens_as_coordinator(city)
    await coordinator.presses("Не требуется")
    await coordinator.presses("Уже сделано по другому плану")
    await coordinator.sees_toast("Отмечено: не требуется")
    await city.curator.sends("https://school.example.ru/news")
    await city.curator.presses("Готово", in_message=collecting)
    await city.curator.sees_toast("неприменимое")
    assert await status(city, assignment) is AssignmentStatus.NOT_APPLICABLE

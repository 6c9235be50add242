"""A typed word filters schools, people and invitations, page by page."""

from tests.city import COORDINATOR, City
from tests.forging import refusal


async def test_schools_are_found_by_number_and_name(small_city: City) -> None:
    coordinator = small_city.coordinator
    await coordinator.sends("/people")
    await coordinator.presses("Добавить школы")
    await coordinator.sends("\n".join(["Школа № 1902", *(f"Лицей № {number}" for number in range(1, 10))]))
    await coordinator.sends("/people")
    await coordinator.presses("Найти")
    await coordinator.sends("№902")
    found = (await coordinator.sees("«№902» нашлось: 1"))["text"]
    assert "Школа № 902\nКуратор: Иван Образцов" in found
    assert "1902" not in found
    await coordinator.sends("лицеи")
    await coordinator.sees("ничего не нашлось")
    await coordinator.sends("ЛИЦЕЙ")
    await coordinator.sees("нашлось: 9")
    await coordinator.presses("›")
    await coordinator.sees("Лицей № 9")
    await coordinator.presses("Лицей № 9")
    await coordinator.sees("Пока никто не вошёл")


async def test_people_are_found_by_name_and_school(small_city: City) -> None:
    coordinator = small_city.coordinator
    await coordinator.sends("/people")
    await coordinator.presses("Все люди")
    await coordinator.presses("Найти")
    await coordinator.sends("петр")
    await coordinator.sees("Пётр Условный\nкуратор — Школа № 903")
    await coordinator.sends("901")
    found = (await coordinator.sees("нашлось: 2"))["text"]
    assert "Анна Тестова" in found
    assert "Иван Образцов" in found
    await coordinator.presses("Анна Тестова")
    await coordinator.sees("Сообщения доходят")


async def test_invitations_are_found(small_city: City) -> None:
    coordinator = small_city.coordinator
    for school in ("Школа № 901", "Школа № 902"):
        await coordinator.sends("/people")
        await coordinator.presses(school)
        await coordinator.presses("Пригласить представителя")
    await coordinator.sends("/people")
    await coordinator.presses("Приглашения")
    await coordinator.presses("Найти")
    await coordinator.sends("902")
    found = (await coordinator.sees("нашлось: 1"))["text"]
    assert "Школа № 902" in found
    await coordinator.presses("1: отозвать")
    await coordinator.sees("Ждут ответа: 1 приглашение")


async def test_a_search_ends_with_the_next_section(small_city: City) -> None:
    coordinator = small_city.coordinator
    await coordinator.sends("/people")
    await coordinator.presses("Найти")
    await coordinator.sends("901")
    await coordinator.sends("/people")
    assert "Поиск уже закончен" in await refusal(small_city, COORDINATOR, "found:schools:0")

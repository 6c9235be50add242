"""`/evidence`: what was handed in is found within three taps or one sentence, and opens with its files."""

from tests.chat.moves import hands_in
from tests.city import OTHER_CURATOR, SCHOOLS, City
from tests.handing_in import TASK

FIRST, SECOND = SCHOOLS[0], SCHOOLS[1]


async def _hand_in(city: City) -> None:
    for task in (TASK, f"№ 3 · {SECOND}"):
        await hands_in(city.curator, task)


async def test_an_inspector_is_answered_in_three_taps(small_city: City) -> None:
    await _hand_in(small_city)
    coordinator = small_city.coordinator
    await coordinator.presses("Подтверждения")
    await coordinator.sees("Найдено: 2.")
    await coordinator.presses("Школа…")
    assert f"{FIRST} · 1" in await coordinator.buttons()
    await coordinator.presses(FIRST)
    page = await coordinator.sees("Найдено: 1.")
    assert f"Школа: {FIRST}" in page["text"]
    await coordinator.presses("январь 2022")
    page = await coordinator.sees("Месяц: январь 2022")
    assert "1 файл — на проверке" in page["text"]
    # Each filter is taken off by itself.
    await coordinator.presses(f"✕ {FIRST}")
    page = await coordinator.sees("Найдено: 2.")
    assert "Месяц: январь 2022" in page["text"]


async def test_a_package_opens_with_its_files_and_leads_back(small_city: City) -> None:
    await _hand_in(small_city)
    coordinator = small_city.coordinator
    await coordinator.sends("/evidence что школа 901 сдала в январе?")
    page = await coordinator.sees("Найдено: 1.")
    assert f"Школа: {FIRST}" in page["text"]
    await coordinator.presses("№ 3 · ")
    photo, opened = (await coordinator.sees_all())[-2:]
    assert photo["photo"]
    assert "1 файл — на проверке" in opened["text"]
    assert "История" in opened["text"]
    await coordinator.presses("‹ К списку")
    await coordinator.sees(f"Школа: {FIRST}")
    await coordinator.presses("№ 3 · ")
    await coordinator.presses("Поручение")
    await coordinator.sees("Показатель")


async def test_words_that_fit_nothing_are_said(small_city: City) -> None:
    await _hand_in(small_city)
    await small_city.coordinator.sends("/evidence абракадабра")
    page = await small_city.coordinator.sees("Не понял: «абракадабра»")
    assert "Найдено: 2." in page["text"]


async def test_people_of_other_schools_find_their_own_alone(small_city: City) -> None:
    await _hand_in(small_city)
    other = small_city.phone(OTHER_CURATOR)
    await other.sends("/evidence")
    await other.sees("Ничего не сдано.")
    await other.sends("/evidence школа 901")
    page = await other.sees("Не понял")
    assert FIRST not in page["text"]

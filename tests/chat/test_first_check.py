"""The curator's first check: the school hands in, the curator hands on, the coordinator decides."""

from tests.chat.moves import data_of, hands_in
from tests.city import COORDINATOR, CURATOR, DIRECTOR, OTHER_CURATOR, City
from tests.forging import press, refusal
from tests.phone import Phone

TASK = "№ 3 · Школа № 901"


async def with_first_check(city: City) -> tuple[Phone, Phone, Phone]:
    """School, curator and coordinator; the school has handed in, and nobody has looked yet."""
    school, curator, coordinator = city.phone(DIRECTOR), city.curator, city.coordinator
    await coordinator.sends("/settings")
    await coordinator.presses("Проверяет сначала куратор: включить")
    await coordinator.sees("сначала смотрит её куратор")
    await hands_in(school, TASK)
    receipt = await school.sees("Принято: ")
    assert "Сначала подтверждение проверит куратор школы, затем координатор." in receipt["text"]
    await school.sees_all()
    return school, curator, coordinator


async def test_what_a_school_sends_goes_to_its_curator_and_then_to_the_coordinator(small_city: City) -> None:
    school, curator, coordinator = await with_first_check(small_city)
    asked = await curator.sees("Новое подтверждение")
    await small_city.passes(minutes=5)
    await coordinator.sees_nothing()
    await coordinator.sends("/review")
    await coordinator.sees("Ждут куратора: 1")
    await curator.presses("Передать координатору")
    await curator.sees_toast("Передано координатору")
    await curator.presses("Отменить решение")
    await curator.presses("Передать координатору")
    await small_city.passes(minutes=2)
    told = await coordinator.sees("Новое подтверждение")
    assert "Куратор проверил: Иван Образцов" in told["text"]
    await school.sees_nothing()
    await coordinator.presses("Принять")
    said = await refusal(small_city, CURATOR, data_of(asked, "Вернуть"))
    assert said.startswith("Уже принято: Ольга Примерова")
    await small_city.passes(minutes=2)
    await school.sees("Подтверждение принято.")


async def test_a_curator_returns_and_has_only_their_schools(small_city: City) -> None:
    school, curator, coordinator = await with_first_check(small_city)
    asked = await curator.sees("Новое подтверждение")
    for label in ("Передать координатору", "Вернуть", "Пропустить", "Показать файлы"):
        said = await refusal(small_city, OTHER_CURATOR, data_of(asked, label))
        assert said.startswith("Эта кнопка не для вас")
    await curator.sends("/review")
    await curator.sees("На проверке: 1 подтверждение")
    await curator.presses(TASK)
    await curator.presses("Вернуть")
    await curator.sends("Нужна подпись директора")
    await curator.sees("Возвращено: Иван Образцов")
    await small_city.passes(minutes=2)
    await school.sees("Причина: Нужна подпись директора")
    await coordinator.sees_nothing()


async def test_what_the_curator_sends_themself_needs_no_check(small_city: City) -> None:
    await with_first_check(small_city)
    await hands_in(small_city.curator, "№ 3 · Школа № 902")
    assert "Школа № 902" in (await small_city.coordinator.sees("Новое подтверждение"))["text"]


async def test_switched_off_leaves_nobody_waiting(small_city: City) -> None:
    _, curator, coordinator = await with_first_check(small_city)
    asked = await curator.sees("Новое подтверждение")
    await coordinator.sends("/settings")
    await coordinator.presses("Проверяет сначала куратор: выключить")
    assert (await refusal(small_city, CURATOR, data_of(asked, "Вернуть"))).startswith("Эта кнопка не для вас")
    await coordinator.sends("/review")
    await coordinator.sees("На проверке: 1 подтверждение")


async def test_a_silent_curator_holds_nothing_up(small_city: City) -> None:
    _, curator, coordinator = await with_first_check(small_city)
    asked = await curator.sees("Новое подтверждение")
    await small_city.passes(days=3)
    told = await coordinator.sees("Кураторы не ответили за 3 рабочих дня")
    reply = await press(small_city, CURATOR, data_of(asked, "Передать координатору"))
    assert reply.toast is not None
    assert "уже у координатора" in reply.toast
    assert "1 подтверждение" in told["text"]
    assert "На проверке" in (await press(small_city, COORDINATOR, "rvqueue:0:")).screens[0].text

"""A school goes to another curator, a representative is replaced; both are told once; it can be undone."""

from roadmap.access import Role
from tests.chat.moves import at
from tests.chat.test_people import roles, school_id
from tests.city import COORDINATOR, CURATOR, DIRECTOR, OTHER_CURATOR, STRANGER, City
from tests.forging import refusal


async def hands_over(city: City, to: str) -> None:
    coordinator = city.coordinator
    await coordinator.sends("/people")
    await coordinator.presses("Школа № 901")
    await coordinator.presses("Передать другому куратору")
    await coordinator.sees("сейчас Иван Образцов. Кому передать?")
    await coordinator.presses(to)


async def test_a_school_goes_to_another_curator_with_its_tasks(small_city: City) -> None:
    city, new = small_city, small_city.phone(OTHER_CURATOR)
    place = await school_id(city, "Школа № 901")
    await hands_over(city, "Пётр Условный")
    await city.coordinator.sees_toast("Передано: Пётр Условный")
    assert (Role.CURATOR, place) in await roles(city, OTHER_CURATOR)
    assert (Role.CURATOR, place) not in await roles(city, CURATOR)
    await new.sends("/tasks")
    await new.sees("Школа № 901")
    await city.curator.sees_nothing()
    await city.passes(minutes=11)
    told = await new.sees("Теперь вы куратор — Школа № 901 (до вас: Иван Образцов).")
    assert "к вам перешл" in told["text"]
    await city.curator.sees("Координатор передал вашу роль (куратор — Школа № 901)")
    await city.goes_to(at(31, 12))
    assert any("Школа № 901" in message["text"] for message in await new.sees_all())
    assert not any("Школа № 901" in message["text"] for message in await city.curator.sees_all())
    await city.coordinator.sends("/people")
    await city.coordinator.presses("Школа № 901")
    await city.coordinator.presses("Журнал")
    page = (await city.coordinator.sees("Журнал изменений"))["text"]
    assert "Школа № 901" in page


async def test_undone_in_time_nobody_is_told(small_city: City) -> None:
    city = small_city
    before = await roles(city, CURATOR), await roles(city, OTHER_CURATOR)
    await hands_over(city, "Пётр Условный")
    await city.coordinator.presses("Вернуть: Иван Образцов")
    await city.coordinator.sees_toast("Вернули")
    assert (await roles(city, CURATOR), await roles(city, OTHER_CURATOR)) == before
    await city.passes(minutes=30)
    await city.curator.sees_nothing()
    await city.phone(OTHER_CURATOR).sees_nothing()


async def test_handed_over_again_soon_after_the_undo_both_are_told_once(small_city: City) -> None:
    city = small_city
    await hands_over(city, "Пётр Условный")
    await city.passes(minutes=2)
    await city.coordinator.presses("Вернуть: Иван Образцов")
    await city.passes(minutes=2)
    await hands_over(city, "Пётр Условный")
    await city.passes(minutes=30)
    left = [message["text"] for message in await city.curator.sees_all()]
    new = [message["text"] for message in await city.phone(OTHER_CURATOR).sees_all()]
    assert sum("передал вашу роль" in text for text in left) == 1
    assert sum("Теперь вы куратор" in text for text in new) == 1


async def test_undone_later_both_are_told_again(small_city: City) -> None:
    city = small_city
    await hands_over(city, "Пётр Условный")
    await city.passes(minutes=30)
    await city.curator.sees("передал вашу роль")
    await city.phone(OTHER_CURATOR).sees("Теперь вы куратор")
    await city.coordinator.presses("Вернуть: Иван Образцов")
    await city.curator.sees("вернул вам роль: куратор — Школа № 901")
    await city.phone(OTHER_CURATOR).sees("снял с вас роль: куратор — Школа № 901")


async def test_in_the_evening_both_wait_for_the_morning(small_city: City) -> None:
    city = small_city
    await city.goes_to(at(10, 22))
    await city.curator.sees_all()
    await hands_over(city, "Пётр Условный")
    await city.passes(hours=3)
    await city.curator.sees_nothing()
    await city.goes_to(at(11, 10))
    assert any("передал вашу роль" in message["text"] for message in await city.curator.sees_all())


async def test_a_typed_name_filters_and_anybody_may_get_the_school(small_city: City) -> None:
    city, coordinator = small_city, small_city.coordinator
    await coordinator.sends("/people")
    await coordinator.presses("Школа № 901")
    await coordinator.presses("Передать другому куратору")
    await coordinator.sends("тестова")
    await coordinator.sees("По слову «тестова» нашлось: 1")
    await coordinator.sends("никто")
    await coordinator.sees("нашлось: 0")
    await coordinator.sends("ТЕСТОВА АННА")
    await coordinator.presses("Анна Тестова")
    assert len(await roles(city, DIRECTOR)) == 2
    await coordinator.sends("Иван")
    await coordinator.sees("Не понимаю")


async def test_of_two_curators_one_is_chosen(small_city: City) -> None:
    city, coordinator = small_city, small_city.coordinator
    await coordinator.sends("/people")
    await coordinator.presses("Школа № 901")
    await coordinator.presses("Пригласить куратора")
    await coordinator.presses("Готово")
    token = (await coordinator.last())["text"].split("start=")[1].split()[0]
    await city.phone(OTHER_CURATOR).sends(f"/start {token}")
    await city.phone(OTHER_CURATOR).presses("Добавить")
    await coordinator.sends("/people")
    await coordinator.presses("Школа № 901")
    await coordinator.presses("Передать другому куратору")
    await coordinator.sees("Кого заменить?")
    await coordinator.presses("Пётр Условный")
    await coordinator.sees("сейчас Пётр Условный. Кому передать?")
    assert "Иван Образцов" not in await coordinator.buttons()
    await coordinator.presses("Мария Вымышленная")
    assert (Role.CURATOR, await school_id(city, "Школа № 901")) in await roles(city, CURATOR)


async def test_a_representative_is_replaced_by_a_link(small_city: City) -> None:
    city, coordinator = small_city, small_city.coordinator
    place = await school_id(city, "Школа № 901")
    await coordinator.sends("/people")
    await coordinator.presses("Школа № 901")
    await coordinator.presses("Заменить представителя")
    await coordinator.presses("Пригласить нового по ссылке")
    assert await roles(city, DIRECTOR) == set()
    await coordinator.sees("Роль снята: Анна Тестова (представитель школы — Школа № 901)")
    text = (await coordinator.last())["text"]
    assert "представитель школы — Школа № 901" in text
    await city.phone(STRANGER).sends(text)
    await city.phone(STRANGER).presses("Согласен")
    assert await roles(city, STRANGER) == {(Role.REPRESENTATIVE, place)}
    await city.passes(minutes=20)
    await city.phone(DIRECTOR).sees("снял с вас роль: представитель школы — Школа № 901")
    await coordinator.presses("Вернуть: Анна Тестова")
    await coordinator.sees_toast("Вернули")
    assert await roles(city, DIRECTOR) == {(Role.REPRESENTATIVE, place)}


async def test_old_and_forged_buttons(small_city: City) -> None:
    city = small_city
    place = await school_id(city, "Школа № 901")
    for data in (f"handto:curator:{place}:99999:2", f"hand:curator:{place}:99999:0"):
        assert await refusal(city, COORDINATOR, data)
    assert "не для вас" in await refusal(city, COORDINATOR, f"handto:coordinator:{place}:1:2")
    assert "не для вас" in await refusal(city, CURATOR, f"hand:curator:{place}:0:0")

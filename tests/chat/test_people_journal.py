"""What changes about schools, roles and invitations stands in the journal; details of a school; undoing."""

from tests.chat.test_people import roles
from tests.city import COORDINATOR, STRANGER, City
from tests.engines import both_engines
from tests.forging import refusal
from tests.phone import Phone


async def opens_school(phone: Phone, name: str = "Школа № 901") -> None:
    await phone.sends("/people")
    await phone.presses(name)


async def journal(city: City) -> str:
    await city.coordinator.sends("/journal")
    return str((await city.coordinator.sees("Журнал изменений"))["text"])


async def test_changes_of_schools(small_city: City) -> None:
    coordinator = small_city.coordinator
    await coordinator.sends("/people")
    await coordinator.presses("Добавить школы")
    await coordinator.sends("Лицей № 905")
    await opens_school(coordinator)
    await coordinator.presses("Переименовать")
    await coordinator.sends("Гимназия № 901")
    await coordinator.presses("Краткое название")
    await coordinator.sees("Сейчас: —")
    await coordinator.sends("ы" * 41)
    await coordinator.sees("не больше 40 знаков")
    await coordinator.sends("Г901")
    await coordinator.sees("Кратко: Г901")
    await coordinator.presses("Примечание")
    await coordinator.sends("приёмная 00-01")
    await coordinator.sees("Телефон, примечание: приёмная 00-01")
    await coordinator.presses("Краткое название")
    await coordinator.sends("-")
    assert "Кратко" not in (await coordinator.sees("Гимназия № 901"))["text"]
    await coordinator.presses("В архив")
    await coordinator.presses("Вернуть из архива")
    await coordinator.presses("Журнал")
    page = (await coordinator.sees("Журнал изменений: Гимназия № 901"))["text"]
    assert "было «Школа № 901», стало «Гимназия № 901»" in page
    assert "Было: Г901, приёмная 00-01. Стало: приёмная 00-01." in page
    assert page.index("возвращена из архива") < page.index("отправлена в архив") < page.index("переименована")
    assert "Лицей № 905" not in page
    assert "Добавлена школа: Лицей № 905." in await journal(small_city)


@both_engines
async def test_changes_of_roles(small_city: City) -> None:
    coordinator = small_city.coordinator
    await opens_school(coordinator)
    await coordinator.presses("Иван Образцов")
    await coordinator.presses("Убрать: Школа № 901")
    await coordinator.presses("Вернуть: Школа № 901")
    await coordinator.presses("Журнал")
    page = (await coordinator.sees("Журнал изменений: Иван Образцов"))["text"]
    given = page.index("Роль дана: Иван Образцов, куратор, Школа № 901.")
    assert given < page.index("Роль снята: Иван Образцов, куратор, Школа № 901.")
    await opens_school(coordinator)
    await coordinator.presses("Журнал")
    await coordinator.sees("Роль снята: Иван Образцов, куратор, Школа № 901.")
    await opens_school(coordinator, "Школа № 902")
    await coordinator.presses("Журнал")
    assert "Роль снята" not in (await coordinator.sees("Журнал изменений: Школа № 902"))["text"]


async def test_an_invitation_from_making_to_joining(small_city: City) -> None:
    city, coordinator = small_city, small_city.coordinator
    await opens_school(coordinator)
    await coordinator.presses("Пригласить представителя")
    token = (await coordinator.last())["text"].split("start=")[1].split()[0]
    await coordinator.sends("/people")
    await coordinator.presses("Приглашения")
    await coordinator.presses("1: отозвать")
    await coordinator.sees_toast("отозвано")
    await city.phone(STRANGER).sends(f"/start {token}")
    await city.phone(STRANGER).sees("отозвано")
    await coordinator.presses("Вернуть приглашение")
    await coordinator.sees_toast("снова действует")
    await city.phone(STRANGER).sends(f"/start {token}")
    await city.phone(STRANGER).presses("Согласен")
    assert len(await roles(city, STRANGER)) == 1
    assert "уже не действует" in await refusal(city, COORDINATOR, "invundo:1")
    page = await journal(city)
    assert "Приглашение принято: Прохожий Случайный, представитель школы, Школа № 901." in page
    assert page.count("Создано приглашение: представитель школы, Школа № 901.") == 2
    assert "Приглашение отозвано: представитель школы, Школа № 901." in page


async def test_an_invitation_gets_the_name_of_whom_it_is_for(small_city: City) -> None:
    city, coordinator = small_city, small_city.coordinator
    await opens_school(coordinator, "Школа № 902")
    await coordinator.presses("Пригласить представителя")
    token = (await coordinator.last())["text"].split("start=")[1].split()[0]
    await coordinator.presses("Указать, для кого")
    await coordinator.sends("???")
    await coordinator.sees("имя")
    await coordinator.sends("Раиса Новая")
    await coordinator.sees("1. Раиса Новая: представитель школы — Школа № 902\nещё не в боте")
    await opens_school(coordinator, "Школа № 902")
    await coordinator.sees("Раиса Новая — представитель школы, приглашение ещё не открыто")
    await city.phone(STRANGER).sends(f"/start {token}")
    assert "Раиса" not in (await city.phone(STRANGER).last())["text"]
    await city.phone(STRANGER).presses("Согласен")
    assert "уже не действует" in await refusal(city, COORDINATOR, "invname:1")
    page = await journal(city)
    assert "В приглашении указано, как зовут человека: представитель школы, Школа № 902." in page
    assert "Раиса" not in page


async def test_an_invitation_too_old_can_be_sent_anew(small_city: City) -> None:
    city, coordinator = small_city, small_city.coordinator
    await opens_school(coordinator)
    await coordinator.presses("Пригласить представителя")
    await city.passes(days=15)
    await coordinator.sends("/people")
    await coordinator.presses("Приглашения")
    await coordinator.sees("ссылка устарела")
    await coordinator.presses("1: новая ссылка")
    token = (await coordinator.last())["text"].split("start=")[1].split()[0]
    await city.phone(STRANGER).sends(f"/start {token}")
    await city.phone(STRANGER).sees("представитель школы — Школа № 901")


async def test_names_and_leaving(small_city: City) -> None:
    curator = small_city.curator
    await curator.sends("/settings")
    await curator.presses("имя")
    await curator.sends("Иоанн Образцов")
    assert "Имя изменено, теперь: Иоанн Образцов." in await journal(small_city)
    await curator.sends("/settings")
    await curator.presses("Выйти")
    await curator.presses("Да")
    page = await journal(small_city)
    assert "Человек вышел из программы." in page
    assert "Образцов" not in page

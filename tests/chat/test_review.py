"""«Проверка» in the chat: accepting, returning, thinking better of it, and two reviewers at once."""

from sqlalchemy import select

from db.models import Account, Membership
from roadmap.access import Role
from tests.chat.moves import at, data_of, hands_in
from tests.city import COORDINATOR, CURATOR, DIRECTOR, HEAD, OTHER_CURATOR, City
from tests.forging import press, refusal
from tests.phone import Phone

TASK = "№ 3 · Школа № 901"


async def with_package(city: City) -> tuple[Phone, Phone]:
    """The curator has handed in; curator and coordinator have seen everything so far."""
    await hands_in(city.curator, TASK)
    await city.curator.sees_all()
    await city.coordinator.sees("Новое подтверждение")
    return city.curator, city.coordinator


async def second_coordinator(city: City) -> Phone:
    async with city.app.database.transaction() as session:
        person = (await session.scalars(select(Account.person_id).where(Account.chat_id == HEAD))).one()
        session.add(Membership(person_id=person, role=Role.COORDINATOR, created_at=city.clock()))
    return city.phone(HEAD)


async def test_an_accepted_package_ends_the_task_and_its_sender_is_told(small_city: City) -> None:
    curator, coordinator = await with_package(small_city)
    await coordinator.presses("Принять")
    await coordinator.sees_toast("Принято")
    await coordinator.sees("Принято: Ольга Примерова, 10 янв.")
    await curator.sees_nothing()
    await small_city.passes(minutes=2)
    told = await curator.sees("Подтверждение принято.")
    assert "№ 3." in told["text"]
    await curator.presses("Открыть поручение")
    await curator.sees("Состояние: принято 10 янв.")
    await coordinator.sends("/review")
    await coordinator.sees("Всё проверено")


async def test_a_returned_package_comes_back_with_the_reason_and_a_way_to_do_it_anew(
    small_city: City,
) -> None:
    curator, coordinator = await with_package(small_city)
    await coordinator.presses("Вернуть")
    await coordinator.sees("Почему возвращаете?")
    await coordinator.presses("Нет подписи или печати")
    await coordinator.sees("Причина: На документе нет подписи или печати.")
    await small_city.passes(minutes=2)
    await curator.sees("Причина: На документе нет подписи или печати.")
    await curator.presses("Сдать заново")
    await curator.sends_photo()
    await curator.presses("Готово")
    await coordinator.sees("Новое подтверждение")
    await coordinator.presses("Принять")
    await coordinator.sees("Принято")


async def test_what_was_good_need_not_be_sent_again(small_city: City) -> None:
    curator, coordinator = await with_package(small_city)
    await coordinator.presses("Вернуть")
    await coordinator.presses("Нет подписи или печати")
    await small_city.passes(minutes=2)
    await curator.presses("Исправить, присланное останется")
    await curator.sees_toast("Взято из прежнего подтверждения: 1")
    await curator.sends_photo()
    await curator.presses("Готово")
    told = await coordinator.sees("Новое подтверждение")
    assert "Показать файлы (2)" in await coordinator.buttons(told)


async def test_a_typed_reason_must_be_a_reason(small_city: City) -> None:
    curator, coordinator = await with_package(small_city)
    await coordinator.presses("Вернуть")
    await coordinator.sends("-")
    await coordinator.sees("от 3 до 500 знаков")
    await coordinator.sends("я" * 501)
    await coordinator.sees("от 3 до 500 знаков")
    await coordinator.sends("Нужен <b>протокол</b> & список \u202eприсутствующих")
    await coordinator.sees("Причина: Нужен <b>протокол</b> & список")
    await small_city.passes(minutes=2)
    await curator.sees("Причина: Нужен <b>протокол</b> & список")
    await coordinator.sends("Ещё одна причина")
    await coordinator.sees("Не понимаю")


async def test_a_reason_that_is_no_longer_asked_for_is_not_taken(small_city: City) -> None:
    curator, coordinator = await with_package(small_city)
    await coordinator.presses("Вернуть")
    await coordinator.presses("Отмена")
    await coordinator.sees("Прислано: Иван Образцов")
    await coordinator.sends("Нет печати")
    await coordinator.sees("Не понимаю")
    await small_city.passes(minutes=5)
    await curator.sees_nothing()
    await coordinator.sends("/review")
    await coordinator.sees("На проверке: 1 подтверждение")


async def test_a_double_tap_decides_once(small_city: City) -> None:
    curator, coordinator = await with_package(small_city)
    package = (await coordinator.messages())[-1]
    accept = data_of(package, "Принять")
    await coordinator.presses_again(package, accept)
    assert "Уже принято: Ольга Примерова, 10 янв." in await refusal(small_city, COORDINATOR, accept)
    await small_city.passes(minutes=2)
    assert len(await curator.sees_all()) == 1


async def test_the_second_reviewer_is_told_who_decided(small_city: City) -> None:
    other = await second_coordinator(small_city)
    _, coordinator = await with_package(small_city)
    await other.sees("Новое подтверждение")
    await coordinator.presses("Вернуть")
    await other.presses("Принять")
    await other.sees("Принято: Елена Показательная")
    await coordinator.presses("Не тот документ")
    await coordinator.sees_toast("Уже принято: Елена Показательная")
    await coordinator.sees("Принято: Елена Показательная")


async def test_a_typed_reason_comes_too_late_when_somebody_else_was_faster(small_city: City) -> None:
    other = await second_coordinator(small_city)
    _, coordinator = await with_package(small_city)
    await coordinator.presses("Вернуть")
    await other.presses("Принять")
    await coordinator.sends("Нет печати")
    await coordinator.sees("Принято: Елена Показательная")


async def test_a_decision_undone_at_once_is_never_heard_of(small_city: City) -> None:
    curator, coordinator = await with_package(small_city)
    await coordinator.presses("Принять")
    await coordinator.presses("Отменить решение")
    await coordinator.sees_toast("Решение отменено")
    assert "Принять" in await coordinator.buttons()
    await small_city.passes(minutes=15)
    await curator.sees_nothing()
    await coordinator.presses("Вернуть")
    await coordinator.presses("Нужен другой период")
    await small_city.passes(minutes=2)
    assert len(await curator.sees_all()) == 1


async def test_who_has_heard_of_a_decision_hears_that_it_was_undone(small_city: City) -> None:
    await second_coordinator(small_city)
    curator, coordinator = await with_package(small_city)
    await coordinator.presses("Вернуть")
    await coordinator.presses("Нечитаемое фото")
    undo = data_of(await coordinator.sees("Возвращено"), "Отменить решение")
    await small_city.passes(minutes=5)
    await curator.sees("Подтверждение вернули")
    await press(small_city, HEAD, undo)
    await small_city.passes(minutes=1)
    await curator.sees("снова на проверке")
    await curator.presses("Открыть поручение")
    card = await curator.sees("Состояние: на проверке")
    assert "решение отменено, снова на проверке (Елена Показательная)" in card["text"]
    assert "уже отменено" in await refusal(small_city, HEAD, undo)


async def test_after_ten_minutes_a_decision_stands(small_city: City) -> None:
    _, coordinator = await with_package(small_city)
    await coordinator.presses("Принять")
    await small_city.passes(minutes=11)
    await coordinator.presses("Отменить решение")
    await coordinator.sees_toast("только десять минут")
    assert "Отменить решение" not in await coordinator.buttons()


async def test_a_return_is_not_undone_under_the_senders_hands(small_city: City) -> None:
    curator, coordinator = await with_package(small_city)
    await coordinator.presses("Вернуть")
    await coordinator.presses("Нечитаемое фото")
    await small_city.passes(minutes=2)
    await curator.presses("Сдать заново")
    await curator.sends_photo()
    await coordinator.presses("Отменить решение")
    await coordinator.sees_toast("уже готовят новое подтверждение")
    await curator.presses("Готово")
    await coordinator.sees("Новое подтверждение")


async def test_nobody_but_a_coordinator_decides(small_city: City) -> None:
    _, coordinator = await with_package(small_city)
    package = (await coordinator.messages())[-1]
    for person in (CURATOR, HEAD, OTHER_CURATOR):
        for label in ("Принять", "Вернуть", "Показать файлы", "Все на проверке"):
            said = await refusal(small_city, person, data_of(package, label))
            assert said.startswith("Эта кнопка не для вас")
    await coordinator.sends("/review")
    await coordinator.sees("На проверке: 1 подтверждение")


async def test_the_files_are_shown_with_the_package_below(small_city: City) -> None:
    _, coordinator = await with_package(small_city)
    await coordinator.presses("Показать файлы (1)")
    photo, below = (await coordinator.sees_all())[-2:]
    assert photo["photo"]
    assert "Принять" in await coordinator.buttons(below)


async def test_words_instead_of_a_button_decide_nothing(small_city: City) -> None:
    _, coordinator = await with_package(small_city)
    await coordinator.sends("Принять")
    await coordinator.sees("Не понимаю")
    await coordinator.sends("/review")
    await coordinator.sees("На проверке: 1 подтверждение")


async def test_the_queue_leads_from_one_package_to_the_next(small_city: City) -> None:
    director = small_city.phone(DIRECTOR)
    await hands_in(small_city.curator, "№ 3 · Школа № 902")
    await small_city.passes(minutes=1)
    await hands_in(director, TASK)
    coordinator = small_city.coordinator
    await coordinator.sends("/review")
    queue = await coordinator.sees("На проверке: 2 подтверждения")
    assert [one for one in await coordinator.buttons(queue) if one.startswith("№")] == [
        "№ 3 · Школа № 902 · 10 янв.",
        "№ 3 · Школа № 901 · 10 янв.",
    ]
    await coordinator.presses("№ 3 · Школа № 902", in_message=queue)
    await coordinator.presses("Принять")
    await coordinator.presses("Следующее подтверждение")
    assert "Анна Тестова" in (await coordinator.sees("Прислано"))["text"]
    await coordinator.presses("Принять")
    await coordinator.presses("Все на проверке")
    await coordinator.sees("Всё проверено")


async def test_a_school_is_gone_through_with_its_pictures_and_skipping(small_city: City) -> None:
    coordinator = small_city.coordinator
    for task in (TASK, "№ 3 · Школа № 902"):
        await hands_in(small_city.curator, task)
        await small_city.passes(minutes=1)
    await coordinator.sends("/review")
    await coordinator.presses("По школам")
    await coordinator.presses("Школа № 902 · 1")
    queue = await coordinator.sees("На проверке: 1 подтверждение")
    assert "Только: Школа № 902" in queue["text"]
    await coordinator.presses("№ 3 · Школа № 902")
    picture, _ = (await coordinator.sees_all())[-2:]
    assert picture["photo"]
    await coordinator.presses("Пропустить")
    await coordinator.sees_toast("Других подтверждений здесь нет")
    await coordinator.sends("/review")
    await coordinator.presses("№ 3 · Школа № 902")
    await coordinator.presses("Пропустить")
    await coordinator.sees_toast("Пропущено")
    assert "Школа № 901" in (await coordinator.sees("Прислано"))["text"]


async def test_everything_of_an_activity_is_accepted_and_taken_back_after_a_restart(
    small_city: City,
) -> None:
    curator, coordinator = small_city.curator, small_city.coordinator
    for task in (TASK, "№ 3 · Школа № 902"):
        await hands_in(curator, task)
    await curator.sees_all()
    await coordinator.sends("/review")
    await coordinator.presses("По мероприятиям")
    await coordinator.presses("№ 3")
    await coordinator.presses("Принять все по мероприятию")
    asked = await coordinator.sees("Ждут решения: 2")
    assert "Школа № 901" in asked["text"]
    await coordinator.presses("Принять без отметок: 2")
    await coordinator.sees("Принято 2 подтверждения")
    await small_city.restarts()
    await small_city.passes(minutes=2)
    assert len(await curator.sees_all()) == 2
    await coordinator.presses("Отменить всё")
    await coordinator.sees("Снова на проверке 2 подтверждения")
    await small_city.passes(minutes=1)
    assert all("снова на проверке" in one["text"] for one in await curator.sees_all())


async def test_the_card_has_the_decision_for_the_coordinator(small_city: City) -> None:
    curator, coordinator = await with_package(small_city)
    await curator.sends("/tasks")
    task = data_of(await curator.sees("Сейчас"), TASK)
    card = (await press(small_city, COORDINATOR, task)).screens[0]
    assert "Состояние: на проверке" in card.text
    buttons = str(card.keyboard)
    package = (await coordinator.messages())[-1]
    assert all(data_of(package, label) in buttons for label in ("Принять", "Вернуть"))


async def test_nobody_is_told_at_night(small_city: City) -> None:
    await small_city.goes_to(at(11, 19, 58))
    curator, coordinator = await with_package(small_city)
    await small_city.goes_to(at(11, 22))
    await coordinator.presses("Принять")
    await small_city.goes_to(at(12, 7, 55))
    await curator.sees_nothing()
    await small_city.goes_to(at(12, 8, 5))
    await curator.sees("Подтверждение принято.")


async def test_who_lost_the_school_is_told_nothing(small_city: City) -> None:
    curator, coordinator = await with_package(small_city)
    await coordinator.presses("Принять")
    async with small_city.app.database.transaction() as session:
        person = (await session.scalars(select(Account.person_id).where(Account.chat_id == CURATOR))).one()
        for membership in await session.scalars(select(Membership).where(Membership.person_id == person)):
            await session.delete(membership)
    await small_city.passes(minutes=2)
    await curator.sees_nothing()

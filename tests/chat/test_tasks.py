"""«Мои задачи» and the morning digest in the chat."""

from datetime import date

from sqlalchemy import select, update

from db.models import Account, Person
from tests.chat.moves import at, data_of, hands_in
from tests.city import COORDINATOR, CURATOR, DEPUTY, DIRECTOR, HEAD, OTHER_CURATOR, City
from tests.forging import press


async def test_a_curator_sees_what_is_open_for_both_schools_and_what_lies_ahead(small_city: City) -> None:
    curator = small_city.curator
    await curator.sends("/tasks")
    message = await curator.sees("Сейчас: 2 поручения")
    assert "Уже можно сдавать" in message["text"]
    assert "срок 31 янв., остался 21 день\nШкола № 901, Школа № 902" in message["text"]
    assert await curator.buttons(message) == [
        "№ 3 · Школа № 901 · 31 янв.",
        "№ 3 · Школа № 902 · 31 янв.",
        *[label for label in await curator.buttons(message) if label.startswith(("Впереди", "Сделано"))],
    ]
    await curator.presses("Впереди")
    ahead = await curator.sees("Впереди: ")
    assert ahead["message_id"] == message["message_id"]
    assert len([one for one in await curator.buttons(ahead) if one.startswith("№")]) == 8
    await curator.presses("›")
    assert (await curator.sees("Впереди: "))["text"] != ahead["text"]
    await curator.presses("Сделано")
    await curator.sees("Сделанного пока нет")


async def test_the_menu_button_leads_there_too_and_each_sees_their_own(small_city: City) -> None:
    for person, school, other in (
        (DIRECTOR, "Школа № 901", "Школа № 902"),
        (DEPUTY, "Школа № 902", "Школа № 901"),
    ):
        phone = small_city.phone(person)
        await phone.presses("Мои задачи")
        text = (await phone.sees("Сейчас"))["text"]
        assert school in text
        assert other not in text
    head = small_city.phone(HEAD)
    await head.sends("/tasks")
    assert "просрочено на 10 дней" in (await head.sees("Просрочено"))["text"]


async def test_the_card_says_all_about_a_task(small_city: City) -> None:
    curator = small_city.curator
    await curator.sends("/tasks")
    await curator.presses("№ 3 · Школа № 901")
    card = await curator.sees("№ 3. Организационное совещание")
    for said in (
        "Школа № 901",
        "31 января 2022\xa0г. — остался 21 день",
        "Показатель для контроля: Протокол совещания",
        "Состояние: ждём подтверждения",
    ):
        assert said in card["text"]
    assert "Сдать подтверждение" in await curator.buttons(card)
    await curator.presses("‹ Мои задачи")
    await curator.sees("Сейчас: 2 поручения")


async def test_what_was_handed_in_is_on_the_card_with_its_files(small_city: City) -> None:
    curator = small_city.curator
    await hands_in(curator, "№ 3 · Школа № 901")
    await curator.sends("/tasks")
    assert "На проверке" in (await curator.sees("Сейчас: 2 поручения"))["text"]
    await curator.presses("№ 3 · Школа № 901")
    card = await curator.sees("Состояние: на проверке с 10 янв.")
    assert "1 файл · на проверке" in card["text"]
    assert "сдано на проверку (Иван Образцов)" in card["text"]
    assert "Сдать" not in " ".join(await curator.buttons(card))
    await curator.presses("Показать файлы")
    photo, below = (await curator.sees_all())[-2:]
    assert photo["photo"]
    assert "Состояние: на проверке" in below["text"]


async def test_a_task_or_file_of_a_foreign_school_is_refused(small_city: City) -> None:
    curator = small_city.curator
    await hands_in(curator, "№ 3 · Школа № 901")
    await curator.sends("/tasks")
    listed = await curator.sees("Сейчас")
    task = data_of(listed, "№ 3 · Школа № 901")
    await curator.presses("№ 3 · Школа № 901")
    files = data_of(await curator.sees("Состояние"), "Показать файлы")
    for data in (task, files, "task:999999", "files:999999"):
        reply = await press(small_city, OTHER_CURATOR, data)
        assert "Эта кнопка не для вас" in (reply.toast or "")
        assert not reply.screens + reply.files
    shown = await press(small_city, HEAD, task)
    assert "Состояние: на проверке" in shown.screens[0].text
    assert "Принять" not in str(shown.screens[0].keyboard)


async def test_a_button_works_after_a_restart(small_city: City) -> None:
    curator = small_city.curator
    await curator.sends("/tasks")
    await small_city.restarts()
    await curator.presses("№ 3 · Школа № 902")
    await curator.sees("Состояние: ждём подтверждения")


async def test_one_digest_a_day_leads_to_each_task(small_city: City) -> None:
    curator = small_city.curator
    await small_city.goes_to(at(17, 8, 59))
    await curator.sees_all()
    await small_city.goes_to(at(17, 9, 5))
    news = await curator.sees_all()
    assert len(news) == 1
    assert news[0]["text"].startswith("Сегодня, 17 января: у вас 2 поручения")
    assert "осталось 14 дней\nШкола № 901, Школа № 902" in news[0]["text"]
    await small_city.goes_to(at(17, 23))
    await curator.sees_nothing()
    await curator.presses("№ 3 · Школа № 902", in_message=news[0])
    await curator.sees("Состояние: ждём подтверждения")


async def test_a_submitted_task_is_silent_and_a_returned_one_speaks(small_city: City) -> None:
    curator, coordinator = small_city.curator, small_city.coordinator
    await hands_in(curator, "№ 3 · Школа № 901")
    await small_city.goes_to(at(17, 9, 5))
    digest = await curator.sees("Сегодня, 17 января: у вас 1 поручение")
    assert "Школа № 901" not in digest["text"]
    await coordinator.presses("Вернуть")
    await coordinator.presses("Нечитаемое фото")
    await small_city.goes_to(at(24, 9, 5))
    digest = await curator.sees("Сегодня, 24 января: у вас 2 поручения")
    assert "Школа № 901 (возвращено), Школа № 902" in digest["text"]


async def test_nobody_who_paused_gets_a_digest(small_city: City) -> None:
    curator = small_city.curator
    async with small_city.app.database.transaction() as session:
        person = select(Account.person_id).where(Account.chat_id == CURATOR).scalar_subquery()
        paused = update(Person).where(Person.id == person).values(paused_until=date(2022, 1, 18))
        await session.execute(paused.execution_options(synchronize_session=False))
    await small_city.goes_to(at(17, 12))
    assert not [one for one in await curator.sees_all() if "Сегодня" in one["text"]]
    assert [one for one in await small_city.phone(DIRECTOR).sees_all() if "Сегодня" in one["text"]]


async def test_the_coordinator_has_the_citys_own_tasks(small_city: City) -> None:
    coordinator = small_city.phone(COORDINATOR)
    await coordinator.sends("/tasks")
    message = await coordinator.sees("Сейчас")
    assert "Школа №" not in message["text"]
    await coordinator.presses("№ 6")
    card = await coordinator.sees("Наличие Программы мониторинга")
    assert "Координатор" in card["text"]
    assert "Сдать подтверждение" in await coordinator.buttons(card)


async def test_the_first_digest_agrees_with_the_lists_it_leads_to(small_city: City) -> None:
    curator = small_city.curator
    digest = next(one for one in await curator.messages() if "Сегодня, 10 января" in one["text"])
    assert digest["text"].startswith("Сегодня, 10 января: у вас 2 поручения")
    assert "Срок не скоро, сдавать уже можно" in digest["text"]
    ahead = next(label for label in await curator.buttons(digest) if label.startswith("Впереди · "))
    await curator.presses("Мои задачи")
    await curator.sees("Сейчас: 2 поручения")
    assert ahead in await curator.buttons()
    await curator.presses(ahead, in_message=digest)
    await curator.sees(ahead.replace(" · ", ": "))
    assert digest in await curator.messages()

"""The coordinator's schools and people: adding, inviting, taking away, and news of who can't be reached."""

from sqlalchemy import func, select

from db.models import Account, Assignment, Invitation, Membership, Message, MessageState, Person, School
from db.queries.outbox import NewMessage, put
from roadmap.access import Role
from roadmap.standing import AssignmentStatus
from tests.chat.moves import at
from tests.city import COORDINATOR, CURATOR, DEPUTY, DIRECTOR, HEAD, OTHER_CURATOR, STRANGER, City
from tests.forging import refusal


async def person_id(city: City, chat_id: int) -> int:
    async with city.app.database.look() as session:
        return (await session.scalars(select(Account.person_id).where(Account.chat_id == chat_id))).one()


async def school_id(city: City, name: str) -> int:
    async with city.app.database.look() as session:
        return (await session.scalars(select(School.id).where(School.name == name))).one()


async def assignments(city: City, school: str, status: AssignmentStatus) -> int:
    place = await school_id(city, school)
    async with city.app.database.look() as session:
        statement = select(func.count()).where(Assignment.school_id == place, Assignment.status == status)
        return (await session.scalar(statement)) or 0


async def roles(city: City, chat_id: int) -> set[tuple[Role, int | None]]:
    person = await person_id(city, chat_id)
    async with city.app.database.look() as session:
        rows = await session.execute(
            select(Membership.role, Membership.school_id).where(Membership.person_id == person)
        )
        return {(row.role, row.school_id) for row in rows}


async def test_the_overview_says_who_is_missing(small_city: City) -> None:
    city = small_city
    await city.coordinator.presses("Школы и люди")
    text = (await city.coordinator.sees("Школ: 3. В боте ещё нет куратора: 0, представителя: 0."))["text"]
    assert "Школа № 901\nКуратор: Иван Образцов\nПредставитель: Анна Тестова" in text
    await city.coordinator.presses("Добавить школы")
    await city.coordinator.sends("Школа № 1000")
    await city.coordinator.sends("/people")
    text = (await city.coordinator.sees("В боте ещё нет куратора: 1, представителя: 1."))["text"]
    assert "Школа № 1000\nКуратор: пока никого" in text
    await city.coordinator.presses("Школа № 1000")
    await city.coordinator.presses("Пригласить представителя")
    await city.coordinator.sends("/people")
    await city.coordinator.sees("Представитель: приглашён, ещё не вошёл")


async def test_nobody_else_has_the_section(small_city: City) -> None:
    city = small_city
    place = await school_id(city, "Школа № 901")
    for chat_id in (CURATOR, DIRECTOR, HEAD):
        await city.phone(chat_id).sends("/people")
        assert "Школ: 3" not in (await city.phone(chat_id).last())["text"]
        for data in ("go:people", "schools:0:0", f"scharch:{place}", "invmake:coordinator:0", "persons:0"):
            assert "не для вас" in await refusal(city, chat_id, data)
    assert await assignments(city, "Школа № 901", AssignmentStatus.CANCELLED) == 0


async def test_schools_are_added_a_line_each(small_city: City) -> None:
    city = small_city
    await city.coordinator.sends("/people")
    await city.coordinator.presses("Добавить школы")
    await city.coordinator.sends("  Школа   № 904 \n\nшкола №901\nШкола №904\n—\n" + "Ш" * 121)
    text = (await city.coordinator.sees("Добавлена 1 школа."))["text"]
    assert "✓ Школа № 904" in text
    assert "школа №901 — уже есть" in text
    assert "Школа №904 — уже есть" in text
    assert "— — не похоже на название" in text
    assert "слишком длинно" in text
    opened = await assignments(city, "Школа № 904", AssignmentStatus.OPEN)
    assert opened == await assignments(city, "Школа № 901", AssignmentStatus.OPEN) > 0


async def test_a_list_of_no_use_leaves_the_question_open(small_city: City) -> None:
    city = small_city
    await city.coordinator.sends("/people")
    await city.coordinator.presses("Добавить школы")
    await city.coordinator.sends("Школа № 901")
    await city.coordinator.sees("Ни одной школы не добавлено.")
    await city.coordinator.sends("\n".join(f"Школа № {number}" for number in range(101)))
    await city.coordinator.sees("не больше 100 школ")
    await city.coordinator.sends("<b>Лицей & Ко</b>")
    await city.coordinator.sees("✓ <b>Лицей & Ко</b>")
    await city.coordinator.sends("Школа № 905")
    await city.coordinator.sees("Не понимаю")


async def test_cancel_ends_the_question(small_city: City) -> None:
    city = small_city
    await city.coordinator.sends("/people")
    await city.coordinator.presses("Добавить школы")
    await city.coordinator.presses("Отмена")
    await city.coordinator.sees("Отменено")
    await city.coordinator.sends("Школа № 905")
    await city.coordinator.sees("Не понимаю")


async def test_a_hundred_long_names_are_told_on_several_pages(small_city: City) -> None:
    city = small_city
    await city.coordinator.sends("/people")
    await city.coordinator.presses("Добавить школы")
    await city.coordinator.sends("\n".join(f"{number} {'х' * 33}" for number in range(1, 101)))
    seen = await city.coordinator.sees_all()
    told = "\n".join(message["text"] for message in seen)
    assert all(f"✓ {number} х" in told for number in range(1, 101))
    assert len(seen) > 1
    await city.coordinator.sends("/people")
    await city.coordinator.presses("›")
    await city.coordinator.sees("103")


async def test_a_school_is_renamed(small_city: City) -> None:
    city = small_city
    await city.coordinator.sends("/people")
    await city.coordinator.presses("Школа № 901")
    await city.coordinator.presses("Переименовать")
    await city.coordinator.sends("школа № 902")
    await city.coordinator.sees("уже есть")
    await city.coordinator.sends("!!!")
    await city.coordinator.sees("не название")
    await city.coordinator.sends("Я" * 121)
    await city.coordinator.sees("не больше 120 знаков")
    await city.coordinator.sends("Гимназия № 901")
    await city.coordinator.sees("Гимназия № 901")
    assert await school_id(city, "Гимназия № 901")


async def test_an_archived_school_owes_nothing_until_it_is_back(small_city: City) -> None:
    city = small_city
    owed = await assignments(city, "Школа № 901", AssignmentStatus.OPEN)
    await city.coordinator.sends("/people")
    await city.coordinator.presses("Школа № 901")
    await city.coordinator.presses("В архив")
    await city.coordinator.sees_toast("Школа в архиве")
    assert await assignments(city, "Школа № 901", AssignmentStatus.OPEN) == 0
    assert await assignments(city, "Школа № 901", AssignmentStatus.CANCELLED) == owed
    place = await school_id(city, "Школа № 901")
    assert "уже в архиве" in await refusal(city, COORDINATOR, f"scharch:{place}")
    await city.coordinator.sends("/people")
    await city.coordinator.sees("Школ: 2")
    await city.coordinator.presses("Архив школ")
    await city.coordinator.presses("Школа № 901")
    await city.coordinator.presses("Вернуть из архива")
    await city.coordinator.sees_toast("снова участвует")
    assert await assignments(city, "Школа № 901", AssignmentStatus.OPEN) == owed
    assert (Role.REPRESENTATIVE, await school_id(city, "Школа № 901")) in await roles(city, DIRECTOR)


async def test_the_text_to_forward_stands_alone(small_city: City) -> None:
    city = small_city
    await city.coordinator.sends("/people")
    await city.coordinator.presses("Пригласить")
    await city.coordinator.presses("Пригласить представителя")
    await city.coordinator.sees_all()
    await city.coordinator.presses("Школа № 902")
    hint, text = await city.coordinator.sees_all()
    assert "Перешлите" in hint["text"]
    assert "представитель школы — Школа № 902" in text["text"]
    assert f"https://t.me/{city.app.dispatcher['bot_username']}?start=" in text["text"]
    assert "24 января 2022" in text["text"]
    assert not text["inline_keyboard"]


async def test_ticks_outlive_a_restart(small_city: City) -> None:
    city = small_city
    await city.coordinator.sends("/people")
    await city.coordinator.presses("Пригласить")
    await city.coordinator.presses("Пригласить куратора")
    await city.coordinator.presses("Готово")
    await city.coordinator.sees_toast("хотя бы одну")
    await city.coordinator.presses("Школа № 901")
    await city.restarts()
    await city.coordinator.presses("Школа № 903")
    await city.coordinator.presses("✓ Школа № 901")
    await city.coordinator.presses("Школа № 902")
    await city.coordinator.sees("Отмечено: Школа № 902, Школа № 903")
    await city.coordinator.presses("Готово (2)")
    await city.coordinator.sees("куратор — Школа № 902, Школа № 903")


async def test_invitations_that_wait_are_listed_renewed_and_revoked(small_city: City) -> None:
    city = small_city
    await city.coordinator.sends("/people")
    await city.coordinator.presses("Пригласить")
    await city.coordinator.presses("Пригласить управление")
    first = (await city.coordinator.last())["text"].split("start=")[1].split()[0]
    await city.coordinator.sends("/people")
    await city.coordinator.presses("Приглашения")
    await city.coordinator.sees("Ждут ответа: 1 приглашение.")
    listed = await city.coordinator.last()
    await city.coordinator.presses("1: новая ссылка")
    second = (await city.coordinator.last())["text"].split("start=")[1].split()[0]
    old = listed["inline_keyboard"][0][0]["callback_data"]
    assert "уже не действует" in await refusal(city, COORDINATOR, old)
    await city.phone(STRANGER).sends(f"/start {first}")
    await city.phone(STRANGER).sees("отозвано")
    await city.phone(STRANGER).sends(f"/start {second}")
    await city.phone(STRANGER).presses("Согласен")
    assert await roles(city, STRANGER) == {(Role.DEPARTMENT, None)}
    await city.coordinator.sends("/people")
    await city.coordinator.presses("Приглашения")
    await city.coordinator.sees("нет")


async def test_a_role_taken_by_mistake_is_given_back_in_silence(small_city: City) -> None:
    city = small_city
    await city.curator.sees_all()
    before = await roles(city, CURATOR)
    await city.coordinator.sends("/people")
    await city.coordinator.presses("Школа № 901")
    await city.coordinator.presses("Иван Образцов")
    await city.coordinator.presses("Убрать: Школа № 901")
    await city.coordinator.sees_toast("Убрано")
    assert len(await roles(city, CURATOR)) == len(before) - 1
    await city.passes(minutes=5)
    await city.coordinator.presses("Вернуть: Школа № 901")
    await city.coordinator.sees_toast("Вернули")
    assert await roles(city, CURATOR) == before
    await city.passes(minutes=30)
    await city.curator.sees_nothing()


async def test_a_role_taken_given_back_and_taken_again_is_told_once(small_city: City) -> None:
    city = small_city
    await city.coordinator.sends("/people")
    await city.coordinator.presses("Школа № 901")
    await city.coordinator.presses("Иван Образцов")
    for button in ("Убрать: Школа № 901", "Вернуть: Школа № 901", "Убрать: Школа № 901"):
        await city.coordinator.presses(button)
        await city.passes(minutes=2)
    await city.passes(minutes=30)
    seen = [message["text"] for message in await city.curator.sees_all()]
    assert sum("снял с вас роль: куратор — Школа № 901" in text for text in seen) == 1


async def test_who_loses_a_role_is_told_once_and_by_day(small_city: City) -> None:
    city = small_city
    await city.passes(hours=11)
    await city.curator.sees_all()
    await city.coordinator.sends("/people")
    await city.coordinator.presses("Школа № 901")
    await city.coordinator.presses("Иван Образцов")
    card = await city.coordinator.last()
    data = card["inline_keyboard"][0][0]["callback_data"]
    await city.coordinator.presses("Убрать: Школа № 901")
    assert "уже нет" in await refusal(city, COORDINATOR, data)
    await city.passes(hours=2)
    await city.curator.sees_nothing()
    await city.passes(hours=9, minutes=30)
    seen = [message["text"] for message in await city.curator.sees_all()]
    assert sum("снял с вас роль: куратор — Школа № 901" in text for text in seen) == 1
    await city.coordinator.presses("Вернуть: Школа № 901")
    await city.curator.sees("вернул вам роль: куратор — Школа № 901")


async def test_the_last_coordinator_stays(small_city: City) -> None:
    city = small_city
    await city.coordinator.sends("/people")
    await city.coordinator.presses("Все люди")
    await city.coordinator.presses("Ольга Примерова")
    await city.coordinator.presses("Убрать: муниципальный координатор")
    await city.coordinator.sees_toast("единственный координатор")
    assert await roles(city, COORDINATOR) == {(Role.COORDINATOR, None)}


async def test_of_two_coordinators_one_may_go(small_city: City) -> None:
    city = small_city
    await city.coordinator.sends("/people")
    await city.coordinator.presses("Пригласить")
    await city.coordinator.presses("Пригласить второго координатора")
    token = (await city.coordinator.last())["text"].split("start=")[1].split()[0]
    await city.phone(HEAD).sends(f"/start {token}")
    await city.phone(HEAD).presses("Добавить")
    assert "people" in await city.phone(HEAD).commands()
    await city.coordinator.sends("/people")
    await city.coordinator.presses("Все люди")
    await city.coordinator.presses("Ольга Примерова")
    await city.coordinator.presses("Убрать: муниципальный координатор")
    await city.coordinator.sees("нет роли")
    assert await roles(city, COORDINATOR) == set()
    assert "people" not in await city.coordinator.commands()
    await city.coordinator.sends("/people")
    assert "Школ: 3" not in (await city.coordinator.last())["text"]


async def test_the_coordinator_learns_who_cannot_be_reached(small_city: City) -> None:
    city = small_city
    await city.phone(OTHER_CURATOR).blocks()
    person = await person_id(city, OTHER_CURATOR)
    async with city.app.database.transaction() as session:
        news = NewMessage("test", person, "membership-removed", {"role": "department", "school_id": None})
        await put(session, [news], now=city.clock())
    await city.coordinator.sees_all()
    await city.passes(minutes=10)
    message = await city.coordinator.sees("Пётр Условный не получает сообщений бота")
    assert "куратор — Школа № 903" in message["text"]
    await city.coordinator.presses("Открыть карточку")
    await city.coordinator.sees("Сообщения не доходят")
    await city.coordinator.presses("Пригласить заново: куратор")
    await city.coordinator.sees("куратор — Школа № 903")
    await city.coordinator.sends("/people")
    await city.coordinator.presses("Все люди")
    assert "⚠ Пётр Условный" in (await city.coordinator.last())["text"]


async def test_an_unreachable_person_who_is_back_is_no_news(small_city: City) -> None:
    city = small_city
    await city.phone(OTHER_CURATOR).blocks()
    await city.coordinator.sees_all()
    await city.drain()
    await city.phone(OTHER_CURATOR).unblocks()
    await city.passes(minutes=10)
    await city.coordinator.sees_nothing()


async def test_who_is_newly_out_of_reach_is_told_in_one_message_a_day_and_never_again(
    small_city: City,
) -> None:
    city, coordinator = small_city, small_city.coordinator
    await coordinator.sees_all()
    await city.phone(OTHER_CURATOR).blocks()
    await city.passes(minutes=5)
    await city.phone(DIRECTOR).blocks()
    await city.passes(minutes=5)
    (told,) = await coordinator.sees_all()
    assert "больше не получают 2 человека:\n• Анна Тестова: представитель" in told["text"]
    assert "• Пётр Условный: куратор — Школа № 903" in told["text"]

    await city.phone(DEPUTY).blocks()
    await city.passes(hours=13)
    assert not [one for one in await coordinator.sees_all() if "не получает" in one["text"]]
    await city.goes_to(at(11, 8, 1))
    await coordinator.sees("Мария Вымышленная не получает сообщений бота")
    await city.goes_to(at(24, 20))  # several digests were not delivered meanwhile
    async with city.app.database.look() as session:
        missed = select(func.count()).where(Message.state == MessageState.UNREACHABLE)
        assert (await session.scalar(missed) or 0) > 3
    assert not [one for one in await coordinator.sees_all() if "не получа" in one.get("text", "")]


async def test_old_buttons_make_sense_after_all_is_gone(small_city: City) -> None:
    city = small_city
    for data, toast in (
        ("school:4711:0", "не для вас"),
        ("schname:4711", "не для вас"),
        ("person:4711:0", "вышел"),
        ("memout:4711:4711", "вышел"),
        ("memback:4711:curator:1", "вышел"),
        ("invmake:curator:4711", "не участвует"),
        ("invoff:4711", "уже не действует"),
        ("invnew:4711", "не для вас"),
        ("invdone:curator", "хотя бы одну"),
        ("memback:1:curator:4711", "не для вас"),
    ):
        assert toast in await refusal(city, COORDINATOR, data), data
    async with city.app.database.look() as session:
        assert await session.scalar(select(func.count()).select_from(Invitation)) == 0
        told = select(func.count()).where(Message.kind == "membership-removed")
        assert await session.scalar(told) == 0
        assert await session.scalar(select(func.count()).select_from(Person)) == 7

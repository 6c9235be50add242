"""What everybody can do for themselves: help, cancel, language, name, silence, leaving."""

from datetime import date

import pytest
from sqlalchemy import func, select

from db.models import Account, AssignmentEvent, Membership, Person
from db.queries.pending import await_input
from tests.city import COORDINATOR, CURATOR, DIRECTOR, HEAD, City
from tests.forging import refusal


async def person(city: City, chat_id: int) -> Person:
    async with city.app.database.look() as session:
        return (
            await session.scalars(
                select(Person).join(Account, Account.person_id == Person.id).where(Account.chat_id == chat_id)
            )
        ).one()


@pytest.mark.parametrize(
    ("chat_id", "says"),
    [
        (COORDINATOR, "загрузить и запустить план"),
        (HEAD, "как идут дела в школах"),
        (CURATOR, "нажмите «Сдать подтверждение»"),
        (DIRECTOR, "Вопросы — координатору: Ольга Примерова"),
        (DIRECTOR, "«Не беспокоить», пауза и замещение"),
        (COORDINATOR, "/preview — что и кому уйдёт"),
    ],
)
async def test_help_fits_the_role(small_city: City, chat_id: int, says: str) -> None:
    phone = small_city.phone(chat_id)
    await phone.sends("/help")
    await phone.sees(says)
    await phone.presses("Помощь")
    await phone.sees("/cancel")


async def test_start_greets_with_the_menu(small_city: City) -> None:
    await small_city.curator.sends("/start")
    await small_city.curator.sees("Здравствуйте, Иван Образцов!")
    assert "Заседания" in await small_city.curator.reply_buttons()
    await small_city.curator.sends("/menu@some_bot")
    await small_city.curator.sees("Здравствуйте")


async def test_cancel_says_what_it_dropped(small_city: City) -> None:
    city = small_city
    await city.curator.sends("/cancel")
    await city.curator.sees("Отменять нечего")
    await city.curator.sends("/settings")
    await city.curator.presses("Исправить имя")
    await city.curator.sends("/cancel")
    await city.curator.sees("Отменено")
    await city.curator.sends("Новое Имя")
    assert (await person(city, CURATOR)).name == "Иван Образцов"
    async with city.app.database.transaction() as session:
        payload = {"evidence_id": 0}
        await await_input(session, (await person(city, CURATOR)).id, "evidence", payload, city.clock())
    await city.curator.sends("/cancel")
    await city.curator.sees("Присланные остались в поручении")


async def test_the_language_changes_at_once_and_everywhere(small_city: City) -> None:
    city = small_city
    await city.curator.sends("/settings")
    await city.curator.presses("Язык")
    await city.curator.presses("English")
    await city.curator.sees("The bot speaks English now")
    assert "Meetings" in await city.curator.reply_buttons()
    await city.curator.presses("Settings")
    await city.curator.sees("Language: English")
    await city.curator.sends("Настройки")
    await city.curator.sees("Language: English")
    await city.restarts()
    await city.curator.sends("/help")
    await city.curator.sees("Submit evidence")
    assert "not for you" in await refusal(city, CURATOR, "lang:xx")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("12345", "не имя"), ("\u200b\u202e", "не имя"), ("Я" * 101, "не больше 100 знаков")],
)
async def test_a_name_must_be_one(small_city: City, typed: str, answer: str) -> None:
    city = small_city
    await city.curator.sends("/settings")
    await city.curator.presses("Исправить имя")
    await city.curator.sends(typed)
    await city.curator.sees(answer)
    await city.curator.sends("Иван  Образцов-\u202eПримерный <i>")
    await city.curator.sees("Имя: Иван Образцов-Примерный <i>")
    assert (await person(city, CURATOR)).name == "Иван Образцов-Примерный <i>"


async def test_reminders_pause_and_speak_again(small_city: City) -> None:
    city = small_city
    await city.curator.sends("/settings")
    await city.curator.presses("Приостановить")
    await city.curator.presses("На неделю")
    await city.curator.sees("молчат до 17 января 2022")
    assert (await person(city, CURATOR)).paused_until == date(2022, 1, 17)
    await city.curator.presses("Возобновить")
    await city.curator.sees("Напоминания: включены")
    assert (await person(city, CURATOR)).paused_until is None


async def test_a_pause_runs_out(small_city: City) -> None:
    city = small_city
    await city.curator.sends("/settings")
    await city.curator.presses("Приостановить")
    await city.curator.presses("До завтра")
    await city.curator.sees("молчат до 11 января 2022")
    await city.passes(days=1)
    await city.curator.sends("/settings")
    await city.curator.sees("Напоминания: включены")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("когда-нибудь", "прочитать дату"),
        ("31.02", "прочитать дату"),
        ("10.01.2022", "в будущем"),
        ("12.03", "в будущем"),
    ],
)
async def test_a_date_for_the_pause(small_city: City, typed: str, answer: str) -> None:
    city = small_city
    await city.curator.sends("/settings")
    await city.curator.presses("Приостановить")
    await city.curator.presses("До даты")
    await city.curator.sends(typed)
    await city.curator.sees(answer)
    await city.curator.sends("11.03.2022")
    await city.curator.sees("молчат до 11 марта 2022")
    assert (await person(city, CURATOR)).paused_until == date(2022, 3, 11)


async def test_who_leaves_is_forgotten_and_history_stays(small_city: City) -> None:
    city = small_city
    gone = await person(city, CURATOR)
    async with city.app.database.look() as session:
        before = await session.scalar(select(func.count()).select_from(AssignmentEvent))
    await city.curator.sends("/settings")
    await city.curator.presses("Выйти и удалить")
    await city.curator.sees("Выйти и удалить данные?")
    await city.curator.presses("Назад")
    await city.curator.presses("Выйти и удалить")
    await city.curator.presses("Да, выйти")
    await city.curator.sees("Вы вышли, ваши данные удалены")
    assert await city.curator.commands() == ["start", "help"]
    async with city.app.database.look() as session:
        left = await session.get_one(Person, gone.id)
        assert left.name == "Удалённый пользователь"
        assert left.left_at == city.clock()
        for model in (Account, Membership):
            statement = select(func.count()).select_from(model).where(model.person_id == gone.id)
            assert await session.scalar(statement) == 0
        assert await session.scalar(select(func.count()).select_from(AssignmentEvent)) == before
    await city.curator.sends("/tasks")
    await city.curator.sees("нужно приглашение")
    assert "нужно приглашение" in await refusal(city, CURATOR, "leave:1")


async def test_who_left_comes_back_by_invitation(small_city: City) -> None:
    city = small_city
    await city.curator.sends("/settings")
    await city.curator.presses("Выйти и удалить")
    await city.curator.presses("Да, выйти")
    await city.coordinator.sends("/people")
    await city.coordinator.presses("Школа № 901")
    await city.coordinator.presses("Пригласить куратора")
    await city.coordinator.presses("Готово")
    token = (await city.coordinator.last())["text"].split("start=")[1].split()[0]
    await city.curator.sends(f"/start {token}")
    await city.curator.presses("Согласен")
    await city.curator.sees("Добро пожаловать, Иван Образцов")
    assert (await person(city, CURATOR)).consented_at == city.clock()


async def test_the_last_coordinator_does_not_leave(small_city: City) -> None:
    city = small_city
    await city.coordinator.sends("/settings")
    await city.coordinator.presses("Выйти и удалить")
    await city.coordinator.sees_toast("единственный координатор")
    assert "единственный координатор" in await refusal(city, COORDINATOR, "leave:1")
    assert (await person(city, COORDINATOR)).left_at is None

"""Surveys in the tests' city: building and sending one, answering it, and what the database has of it."""

from datetime import datetime

from sqlalchemy import func, select

from db.models import Answer, Question, Response, Survey
from tests.city import ZONE, City
from tests.phone import Message, Phone


async def begin_draft(coordinator: Phone, title: str = "Стартовая анкета") -> None:
    await coordinator.presses("Опросы")
    await coordinator.presses("Новый опрос")
    await coordinator.sends(title)


async def add_choice(coordinator: Phone, text: str, *options: str) -> None:
    await coordinator.presses("Выбрать один вариант")
    await coordinator.sends(text)
    await coordinator.sends("\n".join(options))


async def add_text(coordinator: Phone, text: str) -> None:
    await coordinator.presses("Добавить вопрос")
    await coordinator.presses("Написать своими словами")
    await coordinator.sends(text)


async def build(coordinator: Phone, title: str = "Стартовая анкета") -> None:
    """Two questions, as far as the list of them."""
    await begin_draft(coordinator, title)
    await add_choice(coordinator, "Есть ли план работы со школой?", "Да", "Нет", "Ещё составляем")
    await add_text(coordinator, "Чем помочь?")


async def send_to_curators(coordinator: Phone, until: str = "Неделя") -> None:
    await coordinator.presses("Кого спросить ›")
    await coordinator.presses("Кураторы")
    await coordinator.presses("До какого дня ›")
    await coordinator.presses(until)
    await coordinator.presses("Отправить")


async def ask_curators(city: City, until: str = "Неделя") -> None:
    await build(city.coordinator)
    await send_to_curators(city.coordinator, until)


async def answer_all(person: Phone, option: str, text: str) -> None:
    await person.presses("Ответить")
    await person.presses(option)
    await person.sends(text)
    await person.presses("Отправить")


async def only_survey(city: City) -> Survey:
    async with city.app.database.look() as session:
        return (await session.scalars(select(Survey))).one()


async def answers(city: City) -> list[tuple[int | None, str | None]]:
    async with city.app.database.look() as session:
        rows = await session.execute(select(Answer.option, Answer.text).order_by(Answer.id))
        return [(row.option, row.text) for row in rows]


async def count(city: City, table: type[Response] | type[Question] | type[Survey]) -> int:
    async with city.app.database.look() as session:
        return (await session.scalar(select(func.count()).select_from(table))) or 0


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZONE)  # type: ignore[misc,arg-type]  # the parts are year to minute


def with_text(messages: list[Message], fragment: str) -> list[Message]:
    return [message for message in messages if fragment in message["text"]]


def data_of(message: Message, label: str) -> str:
    buttons = [button for row in message["inline_keyboard"] for button in row]
    return str(next(button["callback_data"] for button in buttons if label in button["text"]))

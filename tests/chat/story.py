"""What the people of the story do, each under one name: the coordinator's errands, handing in, meetings."""

import re
from datetime import date, datetime

from roadmap.calendar import is_working
from tests.city import ROADMAP, City
from tests.phone import Message, Phone

DIGEST = re.compile(r"(Сегодня|Today), ")
PRESSING = ("Просрочено", "Скоро срок", "Возвращено")


# The coordinator


async def claims(city: City) -> None:
    assert city.app.setup_code is not None
    await city.coordinator.sends(f"/start {city.app.setup_code}")
    await city.coordinator.presses("Согласен")
    await city.coordinator.sees("С чего начать")


async def loads_the_roadmap(city: City) -> Message:
    """What was understood of Penza's document, before it is started."""
    await sends_document(city.coordinator, ROADMAP.read_bytes(), ROADMAP.name)
    return await city.coordinator.sees("Вот что я понял")


async def sends_document(person: Phone, content: bytes, name: str) -> None:
    """When asked for it; a draft that is there already is replaced."""
    await person.sends("/roadmap")
    await person.presses("Загрузить документ")
    await person.sends_file(content, name, "text/plain")
    if "Прочитать вместо него" in (await person.last())["text"]:
        await person.presses("Да, прочитать новый")


async def starts_the_draft(person: Phone) -> None:
    """From its overview: what will happen is shown first."""
    await person.presses("Запустить…")
    await person.sees("Пока ничего не отправлено.")
    await person.presses("Запустить")


async def adds_schools(city: City, *names: str) -> None:
    await city.coordinator.sends("/people")
    await city.coordinator.presses("Добавить школы")
    await city.coordinator.sends("\n".join(names))


async def invites(city: City, whom: str, *schools: str) -> str:
    """The token in the text that the bot gives to forward; `whom` is the button, such as «куратора»."""
    coordinator = city.coordinator
    await coordinator.sends("/people")
    await coordinator.presses("Пригласить")
    await coordinator.presses(f"Пригласить {whom}")
    choice = await coordinator.last() if schools else None
    for school in schools:
        await coordinator.presses(school, in_message=choice)
    if whom == "куратора":
        await coordinator.presses("Готово", in_message=choice)
    found = re.search(r"https://t\.me/\w+\?start=([\w-]+)", (await coordinator.last())["text"])
    assert found, await coordinator.chat()
    return found[1]


async def enters(phone: Phone, token: str) -> None:
    await phone.sends(f"/start {token}")
    await phone.sees("Что бот хранит о вас и зачем")
    await phone.presses("Согласен")


async def sets_a_meeting(city: City, day: str, at: str = "15:00") -> None:
    coordinator = city.coordinator
    await coordinator.sends("/meetings")
    await coordinator.presses("Назначить")
    for answer in (day, at, "Управление образования, кабинет 12", "1. Итоги месяца\n2. Планы"):
        await coordinator.sends(answer)
    await coordinator.presses("Разослать")
    await coordinator.sees_toast("Приглашения уйдут")


async def hands_in_the_protocol(city: City, content: bytes) -> None:
    """When asked for it after the meeting."""
    await city.coordinator.sees("Остался протокол")
    await city.coordinator.presses("Сдать протокол")
    await city.coordinator.sends_file(content, "протокол.pdf", "application/pdf")
    await city.coordinator.presses("Готово")
    await city.coordinator.sees("поручение выполнено")


async def accepts_all(city: City) -> int:
    """Everything that waits for review; how many packages it was."""
    coordinator = city.coordinator
    await coordinator.sends("/review")
    queue = await coordinator.last()
    if "Всё проверено" in queue["text"]:
        return 0
    await coordinator.presses("№", in_message=queue)
    for number in range(1, 100):
        package = await coordinator.last()
        await coordinator.presses("Принять", in_message=package)
        if "Следующее подтверждение" not in await coordinator.buttons(package):
            return number
        await coordinator.presses("Следующее подтверждение", in_message=package)
    raise AssertionError(await coordinator.chat())


# Everybody


async def opens_the_most_urgent(phone: Phone) -> bool:
    """The card of the task that presses most; False when nothing presses."""
    await phone.sends("/tasks")
    tasks = await phone.last()
    if not any(heading in tasks["text"] for heading in PRESSING):
        return False
    await phone.presses((await phone.buttons(tasks))[0], in_message=tasks)
    return True


async def hands_in_what_presses(phone: Phone) -> int:
    """A link for every task that is overdue, due soon or returned; how many they were."""
    done = 0
    while await opens_the_most_urgent(phone):
        await phone.presses("Сдать")
        await phone.sends("Размещено на сайте: https://school.example.ru/500plus")
        await phone.presses("Готово")
        assert "Принято" in (await phone.last())["text"], await phone.chat()
        done += 1
    return done


# Looking


def digests(messages: list[Message]) -> list[Message]:
    return [one for one in messages if not one["out"] and DIGEST.match(one["text"])]


def day_of(message: Message) -> date:
    return datetime.fromisoformat(message["date"]).date()


async def was_never_a_nuisance(phone: Phone) -> int:
    """One digest a working day at most, and nothing at night. How many digests there were."""
    mine = [one for one in await phone.messages() if not one["out"]]
    for message in mine:
        assert 8 <= datetime.fromisoformat(message["date"]).hour < 20, message
    days = [day_of(message) for message in digests(mine)]
    assert len(days) == len(set(days))
    assert [day for day in days if not is_working(day)] == []
    return len(days)

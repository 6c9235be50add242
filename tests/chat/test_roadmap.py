"""The coordinator's roadmap in the chat: a document is sent, looked at, started, changed, dropped."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import func, select, update

from db.engine import Database
from db.models import (
    Activity,
    Assignment,
    IncomingDocument,
    Membership,
    Message,
    Occurrence,
    Roadmap,
    RoadmapDraft,
)
from playground.faults import Fault
from roadmap.access import Role
from tests.chat import story
from tests.chat.story import starts_the_draft
from tests.city import HEAD, ROADMAP, ZONE, City
from tests.phone import Phone

PENZA = ROADMAP.read_text(encoding="utf-8")
NEXT_YEAR = PENZA.replace("2022", "2023").replace("2021", "2022")
NAME = "penza-500plus-2022.txt"
RISKS = "Участие в мониторинге школ-участниц проекта «500+» по вопросу определения рисков профилей"
MOVED = PENZA.replace("Февраль 2022 года", "Март 2022 года")
ONLY_COORDINATOR = PENZA.replace("Наличие Программы мониторинга, приказа", "Приказ").replace(
    "школами-участницами проекта «500+»\tЯнварь 2022 года",
    "школами-участницами проекта «500+»\tМарт 2022 года",
)
UNREAD = PENZA.replace("Февраль 2022 года", "по отдельному графику")


async def sends_document(person: Phone, text: str, name: str = NAME) -> None:
    await story.sends_document(person, text.encode(), name)


async def counted(database: Database) -> dict[str, int]:
    """How many rows there are of everything that comes of a document."""
    tables = (Roadmap, RoadmapDraft, IncomingDocument, Activity, Occurrence, Assignment)
    async with database.look() as session:
        return {
            table.__tablename__: await session.scalar(select(func.count()).select_from(table)) or 0
            for table in tables
        }


def read(message: dict[str, Any]) -> str:
    """The text as it is read: a no-break space is a space."""
    return str(message["text"]).replace("\u00a0", " ")


def edits_fail(city: City, times: int = 1) -> None:
    """The pressed message stays with its buttons, as on a device that has not heard of the edit yet."""
    city.playground.world.faults.add(
        Fault(
            "editMessageText",
            "error",
            times=times,
            code=400,
            description="Bad Request: message can't be edited",
        )
    )


async def told(database: Database, kind: str) -> int:
    async with database.look() as session:
        counted = select(func.count()).select_from(Message).where(Message.kind == kind)
        return await session.scalar(counted) or 0


def data_of(message: dict[str, Any], label: str) -> str:
    buttons = [button for row in message["inline_keyboard"] for button in row]
    return next(str(button["callback_data"]) for button in buttons if button["text"].startswith(label))


async def test_the_roadmap_in_force_is_read_page_by_page(small_city: City) -> None:
    coordinator = small_city.coordinator
    await coordinator.sends("Дорожная карта")
    shown = await coordinator.sees(
        "21 мероприятие, 33 контрольных срока, 16 мероприятий для школ; заседания координационной группы: № 5"
    )
    assert "12 контрольных сроков: первый 31 января 2022 г., последний 31 декабря 2022 г." in read(shown)
    await coordinator.presses("№ 5")
    card = await coordinator.sees("1 раз в месяц в течение 2022 года")
    assert "Протоколы заседания, решения, рекомендации" in card["text"]
    assert "МКУ «ЦКОиМОУО г. Пензы»" in card["text"]
    assert "Поручений всего: 12, принято: 0" in card["text"]
    assert "протокол: её сдаёт координатор" in card["text"]
    await coordinator.presses("Назад")
    await coordinator.presses("›")
    await coordinator.presses("›")
    last = await coordinator.sees("№ 21.")
    assert "сроки 30 июня 2022 г., 30 сентября 2022 г." in read(last)
    await coordinator.presses("№ 17")
    await coordinator.sees("Июнь, сентябрь 2022 года")
    await coordinator.presses("Назад")
    assert "№ 21." in (await coordinator.last())["text"]


async def test_a_new_roadmap_is_shown_first_and_then_started(small_city: City) -> None:
    coordinator, curator = small_city.coordinator, small_city.curator
    before = await counted(small_city.app.database)
    await sends_document(coordinator, NEXT_YEAR, "план-2023.txt")
    draft = await coordinator.sees("Вот что я понял из документа «план-2023.txt»")
    assert "21 мероприятие, 33 контрольных срока, 16 мероприятий для школ" in draft["text"]
    assert "По сравнению с действующей" not in draft["text"]
    await coordinator.presses("Все мероприятия")
    await coordinator.sees("№ 1.")
    await coordinator.presses("‹")
    await coordinator.sees("№ 21.")
    await coordinator.presses("Назад")
    assert await counted(small_city.app.database) == before | {"roadmap_draft": 1}
    await curator.sees_nothing()
    await coordinator.presses("Запустить…")
    look = await coordinator.sees("Запустить дорожную карту?")
    assert "школ участвует: 3;\n• контрольных сроков: 33, новых поручений: 95;" in look["text"]
    assert "сообщение получат 6 человек." in look["text"]
    assert await counted(small_city.app.database) == before | {"roadmap_draft": 1}
    await curator.sees_nothing()
    await coordinator.presses("Запустить")
    result = await coordinator.sees("Дорожная карта запущена.")
    assert "Мероприятий: 21, контрольных сроков: 33, новых поручений: 95." in result["text"]
    assert "Об этом узнают 6 человек." in result["text"]
    news = await curator.sees("Готова дорожная карта на 2023 год")
    assert "2023 год" in news["text"]
    assert "У вас 32 поручения.\n\nБлижайший срок: 31 января 2023 г." in read(news)
    assert await told(small_city.app.database, "roadmap-started") == 6
    (to_tasks,) = await curator.buttons(news)
    await curator.presses(to_tasks, in_message=news)
    await curator.sees("Школа № 901")
    after = await counted(small_city.app.database)
    assert (after["roadmap"], after["activity"], after["occurrence"]) == (2, 42, 66)
    assert after["roadmap_draft"] == after["incoming_document"] == 0


async def test_started_twice_it_starts_once(small_city: City) -> None:
    coordinator = small_city.coordinator
    await sends_document(coordinator, NEXT_YEAR)
    await coordinator.presses("Запустить…")
    draft = await coordinator.sees("Пока ничего не отправлено.")
    data = data_of(draft, "Запустить")
    edits_fail(small_city)
    await coordinator.presses_again(draft, data)
    once = await counted(small_city.app.database)
    await coordinator.presses_again(draft, data)
    await coordinator.sees_toast("уже запущен или отменён")
    await coordinator.sees("Поручений всего: 95")
    assert await counted(small_city.app.database) == once
    assert await told(small_city.app.database, "roadmap-started") == 6


async def test_cancelled_it_leaves_nothing(small_city: City) -> None:
    coordinator = small_city.coordinator
    before = await counted(small_city.app.database)
    await sends_document(coordinator, NEXT_YEAR)
    draft = await coordinator.sees("Вот что я понял")
    edits_fail(small_city, times=7)
    await coordinator.presses("Отменить импорт")
    await coordinator.sees("пропадёт")
    assert (await counted(small_city.app.database))["roadmap_draft"] == 1
    await coordinator.presses("Да, отменить импорт")
    await coordinator.sees("от документа ничего не осталось")
    assert await counted(small_city.app.database) == before
    for label in (
        "Запустить…",
        "Отменить импорт",
        "Все мероприятия",
        "Школы: все, 3",
        "Напоминания: обычные",
    ):
        await coordinator.presses_again(draft, data_of(draft, label))
        await coordinator.sees_toast("уже запущен или отменён")
    assert await counted(small_city.app.database) == before


async def test_the_same_document_changes_nothing(small_city: City) -> None:
    coordinator = small_city.coordinator
    before = await counted(small_city.app.database)
    await sends_document(coordinator, PENZA)
    await coordinator.sees("По сравнению с действующей ничего не меняется.")
    await starts_the_draft(coordinator)
    await coordinator.sees("Такая дорожная карта уже действует, ничего не изменилось.")
    assert await counted(small_city.app.database) == before
    await small_city.curator.sees_nothing()


async def test_a_new_edition_is_compared_and_told_to_those_concerned(small_city: City) -> None:
    coordinator, curator = small_city.coordinator, small_city.curator
    await sends_document(coordinator, MOVED)
    await coordinator.sees("По сравнению с действующей: новых мероприятий 0, изменится 1, исчезнет 0.")
    await coordinator.presses("Что изменится")
    changes = await coordinator.sees("Что изменится по сравнению с действующей")
    line = f"Изменятся: 1\n\n✎ № 8. {RISKS}\nСрок: Февраль 2022 года → Март 2022 года"
    assert line in changes["text"]
    assert "Новые мероприятия" not in changes["text"]
    await coordinator.presses("Назад")
    await starts_the_draft(coordinator)
    await coordinator.sees("Дорожная карта обновлена.")
    news = await curator.sees("Изменился срок поручения")
    assert "Новый срок: 31 марта 2022 г. (было 28 февраля 2022 г.)\nШкола № 901, Школа № 902" in read(news)
    await sends_document(coordinator, ONLY_COORDINATOR)
    await starts_the_draft(coordinator)
    back = await curator.sees("Изменился срок поручения")
    assert "Новый срок: 28 февраля 2022 г. (было 31 марта 2022 г.)" in read(back)
    assert await told(small_city.app.database, "roadmap-started") == 0
    assert await told(small_city.app.database, "deadline-moved") == 12


async def test_a_change_for_others_is_not_told(small_city: City) -> None:
    coordinator = small_city.coordinator
    await sends_document(coordinator, ONLY_COORDINATOR)
    await coordinator.sees("изменится 1")
    await starts_the_draft(coordinator)
    await coordinator.sees("Сообщать пока некому.")
    await small_city.curator.sees_nothing()


async def test_at_night_only_the_coordinator_is_answered(small_city: City) -> None:
    coordinator, curator = small_city.coordinator, small_city.curator
    await small_city.goes_to(datetime(2022, 1, 10, 22, 30, tzinfo=ZONE).astimezone(UTC))
    await curator.sees_all()
    await sends_document(coordinator, MOVED)
    await starts_the_draft(coordinator)
    await coordinator.sees("Дорожная карта обновлена.")
    await curator.sees_nothing()
    await small_city.passes(hours=10)
    await curator.sees("Изменился срок поручения")


async def test_what_is_not_understood_comes_first(small_city: City) -> None:
    coordinator = small_city.coordinator
    await sends_document(coordinator, UNREAD)
    await coordinator.sees("⚠️ Посмотрите 1 сомнительное мероприятие.")
    await coordinator.presses("Все мероприятия")
    text = str((await coordinator.last())["text"])
    warning = "⚠️ срок не понят: «по отдельному графику», дата будет в отдельном графике"
    assert text.index("№ 8.") < text.index(warning) < text.index("№ 1.")
    await coordinator.presses("Назад")
    await coordinator.presses("Запустить…")
    await coordinator.sees("⚠️ Без срока: № 8. Бот не будет его контролировать.")
    await coordinator.presses("Запустить")
    await coordinator.sends("/roadmap")
    shown = await coordinator.sees("⚠️ срок не понят: «по отдельному графику»")
    assert str(shown["text"]).index("№ 8.") < str(shown["text"]).index("№ 1.")
    await coordinator.presses("№ 8")
    await coordinator.sees("Поручений пока нет.")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"   \n", "Документ пустой"),
        ("Просто письмо без таблицы".encode(), "Не похоже на дорожную карту"),
        (b"\x00\x01\x02\x03" * 9, "Такой файл я не читаю"),
        (b"\xd0\xff\xfe\x98" * 9, "Строка 1 не читается"),
        ("№\tМероприятие\tСрок\tИсполнители\n".encode(), "мероприятий в ней не нашлось"),
        (
            "№\tМероприятие\tПоказатель\n1\tОпрос\tОтчёт\n".encode(),
            "нет столбца со сроками, смотрите строку 1",
        ),
        ("№\tМероприятие\tСрок\n1\tОпрос\tв марте\n".encode(), "на какой год"),
    ],
)
async def test_a_document_that_will_not_do(small_city: City, content: bytes, reason: str) -> None:
    coordinator = small_city.coordinator
    before = await counted(small_city.app.database)
    await story.sends_document(coordinator, content, "письмо.txt")
    refusal = await coordinator.sees("Документ «письмо.txt» не загружен.")
    assert reason in refusal["text"]
    assert await coordinator.buttons(refusal) == ["Загрузить документ"]
    assert await counted(small_city.app.database) == before


async def test_any_file_is_a_document_while_one_is_awaited(small_city: City) -> None:
    coordinator = small_city.coordinator
    await coordinator.sends("/roadmap")
    await coordinator.presses("Загрузить документ")
    await coordinator.sends("вот он")
    await coordinator.sees("Жду документ файлом")
    await coordinator.sends_file(b"%PDF-1.7 nothing", "план.pdf", "application/pdf")
    await coordinator.sees("Документ «план.pdf» не загружен.")
    await coordinator.presses("Загрузить документ")
    await coordinator.presses("Отмена")
    await coordinator.sends("вот он")
    await coordinator.sees("Не понимаю этого сообщения")


async def test_markup_and_direction_marks_are_only_text(small_city: City) -> None:
    coordinator = small_city.coordinator
    title = 'Опрос <b>участников</b> & "других" &amp; <script>'
    await sends_document(coordinator, PENZA.replace(RISKS, title), "пл<i>ан\u202e & 1.txt")
    await coordinator.sees("Вот что я понял из документа «пл<i>ан & 1.txt»")
    await coordinator.presses("Все мероприятия")
    await coordinator.presses("›")
    await coordinator.presses("№ 8")
    await coordinator.sees(title)
    await coordinator.presses("Назад")
    await coordinator.presses("Назад")
    await starts_the_draft(coordinator)
    await coordinator.sends("/roadmap")
    await coordinator.sees(title)
    await coordinator.presses("№ 8")
    await coordinator.sees(title)


async def test_a_very_long_document_is_paged(small_city: City) -> None:
    coordinator = small_city.coordinator
    rows = "".join(
        f"{number}\t{'Мероприятие очень длинное ' * 60}{number}\tМарт 2022 года\tОтчёт\tШколы\n"
        for number in range(1, 61)
    )
    await sends_document(
        coordinator, f"План на 2022 год\n№\tМероприятие\tСрок\tПоказатель\tИсполнители\n{rows}"
    )
    await coordinator.sees("60 мероприятий, 60 контрольных сроков")
    await coordinator.presses("Все мероприятия")
    pages = next(label for label in await coordinator.buttons() if re.fullmatch(r"1/\d+", label))
    assert int(pages.split("/")[1]) > 1
    await coordinator.presses("‹")
    await coordinator.sees("№ 60.")
    await coordinator.presses("Назад")
    await starts_the_draft(coordinator)
    await coordinator.sends("/roadmap")
    await coordinator.presses("‹")
    await coordinator.sees("№ 60.")


async def test_a_download_that_fails_is_tried_again(small_city: City) -> None:
    coordinator = small_city.coordinator
    small_city.playground.world.faults.add(Fault("getFile", "error", times=2, code=502))
    await sends_document(coordinator, MOVED)
    await coordinator.sees("Читаю документ")
    await small_city.passes(minutes=1)
    await small_city.restarts()
    await small_city.passes(minutes=1)
    await coordinator.sees("Вот что я понял")


async def test_a_document_that_cannot_be_had_is_asked_for_again(small_city: City) -> None:
    coordinator = small_city.coordinator
    refused = "Bad Request: wrong file_id"
    small_city.playground.world.faults.add(Fault("getFile", "error", code=400, description=refused))
    await sends_document(coordinator, MOVED)
    await coordinator.sees("Файл не удалось получить. Пришлите его ещё раз.")
    assert (await counted(small_city.app.database))["incoming_document"] == 0


async def test_others_are_not_offered_it(small_city: City) -> None:
    before = await counted(small_city.app.database)
    for person in (small_city.curator, small_city.phone(HEAD)):
        await person.sends("/roadmap")
        await person.sees("Не понимаю этого сообщения")
        await person.sends_file(NEXT_YEAR.encode(), NAME, "text/plain")
        assert not [one for one in await person.sees_all() if "Читаю документ" in one["text"]]
    assert await counted(small_city.app.database) == before


async def test_who_is_coordinator_no_more_starts_nothing(small_city: City) -> None:
    coordinator = small_city.coordinator
    await sends_document(coordinator, MOVED)
    draft = await coordinator.sees("Вот что я понял")
    async with small_city.app.database.transaction() as session:
        await session.execute(
            update(Membership).where(Membership.role == Role.COORDINATOR).values(role=Role.DEPARTMENT)
        )
    before = await counted(small_city.app.database)
    for label in ("Запустить…", "Отменить импорт", "Все мероприятия"):
        await coordinator.presses_again(draft, data_of(draft, label))
        await coordinator.sees_toast("не для вас")
    assert await counted(small_city.app.database) == before

"""A draft in the chat, from what is doubtful to the start: corrected, decided on, left and gone on with."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from db.models import (
    Account,
    Activity,
    Assignment,
    ExecutorReading,
    Membership,
    Roadmap,
    RoadmapDraft,
    School,
)
from db.models import Message as OutboxMessage
from db.queries.drafts import as_decided, save_draft
from db.queries.roadmap import start_roadmap
from playground.faults import Fault
from roadmap.access import Role
from roadmap.document import read_document
from roadmap.errors import UserError
from scheduler import documents, reading_progress
from tests.chat import story
from tests.chat.story import starts_the_draft
from tests.chat.test_roadmap import data_of, read
from tests.city import COORDINATOR, HEAD, SCHOOLS, ZONE, City
from tests.engines import both_engines
from tests.forging import press
from tests.handing_in import pdf, picture
from tests.phone import Message, Phone

ROWS = (
    "Опрос школ\tМарт 2023 года\tОтчёт\tШколы",
    "Выезд в школы\tпо отдельному графику\tСправка\tШколы",
    "Семинар\tАпрель 2023 года\tПрограмма\tАссоциация наставников",
    "Круглый стол\tМай 2023 года\tПротокол\tАссоциация  наставников",
    "Совещание завучей\tежеквартально в течение 2023 года\tПротокол\tЦКО",
)


def plan(*rows: str, year: int = 2023) -> bytes:
    lines = [f"{number}\t{row}" for number, row in enumerate(rows or ROWS, start=1)]
    heading = f"Дорожная карта на {year} год\n№\tМероприятие\tСрок\tПоказатель\tИсполнители\n"
    return (heading + "\n".join(lines)).encode()


async def drafted(city: City, content: bytes | None = None, name: str = "план.docx") -> None:
    """As if it had been read: the reading itself is tested elsewhere, and takes a process."""
    reading = read_document(content or plan())
    async with city.app.database.transaction() as session:
        person = await person_of(session, COORDINATOR)
        await save_draft(session, reading, name, person, city.clock())


async def person_of(session: Any, chat_id: int) -> int:  # noqa: ANN401 -- a session
    return int((await session.scalars(select(Account.person_id).where(Account.chat_id == chat_id))).one())


async def opens_the_draft(phone: Phone) -> Message:
    await phone.sends("/roadmap")
    await phone.presses("Продолжить импорт")
    return await phone.sees("Вот что я понял")


async def one(city: City, statement: Any) -> Any:  # noqa: ANN401 -- any selection
    async with city.app.database.look() as session:
        return (await session.scalars(statement)).one_or_none()


async def makes_coordinator(city: City, chat_id: int) -> Phone:
    async with city.app.database.transaction() as session:
        person = await person_of(session, chat_id)
        session.add(Membership(person_id=person, role=Role.COORDINATOR, created_at=city.clock()))
    return city.phone(chat_id)


@both_engines
async def test_from_the_doubtful_to_the_start(small_city: City) -> None:
    coordinator, curator = small_city.coordinator, small_city.curator
    await drafted(small_city)
    overview = await opens_the_draft(coordinator)
    assert "Посмотрите 3 сомнительных мероприятия." in overview["text"]
    await the_deadline_is_corrected(coordinator)
    await small_city.restarts()
    await the_executors_are_corrected(coordinator)
    await the_rest_is_decided(coordinator)
    assert (await one(small_city, select(func.count()).select_from(Roadmap))) == 1
    await curator.sees_nothing()
    await coordinator.presses("Запустить…")
    look = await coordinator.sees("Запустить дорожную карту?")
    assert "школ участвует: 2;\n• контрольных сроков: 8, новых поручений: 8;" in look["text"]
    assert "Без контроля, как вы решили: № 1." in look["text"]
    assert "⚠️" not in look["text"]
    await coordinator.presses("Запустить")
    await coordinator.sees("новых поручений: 8")
    await curator.sees("Готова дорожная карта на 2023 год")
    await what_was_decided_holds(small_city)


async def the_deadline_is_corrected(coordinator: Phone) -> None:
    await coordinator.presses("Разобрать сомнительное: 3")
    card = await coordinator.sees("№ 2. Выезд в школы")
    assert "⚠️ срок не понят: «по отдельному графику», дата будет в отдельном графике" in card["text"]
    assert await coordinator.buttons(card) == [
        "Верно, точного срока нет",
        "Исправить срок",
        "Исправить исполнителей",
        "Не контролировать",
        "‹ Назад",
    ]
    await coordinator.presses("Исправить срок")
    await coordinator.sees("В документе: по отдельному графику")
    await coordinator.sends("когда-нибудь потом")
    await coordinator.sees("Такой срок прочитать не получается")
    await coordinator.sends("15 апреля")
    proposal = await coordinator.sees("Вы написали: «15 апреля»")
    assert "Понимаю так: срок 15 апреля 2023 г." in read(proposal)
    await coordinator.sends("до 20 апреля")
    assert "срок 20 апреля 2023 г." in read(await coordinator.sees("Вы написали: «до 20 апреля»"))
    await coordinator.presses("Верно")
    await coordinator.sees_toast("Осталось: 2")
    await coordinator.sees("№ 3. Семинар")


async def the_executors_are_corrected(coordinator: Phone) -> None:
    """One correction settles both activities that name the same executors."""
    await coordinator.presses("Исправить исполнителей")
    await coordinator.sees("Так же записано ещё в 1 мероприятии, изменится и там.")
    await coordinator.presses("Школы")
    await coordinator.presses("Управление образования")
    await coordinator.presses("✓ Школы")
    await coordinator.presses("Готово")
    card = await coordinator.sees("Для кого: управление образования")
    assert "✓ Проверено." in card["text"]
    await coordinator.presses("Назад")
    await coordinator.sees("✓ Сомнительного не осталось.")


async def the_rest_is_decided(coordinator: Phone) -> None:
    await coordinator.presses("Все мероприятия")
    listed = await coordinator.sees("✓ № 2.")
    assert "«по отдельному графику» → срок 20 апреля 2023 г." in read(listed)
    await coordinator.presses("№ 1")
    await coordinator.presses("Не контролировать")
    await coordinator.sees("○ Без контроля")
    await coordinator.presses("Назад")
    await coordinator.sees("○ № 1.")
    await coordinator.presses("Назад")
    await coordinator.presses("Заседания группы: нет")
    await coordinator.presses("№ 5 Совещание завучей")
    await coordinator.presses("Школы: все, 3")
    await coordinator.presses(SCHOOLS[2])
    await coordinator.sees("Отмечено 2 из 3")
    await coordinator.presses("Верно")
    await coordinator.presses("Напоминания: обычные")
    await coordinator.presses("Бережные")
    await coordinator.presses("Верно")
    overview = await coordinator.sees("Вот что я понял")
    labels = await coordinator.buttons(overview)
    assert {"✓ Заседания группы: № 5", "✓ Школы: 2 из 3", "✓ Напоминания: бережные"} <= set(labels)


async def what_was_decided_holds(city: City) -> None:
    async with city.app.database.look() as session:
        roadmap = (await session.scalars(select(Roadmap).where(Roadmap.year == 2023))).one()
        found = await session.scalars(
            select(Activity).where(Activity.roadmap_id == roadmap.id).order_by(Activity.position)
        )
        activities = list(found)
        schools = await session.scalars(select(School.id).where(School.name == SCHOOLS[2]))
        assert roadmap.excluded_school_ids == [schools.one()]
        assert roadmap.ladder is not None
        assert roadmap.ladder["before"] == [7, 1, 0]
        assert [one.is_watched for one in activities] == [False, True, True, True, True]
        assert [one.is_meeting for one in activities] == [False, False, False, False, True]
        assert [one.audience for one in activities[2:4]] == [["department"], ["department"]]
        assert activities[1].deadline == "по отдельному графику"
        drafts = await session.scalar(select(func.count()).select_from(RoadmapDraft))
        assert drafts == 0


@both_engines
async def test_executors_are_remembered_for_the_next_document(small_city: City) -> None:
    coordinator = small_city.coordinator
    await drafted(small_city)
    await opens_the_draft(coordinator)
    await coordinator.presses("Все мероприятия")
    await coordinator.presses("№ 3")
    await coordinator.presses("Исправить исполнителей")
    await coordinator.presses("Только другие")
    await coordinator.presses("Координатор")
    await small_city.passes(minutes=1)
    await drafted(small_city)
    overview = await opens_the_draft(coordinator)
    assert "Посмотрите 1 сомнительное мероприятие." in overview["text"]
    await coordinator.presses("Все мероприятия")
    await coordinator.sees("Для кого: координатор (как в прошлый раз)")
    await coordinator.presses("№ 4")
    await coordinator.presses("Исправить исполнителей")
    await coordinator.presses("✓ Координатор")
    kept = await one(small_city, select(ExecutorReading))
    assert (kept.key, kept.audience) == ("ассоциация наставников", [])


async def test_others_alone_are_asked_nothing_and_doubted_no_more(small_city: City) -> None:
    coordinator = small_city.coordinator
    await drafted(small_city, plan(ROWS[2]))
    await opens_the_draft(coordinator)
    await coordinator.presses("Разобрать сомнительное: 1")
    await coordinator.presses("Исправить исполнителей")
    await coordinator.presses("Только другие")
    await coordinator.presses("Готово")
    await coordinator.sees("только другие исполнители, бот их не спрашивает")
    await coordinator.presses("Назад")
    await coordinator.sees("✓ Сомнительного не осталось.")


@both_engines
async def test_two_coordinators_at_once(small_city: City) -> None:
    """The second tap sees what the first did, and undoes nothing."""
    first, second = small_city.coordinator, await makes_coordinator(small_city, HEAD)
    await drafted(small_city)
    cards = []
    for phone in (first, second):
        await opens_the_draft(phone)
        await phone.presses("Разобрать сомнительное")
        cards.append(await phone.last())
    for label, said in (("Верно", "Это уже отмечено."), ("Не контролировать", "Сохранено.")):
        await press(small_city, COORDINATOR, data_of(cards[0], label))
        reply = await press(small_city, HEAD, data_of(cards[1], label))
        assert reply.toast == said
    assert "○ Без контроля" in reply.screens[0].text
    row = await one(small_city, select(RoadmapDraft))
    assert (row.checked, row.left_out) == ([2], [2])
    await opens_the_draft(second)
    await second.presses("Запустить…")
    look = await second.last()
    await opens_the_draft(first)
    await starts_the_draft(first)
    await second.presses_again(look, data_of(look, "Запустить"))
    await second.sees_toast("уже запущен или отменён")
    assert (await one(small_city, select(func.count()).select_from(Roadmap))) == 2


async def test_a_draft_that_is_gone_awaits_nothing(small_city: City) -> None:
    first, second = small_city.coordinator, await makes_coordinator(small_city, HEAD)
    await drafted(small_city)
    await opens_the_draft(first)
    await first.presses("Разобрать сомнительное")
    await first.presses("Исправить срок")
    asked = await first.last()
    await opens_the_draft(second)
    await second.presses("Отменить импорт")
    await second.presses("Да, отменить импорт")
    await first.sends("15 апреля")
    await first.sees("Этот документ уже запущен или отменён.")
    await first.sends("15 апреля")
    await first.sees("Не понимаю этого сообщения")
    await first.presses_again(asked, data_of(asked, "‹ Назад"))
    await first.sees_toast("уже запущен или отменён")


async def test_a_typed_deadline_is_forgotten_with_the_menu(small_city: City) -> None:
    coordinator = small_city.coordinator
    await drafted(small_city)
    await opens_the_draft(coordinator)
    await coordinator.presses("Разобрать сомнительное")
    await coordinator.presses("Исправить срок")
    await coordinator.sends("15 апреля")
    proposal = await coordinator.last()
    await coordinator.sends("/help")
    await coordinator.presses("Верно", in_message=proposal)
    await coordinator.sees_toast("Напишите срок ещё раз")
    await coordinator.sees("№ 2. Выезд в школы")


async def test_days_of_ones_own_before_the_start(small_city: City) -> None:
    coordinator = small_city.coordinator
    await drafted(small_city)
    await opens_the_draft(coordinator)
    await coordinator.presses("Напоминания: обычные")
    await coordinator.presses("Свои дни")
    await coordinator.sends("5, 2")
    await coordinator.sees("за 5 и 2 дня")
    await coordinator.presses("Верно")
    assert "✓ Напоминания: свои дни" in await coordinator.buttons()


# Documents that come


async def test_a_new_document_takes_the_place_of_a_draft_only_when_asked(small_city: City) -> None:
    coordinator = small_city.coordinator
    await drafted(small_city, name="прежний.docx")
    await coordinator.sends("/roadmap")
    await coordinator.sees("Не закончен импорт документа «прежний.docx»")
    await coordinator.presses("Загрузить документ")
    await coordinator.sends_file(plan(), "новый.txt", "text/plain")
    question = await coordinator.sees("Прочитать вместо него «новый.txt»?")
    assert "«прежний.docx» (координатор: Ольга Примерова)" in question["text"]
    await coordinator.presses("Оставить прежний")
    await coordinator.sees("прежний документ остался")
    assert (await one(small_city, select(RoadmapDraft))).source_name == "прежний.docx"
    reply = await press(small_city, COORDINATOR, data_of(question, "Да, прочитать новый"))
    assert "уже читается или забыт" in (reply.toast or "")
    await small_city.passes(minutes=1)
    await story.sends_document(coordinator, plan(), "новый.txt")
    result = await coordinator.sees("Вот что я понял из документа «новый.txt»")
    assert (await one(small_city, select(RoadmapDraft))).source_name == "новый.txt"
    told = select(OutboxMessage).where(OutboxMessage.kind == "roadmap-draft")
    assert (await one(small_city, told)).platform_message_id == result["message_id"]


async def test_what_comes_unasked_is_asked_about(small_city: City) -> None:
    coordinator = small_city.coordinator
    await coordinator.sends_file(pdf(), "бумага.pdf", "application/pdf")
    question = await coordinator.sees("Пришёл документ «бумага.pdf». Это дорожная карта?")
    await coordinator.presses("Нет, это подтверждение")
    await coordinator.sees("К какому поручению")
    reply = await press(small_city, COORDINATOR, data_of(question, "Да, прочитать"))
    assert "уже читается или забыт" in (reply.toast or "")
    await coordinator.sends_file(plan(), "план.txt", "text/plain")
    question = await coordinator.sees("Это дорожная карта?")
    await coordinator.presses("Да, прочитать")
    result = await coordinator.sees("Вот что я понял")
    assert result["message_id"] == question["message_id"]


async def test_a_photo_is_no_document(small_city: City) -> None:
    coordinator = small_city.coordinator
    await coordinator.sends("/roadmap")
    await coordinator.presses("Загрузить документ")
    await coordinator.sends_photo(picture())
    await coordinator.sees("С фотографии или из сообщения её не прочитать.")
    await coordinator.sends_file(picture(), "план.docx")
    await coordinator.sees("Документ «план.docx» не загружен.")


async def test_the_message_counts_up_and_becomes_the_result(
    small_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    coordinator = small_city.coordinator
    seen: list[str] = []

    async def slow(*_: object) -> Any:  # noqa: ANN401 -- JSON
        for _turn in range(3):
            seen.append((await coordinator.last())["text"])
            small_city.clock.advance(timedelta(seconds=4))
            await asyncio.sleep(0.2)
        return read_document(plan()).to_json()

    monkeypatch.setattr(documents, "read_apart", slow)
    monkeypatch.setattr(reading_progress, "BEAT_SECONDS", 0.05)
    await story.sends_document(coordinator, plan(), "план.txt")
    assert seen[0] == "Читаю документ «план.txt»…"
    assert "Прошло 4 с" in seen[1]
    assert "Прошло 8 с" in seen[2]
    await coordinator.sees("Вот что я понял")
    assert not [one for one in await coordinator.messages() if "Читаю" in one["text"]]


async def test_a_result_that_cannot_be_edited_in_is_said_anew(small_city: City) -> None:
    small_city.playground.world.faults.add(
        Fault("editMessageText", "error", code=400, description="Bad Request: message can't be edited")
    )
    await story.sends_document(small_city.coordinator, plan(), "план.txt")
    await small_city.coordinator.sees("Вот что я понял")
    await small_city.passes(minutes=2)
    await small_city.coordinator.sees_nothing()


async def test_a_draft_that_came_meanwhile_stays(small_city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another coordinator was faster while the document was being read."""

    async def overtaken(*_: object) -> Any:  # noqa: ANN401 -- JSON
        small_city.clock.advance(timedelta(seconds=4))
        await drafted(small_city, name="другой.docx")
        return read_document(plan()).to_json()

    monkeypatch.setattr(documents, "read_apart", overtaken)
    await story.sends_document(small_city.coordinator, plan(), "план.txt")
    await small_city.coordinator.sees("загрузили другой: «другой.docx»")
    assert (await one(small_city, select(RoadmapDraft))).source_name == "другой.docx"


async def test_what_is_refused_ends_the_same_message(
    small_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: object) -> Any:  # noqa: ANN401 -- JSON
        raise UserError("import-password")

    monkeypatch.setattr(documents, "read_apart", refuse)
    await story.sends_document(small_city.coordinator, b"x", "план.docx")
    await small_city.coordinator.sees("Документ закрыт паролем.")
    assert not [one for one in await small_city.coordinator.messages() if "Читаю" in one["text"]]


# After the start


async def owed(city: City, school: str | None = None) -> int:
    statement = select(func.count()).select_from(Assignment).where(Assignment.status == "open")
    if school is not None:
        statement = statement.where(Assignment.school_id.in_(select(School.id).where(School.name == school)))
    return int(await one(city, statement))


@both_engines
async def test_what_is_not_watched_is_asked_of_nobody_until_it_is_again(small_city: City) -> None:
    coordinator, before = small_city.coordinator, await owed(small_city)
    await coordinator.sends("/roadmap")
    await coordinator.presses("№ 8")
    await coordinator.presses("Не контролировать")
    await coordinator.sees("○ Без контроля")
    assert await owed(small_city) < before
    await coordinator.presses("Назад")
    await coordinator.sees("без контроля")
    await coordinator.presses("№ 8")
    await coordinator.presses("Контролировать")
    await coordinator.sees_toast("снова контролирует")
    assert await owed(small_city) == before


@both_engines
async def test_a_school_is_taken_out_of_the_roadmap_and_back_in(small_city: City) -> None:
    coordinator, school = small_city.coordinator, SCHOOLS[1]
    before = await owed(small_city, school)
    await coordinator.sends("/roadmap")
    await coordinator.presses("Какие школы участвуют")
    ticked = await coordinator.last()
    await coordinator.presses(f"✓ {school}")
    assert await owed(small_city, school) == 0
    await press(small_city, COORDINATOR, data_of(ticked, f"✓ {school}"))
    assert await owed(small_city, school) == 0
    await coordinator.presses(school)
    assert (before, await owed(small_city, school)) == (before, before)
    assert before > 0


async def test_a_new_edition_keeps_what_was_decided(small_city: City) -> None:
    coordinator = small_city.coordinator
    await drafted(small_city)
    await opens_the_draft(coordinator)
    await the_deadline_is_corrected(coordinator)
    await coordinator.presses("Не контролировать")
    await coordinator.presses("Назад")
    await coordinator.presses("Школы: все, 3")
    await coordinator.presses(SCHOOLS[2])
    await coordinator.presses("Назад")
    await starts_the_draft(coordinator)
    await small_city.passes(minutes=1)
    await drafted(small_city)
    overview = await opens_the_draft(coordinator)
    assert "По сравнению с действующей ничего не меняется." in overview["text"]
    assert "Без контроля, как вы решили: № 3." in overview["text"]
    assert "Школы: 2 из 3" in await coordinator.buttons(overview)
    await coordinator.presses("Все мероприятия")
    listed = await coordinator.last()
    assert "«по отдельному графику» → срок 20 апреля 2023 г." in read(listed)


async def test_the_journal_tells_what_was_decided(small_city: City) -> None:
    coordinator = small_city.coordinator
    await drafted(small_city, plan(*ROWS[:3]))
    await opens_the_draft(coordinator)
    await coordinator.presses("Все мероприятия")
    await coordinator.presses("№ 3")
    await coordinator.presses("Исправить исполнителей")
    await coordinator.presses("Школы")
    await opens_the_draft(coordinator)
    await starts_the_draft(coordinator)
    await coordinator.sends("/roadmap")
    await coordinator.presses("№ 8")
    await coordinator.presses("Не контролировать")
    await coordinator.sends("/roadmap")
    await coordinator.presses("Какие школы участвуют")
    await coordinator.presses(f"✓ {SCHOOLS[1]}")
    await drafted(small_city, plan("Опрос школ\tАпрель 2023 года\tОтчёт\tШколы", *ROWS[3:]))
    await opens_the_draft(coordinator)
    await starts_the_draft(coordinator)
    await coordinator.sends("/journal")
    said = str((await coordinator.last())["text"])
    for line in (
        "Исполнители в документе: Ассоциация наставников. Теперь это: школы",
        "Запущена дорожная карта:",
        "Мероприятие снято с контроля: Участие в мониторинге",
        f"Школа больше не участвует в дорожной карте: {SCHOOLS[1]}",
        "Принята новая редакция дорожной карты:",
        "Опрос школ: изменён срок. Было: 31 марта 2023",
        "Добавлено мероприятие: Круглый стол",
    ):
        assert line in said.replace("\u00a0", " "), said


async def test_a_start_without_the_chat_keeps_what_was_decided_in_it(small_city: City) -> None:
    """`kurator import` of the same document again."""
    coordinator = small_city.coordinator
    await drafted(small_city, plan(*ROWS[1:3]))
    await opens_the_draft(coordinator)
    await coordinator.presses("Разобрать сомнительное: 2")
    await coordinator.presses("Исправить срок")
    await coordinator.sends("15 апреля")
    await coordinator.presses("Верно")
    await coordinator.presses("Исправить исполнителей")
    await coordinator.presses("Школы")
    await opens_the_draft(coordinator)
    await starts_the_draft(coordinator)
    async with small_city.app.database.transaction() as session:
        again = await as_decided(session, read_document(plan(*ROWS[1:3])))
        started = await start_roadmap(session, again, "план.docx", None, small_city.clock(), ZONE)
    assert started.comparison.changes_nothing

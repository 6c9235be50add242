"""What goes wrong between people and the bot: double taps, two at once, strange text, unforeseen errors."""

import asyncio
import re
from collections.abc import Awaitable

import pytest
from sqlalchemy import func, select

import handlers.settings
import handlers.tasks
from bot.screens.screen import Reply
from db.models import (
    AssignmentEvent,
    Base,
    Evidence,
    EvidenceState,
    HandledUpdate,
    Invitation,
    Meeting,
    Person,
    Review,
    Roadmap,
    School,
)
from roadmap.standing import AssignmentStatus
from tests.chat.moves import at, data_of, hands_in
from tests.chat.story import adds_schools, loads_the_roadmap
from tests.city import COORDINATOR, CURATOR, DIRECTOR, HEAD, SCHOOLS, STRANGER, City
from tests.engines import both_engines
from tests.forging import press, says
from tests.handing_in import TASK, files, opens_card, opens_package, package, picture, times_submitted
from tests.phone import Message, Phone

CODE = re.compile(r"\b[0-9A-F]{6}\b")
NAME = "<b>Злой</b> & \"Ко\" &amp; <a href='x'>"
"""What would be markup, or an entity, if anybody forgot to escape it."""


async def count(city: City, model: type[Base]) -> int:
    async with city.app.database.look() as session:
        return await session.scalar(select(func.count()).select_from(model)) or 0


async def twice_at_once(city: City, person: int, data: str) -> list[Reply]:
    return await at_once(press(city, person, data), press(city, person, data))


async def at_once(*taps: Awaitable[Reply]) -> list[Reply]:
    replies = list(await asyncio.gather(*taps))
    assert all(reply.toast or reply.screens for reply in replies)
    assert not [reply for reply in replies if "Что-то пошло не так" in str(reply)]
    return replies


# Errors nobody foresaw


async def test_an_unforeseen_error_is_told_with_a_code_that_is_in_the_log(
    small_city: City, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def breaks(*_: object) -> None:
        raise RuntimeError("the query broke")

    curator = small_city.curator
    await curator.sends("/help")
    help_shown = await curator.last()
    before = await count(small_city, HandledUpdate)
    with monkeypatch.context() as fault:
        fault.setattr(handlers.tasks, "own_assignments", breaks)
        await curator.sends("/tasks")
        message = await curator.sees("Что-то пошло не так")
        toast = (await press(small_city, CURATOR, "tasks:now:0")).toast or ""
    for said in (message["text"], toast):
        (code,) = CODE.findall(said)
        (record,) = [one for one in caplog.records if code in one.getMessage()]
        assert record.levelname == "ERROR"
        assert record.exc_info is not None
        assert "the query broke" in str(record.exc_info[1])
    assert "the query broke" not in message["text"] + toast
    assert await count(small_city, HandledUpdate) == before + 2
    await curator.sends("/tasks")
    await curator.sees("Сейчас: 2 поручения")
    assert help_shown["text"] in [one["text"] for one in await curator.messages()]


async def test_an_unforeseen_error_leaves_nothing_half_done_and_others_in_peace(
    small_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def breaks(*_: object) -> None:
        raise RuntimeError("broke after the name was set")

    curator = small_city.curator
    await curator.sends("/settings")
    await curator.presses("Исправить имя")
    with monkeypatch.context() as fault:
        fault.setattr(handlers.settings, "forget_input", breaks)
        await curator.sends("Другой Человек")
        await curator.sees("Что-то пошло не так")
        await small_city.phone(HEAD).sends("/tasks")
        await small_city.phone(HEAD).sees("Просрочено")
    async with small_city.app.database.look() as session:
        names = (await session.scalars(select(Person.name))).all()
    assert "Иван Образцов" in names
    assert "Другой Человек" not in names
    await curator.sends("Другой Человек")
    await curator.sees("Имя: Другой Человек")


@both_engines
@pytest.mark.parametrize(
    "text", ["половина \ud83d знака", "ноль \x00 внутри"], ids=["half a character", "a zero byte"]
)
async def test_text_that_no_database_keeps_is_not_tried_for_ever(small_city: City, text: str) -> None:
    await opens_package(small_city.curator)
    reply = await asyncio.wait_for(says(small_city, CURATOR, text), 10)
    assert reply.screens
    await small_city.curator.sends("Обычные слова")
    await small_city.curator.sees("Обычные слова")


# Double taps


@both_engines
async def test_double_taps_do_a_thing_once(small_city: City) -> None:
    coordinator, curator = small_city.coordinator, small_city.curator
    await opens_package(curator)
    await curator.sends_photo(picture())
    await twice_at_once(small_city, CURATOR, data_of(await curator.last(), "Готово"))
    await small_city.drain()
    assert await times_submitted(small_city) == 1
    accept = data_of(await coordinator.sees("Новое подтверждение"), "Принять")
    await twice_at_once(small_city, COORDINATOR, accept)
    assert await count(small_city, Review) == 1

    await coordinator.sends("/meetings")
    await coordinator.presses("Назначить")
    for answer in ("20.01", "15:00", "Кабинет 12", "Итоги"):
        await coordinator.sends(answer)
    await twice_at_once(small_city, COORDINATOR, data_of(await coordinator.last(), "Разослать"))
    assert await count(small_city, Meeting) == 1

    await loads_the_roadmap(small_city)
    await coordinator.presses("Запустить…")
    await twice_at_once(small_city, COORDINATOR, data_of(await coordinator.last(), "Запустить"))
    assert await count(small_city, Roadmap) == 1

    await coordinator.sends("/people")
    await coordinator.presses("Пригласить")
    await coordinator.presses("Пригласить куратора")
    await coordinator.presses(SCHOOLS[0])
    await twice_at_once(small_city, COORDINATOR, data_of(await coordinator.last(), "Готово"))
    assert await count(small_city, Invitation) == 1
    texts = [reply.toast for reply in await twice_at_once(small_city, CURATOR, "leave:1")]
    assert len(texts) == 2
    assert await count(small_city, Person) == 7


# Two people at once


@both_engines
async def test_two_who_open_a_package_at_once_share_one(small_city: City) -> None:
    curator, director = small_city.curator, small_city.phone(DIRECTOR)
    await opens_card(curator)
    submit = data_of(await curator.last(), "Сдать подтверждение")
    await at_once(press(small_city, CURATOR, submit), press(small_city, DIRECTOR, submit))
    assert await count(small_city, Evidence) == 1
    await curator.sends_photo(picture("red"))
    await director.sends_photo(picture("blue"))
    assert {file.evidence_id for file in await files(small_city)} == {(await package(small_city)).id}


@both_engines
async def test_of_two_who_submit_at_once_one_does(small_city: City) -> None:
    curator, director = small_city.curator, small_city.phone(DIRECTOR)
    await opens_package(curator)
    await curator.sends_photo(picture("red"))
    await opens_package(director)
    await director.sends_photo(picture("blue"))
    done = data_of(await director.last(), "Готово")
    replies = await at_once(press(small_city, CURATOR, done), press(small_city, DIRECTOR, done))
    await small_city.drain()
    assert await times_submitted(small_city) == 1
    assert (await package(small_city)).state is EvidenceState.SUBMITTED
    assert len([reply for reply in replies if "Уже сдано" in str(reply)]) == 1
    for phone in (curator, director):
        receipts = [one for one in await phone.sees_all() if "Принято: 2 фотографии" in one["text"]]
        assert len(receipts) == 1
    await small_city.coordinator.sees("Новое подтверждение")


@both_engines
async def test_of_two_decisions_at_once_one_counts(small_city: City) -> None:
    coordinator = small_city.coordinator
    await hands_in(small_city.curator, TASK)
    news = await coordinator.sees("Новое подтверждение")
    accept = data_of(news, "Принять")
    evidence = accept.rpartition(":")[2]
    await at_once(
        press(small_city, COORDINATOR, accept), press(small_city, COORDINATOR, f"rvreason:{evidence}:photo")
    )
    assert await count(small_city, Review) == 1
    async with small_city.app.database.look() as session:
        events = (await session.scalars(select(AssignmentEvent.status).order_by(AssignmentEvent.id))).all()
    assert len(events) == 2
    assert events[1] in {AssignmentStatus.ACCEPTED, AssignmentStatus.RETURNED}
    await small_city.passes(minutes=5)
    told = [one for one in await small_city.curator.sees_all() if one["text"].startswith("Подтверждение")]
    assert len(told) == 1


# Text where a button is expected


async def test_words_do_not_press_buttons(small_city: City) -> None:
    coordinator, curator = small_city.coordinator, small_city.curator
    await loads_the_roadmap(small_city)
    await coordinator.sends("Запустить")
    await coordinator.sees("Не понимаю этого сообщения")
    await curator.sends("/settings")
    await curator.presses("Выйти и удалить")
    await curator.sends("Да, выйти и удалить")
    await curator.sees("Не понимаю этого сообщения")
    assert await curator.reply_buttons()
    async with small_city.app.database.look() as session:
        assert await session.scalar(select(func.count()).where(Person.left_at.is_not(None))) == 0


async def test_a_stranger_who_writes_yes_to_the_consent_is_not_in(small_city: City) -> None:
    coordinator, stranger = small_city.coordinator, small_city.phone(STRANGER)
    await coordinator.sends("/people")
    await coordinator.presses("Пригласить")
    await coordinator.presses("Пригласить управление")
    token = re.findall(r"start=([\w-]+)", (await coordinator.last())["text"])[0]
    await stranger.sends(f"/start {token}")
    await stranger.sends("Согласен")
    await stranger.sees("нужно приглашение")
    assert await count(small_city, Person) == 7
    await stranger.presses("Согласен")
    await stranger.sees("Добро пожаловать")


async def test_a_command_nobody_knows_and_a_very_long_text(small_city: City) -> None:
    for text in ("/nosuchcommand", "я" * 4096, "\u202e\u200b", "🙂", "/"):
        await small_city.curator.sends(text)
        await small_city.curator.sees("Не понимаю этого сообщения")


# Names


async def test_markup_and_direction_marks_in_names_are_shown_as_typed(small_city: City) -> None:
    coordinator, curator = small_city.coordinator, small_city.curator
    await curator.sends("/settings")
    await curator.presses("Исправить имя")
    await curator.sends(f"\u202e{NAME}")
    await curator.sees(f"Имя: {NAME}")
    await coordinator.sends("/people")
    await coordinator.presses(SCHOOLS[0])
    await coordinator.presses("Переименовать")
    await coordinator.sends(f"\u202e{NAME} № 1\u2066")
    await coordinator.sees(f"{NAME} № 1")
    async with small_city.app.database.look() as session:
        assert f"{NAME} № 1" in (await session.scalars(select(School.name))).all()

    await small_city.goes_to(at(17, 9, 5))
    digest = await curator.sees("Сегодня, 17 января")
    assert f"{NAME} № 1" in digest["text"]
    await curator.sends("/tasks")
    await curator.presses(end_of(await curator.last()))
    card = await curator.sees("ждём подтверждения")
    assert f"{NAME} № 1" in card["text"]
    await curator.presses("Сдать подтверждение")
    await curator.sends_photo(picture(), caption=NAME)
    await curator.presses("Готово")
    await curator.sees(f"Сдано 17 янв., 09:05 — {NAME}")
    news = await coordinator.sees("Новое подтверждение")
    assert f"Комментарий: {NAME}" in news["text"]
    assert f"Прислано: {NAME}" in news["text"]
    await coordinator.presses("Вернуть", in_message=news)
    await coordinator.sends(NAME)
    await small_city.passes(minutes=5)
    await curator.sees(f"Причина: {NAME}")
    await coordinator.sends("/summary")
    await coordinator.presses("По школам")
    await coordinator.sees(f"{NAME} № 1 — ")
    await coordinator.sends("/people")
    await coordinator.sees(f"{NAME} № 1")


def end_of(tasks: Message) -> str:
    """The button of the renamed school: its name is cut at the front."""
    return next(
        str(button["text"])
        for row in tasks["inline_keyboard"]
        for button in row
        if button["text"].startswith("№") and "№ 1 ·" in button["text"]
    )


async def test_a_school_with_a_long_name_is_told_from_its_like(small_city: City) -> None:
    names = [f"{'Муниципальное бюджетное учреждение ' * 2}школа № {number}" for number in (1101, 1102)]
    await adds_schools(small_city, *names)
    coordinator: Phone = small_city.coordinator
    await coordinator.sends("/people")
    labels = await coordinator.buttons()
    assert [len([one for one in labels if number in one]) for number in ("1101", "1102")] == [1, 1]

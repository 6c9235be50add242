"""«Что уйдёт на этой неделе»: what the coordinator is shown is what people then get."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

import bot.replies
import handlers.preview
from db.models import EvidenceFile, Message, Person
from db.queries.people import who_is
from db.queries.preview import DayAhead, week_ahead
from tests.chat.busy_city import differences, dump
from tests.chat.moves import at, data_of, hands_in
from tests.chat.story import sets_a_meeting
from tests.city import CURATOR, DIRECTOR, City
from tests.engines import both_engines
from tests.forging import press


async def digests_of_day(city: City) -> int:
    """How many have got a digest so far."""
    async with city.app.database.look() as session:
        return len(list(await session.scalars(select(Message).where(Message.kind == "digest"))))


def said(text: object) -> str:
    return str(text).replace("\u00a0", " ")


@both_engines
async def test_what_is_shown_is_what_goes_out_then(small_city: City) -> None:
    coordinator = small_city.coordinator
    await small_city.goes_to(at(21, 21))
    before = await dump(small_city)
    await coordinator.presses("Дорожная карта")
    await coordinator.presses("Что уйдёт на этой неделе")
    week = await coordinator.sees("Что уйдёт на этой неделе")
    assert "22 января, суббота\nНичего, выходной." in said(week["text"])
    assert "24 января, понедельник\n• утренние сообщения: " in said(week["text"])
    promised = int(said(week["text"]).split("24 января, понедельник\n• утренние сообщения: ")[1].split()[0])
    await coordinator.presses("24 января", in_message=week)
    day = await coordinator.sees("24 января, понедельник")
    assert "Иван Образцов\n09:00 — утреннее сообщение, пора напомнить о " in said(day["text"])
    assert "Школа № 901, срок 31 января" in said(day["text"])
    assert "войдёт и остальное срочное" in said(day["text"])
    assert differences(before, await dump(small_city)) == []
    had = await digests_of_day(small_city)
    await small_city.goes_to(at(24, 12))
    assert await digests_of_day(small_city) - had == promised


async def test_a_digest_that_waits_already_and_what_is_answered(small_city: City) -> None:
    coordinator, curator = small_city.coordinator, small_city.curator
    await small_city.goes_to(at(31, 8, 30))
    await coordinator.sends("/preview")
    week = await coordinator.sees("Что уйдёт на этой неделе")
    assert "31 января, понедельник\n• утренние сообщения: " in said(week["text"])
    await coordinator.presses("31 января", in_message=week)
    first = said((await coordinator.sees("31 января"))["text"])
    assert "Анна Тестова\n09:00" in first
    await small_city.goes_to(at(31, 9, 30))
    await coordinator.presses("Вся неделя")
    later = said((await coordinator.sees("Что уйдёт на этой неделе"))["text"])
    assert "31 января, понедельник\nНичего." in later
    assert await curator.sees_all()


async def test_meetings_and_announcements_that_wait_are_shown(small_city: City) -> None:
    coordinator = small_city.coordinator
    await sets_a_meeting(small_city, "14.01")
    await small_city.goes_to(at(11, 21))
    await coordinator.sends("/announce")
    await coordinator.sends("Завтра семинар")
    for label in ("Кураторы", "Посмотреть и отправить", "Отправить"):
        await coordinator.presses(label)
    await coordinator.sends("/preview")
    week = said((await coordinator.sees("Что уйдёт на этой неделе"))["text"])
    assert "объявление: 2" in week
    assert "напоминание о заседании: " in week
    await coordinator.presses("12 января")
    day = said((await coordinator.sees("12 января, среда"))["text"])
    assert "Иван Образцов" in day
    assert "08:00 — объявление" in day


async def test_what_a_pause_puts_off_is_shown_with_its_day(small_city: City) -> None:
    coordinator = small_city.coordinator
    await small_city.goes_to(at(21, 21))
    async with small_city.app.database.transaction() as session:
        person = (await who_is(session, CURATOR)).actor.id
        await session.execute(
            update(Person).where(Person.id == person).values(paused_until=date(2022, 1, 27))
        )
    await coordinator.sends("/preview")
    week = said((await coordinator.sees("Что уйдёт на этой неделе"))["text"])
    assert "• отложены (пауза или «не беспокоить»): 1" in week
    await coordinator.presses("24 января")
    day = said((await coordinator.sees("24 января, понедельник"))["text"])
    assert "Анна Тестова" in day
    assert "Иван Образцов\nУтреннее сообщение отложено до 27 января 2022 г., 09:00" in day
    assert "Иван Образцов\n09:00" not in day
    await coordinator.presses("Вся неделя")
    await coordinator.presses("27 января")
    day = said((await coordinator.sees("27 января, четверг"))["text"])
    assert "Иван Образцов\n09:00 — утреннее сообщение, пора напомнить о " in day
    await small_city.goes_to(at(25, 12))
    await coordinator.sends("/preview")
    await coordinator.presses("27 января")
    later = said((await coordinator.sees("27 января, четверг"))["text"])
    assert "Иван Образцов\n09:00 — утреннее сообщение, пора напомнить о " in later


async def test_the_button_of_a_day_that_has_passed_leads_to_the_week(small_city: City) -> None:
    coordinator = small_city.coordinator
    await coordinator.sends("/preview")
    week = await coordinator.sees("Что уйдёт")
    button = next(label for label in await coordinator.buttons(week) if "января" in label)
    data = data_of(week, button)
    await small_city.goes_to(at(1, 12, month=3))
    await coordinator.presses_again(week, data)
    await coordinator.sees("Что уйдёт на этой неделе")
    assert (await press(small_city, CURATOR, data)).screens == ()


async def test_a_long_look_is_told_of_and_is_in_nobodys_way(
    small_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    coordinator = small_city.coordinator

    async def long(session: AsyncSession, now: datetime, zone: ZoneInfo) -> list[DayAhead]:
        async with small_city.app.database.transaction() as writing:  # nobody holds the one writer
            await writing.execute(update(Person).values(digest_hour=11))
        while "Смотрю, что уйдёт" not in await coordinator.chat():
            pass
        return await week_ahead(session, now, zone)

    monkeypatch.setattr(bot.replies, "MOMENT_SECONDS", 0)
    monkeypatch.setattr(handlers.preview, "week_ahead", long)
    await coordinator.sends("/preview")
    await coordinator.sees("Что уйдёт на этой неделе")
    assert "Смотрю, что уйдёт" not in await coordinator.chat()


async def test_what_is_handed_in_is_not_shown(small_city: City) -> None:
    coordinator = small_city.coordinator
    await small_city.goes_to(at(28, 21))
    await coordinator.sends("/preview")
    await coordinator.presses("31 января")
    before = said((await coordinator.sees("31 января, понедельник"))["text"])
    await hands_in(small_city.phone(DIRECTOR), "№ 3")
    async with small_city.app.database.look() as session:
        assert list(await session.scalars(select(EvidenceFile)))
    await coordinator.sends("/preview")
    await coordinator.presses("31 января")
    after = said((await coordinator.sees("31 января, понедельник"))["text"])
    assert before != after

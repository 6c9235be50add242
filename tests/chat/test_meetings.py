"""Meetings of the coordination group, as a chat: setting, answering, moving, cancelling, the protocol."""

from datetime import date, datetime

import pytest
from sqlalchemy import delete, func, select, update

from db.models import Attendance, Coming, Meeting, Person
from db.models import Message as OutboxMessage
from db.queries.meetings import attendance_summary
from tests.city import COORDINATOR, CURATOR, DEPUTY, DIRECTOR, HEAD, STRANGER, ZONE, City
from tests.forging import refusal
from tests.phone import Phone

MEMBERS = 7


async def set_meeting(coordinator: Phone, day: str = "20.01", at: str = "15:00") -> None:
    await coordinator.sends("/meetings")
    await coordinator.presses("Назначить")
    await coordinator.sends(day)
    await coordinator.sends(at)
    await coordinator.sends("Управление образования, кабинет 12")
    await coordinator.presses("Пропустить")
    await coordinator.presses("Разослать")


def local(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2022, month, day, hour, minute, tzinfo=ZONE)


async def only_meeting(city: City) -> Meeting:
    async with city.app.database.look() as session:
        return (await session.scalars(select(Meeting))).one()


async def answers(city: City) -> dict[Coming | None, int]:
    async with city.app.database.look() as session:
        rows = await session.execute(select(Attendance.coming, func.count()).group_by(Attendance.coming))
        return {row[0]: row[1] for row in rows}


async def test_the_coordinator_sets_a_meeting_and_everybody_is_invited(small_city: City) -> None:
    coordinator = small_city.coordinator
    await coordinator.sends("Заседания")
    await coordinator.sees("Январь — не назначено")
    await coordinator.presses("Назначить: январь")
    await coordinator.sees("Выберите день")
    await coordinator.presses("20 янв., четверг")
    await coordinator.sees("Во сколько")
    await coordinator.presses("15:00")
    await coordinator.sees("Где соберёмся")
    await coordinator.sends("Кабинет <12> & зал")
    await coordinator.sees("Какая повестка")
    await coordinator.sends("1. Итоги\n2. Планы")
    preview = await coordinator.sees("Приглашение получат 7 человек")
    assert "Кабинет <12> & зал" in preview["text"]
    for person in (CURATOR, DIRECTOR, HEAD):
        await small_city.phone(person).sees_nothing()
    await coordinator.presses("Разослать")
    await coordinator.sees_toast("Приглашения уйдут 7 людям")
    for person in (CURATOR, DIRECTOR, HEAD):
        invitation = await small_city.phone(person).sees("Приглашаем на заседание")
        assert "20 января 2022 г., четверг, 15:00" in invitation["text"].replace("\u00a0", " ")
        assert "Вы ещё не ответили" in invitation["text"]
    assert await answers(small_city) == {None: MEMBERS}
    assert (await only_meeting(small_city)).starts_at == local(1, 20, 15)


async def test_people_answer_and_change_their_mind(small_city: City) -> None:
    await set_meeting(small_city.coordinator)
    curator, deputy = small_city.curator, small_city.phone(DEPUTY)
    await curator.presses("Буду")
    await curator.sees("Ваш ответ: буду")
    await curator.presses("Буду")
    await curator.sees_toast("уже записан")
    await curator.presses("Не смогу")
    await curator.sees("Ваш ответ: не смогу")
    await deputy.presses("Придёт замена")
    await deputy.sees("Кто придёт вместо вас?")
    await deputy.sends("Я")
    await deputy.sees("от 2 до 100 знаков")
    await deputy.sends("Фёдор <Заменов>, учитель")
    await deputy.sees("придёт замена — Фёдор <Заменов>, учитель")
    assert await answers(small_city) == {None: MEMBERS - 2, Coming.NO: 1, Coming.SUBSTITUTE: 1}
    await small_city.coordinator.sends("/meetings")
    await small_city.coordinator.presses("Кто придёт")
    card = await small_city.coordinator.sees("приглашено: 7")
    assert "Не смогут: 1\n• Иван Образцов" in card["text"]
    assert "• Мария Вымышленная → Фёдор <Заменов>, учитель" in card["text"]
    assert "Ещё не ответили: 5" in card["text"]


async def test_a_better_idea_ends_the_question_for_a_substitute(small_city: City) -> None:
    await set_meeting(small_city.coordinator)
    await small_city.curator.presses("Придёт замена")
    await small_city.curator.presses("Буду")
    await small_city.curator.sends("Фёдор Заменов")
    await small_city.curator.sees("Не понимаю этого сообщения")
    assert await answers(small_city) == {None: MEMBERS - 1, Coming.YES: 1}


async def test_reminders_come_the_day_before_and_two_hours_before(small_city: City) -> None:
    await set_meeting(small_city.coordinator)
    curator, director, deputy = (small_city.phone(person) for person in (CURATOR, DIRECTOR, DEPUTY))
    await curator.presses("Буду")
    await director.presses("Не смогу")
    await deputy.presses("Придёт замена")
    await deputy.sends("Фёдор Заменов")
    await small_city.goes_to(local(1, 19, 9, 59))
    for phone in (curator, director, deputy):
        await phone.sees_all()
    await small_city.goes_to(local(1, 19, 10, 1))
    await curator.sees("Завтра в 15:00 — заседание")
    await deputy.sees("За вас придёт Фёдор Заменов")
    await director.sees_nothing()
    await small_city.goes_to(local(1, 20, 12, 59))
    for phone in (curator, director):
        await phone.sees_all()
    await small_city.goes_to(local(1, 20, 13, 0))
    await curator.sees("Сегодня в 15:00 — заседание")
    await director.sees_nothing()


async def test_after_an_outage_one_reminder_is_enough(small_city: City) -> None:
    await set_meeting(small_city.coordinator)
    await small_city.curator.sees_all()
    small_city.clock.turn_to(local(1, 20, 13, 30))
    await small_city.drain()
    said = [m["text"] for m in await small_city.curator.sees_all() if "заседание" in m["text"]]
    assert [text.partition("\n")[0] for text in said] == [
        "Сегодня в 15:00 — заседание координационной группы"
    ]


async def test_in_a_pause_only_who_comes_is_reminded(small_city: City) -> None:
    await set_meeting(small_city.coordinator)
    await small_city.curator.presses("Буду")
    async with small_city.app.database.transaction() as session:
        await session.execute(update(Person).values(paused_until=date(2022, 2, 1)))
    await small_city.goes_to(local(1, 19, 9, 59))
    for person in (CURATOR, DIRECTOR):
        await small_city.phone(person).sees_all()
    await small_city.goes_to(local(1, 19, 10))
    await small_city.curator.sees("Завтра в 15:00")
    await small_city.phone(DIRECTOR).sees_nothing()


async def test_after_it_has_begun_no_answer_is_taken(small_city: City) -> None:
    await set_meeting(small_city.coordinator)
    invitation = await small_city.curator.sees("Приглашаем")
    await small_city.goes_to(local(1, 20, 15, 0))
    await small_city.curator.presses("Буду", in_message=invitation)
    await small_city.curator.sees_toast("уже началось")
    assert await answers(small_city) == {None: MEMBERS}


async def test_a_meeting_is_moved_and_answers_are_asked_anew(small_city: City) -> None:
    await set_meeting(small_city.coordinator)
    curator = small_city.curator
    invitation = await curator.sees("Приглашаем")
    buttons = invitation["inline_keyboard"]
    await curator.presses("Буду")
    coordinator = small_city.coordinator
    await coordinator.sends("/meetings")
    await coordinator.presses("Кто придёт")
    await coordinator.presses("Изменить время или место")
    assert "Разослать" not in await coordinator.buttons()
    await coordinator.presses("Другой день")
    await coordinator.sends("21 января")
    await coordinator.sees("О переменах узнают 7 человек")
    await coordinator.presses("Разослать")
    moved = await curator.sees("Изменилось заседание")
    text = moved["text"].replace("\u00a0", " ")
    assert "Раньше: 20 января 2022 г., четверг, 15:00" in text
    assert "Когда: 21 января 2022 г., пятница, 15:00" in text
    assert "Прежнее место" not in text
    assert "Ваш ответ: буду" in text
    meeting = await only_meeting(small_city)
    assert (meeting.edition, meeting.starts_at) == (2, local(1, 21, 15))
    await curator.presses_again(invitation, buttons[0][1]["callback_data"])
    await curator.sees_toast("Заседание изменилось")
    assert await answers(small_city) == {None: MEMBERS - 1, Coming.YES: 1}
    await small_city.goes_to(local(1, 19, 18, 0))
    assert not [m for m in await curator.sees_all() if "Завтра в 15:00 — заседание" in m["text"]]
    await small_city.goes_to(local(1, 20, 10, 0))
    await curator.sees("Завтра в 15:00 — заседание")


async def test_a_cancelled_meeting_is_told_and_can_be_set_anew(small_city: City) -> None:
    await set_meeting(small_city.coordinator)
    coordinator, curator = small_city.coordinator, small_city.curator
    await curator.presses("Буду")
    await coordinator.sends("/meetings")
    await coordinator.presses("Кто придёт")
    await coordinator.presses("Отменить заседание")
    await coordinator.sees("Отменить заседание 20 января")
    await coordinator.presses("Да, отменить")
    await curator.sees("Заседание координационной группы отменено")
    await small_city.goes_to(local(1, 19, 11, 0))
    assert not [m for m in await curator.sees_all() if "Завтра в 15:00 — заседание" in m["text"]]
    await set_meeting(coordinator, "25.01", "11")
    invitation = await curator.sees("Приглашаем на заседание")
    assert "Вы ещё не ответили" in invitation["text"]
    meeting = await only_meeting(small_city)
    assert meeting.cancelled_at is None
    assert (meeting.edition, meeting.starts_at) == (2, local(1, 25, 11))


async def test_a_restart_in_the_middle_loses_nothing(small_city: City) -> None:
    coordinator = small_city.coordinator
    await coordinator.sends("/meetings")
    await coordinator.presses("Назначить")
    await coordinator.sends("20 января")
    await small_city.restarts()
    await coordinator.sends("15.30")
    await small_city.restarts()
    await coordinator.sends("Кабинет 12")
    await coordinator.presses("Пропустить")
    await small_city.restarts()
    await coordinator.presses("Разослать")
    assert (await only_meeting(small_city)).starts_at == local(1, 20, 15, 30)


async def test_kind_sentences_for_what_cannot_be(small_city: City) -> None:
    coordinator = small_city.coordinator
    await coordinator.sends("/meetings")
    await coordinator.presses("Назначить")
    for text, said in (
        ("когда-нибудь", "Не понимаю этой даты"),
        ("09.01.2022", "уже прошёл"),
        ("20.01.2031", "больше года"),
        ("22.01", "выходной день"),
    ):
        await coordinator.sends(text)
        await coordinator.sees(said)
    await coordinator.presses("Да, на этот день")
    await coordinator.sends("ночью")
    await coordinator.sees("Не понимаю этого времени")
    await coordinator.sends("10:00")
    await coordinator.sends("Я" * 201)
    await coordinator.sees("от 2 до 200 знаков")
    await coordinator.sends("Кабинет 12")
    await coordinator.sends("О" * 1501)
    await coordinator.sees("Повестка слишком длинная")
    await coordinator.sends("Итоги")
    await coordinator.sees("Приглашение получат")
    await coordinator.sends("ну давай")
    await coordinator.sees("нажмите «Разослать»")
    await coordinator.presses("Разослать")
    assert (await only_meeting(small_city)).starts_at == local(1, 22, 10)


async def test_today_is_possible_but_not_an_hour_that_has_passed(small_city: City) -> None:
    coordinator = small_city.coordinator
    await coordinator.sends("/meetings")
    await coordinator.presses("Назначить")
    await coordinator.sends("сегодня")
    await coordinator.sends("09:00")
    await coordinator.sees("уже прошло")
    await coordinator.presses("14:00")
    await coordinator.sees("Где соберёмся")


async def test_a_preview_sends_only_what_it_shows(small_city: City) -> None:
    coordinator = small_city.coordinator
    await coordinator.sends("/meetings")
    await coordinator.presses("Назначить")
    for text in ("20.01", "15:00", "Кабинет 12", "Итоги"):
        await coordinator.sends(text)
    old = await coordinator.sees("Приглашение получат")
    data = old["inline_keyboard"][0][0]["callback_data"]
    await coordinator.presses("Другое место")
    await coordinator.sends("Кабинет 13")
    assert "что-то изменилось" in await refusal(small_city, COORDINATOR, data)
    await coordinator.presses("Разослать")
    assert "уже назначено" in await refusal(small_city, COORDINATOR, data)
    assert (await only_meeting(small_city)).place == "Кабинет 13"
    async with small_city.app.database.look() as session:
        invitations = select(func.count()).where(OutboxMessage.kind == "meeting-invitation")
        assert await session.scalar(invitations) == MEMBERS


async def test_at_night_nobody_is_invited(small_city: City) -> None:
    await small_city.goes_to(local(1, 10, 21, 0))
    await small_city.curator.sees_all()
    await set_meeting(small_city.coordinator)
    await small_city.curator.sees_nothing()
    await small_city.goes_to(local(1, 11, 8, 0))
    await small_city.curator.sees("Приглашаем")


async def test_the_same_place_as_last_time_and_another_month(small_city: City) -> None:
    coordinator = small_city.coordinator
    await set_meeting(coordinator)
    await coordinator.sends("/meetings")
    await coordinator.sees("Февраль — не назначено")
    await coordinator.presses("Другой месяц")
    await coordinator.presses("Март")
    assert "1 мар., вторник" in await coordinator.buttons()
    await coordinator.presses("1 мар., вторник")
    await coordinator.presses("11:00")
    await coordinator.presses("Как в прошлый раз")
    await coordinator.presses("Пропустить")
    await coordinator.presses("Разослать")
    async with small_city.app.database.look() as session:
        places = list(await session.scalars(select(Meeting.place)))
        dues = [str(one.due) for one in await attendance_summary(session)]
    assert places == ["Управление образования, кабинет 12"] * 2
    assert dues == ["2022-01-31", "2022-03-31"]


@pytest.mark.parametrize("who", [CURATOR, DIRECTOR, HEAD])
async def test_only_the_coordinator_sets_meetings(small_city: City, who: int) -> None:
    phone, coordinator = small_city.phone(who), small_city.coordinator
    await coordinator.sends("/meetings")
    section = await coordinator.sees("не назначено")
    plan = section["inline_keyboard"][0][0]["callback_data"]
    await phone.sends("/meetings")
    mine = await phone.sees("пока не назначено")
    assert not mine["inline_keyboard"]
    assert "не для вас" in await refusal(small_city, who, plan)
    await phone.sends("20.01")
    await phone.sees("Не понимаю этого сообщения")
    async with small_city.app.database.look() as session:
        assert await session.scalar(select(func.count()).select_from(Meeting)) == 0


async def test_buttons_of_foreign_and_unknown_meetings_are_refused(small_city: City) -> None:
    await set_meeting(small_city.coordinator)
    invitation = await small_city.curator.sees("Приглашаем")
    yes = invitation["inline_keyboard"][0][0]["callback_data"]
    async with small_city.app.database.transaction() as session:
        await session.execute(delete(Attendance))
    for chat_id, data in (
        (CURATOR, yes),
        (CURATOR, "mt:999:0"),
        (CURATOR, "mtmove:1"),
        (CURATOR, "mtoff:1:1"),
        (COORDINATOR, "mtmove:999"),
        (COORDINATOR, "mtplan:999"),
    ):
        assert "не для вас" in await refusal(small_city, chat_id, data)
    assert await answers(small_city) == {}
    assert (await only_meeting(small_city)).cancelled_at is None


async def test_buttons_of_a_draft_that_was_given_up_begin_anew(small_city: City) -> None:
    coordinator = small_city.coordinator
    await coordinator.sends("/meetings")
    await coordinator.presses("Назначить")
    await coordinator.presses("20 янв., четверг")
    times = await coordinator.sees("Во сколько")
    await coordinator.sends("/meetings")
    await coordinator.presses("15:00", in_message=times)
    await coordinator.sees("Выберите день")
    await coordinator.sends("20.01")
    await coordinator.sees("Где соберёмся")


async def test_the_protocol_is_asked_for_once_and_handed_in(small_city: City) -> None:
    await set_meeting(small_city.coordinator)
    coordinator = small_city.coordinator
    await small_city.goes_to(local(1, 20, 16, 0))
    await coordinator.sends("/meetings")
    await coordinator.presses("20 янв. — протокола пока нет")
    await coordinator.sees("Протокол ещё не сдан")
    assert "Сдать протокол" in await coordinator.buttons()
    await small_city.goes_to(local(1, 21, 9, 0))
    await coordinator.sees("Остался протокол")
    await coordinator.presses("Сдать протокол")
    await coordinator.sends_photo()
    await coordinator.presses("Готово")
    await small_city.curator.sends("/meetings")
    await small_city.curator.presses("протокол сдан")
    card = await small_city.curator.sees("Протокол сдан")
    assert "Сдать протокол" not in await small_city.curator.buttons(card)


async def test_who_joins_late_is_invited_to_the_next_meeting(small_city: City) -> None:
    coordinator, newcomer = small_city.coordinator, small_city.phone(STRANGER)
    await set_meeting(coordinator)
    await coordinator.sends("/people")
    for label in ("Пригласить", "Пригласить куратора", "Школа № 903", "Готово"):
        await coordinator.presses(label)
    forwarded = str((await coordinator.last())["text"])
    await newcomer.sends(f"/start {forwarded.split('start=')[1].split(maxsplit=1)[0]}")
    await newcomer.presses("Согласен")
    await newcomer.sees("Приглашаем на заседание")
    await newcomer.presses("Буду")
    await newcomer.sees("Ваш ответ: буду")
    await small_city.goes_to(local(1, 20, 13))
    await newcomer.sees("Сегодня в 15:00 — заседание")

"""A coordinator's announcement: written, for whom, looked at, sent, followed, stopped."""

from typing import Any

import pytest
from sqlalchemy import select, update

from db.models import Account, Announcement, Message, MessageState, Person, Reach
from db.queries.announcements import followed
from playground.faults import Fault
from tests.chat.moves import at, data_of
from tests.city import (
    COORDINATOR,
    CURATOR,
    DEPUTY,
    DIRECTOR,
    HEAD,
    OTHER_CURATOR,
    OTHER_DIRECTOR,
    STRANGER,
    City,
)
from tests.engines import both_engines
from tests.forging import press
from tests.phone import Phone

TEXT = "Завтра <b>семинар</b> & чай в 15:00 \u202eс собой\nвозьмите план"


async def drafts(coordinator: Phone, *roles: str, text: str = TEXT) -> None:
    await coordinator.sends("/announce")
    await coordinator.sends(text)
    for role in roles:
        await coordinator.presses(role)


async def sends(coordinator: Phone, *roles: str, text: str = TEXT) -> None:
    await drafts(coordinator, *roles, text=text)
    await coordinator.presses("Посмотреть и отправить")
    await coordinator.presses("Отправить")


async def messages(city: City) -> list[Message]:
    async with city.app.database.look() as session:
        return list(await session.scalars(select(Message).where(Message.announcement_id.is_not(None))))


async def announcements(city: City) -> list[Announcement]:
    async with city.app.database.look() as session:
        return list(await session.scalars(select(Announcement)))


def text_of(message: dict[str, Any]) -> str:
    return str(message["text"]).replace("\u00a0", " ")


@both_engines
async def test_it_is_seen_by_people_as_the_coordinator_has_seen_it(small_city: City) -> None:
    coordinator = small_city.coordinator
    await coordinator.presses("Школы и люди")
    await coordinator.presses("Объявление")
    await coordinator.sees("Напишите текст объявления")
    await coordinator.sends(TEXT)
    await coordinator.sees("Пока его никто не получит")
    assert "Посмотреть и отправить" not in await coordinator.buttons()
    await coordinator.presses("Кураторы")
    await coordinator.presses("Управление образования")
    await coordinator.sees("Получат 3 человека")
    await coordinator.presses("Посмотреть и отправить")
    seen, confirm = (await coordinator.sees_all())[-2:]
    assert TEXT in seen["text"]
    assert "Так объявление увидят 3 человека." in confirm["text"]
    await coordinator.presses("Отправить")
    for person in (CURATOR, OTHER_CURATOR, HEAD):
        got = await small_city.phone(person).sees("семинар")
        assert got["text"] == seen["text"]
    for person in (DIRECTOR, DEPUTY, OTHER_DIRECTOR):
        await small_city.phone(person).sees_nothing()
    result = await coordinator.sees("Объявление отправлено")
    assert "Доставлено: 3 из 3" in result["text"]
    assert await coordinator.buttons(result) == ["Прошлые объявления"]


async def test_for_the_people_of_some_schools(small_city: City) -> None:
    coordinator = small_city.coordinator
    await drafts(coordinator)
    await coordinator.presses("Выбрать школы")
    await coordinator.presses("Школа № 902")
    await coordinator.sees("Отмечена 1 школа.")
    await coordinator.presses("Школа № 903")
    await coordinator.presses("✓ Школа № 902")
    await coordinator.presses("Готово")
    whom = await coordinator.sees("только от этих школ: Школа № 903.")
    assert "Получат 2 человека" in whom["text"]
    await coordinator.presses("Представители школ")
    await coordinator.sees("Получит 1 человек.")
    await coordinator.presses("Управление образования")
    await coordinator.sees("Получат 2 человека")
    await coordinator.presses("Школы: выбрана 1")
    await coordinator.presses("Все школы")
    await coordinator.sees("Получат 4 человека")


async def test_two_taps_send_once(small_city: City) -> None:
    coordinator = small_city.coordinator
    await drafts(coordinator, "Кураторы")
    await coordinator.presses("Посмотреть и отправить")
    data = data_of(await coordinator.last(), "Отправить")
    await coordinator.presses("Отправить")
    again = await press(small_city, COORDINATOR, data)
    assert again.toast == "Объявление уже отправлено."
    assert len(await messages(small_city)) == 2
    for label in ("Кураторы", "Изменить текст", "Не отправлять"):
        whom = next(m for m in reversed(await coordinator.messages()) if m["inline_keyboard"])
        assert label not in await coordinator.buttons(whom)


async def test_at_night_it_waits_for_the_morning_and_can_be_stopped(small_city: City) -> None:
    coordinator, curator = small_city.coordinator, small_city.curator
    await small_city.goes_to(at(10, 22))
    await curator.sees_all()
    await drafts(coordinator, "Кураторы")
    await coordinator.presses("Посмотреть и отправить")
    confirm = await coordinator.sees("Так объявление увидят 2 человека.")
    assert "отправлю позже: 11 января 2022 г., 08:00." in text_of(confirm)
    await coordinator.presses("Отправить")
    sending = await coordinator.sees("Начало отправки")
    assert "Начало отправки: 11 января 2022 г., 08:00." in text_of(sending)
    await curator.sees_nothing()
    progress = next(m for m in await coordinator.messages() if "Ждут отправки: 2" in m["text"])
    assert "Объявление ждёт отправки" in progress["text"]
    await coordinator.presses("Остановить", in_message=progress)
    await coordinator.sees_toast("Остановлено: 2 человека не получат объявление.")
    stopped = await coordinator.sees("Остановлено: 2")
    assert "Отправка объявления остановлена" in stopped["text"]
    assert "Доставлено: 0 из 2" in stopped["text"]
    again = await press(small_city, COORDINATOR, "anstop:1")
    assert again.toast == "Останавливать уже нечего."
    await coordinator.sends("/journal")
    noted = await coordinator.sees("Остановлена отправка объявления: Завтра")
    assert noted["text"].count("Остановлена отправка") == 1
    await small_city.goes_to(at(11, 8, 30))
    await curator.sees_nothing()


async def test_the_progress_counts_up_in_one_message_and_through_a_restart(
    small_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.outbox.BATCH", 2)
    coordinator = small_city.coordinator
    await small_city.goes_to(at(10, 22))
    await sends(coordinator, "Кураторы", "Представители школ")
    waiting = await coordinator.sees("Ждут отправки: 5")
    await small_city.restarts()
    app = small_city.app
    small_city.clock.turn_to(at(11, 8, 30))
    await app.outbox.send_batch()
    await app.progress.show()
    part = await coordinator.sees("Доставлено: 2 из 5\nЖдут отправки: 3")
    assert part["message_id"] == waiting["message_id"]
    assert await coordinator.buttons(part) == ["Остановить", "Обновить"]
    assert not (await press(small_city, COORDINATOR, "anmissbelow:1")).in_place
    await app.outbox.send_batch()
    await app.outbox.send_batch()
    await app.progress.show()
    after = await coordinator.sees("Доставлено: 5 из 5")
    assert after["message_id"] == waiting["message_id"]
    shown = len(await coordinator.messages())
    await app.progress.show()
    await coordinator.sees_nothing()
    assert len(await coordinator.messages()) == shown


async def test_who_was_not_reached_is_named_with_the_reason(small_city: City) -> None:
    coordinator = small_city.coordinator
    await small_city.curator.blocks()
    await sends(coordinator, "Кураторы", "Управление образования")
    result = await coordinator.sees("Объявление отправлено")
    assert "Доставлено: 2 из 3\nНе дошло: 1" in result["text"]
    await coordinator.presses("Кому не дошло", in_message=result)
    missed = await coordinator.sees("Кому не дошло: 1")
    assert "Иван Образцов — бот заблокирован" in missed["text"]
    await coordinator.presses("Назад")
    await coordinator.presses("Прошлые объявления")
    past = await coordinator.sees("Прошлые объявления")
    assert "Доставлено: 2 из 3" in past["text"]


async def test_the_progress_is_followed_to_its_end_however_late_that_is(small_city: City) -> None:
    async with small_city.app.database.transaction() as session:
        silent = select(Account.person_id).where(Account.chat_id == CURATOR).scalar_subquery()
        await session.execute(
            update(Person).where(Person.id == silent).values(silent_until=at(9, 12, month=2))
        )
    await sends(small_city.coordinator, "Кураторы")
    waiting = await small_city.coordinator.sees("Доставлено: 1 из 2")
    small_city.clock.turn_to(at(9, 12, 1, month=2))
    while await small_city.app.outbox.send_batch():
        pass
    await small_city.app.progress.show()
    after = await small_city.coordinator.sees("Доставлено: 2 из 2")
    assert after["message_id"] == waiting["message_id"]
    async with small_city.app.database.look() as session:
        assert await followed(session) == []


async def test_whom_its_result_names_is_no_other_news(small_city: City) -> None:
    """The block itself was not told of: only that the announcement does not arrive."""
    small_city.playground.world.faults.add(
        Fault(
            "sendMessage",
            "error",
            code=403,
            description="Forbidden: bot was blocked by the user",
            chat_id=CURATOR,
        )
    )
    await sends(small_city.coordinator, "Кураторы")
    await small_city.coordinator.sees("Не дошло: 1")
    await small_city.passes(minutes=20)
    async with small_city.app.database.look() as session:
        assert not (await session.scalars(select(Message.id).where(Message.kind == "unreachable"))).all()
        reach = select(Account.reach).where(Account.chat_id == CURATOR)
        assert await session.scalar(reach) is Reach.BLOCKED


async def test_a_text_that_does_not_fit_is_asked_for_again(small_city: City) -> None:
    coordinator = small_city.coordinator
    await coordinator.sends("/announce")
    await coordinator.sends("😀" * 1501)
    await coordinator.sees("Получилось слишком длинно: 3002 знаков")
    assert await announcements(small_city) == []
    await coordinator.sends("<" * 3000)
    await coordinator.sees("Кому отправить объявление?")
    await coordinator.presses("Кураторы")
    await coordinator.presses("Посмотреть и отправить")
    await coordinator.presses("Отправить")
    got = await small_city.curator.sees("<" * 3000)
    assert got["text"].startswith("Объявление от координатора")


async def test_the_text_is_changed_and_the_draft_dropped(small_city: City) -> None:
    coordinator = small_city.coordinator
    await drafts(coordinator, "Кураторы", text="Черновик")
    await coordinator.presses("Изменить текст")
    await coordinator.presses("Отмена")
    await coordinator.sends("Это уже не объявление")
    await coordinator.sees("Не понимаю")
    await coordinator.presses("Изменить текст")
    await coordinator.sends("Чистовик")
    await coordinator.presses("Посмотреть и отправить")
    await coordinator.sees("Чистовик")
    send = data_of(await coordinator.last(), "Отправить")
    await coordinator.presses("Не отправлять")
    await coordinator.sees("Объявление отменено")
    refused = await press(small_city, COORDINATOR, send)
    assert refused.toast == "Эта кнопка не для вас или уже не действует."
    assert await messages(small_city) == []
    await coordinator.presses("Прошлые объявления")
    await coordinator.sees("Пока ничего не отправляли.")


async def test_who_has_left_meanwhile_is_counted_apart(small_city: City) -> None:
    coordinator = small_city.coordinator
    await small_city.goes_to(at(10, 22))
    await sends(coordinator, "Кураторы")
    await small_city.curator.sends("/settings")
    await small_city.curator.presses("Выйти и удалить")
    await small_city.curator.presses("Да, выйти")
    await small_city.goes_to(at(11, 8, 30))
    result = await coordinator.sees("Объявление отправлено")
    assert "Доставлено: 1 из 2\nУже не нужно: 1" in result["text"]
    assert {message.state for message in await messages(small_city)} == {
        MessageState.SENT,
        MessageState.SKIPPED,
    }


async def test_a_stranger_cannot_announce(small_city: City) -> None:
    await small_city.phone(STRANGER).sends("/announce")
    await small_city.curator.sends("/announce")
    await small_city.curator.sees("Не понимаю")
    assert "announce" in await small_city.coordinator.commands()
    assert await announcements(small_city) == []


async def test_the_progress_waits_for_telegram_and_gives_up_a_deleted_message(small_city: City) -> None:
    coordinator, faults = small_city.coordinator, small_city.playground.world.faults
    await small_city.goes_to(at(10, 22))
    await sends(coordinator, "Кураторы")
    await coordinator.sees("Ждут отправки: 2")
    faults.add(Fault("editMessageText", "error", code=502))
    faults.add(
        Fault("editMessageText", "error", code=400, description="Bad Request: message to edit not found")
    )
    small_city.clock.turn_to(at(11, 8, 30))
    await small_city.app.outbox.send_batch()
    await small_city.app.progress.show()
    await coordinator.sees_nothing()
    assert len(faults.planned) == 1
    await small_city.app.progress.show()
    assert faults.planned == []
    await small_city.app.progress.show()
    await coordinator.sees_nothing()
    await coordinator.sends("/announce")
    await coordinator.presses("Прошлые объявления")
    await coordinator.sees("Доставлено: 2 из 2")

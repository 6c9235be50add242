"""Reminders as people get them: their hour, substitutes, silence, schools that lag, an outage."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select, update

from db.models import Account, Message, MessageState, Person, Reach, Snooze, Substitution
from db.queries.outbox import release
from db.queries.people import note_reach
from tests.chat.moves import at, hands_in
from tests.city import CURATOR, DEPUTY, DIRECTOR, OTHER_CURATOR, City
from tests.phone import Message as Seen
from tests.phone import Phone


async def chooses(city: City, chat_id: int, **choices: Any) -> int:  # noqa: ANN401 -- columns of a person
    """Keep the choices as the settings do; the person's id."""
    async with city.app.database.transaction() as session:
        person = (await session.scalars(select(Account.person_id).where(Account.chat_id == chat_id))).one()
        if choices:
            change = update(Person).where(Person.id == person).values(**choices)
            await session.execute(change.execution_options(synchronize_session=False))
        await release(session, person, city.clock())
    return person


async def digests(phone: Phone) -> list[Seen]:
    return [one for one in await phone.sees_all() if one.get("text", "").startswith("Сегодня")]


async def test_the_digest_comes_at_the_hour_that_was_chosen(small_city: City) -> None:
    city = small_city
    await chooses(city, CURATOR, digest_hour=15)
    await city.goes_to(at(17, 14, 59))
    assert not await digests(city.curator)
    await chooses(city, CURATOR, digest_hour=18)
    await city.goes_to(at(17, 17, 59))
    assert not await digests(city.curator)
    await city.goes_to(at(17, 18, 1))
    assert len(await digests(city.curator)) == 1
    await chooses(city, CURATOR, digest_hour=19)
    await city.goes_to(at(17, 23))
    assert not await digests(city.curator)


async def test_who_ends_a_pause_hears_at_once_what_it_held(small_city: City) -> None:
    city = small_city
    await city.goes_to(at(17, 8))
    await city.curator.sends("/settings")
    await city.curator.presses("Приостановить")
    await city.curator.presses("На неделю")
    await city.goes_to(at(17, 12))
    assert not await digests(city.curator)
    await city.curator.presses("Возобновить")
    assert len(await digests(city.curator)) == 1


async def test_what_silence_held_comes_in_one_message(small_city: City) -> None:
    city = small_city
    until: datetime = at(25, 12)
    await chooses(city, CURATOR, silent_until=until)
    await city.goes_to(at(25, 11, 59))
    assert not await digests(city.curator)
    await city.goes_to(at(25, 12, 1))
    (digest,) = await digests(city.curator)
    assert "Сегодня, 25 января: у вас 2 поручения" in digest["text"]


async def test_after_a_pause_what_was_missed_is_said_once(small_city: City) -> None:
    city = small_city
    await chooses(city, CURATOR, paused_until=date(2022, 1, 26))
    await city.goes_to(at(25, 20))
    assert not await digests(city.curator)
    await city.goes_to(at(26, 10))
    assert len(await digests(city.curator)) == 1


async def test_a_task_that_was_put_off_is_not_in_the_digest(small_city: City) -> None:
    city = small_city
    person = await chooses(city, DIRECTOR)
    await city.phone(DIRECTOR).sends("/tasks")
    listed = await city.phone(DIRECTOR).sees("Сейчас")
    task = int(listed["inline_keyboard"][0][0]["callback_data"].split(":")[1])
    async with city.app.database.transaction() as session:
        session.add(Snooze(person_id=person, assignment_id=task, until=date(2022, 1, 20)))
    await city.goes_to(at(19, 23))
    assert not await digests(city.phone(DIRECTOR))
    await city.goes_to(at(20, 10))
    assert "Школа № 901" in (await digests(city.phone(DIRECTOR)))[0]["text"]


async def test_a_substitute_is_reminded_and_may_hand_in(small_city: City) -> None:
    city = small_city
    away, stands_in = await chooses(city, DEPUTY), await chooses(city, OTHER_CURATOR)
    async with city.app.database.transaction() as session:
        session.add(
            Substitution(
                person_id=away,
                substitute_id=stands_in,
                first_day=date(2022, 1, 17),
                last_day=date(2022, 1, 21),
                created_at=city.clock(),
            )
        )
    await city.goes_to(at(17, 10))
    assert not await digests(city.phone(DEPUTY))
    other = city.phone(OTHER_CURATOR)
    (digest,) = await digests(other)
    assert "Школа № 902 (замещение: Мария Вымышленная), Школа № 903" in digest["text"]
    await hands_in(other, "№ 3 · Школа № 902")
    await other.sees("Подтверждение на проверке у координатора")
    await city.goes_to(at(24, 10))
    await other.sends("/tasks")
    assert "Школа № 902" not in (await other.sees("Сейчас"))["text"]


async def hands_over_from_today(city: City) -> None:
    """The curator of schools 901 and 902, on 17 January, to the curator of 903."""
    await city.curator.sends("/settings")
    for label in ("Меня замещает", "Пётр Условный", "17 янв.", "23 янв."):
        await city.curator.presses(label)
    await city.curator.sees("Вас замещает: Пётр Условный")


async def test_a_substitute_named_in_the_morning_is_reminded_that_morning(small_city: City) -> None:
    city, other = small_city, small_city.phone(OTHER_CURATOR)
    await city.goes_to(at(17, 8, 30))
    await digests(city.curator), await digests(other)
    await hands_over_from_today(city)
    await city.goes_to(at(17, 20))
    assert not await digests(city.curator)
    (digest,) = await digests(other)
    assert "Школа № 901 (замещение: Иван Образцов)" in digest["text"]
    assert "Школа № 903" in digest["text"]


async def test_a_substitute_named_later_gets_what_is_not_said_yet(small_city: City) -> None:
    city, other = small_city, small_city.phone(OTHER_CURATOR)
    await chooses(city, CURATOR, digest_hour=15)
    await city.goes_to(at(17, 10))
    await digests(city.curator)
    assert "Школа № 903" in (await digests(other))[-1]["text"]
    await hands_over_from_today(city)
    await city.restarts()
    await city.goes_to(at(17, 20))
    assert not await digests(city.curator)
    (digest,) = await digests(other)
    assert "Школа № 901 (замещение: Иван Образцов)" in digest["text"]
    assert "Школа № 903" not in digest["text"]
    await city.curator.sends("/settings")
    await city.curator.presses("Отменить замещение")
    await city.goes_to(at(17, 23))
    assert not await digests(city.curator)


async def test_schools_that_lag_are_told_of_higher_and_higher(small_city: City) -> None:
    city = small_city
    await city.goes_to(at(3, 8, month=2))
    await digests(city.curator)
    await city.goes_to(at(3, 10, month=2))
    (digest,) = await digests(city.curator)
    assert "Школы, которые отстают\n№ 3." in digest["text"]
    representative = (await digests(city.phone(DIRECTOR)))[-1]
    assert "Просрочено\n№ 3." in representative["text"]
    assert all("отстают" not in one["text"] for one in await digests(city.coordinator))
    await city.goes_to(at(9, 10, month=2))
    digest = (await digests(city.coordinator))[-1]
    assert "Школы, которые отстают: больше недели не сдано 3 поручения" in digest["text"]
    assert "просрочено на 9 дней: Школа № 901, Школа № 902, Школа № 903" in digest["text"]
    await city.coordinator.presses("Открыть сводку", in_message=digest)
    assert digest in await city.coordinator.messages()  # it stays where it is


async def test_after_an_outage_each_is_told_once_and_the_coordinator_how_much_was_left_out(
    small_city: City,
) -> None:
    city = small_city
    await city.goes_to(at(17, 8))  # the digests of the 17th are put and not said
    city.clock.turn_to(at(21, 11))
    await city.drain()
    (digest,) = await digests(city.curator)
    assert "Сегодня, 21 января: у вас 2 поручения" in digest["text"]
    await city.goes_to(at(24, 10))
    text = "".join(one["text"] for one in await digests(city.coordinator))
    async with city.app.database.look() as session:
        stale = (await session.scalars(select(Message).where(Message.state == MessageState.STALE))).all()
    assert len(stale) > 1
    assert f"За время перерыва не отправлено {len(stale)} напоминани" in text


@pytest.mark.parametrize("deaf", ["paused", "silent", "blocked"])
async def test_a_substitute_who_hears_nothing_swallows_no_reminder(small_city: City, deaf: str) -> None:
    city = small_city
    await city.goes_to(at(14, 12))
    away, stands_in = await chooses(city, DEPUTY), await chooses(city, OTHER_CURATOR)
    if deaf == "paused":
        await chooses(city, OTHER_CURATOR, paused_until=date(2022, 2, 20))
    elif deaf == "silent":
        await chooses(city, OTHER_CURATOR, silent_until=at(31, 12))
    async with city.app.database.transaction() as session:
        if deaf == "blocked":
            await note_reach(session, OTHER_CURATOR, Reach.BLOCKED, "blocked", city.clock())
        session.add(
            Substitution(
                person_id=away,
                substitute_id=stands_in,
                first_day=date(2022, 1, 17),
                last_day=date(2022, 1, 31),
                created_at=city.clock(),
            )
        )
    await digests(city.phone(DEPUTY))
    await city.goes_to(at(17, 10))
    assert await digests(city.phone(DEPUTY))

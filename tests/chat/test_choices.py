"""People choose when the bot speaks to them, who stands in for them, and what it says later."""

from datetime import date

from sqlalchemy import select

from db.models import Activity, Message, Person, Roadmap, Snooze, Substitution
from roadmap.rhythm import Rhythm
from tests.chat.moves import at
from tests.chat.test_settings import person
from tests.city import COORDINATOR, CURATOR, DIRECTOR, HEAD, OTHER_CURATOR, OTHER_DIRECTOR, City
from tests.forging import press, refusal
from tests.handing_in import TASK


async def test_the_hour_of_the_morning_message(small_city: City) -> None:
    curator = small_city.curator
    await curator.sends("/settings")
    await curator.sees("Утреннее сообщение: в 9:00")
    await curator.presses("Время утреннего сообщения")
    await curator.presses("14:00")
    await curator.sees_toast("будет приходить в 14:00")
    assert "✓ 14:00" in await curator.buttons()
    await small_city.restarts()
    await curator.presses("Назад")
    await curator.sees("Утреннее сообщение: в 14:00")
    assert (await person(small_city, CURATOR)).digest_hour == 14
    assert "не для вас" in await refusal(small_city, CURATOR, "hour:3")


async def test_silence_and_its_end(small_city: City) -> None:
    curator = small_city.curator
    await curator.sends("/settings")
    await curator.presses("Не беспокоить до…")
    await curator.presses("До завтра, 9:00")
    await curator.sees("Не беспокоить: до 11 января")
    assert (await person(small_city, CURATOR)).silent_until == at(11, 9)
    await curator.presses("Снова можно беспокоить")
    assert (await person(small_city, CURATOR)).silent_until is None
    await curator.presses("Не беспокоить до…")
    await curator.sends("никогда <b>")
    await curator.sees("Не получается понять")
    await curator.sends("20.01 15:00")
    await curator.sees("Не беспокоить: до 20 января")
    await small_city.goes_to(at(20, 15, 1))
    await curator.sends("/settings")
    assert "Не беспокоить: до" not in (await curator.last())["text"]


async def test_back_gives_up_what_was_to_be_typed(small_city: City) -> None:
    curator = small_city.curator
    await curator.sends("/settings")
    await curator.presses("Не беспокоить до…")
    await curator.presses("‹ Назад")
    await curator.sends("привет")
    await curator.sees("Не понимаю этого сообщения")


async def test_a_substitute_is_chosen_told_and_called_off(small_city: City) -> None:
    curator, other = small_city.curator, small_city.phone(OTHER_CURATOR)
    await curator.sends("/settings")
    await curator.presses("Меня замещает")
    assert "Анна Тестова" in await curator.buttons()
    assert "Сергей Нарочный" not in await curator.buttons()
    await curator.sends("петр")
    await curator.presses("Пётр Условный")
    await curator.sees("С какого дня?")
    await curator.sends("09.01.2022")
    await curator.sees("уже прошёл")
    await curator.sends("20.01")
    await curator.sees("По какой день")
    await curator.sends("19.01")
    await curator.sees("раньше первого")
    await curator.presses("26 янв.")
    await curator.sees("Вас замещает: Пётр Условный, с 20 января")
    told = await other.sees("Вы замещаете коллегу: Иван Образцов")
    await small_city.coordinator.sends("/people")
    await small_city.coordinator.presses("Кому не доходит")
    await small_city.coordinator.sees("Кто замещает: Пётр Условный, с 20 января по 26 января 2022")
    await other.presses("Отменить замещение", in_message=told)
    await curator.sees("Пётр Условный больше не замещает вас")
    await curator.sends("/settings")
    assert "Вас замещает:" not in (await curator.last())["text"]
    async with small_city.app.database.look() as session:
        [row] = await session.scalars(select(Substitution))
        assert row.ended_at == small_city.clock()


async def test_a_coordinator_alone_has_nobody_to_stand_in(small_city: City) -> None:
    coordinator = small_city.coordinator
    await coordinator.sends("/settings")
    await coordinator.presses("Меня замещает")
    await coordinator.sees("координатора замещает другой координатор")


async def test_pressing_twice_sets_one_substitution(small_city: City) -> None:
    async with small_city.app.database.look() as session:
        ids = {row.name: row.id for row in await session.execute(select(Person.name, Person.id))}
    other = ids["Пётр Условный"]
    first, last = date(2022, 1, 20).toordinal(), date(2022, 1, 21).toordinal()
    for said in ("Вас будет замещать", "уже назначено"):
        reply = await press(small_city, CURATOR, f"substto:{other}:{first}:{last}")
        assert said in (reply.toast or "")
    async with small_city.app.database.look() as session:
        assert len((await session.scalars(select(Substitution))).all()) == 1
        kinds = await session.scalars(select(Message.kind).where(Message.kind == "substitute-set"))
        assert len(kinds.all()) == 1
    assert "не для вас" in await refusal(
        small_city, OTHER_DIRECTOR, f"substto:{ids['Иван Образцов']}:{first}:{last}"
    )


async def test_a_task_is_put_off_and_taken_up_again(small_city: City) -> None:
    curator = small_city.curator
    await curator.sends("/tasks")
    await curator.presses(TASK)
    await curator.presses("Напомнить позже")
    await curator.sees("Срок остаётся прежним")
    await small_city.restarts()
    await curator.presses("В понедельник")
    await curator.sees("Напоминание отложено до 17 января")
    async with small_city.app.database.look() as session:
        [kept] = await session.scalars(select(Snooze))
        assert kept.until == date(2022, 1, 17)
    await small_city.phone(DIRECTOR).sends("/tasks")
    await small_city.phone(DIRECTOR).presses(TASK)
    assert "отложено" not in (await small_city.phone(DIRECTOR).last())["text"]
    await curator.presses("Напоминать как обычно")
    assert "Напомнить позже" in await curator.buttons()
    assert "не для вас" in await refusal(small_city, OTHER_CURATOR, f"snooze:{kept.assignment_id}")
    assert "не для вас" in await refusal(small_city, COORDINATOR, f"snoozeto:{kept.assignment_id}:week")


async def test_a_task_is_put_off_from_the_digest(small_city: City) -> None:
    curator = small_city.curator
    await small_city.goes_to(at(11, 9, 5))
    reply = await press(small_city, CURATOR, "snoozes:0:1")
    assert not reply.in_place
    assert "О чём напомнить позже?" in reply.screens[0].text
    await curator.sends("/tasks")


async def test_the_ladder_of_the_roadmap(small_city: City) -> None:
    coordinator = small_city.coordinator
    await coordinator.sends("/roadmap")
    await coordinator.presses("Напоминания")
    await coordinator.sees("за 14, 7, 3 и 1 день, в день срока; после срока каждый 3-й рабочий день")
    await coordinator.presses("Бережные")
    await coordinator.sees("за 7 и 1 день, в день срока; после срока каждый 5-й рабочий день, не больше 3")
    await coordinator.presses("Свои дни…")
    await coordinator.sends("как-нибудь")
    await coordinator.sees("числа дней через запятую")
    await coordinator.sends("10, 2")
    await coordinator.sees("за 10 и 2 дня; после срока каждый 5-й")
    assert "✓ Свои дни…" in await coordinator.buttons()
    async with small_city.app.database.look() as session:
        kept = (await session.scalars(select(Roadmap.ladder))).one()
        assert kept == {"before": [10, 2], "overdue_every": 5, "overdue_times": 3}


async def test_the_ladder_and_rhythm_of_an_activity(small_city: City) -> None:
    coordinator = small_city.coordinator
    async with small_city.app.database.look() as session:
        activity = (await session.scalars(select(Activity.id).where(Activity.kind == "ongoing"))).first()
    await press(small_city, COORDINATOR, f"rmact:{activity}:0")
    for data, said in (
        (f"ladder:activity:{activity}:0", "Как у всей дорожной карты"),
        (f"ladderset:activity:{activity}:frequent:0", "Свои: за 14, 10, 7"),
        (f"rhythm:{activity}:never:0", "О ходе работы до срока: не спрашивать."),
        (f"rhythm:{activity}:month:0", "О ходе работы до срока: спрашивать раз в месяц."),
    ):
        reply = await press(small_city, COORDINATOR, data)
        assert said in reply.screens[0].text
    async with small_city.app.database.look() as session:
        assert activity is not None
        row = await session.get_one(Activity, activity)
        assert row.ladder is not None
        assert row.rhythm is Rhythm.MONTH
    reply = await press(small_city, COORDINATOR, f"ladderall:{activity}:0")
    assert "Как у всей дорожной карты" in reply.screens[0].text
    async with small_city.app.database.look() as session:
        assert (await session.get_one(Activity, activity)).ladder is None
    assert "не для вас" in await refusal(small_city, CURATOR, f"ladder:activity:{activity}:0")
    await coordinator.sees_all()


async def test_who_cannot_be_reached_is_invited_anew(small_city: City) -> None:
    city = small_city
    await city.curator.sends("/settings")
    await city.curator.presses("Приостановить")
    await city.curator.presses("На неделю")
    await city.phone(DIRECTOR).blocks()
    await city.goes_to(at(11, 10))
    await city.coordinator.sends("/people")
    await city.coordinator.presses("Кому не доходит")
    seen = await city.coordinator.sees("Заблокировал бота, с 1")
    assert "Напоминания на паузе до 17 января" in seen["text"]
    assert seen["text"].index("Анна Тестова") < seen["text"].index("Иван Образцов")
    await city.coordinator.presses("Пригласить заново: Анна")
    await city.coordinator.sees("start=")


async def test_the_summary_leads_to_inviting_anew(small_city: City) -> None:
    city = small_city
    await city.phone(DIRECTOR).blocks()
    await city.goes_to(at(11, 10))
    for chat_id, may in ((COORDINATOR, True), (HEAD, False)):
        phone = city.phone(chat_id)
        await phone.sends("/summary")
        await phone.presses("Кому не доходит")
        await phone.sees("Заблокировал бота")
        assert ("Прислать приглашение заново" in await phone.buttons()) is may
    await city.coordinator.presses("Прислать приглашение заново")
    await city.coordinator.presses("Пригласить заново: Анна")
    await city.coordinator.sees("start=")

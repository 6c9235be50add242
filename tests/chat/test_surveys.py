"""Answering surveys and their results, as a chat: pauses, changes of mind, reminders, the end."""

from datetime import timedelta

from sqlalchemy import select, update

from db.models import Message as OutboxMessage
from db.models import Person
from tests.city import COORDINATOR, CURATOR, DIRECTOR, HEAD, OTHER_CURATOR, PEOPLE, City
from tests.forging import press, refusal
from tests.surveying import (
    add_choice,
    answer_all,
    answers,
    ask_curators,
    begin_draft,
    data_of,
    local,
    send_to_curators,
    with_text,
)

REMINDED = "вашего ответа пока нет"


async def test_a_person_answers_goes_back_and_sends(small_city: City) -> None:
    await ask_curators(small_city)
    curator = small_city.curator
    await curator.sees("Опрос: Стартовая анкета")
    await curator.presses("Ответить")
    first = await curator.sees("Вопрос 1 из 2")
    await curator.presses("Нет")
    second = await curator.sees("Вопрос 2 из 2")
    assert second["message_id"] == first["message_id"]
    await curator.presses("‹ Назад")
    await curator.sees("Ваш ответ: Нет")
    assert "✓ Нет" in await curator.buttons()
    await curator.presses("Да")
    await curator.sends("Помогите с <b>таблицами</b> & отчётами")
    overview = await curator.sees("Проверьте ответы")
    assert "Да" in overview["text"]
    assert "Помогите с <b>таблицами</b> & отчётами" in overview["text"]
    await curator.presses("Отправить")
    await curator.sees_toast("Ответы отправлены. Спасибо!")
    assert await answers(small_city) == [(0, None), (None, "Помогите с <b>таблицами</b> & отчётами")]
    await curator.presses("К опросам")
    await curator.sees("✓ ответы отправлены")


async def test_answering_goes_on_where_it_stopped(small_city: City) -> None:
    await ask_curators(small_city)
    curator = small_city.curator
    await curator.presses("Ответить")
    await curator.presses("Ещё составляем")
    await small_city.restarts()
    await curator.presses("Опросы")
    await curator.sees("вы начали")
    await curator.presses("Ответить: Стартовая анкета")
    await curator.sees("Вопрос 2 из 2")
    await small_city.restarts()
    await curator.sends("Ничем")
    await curator.sees("Проверьте ответы")
    assert await answers(small_city) == [(2, None), (None, "Ничем")]


async def test_answers_are_changed_until_the_end(small_city: City) -> None:
    await ask_curators(small_city)
    curator = small_city.curator
    await answer_all(curator, "Да", "Ничем")
    await curator.presses("Изменить ответы")
    await curator.presses("Нет")
    await curator.sees("Ваш ответ: Ничем")
    await curator.presses("Дальше ›")
    await curator.sees("Ответы отправлены, спасибо!")
    assert await answers(small_city) == [(1, None), (None, "Ничем")]
    changing = await curator.last()
    data = data_of(changing, "Изменить ответы")
    await small_city.passes(days=8)
    await curator.presses_again(changing, data)
    await curator.sees_toast("опрос завершён")
    await curator.presses("Опросы")
    await curator.presses("✓ Стартовая анкета")
    await curator.sees("Опрос завершён")


async def test_text_where_a_button_is_expected(small_city: City) -> None:
    await ask_curators(small_city)
    curator = small_city.curator
    await curator.presses("Ответить")
    await curator.sends("не знаю")
    asked_again = await curator.sees("ответьте кнопкой")
    assert "Вопрос 1 из 2" in asked_again["text"]
    assert await answers(small_city) == []
    await curator.sends("ещё составляем")
    await curator.sees("Вопрос 2 из 2")
    assert await answers(small_city) == [(2, None)]


async def test_a_long_answer_is_taken_whole_and_a_longer_one_refused(small_city: City) -> None:
    await ask_curators(small_city)
    curator = small_city.curator
    await curator.presses("Ответить")
    await curator.presses("Да")
    await curator.sends("я" * 4001)
    await curator.sees("а можно не больше 4000")
    await curator.sends("начало " + "&" * 3986 + " конец!")
    await curator.sees("Проверьте ответы")
    assert len((await answers(small_city))[1][1] or "") == 4000
    await curator.presses("‹")
    await curator.sees("конец!")
    await curator.presses("Отправить")
    await curator.sees_toast("Спасибо")


async def test_options_with_markup_and_long_ones(small_city: City) -> None:
    coordinator, curator = small_city.coordinator, small_city.curator
    await begin_draft(coordinator, "<i>Анкета</i> & план")
    long = "Работаем по плану, который составили вместе с куратором и директором"
    await add_choice(coordinator, "Балл < 3 & > 1?", "<b>Да</b>", "\u202eтен", long)
    await send_to_curators(coordinator)
    await curator.sees("<i>Анкета</i> & план")
    await curator.presses("Ответить")
    question = await curator.sees("Балл < 3 & > 1?")
    assert "1. <b>Да</b>" in question["text"]
    assert f"3. {long}" in question["text"]
    await curator.presses("1")
    await curator.sees("<b>Да</b>")
    await curator.presses("Отправить")
    await coordinator.presses("Опросы")
    await coordinator.presses("Идут сейчас (1)")
    await coordinator.presses("<i>Анкета</i> & план")
    await coordinator.presses("Результаты")
    await coordinator.sees("<b>Да</b>\n▇▇▇▇▇▇▇▇▇▇ 100 % (1)")


async def test_an_old_button_answers_its_own_question(small_city: City) -> None:
    await ask_curators(small_city)
    curator = small_city.curator
    await curator.presses("Ответить")
    old = data_of(await curator.last(), "Нет")
    await curator.presses("Да")
    await curator.sends("Ничем")
    for _ in range(2):
        reply = await press(small_city, CURATOR, old)
        assert "Вопрос 2 из 2" in reply.screens[0].text
    assert await answers(small_city) == [(1, None), (None, "Ничем")]


async def test_who_is_not_asked_is_refused(small_city: City) -> None:
    await ask_curators(small_city)
    curator, director = small_city.curator, small_city.phone(DIRECTOR)
    invitation = await curator.last()
    take = data_of(invitation, "Ответить")
    await curator.presses("Ответить")
    choose = data_of(await curator.last(), "Нет")
    await director.presses("Опросы")
    await director.sees("Сейчас вас ни о чём не спрашивают")
    others = [take.replace("svtake", prefix) for prefix in ("svdone", "svcard", "svdraft", "svsend")]
    for data in (take, choose, "svall:1:0", "svres:1:0", "svclose:1:1", "svnew", *others):
        assert "не для вас" in await refusal(small_city, DIRECTOR, data)
    assert await answers(small_city) == []


async def test_those_who_have_not_answered_are_reminded_once(small_city: City) -> None:
    await ask_curators(
        small_city
    )  # until Monday 17 January: the working day before its eve is Friday the 14th
    await answer_all(small_city.curator, "Да", "Ничем")
    await small_city.curator.sees_all()
    await small_city.goes_to(local(2022, 1, 14, 9, 59))
    assert not with_text(await small_city.phone(OTHER_CURATOR).sees_all(), REMINDED)
    await small_city.goes_to(local(2022, 1, 14, 10, 1))
    assert with_text(await small_city.phone(OTHER_CURATOR).sees_all(), REMINDED)
    await small_city.goes_to(local(2022, 1, 18, 12))
    assert not with_text(await small_city.phone(OTHER_CURATOR).sees_all(), "Опрос:")
    assert not with_text(await small_city.curator.sees_all(), "Опрос:")


async def test_a_paused_person_is_not_reminded(small_city: City) -> None:
    await ask_curators(small_city)
    async with small_city.app.database.transaction() as session:
        name = PEOPLE[CURATOR]
        until = local(2022, 2, 1).date()
        await session.execute(update(Person).where(Person.name == name).values(paused_until=until))
    await small_city.goes_to(local(2022, 1, 14, 12))
    assert not with_text(await small_city.curator.messages(), REMINDED)
    assert with_text(await small_city.phone(OTHER_CURATOR).messages(), REMINDED)


async def test_an_invitation_waits_for_the_morning(small_city: City) -> None:
    await small_city.goes_to(local(2022, 1, 10, 21))
    await ask_curators(small_city)
    assert not with_text(await small_city.curator.sees_all(), "Опрос:")
    await small_city.goes_to(local(2022, 1, 11, 8))
    assert with_text(await small_city.curator.sees_all(), "Опрос:")


async def test_a_closed_survey_takes_no_answers(small_city: City) -> None:
    await ask_curators(small_city)
    coordinator, curator = small_city.coordinator, small_city.curator
    await curator.presses("Ответить")
    await curator.presses("Да")
    await coordinator.presses("Закрыть опрос сейчас")
    question = await coordinator.sees("Закрыть опрос «Стартовая анкета» сейчас?")
    assert "Ещё 2 человека не ответили" in question["text"]
    sure = data_of(question, "Да, закрыть")
    await coordinator.presses("Да, закрыть")
    await coordinator.sees_toast("Опрос закрыт")
    assert await refusal(small_city, COORDINATOR, sure) == "Опрос уже завершён."
    await curator.sends("Ничем")
    await curator.sees("Этот опрос завершён")
    await curator.presses("‹ Назад")
    await curator.sees_toast("опрос завершён")
    assert await answers(small_city) == [(0, None)]
    await small_city.goes_to(local(2022, 1, 18, 12))
    assert not with_text(await curator.messages(), REMINDED)


async def test_a_survey_ends_by_itself(small_city: City) -> None:
    await ask_curators(small_city, until="До завтра")
    await small_city.goes_to(local(2022, 1, 11, 18))
    curator = small_city.curator
    await curator.presses("Ответить")
    await curator.sees_toast("опрос завершён")
    await curator.presses("Опросы")
    await curator.sees("Сейчас вас ни о чём не спрашивают")
    await small_city.coordinator.presses("Опросы")
    assert "Завершённые (1)" in await small_city.coordinator.buttons()


async def test_results_for_the_coordinator_and_the_department(small_city: City) -> None:
    await ask_curators(small_city)
    await answer_all(small_city.curator, "Нет", "Нужны <таблицы>")
    await small_city.phone(OTHER_CURATOR).presses("Ответить")
    await small_city.phone(OTHER_CURATOR).presses("Да")
    coordinator, head = small_city.coordinator, small_city.phone(HEAD)
    for phone in (coordinator, head):
        await phone.presses("Опросы")
        await phone.presses("Идут сейчас (1)")
        await phone.presses("Стартовая анкета")
        await phone.sees("Ответили: 1 из 2")
        await phone.presses("Кто не ответил (1)")
        await phone.sees("• Пётр Условный (куратор — Школа № 903), отвечает")
        await phone.presses("‹ Назад")
        await phone.presses("Результаты")
        results = await phone.sees("Ответили 1 из 2")
        assert "Нет\n▇▇▇▇▇▇▇▇▇▇ 100 % (1)" in results["text"]
        assert "Да\n▏ 0 % (0)" in results["text"]
        await phone.presses("Вопрос 2: читать ответы (1)")
        await phone.sees("Иван Образцов\nНужны <таблицы>")
    await head.presses("Опросы")
    assert not {"Новый опрос", "Черновики"} & set(await head.buttons())


async def test_who_joins_later_is_not_asked(small_city: City) -> None:
    await ask_curators(small_city)
    async with small_city.app.database.look() as session:
        keys = (
            await session.scalars(select(OutboxMessage.key).where(OutboxMessage.key.like("survey%")))
        ).all()
    assert len(keys) == len(set(keys)) == 4
    await small_city.phone(HEAD).presses("Опросы")
    await small_city.phone(HEAD).sees("Сейчас вас ни о чём не спрашивают")
    assert small_city.clock() - local(2022, 1, 10, 10) < timedelta(days=1)

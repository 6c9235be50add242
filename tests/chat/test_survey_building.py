"""Building a survey and sending it, as a chat."""

import asyncio

from db.models import Question, Response, SurveyState
from tests.city import COORDINATOR, DEPUTY, DIRECTOR, City
from tests.forging import press, refusal
from tests.surveying import (
    add_choice,
    add_text,
    answers,
    begin_draft,
    build,
    count,
    data_of,
    local,
    only_survey,
    with_text,
)


async def test_the_coordinator_builds_a_survey_and_sends_it(small_city: City) -> None:
    coordinator = small_city.coordinator
    await begin_draft(coordinator)
    await coordinator.sees("Добавим первый вопрос")
    await add_choice(coordinator, "Есть ли план?", "Да", "Нет")
    await coordinator.sees("1. Есть ли план? 2 варианта")
    await add_text(coordinator, "Чем помочь?")
    await coordinator.sees("2. Чем помочь? своими словами")
    await coordinator.presses("Кого спросить ›")
    await coordinator.sees("Отметьте, кому отправить")
    await coordinator.presses("Кураторы")
    await coordinator.sees("Опрос получат 2 человека")
    await coordinator.presses("Представители школ")
    await coordinator.sees("Опрос получат 5 человек")
    await coordinator.presses("✓ Кураторы")
    await coordinator.sees("Опрос получат 3 человека")
    await coordinator.presses("До какого дня ›")
    await coordinator.presses("Другой день")
    await coordinator.sends("20.01")
    confirmation = await coordinator.sees("Опрос получат 3 человека")
    assert "20 января 2022 г., 18:00" in confirmation["text"].replace("\u00a0", " ")
    await small_city.phone(DIRECTOR).sees_nothing()
    await coordinator.presses("Отправить")
    await coordinator.sees_toast("Его получат 3 человека")
    await small_city.phone(DIRECTOR).sees("Опрос: Стартовая анкета")
    await small_city.phone(DEPUTY).sees("Всего 2 вопроса")
    await small_city.curator.sees_nothing()
    survey = await only_survey(small_city)
    assert (survey.state, survey.closes_at) == (SurveyState.OPEN, local(2022, 1, 20, 18))


async def test_the_last_day_may_be_typed_at_once_and_only_while_it_is_asked_for(small_city: City) -> None:
    coordinator = small_city.coordinator
    await build(coordinator)
    await coordinator.presses("Кого спросить ›")
    await coordinator.presses("Кураторы")
    await coordinator.presses("До какого дня ›")
    await coordinator.presses("Назад")
    await coordinator.sends("20.01")
    await coordinator.sees("Не понимаю этого сообщения")
    await coordinator.presses("До какого дня ›")
    await coordinator.sends("20.01")
    await coordinator.sees("Ответить до 20 января")


async def test_a_double_tap_sends_once(small_city: City) -> None:
    coordinator = small_city.coordinator
    await build(coordinator)
    await coordinator.presses("Кого спросить ›")
    await coordinator.presses("Кураторы")
    await coordinator.presses("До какого дня ›")
    await coordinator.presses("Неделя")
    message = await coordinator.last()
    data = data_of(message, "Отправить")
    first, second = await asyncio.gather(*(press(small_city, COORDINATOR, data) for _ in range(2)))
    toasts = sorted([first.toast or "", second.toast or ""])
    assert toasts == ["Опрос отправлен. Его получат 2 человека.", "Этот опрос уже отправлен."]
    assert all("Ответили: 0 из 2" in reply.screens[0].text for reply in (first, second))
    await small_city.drain()
    assert len(with_text(await small_city.curator.sees_all(), "Опрос:")) == 1
    assert await count(small_city, Response) == 2


async def test_building_goes_on_after_a_restart(small_city: City) -> None:
    coordinator = small_city.coordinator
    await begin_draft(coordinator)
    await coordinator.presses("Выбрать один вариант")
    await coordinator.sends("Есть ли план?")
    await small_city.restarts()
    await coordinator.sends("- Да\n- Нет")
    await coordinator.sees("1. Есть ли план? 2 варианта")
    await coordinator.presses("Опросы")
    await coordinator.presses("Черновики (1)")
    await coordinator.presses("Стартовая анкета")
    await coordinator.sees("Черновик опроса. 1 вопрос")


async def test_what_cannot_be_taken_is_said_and_asked_again(small_city: City) -> None:
    coordinator = small_city.coordinator
    await begin_draft(coordinator, "Н" * 201)
    await coordinator.sees("Слишком длинно: 201 знак, а можно не больше 200")
    await coordinator.sends("Анкета")
    await coordinator.presses("Выбрать один вариант")
    await coordinator.sends("В" * 501)
    await coordinator.sees("можно не больше 500")
    await coordinator.sends("Есть ли план?")
    await coordinator.sends("Да")
    await coordinator.sees("Нужно от 2 до 10 вариантов, а получилось 1")
    await coordinator.sends("Да\nда")
    await coordinator.sees("Вариант «Да» повторяется")
    await coordinator.sends("Да\n" + "Н" * 101)
    await coordinator.sees("слишком длинный")
    await coordinator.sends("Да\nНет")
    await coordinator.sees("1. Есть ли план?")
    await coordinator.presses("Кого спросить ›")
    await coordinator.presses("Управление")
    await coordinator.presses("До какого дня ›")
    await coordinator.presses("Другой день")
    await coordinator.sends("скоро")
    await coordinator.sees("Не понимаю эту дату")
    await coordinator.sends("09.01")
    await coordinator.sees("уже прошёл")
    await coordinator.sends("12 января")
    await coordinator.sees("Опрос получит 1 человек")


async def test_questions_are_changed_moved_and_deleted(small_city: City) -> None:
    coordinator = small_city.coordinator
    await build(coordinator)
    await coordinator.presses("2")
    await coordinator.sees("Вопрос 2, ответ своими словами")
    await coordinator.presses("Поднять выше")
    await coordinator.sees("Вопрос 1, ответ своими словами")
    assert "Поднять выше" not in await coordinator.buttons()
    await coordinator.presses("Изменить текст")
    await coordinator.sends("Какая нужна помощь?")
    await coordinator.sees("1. Какая нужна помощь?")
    await coordinator.presses("2")
    await coordinator.presses("Изменить варианты")
    await coordinator.sends("Да\nНет")
    await coordinator.sees("2 варианта")
    await coordinator.presses("1")
    await coordinator.presses("Удалить")
    await coordinator.sees_toast("Вопрос удалён")
    await coordinator.sees("1. Есть ли план работы со школой?")
    await add_text(coordinator, "Ещё что-нибудь?")
    await coordinator.sees("2. Ещё что-нибудь?")
    assert await count(small_city, Question) == 2


async def test_the_preview_answers_nothing(small_city: City) -> None:
    coordinator = small_city.coordinator
    await build(coordinator)
    await coordinator.presses("Посмотреть, как увидят люди")
    await coordinator.sees("Вопрос 1 из 2")
    await coordinator.presses("Нет")
    await coordinator.sees("Вопрос 2 из 2")
    await coordinator.presses("Закончить просмотр")
    await coordinator.sees("Черновик опроса")
    assert await answers(small_city) == []


async def test_a_draft_is_dropped_only_on_purpose(small_city: City) -> None:
    coordinator = small_city.coordinator
    await build(coordinator)
    draft = await coordinator.last()
    kept = data_of(draft, "Добавить вопрос")
    await coordinator.presses("Удалить")
    await coordinator.sees("Удалить черновик «Стартовая анкета»?")
    assert (await only_survey(small_city)).state is SurveyState.DRAFT
    await coordinator.presses("Да, удалить")
    await coordinator.sees("Черновик удалён")
    assert "уже отправлен или удалён" in await refusal(small_city, COORDINATOR, kept)
    await coordinator.presses("Опросы")
    assert not [label for label in await coordinator.buttons() if "Черновики" in label]


async def test_a_survey_without_people_is_not_sent(small_city: City) -> None:
    coordinator = small_city.coordinator
    await begin_draft(coordinator)
    await add_choice(coordinator, "Есть ли план?", "Да", "Нет")
    await coordinator.presses("Кого спросить ›")
    await coordinator.presses("Кураторы")
    await coordinator.presses("До какого дня ›")
    week = data_of(await coordinator.last(), "Неделя")
    await coordinator.presses("‹ Назад")
    await coordinator.presses("✓ Кураторы")
    assert "отметьте тех, кого спросить" in await refusal(small_city, COORDINATOR, week)
    assert (await only_survey(small_city)).state is SurveyState.DRAFT

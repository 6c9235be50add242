"""Surveys as the database keeps them, on both engines: drafts, sending once, answers, counts."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import Account, Answer, Membership, Message, Person, QuestionKind, Response, SurveyState
from db.queries.survey_answers import (
    Given,
    Questionnaire,
    asked_count,
    asked_page,
    begin,
    questionnaire,
    save_answer,
    submit_response,
)
from db.queries.survey_results import results, said, silent_page
from db.queries.survey_sending import send_survey
from db.queries.surveys import (
    SurveyFacts,
    add_question,
    close_survey,
    delete_question,
    drop_draft,
    lock_draft,
    move_up,
    new_draft,
    questions_of,
    set_closing,
    set_roles,
    survey_counts,
    survey_facts,
    survey_overview,
    surveys_page,
)
from roadmap.access import Role
from roadmap.errors import UserError
from roadmap.surveys import Group
from tests.engines import both_engines

ZONE = ZoneInfo("Europe/Moscow")
NOW = datetime(2022, 1, 10, 7, tzinfo=UTC)
WEEK = timedelta(days=7)
NAMES = ("Анна Тестова", "Иван Образцов", "Пётр Условный")


async def person(session: AsyncSession, name: str, chat_id: int, role: Role = Role.DEPARTMENT) -> int:
    new = Person(name=name, locale="ru", consented_at=NOW)
    session.add(new)
    await session.flush()
    session.add(Account(person_id=new.id, platform="telegram", chat_id=chat_id))
    session.add(Membership(person_id=new.id, role=role, school_id=None, created_at=NOW))
    await session.flush()
    return new.id


async def facts(session: AsyncSession, survey_id: int) -> SurveyFacts:
    found = await survey_facts(session, survey_id)
    assert found is not None
    return found


async def sheet(session: AsyncSession, survey_id: int, person_id: int) -> Questionnaire:
    found = await questionnaire(session, survey_id, person_id)
    assert found is not None
    return found


async def draft(session: AsyncSession, by: int, closes_at: datetime = NOW + WEEK) -> int:
    """A choice and a text for the department."""
    survey_id = await new_draft(session, "Анкета", by, NOW)
    await add_question(session, survey_id, QuestionKind.SINGLE, "План?", ["Да", "Нет"])
    await add_question(session, survey_id, QuestionKind.TEXT, "Чем помочь?")
    await set_roles(session, survey_id, [Role.DEPARTMENT])
    await set_closing(session, survey_id, closes_at)
    return survey_id


async def sent(session: AsyncSession) -> tuple[int, list[int]]:
    """A survey that was sent, and the people asked."""
    people = [await person(session, name, 900 + number) for number, name in enumerate(NAMES)]
    survey_id = await draft(session, people[0])
    assert await send_survey(session, await facts(session, survey_id), NOW, ZONE)
    return survey_id, people


async def answered(session: AsyncSession, survey_id: int, who: int, option: int, text: str) -> None:
    found = await sheet(session, survey_id, who)
    single, free = found.order
    await save_answer(session, found.asked.response_id, single, Given(option, None), NOW)
    await save_answer(session, found.asked.response_id, free, Given(None, text), NOW)
    assert await submit_response(session, found.asked.response_id, NOW)


@both_engines
async def test_questions_keep_their_order(database: Database) -> None:
    async with database.transaction() as session:
        survey_id = await draft(session, await person(session, NAMES[0], 901))
        await add_question(session, survey_id, QuestionKind.TEXT, "Ещё?")
        first, second, third = (question.id for question in await questions_of(session, survey_id))
        await move_up(session, survey_id, third)
        await move_up(session, survey_id, first)
        assert [q.id for q in await questions_of(session, survey_id)] == [first, third, second]
        await delete_question(session, third)
        await add_question(session, survey_id, QuestionKind.TEXT, "Последний?")
        found = await questions_of(session, survey_id)
        assert [(q.number, q.text) for q in found] == [(1, "План?"), (2, "Чем помочь?"), (3, "Последний?")]
        assert found[0].options == ("Да", "Нет")


@both_engines
async def test_sending_asks_and_tells_everybody_once(database: Database) -> None:
    async with database.transaction() as session:
        survey_id, people = await sent(session)
        as_it_was = await facts(session, survey_id)
        assert not await send_survey(session, as_it_was, NOW, ZONE)
        asked = (await session.scalars(select(Response.person_id).order_by(Response.person_id))).all()
        assert list(asked) == people
        told = await session.execute(select(Message.key, Message.due_at).order_by(Message.id))
        reminded_at = datetime(2022, 1, 14, 7, tzinfo=UTC)
        assert [tuple(row) for row in told] == [
            *((f"survey:{survey_id}:{one}", NOW) for one in people),
            *((f"survey-reminder:{survey_id}:{one}", reminded_at) for one in people),
        ]


@both_engines
async def test_what_is_not_ready_is_not_sent(database: Database) -> None:
    async with database.transaction() as session:
        who = await person(session, NAMES[0], 901)
        empty = await new_draft(session, "Пустой", who, NOW)
        nobody = await draft(session, who)
        await set_roles(session, nobody, [Role.CURATOR])
        late = await draft(session, who, closes_at=NOW)
        for survey_id, text_id in (
            (empty, "survey-no-questions"),
            (nobody, "survey-nobody"),
            (late, "survey-end-past"),
        ):
            with pytest.raises(UserError) as caught:
                await send_survey(session, await facts(session, survey_id), NOW, ZONE)
            assert caught.value.text_id == text_id
            assert (await facts(session, survey_id)).is_draft
        assert await session.scalar(select(Message.id)) is None


@both_engines
async def test_an_answer_is_kept_once_and_replaced(database: Database) -> None:
    async with database.transaction() as session:
        survey_id, (who, *_) = await sent(session)
        found = await sheet(session, survey_id, who)
        single, _ = found.order
        later = NOW + timedelta(hours=1)
        await save_answer(session, found.asked.response_id, single, Given(0, None), NOW)
        await save_answer(session, found.asked.response_id, single, Given(1, None), later)
        rows = await session.execute(select(Answer.option, Answer.answered_at))
        assert [tuple(row) for row in rows] == [(1, later)]
        assert (await sheet(session, survey_id, who)).answers == {single: Given(1, None)}
        assert await questionnaire(session, survey_id, who + 100) is None


@both_engines
async def test_begun_ones_come_first_then_the_next_to_end_then_the_answered(database: Database) -> None:
    async with database.transaction() as session:
        first, (who, *_) = await sent(session)
        surveys = [first]
        for days in (9, 3, 5):
            survey_id = await draft(session, who, closes_at=NOW + timedelta(days=days))
            await send_survey(session, await facts(session, survey_id), NOW, ZONE)
            surveys.append(survey_id)
        await answered(session, surveys[2], who, 0, "Ничем")
        await begin(session, (await sheet(session, surveys[1], who)).asked.response_id, NOW)
        expected = [surveys[1], surveys[3], surveys[0], surveys[2]]
        assert [one.survey_id for one in await asked_page(session, who, NOW, 8, 0)] == expected
        assert [one.survey_id for one in await asked_page(session, who, NOW, 2, 1)] == expected[1:3]
        over = NOW + timedelta(days=30)
        assert [one.survey_id for one in await asked_page(session, who, over, 8, 0)] == [surveys[2]]
        assert await asked_count(session, who, NOW) == 4
        assert await asked_count(session, who, over) == 1


@both_engines
async def test_only_submitted_answers_count(database: Database) -> None:
    async with database.transaction() as session:
        survey_id, (anna, ivan, petr) = await sent(session)
        await answered(session, survey_id, anna, 1, "Ничем")
        await answered(session, survey_id, ivan, 1, "Таблицами <b>")
        begun = await sheet(session, survey_id, petr)
        await begin(session, begun.asked.response_id, NOW)
        await save_answer(session, begun.asked.response_id, begun.order[0], Given(0, None), NOW)
        single, free = await results(session, survey_id)
        assert (single.answered, single.chosen) == (2, {1: 2})
        assert (free.answered, free.chosen) == (2, {})
        texts = [(one.name, one.text) for one in await said(session, free.question.id)]
        assert texts == [(NAMES[0], "Ничем"), (NAMES[1], "Таблицами <b>")]
        silent = await silent_page(session, survey_id, 10, 0)
        assert [(one.person_id, one.has_begun) for one in silent] == [(petr, True)]
        assert not await submit_response(
            session, (await sheet(session, survey_id, anna)).asked.response_id, NOW
        )


@both_engines
async def test_who_left_is_counted_only_with_an_answer(database: Database) -> None:
    async with database.transaction() as session:
        survey_id, (anna, ivan, _) = await sent(session)
        await answered(session, survey_id, anna, 0, "Ничем")
        await session.execute(update(Person).where(Person.id.in_([anna, ivan])).values(left_at=NOW))
        [overview] = await survey_overview(session)
        assert (overview.title, overview.asked, overview.answered) == ("Анкета", 2, 1)
        assert len(await silent_page(session, survey_id, 10, 0)) == 1


@both_engines
async def test_the_lists_of_those_who_ask(database: Database) -> None:
    async with database.transaction() as session:
        survey_id, (who, *_) = await sent(session)
        kept, dropped = await draft(session, who), await draft(session, who)
        assert await drop_draft(session, dropped)
        assert not await lock_draft(session, dropped)
        assert await lock_draft(session, kept)
        assert await survey_counts(session, NOW) == {Group.DRAFT: 1, Group.OPEN: 1, Group.CLOSED: 0}
        over = NOW + WEEK
        assert await survey_counts(session, over) == {Group.DRAFT: 1, Group.OPEN: 0, Group.CLOSED: 1}
        assert [one.id for one in await surveys_page(session, Group.CLOSED, over, 8, 0)] == [survey_id]
        assert [one.id for one in await surveys_page(session, Group.DRAFT, over, 8, 0)] == [kept]


@both_engines
async def test_closing_early(database: Database) -> None:
    async with database.transaction() as session:
        survey_id, _ = await sent(session)
        later = NOW + timedelta(days=1)
        assert await close_survey(session, survey_id, later)
        assert not await close_survey(session, survey_id, later)
        closed = await facts(session, survey_id)
        assert (closed.state, closed.closes_at) == (SurveyState.CLOSED, later)
        assert not closed.is_open(NOW)

"""What a substitute doesn't get to hear is said to whom they stand in for, on the same day."""

from datetime import date, datetime

import pytest
from aiogram import Bot
from aiogram.methods import SendMessage
from sqlalchemy import select

import scheduler.sending
from bot.telegram import Gone, Outcome, Refused, Sent
from bot.texts import load_texts
from bot.watch import Watch
from db.engine import Database
from db.models import Message, MessageState
from db.queries.choices import set_silence
from db.queries.handing_over import give_back, hand_over
from db.queries.memberships import leave
from db.queries.outbox import release
from db.queries.people import actor_of, pause
from roadmap.access import Role
from scheduler.limits import Limits
from scheduler.notices.registry import RENDERERS
from scheduler.outbox import Outbox
from scheduler.reminders import Reminders
from tests.db.test_reminders import ZONE, Office, moment
from tests.engines import both_engines

pytestmark = both_engines
DAY, NEXT = date(2022, 3, 17), date(2022, 3, 18)
TEXTS = load_texts()


class Line:
    """The planner and the outbox, with a Telegram that doesn't take everything."""

    def __init__(self, database: Database, patch: pytest.MonkeyPatch) -> None:
        self.heard: list[tuple[datetime, int]] = []
        self.answers: dict[int, Outcome] = {}
        self.now = moment(DAY, 1)
        self._database = database
        patch.setattr(scheduler.sending, "call", self._hear)
        limits, watch = Limits(per_second=None), Watch(lambda: self.now)
        self.outbox = Outbox(
            database, Bot("1:nobody"), limits, TEXTS, lambda: self.now, ZONE, RENDERERS, watch
        )

    async def _hear(self, _: Bot, method: SendMessage) -> Outcome:
        assert isinstance(method.chat_id, int)
        if method.chat_id in self.answers:
            return self.answers[method.chat_id]
        self.heard.append((self.now, method.chat_id))
        return Sent(1)

    async def passes(self, day: date, *hours: int) -> None:
        for hour in hours:
            self.now = moment(day, hour)
            await Reminders(self._database, lambda: self.now, ZONE).plan_day()
            while await self.outbox.send_batch():
                pass

    def told(self, person: int) -> list[datetime]:
        return [at for at, who in self.heard if who == person]


async def office_with(database: Database, *, owes: bool = False) -> Office:
    """The director's days are the colleague's, who owes something of their own or has nothing besides."""
    async with database.transaction() as session:
        office = await Office(session).fill()
        await office.substitutes(DAY, NEXT)
        if owes:
            [school] = (await actor_of(session, office.other)).schools
            await office.plan.assignment(office.occurrence, school)
    return office


@pytest.mark.parametrize("answer", [Gone("Forbidden: bot was blocked by the user"), Refused("Bad Request")])
async def test_who_stands_in_cannot_be_told(
    database: Database, monkeypatch: pytest.MonkeyPatch, answer: Outcome
) -> None:
    office, line = await office_with(database), Line(database, monkeypatch)
    line.answers = {office.other: answer}
    await line.passes(DAY, 1, 9, 12)
    assert line.told(office.director) == [moment(DAY, 9)]
    await line.passes(NEXT, 1, 9)
    assert len(line.told(office.director)) == 1


async def test_who_stands_in_leaves(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    office, line = await office_with(database), Line(database, monkeypatch)
    await line.passes(DAY, 1)
    async with database.transaction() as session:
        await leave(session, office.other, "Ушедший", moment(DAY, 8))
    await line.passes(DAY, 9, 10)
    assert line.told(office.director) == [moment(DAY, 9)]


async def falls_silent(database: Database, office: Office, until: date | None, silent: date | None) -> None:
    now = moment(DAY, 8)
    async with database.transaction() as session:
        if until is not None:
            await pause(session, office.other, until)
        if silent is not None:
            await set_silence(session, office.other, moment(silent, 12))
        await release(session, office.other, now)
        await give_back(session, office.other, DAY, now, ZONE)


@pytest.mark.parametrize(("until", "silent"), [(date(2022, 4, 4), None), (None, date(2022, 4, 4))])
@pytest.mark.parametrize("owes", [True, False])
async def test_who_stands_in_wants_to_hear_nothing(
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    until: date | None,
    silent: date | None,
    *,
    owes: bool,
) -> None:
    office, line = await office_with(database, owes=owes), Line(database, monkeypatch)
    await line.passes(DAY, 1)
    await falls_silent(database, office, until, silent)
    await line.passes(DAY, 9, 12)
    await line.passes(NEXT, 1, 9)
    assert line.told(office.director) == [moment(DAY, 9)]
    assert line.told(office.other) == []


async def test_who_takes_the_pause_back_leaves_nobody_untold(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, line = await office_with(database), Line(database, monkeypatch)
    await line.passes(DAY, 1)
    await falls_silent(database, office, date(2022, 4, 4), None)
    async with database.transaction() as session:
        await pause(session, office.other, None)
        await release(session, office.other, moment(DAY, 8))
    await line.passes(DAY, 9)
    assert line.told(office.director) == [moment(DAY, 9)]


async def test_a_silence_that_ends_the_same_day_gives_nothing_back(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, line = await office_with(database), Line(database, monkeypatch)
    await line.passes(DAY, 1)
    await falls_silent(database, office, None, DAY)
    await line.passes(DAY, 9, 12)
    assert (line.told(office.director), line.told(office.other)) == ([], [moment(DAY, 12)])


async def test_who_stands_in_and_goes_away_too_leaves_the_first_their_own(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, line = await office_with(database), Line(database, monkeypatch)
    await line.passes(DAY, 1)
    async with database.transaction() as session:
        office.session = office.plan.session = session
        third = await office.member("Вера Запасная", Role.CURATOR, office.school)
        await office.substitutes(DAY, DAY, office.other, third)
        await hand_over(session, office.other, third, DAY, moment(DAY, 8), ZONE)
    await line.passes(DAY, 9)
    assert line.told(office.director) == [moment(DAY, 9)]


async def test_what_there_was_nothing_to_say_of_is_not_given_back(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, line = await office_with(database), Line(database, monkeypatch)
    await line.passes(DAY, 1)
    monkeypatch.setattr(line.outbox.rendering, "renderers", {"digest": _nothing})
    await line.passes(DAY, 9)
    async with database.look() as session:
        key = f"digest:{office.director}:{DAY}"
        assert await session.scalar(select(Message.state).where(Message.key == key)) is None
        waiting = select(Message.key).where(Message.state == MessageState.WAITING)
        assert (await session.scalars(waiting)).all() == []


async def _nothing(*_: object) -> None:
    return None

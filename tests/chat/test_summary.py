"""«Сводка»: figures that hold against a naive count, what each role sees, pages for many schools."""

import random
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from db.models import Account, Activity, Assignment, Occurrence, School
from db.queries import summary
from db.queries.in_force import active_roadmap
from roadmap.access import Assignee
from roadmap.standing import AssignmentStatus, Standing, standing
from roadmap.summary import Counts
from tests.chat.moves import at
from tests.chat.story import accepts_all, adds_schools, claims, loads_the_roadmap, starts_the_draft
from tests.city import COORDINATOR, CURATOR, DIRECTOR, HEAD, OTHER_CURATOR, SCHOOLS, City
from tests.engines import both_engines
from tests.forging import press
from tests.phone import Phone

LIMIT = 4096
BY_CITY = ["По школам", "По мероприятиям", "Опросы", "Заседания", "Кому не доходит", "Обновить"]
IN_ALL = re.compile(
    r"Просрочено: (\d+)\nСкоро срок: (\d+)\nНа проверке: (\d+)\nСделано: (\d+) из (\d+)\nВпереди: (\d+)"
)


@dataclass(frozen=True)
class Row:
    """An assignment as the naive count sees it."""

    school: int | None
    position: int
    status: AssignmentStatus
    start: date | None
    due: date

    def stands(self, today: date) -> Standing:
        return standing(self.status, self.start, self.due, today)


async def rows_of(city: City) -> list[Row]:
    async with city.app.database.look() as session:
        found = await session.execute(
            select(Assignment, Occurrence, Activity)
            .join(Occurrence, Occurrence.id == Assignment.occurrence_id)
            .join(Activity, Activity.id == Occurrence.activity_id)
        )
        return [
            Row(task.school_id, activity.position, task.status, occurrence.start, occurrence.due)
            for task, occurrence, activity in found
        ]


async def shuffle(city: City, dice: random.Random) -> None:
    """Every assignment gets some status, every window some place around its due date, or none."""
    async with city.app.database.transaction() as session:
        for task in await session.scalars(select(Assignment).order_by(Assignment.id)):
            task.status = dice.choice(list(AssignmentStatus))
        for occurrence in await session.scalars(select(Occurrence).order_by(Occurrence.id)):
            opens = occurrence.due - timedelta(days=dice.randint(0, 60))
            occurrence.start = dice.choice([None, opens])


def count(rows: list[Row], today: date) -> Counts:
    stands = Counter(row.stands(today) for row in rows if row.status is not AssignmentStatus.CANCELLED)
    return Counts(**{each.value: stands[each] for each in Standing})


@both_engines
@pytest.mark.parametrize("seed", range(3))
async def test_figures_are_those_of_a_naive_count(small_city: City, seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(8):
        await shuffle(small_city, dice)
        today = date(2022, 1, 1) + timedelta(days=dice.randrange(365))
        rows = await rows_of(small_city)
        schools = sorted({row.school for row in rows if row.school is not None})
        for reach in (None, frozenset(dice.sample(schools, 2)), frozenset[int]()):
            seen = [row for row in rows if reach is None or row.school in reach]
            await holds(small_city, today, reach, seen)


async def holds(city: City, today: date, reach: frozenset[int] | None, rows: list[Row]) -> None:
    async with city.app.database.look() as session:
        head = await active_roadmap(session, today)
        assert head is not None
        assert await summary.totals(session, head.id, today, reach) == count(rows, today)
        schools = await summary.by_school(session, head.id, today, reach)
        for one in schools:
            own = [row for row in rows if row.school == one.id]
            late = [row.due for row in own if row.stands(today) is Standing.OVERDUE]
            assert (one.counts, one.oldest_overdue) == (count(own, today), min(late, default=None))
        urgency = [(-one.counts.overdue, -one.counts.due_soon) for one in schools]
        assert urgency == sorted(urgency)
        for position, one in await summary.by_activity(session, head.id, today, reach):
            assert one.counts == count([row for row in rows if row.position == position], today)


@both_engines
async def test_everybody_is_told_the_figures_of_what_they_reach(small_city: City) -> None:
    await shuffle(small_city, random.Random(7))
    await small_city.goes_to(at(18, 12, month=4))
    rows = await rows_of(small_city)
    ids = await school_ids(small_city)
    reach = {
        COORDINATOR: rows,
        HEAD: rows,
        CURATOR: [row for row in rows if row.school in {ids[SCHOOLS[0]], ids[SCHOOLS[1]]}],
        OTHER_CURATOR: [row for row in rows if row.school == ids[SCHOOLS[2]]],
        DIRECTOR: [row for row in rows if row.school == ids[SCHOOLS[0]]],
    }
    for person, own in reach.items():
        phone = small_city.phone(person)
        await phone.sends("/summary")
        found = IN_ALL.search((await phone.last())["text"])
        assert found
        counts = count(own, date(2022, 4, 18))
        said = (counts.overdue, counts.due_soon, counts.in_review, counts.done, counts.total, counts.ahead)
        assert tuple(map(int, found.groups())) == said


async def test_the_city_sees_everything(small_city: City) -> None:
    await small_city.goes_to(at(3, 12, month=2))
    for person in (COORDINATOR, HEAD):
        phone = small_city.phone(person)
        await phone.presses("Сводка")
        first = await phone.sees("Сводка на 3 февраля 2022")
        assert "Кому помочь в первую очередь" in first["text"]
        assert all(f"{school} — просрочено 1" in first["text"] for school in SCHOOLS)
        assert await phone.buttons(first) == BY_CITY
        for label, says in (
            ("По мероприятиям", "№ 3. Организационное совещание"),
            ("Опросы", "Опросов ещё не было"),
            ("Заседания", "Заседания ещё не назначены"),
            ("Кому не доходит", "Сообщения доходят до всех"),
            ("По школам", "По школам: 3 школы"),
        ):
            await phone.presses(label, in_message=first)
            shown = await phone.sees(says)
            assert shown["message_id"] == first["message_id"]
            await phone.presses("Назад", in_message=first)
        await phone.presses("По школам", in_message=first)
        await phone.presses(SCHOOLS[2], in_message=first)
        await phone.sees("Просрочено: № 3.")
        await phone.presses(f"№ 3 · {SCHOOLS[2]}", in_message=first)
        await phone.sees("ждём подтверждения")


async def test_a_curator_sees_their_schools_and_no_other(small_city: City) -> None:
    await small_city.goes_to(at(3, 12, month=2))
    curator = small_city.curator
    await curator.sends("/summary")
    first = await curator.sees("Сводка на 3 февраля 2022")
    assert await curator.buttons(first) == ["По школам", "По мероприятиям", "Обновить"]
    await curator.presses("По школам")
    schools = await curator.sees("По школам: 2 школы")
    for message in (first, schools):
        assert SCHOOLS[0] in message["text"]
        assert SCHOOLS[2] not in message["text"]
    await curator.presses(SCHOOLS[1])
    await curator.sees("Просрочено: № 3.")


async def test_what_is_shown_is_true_at_that_second(small_city: City) -> None:
    await small_city.goes_to(at(3, 12, month=2))
    coordinator = small_city.coordinator
    await coordinator.sends("/summary")
    first = await coordinator.sees("Сводка")
    async with small_city.app.database.transaction() as session:
        await session.execute(
            update(Assignment)
            .where(Assignment.assignee == Assignee.SCHOOL)
            .values(status=AssignmentStatus.ACCEPTED)
        )
    await coordinator.presses("Обновить", in_message=first)
    again = await coordinator.last()
    assert again["message_id"] == first["message_id"]
    assert "Кому помочь" not in again["text"]
    assert await accepts_all(small_city) == 0


@pytest.mark.slow
@both_engines
async def test_sixty_schools_are_paged_and_none_is_left_out(small_city: City) -> None:
    names = [f"Муниципальная школа № {number} <имени & памяти> {'Я' * 60}" for number in range(1001, 1058)]
    for start in range(0, len(names), 30):
        await adds_schools(small_city, *names[start : start + 30])
    await small_city.goes_to(at(1, 12, month=6))
    coordinator = small_city.coordinator
    await coordinator.sends("/summary")
    await coordinator.presses("По школам")
    found = await all_pages(coordinator, "По школам: 60 школ")
    numbers = re.findall(r"№ (\d+)[^—]*— просрочено", "\n".join(found))
    assert sorted(map(int, numbers)) == [901, 902, 903, *range(1001, 1058)]
    assert len(found) == 6
    await coordinator.presses("Назад")
    await coordinator.presses("По мероприятиям")
    found = await all_pages(coordinator, "По мероприятиям: 21 мероприятие")
    assert [int(one) for one in re.findall(r"^№ (\d+)\.", "\n".join(found), re.MULTILINE)] == [*range(1, 22)]


async def all_pages(phone: Phone, header: str) -> list[str]:
    """The texts of all pages of the newest message, from the first on."""
    message = await phone.sees(header)
    texts = [message["text"]]
    pages = next(label for label in await phone.buttons(message) if "/" in label)
    for _ in range(int(pages.partition("/")[2]) - 1):
        await phone.presses("›", in_message=message)
        texts.append((await phone.sees(header))["text"])
    assert all(len(text) <= LIMIT for text in texts)
    return texts


async def test_a_page_that_is_no_more_shows_the_last_one(small_city: City) -> None:
    for data, says in (
        ("sum:schools:9", SCHOOLS[2]),
        ("sum:schools:-3", SCHOOLS[0]),
        ("sum:activities:9", "№ 21."),
        ("sum:surveys:9", "Опросов ещё не было"),
    ):
        reply = await press(small_city, COORDINATOR, data)
        assert says in reply.screens[0].text, data


async def test_an_empty_city_is_told_so(city: City) -> None:
    await claims(city)
    await city.coordinator.sends("/summary")
    await city.coordinator.sees("Дорожной карты пока нет")
    await loads_the_roadmap(city)
    await starts_the_draft(city.coordinator)
    await city.coordinator.sends("/summary")
    await city.coordinator.sees("Сделано: 0 из")
    await city.coordinator.presses("По школам")
    await city.coordinator.sees("Школ пока нет")


async def test_who_has_blocked_the_bot_is_named_to_the_city_alone(small_city: City) -> None:
    await small_city.phone(DIRECTOR).blocks()
    await small_city.drain()
    await small_city.coordinator.sends("/summary")
    await small_city.coordinator.sees("1 человеку не доходят сообщения")
    await small_city.coordinator.presses("Кому не доходит")
    await small_city.coordinator.sees("Анна Тестова")
    await small_city.curator.sends("/summary")
    assert "не доходят" not in (await small_city.curator.last())["text"]
    async with small_city.app.database.look() as session:
        assert len((await session.scalars(select(Account))).all()) == 7


async def school_ids(city: City) -> dict[str, int]:
    async with city.app.database.look() as session:
        return {school.name: school.id for school in await session.scalars(select(School))}

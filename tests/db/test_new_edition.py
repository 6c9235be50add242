"""A new edition in the database: what goes on keeps its evidence, each hears of their own. And a new year."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database
from db.models import Activity, Assignment, JournalEntry, Message, Occurrence, Roadmap, RoadmapDraft
from db.queries.comparison import Becomes
from db.queries.drafts import load_draft
from db.queries.kept_reading import kept_reading, roadmap_of, roadmap_years
from db.queries.moves import MOVED
from db.queries.newyear import hand_on_settings, new_year, take_over
from db.queries.owed import News
from db.queries.required_parts import add_part, parts_of, remove_part, set_takes_office
from db.queries.roadmap import announce, compare, start_roadmap
from roadmap.document import Audience, Reading
from roadmap.drafts import Choices, with_meeting
from roadmap.ladder import DEFAULT_LADDER, Ladder
from roadmap.rhythm import Rhythm
from roadmap.standing import AssignmentStatus
from tests.db.test_roadmap_queries import (
    FEBRUARY,
    LATER,
    MOSCOW,
    assignments_of,
    begin,
    penza,
    settle,
    with_activity,
    with_deadline,
    without,
)
from tests.engines import both_engines

__all__ = ["penza"]
CURATOR, COORDINATOR, HEAD = "Иван Образцов", "Ольга Примерова", "Елена Показательная"
UNREAD_TITLE = "Участие в мониторинге школ-участниц проекта «500+» по вопросам определения рисков профилей"


def appended(reading: Reading, title: str, like: int) -> Reading:
    """With one more activity at the end, else as the one at the position `like`."""
    one = replace(reading.activities[like - 1], title=title, position=len(reading.activities) + 1)
    return replace(reading, activities=(*reading.activities, one))


@both_engines
async def test_a_title_slightly_changed_keeps_the_evidence(database: Database, penza: Reading) -> None:
    async with database.transaction() as session:
        await settle(session)
        await begin(session, penza)
        before = await assignments_of(session, FEBRUARY)
        await session.execute(
            update(Assignment).where(Assignment.id == before[0].id).values(status=AssignmentStatus.ACCEPTED)
        )
        edition = with_activity(penza, FEBRUARY, title=UNREAD_TITLE)
        (compared,) = (await compare(session, edition)).activities
        assert compared.becomes is Becomes.CHANGED
        assert compared.before is not None
        assert compared.before.title == penza.activities[FEBRUARY - 1].title
        started = await begin(session, edition, LATER)
        assert started.people == ()
        after = await assignments_of(session, FEBRUARY)
        assert {one.id for one in after} == {one.id for one in before}
        assert after[0].status is AssignmentStatus.ACCEPTED
        assert (
            await session.scalar(select(Activity.title).where(Activity.position == FEBRUARY)) == UNREAD_TITLE
        )


@both_engines
async def test_another_title_is_another_activity(database: Database, penza: Reading) -> None:
    async with database.transaction() as session:
        await settle(session)
        await begin(session, penza)
        started = await begin(session, with_activity(penza, FEBRUARY, title="Совсем другое дело"), LATER)
        assert (len(started.comparison.added), len(started.comparison.removed)) == (1, 1)


@both_engines
async def test_another_audience_withdraws_and_asks(database: Database, penza: Reading) -> None:
    """For schools, the coordinator and the department it was; now for the department alone."""
    async with database.transaction() as session:
        ids = await settle(session)
        await begin(session, penza)
        edition = with_activity(penza, FEBRUARY, audience=(Audience.DEPARTMENT,))
        started = await begin(session, edition, LATER)
        assert set(started.news) == {ids[CURATOR], ids[COORDINATOR]}
        assert all(news.gone and not news.added and not news.moved for news in started.news.values())
        statuses = [one.status for one in await assignments_of(session, FEBRUARY)]
        assert statuses.count(AssignmentStatus.OPEN) == 1
        back = await begin(session, penza, LATER)
        assert back.news[ids[CURATOR]] == News(added=started.news[ids[CURATOR]].gone)


@both_engines
async def test_what_is_watched_no_more_is_withdrawn(database: Database, penza: Reading) -> None:
    async with database.transaction() as session:
        ids = await settle(session)
        await begin(session, penza)
        choices = Choices(left_out=frozenset({FEBRUARY}))
        started = await start_roadmap(session, penza, "план.txt", None, LATER, MOSCOW, choices)
        assert started.news[ids[CURATOR]].gone
        (compared,) = started.comparison.activities
        assert compared.before is not None
        assert compared.after is not None
        assert (compared.before.is_watched, compared.after.is_watched) == (True, False)
        again = await start_roadmap(session, penza, "план.txt", None, LATER, MOSCOW, Choices())
        assert again.news[ids[CURATOR]].added == started.news[ids[CURATOR]].gone


@both_engines
async def test_a_school_left_out_by_the_edition_is_told(database: Database, penza: Reading) -> None:
    async with database.transaction() as session:
        ids = await settle(session)
        await begin(session, penza)
        choices = Choices(excluded_school_ids=frozenset({ids["Школа № 901"]}))
        started = await start_roadmap(session, penza, "план.txt", None, LATER, MOSCOW, choices)
        assert set(started.news) == {ids[CURATOR]}
        gone = await session.scalars(
            select(Assignment.school_id).where(Assignment.id.in_(started.news[ids[CURATOR]].gone)).distinct()
        )
        assert list(gone) == [ids["Школа № 901"]]


async def noted(session: AsyncSession) -> list[tuple[str, str, Any, Any]]:
    """The journal, but for the start: what was done, to what, before, after."""
    entry = JournalEntry
    rows = await session.execute(
        select(entry.action, entry.label, entry.before, entry.after).order_by(entry.id).offset(1)
    )
    return [(row.action, row.label, row.before, row.after) for row in rows]


@both_engines
async def test_what_is_chosen_otherwise_is_noted_where_the_document_is_the_same(
    database: Database, penza: Reading
) -> None:
    gentle = Ladder(before=(7, 1, 0))
    async with database.transaction() as session:
        ids = await settle(session)
        await begin(session, penza)
        choices = Choices(excluded_school_ids=frozenset({ids["Школа № 901"]}), ladder=gentle)
        await start_roadmap(session, penza, "план.txt", None, LATER, MOSCOW, choices)
        left_out = ("school-takes-no-part", "Школа № 901", None, None)
        ladders = {"ladder": DEFAULT_LADDER.to_json()}, {"ladder": gentle.to_json()}
        assert await noted(session) == [left_out, ("roadmap-ladder", penza.title, *ladders)]
        await start_roadmap(session, penza, "план.txt", None, LATER, MOSCOW, choices)
        assert len(await noted(session)) == 2
        back = replace(choices, excluded_school_ids=frozenset[int]())
        await start_roadmap(session, penza, "план.txt", None, LATER, MOSCOW, back)
        assert (await noted(session))[2:] == [("school-takes-part", "Школа № 901", None, None)]


@both_engines
async def test_a_changed_activity_is_noted_with_before_and_after(database: Database, penza: Reading) -> None:
    old = penza.activities[FEBRUARY - 1]
    async with database.transaction() as session:
        await settle(session)
        await begin(session, penza)
        changes = {"title": UNREAD_TITLE, "indicator": "", "audience": (Audience.SCHOOLS,), "meeting": True}
        edition = with_meeting(with_activity(penza, FEBRUARY, **changes), FEBRUARY)
        await begin(session, edition, LATER)
        entries = await noted(session)
        assert entries[0][0] == "roadmap-changed"
        assert [one[2:] for one in entries if one[:2] == ("activity-changed", UNREAD_TITLE)] == [
            ({"title": old.title}, {"title": UNREAD_TITLE}),
            ({"indicator": old.indicator}, {"indicator": ""}),
            ({"audience": [word.value for word in old.audience]}, {"audience": ["schools"]}),
            ({"meeting": False}, {"meeting": True}),
        ]
        others = [one for one in entries[1:] if one[1] != UNREAD_TITLE]
        assert [one[2:] for one in others] == [({"meeting": True}, {"meeting": False})]


@both_engines
async def test_each_hears_once_of_all_that_changes_for_them(database: Database, penza: Reading) -> None:
    """One activity is new, one has another date, one is gone: one message."""
    for_schools = with_activity(penza, 9, audience=(Audience.SCHOOLS,))
    async with database.transaction() as session:
        ids = await settle(session)
        await begin(session, for_schools)
        edition = without(with_deadline(for_schools, FEBRUARY, "Март 2022 года"), 9)
        edition = appended(edition, "Новое для школ", 12)
        edition = replace(
            edition,
            activities=(
                *edition.activities[:-1],
                replace(edition.activities[-1], audience=(Audience.SCHOOLS,)),
            ),
        )
        started = await begin(session, edition, LATER)
        news = started.news[ids[CURATOR]]
        assert (len(news.moved), len(news.added), len(news.gone)) == (1, 2, 2)
        assert not started.news[ids[HEAD]].added
        await announce(session, started, "1", LATER, MOSCOW, but=ids[COORDINATOR])
        told = (await session.execute(select(Message.person_id, Message.kind, Message.payload))).all()
        assert {(row.person_id, row.kind) for row in told} == {(ids[CURATOR], MOVED), (ids[HEAD], MOVED)}
        assert next(News.from_json(row.payload) for row in told if row.person_id == ids[CURATOR]) == news


@both_engines
async def test_what_comes_back_before_it_was_told_is_not_spoken_of(
    database: Database, penza: Reading
) -> None:
    async with database.transaction() as session:
        ids = await settle(session)
        await begin(session, penza)
        await announce(session, await begin(session, without(penza, FEBRUARY), LATER), "1", LATER, MOSCOW)
        await announce(session, await begin(session, penza, LATER), "2", LATER, MOSCOW)
        waiting = await session.scalars(
            select(Message).where(Message.person_id == ids[CURATOR]).order_by(Message.id)
        )
        assert [one.state.value for one in waiting] == ["skipped", "waiting"]
        last = await session.scalar(
            select(Message.payload)
            .where(Message.person_id == ids[CURATOR])
            .order_by(Message.id.desc())
            .limit(1)
        )
        assert last is not None
        assert not News.from_json(last).gone


def test_what_was_not_said_yet_is_said_together() -> None:
    may, june = date(2022, 5, 31), date(2022, 6, 30)
    earlier = News({1: may}, added=frozenset({10, 11}), gone=frozenset({20, 21}))
    later = News({1: june, 2: may}, added=frozenset({20, 12}), gone=frozenset({10, 22}))
    both = later.after(earlier)
    assert both.moved == {1: may, 2: may}
    assert both.added == {11, 12, 20}
    assert both.gone == {21, 22}
    assert News.from_json(both.to_json()) == both
    assert News.from_json({"moved": {"1": "2022-05-31"}}) == News({1: may})


# A new year

DECEMBER, JANUARY = date(2022, 12, 12), date(2023, 1, 9)
WHEN = datetime(2022, 12, 12, 9, tzinfo=UTC)


@both_engines
@pytest.mark.parametrize("same_schools", [True, False])
async def test_a_new_year_starts_beside_the_old_one(
    database: Database, penza: Reading, same_schools: bool
) -> None:
    async with database.transaction() as session:
        ids = await settle(session)
        await begin(session, penza)
        old = (await session.scalars(select(Roadmap))).one()
        old.excluded_school_ids = [ids["Школа № 903"]]
        await session.execute(update(Activity).where(Activity.position == 12).values(rhythm=Rhythm.MONTH))
        await _asks_for_more(session, 12)
        await session.execute(update(Activity).where(Activity.position == 13).values(is_watched=False))
        before = [one.id for one in await session.scalars(select(Occurrence))]
        new = await new_year(session, DECEMBER)
        assert new is not None
        assert (new.source.year, new.year, new.activities, new.is_there) == (2022, 2023, 21, False)
        draft_id = await take_over(session, new, ids[COORDINATOR], WHEN, same_schools=same_schools)
        assert draft_id is not None
        draft = await load_draft(session, draft_id)
        assert draft is not None
        assert (draft.new_year_of_id, draft.reading.year) == (old.id, 2023)
        assert set(draft.choices.left_out) == {13}
        out = ["Школа № 903"] if same_schools else [name for name in ids if name.startswith("Школа")]
        assert set(draft.choices.excluded_school_ids) == {ids[name] for name in out}
        started = await start_roadmap(
            session, draft.reading, draft.source_name, ids[COORDINATOR], WHEN, MOSCOW, draft.choices
        )
        await hand_on_settings(session, old.id, started.roadmap_id)
        assert started.comparison.is_new
        assert (ids[CURATOR] in started.people) is same_schools
        rhythms = select(Activity.rhythm).where(
            Activity.roadmap_id == started.roadmap_id, Activity.position == 12
        )
        assert await session.scalar(rhythms) is Rhythm.MONTH
        at_work = (Activity.roadmap_id == started.roadmap_id, Activity.takes_office)
        after = (await session.scalars(select(Activity.id).where(*at_work))).one()
        assert [part.name for part in await parts_of(session, after)] == ["приказ"]
        kept = await session.scalars(select(Occurrence.id).where(Occurrence.removed_at.is_(None)))
        assert set(before) < set(kept)
        counts = [(await roadmap_of(session, day, None)) for day in (DECEMBER, JANUARY)]
        assert [one.year for one in counts if one] == [2022, 2023]
        assert [one.is_past for one in await roadmap_years(session, JANUARY)] == [True, False]
        again = await new_year(session, DECEMBER)
        assert again is not None
        assert again.is_there
        reading = await kept_reading(session, old.id)
        assert reading is not None
        assert [one.deadline.phrase for one in reading.activities] == [
            one.deadline.phrase for one in penza.activities
        ]
        actions = await session.scalars(select(JournalEntry.action).order_by(JournalEntry.id))
        assert list(actions) == ["roadmap-started"] * 2 + ["school-takes-no-part"] * len(out)


async def _asks_for_more(session: AsyncSession, position: int) -> None:
    """An order, and nothing else any more; also as a Word file."""
    of_it = select(Activity.id).where(Activity.position == position)
    activity = (await session.scalars(of_it)).one()
    await add_part(session, activity, "приказ")
    await add_part(session, activity, "договор")
    _, contract = await parts_of(session, activity)
    await remove_part(session, contract.id, WHEN)
    await set_takes_office(session, activity, takes=True)


@both_engines
async def test_a_draft_of_a_new_year_takes_the_place_of_another(database: Database, penza: Reading) -> None:
    async with database.transaction() as session:
        ids = await settle(session)
        assert await new_year(session, DECEMBER) is None
        await begin(session, penza)
        new = await new_year(session, DECEMBER)
        assert new is not None
        first = await take_over(session, new, ids[COORDINATOR], WHEN, same_schools=True)
        second = await take_over(session, new, ids[COORDINATOR], WHEN, same_schools=False)
        assert list(await session.scalars(select(RoadmapDraft.id))) == [second]
        assert first != second

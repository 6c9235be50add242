"""What will be said in the days to come, and to whom, as things stand now.

Reads with the planner's own queries, and writes nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Message, MessageState, Person
from db.queries.announcements import PROGRESS
from db.queries.assignments import AssignmentFacts, facts_of, facts_query
from db.queries.digests import IS_DIGEST, Reach
from db.queries.installation import planned_on
from db.queries.outbox import DIGEST
from db.queries.reminders import hearings_of, people_speaking
from roadmap.calendar import QUIET_FROM, at_local, is_working, local_today
from roadmap.hearing import Hearing, Manner, earliest
from roadmap.lists import Page

DAYS = 7
_NOT_SHOWN = (DIGEST, PROGRESS)
_AT_ONCE = 1000

Digests = Mapping[int, frozenset[int]]
"""Person → the assignments of which a digest reminds; none where it only tells of schools behind."""


@dataclass(frozen=True, slots=True)
class DayAhead:
    """A local date: how many get a digest, how many digests of it a pause or a silence puts off to another
    day, and how many messages of each kind wait for it.
    """

    day: date
    is_working: bool
    digests: int
    put_off: int
    messages: Mapping[str, int]

    @property
    def is_silent(self) -> bool:
        return not (self.digests or self.put_off or self.messages)


@dataclass(frozen=True, slots=True)
class Expected:
    """What one person gets on a day.

    `digest_at` (UTC) is None without a digest, or where it is put off to another day, `put_off_until` (UTC);
    `messages` are kinds, each with its moment (UTC).
    """

    name: str
    digest_at: datetime | None
    put_off_until: datetime | None
    assignments: tuple[AssignmentFacts, ...]
    messages: tuple[tuple[str, datetime], ...]


@dataclass(slots=True)
class _Digests:
    """Those of a day: `heard` are said on it, person → (UTC, assignments); `put_off` on another (UTC)."""

    heard: dict[int, tuple[datetime, frozenset[int]]] = field(default_factory=dict)
    put_off: dict[int, datetime] = field(default_factory=dict)


async def week_ahead(session: AsyncSession, now: datetime, zone: ZoneInfo) -> list[DayAhead]:
    """The local dates from today on."""
    waiting = await _waiting_by_day(session, now, zone)
    digests = await _digests_until(session, days_from(local_today(now, zone))[-1], now, zone)
    return [
        DayAhead(day, is_working(day), len(said.heard), len(said.put_off), waiting.get(day, Counter()))
        for day, said in digests.items()
    ]


async def day_ahead(
    session: AsyncSession, day: date, now: datetime, zone: ZoneInfo, wanted: int, size: int
) -> tuple[Page, list[Expected]]:
    """One page of the people who get something on one of the days of `week_ahead`, by name."""
    said = (await _digests_until(session, day, now, zone))[day]
    messages = await _waiting_for_people(session, day, now, zone)
    everybody = await _names(session, said.heard.keys() | said.put_off.keys() | messages.keys())
    page = Page.within(wanted, len(everybody), size)
    shown = page.cut(everybody)
    nothing: tuple[None, frozenset[int]] = (None, frozenset())
    heard = {person: said.heard.get(person, nothing) for person, _ in shown}
    facts = await _facts(session, {one for _, assignments in heard.values() for one in assignments})
    return page, [
        Expected(
            name,
            heard[person][0],
            said.put_off.get(person),
            tuple(facts[one] for one in heard[person][1] if one in facts),
            tuple(messages.get(person, ())),
        )
        for person, name in shown
    ]


async def _digests_until(
    session: AsyncSession, last: date, now: datetime, zone: ZoneInfo
) -> dict[date, _Digests]:
    """By local date from today to `last`. What is put off joins the digest of the day on which it is said."""
    today = local_today(now, zone)
    carried: defaultdict[date, defaultdict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for person, assignments in (await _missed(session, today, zone)).items():
        carried[today][person].update(assignments)
    found: dict[date, _Digests] = {}
    for day in [one for one in days_from(today) if one <= last]:
        digests = dict(await _digests(session, day, now, zone))
        for person, more in carried[day].items():
            digests[person] = digests.get(person, frozenset()).union(more)
        found[day] = said = _Digests()
        for person, moment in (await _moments(session, digests, day, zone)).items():
            heard_on = local_today(moment, zone)
            if heard_on == day:
                said.heard[person] = moment, digests[person]
            else:
                said.put_off[person] = moment
                carried[heard_on][person].update(digests[person])
    return found


async def _missed(session: AsyncSession, today: date, zone: ZoneInfo) -> Digests:
    """Of earlier days and still to be said: what a pause or a silence has held back so far."""
    rows = await session.execute(
        select(Message.person_id, Message.payload).where(Message.state == MessageState.WAITING, IS_DIGEST)
    )
    since = {
        row.person_id: Reach.from_json(row.payload).since
        for row in rows
        if row.payload.get("day", str(today)) < str(today)
    }
    return await _speaking_since(session, today, since, zone)


def days_from(today: date) -> list[date]:
    return [today + timedelta(days=number) for number in range(DAYS)]


async def _digests(session: AsyncSession, day: date, now: datetime, zone: ZoneInfo) -> Digests:
    """Those of a day that are put already and not said yet, or will be put by the planner."""
    today = local_today(now, zone)
    planned = await planned_on(session)
    if planned is not None and day <= planned:
        return await _put_already(session, day, zone)
    if not is_working(day) or (day == today and now >= at_local(day, QUIET_FROM, zone)):
        return {}
    since = _planned_before(day, planned, now, zone)
    return {one.person_id: one.assignment_ids for one in await people_speaking(session, day, since, zone)}


async def _put_already(session: AsyncSession, day: date, zone: ZoneInfo) -> dict[int, frozenset[int]]:
    rows = await session.execute(
        select(Message.person_id, Message.payload).where(Message.state == MessageState.WAITING, IS_DIGEST)
    )
    since = {
        row.person_id: Reach.from_json(row.payload).since
        for row in rows
        if row.payload.get("day") == str(day)
    }
    return await _speaking_since(session, day, since, zone)


async def _speaking_since(
    session: AsyncSession, day: date, since: Mapping[int, date | None], zone: ZoneInfo
) -> dict[int, frozenset[int]]:
    """Of what these people (with the local date that they have heard last) are reminded on a local date."""
    if not since:
        return {}
    earliest_day = min(filter(None, since.values()), default=None)
    speaking = {one.person_id: one for one in await people_speaking(session, day, earliest_day, zone)}
    return {
        person: speaking[person].assignment_ids if person in speaking else frozenset() for person in since
    }


def _planned_before(day: date, planned: date | None, now: datetime, zone: ZoneInfo) -> date | None:
    """The last local date that the planner will have planned when it comes to `day`."""
    between = [one for one in days_from(local_today(now, zone)) if one < day and is_working(one)]
    if between and between[-1] == local_today(now, zone) and now >= at_local(between[-1], QUIET_FROM, zone):
        between.pop()
    return max([*between, *([planned] if planned is not None else [])], default=None)


async def _moments(
    session: AsyncSession, people: Iterable[int], day: date, zone: ZoneInfo
) -> dict[int, datetime]:
    """When (UTC) each may hear the digest of the local date; a pause or a silence puts it off to another."""
    moments: dict[int, datetime] = {}
    for some in _portions(sorted(people)):
        hearings = await hearings_of(session, some)
        moments.update({one: _digest_at(hearings.get(one, Hearing()), day, zone) for one in some})
    return moments


def _digest_at(hearing: Hearing, day: date, zone: ZoneInfo) -> datetime:
    return earliest(Manner.DIGEST, hearing, at_local(day, time(0), zone), zone, day)


async def _waiting_by_day(session: AsyncSession, now: datetime, zone: ZoneInfo) -> dict[date, Counter[str]]:
    """What waits in the outbox, by the local date on which it is due; what is late counts for today."""
    today = local_today(now, zone)
    end = at_local(today + timedelta(days=DAYS), time(0), zone)
    rows = await session.execute(
        select(Message.kind, Message.due_at, func.count().label("number"))
        .where(Message.state == MessageState.WAITING, Message.due_at < end, Message.kind.not_in(_NOT_SHOWN))
        .group_by(Message.kind, Message.due_at)
    )
    found: defaultdict[date, Counter[str]] = defaultdict(Counter)
    for row in rows:
        found[max(local_today(row.due_at, zone), today)][row.kind] += row.number
    return found


async def _waiting_for_people(
    session: AsyncSession, day: date, now: datetime, zone: ZoneInfo
) -> dict[int, list[tuple[str, datetime]]]:
    """The same for one day, person by person."""
    statement = select(Message.person_id, Message.kind, Message.due_at).where(
        Message.state == MessageState.WAITING,
        Message.kind.not_in(_NOT_SHOWN),
        Message.due_at < at_local(day + timedelta(days=1), time(0), zone),
    )
    if day > local_today(now, zone):
        statement = statement.where(Message.due_at >= at_local(day, time(0), zone))
    found: defaultdict[int, list[tuple[str, datetime]]] = defaultdict(list)
    for row in await session.execute(statement.order_by(Message.due_at, Message.id)):
        found[row.person_id].append((row.kind, row.due_at))
    return dict(found)


async def _names(session: AsyncSession, people: Collection[int]) -> list[tuple[int, str]]:
    rows = await session.execute(
        select(Person.id, Person.name).where(Person.left_at.is_(None)).order_by(Person.name, Person.id)
    )
    return [(row.id, row.name) for row in rows if row.id in people]


async def _facts(session: AsyncSession, assignment_ids: Collection[int]) -> dict[int, AssignmentFacts]:
    found: dict[int, AssignmentFacts] = {}
    for some in _portions(sorted(assignment_ids)):
        rows = await session.execute(facts_query().where(Assignment.id.in_(some)))
        found.update({row.id: facts_of(row) for row in rows})
    return found


def _portions(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))

"""What is due to be said: once a working day, a digest is put into the outbox for each person concerned.

Only who gets one is decided here; what stands in it is decided when it is sent. A day that was missed (the
bot was down, a weekend) is covered by the next planned one, and a digest that could not be said on its day by
the person's next, so that no step of the ladder is passed over and none is said twice.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from db.engine import Database
from db.queries.digests import (
    Missed,
    Reach,
    last_digests,
    left_out_since,
    missed_digests,
    put_digests,
    settle_missed,
)
from db.queries.first_check import pass_on_the_silent
from db.queries.installation import hold_planning, note_planned, planned_on
from db.queries.lagging import has_become_lagging
from db.queries.people import people_with
from db.queries.reminders import people_speaking
from db.queries.substitutes import substitutes_on
from roadmap.access import Role
from roadmap.calendar import QUIET_FROM, at_local, is_working, local_today
from roadmap.ladder import not_before

CLOCK_ASTRAY = timedelta(days=2)
"""No change of zone makes a planned day lie so far ahead: the clock was wrong when it was planned."""


class Reminders:
    def __init__(self, database: Database, clock: Clock, zone: ZoneInfo) -> None:
        self._database = database
        self._clock = clock
        self._zone = zone

    async def plan_day(self) -> bool:
        """Plan today's digests if that is still to be done. False when there was nothing to plan."""
        now = self._clock()
        today = local_today(now, self._zone)
        if not is_working(today) or now >= at_local(today, QUIET_FROM, self._zone):
            return False
        async with self._database.look() as session:
            since = await planned_on(session)
            if _is_planned(since, today):
                return False
            since = None if since is None or since > today else since
            wanted = {
                one.person_id: Reach(since, one.instead_of)
                for one in await people_speaking(session, today, since, self._zone)
            }
            for coordinator in await self._told_of_what_they_missed(session, today):
                wanted.setdefault(coordinator, Reach(since))
        async with self._database.transaction() as session:
            if not _is_planned(await hold_planning(session), today):
                await self._put_digests(session, today, wanted, now)
        return True

    async def _told_of_what_they_missed(self, session: AsyncSession, today: date) -> list[int]:
        """Coordinators whose last digest came before a school lagged, or before something was left out.

        A step may have passed unheard: they were away, new, or out of reach. Who is away hears of it later;
        who stands in for them is a coordinator too.
        """
        away = await substitutes_on(session, today, self._zone)
        coordinators = [one for one in await people_with(session, Role.COORDINATOR) if one not in away]
        last = await last_digests(session, coordinators)
        return [one for one in coordinators if await self._has_missed(session, last.get(one), today)]

    async def _has_missed(self, session: AsyncSession, last: datetime | None, today: date) -> bool:
        if await left_out_since(session, last):
            return True
        heard = not_before(today, date.min if last is None else local_today(last, self._zone))
        return await has_become_lagging(session, today, heard, self._zone)

    async def _put_digests(
        self, session: AsyncSession, today: date, wanted: Mapping[int, Reach], now: datetime
    ) -> None:
        missed = await missed_digests(session, today)
        await settle_missed(session, missed, now)
        # Asked now: it may have begun or ended while others were asked for, or since the digests were missed.
        substitutes = await substitutes_on(session, today, self._zone)
        reaching = _handed_over(_with(_each_their_own(wanted), missed), substitutes)
        await put_digests(session, today, reaching, _late(missed), now, self._zone)
        await pass_on_the_silent(session, today, now, self._zone)
        await note_planned(session, today)


def _is_planned(planned: date | None, today: date) -> bool:
    """Also when the clock was put back a little since, or the city's zone was changed."""
    return planned is not None and today <= planned <= today + CLOCK_ASTRAY


def _each_their_own(wanted: Mapping[int, Reach]) -> dict[int, Reach]:
    """Of who stands in, and of those for whom they did when it was asked."""
    own: dict[int, Reach] = {}
    for person, reach in wanted.items():
        own |= dict.fromkeys({person, *reach.instead_of}, Reach(reach.since))
    return own


def _with(wanted: Mapping[int, Reach], missed: Sequence[Missed]) -> dict[int, Reach]:
    """Of whom a digest was missed, this one speaks of what stood in both."""
    reaching = dict(wanted)
    for digest in missed:
        since = Reach(digest.reach.since)
        for person in digest.concerns:
            reaching[person] = reaching[person].joined(since) if person in reaching else since
    return reaching


def _late(missed: Sequence[Missed]) -> dict[int, datetime]:
    """Since when (UTC) the people of whom a digest was missed could have been told."""
    late: dict[int, datetime] = {}
    for digest in missed:
        for person in digest.concerns:
            late[person] = min(digest.late_since, late.get(person, digest.late_since))
    return late


def _handed_over(wanted: Mapping[int, Reach], substitutes: Mapping[int, int]) -> dict[int, Reach]:
    """The reminders of who is away go to who stands in for them."""
    found: dict[int, Reach] = {}
    for person, reach in wanted.items():
        taker = substitutes.get(person)
        if taker is not None:
            reach = Reach(reach.since, reach.instead_of | {person})  # noqa: PLW2901 -- the same, for the taker
        taker = person if taker is None else taker
        found[taker] = found[taker].joined(reach) if taker in found else reach
    return found

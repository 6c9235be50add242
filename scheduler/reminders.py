"""What is due to be said: once a working day, a digest is put into the outbox for each person concerned.

Only who gets one is decided here; what stands in it is decided when it is sent. A day that was missed (the
bot was down, a weekend) is covered by the next planned one, and a digest that could not be said on its day by
the person's next, so that no step of the ladder is passed over and none is said twice.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from db.engine import Database
from db.queries.digests import (
    Missed,
    last_digests,
    left_out_since,
    missed_digests,
    put_digests,
    settle_missed,
)
from db.queries.installation import installation, note_planned, planned_on
from db.queries.people import people_with
from db.queries.reminders import people_speaking
from roadmap.access import Role
from roadmap.calendar import QUIET_FROM, at_local, is_working, local_today

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
            speaking = [one.person_id for one in await people_speaking(session, today, since)]
            speaking += await _told_of_the_left_out(session)
        async with self._database.transaction() as session:
            if not _is_planned((await installation(session)).planned_on, today):
                await self._put_digests(session, today, dict.fromkeys(speaking, since), now)
        return True

    async def _put_digests(
        self, session: AsyncSession, today: date, since: dict[int, date | None], now: datetime
    ) -> None:
        missed = await missed_digests(session, today)
        await settle_missed(session, missed, now)
        await put_digests(session, today, _since_all(since, missed), now, self._zone)
        await note_planned(session, today)


def _is_planned(planned: date | None, today: date) -> bool:
    """Also when the clock was put back a little since, or the city's zone was changed."""
    return planned is not None and today <= planned <= today + CLOCK_ASTRAY


def _since_all(since: dict[int, date | None], missed: Sequence[Missed]) -> dict[int, date | None]:
    """Who missed a digest gets this one for what stood in both."""
    reaching = dict(since)
    for digest in missed:
        known = reaching.get(digest.person_id)
        earlier = [day for day in (known, digest.since) if day is not None]
        reaching[digest.person_id] = min(earlier, default=None)
    return reaching


async def _told_of_the_left_out(session: AsyncSession) -> list[int]:
    """Coordinators who haven't been told yet that something was too late to be said."""
    coordinators = await people_with(session, Role.COORDINATOR)
    last = await last_digests(session, coordinators)
    return [person for person in coordinators if await left_out_since(session, last.get(person))]

"""What is due to be said: once a working day, a digest is put into the outbox for each person concerned.

Only who gets one is decided here; what stands in it is decided when it is sent. A day that was missed (the
bot was down, a weekend) is covered by the next planned one, so that no step of the ladder is passed over.
"""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from db.engine import Database
from db.queries.installation import installation, note_planned, planned_on
from db.queries.outbox import NewMessage, put
from db.queries.reminders import occurrences_by_date, people_owing
from roadmap.calendar import QUIET_FROM, at_local, is_working, local_today
from roadmap.ladder import speaking_on, speaks

DIGEST_AT = time(9)


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
        if since is not None and since >= today:
            return False
        async with self._database.transaction() as session:
            await self._put_digests(session, today, now)
        return True

    async def _put_digests(self, session: AsyncSession, today: date, now: datetime) -> None:
        since = (await installation(session)).planned_on
        spoken = speaking_on(today, since)
        found = await occurrences_by_date(session, spoken.due_dates, spoken.start_dates)
        speaking = [occurrence for occurrence, start, due in found if speaks(start, due, today, since)]
        people = await people_owing(session, speaking)
        payload = {"since": since.isoformat()} if since is not None else {}
        digests = [NewMessage(f"digest:{person}:{today}", person, "digest", payload) for person in people]
        await put(session, digests, now=now, due_at=at_local(today, DIGEST_AT, self._zone))
        await note_planned(session, today)

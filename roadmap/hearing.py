"""When a person wants to hear from the bot, and which messages wait for it.

What answers a person's own act is said at any moment. All else keeps out of the quiet hours and of a silence
that they asked for, and out of days off unless it may be about the day itself; it is held back, not lost.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from roadmap.calendar import (
    QUIET_UNTIL,
    at_local,
    local_today,
    next_speaking_time,
    working_day_on_or_after,
)

STALE_AFTER = timedelta(hours=48)
"""A reminder that is later than this isn't worth saying any more."""
DIGEST_HOUR = 9


class Manner(StrEnum):
    """How a kind of message behaves towards people's time."""

    ANSWER = "answer"  # to the person's own act: at once
    NEWS = "news"  # however late it is, it has to be known: on the next working day
    PRESSING = "pressing"  # news that may be about the same day: on days off too
    REMINDER = "reminder"  # of a moment: too late, it is left out
    WORK = "work"  # a reminder that belongs on a working day
    DIGEST = "digest"  # a reminder that belongs to one working day, at the person's hour


GOES_STALE = frozenset({Manner.REMINDER, Manner.WORK})
"""A digest goes stale too, but the next one takes its place first."""
_ON_WORKING_DAYS = frozenset({Manner.NEWS, Manner.WORK, Manner.DIGEST})


@dataclass(frozen=True, slots=True)
class Hearing:
    """What a person chose: a local hour, a local date on which reminders speak again, a moment (UTC)."""

    digest_hour: int = DIGEST_HOUR
    paused_until: date | None = None
    silent_until: datetime | None = None


def earliest(
    manner: Manner, hearing: Hearing, now: datetime, zone: ZoneInfo, day: date | None = None
) -> datetime:
    """Return the first moment (UTC), `now` or later, at which a message may be said.

    `day` is the local date to which a digest belongs.
    """
    if manner is Manner.ANSWER:
        return now
    moment = max(filter(None, (now, hearing.silent_until)))
    if manner is Manner.DIGEST:
        days = [wanted for wanted in (day, hearing.paused_until) if wanted is not None]
        moment = max([moment, *(digest_time(hearing, wanted, zone) for wanted in days)])
    moment = next_speaking_time(moment, zone)
    return _on_working_day(moment, zone) if manner in _ON_WORKING_DAYS else moment


def digest_time(hearing: Hearing, day: date, zone: ZoneInfo) -> datetime:
    """Return the moment (UTC) of the person's digest on a local date."""
    return at_local(day, time(hearing.digest_hour), zone)


def is_stale(manner: Manner, due_at: datetime, now: datetime) -> bool:
    """Whether a message that was due at `due_at` (UTC) comes too late to be worth saying."""
    return manner in GOES_STALE and now - due_at > STALE_AFTER


def _on_working_day(moment: datetime, zone: ZoneInfo) -> datetime:
    day = local_today(moment, zone)
    working = working_day_on_or_after(day)
    return moment if working == day else at_local(working, QUIET_UNTIL, zone)

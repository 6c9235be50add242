"""When the bot speaks to a person: the hour of the morning message, and silence until a moment."""

import re
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from roadmap.calendar import at_local, local_today
from roadmap.days import read_day
from roadmap.errors import UserError

DIGEST_HOURS = (8, 9, 10, 11, 12, 14, 16, 18)
"""Local hours to choose from; all lie outside the quiet hours."""
LONGEST_SILENCE_DAYS = 30
MORNING = time(9)
_TIME_AT_END = re.compile(r"(?:^|\s)(?:в\s+|at\s+)?(\d{1,2}):(\d{2})$")


class Quiet(StrEnum):
    """Until when nobody is to disturb, counted from the moment it is chosen."""

    HOUR = "hour"
    TOMORROW = "tomorrow"
    MONDAY = "monday"


def quiet_until(choice: Quiet, now: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment (UTC): an hour after `now` (UTC), or 09:00 local time of the day that is meant."""
    if choice is Quiet.HOUR:
        return now + timedelta(hours=1)
    today = local_today(now, zone)
    days = 1 if choice is Quiet.TOMORROW else 7 - today.weekday()
    return at_local(today + timedelta(days=days), MORNING, zone)


def typed_silence(text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment (UTC) meant by «20.01 15:00», «завтра в 10:00», «15:00», «20 января».

    A time alone is the next such; a day alone means its 09:00. Raises UserError when it is neither, or not
    within the `LONGEST_SILENCE_DAYS` after `now` (UTC).
    """
    today = local_today(now, zone)
    words = " ".join(text.split()).casefold().removeprefix("до ")
    found = _TIME_AT_END.search(words)
    at = _time(found) if found else MORNING
    day_words = words[: found.start()].strip().rstrip(",") if found else words
    if day_words or found is None:
        day = read_day(day_words, today, next_year_within=timedelta(days=LONGEST_SILENCE_DAYS))
    else:
        day = _next_day_with(at, today, now, zone)
    if day is None:
        raise UserError("silence-unclear")
    until = at_local(day, at, zone)
    if not now < until <= now + timedelta(days=LONGEST_SILENCE_DAYS):
        raise UserError("silence-out-of-range", days=LONGEST_SILENCE_DAYS)
    return until


def _time(found: re.Match[str]) -> time:
    try:
        return time(int(found[1]), int(found[2]))
    except ValueError:
        raise UserError("silence-unclear") from None


def _next_day_with(at: time, today: date, now: datetime, zone: ZoneInfo) -> date:
    return today if at_local(today, at, zone) > now else today + timedelta(days=1)

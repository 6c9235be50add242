"""Setting a meeting of the coordination group: what is typed, what is still to ask, and when to remind."""

import re
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from roadmap.calendar import add_working_days, at_local, is_working
from roadmap.days import read_day
from roadmap.errors import UserError

DAYS_OFFERED = 12
TIMES_OFFERED = (time(10), time(11), time(14), time(15), time(16))
EARLIEST, LATEST = time(8), time(20)
FURTHEST_DAYS = 400
PLACE_LENGTH = range(2, 201)
AGENDA_LIMIT = 1500
SUBSTITUTE_LENGTH = range(2, 101)

_ONE_DAY = timedelta(days=1)
_DAY_BEFORE_AT = time(10)
_TWO_HOURS = timedelta(hours=2)
_PROTOCOL_AT = time(9)
# A day without a year that has passed means next year's, unless that is so far off that it is a slip.
_NEXT_YEAR_WITHIN = timedelta(days=270)

_TIME = re.compile(r"(?:в\s*|at\s*)?(\d{1,2})(?:\s*[:.,\-–ч ]\s*(\d{2}))?\s*(?:ч|час|часа|часов|мин)?\.?")


class Step(StrEnum):
    """What the coordinator is asked, in this order."""

    DAY = "day"
    TIME = "time"
    PLACE = "place"
    AGENDA = "agenda"


class When(StrEnum):
    DAY_BEFORE = "day-before"
    TWO_HOURS = "two-hours"


@dataclass(frozen=True, slots=True)
class Draft:
    """A meeting as far as it is settled; None is what is still to ask, an empty agenda was skipped.

    `meeting_id` and `edition` are those of the meeting that is being changed, None for a new one. `asked` is
    the step whose answer may be typed now, None while the preview is shown.
    """

    occurrence_id: int
    meeting_id: int | None = None
    edition: int | None = None
    day: date | None = None
    at: time | None = None
    place: str | None = None
    agenda: str | None = None
    asked: Step | None = None

    def next_step(self) -> Step | None:
        """The first thing still to ask; None when everything is there."""
        values = {Step.DAY: self.day, Step.TIME: self.at, Step.PLACE: self.place, Step.AGENDA: self.agenda}
        return next((step for step in Step if values[step] is None), None)

    def starts_at(self, zone: ZoneInfo) -> datetime:
        """The moment (UTC) of the meeting. Raises ValueError while day or time are missing."""
        if self.day is None or self.at is None:
            raise ValueError("the day or the time is not settled yet")
        return at_local(self.day, self.at, zone)

    def ahead(self, now: datetime, zone: ZoneInfo) -> "Draft":
        """Without its time when that has passed on the chosen day."""
        if self.day is None or self.at is None or self.starts_at(zone) > now:
            return self
        return replace(self, at=None)

    def checksum(self) -> int:
        """Tells one content from another, so that a preview's button sends what the preview showed."""
        return zlib.crc32(repr(self._content()).encode())

    def to_payload(self) -> dict[str, Any]:
        return {
            **asdict(self),
            "day": self.day.isoformat() if self.day else None,
            "at": f"{self.at:%H:%M}" if self.at else None,
        }

    @staticmethod
    def from_payload(payload: Mapping[str, Any]) -> "Draft":
        return Draft(
            **{
                **payload,
                "day": date.fromisoformat(payload["day"]) if payload["day"] else None,
                "at": time.fromisoformat(payload["at"]) if payload["at"] else None,
                "asked": Step(payload["asked"]) if payload["asked"] else None,
            }
        )

    def _content(self) -> tuple[object, ...]:
        return self.occurrence_id, self.meeting_id, self.day, self.at, self.place, self.agenda


def meeting_day(text: str, today: date) -> date:
    """Return the local date on which to meet, as it was typed (`roadmap.days`).

    Raises UserError when it is no date, has passed by the local date `today`, or is more than `FURTHEST_DAYS`
    off.
    """
    day = read_day(text, today, next_year_within=_NEXT_YEAR_WITHIN)
    if day is None:
        raise UserError("meeting-day-unclear")
    if day < today:
        raise UserError("meeting-day-past")
    if (day - today).days > FURTHEST_DAYS:
        raise UserError("meeting-day-far")
    return day


def meeting_time(text: str) -> time:
    """Return the local time meant by «15:30», «15.30», «15», «в 15 ч».

    Raises UserError when it is no time, or not within the day's hours in which a group can meet.
    """
    found = _TIME.fullmatch(" ".join(text.split()).casefold())
    try:
        at = time(int(found[1]), int(found[2] or 0)) if found else None
    except ValueError:
        at = None
    if at is None:
        raise UserError("meeting-time-unclear")
    if not EARLIEST <= at <= LATEST:
        raise UserError("meeting-time-odd", time=f"{at:%H:%M}")
    return at


def days_to_offer(due: date, today: date) -> list[date]:
    """The working days from tomorrow on, or from the first of the occurrence's month when that is later.

    All are local dates; `due` is the occurrence's. There are `DAYS_OFFERED` of them.
    """
    start = max(today + _ONE_DAY, due.replace(day=1))
    days = (start + _ONE_DAY * number for number in range(DAYS_OFFERED * 4))
    return list(islice(filter(is_working, days), DAYS_OFFERED))


def reminder_moments(starts_at: datetime, zone: ZoneInfo) -> dict[When, datetime]:
    """The moments (UTC) of the reminders: the calendar day before at 10:00 local time, two hours before."""
    day = starts_at.astimezone(zone).date()
    return {
        When.DAY_BEFORE: at_local(day - _ONE_DAY, _DAY_BEFORE_AT, zone),
        When.TWO_HOURS: starts_at - _TWO_HOURS,
    }


def protocol_moment(starts_at: datetime, zone: ZoneInfo) -> datetime:
    """The moment (UTC) to ask for the protocol: 09:00 local time on the next working day."""
    day = add_working_days(starts_at.astimezone(zone).date(), 1)
    return at_local(day, _PROTOCOL_AT, zone)

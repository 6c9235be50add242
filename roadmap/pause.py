"""Until when a person wants to hear no reminders."""

import re
from datetime import date, timedelta

from roadmap.errors import UserError

LONGEST_PAUSE_DAYS = 60

_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{2}|\d{4}))?\.?")
_CENTURY = 100


def pause_until(text: str, today: date) -> date:
    """Return the local date on which reminders speak again, read from «15.03», «15.03.22» or «15.03.2022».

    Without a year it is the next such day. Raises UserError when it is no date, or not within the
    `LONGEST_PAUSE_DAYS` after the local date `today`.
    """
    day = _read(text.strip(), today)
    if day is None:
        raise UserError("settings-pause-unclear")
    if not today < day <= last_day(today):
        raise UserError("settings-pause-out-of-range", days=LONGEST_PAUSE_DAYS)
    return day


def last_day(today: date) -> date:
    return today + timedelta(days=LONGEST_PAUSE_DAYS)


def _read(text: str, today: date) -> date | None:
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    day, month = int(found[1]), int(found[2])
    if found[3] is None:
        this_year = _date(today.year, month, day)
        return this_year if this_year is not None and this_year > today else _date(today.year + 1, month, day)
    year = int(found[3])
    return _date(year + 2000 if year < _CENTURY else year, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

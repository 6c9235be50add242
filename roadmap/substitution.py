"""«Меня замещает …»: the days on which somebody stands in for a person, as they are typed."""

from datetime import date, timedelta

from roadmap.days import read_day
from roadmap.errors import UserError

FURTHEST_DAYS = 180
"""How far off the last day may be."""
NAME_LIMIT = 60
_NEXT_YEAR_WITHIN = timedelta(days=FURTHEST_DAYS)


def typed_day(text: str, today: date) -> date:
    """Return the local date that was typed (`roadmap.days`). Raises UserError when it is none."""
    day = read_day(text, today, next_year_within=_NEXT_YEAR_WITHIN)
    if day is None:
        raise UserError("substitute-day-unclear")
    return day


def check_days(first: date, last: date, today: date) -> None:
    """Raises UserError unless the local dates are in order and lie between `today` and `FURTHEST_DAYS` on."""
    if first < today:
        raise UserError("substitute-day-past")
    if last < first:
        raise UserError("substitute-last-before-first")
    if (last - today).days > FURTHEST_DAYS:
        raise UserError("substitute-day-far", days=FURTHEST_DAYS)

"""Until when a person wants to hear no reminders."""

from datetime import date, timedelta

from roadmap.days import read_day
from roadmap.errors import UserError

LONGEST_PAUSE_DAYS = 60


def pause_until(text: str, today: date) -> date:
    """Return the local date on which reminders speak again, as it was typed (`roadmap.days`).

    Raises UserError when it is no date, or not within the `LONGEST_PAUSE_DAYS` after the local date `today`.
    """
    longest = timedelta(days=LONGEST_PAUSE_DAYS)
    day = read_day(text, today, next_year_within=longest)
    if day is None:
        raise UserError("settings-pause-unclear")
    if not today < day <= today + longest:
        raise UserError("settings-pause-out-of-range", days=LONGEST_PAUSE_DAYS)
    return day

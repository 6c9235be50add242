"""Rules of surveys: what may be typed, when one ends and reminds, where it goes on, how answers count."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from roadmap.calendar import at_local, is_working, local_today, working_day_on_or_before
from roadmap.days import read_day
from roadmap.errors import UserError

TITLE_LIMIT = 200
QUESTION_LIMIT = 500
QUESTIONS_LIMIT = 20
OPTION_LIMIT = 100
LEAST_OPTIONS, MOST_OPTIONS = 2, 10
ANSWER_LIMIT = 4000
CLOSES = time(18)
REMINDS = time(10)
BAR_WIDTH = 10
LONGEST = timedelta(days=366)
# «20.01» typed in December is the next January; typed in February it is a slip, not a date in eleven months.
_NEXT_YEAR_WITHIN = timedelta(days=183)

_BULLET = re.compile(r"^\s*[-–—•*]\s+")


class Group(StrEnum):
    """The lists in which those who ask find their surveys."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Until(StrEnum):
    """Ready choices of the last day."""

    TOMORROW = "tomorrow"
    WEEK = "week"
    FORTNIGHT = "fortnight"


_DAYS = {Until.TOMORROW: 1, Until.WEEK: 7, Until.FORTNIGHT: 14}


@dataclass(frozen=True, slots=True)
class OptionCount:
    """How many chose an option. `percent` is of all who answered, rounded half up."""

    option: str
    count: int
    percent: int

    @property
    def bar(self) -> str:
        """A tenth of those who answered to a block; what was chosen at all has one, the rest a thin line."""
        blocks = (self.percent * BAR_WIDTH + 50) // 100
        return "▇" * max(blocks, 1) if self.count else "▏"


def read_title(typed: str) -> str:
    """The title in one line. Raises UserError when it is empty or too long."""
    return _sized(" ".join(typed.split()), TITLE_LIMIT)


def read_question(typed: str) -> str:
    """The question's text. Raises UserError when it is empty or too long."""
    return _sized(typed.strip(), QUESTION_LIMIT)


def read_answer(typed: str) -> str:
    """A free answer. Raises UserError when it is empty or too long."""
    return _sized(typed.strip(), ANSWER_LIMIT)


def _sized(text: str, limit: int) -> str:
    if not text:
        raise UserError("survey-text-empty")
    if len(text) > limit:
        raise UserError("survey-text-too-long", limit=limit, length=len(text))
    return text


def read_options(typed: str) -> list[str]:
    """Options typed one a line, a bullet before them taken off.

    Raises UserError when there are too few or too many of them, one is too long, or two are alike.
    """
    lines = (" ".join(_BULLET.sub("", line).split()) for line in typed.splitlines())
    options = [line for line in lines if line]
    if not LEAST_OPTIONS <= len(options) <= MOST_OPTIONS:
        raise UserError("survey-options-number", least=LEAST_OPTIONS, most=MOST_OPTIONS, number=len(options))
    for option in options:
        if len(option) > OPTION_LIMIT:
            raise UserError("survey-option-too-long", option=option[:40], limit=OPTION_LIMIT)
    repeated = _first_repeated(options)
    if repeated is not None:
        raise UserError("survey-options-repeat", option=repeated)
    return options


def _first_repeated(options: Sequence[str]) -> str | None:
    times = Counter(option.casefold() for option in options)
    return next((option for option in options if times[option.casefold()] > 1), None)


def meant_option(typed: str, options: Sequence[str]) -> int | None:
    """The option (from 0) that a typed text names, by its words or by its number from 1."""
    text = " ".join(typed.split()).casefold().rstrip(".")
    for number, option in enumerate(options):
        if text == option.casefold().rstrip("."):
            return number
    if text.isdecimal() and 1 <= int(text) <= len(options):
        return int(text) - 1
    return None


def last_day(choice: Until, today: date) -> date:
    return today + timedelta(days=_DAYS[choice])


def read_last_day(typed: str, today: date) -> date:
    """Return a survey's last local date, as it was typed (`roadmap.days`).

    Raises UserError for what is no date, a date that is past, and one more than a year away.
    """
    day = read_day(typed, today, next_year_within=_NEXT_YEAR_WITHIN)
    if day is None:
        raise UserError("survey-date-unclear")
    if day < today:
        raise UserError("survey-date-past")
    if day - today > LONGEST:
        raise UserError("survey-date-far")
    return day


def closing_time(day: date, zone: ZoneInfo) -> datetime:
    """The moment (UTC) at which a survey with this last local date ends."""
    return at_local(day, CLOSES, zone)


def reminder_time(invited_at: datetime, closes_at: datetime, zone: ZoneInfo) -> datetime | None:
    """When those who have not answered are reminded, once; all moments are UTC.

    It is the working day before the last day; when the invitation is no older than that, the last day itself,
    if people work on it. On the day of the invitation nobody is reminded: None.
    """
    invited, last = local_today(invited_at, zone), local_today(closes_at, zone)
    before = working_day_on_or_before(last - timedelta(days=1))
    for day in (before, last):
        if day > invited and is_working(day):
            return at_local(day, REMINDS, zone)
    return None


def first_open(order: Sequence[int], answered: Collection[int]) -> int | None:
    """The first question without an answer; None when all have one."""
    return next((question for question in order if question not in answered), None)


def question_after(order: Sequence[int], answered: Collection[int], current: int) -> int | None:
    """The question behind `current`; behind the last the first unanswered; None when there is none."""
    place = order.index(current) + 1
    return order[place] if place < len(order) else first_open(order, answered)


def tally(options: Sequence[str], chosen: Mapping[int, int]) -> list[OptionCount]:
    """Counts and shares of all options; `chosen` has how many chose the option of a number (from 0)."""
    total = sum(chosen.get(number, 0) for number in range(len(options)))
    return [
        OptionCount(option, chosen.get(n, 0), _percent(chosen.get(n, 0), total))
        for n, option in enumerate(options)
    ]


def _percent(part: int, whole: int) -> int:
    return (200 * part + whole) // (2 * whole) if whole else 0

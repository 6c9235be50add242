"""Rhythms («раз в квартал», «до 5 числа», «по понедельникам») made into recurrence rules."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from roadmap.deadlines.clauses import MonthDays, MonthSaid, Rhythm, Unit, Weekdays
from roadmap.deadlines.model import Period
from roadmap.deadlines.recurrence import Daily, Monthly, Recurrence, Weekly
from roadmap.deadlines.shapes import Unreadable, month_end

_YEAR = 12
_HALF = 6
_QUARTER = 3
_LONGEST_MONTH = 31
_SUNDAY = 6
_MOST_WEEKS = 5
_LAST_DAY = -1
_MID_AND_END = (15, _LAST_DAY)
_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: _HALF, Unit.YEAR: _YEAR, Unit.SCHOOL_YEAR: _YEAR}
_SCHOOL_HALVES = (12, 5)
# Ends of the school's own terms, in its order; schools may have other ones.
_SCHOOL_TERMS = {Unit.SCHOOL_QUARTER: (10, 12, 3, 5), Unit.TRIMESTER: (11, 2, 5), Unit.SCHOOL_YEAR: (5,)}


def months_between(rhythm: Rhythm) -> int | None:
    """How many months lie from one time to the next, where that is a whole part of a year."""
    months = _MONTHS.get(rhythm.unit, 0) * rhythm.every
    step, rest = divmod(months, rhythm.times) if rhythm.times > 0 else (0, 1)
    return step if step and not rest and _YEAR % step == 0 else None


def is_seldom(rhythm: Rhythm) -> bool:
    """Half a year apart or more: dates beside it are its own days, not its bounds."""
    return (months_between(rhythm) or 0) >= _HALF


def times_named(rhythm: Rhythm) -> int:
    """How many dates of a year «2 раза в год» asks for; dates beside another rhythm may be its bounds.

    Raises Unreadable when they are not the same in each year.
    """
    months = _MONTHS.get(rhythm.unit, 0) * rhythm.every
    if months < _HALF:
        return 1
    if _YEAR % months:  # «раз в 3 года»
        raise Unreadable("rhythm")
    return rhythm.times * _YEAR // months


def recurrence(
    rhythms: Sequence[Rhythm], month_days: Sequence[MonthDays], weekdays: Sequence[Weekdays], frame: Period
) -> Recurrence:
    """Raises Unreadable when there is more than one rhythm, or one that has no rule."""
    if len(set(rhythms)) > 1 or (month_days and weekdays) or len(month_days) > 1:
        raise Unreadable("several-rhythms")
    rhythm = rhythms[0] if rhythms else None
    if weekdays:
        return _on_weekdays(rhythm, weekdays)
    if month_days:
        return _on_month_days(rhythm or Rhythm(Unit.MONTH), month_days[0], said=bool(rhythms))
    return _at_ends(rhythms[0], frame)


def _at_ends(rhythm: Rhythm, frame: Period) -> Recurrence:
    """No day is said: the last day of each month, quarter, half-year or week."""
    once = rhythm.times == rhythm.every == 1
    if rhythm.unit is Unit.DAY and rhythm.every == 1:
        return Daily()
    if rhythm.unit is Unit.WEEK and rhythm.times == 1:
        return Weekly((_SUNDAY,), rhythm.every)
    if rhythm.unit in _SCHOOL_TERMS and once:
        return Monthly(_SCHOOL_TERMS[rhythm.unit], (_LAST_DAY,))
    if rhythm == Rhythm(Unit.MONTH, times=2):
        return Monthly(days=_MID_AND_END)
    step = _step(rhythm)
    if step == _HALF and frame.is_school_year:
        return Monthly(_SCHOOL_HALVES, (_LAST_DAY,))
    return Monthly(_months_of(step), (_LAST_DAY,))


def _on_weekdays(rhythm: Rhythm | None, weekdays: Sequence[Weekdays]) -> Recurrence:
    each = any(clause.each for clause in weekdays)
    numbered = [clause for clause in weekdays if clause.numbers]
    if any(number > _MOST_WEEKS for clause in numbered for number in clause.numbers):
        raise Unreadable("no-such-date")
    days = tuple(sorted({day for clause in weekdays for day in clause.days}))
    if numbered and len(numbered) == len(weekdays):
        _check_said(rhythm, Unit.MONTH, each=each, reason="which-month")
        return Monthly(
            weekdays=tuple((number, day) for w in numbered for day in w.days for number in w.numbers)
        )
    if numbered:
        raise Unreadable("several-rhythms")
    _check_said(rhythm, Unit.WEEK, each=each, reason="which-week")
    return Weekly(days, rhythm.every if rhythm else 1)


def _check_said(rhythm: Rhythm | None, unit: Unit, *, each: bool, reason: str) -> None:
    if not each and not rhythm:
        raise Unreadable(reason)
    if rhythm and rhythm.unit is not unit:
        raise Unreadable("several-rhythms")


def _on_month_days(rhythm: Rhythm, month_days: MonthDays, *, said: bool) -> Recurrence:
    step = _step(replace(rhythm, times=1)) if rhythm.times == len(month_days.days) else _step(rhythm)
    if any(day != _LAST_DAY and not 1 <= day <= _LONGEST_MONTH for day in month_days.days):
        raise Unreadable("no-such-date")
    match month_days.month:
        case MonthSaid.NEXT_MONTH:
            return Monthly(tuple(sorted(month % _YEAR + 1 for month in _months_of(step))), month_days.days)
        case MonthSaid.LAST_MONTH:
            return Monthly(_months_of(step if step > 1 else _QUARTER), month_days.days)
        case MonthSaid.UNSAID if not said or step > 1:
            raise Unreadable("which-month")
        case _:
            return Monthly(_months_of(step), month_days.days)


def reported_later(
    rhythms: Sequence[Rhythm], month_days: Sequence[MonthDays], frame: Period
) -> Period | None:
    """When the reports on the frame's months or quarters are due, if that is in the month after each."""
    if not month_days or month_days[0].month is not MonthSaid.NEXT_MONTH:
        return None
    months = _months_of(_step(rhythms[0]) if rhythms else 1)
    ends = Monthly(months, (_LAST_DAY,)).dates(frame)
    if not ends:
        raise Unreadable("no-bounds")
    last = ends[-1] + timedelta(days=1)
    return Period(ends[0] + timedelta(days=1), month_end(last.year, last.month))


def _step(rhythm: Rhythm) -> int:
    step = months_between(rhythm)
    if not step:
        raise Unreadable("rhythm")
    return step


def _months_of(step: int) -> tuple[int, ...]:
    return tuple(range(step, _YEAR + 1, step))

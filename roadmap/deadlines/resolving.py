"""Clauses put together into dates."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from roadmap.deadlines.clauses import (
    Bound,
    Clause,
    MonthDays,
    MonthSaid,
    Point,
    Rhythm,
    Weekdays,
)
from roadmap.deadlines.dating import Dated, dated, span_window, with_years
from roadmap.deadlines.model import DeadlineKind, Period
from roadmap.deadlines.recurrence import Monthly, Recurrence
from roadmap.deadlines.rhythms import is_seldom, months_between, recurrence, reported_later, times_named
from roadmap.deadlines.shapes import (
    Day,
    Month,
    Shape,
    Unreadable,
    Whole,
)
from roadmap.deadlines.sorting import Parts, sorted_parts

_YEAR = 12


@dataclass(frozen=True, slots=True)
class Dates:
    kind: DeadlineKind
    start: date | None
    end: date
    due: tuple[date, ...]
    rrule: str | None = None


def resolve(clauses: Iterable[Clause], plan: Period | None) -> Dates:
    """Raises Unreadable when the clauses give no dates, or contradict each other."""
    parts = sorted_parts(clauses)
    years = [point for point in parts.points if _is_year(point)]
    _check_undated(parts, years)
    points = _without_years(with_years(parts.points)) or years
    if _is_weekday_beside(parts, points):
        return _listed(_on_their_weekdays(dated(points, plan), parts.weekdays))
    if parts.rhythms or parts.month_days or parts.weekdays:
        return _recurring(parts, points, _frame(parts, years, plan))
    if parts.ongoing:
        return _ongoing(_without_years(points), _frame(parts, years, plan))
    _check_years(points, years)
    return _listed(dated(points, plan))


def _check_years(points: list[Point], years: list[Point]) -> None:
    """«март 2022 и 2023 г.»: no year may be said in vain. Raises Unreadable when one is."""
    said = [span.year for point in points for span in (point.first, point.last) if span]
    if any(year.first.year not in said for year in years):
        raise Unreadable("which-year")


def _check_undated(parts: Parts, years: list[Point]) -> None:
    """Dates win over words that give none, but a mere year («по плану на 2022 год») is not such a date."""
    binding = [clause for clause in parts.undated if clause.binding]
    is_dated = any(
        (parts.rhythms, parts.month_days, parts.weekdays, parts.ongoing, len(parts.points) > len(years))
    )
    if binding or (parts.undated and not is_dated):
        raise Unreadable((binding or parts.undated)[0].reason)
    if not is_dated and not years:
        raise Unreadable("time-only")


def _is_year(point: Point) -> bool:
    return isinstance(point.first.shape, Whole) and point.first.year is not None and point.bound is Bound.BOTH


def _without_years(points: list[Point]) -> list[Point]:
    return [point for point in points if not _is_year(point)]


def _frame(parts: Parts, years: list[Point], plan: Period | None) -> Period | None:
    """The time that a rhythm or something ongoing fills: what is said for it, or else the plan's."""
    if len({point.first.year for point in years}) > 1:
        raise Unreadable("which-year")
    said = next((point.first.year for point in years), plan)
    return span_window(parts.ongoing[0].span, said) if parts.ongoing else said


def _listed(days: list[Dated]) -> Dates:
    if len(days) == 1:
        return Dates(days[0].kind, days[0].start, days[0].end, (days[0].end,))
    end = max(each.end for each in days)
    return Dates(DeadlineKind.LIST, _earliest(days), end, _ends(days))


def _earliest(days: list[Dated]) -> date | None:
    """The first day said; open where a mere last day comes before it."""
    start = min((each.start for each in days if each.start), default=None)
    return start if start and all(start <= each.end for each in days) else None


def _ends(days: Iterable[Dated]) -> tuple[date, ...]:
    return tuple(sorted({each.end for each in days}))


def _ongoing(points: list[Point], frame: Period | None) -> Dates:
    if not frame:
        raise Unreadable("no-year")
    days = dated(points, frame)
    limits = [each.end for each in days if each.start is None]
    end = max(limits) if limits else max(frame.end, *(each.end for each in days), frame.end)
    start = min(frame.start, _earliest(days) or frame.start)
    return Dates(DeadlineKind.ONGOING, start, end, tuple(sorted({end, *_ends(days)})))


def _recurring(parts: Parts, points: list[Point], frame: Period | None) -> Dates:
    bounds = [point for point in points if point.bound is Bound.SINCE or _is_year(point)]
    own = [point for point in points if point not in bounds]
    if _is_day_of_month_said(parts, own):
        return _listed(dated(_days_of_month_said(parts.month_days[0], own), frame))
    if own and len(parts.rhythms) == 1 and len(own) < times_named(parts.rhythms[0]):
        raise Unreadable("too-few-dates")
    if own and len(parts.rhythms) == 1 and is_seldom(parts.rhythms[0]):
        return _on_days_said(parts.rhythms[0], own, _since(bounds, frame))
    if len(own) > 1:
        return _listed(dated(own, frame))
    return _in_rhythm(parts, _within(own, _since(bounds, frame)))


def _is_day_of_month_said(parts: Parts, own: list[Point]) -> bool:
    is_alone = len(parts.month_days) == 1 and not parts.rhythms and not parts.weekdays
    return (
        is_alone
        and parts.month_days[0].month is MonthSaid.UNSAID
        and bool(own)
        and all(isinstance(point.first.shape, Month) and not point.last for point in own)
    )


def _days_of_month_said(month_days: MonthDays, own: list[Point]) -> list[Point]:
    """«апрель, не позднее 20 числа» is the 20th of April."""
    return [
        Point(replace(point.first, shape=_day_of(point.first.shape, day)), bound=Bound.UNTIL)
        for point in own
        for day in month_days.days
    ]


def _day_of(month: Shape, day: int) -> Shape:
    if day == -1 or not isinstance(month, Month):
        return month
    return Day(month.month, day)


def _is_weekday_beside(parts: Parts, points: list[Point]) -> bool:
    """«5 сентября, понедельник»"""
    is_alone = not (parts.rhythms or parts.month_days or parts.ongoing)
    return (
        is_alone
        and len(points) == len(parts.weekdays) > 0
        and all(isinstance(point.first.shape, Day) and not point.last for point in points)
        and not any(weekdays.each or weekdays.numbers for weekdays in parts.weekdays)
    )


def _on_their_weekdays(days: list[Dated], weekdays: list[Weekdays]) -> list[Dated]:
    """Raises Unreadable when a day is another day of the week than is said: one of the two is wrong."""
    if any(day.end.weekday() not in said.days for day, said in zip(days, weekdays, strict=True)):
        raise Unreadable("weekday-differs")
    return days


def _since(bounds: list[Point], frame: Period | None) -> Period | None:
    days = dated([point for point in bounds if point.bound is Bound.SINCE], frame)
    starts = [each.start for each in days if each.start]
    return Period(max(starts), days[0].end) if starts else frame


def _within(own: list[Point], frame: Period | None) -> Period | None:
    """«ежемесячно, сентябрь-май», «ежемесячно до 1 июня»: the dates bound the rhythm."""
    if not own:
        return frame
    days = dated(own, frame)[0]
    if days.start is None and frame and days.end >= frame.start:
        return Period(frame.start, days.end)
    if days.start is None or days.start == days.end:
        raise Unreadable("not-understood")
    return Period(days.start, days.end)


def _in_rhythm(parts: Parts, frame: Period | None) -> Dates:
    if not frame:
        raise Unreadable("no-year")
    repeated = recurrence(parts.rhythms, parts.month_days, parts.weekdays, frame)
    later = reported_later(parts.rhythms, parts.month_days, frame)
    due = repeated.dates(later or frame) or (frame.end,)
    if later:
        return _repeated(repeated, later.start, due[-1], due)
    return _repeated(repeated, frame.start, frame.end, due)


def _on_days_said(rhythm: Rhythm, own: list[Point], frame: Period | None) -> Dates:
    """«ежегодно, до 1 февраля», «раз в полугодие до 10 января и 10 июля»; other days are a list."""
    if not frame:
        raise Unreadable("no-year")
    days = dated(
        own, Period.year(frame.start.year) if len(frame.years) > 1 and not frame.is_school_year else frame
    )
    days_of_month = {each.end.day for each in days}
    is_rule = len(days) == 1 or all(each.start is None for each in days)
    if not is_rule or len(days_of_month) > 1 or len(days) * (months_between(rhythm) or 0) != _YEAR:
        return _listed(days)
    repeated = Monthly(tuple(sorted({each.end.month for each in days})), tuple(days_of_month))
    due = repeated.dates(frame) or (frame.end,)
    opening = days[0].start
    start = frame.start if opening is None else due[0] - (days[0].end - opening)
    return _repeated(repeated, start, frame.end, due)


def _repeated(repeated: Recurrence, start: date, end: date, due: tuple[date, ...]) -> Dates:
    return Dates(DeadlineKind.RECURRING, start, end, due, repeated.rrule)

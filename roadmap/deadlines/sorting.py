"""The clauses of a phrase sorted by kind, each read in the light of the one before it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from roadmap.deadlines.clauses import (
    Bound,
    Clause,
    MonthDays,
    MonthSaid,
    Ongoing,
    Point,
    Rhythm,
    Undated,
    Weekdays,
)
from roadmap.deadlines.shapes import Day, Decade, HalfMonth, Month, NthWeekday, Unreadable, Week


@dataclass(slots=True)
class Parts:
    """The clauses of one phrase by their kinds, each in its order."""

    points: list[Point] = field(default_factory=list)
    rhythms: list[Rhythm] = field(default_factory=list)
    month_days: list[MonthDays] = field(default_factory=list)
    weekdays: list[Weekdays] = field(default_factory=list)
    ongoing: list[Ongoing] = field(default_factory=list)
    undated: list[Undated] = field(default_factory=list)


def sorted_parts(clauses: Iterable[Clause]) -> Parts:
    """Raises Unreadable where a clause may mean more than one thing beside its neighbours."""
    parts = Parts()
    previous: Clause | None = None
    for clause in clauses:
        match clause:
            case Point():
                _check_hour(clause, previous)
                _check_day_between(parts, previous)
                _add_point(parts.points, _numbered(clause, parts.points, previous), previous)
            case Rhythm():
                parts.rhythms.append(clause)
            case MonthDays():
                parts.month_days.append(clause)
            case Weekdays():
                parts.weekdays.append(clause)
            case Ongoing():
                parts.ongoing.append(clause)
            case Undated():
                parts.undated.append(clause)
        previous = previous if isinstance(clause, Undated) else clause
    _say_months(parts)
    return parts


def _check_hour(point: Point, previous: Clause | None) -> None:
    """«5 мая 10.10» may be ten past ten as well as the tenth of October."""
    before = previous.last or previous.first if isinstance(previous, Point) else None
    if before and isinstance(before.shape, Day) and not before.bare and point.first.bare:
        raise Unreadable("hour-or-day")


def _check_day_between(parts: Parts, previous: Clause | None) -> None:
    """«апрель, не позднее 20 числа, июль»: the day may be of both months or of the first one."""
    if parts.points and not parts.rhythms and isinstance(previous, MonthDays):
        raise Unreadable("not-understood")


def _numbered(point: Point, points: list[Point], previous: Clause | None) -> Point:
    """«15 сентября, октября» is the 15th of both. Raises Unreadable where it may be more than one number."""
    if not point.first.lacks_number or point.last or not isinstance(previous, Point):
        return point
    before = previous.last or previous.first
    if not isinstance(before.shape, Day | NthWeekday | Week | Decade | HalfMonth):
        return point
    month = point.first.shape.month if isinstance(point.first.shape, Month) else 0
    if previous.last or sum(_is_of_month(each, before.shape.month) for each in points) > 1:
        raise Unreadable("not-understood")
    return replace(point, first=replace(point.first, shape=replace(before.shape, month=month)))


def _is_of_month(point: Point, month: int) -> bool:
    return getattr(point.first.shape, "month", None) == month


def _add_point(points: list[Point], point: Point, previous: Clause | None) -> None:
    """«до 10 января и 10 июля» is two last days; «с 1 марта, не позднее 15 марта» is one range."""
    before = points[-1].bound if isinstance(previous, Point) else Bound.BOTH
    if before is Bound.SINCE and point.bound is Bound.UNTIL:
        points[-1] = Point(points[-1].first, point.first)
    elif before is Bound.UNTIL and _is_alike(points[-1], point):
        points.append(replace(point, bound=Bound.UNTIL))
    else:
        points.append(point)


def _is_alike(before: Point, point: Point) -> bool:
    alike = type(point.first.shape) is type(before.first.shape)
    return alike and point.bound is Bound.BOTH and not point.last


def _say_months(parts: Parts) -> None:
    """«до 5 числа следующего месяца» is clear only beside a rhythm. Raises Unreadable where there is none."""
    meant = {MonthSaid.MONTH_AFTER: MonthSaid.NEXT_MONTH, MonthSaid.MONTH_AT_END: MonthSaid.LAST_MONTH}
    if not parts.rhythms and any(days.month in meant for days in parts.month_days):
        raise Unreadable("which-month")
    parts.month_days = [replace(days, month=meant.get(days.month, days.month)) for days in parts.month_days]

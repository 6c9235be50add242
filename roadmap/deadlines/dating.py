"""Points of a phrase put into their years."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from roadmap.deadlines.clauses import Bound, Point, Span
from roadmap.deadlines.model import DeadlineKind, Period
from roadmap.deadlines.shapes import Day, Unreadable, moved, placed

_FARTHEST = 15
"""Years from the plan's beginning."""
_SECOND_HALF = 7


@dataclass(frozen=True, slots=True)
class Dated:
    """A point with its days; ``start`` is open after «до»."""

    start: date | None
    end: date
    kind: DeadlineKind


def with_years(points: Iterable[Point]) -> list[Point]:
    """The year said once for several points given to all of them: the next one said, or else the last one."""
    return _lend_forward(_lend_back(list(points)))


def _lend_back(points: list[Point]) -> list[Point]:
    year: Period | None = None
    lent = []
    for point in reversed(points):
        last = point.last and _lend(point.last, year)
        first = _lend(point.first, last.year if last else year)
        year = first.year
        lent.append(replace(point, first=first, last=last))
    return lent[::-1]


def _lend_forward(points: list[Point]) -> list[Point]:
    year: Period | None = None
    lent = []
    for point in points:
        first = _lend(point.first, year)
        last = point.last and _lend(point.last, first.year)
        year = last.year if last else first.year
        lent.append(replace(point, first=first, last=last))
    return lent


def _lend(span: Span, year: Period | None) -> Span:
    return span if span.year or not year else replace(span, year=year, borrowed=True)


def dated(points: Iterable[Point], plan: Period | None) -> list[Dated]:
    """Raises Unreadable when a year is missing, said for what is out of order, or a day doesn't exist."""
    placed_ = _narrowed([(point, _dated(point, plan)) for point in points])
    for (point, this), (after, following) in pairwise(placed_):
        if this.end > following.end and not (_is_sure(point.first, plan) and _is_sure(after.first, plan)):
            raise Unreadable("which-year")
    return [days for _, days in placed_]


def _narrowed(placed_: list[tuple[Point, Dated]]) -> list[tuple[Point, Dated]]:
    """«январь (до 20 января)» is one deadline, not two."""
    kept: list[tuple[Point, Dated]] = []
    for point, days in placed_:
        before = kept[-1][1] if kept else None
        if before and before.start and days.start is None and before.start <= days.end <= before.end:
            kept[-1] = (point, Dated(before.start, days.end, before.kind))
        else:
            kept.append((point, days))
    return kept


def _is_sure(span: Span, plan: Period | None) -> bool:
    """Whether the year is certain though the next point of the list comes before this one.

    It is when it is said right there, and in a school year, which has each month once.
    """
    if span.year and not span.borrowed:
        return True
    said = span.year or plan
    return said is not None and said.is_school_year


def _dated(point: Point, plan: Period | None) -> Dated:
    if point.last:
        window = _from_to(point.first, point.last, plan)
        return Dated(window.start, window.end, DeadlineKind.RANGE)
    window = span_window(point.first, plan)
    if point.bound is Bound.UNTIL:
        return Dated(None, window.end, DeadlineKind.ONCE)
    if point.bound is Bound.SINCE:
        return Dated(window.start, _end_after(window.start, plan), DeadlineKind.RANGE)
    return Dated(window.start, window.end, point.first.shape.kind)


def span_window(span: Span, plan: Period | None) -> Period:
    period = span.year or plan
    if not period:
        raise Unreadable("no-year")
    if plan and abs(period.start.year - plan.start.year) > _FARTHEST:
        raise Unreadable("far-year")
    return placed(span.shape, period)


def _end_after(start: date, plan: Period | None) -> date:
    if not plan or plan.end < start:
        raise Unreadable("no-end")
    return plan.end


def _may_cross_new_year(first: Span, last: Span, start: Period) -> bool:
    """Not where both years are said, nor from spring on: «с 30 мая по 10 мая» is a slip."""
    if first.year and last.year and not isinstance(first.shape, Day):
        return first.borrowed or last.borrowed
    is_said = first.year and last.year and not first.borrowed and not last.borrowed
    return not is_said and start.start.month >= _SECOND_HALF and not _is_within_a_month(first, last)


def _is_within_a_month(first: Span, last: Span) -> bool:
    return (
        isinstance(first.shape, Day) and isinstance(last.shape, Day) and first.shape.month == last.shape.month
    )


def _from_to(first: Span, last: Span, plan: Period | None) -> Period:
    """A range goes over the New Year when its end would come before its beginning."""
    start, end = span_window(first, plan), span_window(last, plan)
    if start.start > end.end:
        if not _may_cross_new_year(first, last, start):
            raise Unreadable("reversed")
        if first.borrowed:
            start = moved(first.shape, start, -1)
        else:
            end = moved(last.shape, end, +1)
    if start.start > end.end:
        raise Unreadable("reversed")
    return Period(start.start, end.end)

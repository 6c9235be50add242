"""Points of a phrase put into their years."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from roadmap.deadlines.clauses import Bound, Point, Span
from roadmap.deadlines.model import DeadlineKind, Period
from roadmap.deadlines.shapes import Unreadable, moved, placed


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
    placed_ = [(point, _dated(point, plan)) for point in points]
    for (point, this), (_, following) in pairwise(placed_):
        if point.first.borrowed and this.end > following.end:
            raise Unreadable("which-year")
    return [days for _, days in placed_]


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
    return placed(span.shape, period)


def _end_after(start: date, plan: Period | None) -> date:
    if not plan or plan.end < start:
        raise Unreadable("no-end")
    return plan.end


def _from_to(first: Span, last: Span, plan: Period | None) -> Period:
    """A range goes over the New Year when its end would come before its beginning."""
    start, end = span_window(first, plan), span_window(last, plan)
    if start.start > end.end:
        if first.year and last.year and not first.borrowed and not last.borrowed:
            raise Unreadable("reversed")
        if first.borrowed:
            start = moved(first.shape, start, -1)
        else:
            end = moved(last.shape, end, +1)
    if start.start > end.end:
        raise Unreadable("reversed")
    return Period(start.start, end.end)

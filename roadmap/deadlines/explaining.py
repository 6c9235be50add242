"""Why a phrase is read as it is: the conventions that were used, and what is doubtful in their use."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from roadmap.deadlines.clauses import (
    Bound,
    Clause,
    MonthDays,
    MonthSaid,
    Ongoing,
    Point,
    Rhythm,
    Span,
    Undated,
    Weekdays,
)
from roadmap.deadlines.dating import with_years
from roadmap.deadlines.model import DeadlineKind, Period
from roadmap.deadlines.resolving import Dates
from roadmap.deadlines.shapes import (
    Day,
    Decade,
    EndOfSchoolYear,
    HalfMonth,
    HalfYear,
    Month,
    NthWeekday,
    Quarter,
    SchoolQuarter,
    Shape,
    Trimester,
    Week,
    Whole,
    WholeSchoolYear,
)

_YEAR = timedelta(days=366)
_SHAPES: dict[type[Shape], str] = {
    Day: "day",
    Month: "month",
    Decade: "decade",
    HalfMonth: "half-month",
    Week: "week",
    NthWeekday: "weekday-of-month",
    Quarter: "quarter",
    HalfYear: "half-year",
    SchoolQuarter: "school-quarter",
    Trimester: "trimester",
    Whole: "whole-year",
    WholeSchoolYear: "school-year",
    EndOfSchoolYear: "school-year",
}


def why(clauses: Iterable[Clause], dates: Dates, plan: Period | None) -> tuple[str, ...]:
    """The conventions used, as machine words in the order of the phrase, each once."""
    clauses = tuple(clauses)
    points = with_years(clause for clause in clauses if isinstance(clause, Point))
    said = [*_by_clauses(clauses, plan), *_by_years(points, plan)]
    if dates.kind is DeadlineKind.LIST:
        said.append("list")
    return tuple(dict.fromkeys(said))


def _by_clauses(clauses: Iterable[Clause], plan: Period | None) -> Iterator[str]:
    for clause in clauses:
        match clause:
            case Point():
                yield from _by_point(clause, plan)
            case Rhythm():
                yield "rhythm"
            case MonthDays(month=MonthSaid.NEXT_MONTH | MonthSaid.MONTH_AFTER):
                yield "next-month"
            case MonthDays():
                yield "month-days"
            case Weekdays():
                yield "weekdays"
            case Ongoing():
                yield "ongoing"


def _by_point(point: Point, plan: Period | None) -> Iterator[str]:
    if point.bound is Bound.SINCE:
        yield "open-end"
    elif point.bound is Bound.UNTIL:
        yield "until"
    elif point.last:
        yield "range"
    yield _by_shape(point.last or point.first, plan)


def _by_shape(span: Span, plan: Period | None) -> str:
    year = span.year or plan
    if isinstance(span.shape, HalfYear) and year and year.is_school_year:
        return "school-half"
    return _SHAPES[type(span.shape)]


def _by_years(points: list[Point], plan: Period | None) -> Iterator[str]:
    spans = [span for point in points for span in (point.first, point.last) if span]
    if any(span.borrowed for span in spans):
        yield "year-shared"
    if plan and (not spans or any(span.year is None for span in spans)):
        yield "year-of-school-plan" if plan.is_school_year else "year-of-plan"


def doubts(clauses: Iterable[Clause], dates: Dates, plan: Period | None) -> tuple[str, ...]:
    """What was assumed that the phrase doesn't say, as machine words, each once."""
    clauses = tuple(clauses)
    points = [clause for clause in clauses if isinstance(clause, Point)]
    said = [clause.reason for clause in clauses if isinstance(clause, Undated)]
    if any(point.bound is Bound.UNTIL and isinstance(point.first.shape, Month) for point in points):
        said.append("until-month")
    if _goes_over_new_year(points, dates, plan):
        said.append("over-new-year")
    if plan and _is_outside(dates, plan, is_year_said=_says_year(points)):
        said.append("outside-plan")
    return tuple(dict.fromkeys(said))


def _says_year(points: list[Point]) -> bool:
    return any(span.year for point in points for span in (point.first, point.last) if span)


def _goes_over_new_year(points: list[Point], dates: Dates, plan: Period | None) -> bool:
    """In a plan for a calendar year «ноябрь - февраль» may be meant otherwise."""
    crosses = bool(dates.start) and dates.start is not None and dates.start.year < dates.end.year
    is_one_year = plan is not None and len(plan.years) == 1
    return not _says_year(points) and crosses and is_one_year and any(point.last for point in points)


def _is_outside(dates: Dates, plan: Period, *, is_year_said: bool) -> bool:
    """A year that is said may be the one before or after; no more than that."""
    margin = _YEAR if is_year_said else timedelta()
    is_later = dates.kind is not DeadlineKind.RECURRING and dates.due[-1] > plan.end + margin
    return is_later or dates.due[0] < plan.start - margin

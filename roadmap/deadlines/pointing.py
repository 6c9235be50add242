"""Numbers and spans of the grammar made into points."""

from collections.abc import Callable, Iterator
from itertools import chain

from roadmap.deadlines.clauses import Point, Span
from roadmap.deadlines.model import Period
from roadmap.deadlines.shapes import (
    Day,
    HalfYear,
    Quarter,
    SchoolQuarter,
    Shape,
    Trimester,
    Unreadable,
    Whole,
)

Points = tuple[Point, ...]
Nums = tuple[tuple[int, int], ...]
"""Numbers as they are listed, each from one to another."""


def numbered(nums: Nums, shape: Callable[[int], Shape], year: Period | None) -> Points:
    """Raises Unreadable for «3-1 квартал»."""
    if any(0 < last < first for first, last in nums):
        raise Unreadable("reversed")
    return tuple(
        Point(Span(shape(first), year), Span(shape(last), year) if last != first else None)
        for first, last in nums
    )


def only(points: Points) -> Span:
    """The span of a point that stands alone; «1, 3 марта - 5 мая» has none."""
    if len(points) != 1 or points[0].last:
        raise Unreadable("not-understood")
    return points[0].first


def start_of(first: Points | Nums, end: Span) -> Span:
    """«с 3 по 13 декабря»: the first number is of the kind that the last one is."""
    if isinstance(first[0], Point):
        return only(tuple(point for point in first if isinstance(point, Point)))
    if not isinstance(end.shape, Day | Quarter | HalfYear | SchoolQuarter | Trimester):
        raise Unreadable("not-understood")
    number = count(tuple(num for num in first if not isinstance(num, Point)))
    shape = Day(end.shape.month, number) if isinstance(end.shape, Day) else type(end.shape)(number)
    return Span(shape, end.year)


def both_years(first: Span, last: Span) -> tuple[Span, Span]:
    """«сентябрь - май 2022-2023 гг.»: two years said once, one for each end."""
    year = last.year
    if first.year or not year or isinstance(last.shape, Whole) or year.is_school_year or len(year.years) == 1:
        return first, last
    return Span(first.shape, Period.year(year.start.year)), Span(last.shape, Period.year(year.end.year))


def each(nums: Nums) -> Iterator[int]:
    return chain.from_iterable(range(first, last + 1) if last > first else (first,) for first, last in nums)


def count(nums: Nums) -> int:
    """The one number that stands there; a range, a list, nought and «последний» are no count."""
    if len(nums) != 1 or nums[0][0] != nums[0][1] or nums[0][0] < 1:
        raise Unreadable("not-understood")
    return nums[0][0]

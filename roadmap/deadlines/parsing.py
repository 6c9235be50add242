"""From a normalised phrase to its clauses, by the rules of ``grammar.lark``."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain

from lark import Lark, Token, Transformer, UnexpectedInput, v_args
from lark.exceptions import VisitError

from roadmap.deadlines import words
from roadmap.deadlines.clauses import (
    Bound,
    Clause,
    MonthDays,
    MonthSaid,
    Ongoing,
    Place,
    Point,
    Rhythm,
    Span,
    Time,
    Undated,
    Unit,
    Weekdays,
)
from roadmap.deadlines.model import Period, Relative
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
    Unreadable,
    Week,
    Whole,
    WholeSchoolYear,
)

_Points = tuple[Point, ...]
_Nums = tuple[tuple[int, int], ...]

_THE_END = -1
_EVERY = {
    "ежедневно": Unit.DAY,
    "еженедельно": Unit.WEEK,
    "ежемесячно": Unit.MONTH,
    "ежеквартально": Unit.QUARTER,
    "ежегодно": Unit.YEAR,
}
_TIMES = {"раз": 1, "однажды": 1, "дважды": 2, "трижды": 3}
_TERMS = {
    "дневн": Unit.DAY,
    "недельн": Unit.WEEK,
    "месячн": Unit.MONTH,
    "годичн": Unit.YEAR,
    "годов": Unit.YEAR,
}
_NUMBERED: dict[Unit, Callable[[int], Shape]] = {
    Unit.QUARTER: Quarter,
    Unit.HALF: HalfYear,
    Unit.SCHOOL_QUARTER: SchoolQuarter,
    Unit.TRIMESTER: Trimester,
}


def parse(text: str) -> tuple[Clause, ...]:
    """Raises Unreadable when the grammar has no rule for the text."""
    try:
        return _Clauses().transform(_parser().parse(text))
    except UnexpectedInput:
        raise Unreadable("not-understood") from None
    except VisitError as error:
        if isinstance(error.orig_exc, Unreadable):
            raise error.orig_exc from None
        raise


@cache
def _parser() -> Lark:
    grammar = files("roadmap.deadlines").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer="contextual", maybe_placeholders=False)


@dataclass(frozen=True, slots=True)
class _Interval:
    count: int
    unit: Unit


def _always(unit: Unit) -> Callable[[Token], Unit]:
    def mean(_word: Token) -> Unit:
        return unit

    return staticmethod(mean)


@v_args(inline=True)
class _Clauses(Transformer[Token, tuple[Clause, ...]]):
    """One method for each rule and terminal that carries a meaning, under the grammar's own names."""

    # Terminals
    MONTH = staticmethod(words.month)
    WEEKDAY = staticmethod(words.weekday)
    BY_WEEKDAY = staticmethod(words.by_weekday)
    NUM = ROMAN = ORDINAL = CARDINAL = staticmethod(words.number)
    YEAR = YEARS = staticmethod(words.years)
    SCHOOL_YEAR = staticmethod(words.school_year)
    CLOCK = CLOCK_RANGE = staticmethod(words.clock)
    PART = staticmethod(words.part)
    DATE = DAY_MONTH = staticmethod(words.numeric_date)
    ISO_DATE = staticmethod(words.iso_date)
    DAY = _always(Unit.DAY)
    WORKDAY = _always(Unit.WORKDAY)
    WEEK = _always(Unit.WEEK)
    MONTH_WORD = _always(Unit.MONTH)
    QUARTER = _always(Unit.QUARTER)
    HALF = _always(Unit.HALF)
    TERM = _always(Unit.SCHOOL_QUARTER)
    TRIMESTER = _always(Unit.TRIMESTER)
    YEAR_WORD = _always(Unit.YEAR)
    SCHOOL_YEAR_WORD = _always(Unit.SCHOOL_YEAR)

    def start(self, *clauses: Clause | _Points) -> tuple[Clause, ...]:
        return tuple(chain.from_iterable(each if isinstance(each, tuple) else (each,) for each in clauses))

    # Parts of a year
    def nums(self, *nums: tuple[int, int]) -> _Nums:
        return nums

    def num(self, first: int, last: int | None = None) -> tuple[int, int]:
        return first, first if last is None else last

    def number(self, value: int) -> int:
        return value

    def year(self, period: Period | None = None) -> Period | None:
        return period

    def dated(self, span: Span, year: Period | None = None) -> _Points:
        return (Point(Span(span.shape, year or span.year)),)

    def days(self, nums: _Nums, month: int, year: Period | None = None) -> _Points:
        return _numbered(nums, lambda day: Day(month, day), year)

    def month(self, month: int, year: Period | None = None) -> _Points:
        return (Point(Span(Month(month), year)),)

    def numbered(self, nums: _Nums, unit: Unit, year: Period | None = None) -> _Points:
        return _numbered(nums, _NUMBERED[unit], year)

    def week(self, nums: _Nums, _week: Unit, month: int, year: Period | None = None) -> _Points:
        return _numbered(nums, lambda number: Week(month, number), year)

    def decade(self, nums: _Nums, month: int, year: Period | None = None) -> _Points:
        return _numbered(nums, lambda number: Decade(month, number), year)

    def half_month(self, nums: _Nums, month: int, year: Period | None = None) -> _Points:
        return _numbered(nums, lambda number: HalfMonth(month, number), year)

    def part_of_month(self, part: int, month: int, year: Period | None = None) -> _Points:
        return (Point(Span(Decade(month, part), year)),)

    def weekday_of_month(self, nums: _Nums, weekday: int, month: int, year: Period | None = None) -> _Points:
        return _numbered(nums, lambda number: NthWeekday(month, number, weekday), year)

    def whole_year(self, period: Period) -> _Points:
        return (Point(Span(Whole(), period)),)

    def ending(self, part: int, whole: Unit | Period | None = None) -> _Points:
        if part != _THE_END:
            raise Unreadable("no-bounds")
        if isinstance(whole, Period):
            return (Point(Span(Whole(), whole)),)
        return (Point(Span(EndOfSchoolYear() if whole is Unit.SCHOOL_YEAR else Whole())),)

    # Points in time
    def points(self, points: _Points) -> _Points:
        return points

    def range(self, first: _Points, last: _Points) -> _Points:
        return (Point(*_both_years(_only(first), _only(last))),)

    def from_to(self, first: _Points | _Nums, last: _Points) -> _Points:
        end = _only(last)
        return (Point(*_both_years(_start_of(first, end), end)),)

    def since(self, points: _Points) -> _Points:
        return (Point(_only(points), bound=Bound.SINCE),)

    def until(self, points: _Points) -> _Points:
        return tuple(Point(point.last or point.first, bound=Bound.UNTIL) for point in points)

    # Again and again
    def rhythm_word(self, word: Token) -> Rhythm:
        return Rhythm(_EVERY[word])

    def rhythm_each(self, interval: _Interval) -> Rhythm:
        return Rhythm(interval.unit, every=interval.count)

    def rhythm_times(self, times: _Nums, interval: _Interval) -> Rhythm:
        return Rhythm(interval.unit, _count(times), interval.count)

    def rhythm_once(self, word: Token, interval: _Interval) -> Rhythm:
        return Rhythm(interval.unit, _TIMES[word.split()[0]], interval.count)

    def one(self, unit: Unit) -> _Interval:
        return _Interval(1, unit)

    def several(self, nums: _Nums, unit: Unit) -> _Interval:
        return _Interval(_count(nums), unit)

    def month_days(self, nums: _Nums, month: MonthSaid = MonthSaid.UNSAID) -> MonthDays:
        return MonthDays(tuple(_each(nums)), month)

    def each_month_days(self, nums: _Nums) -> MonthDays:
        return MonthDays(tuple(_each(nums)), MonthSaid.EACH_MONTH)

    def month_day_range(self, first: _Nums, last: _Nums, month: MonthSaid = MonthSaid.UNSAID) -> MonthDays:
        if _count(first) >= _count(last):
            raise Unreadable("reversed")
        return MonthDays((_count(last),), month)

    def last_day(self, month: MonthSaid = MonthSaid.UNSAID) -> MonthDays:
        return MonthDays((-1,), month)

    def month_part(self, part: int, month: MonthSaid) -> MonthDays:
        return MonthDays((-1 if part == _THE_END else part * 10,), month)

    def part_of_a_month(self, part: int, _month: Unit) -> MonthDays:
        return self.month_part(part, MonthSaid.UNSAID)

    def each_month(self, _month: Unit) -> MonthSaid:
        return MonthSaid.EACH_MONTH

    def next_month(self) -> MonthSaid:
        return MonthSaid.NEXT_MONTH

    def last_month(self) -> MonthSaid:
        return MonthSaid.LAST_MONTH

    def weekday(self, weekday: int) -> Weekdays:
        return Weekdays((weekday,))

    def each_weekday(self, weekday: int) -> Weekdays:
        return Weekdays((weekday,), each=True)

    def nth_weekday(self, nums: _Nums, weekday: int) -> Weekdays:
        return Weekdays((weekday,), tuple(_each(nums)))

    def nth_weekday_of_month(self, nums: _Nums, weekday: int, *_month: Unit) -> Weekdays:
        return Weekdays((weekday,), tuple(_each(nums)), each=True)

    def ongoing_plan(self, *_year: Unit) -> Ongoing:
        return Ongoing(Span(Whole()))

    def ongoing_school(self, _year: Unit) -> Ongoing:
        return Ongoing(Span(WholeSchoolYear()))

    def ongoing_year(self, points: _Points) -> Ongoing:
        return Ongoing(points[0].first)

    def within_span(self, points: _Points) -> _Points:
        return points

    # Beside the date
    def time(self, first: str, last: str | None = None) -> Time:
        return Time(f"{first}-{last}" if last else first)

    def time_since(self, first: str) -> Time:
        return Time(f"{first}-")

    def place(self, words_: Token) -> Place:
        return Place(str(words_).strip())

    # No date to be had
    def separate_schedule(self, *_words: Token) -> Undated:
        return Undated("separate-schedule")

    def other_plan(self, *_words: Token) -> Undated:
        return Undated("other-plan")

    def on_demand(self, *_words: Token) -> Undated:
        return Undated("on-demand")

    def executor_note(self, *_words: Token) -> Undated:
        return Undated("executor-note")

    def to_be_set(self, *_words: Token) -> Undated:
        return Undated("to-be-set")

    def no_anchor(self, *_words: Token) -> Undated:
        return Undated("no-anchor", binding=True)

    def no_bounds(self, *_words: Token) -> Undated:
        return Undated("no-bounds", binding=True)

    def event(self, *_words: Token) -> Undated:
        return Undated("event", binding=True)

    def term(self, interval: _Interval, *anchor: Token) -> Undated:
        return _relative(interval.unit, interval.count, anchor)

    def term_before(self, interval: _Interval, *anchor: Token) -> Undated:
        return _relative(interval.unit, -interval.count, anchor)

    def term_of(self, words_: Token, *anchor: Token) -> Undated:
        unit = next(unit for stem, unit in _TERMS.items() if stem in words_)
        return _relative(unit, words.term_amount(words_), anchor)


def _numbered(nums: _Nums, shape: Callable[[int], Shape], year: Period | None) -> _Points:
    return tuple(
        Point(Span(shape(first), year), Span(shape(last), year) if last != first else None)
        for first, last in nums
    )


def _only(points: _Points) -> Span:
    """The span of a point that stands alone; «1, 3 марта - 5 мая» has none."""
    if len(points) != 1 or points[0].last:
        raise Unreadable("not-understood")
    return points[0].first


def _start_of(first: _Points | _Nums, end: Span) -> Span:
    """«с 3 по 13 декабря»: the first number is of the kind that the last one is."""
    if isinstance(first[0], Point):
        return _only(tuple(point for point in first if isinstance(point, Point)))
    if not isinstance(end.shape, Day | Quarter | HalfYear | SchoolQuarter | Trimester):
        raise Unreadable("not-understood")
    number = _count(tuple(num for num in first if not isinstance(num, Point)))
    shape = Day(end.shape.month, number) if isinstance(end.shape, Day) else type(end.shape)(number)
    return Span(shape, end.year)


def _both_years(first: Span, last: Span) -> tuple[Span, Span]:
    """«сентябрь - май 2022-2023 гг.»: two years said once, one for each end."""
    year = last.year
    if first.year or not year or isinstance(last.shape, Whole) or year.is_school_year or len(year.years) == 1:
        return first, last
    return Span(first.shape, Period.year(year.start.year)), Span(last.shape, Period.year(year.end.year))


def _each(nums: _Nums) -> Iterator[int]:
    return chain.from_iterable(range(first, last + 1) if last > first else (first,) for first, last in nums)


def _count(nums: _Nums) -> int:
    """The one number that stands there; a range, a list, nought and «последний» are no count."""
    if len(nums) != 1 or nums[0][0] != nums[0][1] or nums[0][0] < 1:
        raise Unreadable("not-understood")
    return nums[0][0]


def _relative(unit: Unit, amount: int, anchor: tuple[Token, ...]) -> Undated:
    return Undated("no-anchor", Relative(unit.value, amount, " ".join(anchor)), binding=True)

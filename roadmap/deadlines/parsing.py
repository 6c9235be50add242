"""From a normalised phrase to its clauses, by the rules of ``grammar.lark``."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import chain

from lark import Lark, ParseTree, Token, Transformer, UnexpectedInput, v_args
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
from roadmap.deadlines.pointing import Nums, Points, both_years, count, each, numbered, only, start_of
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

_THE_END = -1
_EVERY = {
    "ежедневно": Unit.DAY,
    "еженедельно": Unit.WEEK,
    "ежемесячно": Unit.MONTH,
    "ежеквартально": Unit.QUARTER,
    "ежегодно": Unit.YEAR,
    "помесячно": Unit.MONTH,
    "поквартально": Unit.QUARTER,
    "по месяцам": Unit.MONTH,
    "по кварталам": Unit.QUARTER,
    "по полугодиям": Unit.HALF,
    "по четвертям": Unit.SCHOOL_QUARTER,
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
        return meaning(parser().parse(text))
    except UnexpectedInput:
        raise Unreadable("not-understood") from None
    except VisitError as error:
        if isinstance(error.orig_exc, Unreadable):
            raise error.orig_exc from None
        raise


def meaning(tree: ParseTree) -> tuple[Clause, ...]:
    """Raises VisitError with an Unreadable for what is well-formed and says nothing."""
    return _Clauses().transform(tree)


@cache
def parser() -> Lark:
    grammar = files("roadmap.deadlines").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer="contextual", maybe_placeholders=False)


@dataclass(frozen=True, slots=True)
class _Interval:
    count: int
    unit: Unit


def _is_of_years(point: Point) -> bool:
    year = point.first.year
    return isinstance(point.first.shape, Whole) and year is not None and len(year.years) > 1


@dataclass(frozen=True, slots=True)
class _Unseparated:
    """A clause that nothing stands before, not even a comma."""

    clause: Clause | Points


def _is_date_beside_date(before: Clause | Points, said: Clause | Points | _Unseparated) -> bool:
    return isinstance(said, _Unseparated) and isinstance(before, tuple) and isinstance(said.clause, tuple)


def _always(unit: Unit) -> Callable[[Token], Unit]:
    def mean(_word: Token) -> Unit:
        return unit

    return staticmethod(mean)


def _undated(reason: str, *, binding: bool = False) -> Callable[..., Undated]:
    def mean(*_words: Token) -> Undated:
        return Undated(reason, binding=binding)

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
    MONTH_YEAR = staticmethod(words.numeric_month)
    PLACE = staticmethod(words.place)
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

    def start(self, *clauses: Clause | Points | _Unseparated) -> tuple[Clause, ...]:
        plain = [said.clause if isinstance(said, _Unseparated) else said for said in clauses]
        flat = chain.from_iterable(said if isinstance(said, tuple) else (said,) for said in plain)
        side_by_side = any(map(_is_date_beside_date, plain, clauses[1:]))
        return (*flat, *([Undated("no-separator")] if side_by_side else []))

    def unseparated(self, clause: Clause | Points) -> _Unseparated:
        return _Unseparated(clause)

    # Parts of a year
    def nums(self, *nums: tuple[int, int]) -> Nums:
        return nums

    def num(self, first: int, last: int | None = None) -> tuple[int, int]:
        return first, first if last is None else last

    def number(self, value: int) -> int:
        return value

    def year(self, period: Period | None = None) -> Period | None:
        return period

    def dated(self, span: Span, year: Period | None = None) -> Points:
        return (Point(replace(span, year=year, bare=False) if year else span),)

    def days_of_date(self, first: int, last: Points) -> Points:
        """«20-25.04.2022». Raises Unreadable when what follows is no day of a month."""
        end = only(last)
        start = start_of(((first, first),), end)
        if not isinstance(start.shape, Day) or start.shape.day >= end.shape.day:  # type: ignore[attr-defined]
            raise Unreadable("reversed")
        return (Point(start, end),)

    def days(self, nums: Nums, month: int, year: Period | None = None) -> Points:
        return numbered(nums, lambda day: Day(month, day), year)

    def month(self, month: int, year: Period | None = None) -> Points:
        return (Point(Span(Month(month), year, lacks_number=isinstance(month, words.MonthOf))),)

    def numbered(self, nums: Nums, unit: Unit, year: Period | None = None) -> Points:
        return numbered(nums, _NUMBERED[unit], year)

    def week(self, nums: Nums, _week: Unit, month: int, year: Period | None = None) -> Points:
        return numbered(nums, lambda number: Week(month, number), year)

    def decade(self, nums: Nums, month: int, year: Period | None = None) -> Points:
        return numbered(nums, lambda number: Decade(month, number), year)

    def half_month(self, nums: Nums, month: int, year: Period | None = None) -> Points:
        return numbered(nums, lambda number: HalfMonth(month, number), year)

    def part_of_month(self, part: int, month: int, year: Period | None = None) -> Points:
        return (Point(Span(Decade(month, part), year)),)

    def weekday_of_month(self, nums: Nums, weekday: int, month: int, year: Period | None = None) -> Points:
        return numbered(nums, lambda number: NthWeekday(month, number, weekday), year)

    def whole_year(self, period: Period) -> Points:
        return (Point(Span(Whole(), period)),)

    def ending(self, part: int, whole: Unit | Period | None = None) -> Points:
        if part != _THE_END:
            raise Unreadable("no-bounds")
        if isinstance(whole, Period):
            return (Point(Span(Whole(), whole)),)
        return (Point(Span(EndOfSchoolYear() if whole is Unit.SCHOOL_YEAR else Whole())),)

    def ending_of(self, part: int, points: Points) -> Points:
        if part != _THE_END:
            raise Unreadable("no-bounds")
        return (Point(only(points)),)

    # Points in time
    def points(self, points: Points) -> Points:
        return points

    def range(self, first: Points, last: Points) -> Points:
        if only(last).lacks_number and not isinstance(only(first).shape, Month):  # «20 марта - апреля»
            raise Unreadable("not-understood")
        return (Point(*both_years(only(first), only(last))),)

    def from_to(self, first: Points | Nums, last: Points) -> Points:
        end = only(last)
        return (Point(*both_years(start_of(first, end), end)),)

    def since(self, points: Points) -> Points:
        if points[0].last or _is_of_years(points[0]):  # «с 1-10 октября» is a slip for «с 1 по 10 октября»
            return points
        return (Point(only(points), bound=Bound.SINCE),)

    def until(self, points: Points) -> Points:
        return tuple(Point(point.last or point.first, bound=Bound.UNTIL) for point in points)

    # Again and again
    def rhythm_word(self, word: Token) -> Rhythm:
        return Rhythm(_EVERY[word])

    def rhythm_each(self, interval: _Interval) -> Rhythm:
        return Rhythm(interval.unit, every=interval.count)

    def rhythm_times(self, times: Nums, interval: _Interval) -> Rhythm:
        return Rhythm(interval.unit, count(times), interval.count)

    def rhythm_once(self, word: Token, interval: _Interval) -> Rhythm:
        return Rhythm(interval.unit, _TIMES[word.split()[0]], interval.count)

    def rhythm_ending(self, part: int, unit: Unit) -> Rhythm:
        """«в конце каждого квартала»: where no day is said, it is the last one anyway."""
        if part != _THE_END:
            raise Unreadable("no-bounds")
        return Rhythm(unit)

    def one(self, unit: Unit) -> _Interval:
        return _Interval(1, unit)

    def several(self, nums: Nums, unit: Unit) -> _Interval:
        return _Interval(count(nums), unit)

    def month_days(self, nums: Nums, month: MonthSaid = MonthSaid.UNSAID) -> MonthDays:
        """«20-25 числа» is one stretch of days, due on the last of them."""
        if any(last < first for first, last in nums):
            raise Unreadable("reversed")
        return MonthDays(tuple(last for _, last in nums), month)

    def each_month_days(self, nums: Nums) -> MonthDays:
        return self.month_days(nums, MonthSaid.EACH_MONTH)

    def month_day_range(self, first: Nums, last: Nums, month: MonthSaid = MonthSaid.UNSAID) -> MonthDays:
        if count(first) >= count(last):
            raise Unreadable("reversed")
        return MonthDays((count(last),), month)

    def last_day(self, month: MonthSaid = MonthSaid.UNSAID) -> MonthDays:
        return MonthDays((-1,), month)

    def each_last_day(self, *_month: Unit) -> MonthDays:
        return self.last_day(MonthSaid.EACH_MONTH)

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

    def month_after(self) -> MonthSaid:
        return MonthSaid.MONTH_AFTER

    def month_at_end(self) -> MonthSaid:
        return MonthSaid.MONTH_AT_END

    def weekday(self, weekday: int) -> Weekdays:
        return Weekdays((weekday,))

    def each_weekday(self, weekday: int) -> Weekdays:
        return Weekdays((weekday,), each=True)

    def nth_weekday(self, nums: Nums, weekday: int) -> Weekdays:
        return Weekdays((weekday,), tuple(each(nums)))

    def nth_weekday_of_month(self, nums: Nums, weekday: int, *_month: Unit) -> Weekdays:
        return Weekdays((weekday,), tuple(each(nums)), each=True)

    def each_nth_weekday(self, nums: Nums, weekday: int) -> Weekdays:
        """«каждый первый понедельник» is one of a month; «каждый второй четверг» may be every other one."""
        if any(number not in {1, _THE_END} for number in each(nums)):
            raise Unreadable("which-week")
        return self.nth_weekday_of_month(nums, weekday)

    def ongoing_plan(self, *_year: Unit) -> Ongoing:
        return Ongoing(Span(Whole()))

    def ongoing_school(self, _year: Unit) -> Ongoing:
        return Ongoing(Span(WholeSchoolYear()))

    def ongoing_year(self, points: Points) -> Ongoing:
        return Ongoing(points[0].first)

    def within_span(self, points: Points) -> Points:
        return points

    # Beside the date
    def time(self, first: str, last: str | None = None) -> Time:
        return Time(f"{first}-{last}" if last else first)

    def time_since(self, first: str) -> Time:
        return Time(f"{first}-")

    def time_until(self, last: str) -> Time:
        return Time(f"-{last}")

    def place(self, words_: str) -> Place:
        return Place(words_)

    # No date to be had
    separate_schedule = _undated("separate-schedule")
    other_plan = _undated("other-plan")
    on_demand = _undated("on-demand")
    classes = _undated("classes")
    approximate = _undated("approximate")
    season = _undated("season", binding=True)
    executor_note = _undated("executor-note")
    to_be_set = _undated("to-be-set")
    no_anchor = _undated("no-anchor", binding=True)
    no_bounds = _undated("no-bounds", binding=True)
    event = _undated("event", binding=True)

    def term(self, interval: _Interval, *anchor: Token) -> Undated:
        return _relative(interval.unit, interval.count, anchor)

    def term_before(self, interval: _Interval, *anchor: Token) -> Undated:
        return _relative(interval.unit, -interval.count, anchor)

    def term_of(self, words_: Token, *anchor: Token) -> Undated:
        unit = next(unit for stem, unit in _TERMS.items() if stem in words_)
        return _relative(unit, words.term_amount(words_), anchor)


def _relative(unit: Unit, amount: int, anchor: tuple[Token, ...]) -> Undated:
    return Undated("no-anchor", Relative(unit.value, amount, " ".join(anchor)), binding=True)

"""A deadline in another year: its phrase with the years changed, and what the grammar makes of it there.

Which figures are years, the grammar says: «до 22.03.2022», «2022/23 учебный год», not «приказ от 01.02.2022».
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from lark import Token, UnexpectedInput

from roadmap.deadlines.clauses import Clause, MonthDays, Ongoing, Point, Span, Weekdays
from roadmap.deadlines.model import Period
from roadmap.deadlines.normal import normalise
from roadmap.deadlines.parsing import parse, parser
from roadmap.deadlines.resolving import Dates, resolve
from roadmap.deadlines.shapes import Day, NthWeekday, Unreadable, month_end

_FIGURES = re.compile(r"\d+")
_ALL_ARE_YEARS = frozenset({"YEAR", "YEARS", "SCHOOL_YEAR"})
_LAST_IS_A_YEAR = frozenset({"DATE", "MONTH_YEAR"})
_CENTURY = 100


def same_day(day: date, years: int) -> date:
    """The day so many years on; the last of a month stays the last, be it the 28th or 29th of February."""
    year = day.year + years
    return month_end(year, day.month) if is_last_of_month(day) else day.replace(year=year)


def is_last_of_month(day: date) -> bool:
    return day == month_end(day.year, day.month)


def moved_period(period: Period, years: int) -> Period:
    return Period(same_day(period.start, years), same_day(period.end, years))


def moved_dates(phrase: str, period: Period, years: int) -> Dates | None:
    """What the phrase would say if its years were as many later; None where it would say nothing.

    `period` is the plan's, before it is moved. «29 февраля» is not to be had in every year.
    """
    try:
        clauses = parse(normalise(phrase)[0])
        return resolve([_moved(clause, years) for clause in clauses], moved_period(period, years))
    except Unreadable:
        return None


def _moved(clause: Clause, years: int) -> Clause:
    match clause:
        case Point():
            last = clause.last and _moved_span(clause.last, years)
            return replace(clause, first=_moved_span(clause.first, years), last=last)
        case Ongoing():
            return replace(clause, span=_moved_span(clause.span, years))
    return clause


def _moved_span(span: Span, years: int) -> Span:
    return replace(span, year=moved_period(span.year, years)) if span.year else span


def rewritten(phrase: str, years: int) -> str | None:
    """The phrase with every year in it changed; None where its figures can't be told apart."""
    text = normalise(phrase)[0]
    try:
        which = list(_years_in(text))
    except UnexpectedInput:
        return None
    written = list(_FIGURES.finditer(phrase))
    if [figures[0] for figures in written] != _FIGURES.findall(text):
        return None
    changed = phrase
    for figures, is_year in reversed(list(zip(written, which, strict=True))):
        if is_year:
            changed = changed[: figures.start()] + later(figures[0], years) + changed[figures.end() :]
    return changed


def later(year: str, years: int) -> str:
    """Of four figures or of two, as it was."""
    number = int(year) + years
    return str(number) if len(year) > len("22") else f"{number % _CENTURY:02}"


def _years_in(text: str) -> Iterator[bool]:
    """For all figures of a normalised phrase in their order, whether they are a year."""
    tokens = list(parser().parse(text).scan_values(lambda one: isinstance(one, Token)))
    for figures in _FIGURES.finditer(text):
        yield any(_is_year(token, figures.start(), figures.end()) for token in tokens)


def _is_year(token: Token, start: int, end: int) -> bool:
    first, last = token.start_pos or 0, token.end_pos or 0
    if not first <= start < end <= last:
        return False
    if token.type in _LAST_IS_A_YEAR:
        return not _FIGURES.search(token[end - first :])
    return token.type in _ALL_ARE_YEARS or (token.type == "ISO_DATE" and start == first)


def says_days(phrase: str) -> bool:
    """Whether days are meant: a month is due on its last day, be that a day off or not."""
    try:
        clauses = parse(normalise(phrase)[0])
    except Unreadable:
        return False
    return any(map(_is_of_days, clauses))


def _is_of_days(clause: Clause) -> bool:
    match clause:
        case Point():
            return isinstance((clause.last or clause.first).shape, Day | NthWeekday)
        case MonthDays():
            return any(day > 0 for day in clause.days)
    return isinstance(clause, Weekdays)

"""What the words of a deadline mean by themselves: the terminals of ``grammar.lark``."""

import re
from datetime import time

from roadmap.deadlines.clauses import Span
from roadmap.deadlines.model import Period
from roadmap.deadlines.shapes import Day, Unreadable

_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_WEEKDAYS = ("пон", "вто", "сре", "чет", "пят", "суб", "вос")
_NUMBERS = {
    "перв": 1, "втор": 2, "трет": 3, "четверт": 4, "последн": -1,
    "од": 1, "дв": 2, "тр": 3, "четыр": 4, "пят": 5, "шест": 6, "сем": 7, "восьм": 8, "девят": 9, "десят": 10,
    "пятнадцат": 15, "двадцат": 20, "тридцат": 30,
}  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_PARTS = {"нач": 1, "сер": 2, "кон": -1}
_CENTURY = 2000
_TWO_DIGITS = 99


def month(word: str) -> int:
    return next(number for number, stem in enumerate(_MONTHS, start=1) if word.startswith(stem))


def weekday(word: str) -> int:
    """Monday is 0."""
    return _WEEKDAYS.index(word[:3])


def by_weekday(words: str) -> int:
    return weekday(words.removeprefix("по "))


def number(word: str) -> int:
    """A numeral of any kind; «последний» is -1."""
    if digits := re.match(r"\d+", word):
        return int(digits[0])
    if roman := re.match(r"[iv]+", word):
        return _ROMAN[roman[0]]
    return _NUMBERS[max((stem for stem in _NUMBERS if word.startswith(stem)), key=len)]


def years(words: str) -> Period:
    first, *rest = _numbers(words)
    return Period(Period.year(first).start, Period.year(_full(rest[0]) if rest else first).end)


def school_year(words: str) -> Period:
    """Raises Unreadable when it is not two years in a row."""
    first, last = _numbers(words)[:2]
    if _full(last) != first + 1:
        raise Unreadable("no-such-date")
    return Period.school_year(first)


def part(word: str) -> int:
    """Which decade of a month; -1 is the last."""
    return _PARTS[word[:3]]


def numeric_date(words: str) -> Span:
    day, month_, *year = _numbers(words)
    return Span(Day(month_, day), Period.year(_full(year[0])) if year else None)


def iso_date(words: str) -> Span:
    year, month_, day = _numbers(words)
    return Span(Day(month_, day), Period.year(year))


def clock(words: str) -> str:
    """One time or two, as ``09:00`` or ``09:00-13:00``. Raises Unreadable when there is no such hour."""
    numbers = _numbers(words)
    if len(numbers) == 1:
        numbers.append(0)
    try:
        times = [time(*pair) for pair in zip(numbers[::2], numbers[1::2], strict=True)]
    except ValueError:
        raise Unreadable("no-such-date") from None
    return "-".join(f"{each:%H:%M}" for each in times)


def term_amount(words: str) -> int:
    """«семи» of «в семидневный срок», 1 where no number is said."""
    word = words.removeprefix("в ")
    return number(word) if re.match(r"\d|" + "|".join(_NUMBERS), word) else 1


def _numbers(words: str) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d+", words)]


def _full(year: int) -> int:
    return year if year > _TWO_DIGITS else _CENTURY + year

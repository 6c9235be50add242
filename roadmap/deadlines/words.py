"""What the words of a deadline mean by themselves: the terminals of ``grammar.lark``."""

import re
from datetime import time

from roadmap.deadlines.clauses import Span
from roadmap.deadlines.model import Period
from roadmap.deadlines.shapes import Day, Month, Unreadable

_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_WEEKDAYS = (("пн", "пон"), ("вт",), ("ср",), ("чт", "чет"), ("пт", "пят"), ("сб", "суб"), ("вс", "вос"))
_NUMBERS = {
    "перв": 1, "втор": 2, "трет": 3, "четверт": 4, "последн": -1,
    "од": 1, "дв": 2, "тр": 3, "четыр": 4, "пят": 5, "шест": 6, "сем": 7, "восьм": 8, "девят": 9, "десят": 10,
    "пятнадцат": 15, "двадцат": 20, "тридцат": 30,
}  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_PARTS = {"нач": 1, "сер": 2, "кон": -1, "око": -1}
_LOOKS_DATED = re.compile(
    r"\d ?[./] ?\d|20\d\d|\b(?:"
    r"(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)(?:ь|я|ю|ем|е)|(?:март|август)[аеу]?|ма[йяюе]"
    r"|янв|февр?|апр|авг|сент?|окт|нояб?|дек|(?:квартал|недел|декад|полугод|триместр|четверт|месяц)\w*|кв"
    r"|(?:понедельник|вторник|пятниц|суббот|воскресен)\w*|сред[аыу]|чис(?:ло|ла|лу|ел)|год[ау]?"
    r"|еже\w+|кажд\w+|течени\w|раза?|до|позднее)\b"
)
_CENTURY = 2000
_FIRST_YEAR, _LAST_YEAR = 2000, 2050
_TWO_DIGITS = 99
_EARLIEST_HOUR = 7


class MonthOf(int):
    """A month in the genitive, which belongs to a number: the second one of «15 сентября, октября»."""


def month(word: str) -> int:
    number = next(number for number, stem in enumerate(_MONTHS, start=1) if word.startswith(stem))
    return MonthOf(number) if word.endswith(("а", "я")) else number


def weekday(word: str) -> int:
    """Monday is 0."""
    return next(index for index, stems in enumerate(_WEEKDAYS) if word.startswith(stems))


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
    last = _full(rest[0]) if rest else _full(first)
    if last < first:
        raise Unreadable("reversed")
    return Period(Period.year(_full(first)).start, Period.year(last).end)


def school_year(words: str) -> Period:
    """Raises Unreadable when it is not two years in a row."""
    first, last = _numbers(words)[:2]
    if _full(last) != _full(first) + 1:
        raise Unreadable("no-such-date")
    return Period.school_year(first)


def part(word: str) -> int:
    """Which decade of a month; -1 is the last."""
    return _PARTS[word[:3]]


def numeric_date(words: str) -> Span:
    """«01.09» may be an hour, too, when it stands after another date: it is ``bare``."""
    day, month_, *year = _numbers(words)
    return Span(Day(month_, day), Period.year(_full(year[0])) if year else None, bare=not year)


def numeric_month(words: str) -> Span:
    month_, year = _numbers(words)
    return Span(Month(month_), Period.year(_full(year)))


def iso_date(words: str) -> Span:
    year, month_, day = _numbers(words)
    return Span(Day(month_, day), Period.year(_full(year)))


def place(words: str) -> str:
    """Raises Unreadable when a date is hidden in it, which nobody would look for there."""
    if _LOOKS_DATED.search(words):
        raise Unreadable("second-date")
    return words.strip()


def clock(words: str) -> str:
    """One time or two, as ``09:00`` or ``09:00-13:00``. Raises Unreadable when there is no such hour."""
    numbers = _numbers(words)
    if len(numbers) == 1:
        numbers.append(0)
        if numbers[0] < _EARLIEST_HOUR:  # «3 часа» is how long it takes
            raise Unreadable("not-understood")
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
    """Raises Unreadable for a year that no plan is made for: an anniversary's, or a slip."""
    full = year if year > _TWO_DIGITS else _CENTURY + year
    if not _FIRST_YEAR <= full <= _LAST_YEAR:
        raise Unreadable("far-year")
    return full

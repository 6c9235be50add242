"""Days as people type them: «20.01», «20.01.2022», «2022-01-20», «20 января», «завтра»."""

import re
from datetime import date, timedelta

_CENTURY = 2000
_YEAR_ENDS = r"(?:\s*(?:г|года))?\s*\.?"
_NUMERIC = re.compile(rf"(\d{{1,2}})\s*[./-]\s*(\d{{1,2}})(?:\s*[./-]\s*(\d{{4}}|\d{{2}}))?{_YEAR_ENDS}")
_WORDED = re.compile(rf"(\d{{1,2}})\s*([a-zа-яё]{{3,}})\.?(?:\s+(\d{{4}}|\d{{2}}))?{_YEAR_ENDS}")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTHS = (
    ("янв", "jan"), ("фев", "feb"), ("мар", "mar"), ("апр", "apr"), ("ма", "may"), ("июн", "jun"),
    ("июл", "jul"), ("авг", "aug"), ("сен", "sep"), ("окт", "oct"), ("ноя", "nov"), ("дек", "dec"),
)  # fmt: skip
_DAYS_AHEAD = {
    "сегодня": 0, "завтра": 1, "послезавтра": 2, "today": 0, "tomorrow": 1,
}  # fmt: skip


def read_day(text: str, today: date, *, next_year_within: timedelta) -> date | None:
    """Return the local date that is meant, «до» before it allowed; None when it is none. It may have passed.

    A day without a year that has passed by the local date `today` means next year's, unless that is further
    off than `next_year_within`: then it is a slip, and the day that has passed is returned.
    """
    words = " ".join(text.split()).casefold().removeprefix("до ")
    if words in _DAYS_AHEAD:
        return today + timedelta(days=_DAYS_AHEAD[words])
    if found := _ISO.fullmatch(words):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    return _day_and_month(words, today, next_year_within)


def _day_and_month(words: str, today: date, next_year_within: timedelta) -> date | None:
    if found := _NUMERIC.fullmatch(words):
        month: int | None = int(found[2])
    elif found := _WORDED.fullmatch(words):
        month = _month(found[2])
    else:
        return None
    if month is None:
        return None
    if found[3] is None:
        return _without_year(month, int(found[1]), today, next_year_within)
    year = int(found[3])
    return _date(year if len(found[3]) > len("22") else _CENTURY + year, month, int(found[1]))


def _month(word: str) -> int | None:
    return next((number for number, stems in enumerate(_MONTHS, start=1) if word.startswith(stems)), None)


def _without_year(month: int, day: int, today: date, next_year_within: timedelta) -> date | None:
    this_year = _date(today.year, month, day)
    if this_year is not None and this_year >= today:
        return this_year
    next_year = _date(today.year + 1, month, day)
    if next_year is not None and next_year - today <= next_year_within:
        return next_year
    return this_year


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

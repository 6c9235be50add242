"""From a table's rows to activities: which row begins one, and which goes on with the one before."""

import re
from dataclasses import dataclass, field

from roadmap.deadlines import Period, read_deadline
from roadmap.document.executors import begins_executor
from roadmap.document.fitting import is_date, is_number
from roadmap.document.headings import Column
from roadmap.document.model import ReadWarning
from roadmap.document.table import Loose, Row, Table

_KEPT = (Column.ACTIVITY, Column.DEADLINE, Column.INDICATOR, Column.EXECUTORS)
_SECTION = re.compile(r"([IVX]+|\d+)\. |(раздел|модуль|этап|блок)\b", re.IGNORECASE)
_CERTAIN_SECTION = re.compile(r"[IVX]+\. |(раздел|модуль|этап|блок)\b", re.IGNORECASE)
_CAPITALS = 3
_SIGNATURE = re.compile(
    r"(и\. ?о\. )?(начальник|директор|глава|заведующ\w+|председатель|заместитель|руководитель|исп[.:])(?!\w)"
    r".{0,120}\b[а-яё]\. ?[а-яё]\.( ?[а-яё-]+)?$",
    re.IGNORECASE,
)
_LONGEST_QUOTE = 200
_ANY_YEAR = Period.year(2000)
_YEAR_ALONE = re.compile(r"((19|20)\d\d ?)?(г(ода?)?\.?)?", re.IGNORECASE)
_DAYS_ALONE = re.compile(r"\d{1,2}( ?[-–—] ?\d{1,2})?|\d недел\w+")


@dataclass(slots=True)
class Entry:
    """An activity being put together from the rows it stretches over."""

    line: int
    hidden: bool = False
    is_numbered: bool = False
    parts: dict[Column, list[str]] = field(default_factory=lambda: {column: [] for column in _KEPT})

    def add(self, row: Row, period: Period | None) -> None:
        for column, parts in self.parts.items():
            text = _deadline(row, period) if column is Column.DEADLINE else row[column]
            if text and row.same_title and parts:
                parts[-1] = parts[-1].rstrip(",; ") + ","
            if text:
                parts.append(text)

    def __getitem__(self, column: Column) -> str:
        joined = " ".join(self.parts[column])
        return _on_one_line(joined) if column is Column.EXECUTORS else joined


def _on_one_line(executors: str) -> str:
    """Executors in lines of their own are told apart by commas; where a line was merely full they are not."""
    text = ""
    for line in executors.split("\n"):
        apart = text and text[-1] not in ",;." and begins_executor(line)
        text = f"{text},  {line}" if apart else f"{text} {line}"
    return " ".join(text.split())


def _deadline(row: Row, period: Period | None) -> str:
    """What the columns of days say together, or else the month that heads the rows."""
    start, end = row[Column.START], row[Column.END]
    if start or end:
        return _range(start, end)
    said = row[Column.DEADLINE]
    if said and (beside := row[Column.TIME]):
        said = f"{said} {beside}"
    if not row.month or (said and is_date(said, period)):
        return said
    if not said:
        return row.month
    return f"{said} {row.month}" if _DAYS_ALONE.fullmatch(said) or is_number(said) else said


def _range(start: str, end: str) -> str:
    if start and end:
        return start if start == end else f"с {start} по {end}"
    return f"до {end}" if end else f"с {start}"


def entries_of(table: Table, period: Period | None) -> tuple[list[Entry], list[ReadWarning]]:
    """The activities' entries, and a warning for every line among them that could not be used."""
    entries: list[Entry] = []
    skipped: list[Loose] = []
    last_line = 0
    for row in table.rows(period):
        if isinstance(row, Loose):
            skipped.append(row)
        elif _add(entries, row, period):
            last_line = row.line
        else:
            skipped.append(Loose(row.line, _text(row)))
    # Text after the last row is a signature.
    warnings = [
        ReadWarning(loose.line, "import-line-skipped", {"text": clipped(loose.text)})
        for loose in skipped
        if loose.line <= last_line and not (table.exact and _heads_section(loose))
    ]
    return entries, warnings


def _heads_section(loose: Loose) -> bool:
    text = loose.text
    is_written_so = _CERTAIN_SECTION.match(text) is not None or (text.isupper() and len(text) > _CAPITALS)
    return loose.certain or is_written_so or not re.search(r"\w", text)


def _add(entries: list[Entry], row: Row, period: Period | None) -> bool:
    """Whether the row is of use: it begins an activity, or goes on with the one before."""
    if _is_signature(row):
        return False
    if entries and (row.same_title or _is_rest(row, entries[-1])):
        pass
    elif _begins(row):
        entries.append(Entry(row.line, row.hidden, is_numbered=_is_numbered(row)))
    elif not entries or not _goes_on(row):
        return False
    entries[-1].add(row, period)
    return True


def _is_rest(row: Row, before: Entry) -> bool:
    """The row that a page's end has cut in the midst of its deadline: only its first part has a number."""
    if not row.after_break or not before.is_numbered or _is_numbered(row) or not row[Column.DEADLINE]:
        return False
    begun = before[Column.DEADLINE]
    is_whole = read_deadline(begun, _ANY_YEAR).due or read_deadline(begun, None).due
    return not is_whole or _YEAR_ALONE.fullmatch(row[Column.DEADLINE]) is not None


def _is_signature(row: Row) -> bool:
    """«Начальник отдела … О.А. Примерова», laid out over the columns of the table."""
    if _is_numbered(row) or row.filled & {Column.DEADLINE, Column.START, Column.END, Column.INDICATOR}:
        return False
    return _SIGNATURE.match(_text(row)) is not None


def _begins(row: Row) -> bool:
    """A row with a deadline is an activity, and one without, too, where it is complete otherwise.

    After a page break such a row goes on with the one before the break, unless it has a number.
    """
    if not re.search(r"\w", row[Column.ACTIVITY]):
        return False
    if row.filled & {Column.DEADLINE, Column.START, Column.END}:
        return True
    is_complete = bool(row.filled & {Column.INDICATOR, Column.EXECUTORS})
    if _is_numbered(row):
        return is_complete or row.listed
    return is_complete and not row.after_break and row[Column.ACTIVITY][0].isupper()


def _goes_on(row: Row) -> bool:
    """A lonely title is the rest of one only in small letters or after a break; else it heads a section."""
    filled = row.filled - {Column.NUMBER, Column.OTHER}
    if filled != {Column.ACTIVITY}:
        return bool(row.filled & set(_KEPT)) or _is_numbered(row)
    title = row[Column.ACTIVITY]
    return not _is_numbered(row) and not _is_section(title) and (row.after_break or title[0].islower())


def _is_numbered(row: Row) -> bool:
    return bool(row[Column.NUMBER])


def _is_section(title: str) -> bool:
    """«I. …», «Раздел …», or several words in capitals (few may be the end of a title: «ИС МЭДК»)."""
    return _SECTION.match(title) is not None or (title.isupper() and len(title.split()) >= _CAPITALS)


def _text(row: Row) -> str:
    return " ".join(" ".join(text for _, text in row.cells if text).split())


def clipped(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1]}…"

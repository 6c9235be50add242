"""From a document's rows to activities."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from roadmap.deadlines import Deadline, DeadlineKind, Period, read_deadline
from roadmap.document.decoding import decode
from roadmap.document.executors import audience_of
from roadmap.document.headings import Column
from roadmap.document.model import ReadActivity, Reading, ReadWarning
from roadmap.document.table import Loose, Row, Table, find_table
from roadmap.document.title import heading_of
from roadmap.errors import NotARoadmap

_KEPT = (Column.ACTIVITY, Column.DEADLINE, Column.INDICATOR, Column.EXECUTORS)
_MEETING = re.compile(
    r"\b(заседани|совещани|собрани|встреч)\w* (\w+ ){0,2}(координационн|рабоч)\w+ (групп|совет)"
)
_SECTION = re.compile(r"([IVX]+|\d+)\. |(раздел|модуль|этап|блок)\b", re.IGNORECASE)
_CAPITALS = 3
_LONGEST_QUOTE = 200
_REPEATED = {DeadlineKind.RECURRING, DeadlineKind.LIST}


@dataclass(slots=True)
class _Entry:
    """An activity being put together from the rows it stretches over."""

    line: int
    parts: dict[Column, list[str]] = field(default_factory=lambda: {column: [] for column in _KEPT})

    def add(self, row: Row) -> None:
        for column, parts in self.parts.items():
            if row[column]:
                parts.append(row[column])

    def __getitem__(self, column: Column) -> str:
        return " ".join(self.parts[column])


def read_document(content: bytes, *, year: int | None = None) -> Reading:
    """Read a roadmap saved as tab-separated text. ``year`` is the plan's, where the document doesn't tell it.

    What is doubtful is kept and comes with a warning. Raises NotARoadmap, and nothing else, where there is
    nothing to keep.
    """
    table = find_table(decode(content))
    heading = heading_of(table.preface)
    period = _period(heading.period(), year)
    entries, warnings = _entries(table, period)
    if not entries:
        raise NotARoadmap("import-no-activities")
    period = period or _usual_year(entries)
    activities = _with_meeting([_activity(*entry, period) for entry in enumerate(entries, start=1)])
    in_order = sorted([*warnings, *_doubts(activities, table)], key=lambda warning: warning.line)
    return Reading(heading.short(period), period.start.year, tuple(activities), tuple(in_order))


def _period(said: Period | None, year: int | None) -> Period | None:
    """The year given wins over the title's, but a school year that begins in it stays one."""
    if year is None or (said and said.start.year == year):
        return said
    return Period.year(year)


def _usual_year(entries: Iterable[_Entry]) -> Period:
    """The year of most deadlines, the later one of two. Raises NotARoadmap when none has a year."""
    read = (read_deadline(entry[Column.DEADLINE], None) for entry in entries)
    years = Counter(deadline.end.year for deadline in read if deadline.end)
    if not years:
        raise NotARoadmap("import-no-year")
    return Period.year(max(years, key=lambda year: (years[year], year)))


# Rows to entries


def _entries(table: Table, period: Period | None) -> tuple[list[_Entry], list[ReadWarning]]:
    entries: list[_Entry] = []
    skipped: list[Loose] = []
    last_line = 0
    for row in table.rows(period):
        if isinstance(row, Loose) or not _add(entries, row):
            skipped.append(row if isinstance(row, Loose) else Loose(row.line, _text(row)))
        else:
            last_line = row.line
    # Text after the last row is a signature.
    warnings = [
        ReadWarning(loose.line, "import-line-skipped", {"text": _clipped(loose.text)})
        for loose in skipped
        if loose.line < last_line
    ]
    return entries, warnings


def _add(entries: list[_Entry], row: Row) -> bool:
    """Whether the row is of use: it begins an activity, or goes on with the one before."""
    if _begins(row):
        entries.append(_Entry(row.line))
    elif not entries or not _goes_on(row):
        return False
    entries[-1].add(row)
    return True


def _begins(row: Row) -> bool:
    """A row with a deadline is an activity, and one without, too, where it is complete otherwise.

    After a page break such a row goes on with the one before the break, unless it has a number.
    """
    if not re.search(r"\w", row[Column.ACTIVITY]):
        return False
    if row[Column.DEADLINE]:
        return True
    is_complete = bool(row.filled & {Column.INDICATOR, Column.EXECUTORS})
    return is_complete and (_is_numbered(row) or (not row.after_break and row[Column.ACTIVITY][0].isupper()))


def _goes_on(row: Row) -> bool:
    """A lonely title is the rest of one only in small letters or after a break; else it heads a section."""
    if row.filled - {Column.NUMBER} != {Column.ACTIVITY}:
        return True
    title = row[Column.ACTIVITY]
    return not _is_numbered(row) and not _is_section(title) and (row.after_break or title[0].islower())


def _is_numbered(row: Row) -> bool:
    return bool(row[Column.NUMBER])


def _is_section(title: str) -> bool:
    """«I. …», «Раздел …», or several words in capitals (few may be the end of a title: «ИС МЭДК»)."""
    return _SECTION.match(title) is not None or (title.isupper() and len(title.split()) >= _CAPITALS)


def _text(row: Row) -> str:
    return " ".join(text for _, text in row.cells if text)


# Entries to activities


def _activity(position: int, entry: _Entry, period: Period) -> ReadActivity:
    executors = entry[Column.EXECUTORS]
    return ReadActivity(
        position,
        entry[Column.ACTIVITY],
        read_deadline(entry[Column.DEADLINE], period),
        entry[Column.INDICATOR],
        executors,
        audience_of(executors),
        meeting=False,
        line=entry.line,
    )


def _with_meeting(activities: Sequence[ReadActivity]) -> list[ReadActivity]:
    """The group's sessions are one activity: the first that names them and comes more than once."""
    meeting = next((activity for activity in activities if _is_meeting(activity)), None)
    return [replace(activity, meeting=activity is meeting) for activity in activities]


def _is_meeting(activity: ReadActivity) -> bool:
    return activity.deadline.kind in _REPEATED and _MEETING.search(activity.title.lower()) is not None


def _doubts(activities: Iterable[ReadActivity], table: Table) -> Iterator[ReadWarning]:
    names_executors = Column.EXECUTORS in table.columns
    if not names_executors:
        yield ReadWarning(table.first_line - 1, "import-no-executors-column")
    for activity in activities:
        if activity.deadline.kind is DeadlineKind.UNKNOWN:
            yield _deadline_doubt(activity.line, activity.deadline)
        if names_executors and not activity.audience:
            yield _executors_doubt(activity.line, activity.executors)


def _deadline_doubt(line: int, deadline: Deadline) -> ReadWarning:
    arguments = {"deadline": _clipped(deadline.phrase), "reason": deadline.reason or ""}
    return ReadWarning(line, "import-deadline-unknown", arguments)


def _executors_doubt(line: int, executors: str) -> ReadWarning:
    if not executors:
        return ReadWarning(line, "import-executors-missing")
    return ReadWarning(line, "import-executors-unknown", {"executors": _clipped(executors)})


def _clipped(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1]}…"

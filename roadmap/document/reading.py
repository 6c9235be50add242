"""From a document to its activities."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from roadmap.deadlines import DeadlineKind, Period, read_deadline
from roadmap.document.doubts import doubts, of_sheets, of_year
from roadmap.document.entries import Entry, entries_of
from roadmap.document.executors import abbreviations_of, audience_of
from roadmap.document.formats import grids_of
from roadmap.document.grid import Grid
from roadmap.document.headings import Column
from roadmap.document.model import ReadActivity, Reading, ReadWarning
from roadmap.document.table import Table, find_table
from roadmap.document.title import Heading, heading_of
from roadmap.errors import NotARoadmap

_MEETING = re.compile(
    r"\b(заседани|совещани|собрани|встреч)\w* (\w+ ){0,2}(координационн|рабоч)\w+ (групп|совет)"
)
_REPEATED = {DeadlineKind.RECURRING, DeadlineKind.LIST}
_TELLING = ("import-columns-apart", "import-no-activities", "import-no-deadline-column")
"""Of the reasons why a document can't be read, those that tell more than that there is no table."""


def read_document(content: bytes, *, name: str = "", year: int | None = None) -> Reading:
    """Read a roadmap: DOCX, XLSX, HTML, PDF with a text layer, CSV and other text; the bytes tell which.

    ``year`` is the plan's, where the document doesn't tell it; failing that, it is sought in ``name``, the
    file's. What is doubtful is kept and comes with a warning. Raises NotARoadmap, and nothing else, where
    there is nothing to keep.
    """
    seen, others = _chosen(content, year)
    period = seen.period or _usual_year(seen.entries) or heading_of([f"план {name}"]).period()
    if period is None:
        raise NotARoadmap("import-no-year")
    activities = _activities(seen.entries, period, seen.grid)
    warnings = [
        *seen.warnings,
        *doubts(activities, seen.entries, seen.table, seen.grid),
        *of_sheets(others, seen.table.heading_line),
        *(of_year(seen.heading, period, seen.table.heading_line) if year is None else ()),
    ]
    in_order = sorted(warnings, key=lambda warning: warning.line)
    return Reading(seen.heading.short(period), period.start.year, tuple(activities), tuple(in_order))


@dataclass(frozen=True, slots=True)
class _Seen:
    """A grid in which there are activities."""

    grid: Grid
    table: Table
    heading: Heading
    period: Period | None
    entries: list[Entry]
    warnings: list[ReadWarning]


def _chosen(content: bytes, year: int | None) -> tuple[_Seen, list[Grid]]:
    """The first way to see the document that shows activities, and further sheets that do."""
    found: list[_Seen] = []
    errors: list[NotARoadmap] = []
    try:
        for grid in grids_of(content):
            try:
                found.append(_seen(grid, year))
            except NotARoadmap as error:
                errors.append(error)
            if found and not grid.sheet:
                break
    except NotARoadmap as error:
        errors.append(error)
    if not found:
        # A workbook may be of charts alone.
        raise min(errors, key=_tells, default=NotARoadmap("import-not-a-roadmap"))
    return found[0], [seen.grid for seen in found[1:]]


def _tells(error: NotARoadmap) -> int:
    return _TELLING.index(error.text_id) if error.text_id in _TELLING else len(_TELLING)


def _seen(grid: Grid, year: int | None) -> _Seen:
    table = find_table(grid)
    heading = heading_of(table.preface)
    period = _period(heading.period(), year)
    entries, warnings = entries_of(table, period)
    if not entries:
        raise NotARoadmap("import-no-activities")
    return _Seen(grid, table, heading, period, entries, warnings)


def _period(said: Period | None, year: int | None) -> Period | None:
    """The year given wins over the title's, but a school year that begins in it stays one."""
    if year is None or (said and said.start.year == year):
        return said
    return Period.year(year)


def _usual_year(entries: Iterable[Entry]) -> Period | None:
    """The year of most deadlines, the later one of two; None when none has a year."""
    read = (read_deadline(entry[Column.DEADLINE], None) for entry in entries)
    years = Counter(deadline.end.year for deadline in read if deadline.end)
    if not years:
        return None
    return Period.year(max(years, key=lambda year: (years[year], year)))


def _activities(entries: Sequence[Entry], period: Period, grid: Grid) -> list[ReadActivity]:
    known = abbreviations_of(cell for line in grid.lines for cell in line.cells)
    return _with_meeting(
        [
            ReadActivity(
                position,
                entry[Column.ACTIVITY],
                read_deadline(entry[Column.DEADLINE], period),
                entry[Column.INDICATOR],
                executors := entry[Column.EXECUTORS],
                audience_of(executors, known),
                meeting=False,
                line=entry.line,
            )
            for position, entry in enumerate(entries, start=1)
        ]
    )


def _with_meeting(activities: Sequence[ReadActivity]) -> list[ReadActivity]:
    """The group's sessions are one activity: the first that names them and comes more than once."""
    meeting = next((activity for activity in activities if _is_meeting(activity)), None)
    return [replace(activity, meeting=activity is meeting) for activity in activities]


def _is_meeting(activity: ReadActivity) -> bool:
    return activity.deadline.kind in _REPEATED and _MEETING.search(activity.title.lower()) is not None

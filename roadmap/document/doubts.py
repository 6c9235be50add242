"""What a person should look at in a reading."""

import re
from collections.abc import Iterable, Iterator, Sequence

from roadmap.deadlines import Deadline, DeadlineKind, Period
from roadmap.document.entries import Entry, clipped
from roadmap.document.grid import Grid
from roadmap.document.headings import Column
from roadmap.document.model import ReadActivity, ReadWarning
from roadmap.document.table import Table
from roadmap.document.title import Heading

_LIST_WORD = re.compile(r"[,;/]|\b(и|или|а также)\b")


def doubts(
    activities: Sequence[ReadActivity], entries: Sequence[Entry], table: Table, grid: Grid
) -> Iterator[ReadWarning]:
    """Of the document as a whole first, then of each activity."""
    yield from _of_table(table, grid)
    names_executors = Column.EXECUTORS in table.columns
    for activity, entry in zip(activities, entries, strict=True):
        yield from _of_deadline(activity.line, activity.deadline)
        if names_executors and not activity.audience:
            yield _executors_doubt(activity.line, activity.executors)
        if entry.hidden:
            yield ReadWarning(activity.line, "import-row-hidden")
        if activity.line in grid.unclear:
            yield ReadWarning(activity.line, "import-cells-unclear")


def _of_table(table: Table, grid: Grid) -> Iterator[ReadWarning]:
    if Column.EXECUTORS not in table.columns:
        yield ReadWarning(table.heading_line, "import-no-executors-column")
    if grid.guessed:
        yield ReadWarning(table.heading_line, "import-columns-guessed")
    for other in table.ignored:
        yield ReadWarning(other.line, "import-table-skipped", {"text": clipped(other.text)})


def of_sheets(others: Iterable[Grid], line: int) -> Iterator[ReadWarning]:
    """Other sheets that have a roadmap, too."""
    for sheet in others:
        yield ReadWarning(line, "import-sheet-skipped", {"sheet": clipped(sheet.sheet)})


def of_year(heading: Heading, period: Period, line: int) -> Iterator[ReadWarning]:
    """Other years at the plan's name than the one taken: all deadlines without a year hang on it."""
    others = heading.other_years(period)
    if others:
        said = ", ".join(map(str, others))
        yield ReadWarning(line, "import-year-doubtful", {"year": str(period.start.year), "others": said})


def _of_deadline(line: int, deadline: Deadline) -> Iterator[ReadWarning]:
    if deadline.kind is DeadlineKind.UNKNOWN:
        arguments = {"deadline": clipped(deadline.phrase), "reason": deadline.reason or ""}
        yield ReadWarning(line, "import-deadline-unknown", arguments)
    elif deadline.kind is DeadlineKind.LIST and not _LIST_WORD.search(deadline.phrase):
        yield ReadWarning(line, "import-several-deadlines", {"deadline": clipped(deadline.phrase)})


def _executors_doubt(line: int, executors: str) -> ReadWarning:
    if not executors:
        return ReadWarning(line, "import-executors-missing")
    return ReadWarning(line, "import-executors-unknown", {"executors": clipped(executors)})

"""The cells of a row, put under the columns even where a page break has shifted them."""

import re
from collections.abc import Sequence

from roadmap.deadlines import DeadlineKind, Period, read_deadline
from roadmap.document.headings import Column

Cells = tuple[tuple[Column, str], ...]

_ANY_YEAR = Period.year(2000)
# Not «01.11.2007», which has the form of a number with two levels below it.
_NUMBER = re.compile(r"(?!\d\d\.\d\d\.\d\d)(\d{1,4}([.)]\d{1,4})*|[IVX]{1,5})[.)]?")


def is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def is_date(cell: str, period: Period | None) -> bool:
    return not is_number(cell) and read_deadline(cell, period).kind is not DeadlineKind.UNKNOWN


def looks_dated(text: str) -> bool:
    """Whether it is a deadline in some plan, whatever the plan's year."""
    return is_date(text, None) or is_date(text, _ANY_YEAR)


def fitted(texts: Sequence[str], columns: Sequence[Column], period: Period | None, *, exact: bool) -> Cells:
    """Each column with its text. In an ``exact`` table only text in place of a number tells of a shift."""
    if Column.DEADLINE not in columns or (exact and not _is_misplaced(texts, columns)):
        return tuple(zip(columns, _cut(texts, len(columns)), strict=True))
    at = columns.index(Column.DEADLINE)
    split = max(at - _shift(texts, columns, period), 0)
    before = _padded(texts[:split], at)
    return tuple(zip(columns, [*before, *_cut(texts[split:], len(columns) - at)], strict=True))


def _shift(cells: Sequence[str], columns: Sequence[Column], period: Period | None) -> int:
    """By how many cells the row is shifted to the left: seen by where a deadline is read in it.

    Elsewhere than in its column a deadline counts only after a title: «2022 год» may be the end of one. A row
    without a deadline is shifted when text stands where its number should be.
    """
    at = columns.index(Column.DEADLINE)
    after_title = [index for index in range(len(cells)) if index == at or any(cells[:index])]
    for index in sorted(after_title, key=lambda index: (abs(at - index), index)):
        if is_date(cells[index], period):
            return at - index
    return 1 if _is_misplaced(cells, columns) else 0


def _is_misplaced(cells: Sequence[str], columns: Sequence[Column]) -> bool:
    return columns[0] is Column.NUMBER and cells[0] != "" and not is_number(cells[0])


def _padded(cells: Sequence[str], width: int) -> list[str]:
    """To the right edge, as the deadline follows; what doesn't fit is joined with the last cell."""
    kept = list(cells)
    while len(kept) > width and "" in kept:
        kept.remove("")
    kept = [""] * (width - len(kept)) + kept
    return [*kept[: width - 1], " ".join(kept[width - 1 :])] if width else []


def _cut(cells: Sequence[str], width: int) -> list[str]:
    """To the left edge: empty cells too many go, from the end; what doesn't fit joins the last cell."""
    kept = list(cells)
    while len(kept) > width and "" in kept:
        del kept[len(kept) - 1 - kept[::-1].index("")]
    kept += [""] * (width - len(kept))
    return [*kept[: width - 1], " ".join(kept[width - 1 :])]

"""Where a list of schools stands in a document, and what its columns are by the meaning of their headings."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from roadmap.document.formats import grids_of
from roadmap.document.grid import Grid, Line
from roadmap.errors import NotARoadmap, UserError


class Heading(StrEnum):
    SCHOOL = "school"
    SHORT_NAME = "short_name"
    CURATOR = "curator"
    REPRESENTATIVE = "representative"
    NOTE = "note"


# Which table, which columns. Of headings that fit two meanings the first counts: «Телефон школы» is a note.

_MEANINGS = tuple(
    (heading, re.compile(pattern))
    for heading, pattern in (
        (None, r"(№|n)? ?(п ?[./\\]? ?п\.?)|№|n|номер|.*(должност|класс|район|position|district).*"),
        (Heading.SHORT_NAME, r".*(кратк|сокращ|коротк|short).*"),
        (
            Heading.NOTE,
            (
                r".*(телефон|\bтел\b|примечан|комментар|адрес|почт|e-?mail|контактны[ей] данн|контакты"
                r"|phone|note|remark|address).*"
            ),
        ),
        (Heading.CURATOR, r".*(куратор|curator).*"),
        (
            Heading.REPRESENTATIVE,
            (
                r".*(представител|директор|ответствен|руководител|завуч|контактное лицо"
                r"|representative|director|principal|head teacher).*"
            ),
        ),
        (Heading.SCHOOL, r".*(школ|учрежден|организаци|лице[йи]|гимнази|\bоо\b|\bоу\b|school).*"),
    )
)
_SCHOOLS_ALONE = re.compile(
    r"((полное )?на(звание|именование) |номер |№ )?(школ[аы]?|оо|оу|schools?)( \(.*\))?"
)
_HEADING_WITHIN = 40
_LONGEST_HEADING = 100
_PLENTY = 2

Columns = tuple[Heading | None, ...]


def find_table(content: bytes) -> tuple[Sequence[Line], Columns]:
    """The lines below the heading that tells most. Raises UserError where none tells of schools."""
    best: tuple[Sequence[Line], Columns] | None = None
    refusal: UserError = UserError("roster-no-school-column")
    try:
        for grid in grids_of(content):
            found = _below_heading(grid)
            if found and (best is None or _known(found[1]) > _known(best[1])):
                best = found
            if best and _known(best[1]) >= _PLENTY:
                break
    except NotARoadmap as error:
        if error.text_id != "import-columns-apart":
            refusal = error
    if best is None:
        raise refusal
    return best


def _below_heading(grid: Grid) -> tuple[Sequence[Line], Columns] | None:
    best: tuple[int, Columns] | None = None
    for index, line in enumerate(grid.lines[:_HEADING_WITHIN]):
        columns = columns_of(line.cells)
        if Heading.SCHOOL in columns and (best is None or _known(columns) > _known(best[1])):
            best = (index, columns)
    return (grid.lines[best[0] + 1 :], best[1]) if best else None


def _known(columns: Columns) -> int:
    return sum(column is not None for column in columns)


def columns_of(cells: Sequence[str]) -> Columns:
    """What each cell would be as a heading; schools alone need a heading that says just that."""
    labels = [_plain(cell) for cell in cells]
    columns = _first_of_each(_meaning(label) for label in labels)
    if _known(columns) == 1 and not any(_SCHOOLS_ALONE.fullmatch(label) for label in labels):
        return (None,) * len(columns)
    return columns


def _first_of_each(meanings: Iterable[Heading | None]) -> Columns:
    """Notes may stand in several columns: a phone and a remark."""
    found: list[Heading | None] = []
    for meaning in meanings:
        found.append(None if meaning is not Heading.NOTE and meaning in found else meaning)
    return tuple(found)


def _meaning(label: str) -> Heading | None:
    if not label or len(label) > _LONGEST_HEADING:
        return None
    return next((heading for heading, pattern in _MEANINGS if pattern.fullmatch(label)), None)


def _plain(cell: str) -> str:
    return " ".join(cell.lower().replace("ё", "е").split()).strip(" *.:|")

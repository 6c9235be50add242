"""Where a list of schools stands in a document, and what its columns are by the meaning of their headings."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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

_OF_A_ROW = re.compile(
    r"\d|[«\"“„]|\b[А-ЯЁ][а-яё]+,? (?!Ф\. ?И)[А-ЯЁ]\. ?[А-ЯЁ]\.|\b(?!Ф\. ?И)[А-ЯЁ]\. ?[А-ЯЁ]\. ?[А-ЯЁ][а-яё]"
)
"""What a school or a person is told from others by: «Гимназия № 42», «Образцов И. О., директор»."""
_ASIDE = re.compile(r"\([^()]*\)")

Columns = tuple[Heading | None, ...]


@dataclass(frozen=True, slots=True)
class ListTable:
    """The lines below a heading, and the heading's own words, small and without signs around them."""

    lines: Sequence[Line]
    columns: Columns
    labels: tuple[str, ...]

    def repeats_heading(self, cells: Sequence[str]) -> bool:
        """Whether it stands here once more, as on a new page, or other words that tell the same columns."""
        labels = [_plain(cell) for cell in cells]
        if columns_of(cells) != self.columns or len(labels) != len(self.labels):
            return False
        school = labels[self.columns.index(Heading.SCHOOL)]
        return tuple(labels) == self.labels or _SCHOOLS_ALONE.fullmatch(school) is not None


def find_table(content: bytes) -> ListTable:
    """The lines below the heading that tells most. Raises UserError where none tells of schools."""
    best: ListTable | None = None
    refusal: UserError = UserError("roster-no-school-column")
    try:
        for grid in grids_of(content):
            found = _below_heading(grid)
            if found and (best is None or _known(found.columns) > _known(best.columns)):
                best = found
            if best and _known(best.columns) >= _PLENTY:
                break
    except NotARoadmap as error:
        if error.text_id != "import-columns-apart":
            refusal = error
    if best is None:
        raise refusal
    return best


def _below_heading(grid: Grid) -> ListTable | None:
    lines = [line for line in grid.lines[:_HEADING_WITHIN] if Heading.SCHOOL in columns_of(line.cells)]
    if not lines:
        return None
    heading = max(lines, key=_tells)
    labels = tuple(_plain(cell) for cell in heading.cells)
    return ListTable(grid.lines[grid.lines.index(heading) + 1 :], columns_of(heading.cells), labels)


def _tells(line: Line) -> int:
    """«ОО | Кто» counts as much as a row below it whose two cells could pass for headings: the first wins."""
    says_schools = any(_SCHOOLS_ALONE.fullmatch(_plain(cell)) for cell in line.cells)
    is_row = sum(bool(cell.strip()) for cell in line.cells) > 1
    return _known(columns_of(line.cells)) + (says_schools and is_row)


def _known(columns: Columns) -> int:
    return sum(column is not None for column in columns)


def columns_of(cells: Sequence[str]) -> Columns:
    """What each cell would be as a heading; schools alone need a heading that says just that.

    Nothing where a cell that would be one names somebody or a certain school: that is a row of the list.
    """
    labels = [_plain(cell) for cell in cells]
    if any(_meaning(label) and _is_of_a_row(cell) for label, cell in zip(labels, cells, strict=True)):
        return (None,) * len(labels)
    columns = _first_of_each(_meaning(label) for label in labels)
    if _known(columns) == 1 and not any(_SCHOOLS_ALONE.fullmatch(label) for label in labels):
        return (None,) * len(columns)
    return columns


def _is_of_a_row(cell: str) -> bool:
    return _OF_A_ROW.search(_ASIDE.sub(" ", " ".join(cell.split()))) is not None


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

"""A list of schools and their people: from a document's table to rows, what is doubtful told line by line."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from roadmap.document.grid import Line
from roadmap.errors import TextArgument, UserError
from roadmap.names import PERSON_NAME_LIMIT, SCHOOL_NAME_LIMIT, clean_name, is_name, normalise_name
from roadmap.roster_table import Heading, ListTable, find_table

MOST_SCHOOLS = 2_000
"""Of a list, which is more than any city has; what is longer is something else."""
SHORT_NAME_LIMIT = 40
NOTE_LIMIT = 200
SHOWN = 60
"""Characters of what is wrong that a warning repeats."""

_OF_A_LIST = {
    "import-too-large": "roster-too-large",
    "import-not-text": "roster-not-a-table",
    "import-archive": "roster-not-a-table",
    "import-picture": "roster-not-a-table",
    "import-scan": "roster-not-a-table",
    "import-pdf-columns": "roster-not-a-table",
    "import-too-many-rows": "roster-too-many-rows",
    "import-too-many-pages": "roster-not-a-table",
}
"""What is said of a roadmap otherwise."""


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A school as the list has it; `line` is where it stands first. A person in two rows has two schools."""

    line: int
    school: str
    short_name: str = ""
    note: str = ""
    curators: tuple[str, ...] = ()
    representatives: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "line": self.line,
            "school": self.school,
            "short_name": self.short_name,
            "note": self.note,
            "curators": list(self.curators),
            "representatives": list(self.representatives),
        }

    @staticmethod
    def from_json(row: dict[str, Any]) -> "RosterRow":
        people = {name: tuple(row[name]) for name in ("curators", "representatives")}
        return RosterRow(**{**row, **people})


@dataclass(frozen=True, slots=True)
class RosterWarning:
    """What was not taken, or taken with a doubt: a line and the text that says why."""

    line: int
    text_id: str
    arguments: dict[str, TextArgument] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Roster:
    rows: tuple[RosterRow, ...]
    warnings: tuple[RosterWarning, ...] = ()

    def to_json(self) -> list[dict[str, Any]]:
        """Rows, and warnings among them, told apart by their keys."""
        doubts = [{"line": w.line, "text_id": w.text_id, "arguments": w.arguments} for w in self.warnings]
        return [*(row.to_json() for row in self.rows), *doubts]

    @staticmethod
    def from_json(items: Iterable[dict[str, Any]]) -> "Roster":
        rows, warnings = [], []
        for item in items:
            if "school" in item:
                rows.append(RosterRow.from_json(item))
            else:
                warnings.append(RosterWarning(**item))
        return Roster(tuple(rows), tuple(warnings))


def read_roster(content: bytes) -> Roster:
    """Read a list of schools: XLSX, CSV, and any other table that the roadmap's readers see.

    Raises UserError, and nothing else, where there is no school to be taken.
    """
    try:
        table = find_table(content)
    except UserError as error:
        raise UserError(_OF_A_LIST.get(error.text_id, error.text_id), **error.arguments) from None
    roster = _Rows(table).read()
    if not roster.rows:
        raise UserError("roster-no-schools")
    return roster


# Rows. What can't be taken is left out and told; a school in several lines is one row.

_BETWEEN_PEOPLE = re.compile(r"[;\n\r]+")
_BARE_NUMBER = re.compile(r"№?\s*(\d{1,5})")
_PHONE = re.compile(r"\d{2,}")
_NOBODY = frozenset({"-", "—", "–", "нет", "вакансия"})


class _Rows:
    """The rows of one table, as they are read."""

    def __init__(self, table: ListTable) -> None:
        self._table = table
        self._columns = table.columns
        self._rows: dict[str, RosterRow] = {}
        self._warnings: list[RosterWarning] = []

    def read(self) -> Roster:
        for line in self._table.lines:
            if self._is_row(line):
                self._take(line)
            if len(self._rows) > MOST_SCHOOLS:
                raise UserError("roster-too-many", limit=MOST_SCHOOLS)
        return Roster(tuple(self._rows.values()), tuple(self._warnings))

    def _is_row(self, line: Line) -> bool:
        """Not what stands in a table for its looks: a heading repeated, the numbers of its columns."""
        said = [cell.strip() for cell in line.cells if cell.strip()]
        if not said or self._table.repeats_heading(line.cells):
            return False
        if line.is_wide and len(self._columns) > 1:
            self._warn(line.number, "roster-line-skipped", text=line.text)
            return False
        return len(said) == 1 or said != [str(number) for number in range(1, len(said) + 1)]

    def _take(self, line: Line) -> None:
        school = self._school(line)
        if school is None:
            return
        row = RosterRow(
            line.number,
            school,
            self._short_name(line),
            self._note(line),
            self._people(line, Heading.CURATOR),
            self._people(line, Heading.REPRESENTATIVE),
        )
        key = normalise_name(school)
        self._rows[key] = self._joined(self._rows[key], row) if key in self._rows else row

    def _school(self, line: Line) -> str | None:
        name = clean_name(self._cell(line, Heading.SCHOOL))
        if number := _BARE_NUMBER.fullmatch(name):
            name = f"Школа № {number[1]}"
        if not name:
            self._warn(line.number, "roster-no-school", text=line.text)
        elif not is_name(name):
            self._warn(line.number, "roster-not-a-school", text=name)
        elif len(name) > SCHOOL_NAME_LIMIT:
            self._warn(line.number, "roster-school-too-long", text=name, limit=SCHOOL_NAME_LIMIT)
        else:
            return name
        return None

    def _short_name(self, line: Line) -> str:
        name = clean_name(self._cell(line, Heading.SHORT_NAME))
        if len(name) > SHORT_NAME_LIMIT:
            self._warn(line.number, "roster-short-too-long", text=name, limit=SHORT_NAME_LIMIT)
            return ""
        return name if is_name(name) else ""

    def _note(self, line: Line) -> str:
        cells = (clean_name(cell) for cell in self._cells(line, Heading.NOTE))
        note = "; ".join(cell for cell in cells if is_name(cell))
        if len(note) > NOTE_LIMIT:
            self._warn(line.number, "roster-note-too-long", text=note, limit=NOTE_LIMIT)
            return ""
        return note

    def _people(self, line: Line, heading: Heading) -> tuple[str, ...]:
        said = (clean_name(part) for part in _BETWEEN_PEOPLE.split(self._cell(line, heading)))
        fit = (name for name in said if name and self._is_person(line.number, name))
        return tuple({normalise_name(name): name for name in fit}.values())

    def _is_person(self, line: int, name: str) -> bool:
        if name.casefold() in _NOBODY:
            return False
        if _PHONE.search(name):
            self._warn(line, "roster-person-has-phone", text=name)
        elif not any(letter.isalpha() for letter in name):
            self._warn(line, "roster-not-a-person", text=name)
        elif len(name) > PERSON_NAME_LIMIT:
            self._warn(line, "roster-person-too-long", text=name, limit=PERSON_NAME_LIMIT)
        else:
            if "," in name:
                self._warn(line, "roster-person-has-comma", text=name)
            return True
        return False

    def _joined(self, first: RosterRow, more: RosterRow) -> RosterRow:
        """People are added; of two names or notes the first holds, which is told."""
        if any(
            new and new != old for old, new in ((first.short_name, more.short_name), (first.note, more.note))
        ):
            self._warn(more.line, "roster-twice", text=more.school, first=first.line)
        return replace(
            first,
            short_name=first.short_name or more.short_name,
            note=first.note or more.note,
            curators=_together(first.curators, more.curators),
            representatives=_together(first.representatives, more.representatives),
        )

    def _cell(self, line: Line, heading: Heading) -> str:
        return next(self._cells(line, heading), "")

    def _cells(self, line: Line, heading: Heading) -> Iterator[str]:
        return (cell for cell, column in zip(line.cells, self._columns, strict=False) if column is heading)

    def _warn(self, line: int, text_id: str, /, *, text: str, **arguments: int) -> None:
        shown = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
        self._warnings.append(RosterWarning(line, text_id, {"text": shown, **arguments}))


def _together(some: Sequence[str], more: Sequence[str]) -> tuple[str, ...]:
    known = {normalise_name(name) for name in some}
    return (*some, *(name for name in more if normalise_name(name) not in known))

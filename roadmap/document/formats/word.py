"""DOCX. python-docx opens the package; its text is walked here: tracked changes and controls have some."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from roadmap.document.formats.limits import check_cells, check_rows
from roadmap.document.formats.numbering import Numbering
from roadmap.document.grid import Grid, Line, Origins, merged, outside

_SKIPPED = frozenset(
    map(
        qn,
        (
            "w:del",
            "w:moveFrom",
            "w:pict",
            "w:drawing",
            "w:object",
            "w:pPr",
            "w:rPr",
            "w:instrText",
            "w:sdtPr",
        ),
    )
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"}
_WRITTEN = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_WIDEST = 63
"""Columns; no word processor has more in a table."""
_TEXT, _PARAGRAPH, _TABLE, _ROW, _CELL = map(qn, ("w:t", "w:p", "w:tbl", "w:tr", "w:tc"))


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    width: int
    goes_on: bool
    """Whether it is merged with the one above."""


def grids_of_word(content: bytes) -> Iterator[Grid]:
    """The document's tables with the paragraphs around them; then tables that stand within another's cell."""
    document = Document(BytesIO(content))
    walk = _Walk(Numbering(document))
    body = document.element.body
    yield Grid(tuple(walk.lines(body)))
    nested = [table for cell in body.iter(_CELL) for table in _blocks(cell) if table.tag == _TABLE]
    if nested:
        yield Grid(tuple(line for table in nested for line in walk.table(table)))


class _Walk:
    """Through the document in its order: numbers go on counting."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._rows = 0
        self._tables = 0

    def lines(self, body: BaseOxmlElement) -> Iterator[Line]:
        alignment = None
        for block in _blocks(body):
            if block.tag == _TABLE:
                yield from self.table(block)
                continue
            if (aligned := _alignment(block)) != alignment:
                # A stamp of approval on the right and the title in the middle are no one paragraph.
                yield outside(self._rows + 1, "")
                alignment = aligned
            yield outside(self._rows + 1, self._paragraph(block)[1])

    def table(self, table: BaseOxmlElement) -> list[Line]:
        rows = [self._row(row) for row in _within(table, _ROW) if not _is_deleted(row)]
        first = self._rows + 1
        self._rows += len(rows)
        self._tables += 1
        check_rows(self._rows)
        check_cells(sum(map(len, rows)))
        return _lines(rows, self._tables, first)

    def _row(self, row: BaseOxmlElement) -> list[_Cell]:
        missing = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
        before = [_Cell("", 1, goes_on=False)] * (0 if missing is None else _number(missing))
        return before + [self._cell(cell) for cell in _within(row, _CELL)]

    def _cell(self, cell: BaseOxmlElement) -> _Cell:
        paragraphs = [self._paragraph(block) for block in _blocks(cell) if block.tag == _PARAGRAPH]
        properties = cell.find(qn("w:tcPr"))
        span = merge = None
        if properties is not None:
            span, merge = properties.find(qn("w:gridSpan")), properties.find(qn("w:vMerge"))
        goes_on = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
        return _Cell(_cell_text(paragraphs), 1 if span is None else _number(span), goes_on)

    def _paragraph(self, paragraph: BaseOxmlElement) -> tuple[str, str]:
        """The label that the word processor puts before it, and its text."""
        return self._numbering.label(paragraph), "".join(_text(paragraph))


def _cell_text(paragraphs: Sequence[tuple[str, str]]) -> str:
    """Numbers of a list belong to its text; the only number there is counts rows, not what is in the cell."""
    labels = sum(bool(label and text.strip()) for label, text in paragraphs)
    return "\n".join(
        f"{label} {text}" if label and (labels > 1 or not text.strip()) else text
        for label, text in paragraphs
    )


def _blocks(container: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """Paragraphs and tables, those in content controls and tracked insertions included."""
    for child in container:
        if child.tag in {_PARAGRAPH, _TABLE}:
            yield child
        elif child.tag not in _SKIPPED and child.tag != _CELL and isinstance(child.tag, str):
            yield from _blocks(child)


def _within(container: BaseOxmlElement, tag: str) -> Iterator[BaseOxmlElement]:
    """The table's own rows, the row's own cells: not those of a table within."""
    for child in container:
        if child.tag == tag:
            yield child
        elif child.tag not in {_PARAGRAPH, _TABLE, _CELL} and child.tag not in _SKIPPED:
            yield from _within(child, tag)


def _text(element: BaseOxmlElement) -> Iterator[str]:
    """As it is seen: without what was deleted, and without text boxes."""
    for child in element:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _WRITTEN:
            yield _WRITTEN[child.tag]
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            yield from _text(child)


def _alignment(paragraph: BaseOxmlElement) -> str | None:
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:jc')}")
    return None if found is None else found.get(qn("w:val"))


def _is_deleted(row: BaseOxmlElement) -> bool:
    return row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


def _number(element: BaseOxmlElement) -> int:
    value = element.get(qn("w:val"), "1")
    return min(int(value), _WIDEST) if value.isdigit() else 1


# Merged cells


def _lines(rows: Sequence[Sequence[_Cell]], table: int, first: int) -> list[Line]:
    """By the cells' order where every row has as many, however crookedly drawn; else by their widths."""
    counts = {len(row) for row in rows if len(row) > 1}
    drawn = [_widened(row, counts) for row in rows] if len(counts) == 1 else rows
    texts: list[list[str | None]] = []
    origins: Origins = {}
    for index, row in enumerate(drawn):
        texts.append([])
        for cell in row:
            at = len(texts[index])
            above = (
                origins.get((index - 1, at), (index - 1, at))
                if cell.goes_on and _has(texts, index - 1, at)
                else None
            )
            source = above or (index, at)
            texts[index] += [None if above else cell.text, *[None] * (cell.width - 1)]
            origins.update({(index, place): source for place in range(at, at + cell.width)})
    return merged(texts, table, first, origins)


def _widened(row: Sequence[_Cell], counts: set[int]) -> list[_Cell]:
    width = next(iter(counts))
    return [_Cell(cell.text, width if len(row) == 1 else 1, cell.goes_on) for cell in row]


def _has(texts: Sequence[Sequence[str | None]], row: int, column: int) -> bool:
    return row >= 0 and column < len(texts[row])

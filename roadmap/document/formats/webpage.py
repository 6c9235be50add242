"""HTML: a page of a site, or what Word and Excel save as one. Nothing is fetched."""

import re
from collections.abc import Iterator, Sequence

from lxml import html
from lxml.html import HtmlElement

from roadmap.document.formats.limits import MOST_COLUMNS, MOST_ROWS, check_rows
from roadmap.document.grid import Grid, Line, Origins, merged, outside
from roadmap.errors import NotARoadmap

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SKIPPED = frozenset(("script", "style", "head", "noscript", "template", "textarea", "select"))
_SECTIONS = frozenset(
    (
        *("address", "article", "blockquote", "center", "dd", "div", "dl", "dt", "figure", "footer", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "li", "main", "nav", "ol", "pre", "section", "ul"),
    )
)
_BLOCKS = _SECTIONS | {"p"}
_LINE, _BREAK = "\n", "\n\n"


def grids_of_page(content: bytes) -> Iterator[Grid]:
    """The page's tables with the text around them; then each table alone that stands within another."""
    if _is_cut_off(content.replace(b"\0", b"").lower()):
        raise NotARoadmap("import-cut-off")
    page = html.fromstring(content, parser=html.HTMLParser(encoding=_encoding(content), no_network=True))
    walk = _Walk()
    yield Grid(tuple(walk.lines(page)))
    nested = [table for table in page.iter("table") if next(table.iterancestors("table"), None) is not None]
    if nested:
        yield Grid(tuple(line for table in nested for line in walk.table(table)))


def _is_cut_off(page: bytes) -> bool:
    return page.rfind(b"<table") > page.rfind(b"</table")


def _encoding(content: bytes) -> str | None:
    """UTF-8 if it can be; else as the page itself says (None), and Windows-1251 if it doesn't."""
    if content.startswith(_UTF_16):
        return "utf-16"
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None if b"charset" in content.lower() else "cp1251"
    return "utf-8"


class _Walk:
    def __init__(self) -> None:
        self._rows = 0
        self._tables = 0

    def lines(self, page: HtmlElement) -> Iterator[Line]:
        """Paragraphs, and tables that aren't within another one."""
        text = ""
        for piece in _pieces(page):
            if isinstance(piece, str) and piece not in {_LINE, _BREAK}:
                text += piece
                continue
            if text.strip():
                yield outside(self._rows + 1, " ".join(text.split()))
            text = ""
            if piece == _BREAK:
                yield outside(self._rows + 1, "")
            elif not isinstance(piece, str):
                yield from self.table(piece)
        yield outside(self._rows + 1, " ".join(text.split()))

    def table(self, table: HtmlElement) -> list[Line]:
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        first = self._rows + 1
        self._rows += len(rows)
        self._tables += 1
        check_rows(self._rows)
        return _placed(rows, self._tables, first)


def _pieces(element: HtmlElement) -> Iterator[str | HtmlElement]:
    """Text, the ends of lines and of whole paragraphs, and tables as they are."""
    if element.tag == "table":
        yield element
        return
    if not isinstance(element.tag, str) or element.tag in _SKIPPED:
        return
    around = _LINE if element.tag in {"p", "br"} and not _is_apart(element) else _BREAK
    is_block = element.tag in _BLOCKS or element.tag == "br"
    yield around if is_block else ""
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    yield around if is_block else ""


def _is_apart(paragraph: HtmlElement) -> bool:
    """Empty, or on another side than the paragraph before: a stamp of approval is no part of the title."""
    before = paragraph.getprevious()
    if paragraph.tag != "p":
        return False
    turned = before is not None and _alignment(before) != _alignment(paragraph)
    return turned or not str(paragraph.text_content()).strip()


def _alignment(paragraph: HtmlElement) -> str:
    said = re.search(r"text-align:\s*(\w+)", str(paragraph.get("style", "")), re.IGNORECASE)
    return said[1].lower() if said else str(paragraph.get("align", "")).lower()


def _placed(rows: Sequence[HtmlElement], table: int, first: int) -> list[Line]:
    """Cells at their places: rowspan and colspan push the others on."""
    texts: list[list[str | None]] = [[] for _ in rows]
    origins: Origins = {}
    for index, row in enumerate(rows):
        at = 0
        for cell in row.iterchildren("td", "th"):
            while (index, at) in origins:
                at += 1
            if at >= MOST_COLUMNS:
                break
            across, down = (
                _span(cell, "colspan", MOST_COLUMNS - at),
                _span(cell, "rowspan", len(rows) - index),
            )
            _put(texts[index], at, _cell_text(cell))
            origins.update(
                {(y, x): (index, at) for y in range(index, index + down) for x in range(at, at + across)}
            )
            at += across
    for y, x in origins:
        _put(texts[y], x, None)
    return merged(texts, table, first, origins)


def _put(row: list[str | None], at: int, text: str | None) -> None:
    row.extend([None] * (at + 1 - len(row)))
    row[at] = row[at] if text is None else text


def _span(cell: HtmlElement, name: str, most: int) -> int:
    said = str(cell.get(name, "1")).strip()
    if not said.isdigit():
        return 1
    return min(int(said[: len(str(MOST_ROWS))]) or most, most)


def _cell_text(cell: HtmlElement) -> str:
    """A line a paragraph or ``br``; blanks and line ends of the source are blanks."""
    lines = [""]
    for piece in _cell_pieces(cell):
        if piece == _LINE:
            lines.append("")
        else:
            lines[-1] += piece
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _cell_pieces(element: HtmlElement) -> Iterator[str]:
    yield " ".join((element.text or "").splitlines())
    for child in element:
        if child.tag == "br" or child.tag in _BLOCKS:
            yield _LINE
        if child.tag != "table" and child.tag not in _SKIPPED and isinstance(child.tag, str):
            yield from _cell_pieces(child)
        if child.tag in _BLOCKS:
            yield _LINE
        yield " ".join((child.tail or "").splitlines())

"""What kind of document it is, told by its bytes, and the grids that may be seen in it.

The libraries that read office documents are imported when such a document comes: the bot starts without them.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from roadmap.document.container import open_container
from roadmap.document.decoding import decode
from roadmap.document.formats.limits import check_letters
from roadmap.document.formats.text import grids_of_text
from roadmap.document.grid import Grid
from roadmap.errors import NotARoadmap

LARGEST_FILE_MB = 20
LARGEST_PAGE_MB = 5

_MEGABYTE = 1024 * 1024
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURE = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n|GIF8[79]a|II\*\x00|MM\x00\*|RIFF....WEBP|BM.{4}\x00{4}|.{4}ftyp(hei|mif|avi)",
    re.DOTALL,
)
_MACROS = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
_HTML = re.compile(rb"<(!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml")
_BEGINNING = 4096
_NOT_SEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control signs, halves of letters, and marks that turn the direction of what is written after them."""


def grids_of(content: bytes) -> Iterator[Grid]:
    """The likeliest first, each made when it is asked for. Raises NotARoadmap, and nothing else.

    A damaged document may make the libraries that read it raise anything at all.
    """
    try:
        yield from map(_legible, _grids_of(content))
    except NotARoadmap:
        raise
    except (MemoryError, RecursionError) as error:
        raise NotARoadmap("import-too-much") from error
    except Exception as error:
        raise NotARoadmap("import-cut-off") from error


def _legible(grid: Grid) -> Grid:
    """Without what is no letter: databases don't keep all of it, and nobody sees it. Raises NotARoadmap."""
    check_letters(sum(len(cell) for line in grid.lines for cell in line.cells))
    lines = tuple(
        replace(line, cells=tuple(_NOT_SEEN.sub("", cell) for cell in line.cells))
        if any(map(_NOT_SEEN.search, line.cells))
        else line
        for line in grid.lines
    )
    return replace(grid, lines=lines)


def _grids_of(content: bytes) -> Iterator[Grid]:
    _check_size(content, LARGEST_FILE_MB)
    if content.startswith(_ZIP):
        return _of_container(content)
    if content.startswith(_OLD_OFFICE):
        raise NotARoadmap(_kind_of_old(content))
    if _PICTURE.match(content):
        raise NotARoadmap("import-picture")
    if content.startswith(b"{\\rtf"):
        raise NotARoadmap("import-rtf")
    if content[:_BEGINNING].lstrip().startswith(b"%PDF-"):
        from roadmap.document.formats.pdf import grids_of_pdf

        return grids_of_pdf(content)
    if _is_page(content):
        from roadmap.document.formats.webpage import grids_of_page

        _check_size(content, LARGEST_PAGE_MB)
        return grids_of_page(content)
    return grids_of_text(decode(content))


def _check_size(content: bytes, limit: int) -> None:
    if len(content) > limit * _MEGABYTE:
        raise NotARoadmap("import-too-large", limit=limit)


def _is_page(content: bytes) -> bool:
    beginning = content[:_BEGINNING].replace(b"\x00", b"")
    return _HTML.search(beginning) is not None and (
        beginning.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") or _XML.match(beginning) is not None
    )


def _of_container(content: bytes) -> Iterator[Grid]:
    archive = open_container(content)
    names = set(archive.namelist())
    if "[Content_Types].xml" not in names:
        raise NotARoadmap("import-open-document" if "mimetype" in names else "import-archive")
    if _MACROS.search(archive.read("[Content_Types].xml")) or any(
        name.endswith("vbaProject.bin") for name in names
    ):
        raise NotARoadmap("import-macros")
    return _reader(names)(content)


def _reader(names: set[str]) -> Callable[[bytes], Iterator[Grid]]:
    if any(name.startswith("word/") for name in names):
        from roadmap.document.formats.word import grids_of_word

        return grids_of_word
    if "xl/workbook.xml" in names:
        from roadmap.document.formats.workbook import grids_of_workbook

        return grids_of_workbook
    raise NotARoadmap("import-archive")


def _kind_of_old(content: bytes) -> str:
    """An encrypted document is kept in the old container, whatever its kind."""
    for name, text_id in (
        ("EncryptedPackage", "import-password"),
        ("WordDocument", "import-old-word"),
        ("Workbook", "import-old-excel"),
        ("Book", "import-old-excel"),
    ):
        if name.encode("utf-16-le") in content:
            return text_id
    return "import-old-word"

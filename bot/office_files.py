"""DOCX and XLSX by their content: whole, not swelling when unpacked, without macros."""

from pathlib import Path
from zipfile import BadZipFile, ZipFile

from bot.inspected import Inspected, Kind
from roadmap.document.container import open_container
from roadmap.errors import NotARoadmap, UserError

_MAIN: dict[str, Kind] = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
_TYPES = "[Content_Types].xml"
_SAID = {"import-bomb": "file-too-complex", "import-password": "file-office-locked"}
_MACROS = ("vbaproject.bin", "vbadata.xml")


def look_into_office(path: Path) -> Inspected:
    """Unpack every part once.

    Raises UserError: ``file-not-image-or-pdf`` for another archive, ``file-office-…``, ``file-too-complex``.
    """
    content = path.read_bytes()
    names = _names(path)
    kind = next((kind for part, kind in _MAIN.items() if part in names), None)
    if kind is None or _TYPES not in names:
        raise UserError("file-not-image-or-pdf")
    if any(name.lower().endswith(_MACROS) for name in names):
        raise UserError("file-office-macros")
    try:
        with open_container(content) as archive:
            types = archive.read(_TYPES)
    except NotARoadmap as error:
        raise UserError(_SAID.get(error.text_id, "file-office-broken")) from None
    if b"macroEnabled" in types:
        raise UserError("file-office-macros")
    return Inspected(kind)


def _names(path: Path) -> set[str]:
    try:
        with ZipFile(path) as archive:
            return set(archive.namelist())
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        raise UserError("file-office-broken") from None

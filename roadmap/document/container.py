"""Office documents are archives: what is in one is looked at before anything is unpacked or parsed."""

import re
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from roadmap.errors import NotARoadmap

MOST_ENTRIES = 2_000
LARGEST_UNPACKED_MB = 100
LARGEST_RATIO = 200
"""How many times larger unpacked: XML of real documents shrinks to a twentieth, a bomb to a thousandth."""

_MEGABYTE = 1024 * 1024
_UNSUSPICIOUS_MB = 10
_PIECE = 256 * 1024
_ENCRYPTED = 0x1
_XML = (".xml", ".rels", ".vml")
_DECLARATIONS = ("<!DOCTYPE", "<!ENTITY")
_DECLARED = re.compile(
    b"|".join(
        re.escape(said.encode(code)) for said in _DECLARATIONS for code in ("ascii", "utf-16-le", "utf-16-be")
    )
)


def open_container(content: bytes) -> ZipFile:
    """The archive, safe to be read: not too large unpacked, no password, no XML that declares entities.

    Raises NotARoadmap. Python reads no more of an entry than it declares, so the sizes can be relied on.
    """
    try:
        archive = ZipFile(BytesIO(content))
        _check_sizes(archive.infolist(), len(content))
        _check_xml(archive)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        raise NotARoadmap("import-cut-off") from None
    return archive


def _check_sizes(entries: list[ZipInfo], packed: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    is_bomb = unpacked > packed * LARGEST_RATIO and unpacked > _UNSUSPICIOUS_MB * _MEGABYTE
    if len(entries) > MOST_ENTRIES or unpacked > LARGEST_UNPACKED_MB * _MEGABYTE or is_bomb:
        raise NotARoadmap("import-bomb", limit=LARGEST_UNPACKED_MB)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise NotARoadmap("import-password")


def _check_xml(archive: ZipFile) -> None:
    for entry in archive.infolist():
        if entry.filename.lower().endswith(_XML) and _declares(archive, entry):
            raise NotARoadmap("import-entities")


def _declares(archive: ZipFile, entry: ZipInfo) -> bool:
    """Whether it has a document type or entities, which may lead out of the document or swell without end."""
    end = b""
    with archive.open(entry) as stream:
        while piece := stream.read(_PIECE):
            if _DECLARED.search(end + piece):
                return True
            end = piece[-2 * max(map(len, _DECLARATIONS)) :]
    return False

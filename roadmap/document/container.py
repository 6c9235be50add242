"""Office documents are archives: what is in one is looked at before anything is unpacked or parsed."""

import re
import zlib
from copy import copy
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from roadmap.errors import NotARoadmap

MOST_ENTRIES = 2_000
LARGEST_UNPACKED_MB = 100
LARGEST_RATIO = 200
"""How many times larger unpacked: XML of real documents shrinks to a twentieth, a bomb to a thousandth."""

_MEGABYTE = 1024 * 1024
_UNSUSPICIOUS_MB = 10
_PIECE = 256 * 1024
_ENCRYPTED = 0x1
_PACKED_AS = {ZIP_STORED, ZIP_DEFLATED}
"""Office programs know no other; unpacked by Python, others swell without a limit."""
_XML = (".xml", ".rels", ".vml")
_BEGINNING = 64
_NOT_YET_XML = b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n"
_ENCODINGS = ("ascii", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp037", "cp500")
"""Those in which parsers read XML; any other has these signs as ASCII has them."""
_PICTURE = ".svg"
_DECLARATIONS = ("<!DOCTYPE", "<!ENTITY")
_DECLARED = re.compile(
    b"|".join(re.escape(said.encode(code)) for said in _DECLARATIONS for code in _ENCODINGS)
)
_LONGEST = 4 * max(map(len, _DECLARATIONS))


def open_container(content: bytes) -> ZipFile:
    """The archive, safe to be read: not too large unpacked, no password, no XML that declares entities.

    Raises NotARoadmap. Every entry was unpacked once by then: it is as large as it declares.
    """
    try:
        archive = ZipFile(BytesIO(content))
        _check_sizes(archive.infolist(), len(content))
        for entry in archive.infolist():
            _check_entry(archive, entry)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        raise NotARoadmap("import-cut-off") from None
    return archive


def _check_sizes(entries: list[ZipInfo], packed: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    is_bomb = unpacked > packed * LARGEST_RATIO and unpacked > _UNSUSPICIOUS_MB * _MEGABYTE
    if len(entries) > MOST_ENTRIES or unpacked > LARGEST_UNPACKED_MB * _MEGABYTE or is_bomb:
        raise NotARoadmap("import-bomb")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise NotARoadmap("import-password")


def _check_entry(archive: ZipFile, entry: ZipInfo) -> None:
    """Unpack it piece by piece. Document types and entities may lead out of it or swell without end."""
    if entry.compress_type not in _PACKED_AS:
        raise BadZipFile
    is_xml = entry.filename.lower().endswith(_XML)
    size, end = 0, b""
    with archive.open(_with_one_byte_more(entry)) as stream:
        while piece := stream.read(_PIECE):
            is_xml = is_xml or (not size and _is_xml(entry.filename, piece))
            if is_xml and _DECLARED.search(end + piece):
                raise NotARoadmap("import-entities")
            size += len(piece)
            end = piece[-_LONGEST:]
    if size != entry.file_size:
        raise BadZipFile


def _with_one_byte_more(entry: ZipInfo) -> ZipInfo:
    """Python stops where the entry says it ends, and so would not see that it goes on."""
    longer = copy(entry)
    longer.file_size += 1
    return longer


def _is_xml(name: str, beginning: bytes) -> bool:
    """Whatever it is called; but pictures that are XML do have a document type, and are never looked at."""
    signs = beginning[:_BEGINNING].translate(None, _NOT_YET_XML)
    return not name.lower().endswith(_PICTURE) and signs.startswith((b"<?xml", b"<!", "<?".encode("cp037")))

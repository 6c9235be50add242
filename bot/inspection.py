"""What a file is by its content, not by its name, and whether it is whole. For a process of its own."""

import mmap
import re
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import filetype
import pikepdf
import pillow_heif
import pypdfium2
from PIL import Image

from bot.active_pdf import carries_files, runs_something
from bot.inspected import Inspected, Kind
from bot.office_files import look_into_office
from roadmap.errors import UserError

MAX_MEGABYTES = 50

_KINDS: dict[str, Kind] = {
    "image/jpeg": "jpeg",
    "image/png": "png",
    "image/apng": "png",
    "image/webp": "webp",
    "application/pdf": "pdf",
}
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis"}
# Readers look for a PDF's header in the first kilobyte, for its end in the last one (ISO 32000-1, annex H).
_PDF_MARGIN = 1024
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A picture is decoded to see that it is whole; in how many pixels that fits into the memory of the process is
# measured (tests/unit/test_inspecting.py). A JPEG can be decoded small, however large it is, unless it
# is progressive: all its coefficients are in memory at once then.
PIXELS = {"jpeg": 250_000_000, "progressive": 30_000_000, "png": 40_000_000, "webp": 13_000_000}
PIXELS_OF_HEIC = 26_000_000

ORIENTATION = 0x0112
_GPS = 0x8825
_UPRIGHT = 1
# In XMP, in a second picture after the first one's end, in the film that some phones put there.
_SAYS_WHERE = re.compile(rb"GPSLatitude|GPSCoordinates|\xa9xyz")


def inspect(path: Path) -> Inspected:
    """Look into a file.

    Raises UserError with ``file-empty``, ``file-too-big``, ``file-not-image-or-pdf``, ``file-image-broken``,
    ``file-image-too-large``, ``file-pdf-broken``, ``file-pdf-encrypted``, ``file-pdf-active`` or
    ``file-office-…``.
    """
    size = path.stat().st_size
    if size == 0:
        raise UserError("file-empty")
    if size > MAX_MEGABYTES * 1024 * 1024:
        raise UserError("file-too-big", limit=MAX_MEGABYTES)
    with path.open("rb") as file:
        head = file.read(8192)
        if head.startswith(_ZIP):
            return look_into_office(path)
        if head.startswith(_OLD_OFFICE):
            raise UserError("file-office-locked")
        kind = _kind(head)
        if kind is None:
            raise UserError("file-not-image-or-pdf")
        if kind == "pdf":
            return _pdf(path, size)
        return _heic(path, size) if kind == "heic" else _picture(file, kind)


def _kind(head: bytes) -> Kind | None:
    if head[4:8] == b"ftyp":
        brands = head[8 : int.from_bytes(head[:4], "big")]
        return "heic" if any(brands[i : i + 4] in _HEIC_BRANDS for i in range(0, len(brands), 4)) else None
    mime = filetype.guess_mime(head)
    if mime is None and b"%PDF-" in head[:_PDF_MARGIN]:
        return "pdf"
    return _KINDS.get(mime or "")


def _picture(file: BinaryIO, kind: Kind) -> Inspected:
    Image.MAX_IMAGE_PIXELS = None  # ours is told to the sender, Pillow's would be a warning or another error
    with broken("file-image-broken"), Image.open(file, formats=[kind.upper()]) as image:
        width, height = image.size
        progressive = kind == "jpeg" and "progressive" in image.info
        if width * height > PIXELS["progressive" if progressive else kind]:
            raise UserError("file-image-too-large")
        if kind == "jpeg":
            image.draft(None, (max(1, width // 8), max(1, height // 8)))
        image.load()  # before its EXIF is read, which a PNG may have behind the picture
        has_position, turned = _position_and_turn(image)
    where = has_position or _says_where(file)
    return Inspected(kind, width=width, height=height, has_position=where, turned=turned)


def _position_and_turn(image: Image.Image) -> tuple[bool, bool]:
    """What its EXIF says. Where that can't be read, others may read it nevertheless."""
    try:
        exif = image.getexif()
        return bool(exif.get_ifd(_GPS)), exif.get(ORIENTATION, _UPRIGHT) in range(2, 9)
    except Exception:  # noqa: BLE001 -- Pillow raises what it likes for EXIF that is broken
        return True, False


def _says_where(file: BinaryIO) -> bool:
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return _SAYS_WHERE.search(content) is not None


def _heic(path: Path, size: int) -> Inspected:
    with path.open("rb") as file:
        if not _ends_with_a_box(file, size):
            raise UserError("file-image-broken")
        with broken("file-image-broken"):
            heif = pillow_heif.open_heif(file, convert_hdr_to_8bit=True)
            width, height = heif.size
            if width * height > PIXELS_OF_HEIC:
                raise UserError("file-image-too-large")
            has_position = _heic_says_where(heif)
            heif.data  # noqa: B018 -- decodes it
        return Inspected("heic", width=width, height=height, has_position=has_position or _says_where(file))


def _heic_says_where(heif: "pillow_heif.HeifFile") -> bool:
    exif = heif.info.get("exif")
    if not exif:
        return False
    try:
        read = Image.Exif()
        read.load(exif)
        return bool(read.get_ifd(_GPS))
    except Exception:  # noqa: BLE001 -- as for other pictures
        return True


def _ends_with_a_box(file: BinaryIO, size: int) -> bool:
    """Its boxes carry their sizes, and the last one has to end the file: else it was cut off."""
    position = 0
    while position < size:
        file.seek(position)
        header = file.read(16)
        length = int.from_bytes(header[:4], "big")
        if length == 1:
            length = int.from_bytes(header[8:16], "big")
        if length == 0:
            length = size - position
        if length < 8:  # noqa: PLR2004 - the size and the type of a box
            return False
        position += length
    file.seek(0)
    return position == size


def _pdf(path: Path, size: int) -> Inspected:
    with path.open("rb") as file:
        file.seek(max(0, size - _PDF_MARGIN))
        whole = b"%%EOF" in file.read()
        file.seek(0)
        try:
            with broken("file-pdf-broken"), pikepdf.open(file) as pdf:
                pages = len(pdf.pages)
                runs, carries = runs_something(pdf), carries_files(pdf)
        except pikepdf.PasswordError:
            raise UserError("file-pdf-encrypted") from None
    if not (whole and pages and _opens_elsewhere(path)):
        raise UserError("file-pdf-broken")
    if runs:
        raise UserError("file-pdf-active")
    return Inspected("pdf", pages=pages, active=carries)


def _opens_elsewhere(path: Path) -> bool:
    """Whether what people read PDFs with opens it too: pikepdf mends more than that."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            return len(document) > 0
    except pypdfium2.PdfiumError:
        return False


@contextmanager
def broken(text_id: str) -> Iterator[None]:
    """Tell the sender of a broken file, but not of a disk that cannot be read."""
    try:
        yield
    except pikepdf.PasswordError:
        raise
    except (
        pikepdf.PdfError,
        OSError,
        SyntaxError,
        ValueError,
        TypeError,
        LookupError,
        EOFError,
        RuntimeError,
        struct.error,
    ) as error:
        if isinstance(error, RecursionError) or (isinstance(error, OSError) and error.errno):
            raise
        raise UserError(text_id) from error

"""What a file is by its content, not by its name, and whether it is whole."""

import asyncio
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

import filetype
import pikepdf
from PIL import Image

from roadmap.errors import UserError

MAX_MEGABYTES = 50

Kind = Literal["jpeg", "png", "webp", "heic", "pdf"]

_MIME: dict[Kind, str] = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "heic": "image/heic",
    "pdf": "application/pdf",
}
_KINDS: dict[str, Kind] = {mime: kind for kind, mime in _MIME.items()} | {"image/apng": "png"}
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis"}
# Readers look for a PDF's header in the first kilobyte, for its end in the last one (ISO 32000-1, annex H).
_PDF_MARGIN = 1024
# A picture is decoded to see that it is whole. A phone's JPEG of 200 megapixels can be decoded small; others
# need 4 bytes a pixel, and a progressive JPEG needs 6.
_PIXELS_WHOLE = 64_000_000
_PIXELS_SCALED = 250_000_000


@dataclass(frozen=True)
class Inspected:
    """A file that can be taken: pages of a PDF, width and height of a picture in pixels (unknown for HEIC).

    ``active``: a PDF that wants to run something or carries other files.
    """

    kind: Kind
    pages: int | None = None
    width: int | None = None
    height: int | None = None
    active: bool = False

    @property
    def mime(self) -> str:
        """The media type."""
        return _MIME[self.kind]


async def inspect_off_loop(path: Path, seconds: float) -> Inspected:
    """``inspect`` in a thread. Raises UserError as it does, and ``file-too-complex`` after ``seconds``.

    A thread can't be stopped: it ends by itself, within the limits on size.
    """
    try:
        async with asyncio.timeout(seconds):
            return await asyncio.to_thread(inspect, path)
    except TimeoutError:
        raise UserError("file-too-complex") from None


def inspect(path: Path) -> Inspected:
    """Look into a file. Blocks.

    Raises UserError with ``file-empty``, ``file-too-big``, ``file-not-image-or-pdf``, ``file-image-broken``,
    ``file-image-too-large``, ``file-pdf-broken`` or ``file-pdf-encrypted``.
    """
    size = path.stat().st_size
    if size == 0:
        raise UserError("file-empty")
    if size > MAX_MEGABYTES * 1024 * 1024:
        raise UserError("file-too-big", limit=MAX_MEGABYTES)
    with path.open("rb") as file:
        head = file.read(8192)
        kind = _kind(head)
        if kind is None:
            raise UserError("file-not-image-or-pdf")
        if kind == "pdf":
            return _pdf(file, size)
        return _heic(file, size) if kind == "heic" else _picture(file, kind)


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
    with _broken("file-image-broken"), Image.open(file, formats=[kind.upper()]) as image:
        width, height = image.size
        scaled = kind == "jpeg" and "progressive" not in image.info
        if width * height > (_PIXELS_SCALED if scaled else _PIXELS_WHOLE):
            raise UserError("file-image-too-large")
        if scaled:
            image.draft(None, (max(1, width // 8), max(1, height // 8)))
        image.load()
    return Inspected(kind, width=width, height=height)


def _heic(file: BinaryIO, size: int) -> Inspected:
    """Pillow doesn't decode HEIC, but its boxes carry their sizes, and the last one has to end the file."""
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
            break
        position += length
    if position != size:
        raise UserError("file-image-broken")
    return Inspected("heic")


def _pdf(file: BinaryIO, size: int) -> Inspected:
    file.seek(max(0, size - _PDF_MARGIN))
    whole = b"%%EOF" in file.read()
    file.seek(0)
    try:
        with _broken("file-pdf-broken"), pikepdf.open(file) as pdf:
            pages = len(pdf.pages)
            active = _is_active(pdf)
    except pikepdf.PasswordError:
        raise UserError("file-pdf-encrypted") from None
    if not (whole and pages):
        raise UserError("file-pdf-broken")
    return Inspected("pdf", pages=pages, active=active)


def _is_active(pdf: pikepdf.Pdf) -> bool:
    root = pdf.Root
    opening = root.get("/OpenAction")
    acts = isinstance(opening, pikepdf.Dictionary) and opening.get("/S") != pikepdf.Name.GoTo
    names = root.get("/Names", pikepdf.Dictionary())
    return acts or "/AA" in root or "/JavaScript" in names or "/EmbeddedFiles" in names


@contextmanager
def _broken(text_id: str) -> Iterator[None]:
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
        struct.error,
    ) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise UserError(text_id) from error

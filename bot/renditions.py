"""Pictures made of files, to be handed on in their place or to show what is in them. Blocks.

Memory is short (`scheduler.inspector`): a large picture is made smaller before it is turned.
"""

from pathlib import Path

import pillow_heif
import pypdfium2
from PIL import Image, ImageOps

from bot.inspected import Inspected, Rendered

QUALITY = 92
THUMBNAIL_SIDE = 1280
_MOST_PIXELS = 26_000_000
_MOST_TURNED = 14_000_000
"""Turned, a picture is in memory twice."""
_ROWS = 512
_AS_THEY_ARE = {"L", "RGB", "CMYK"}
_REDUCIBLE = _AS_THEY_ARE | {"RGBA", "LA"}
_COLOURED = _AS_THEY_ARE | {"RGBA", "P"}
"""What has the same colours when it is flat."""


def render(path: Path, inspected: Inspected, target: Path) -> Rendered | None:
    """Write to ``target`` what the file wants, always a JPEG; None where it wants nothing.

    Whatever it raises, the file itself is good.
    """
    kind = inspected.wants
    if kind == "thumbnail":
        _first_page(path, target)
    elif kind == "jpeg":
        _save(_heic(path), target)
    elif kind == "clean":
        _save(_upright(path, _MOST_TURNED if inspected.turned else _MOST_PIXELS), target)
    return kind


def _heic(path: Path) -> Image.Image:
    """Upright as it is decoded; taken over a few rows at a time, since it is in memory already."""
    heif = pillow_heif.open_heif(path, convert_hdr_to_8bit=True)
    (width, height), mode, stride, data = heif.size, heif.mode, heif.stride, memoryview(heif.data)
    image = Image.new(mode, (width, height))
    for top in range(0, height, _ROWS):
        rows = min(_ROWS, height - top)
        piece = bytes(data[top * stride : (top + rows) * stride])
        image.paste(Image.frombytes(mode, (width, rows), piece, "raw", mode, stride), (0, top))
    image.info["icc_profile"] = heif.info.get("icc_profile")
    return image


def _upright(path: Path, most: int) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(path) as opened:
        (width, height), divisor = opened.size, 1
        while width * height > most * divisor**2:
            divisor *= 2
        if opened.format == "JPEG":  # decoded as small as that
            opened.draft(None, (width // divisor, height // divisor))
            divisor = 1
        opened.load()
        reduced = opened if divisor == 1 else _reduced(opened, divisor)
        return ImageOps.exif_transpose(reduced)


def _reduced(image: Image.Image, divisor: int) -> Image.Image:
    return (image if image.mode in _REDUCIBLE else _flat(image)).reduce(divisor)


def _save(image: Image.Image, target: Path) -> None:
    """Without EXIF and XMP, with its colours as they were."""
    profile = image.info.get("icc_profile") if image.mode in _COLOURED else None
    flat = image if image.mode in _AS_THEY_ARE else _flat(image)
    flat.info.clear()
    flat.save(target, "JPEG", quality=QUALITY, icc_profile=profile)


def _flat(image: Image.Image) -> Image.Image:
    """On white where one can see through it."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    seen = image.convert("RGBA")
    white = Image.new("RGB", seen.size, "white")
    white.paste(seen, mask=seen.getchannel("A"))
    return white


def _first_page(path: Path, target: Path) -> None:
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        longest = max(page.get_size())
        bitmap = page.render(scale=THUMBNAIL_SIDE / max(longest, 1), may_draw_forms=False)
        picture = bitmap.to_pil()
        picture.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
        picture.convert("RGB").save(target, "JPEG", quality=85)
        page.close()

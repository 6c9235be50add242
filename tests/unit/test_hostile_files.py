"""Files that are broken or made to do harm: each gets a clear answer, and what is taken is good."""

import asyncio
import random
import struct
import zlib
from collections.abc import AsyncIterator
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pillow_heif
import pytest
from PIL import Image

from bot.inspected import Looked
from bot.texts import load_texts
from roadmap.errors import UserError
from scheduler.inspecting import Inspecting
from tests import hostile
from tests.unit.test_inspection import heic, pdf, picture, position

MOST_MEGABYTES = 300
GOOD = {
    "jpeg": picture("jpeg", exif=position(6)),
    "progressive": picture("jpeg", progressive=True),
    "png": picture("png", (80, 60)),
    "webp": picture("webp", (80, 60)),
    "heic": heic(),
    "pdf": pdf(5),
    "ruled": hostile.GOOD["pdf"],
    "docx": hostile.GOOD["docx"],
    "xlsx": hostile.GOOD["xlsx"],
}
MUTATIONS = 45


@pytest.fixture
async def inspecting() -> AsyncIterator[Inspecting]:
    inspecting = Inspecting()
    yield inspecting
    assert inspecting.peak_kb < MOST_MEGABYTES * 1024
    await inspecting.end()


async def judged(inspecting: Inspecting, path: Path) -> Looked | str:
    """What it is, or the sentence that its sender is told."""
    try:
        return await inspecting.look(path)
    except UserError as error:
        return load_texts("ru").default(error.text_id, **({"limit": 20} | error.arguments))


def mutations(content: bytes, seed: int) -> list[bytes]:
    """Cut off, with bytes changed, with pieces left out, doubled or made zero."""
    chance = random.Random(seed)
    made = []
    for number in range(MUTATIONS):
        at = chance.randrange(len(content))
        length = chance.choice([1, 4, 64, 1000])
        piece = content[at : at + length]
        match number % 5:
            case 0:
                made.append(content[:at])
            case 1:
                made.append(content[:at] + chance.randbytes(len(piece)) + content[at + length :])
            case 2:
                made.append(content[:at] + content[at + length :])
            case 3:
                made.append(content[:at] + piece * 40 + content[at:])
            case _:
                made.append(content[:at] + bytes(len(piece)) + content[at + length :])
    return made


def opens(path: Path, found: Looked) -> None:
    """A second opinion on what was taken. Raises whatever the library does."""
    kind = found.inspected.kind
    if kind == "pdf":
        with pikepdf.open(path) as document:
            assert len(document.pages) == found.inspected.pages
    elif kind == "heic":
        pillow_heif.open_heif(path).to_pillow().load()
    elif kind in ("docx", "xlsx"):
        with ZipFile(path) as archive:
            assert archive.testzip() is None
    else:
        with Image.open(path) as image:
            image.load()


@pytest.mark.slow  # hundreds of files
@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", GOOD)
async def test_every_broken_file_is_answered_and_what_is_taken_opens(
    inspecting: Inspecting, tmp_path: Path, kind: str
) -> None:
    paths = []
    for number, content in enumerate(mutations(GOOD[kind], seed=len(kind))):
        paths.append(tmp_path / f"{number}.part")
        paths[-1].write_bytes(content)
    found = await asyncio.gather(*(judged(inspecting, path) for path in paths))
    assert all(found)
    for path, one in zip(paths, found, strict=True):
        if isinstance(one, Looked):
            opens(path, one)


def bomb(width: int, height: int) -> bytes:
    """A PNG of many pixels in few bytes."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes((width * 3 + 1) * height), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


HARMFUL = {
    "a bomb of 64 megapixels": bomb(8000, 8000),
    "a swelling page": hostile.swelling_pdf(200_000_000),
    "pages that are their own children": hostile.looping_pdf(),
    "a PDF under a password": hostile.locked_pdf(),
    "an archive that lies": hostile.lying(50_000_000, 1_000),
    "entries over one another": hostile.overlapping(2_000),
    "entities": hostile.declaring(hostile.DOCUMENT, hostile.LAUGHS),
    "macros": hostile.with_macros("docx"),
    "nothing": b"",
    "no picture": hostile.PICTURE,
    "deep arrays": b"%PDF-1.7\n1 0 obj\n" + b"[" * 500_000 + b"\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF",
}


@pytest.mark.parametrize("name", HARMFUL)
async def test_what_is_made_to_do_harm(inspecting: Inspecting, tmp_path: Path, name: str) -> None:
    path = tmp_path / "incoming.part"
    path.write_bytes(HARMFUL[name])
    async with asyncio.timeout(60):
        found = await judged(inspecting, path)
    if isinstance(found, Looked):
        assert name == "a swelling page"  # nothing is wrong with it but that it can't be shown
        opens(path, found)

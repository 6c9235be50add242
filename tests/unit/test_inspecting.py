"""The process that looks into files: what it makes of them, what stops it, that it outlives what kills it."""

import asyncio
import io
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from bot.inspected import Looked
from roadmap.errors import UserError
from scheduler import inspecting as module
from scheduler.inspecting import Inspecting, InspectorDiedError
from tests.unit.test_inspection import heic, pdf, picture, position

MOST_MEGABYTES = 300


@pytest.fixture
async def inspecting() -> AsyncIterator[Inspecting]:
    inspecting = Inspecting()
    yield inspecting
    assert inspecting.peak_kb < MOST_MEGABYTES * 1024
    await inspecting.end()


async def look(inspecting: Inspecting, tmp_path: Path, content: bytes) -> Looked:
    path = tmp_path / "incoming.part"
    path.write_bytes(content)
    return await inspecting.look(path)


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
async def test_what_is_handed_on_is_upright_and_says_no_place(
    inspecting: Inspecting, tmp_path: Path, kind: str
) -> None:
    found = await look(inspecting, tmp_path, picture(kind, (320, 240), exif=position(6), icc_profile=b"icc"))
    assert found.inspected.has_position
    assert found.rendition is not None
    with Image.open(found.rendition) as clean:
        assert (clean.format, clean.size) == ("JPEG", (240, 320))
        assert not clean.getexif()
        assert clean.info["icc_profile"] == b"icc"


async def test_a_picture_of_which_nothing_needs_to_be_made(inspecting: Inspecting, tmp_path: Path) -> None:
    found = await look(inspecting, tmp_path, picture("jpeg"))
    assert found.rendition is None
    assert found.inspected.wants is None


async def test_a_heic_becomes_a_jpeg_without_its_place(inspecting: Inspecting, tmp_path: Path) -> None:
    found = await look(inspecting, tmp_path, heic(where=True))
    assert found.inspected.has_position
    assert found.rendition is not None
    with Image.open(found.rendition) as made:
        assert (made.format, made.size, len(made.getexif())) == ("JPEG", (128, 96), 0)


async def test_the_first_page_of_a_pdf(inspecting: Inspecting, tmp_path: Path) -> None:
    found = await look(inspecting, tmp_path, pdf(3))
    assert found.rendition is not None
    with Image.open(found.rendition) as made:
        assert max(made.size) == 1280


async def test_a_pdf_of_ten_thousand_pages(inspecting: Inspecting, tmp_path: Path) -> None:
    async with asyncio.timeout(20):
        assert (await look(inspecting, tmp_path, pdf(10_000))).inspected.pages == 10_000


@pytest.mark.slow  # it decodes pictures as large as they are taken
@pytest.mark.parametrize(
    ("kind", "size", "made"),
    [
        ("jpeg", (4032, 3024), (3024, 4032)),
        ("jpeg", (8064, 6048), (3024, 4032)),
        ("png", (6300, 6300), (3150, 3150)),
        ("webp", (4032, 3024), (3024, 4032)),
    ],
)
async def test_large_pictures_fit(
    inspecting: Inspecting, tmp_path: Path, kind: str, size: tuple[int, int], made: tuple[int, int]
) -> None:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, kind, exif=position(6))
    found = await look(inspecting, tmp_path, out.getvalue())
    assert found.rendition is not None
    with Image.open(found.rendition) as clean:
        assert clean.size == made


async def test_a_page_too_much_to_draw_leaves_the_pdf_good(inspecting: Inspecting, tmp_path: Path) -> None:
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(600, 800))
        step = b"0 0 600 800 re f " * 2_000_000
        document.pages[0].Contents = document.make_stream(step)
        out = io.BytesIO()
        document.save(out, compress_streams=True)
    found = await look(inspecting, tmp_path, out.getvalue())
    assert found.inspected.pages == 1


async def test_several_at_once_each_get_their_own(inspecting: Inspecting, tmp_path: Path) -> None:
    paths = [tmp_path / f"{pages}" for pages in range(1, 9)]
    for pages, path in enumerate(paths, 1):
        path.write_bytes(pdf(pages))
    found = await asyncio.gather(*map(inspecting.look, paths))
    assert [one.inspected.pages for one in found] == list(range(1, 9))


async def test_it_is_started_again_when_it_died(inspecting: Inspecting, tmp_path: Path) -> None:
    await look(inspecting, tmp_path, pdf())
    process = inspecting._process
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    assert (await look(inspecting, tmp_path, pdf())).inspected.pages == 2


async def test_what_kills_it_twice_is_refused(
    inspecting: Inspecting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def dies(*_: object) -> None:
        raise InspectorDiedError

    monkeypatch.setattr(inspecting, "_ask", dies)
    with pytest.raises(UserError, match="file-too-complex"):
        await look(inspecting, tmp_path, pdf())


async def test_it_ends_when_it_has_nothing_to_do(
    inspecting: Inspecting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "IDLE_SECONDS", 0.0)
    await look(inspecting, tmp_path, pdf())
    process = inspecting._process
    assert process is not None
    async with asyncio.timeout(10):
        assert await process.wait() == 0
    assert (await look(inspecting, tmp_path, pdf())).inspected.pages == 2


async def test_it_knows_none_of_the_secrets(
    inspecting: Inspecting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_TOKEN", "not-for-others")
    await look(inspecting, tmp_path, pdf())
    process = inspecting._process
    assert process is not None
    assert b"not-for-others" not in environment_of(process.pid)


def environment_of(pid: int) -> bytes:
    return Path(f"/proc/{pid}/environ").read_bytes()


async def test_a_file_that_cannot_be_read_is_no_mistake_of_the_sender(
    inspecting: Inspecting, tmp_path: Path
) -> None:
    with pytest.raises(OSError, match="FileNotFoundError"):
        await inspecting.look(tmp_path / "absent")

"""What files are by their content, and that broken and hostile ones are told apart."""

import io
import random
import struct
import time
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from bot import inspection
from bot.inspection import Inspected, inspect, inspect_off_loop
from roadmap.errors import UserError


def picture(kind: str, size: tuple[int, int] = (320, 240), **options: object) -> bytes:
    """A picture of noise, which cannot be packed much."""
    noise = random.Random(1).randbytes(size[0] * size[1] * 3)
    out = io.BytesIO()
    Image.frombytes("RGB", size, noise).save(out, kind, **options)
    return out.getvalue()


def pdf(pages: int = 2, **options: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        document.save(out, **options)  # type: ignore[arg-type]  # options of a single test
    return out.getvalue()


def box(name: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", 8 + len(content)) + name + content


HEIC = box(b"ftyp", b"heic\0\0\0\0mif1heic") + box(b"meta", b"\0" * 100) + box(b"mdat", b"\1" * 5000)


def seen(tmp_path: Path, content: bytes, name: str = "file") -> Inspected:
    path = tmp_path / name
    path.write_bytes(content)
    return inspect(path)


def refusal(tmp_path: Path, content: bytes, name: str = "file") -> str:
    with pytest.raises(UserError) as caught:
        seen(tmp_path, content, name)
    return caught.value.text_id


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_pictures_are_known_by_content_whatever_their_name(tmp_path: Path, kind: str) -> None:
    found = seen(tmp_path, picture(kind), "protocol.pdf")
    assert found == Inspected(found.kind, width=320, height=240)
    assert (found.kind, found.mime) == (kind, f"image/{kind}")


@pytest.mark.parametrize("size", [(1, 1), (7, 300), (8, 8)])
def test_a_picture_of_a_few_pixels(tmp_path: Path, size: tuple[int, int]) -> None:
    assert seen(tmp_path, picture("jpeg", size)) == Inspected("jpeg", width=size[0], height=size[1])


def test_a_progressive_jpeg_and_an_animated_png(tmp_path: Path) -> None:
    assert seen(tmp_path, picture("jpeg", progressive=True)).kind == "jpeg"
    frames = [Image.new("RGB", (8, 8), color) for color in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "png", save_all=True, append_images=frames[1:])
    assert seen(tmp_path, out.getvalue()).kind == "png"


def test_a_jpeg_of_a_phone_with_something_after_its_end(tmp_path: Path) -> None:
    assert seen(tmp_path, picture("jpeg") + b"SEFT" * 1000).kind == "jpeg"


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
@pytest.mark.parametrize("part", [0.02, 0.5, 0.97])
def test_a_picture_cut_short_is_broken(tmp_path: Path, kind: str, part: float) -> None:
    content = picture(kind)
    assert refusal(tmp_path, content[: int(len(content) * part)]) == "file-image-broken"


def test_a_damaged_png_is_broken(tmp_path: Path) -> None:
    content = bytearray(picture("png"))
    content[len(content) // 2] ^= 0xFF
    assert refusal(tmp_path, bytes(content)) == "file-image-broken"


@pytest.mark.parametrize("brands", [b"heic\0\0\0\0mif1heic", b"mif1\0\0\0\0mif1heix", b"heix\0\0\0\0"])
def test_heic_is_known_without_decoding(tmp_path: Path, brands: bytes) -> None:
    found = seen(tmp_path, box(b"ftyp", brands) + box(b"mdat", b"\1" * 50))
    assert found == Inspected("heic")
    assert found.mime == "image/heic"


def test_heic_with_long_and_open_boxes(tmp_path: Path) -> None:
    long = struct.pack(">I4sQ", 1, b"mdat", 16 + 20) + b"\1" * 20
    assert seen(tmp_path, HEIC + long + b"\0\0\0\0mdat" + b"\1" * 30).kind == "heic"


@pytest.mark.parametrize("content", [HEIC[:-1], HEIC[:60], HEIC + b"\0\0\0", HEIC + b"\0\0\0\7mdat"])
def test_a_heic_cut_short_is_broken(tmp_path: Path, content: bytes) -> None:
    assert refusal(tmp_path, content) == "file-image-broken"


@pytest.mark.parametrize("pages", [1, 3])
def test_pdf_pages_are_counted(tmp_path: Path, pages: int) -> None:
    found = seen(tmp_path, pdf(pages), "photo.jpg")
    assert found == Inspected("pdf", pages=pages)
    assert found.mime == "application/pdf"


def test_pdf_with_something_before_and_after(tmp_path: Path) -> None:
    assert seen(tmp_path, b"\xef\xbb\xbf\r\n" + pdf() + b"\0" * 500).pages == 2


def test_a_pdf_under_a_password_is_refused(tmp_path: Path) -> None:
    content = pdf(encryption=pikepdf.Encryption(owner="owner", user="user"))
    assert refusal(tmp_path, content) == "file-pdf-encrypted"


def test_a_pdf_that_only_forbids_changes_is_taken(tmp_path: Path) -> None:
    assert seen(tmp_path, pdf(encryption=pikepdf.Encryption(owner="owner", user=""))).pages == 2


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_pdf_cut_short_is_broken(tmp_path: Path, part: float) -> None:
    content = pdf(30)
    assert refusal(tmp_path, content[: int(len(content) * part)]) == "file-pdf-broken"


def test_a_long_scan_cut_short_is_broken(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.open(io.BytesIO(picture("jpeg", (800, 600)))).save(out, "pdf")
    content = out.getvalue()
    assert seen(tmp_path, content).pages == 1
    assert refusal(tmp_path, content[:-2000]) == "file-pdf-broken"


@pytest.mark.parametrize("content", [pdf(0), b"%PDF-1.7\nhello\n%%EOF", b"%PDF-1.7"])
def test_a_pdf_without_pages_is_broken(tmp_path: Path, content: bytes) -> None:
    assert refusal(tmp_path, content) == "file-pdf-broken"


def test_active_content_is_taken_and_noted(tmp_path: Path) -> None:
    with pikepdf.new() as document:
        document.add_blank_page()
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        document.save(tmp_path / "script.pdf")
    with pikepdf.new() as document:
        document.add_blank_page()
        document.attachments["other.txt"] = b"text"
        document.save(tmp_path / "attached.pdf")
    assert inspect(tmp_path / "script.pdf").active
    assert inspect(tmp_path / "attached.pdf").active
    assert not seen(tmp_path, pdf()).active


def packed() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        "Протокол заседания".encode(),
        b"MZ" + b"\0" * 100,
        packed(),
        picture("gif"),
        picture("bmp"),
        picture("tiff"),
        box(b"ftyp", b"isom\0\0\0\0mp42") + box(b"mdat"),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\xff",
        b"\0\0\0\0ftyp",
    ],
)
def test_anything_else_is_refused_whatever_its_name(tmp_path: Path, content: bytes) -> None:
    assert refusal(tmp_path, content, "photo.jpg") == "file-not-image-or-pdf"


def test_an_empty_file(tmp_path: Path) -> None:
    assert refusal(tmp_path, b"", "photo.jpg") == "file-empty"


def test_a_file_that_is_too_big(tmp_path: Path) -> None:
    path = tmp_path / "big"
    with path.open("wb") as file:
        file.truncate(inspection.MAX_MEGABYTES * 1024 * 1024 + 1)
    with pytest.raises(UserError) as caught:
        inspect(path)
    assert (caught.value.text_id, caught.value.arguments) == (
        "file-too-big",
        {"limit": inspection.MAX_MEGABYTES},
    )


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    header = struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)
    row = zlib.compress(b"\0" * 1000)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", row) + chunk(b"IEND", b"")
    started = time.process_time()
    assert refusal(tmp_path, bomb) == "file-image-too-large"
    assert time.process_time() - started < 1


def test_a_large_photo_of_a_phone_is_taken(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("L", (12000, 9000)).save(out, "jpeg", quality=30)
    found = seen(tmp_path, out.getvalue())
    assert (found.width, found.height) == (12000, 9000)


def test_a_disk_that_cannot_be_read_is_no_mistake_of_the_sender(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        inspect(tmp_path / "absent")


async def test_off_the_loop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x"
    path.write_bytes(picture("png"))
    assert (await inspect_off_loop(path, 10)).kind == "png"
    monkeypatch.setattr(inspection, "inspect", lambda _: time.sleep(0.2))
    with pytest.raises(UserError) as caught:
        await inspect_off_loop(path, 0.01)
    assert caught.value.text_id == "file-too-complex"

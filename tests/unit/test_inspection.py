"""What files are by their content, and that broken and hostile ones are told apart."""

import io
import random
import struct
import time
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pillow_heif
import pytest
from PIL import Image

from bot import inspection
from bot.inspected import OFFICE, Inspected
from bot.inspection import inspect
from roadmap.errors import UserError
from tests import hostile
from tests.office import changed


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


def heic(size: tuple[int, int] = (128, 96), *, where: bool = False) -> bytes:
    out = io.BytesIO()
    image = Image.effect_noise(size, 50).convert("RGB")
    pillow_heif.from_pillow(image).save(out, quality=50, **({"exif": position().tobytes()} if where else {}))
    return out.getvalue()


def position(turn: int = 1) -> Image.Exif:
    """EXIF that says where a picture was taken, and how it has to be turned."""
    exif = Image.Exif()
    exif[inspection.ORIENTATION] = turn
    exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 12.0, 0.0), 3: "E", 4: (45.0, 0.0, 0.0)})
    return exif


HEIC = heic()


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


def test_heic_is_decoded(tmp_path: Path) -> None:
    found = seen(tmp_path, HEIC)
    assert found == Inspected("heic", width=128, height=96)
    assert (found.mime, found.wants) == ("image/heic", "jpeg")


def test_heic_that_only_looks_like_it_is_broken(tmp_path: Path) -> None:
    content = box(b"ftyp", b"heic\0\0\0\0mif1heic") + box(b"meta", b"\0" * 100) + box(b"mdat", b"\1" * 5000)
    assert refusal(tmp_path, content) == "file-image-broken"


def test_heic_with_long_and_open_boxes(tmp_path: Path) -> None:
    long = struct.pack(">I4sQ", 1, b"free", 16 + 20) + b"\1" * 20
    assert seen(tmp_path, HEIC + long + b"\0\0\0\0free" + b"\1" * 30).kind == "heic"


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_a_picture_that_says_where_it_was_taken(tmp_path: Path, kind: str) -> None:
    found = seen(tmp_path, picture(kind, exif=position()))
    assert found.has_position
    assert found.wants == "clean"
    assert seen(tmp_path, heic(where=True)).has_position


def test_a_place_in_xmp_or_after_the_picture_counts(tmp_path: Path) -> None:
    assert seen(tmp_path, picture("jpeg", xmp=b"<x exif:GPSLatitude='53,12N'/>")).has_position
    assert seen(tmp_path, picture("jpeg") + b"ftypmp42 \xa9xyz+53.2+045.0/").has_position


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_a_picture_that_lies_on_its_side(tmp_path: Path, kind: str) -> None:
    exif = Image.Exif()
    exif[inspection.ORIENTATION] = 6
    found = seen(tmp_path, picture(kind, exif=exif))
    assert (found.turned, found.has_position, found.wants) == (True, False, "clean")
    assert seen(tmp_path, picture(kind)).wants is None


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


def acting(tmp_path: Path, where: str, action: pikepdf.Dictionary) -> Path:
    """A PDF with an action in one place or another."""
    path = tmp_path / "acting.pdf"
    with pikepdf.new() as document:
        document.add_blank_page()
        page = document.pages[0].obj
        match where:
            case "open":
                document.Root.OpenAction = action
            case "next":
                document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.GoTo, Next=[action])
            case "close":
                document.Root.AA = pikepdf.Dictionary(WC=action)
            case "page":
                page.AA = pikepdf.Dictionary(O=action)
            case "link":
                page.Annots = [pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=action)]
            case "field":
                kid = pikepdf.Dictionary(T="a", AA=pikepdf.Dictionary(K=action))
                document.Root.AcroForm = pikepdf.Dictionary(Fields=[pikepdf.Dictionary(Kids=[kid])])
            case "outline":
                document.Root.Outlines = pikepdf.Dictionary(First=pikepdf.Dictionary(Title="x", A=action))
        document.save(path)
    return path


PLACES = ["open", "next", "close", "page", "link", "field", "outline"]


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize(
    "action",
    [
        pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"),
        pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe"),
    ],
    ids=["script", "launch"],
)
def test_a_pdf_that_runs_something_is_refused(tmp_path: Path, where: str, action: pikepdf.Dictionary) -> None:
    with pytest.raises(UserError, match="file-pdf-active"):
        inspect(acting(tmp_path, where, action))


@pytest.mark.parametrize("where", PLACES)
def test_a_pdf_that_leads_to_a_page_or_a_site_is_taken(tmp_path: Path, where: str) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org")
    assert not inspect(acting(tmp_path, where, action)).active


def test_other_files_in_a_pdf_are_noted(tmp_path: Path) -> None:
    with pikepdf.new() as document:
        document.add_blank_page()
        document.attachments["other.txt"] = b"text"
        document.save(tmp_path / "attached.pdf")
    assert inspect(tmp_path / "attached.pdf").active
    assert not seen(tmp_path, pdf()).active


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_office_files_are_known_by_their_parts(tmp_path: Path, kind: str) -> None:
    found = seen(tmp_path, hostile.GOOD[kind], "photo.jpg")
    assert (found.kind, found.mime in OFFICE, found.wants) == (kind, True, None)


@pytest.mark.parametrize(
    ("content", "text_id"),
    [
        (hostile.with_macros("docx"), "file-office-macros"),
        (hostile.with_macros("xlsx"), "file-office-macros"),
        (hostile.locked_office(), "file-office-locked"),
        (hostile.locked_zip(), "file-office-locked"),
        (hostile.GOOD["docx"][:-100], "file-office-broken"),
        (changed(hostile.GOOD["docx"], "word/a.bin", lambda _: bytes(60_000_000)), "file-too-complex"),
        (hostile.lying(50 * 1024 * 1024, 1000), "file-office-broken"),
        (hostile.declaring(hostile.DOCUMENT, hostile.LAUGHS), "file-office-broken"),
    ],
)
def test_office_files_that_are_refused(tmp_path: Path, content: bytes, text_id: str) -> None:
    assert refusal(tmp_path, content) == text_id


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

"""Files that can't be taken: each is told with its own sentence, and nothing else is ever raised."""

import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.texts import load_texts
from roadmap.document import read_document
from roadmap.document.container import LARGEST_UNPACKED_MB, MOST_ENTRIES, open_container
from roadmap.errors import NotARoadmap
from tests.office import archive, changed, csv_of, docx_of, html_of, saved, xlsx_of
from tests.ruled_pdf import pdf_of

HEADING = ["№ п/п", "Мероприятие", "Сроки исполнения", "Показатель", "Исполнители"]
ROW = ["1", "Семинар", "Март 2022 года", "Приказ", "Школы"]
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
)


def refused(content: bytes) -> str:
    with pytest.raises(NotARoadmap) as caught:
        read_document(content)
    said = load_texts("ru").default.plain(caught.value.text_id, **caught.value.arguments)
    assert said.endswith(".")
    return caught.value.text_id


def old_office(*streams: str) -> bytes:
    return OLD_OFFICE + b"".join(stream.encode("utf-16-le").ljust(128, b"\0") for stream in streams)


DOCX = docx_of(["План на 2022 год"], [HEADING, ROW])


@pytest.mark.parametrize(
    ("content", "text_id"),
    [
        (old_office("Root Entry", "WordDocument"), "import-old-word"),
        (old_office("Root Entry", "Workbook"), "import-old-excel"),
        (old_office("Root Entry", "EncryptionInfo", "EncryptedPackage"), "import-password"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 64, "import-picture"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "import-picture"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 64, "import-picture"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "import-picture"),
        (rb"{\rtf1\ansi plan}", "import-rtf"),
        (archive({"mimetype": "application/vnd.oasis.opendocument.text"}), "import-open-document"),
        (archive({"photo.jpg": b"\xff\xd8\xff"}), "import-archive"),
        (archive({"[Content_Types].xml": CONTENT_TYPES, "ppt/presentation.xml": "<p/>"}), "import-archive"),
        (archive({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": "<w/>"}), "import-cut-off"),
        (docx_of([], [HEADING]), "import-no-activities"),
        (docx_of([], [HEADING, [""] * 5, [""] * 5]), "import-no-activities"),
        (docx_of(["Добрый день!"], [["а", "б"]]), "import-not-a-roadmap"),
        (docx_of([], [HEADING, ["1", "Семинар", "Март", "Приказ", "Школы"]]), "import-no-year"),
        (xlsx_of([], [["№", "Мероприятие", "Школы"], ["1", "Слёт", "№ 901"]]), "import-no-deadline-column"),
        (xlsx_of([], [[""]]), "import-not-a-roadmap"),
        (pdf_of(["Отчёт о работе отдела за прошедший год"], []), "import-not-a-roadmap"),
        (html_of(["Новости города"], [["а", "б"]]), "import-not-a-roadmap"),
        (b"<html></html>", "import-not-a-roadmap"),
        (b"%PDF-1.7\n", "import-cut-off"),
        (b"PK\x05\x06" + b"\0" * 18, "import-archive"),
        (b"\0" * (20 * 1024 * 1024 + 1), "import-too-large"),
        (b"<html>" + b" " * (5 * 1024 * 1024), "import-too-large"),
    ],
)  # fmt: skip
def test_what_is_not_taken(content: bytes, text_id: str) -> None:
    assert refused(content) == text_id


@pytest.mark.parametrize(
    ("name", "part"),
    [("docx", "word/vbaProject.bin"), ("xlsx", "xl/vbaProject.bin")],
)
def test_macros(name: str, part: str) -> None:
    make = docx_of if name == "docx" else xlsx_of
    assert refused(changed(make([], [HEADING, ROW]), part, lambda _: b"macro")) == "import-macros"


def test_macros_by_the_kind_that_is_declared() -> None:
    declared = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    usual = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    content = changed(DOCX, "[Content_Types].xml", lambda types: types.replace(usual, declared))
    assert refused(content) == "import-macros"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_entities(encoding: str) -> None:
    declared = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'.encode(encoding)
    assert refused(changed(DOCX, "word/document.xml", lambda text: declared + text)) == "import-entities"
    sheet = changed(xlsx_of([], [HEADING, ROW]), "xl/sharedStrings.xml", lambda text: declared + text)
    assert refused(sheet) == "import-entities"


def test_entities_far_within() -> None:
    assert refused(changed(DOCX, "word/x.xml", lambda _: b" " * (256 * 1024 - 5) + b"<!DOCTYPE x>")) == (
        "import-entities"
    )


def test_what_swells() -> None:
    assert refused(changed(DOCX, "word/x.bin", lambda _: bytes(11 * 1024 * 1024))) == "import-bomb"
    assert refused(archive({str(number): b"" for number in range(MOST_ENTRIES + 1)})) == "import-bomb"


def test_a_large_one_that_is_no_bomb() -> None:
    content = archive({"a": bytes(1024 * 1024), "b": b"b"}, zipfile.ZIP_STORED)
    assert open_container(content).namelist() == ["a", "b"]
    assert LARGEST_UNPACKED_MB == 100


def test_too_many_rows() -> None:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for row in [HEADING, *[ROW] * 10_001]:
        sheet.append(row)
    assert refused(saved(workbook)) == "import-too-many-rows"
    assert refused(csv_of([], [HEADING, *[["1", "а", "май", "б", "в"]] * 10_001])) == "import-too-many-rows"
    page = "<table>" + "<tr><td>1<td>2" * 10_001 + "</table>"
    assert refused(page.encode()) == "import-too-many-rows"


@pytest.mark.parametrize("content", [DOCX, xlsx_of([], [HEADING, ROW])], ids=["docx", "xlsx"])
def test_cut_off_anywhere(content: bytes) -> None:
    for end in range(8, len(content), max(len(content) // 40, 1)):
        assert refused(content[:end]) == "import-cut-off"


def test_a_pdf_cut_off_anywhere() -> None:
    content = pdf_of(["План на 2022 год"], [HEADING, *[ROW] * 40])
    for end in range(8, len(content) - 50, max(len(content) // 20, 1)):
        assert refused(content[:end]) == "import-cut-off"


def test_a_page_cut_off() -> None:
    content = html_of(["План на 2022 год"], [HEADING, ROW, ROW])
    assert refused(content[: content.rindex(b"<td>")]) == "import-cut-off"


def read_or_refuse(content: bytes) -> None:
    with suppress(NotARoadmap):
        read_document(content)


PARTS = ["word/document.xml", "word/styles.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"]


@settings(max_examples=40)
@given(st.sampled_from(PARTS), st.integers(0, 5_000), st.binary(max_size=8))
def test_a_document_with_pieces_replaced(part: str, place: int, piece: bytes) -> None:
    def damage(text: bytes) -> bytes:
        at = place % max(len(text), 1)
        return text[:at] + piece + text[at + len(piece) + 1 :]

    read_or_refuse(changed(DOCX, part, damage))


@settings(max_examples=60)
@given(st.sampled_from([DOCX, pdf_of([], [HEADING, ROW]), html_of([], [HEADING, ROW])]), st.data())
def test_bytes_replaced(content: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(content) - 1))
    read_or_refuse(content[:at] + data.draw(st.binary(max_size=16)) + content[at + 16 :])

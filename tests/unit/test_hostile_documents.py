"""Documents made to do harm: refused by name, at a small price, and nothing outside of them is touched."""

import ctypes
import json
import os
import select
import socket
import tracemalloc
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.texts import load_texts
from roadmap.document import Reading, read_document
from roadmap.document.container import open_container
from roadmap.document.formats import grids_of
from roadmap.document.formats.limits import MOST_ROWS
from roadmap.errors import NotARoadmap, UserError
from roadmap.roster import Roster, read_roster
from tests import hostile
from tests.hostile import DOCUMENT, GOOD, LAUGHS, SHEET, STRINGS, declaring
from tests.office import archive, changed, xlsx_of

KINDS = sorted(GOOD)
EXTERNAL = '<!DOCTYPE w [<!ENTITY x SYSTEM "{}">]>'
QUADRATIC = f"<!DOCTYPE w [<!ENTITY x '{'ха' * 50_000}'>]>"
MEGABYTE = 1024 * 1024


def refused(content: bytes) -> str:
    with pytest.raises(NotARoadmap) as caught:
        read_document(content)
    return caught.value.text_id


@contextmanager
def costs_at_most(megabytes: int) -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < megabytes * MEGABYTE
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("kind", KINDS)
def test_the_documents_are_good_before_they_are_spoilt(kind: str) -> None:
    assert len(read_document(GOOD[kind]).activities) == 3


# Archives


@pytest.mark.parametrize("compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_entry_that_is_far_larger_than_it_declares(compression: int) -> None:
    content = hostile.lying(80 * MEGABYTE, 1_000, compression)
    with costs_at_most(4):
        assert refused(content) == "import-cut-off"


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("declared", [999, 1_001, 9_000_000])
def test_an_entry_that_is_not_as_large_as_it_declares(compression: int, declared: int) -> None:
    assert refused(hostile.lying(1_000, declared, compression)) == "import-cut-off"


def test_an_entry_that_says_it_is_endless() -> None:
    assert refused(hostile.lying(1_000, 0xFFFF_FFF0)) == "import-bomb"


def test_entries_that_are_all_the_same_bytes() -> None:
    with costs_at_most(4):
        assert refused(hostile.overlapping(1_500)) == "import-bomb"


def test_archives_in_archives_are_not_opened() -> None:
    content = hostile.russian_doll(3)
    with costs_at_most(16):
        assert len(read_document(content).activities) == 3
    with zipfile.ZipFile(BytesIO(content)) as opened:
        assert refused(opened.read("word/embeddings/inside.zip")) == "import-archive"


def test_one_huge_entry_and_very_many() -> None:
    assert refused(changed(GOOD["xlsx"], STRINGS, lambda _: b" " * 101 * MEGABYTE)) == "import-bomb"
    many = {f"word/media/{number}.png": b"\x89PNG" for number in range(2_001)}
    with zipfile.ZipFile(BytesIO(GOOD["docx"])) as opened:
        whole = {name: opened.read(name) for name in opened.namelist()}
    assert refused(archive({**whole, **many})) == "import-bomb"


def test_the_largest_archive_there_may_be_is_looked_through_piece_by_piece() -> None:
    content = archive({f"{number}.xml": os.urandom(MEGABYTE) for number in range(15)})
    with costs_at_most(5):
        assert len(open_container(content).namelist()) == 15


# What XML declares


@pytest.mark.parametrize("part", [DOCUMENT, "word/styles.xml", STRINGS, SHEET, "xl/workbook.xml"])
@pytest.mark.parametrize("declaration", [LAUGHS, QUADRATIC, EXTERNAL.format("file:///etc/hostname")])
def test_entities_in_any_part(part: str, declaration: str) -> None:
    assert refused(declaring(part, declaration)) == "import-entities"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "utf-32-be"])
def test_entities_in_any_encoding(encoding: str) -> None:
    assert refused(declaring(DOCUMENT, LAUGHS, encoding)) == "import-entities"


def test_entities_as_large_computers_write_them() -> None:
    xml = '<?xml version="1.0" encoding="cp037"?><!DOCTYPE sst [<!ENTITY x "x">]><sst/>'.encode("cp037")
    assert refused(changed(GOOD["xlsx"], STRINGS, lambda _: xml)) == "import-entities"
    assert refused(changed(GOOD["xlsx"], "xl/strings.bin", lambda _: xml)) == "import-entities"


def test_entities_in_a_part_that_is_not_called_xml() -> None:
    assert refused(hostile.under_another_name(LAUGHS)) == "import-entities"


def test_a_drawing_may_have_a_document_type() -> None:
    drawing = b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd"><svg/>'
    content = changed(GOOD["docx"], "word/media/image1.svg", lambda _: drawing)
    assert len(read_document(content).activities) == 3


# What is outside


OPENED, ACCESSED = 0x20, 0x1


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Addresses of a file and of a listening socket; afterwards neither may have been touched."""
    canary = tmp_path / "canary.xml"
    canary.write_text("канарейка")
    libc = ctypes.CDLL(None, use_errno=True)
    watch = libc.inotify_init1(os.O_NONBLOCK)
    assert libc.inotify_add_watch(watch, os.fsencode(canary), OPENED | ACCESSED) >= 0
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield canary.as_uri(), f"http://127.0.0.1:{server.getsockname()[1]}/canary.xml"
        assert select.select([server], [], [], 0)[0] == [], "somebody called"
    with pytest.raises(BlockingIOError):
        os.read(watch, 4096)
    os.close(watch)


def with_relations(kind: str, address: str, text: str = "") -> bytes:
    """Everything in an office document that may lead out of it."""
    part, rels = {
        "docx": (DOCUMENT, "word/_rels/document.xml.rels"),
        "xlsx": (SHEET, "xl/worksheets/_rels/sheet1.xml.rels"),
    }[kind]
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kinds = ("hyperlink", "image", "attachedTemplate", "aFChunk", "subDocument", "externalLinkPath", "frame")
    relations = "".join(
        f'<Relationship Id="out{number}" Type="{office}/{one}" Target="{address}" TargetMode="External"/>'
        for number, one in enumerate(kinds)
    )
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    content = changed(
        GOOD[kind],
        rels,
        lambda old: (old or f"{head}</Relationships>".encode()).replace(
            b"</Relationships>", f"{relations}</Relationships>".encode()
        ),
    )
    return changed(content, part, lambda old: old.replace(b"</w:body>", f"{text}</w:body>".encode()))


def leading_out(address: str) -> list[bytes]:
    """Documents that are taken, though much in them leads out."""
    relation = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    fields = "".join(
        f'<w:p><w:r><w:instrText>{word} "{address}"</w:instrText></w:r></w:p>'
        for word in ("INCLUDETEXT", "INCLUDEPICTURE", "DDEAUTO")
    )
    chunks = f'<w:altChunk r:id="out3" {relation}/><w:subDoc r:id="out4" {relation}/>'
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{address}" parse="text"/>'
    formulas = [[f'=WEBSERVICE("{address}")', f"='[{address}]Лист1'!A1", f'=HYPERLINK("{address}")']]
    page = (
        f'<base href="{address}"><link rel="stylesheet" href="{address}"><script src="{address}"></script>'
        f'<img src="{address}"><iframe src="{address}"></iframe><object data="{address}"></object>'
        f'<meta http-equiv="refresh" content="0;url={address}">{include}'
    )
    doctype = f'<!DOCTYPE html SYSTEM "{address}" [<!ENTITY x SYSTEM "{address}">]>'
    html = GOOD["html"].replace(b"<body>", f"<body>{page}&x;".encode())
    return [
        with_relations("docx", address, fields + chunks + include),
        with_relations("xlsx", address),
        xlsx_of([hostile.TITLE], [*hostile.ROWS, *formulas]),
        html,
        html.replace(b"<!DOCTYPE html>", b'<?xml version="1.0"?>' + doctype.encode()),
    ]


def pdf_leading_out(address: str) -> bytes:
    import pikepdf
    from pikepdf import Dictionary, Name

    stream = BytesIO()
    with pikepdf.open(BytesIO(GOOD["pdf"])) as document:
        document.Root.OpenAction = Dictionary(S=Name.Launch, F=address.encode())
        document.Root.AA = Dictionary(WC=Dictionary(S=Name.URI, URI=address.encode()))
        document.save(stream)
    return stream.getvalue()


def test_what_leads_out_of_a_document_is_not_followed(outside: tuple[str, str]) -> None:
    for address in outside:
        for content in [*leading_out(address), pdf_leading_out(address)]:
            read = json.dumps(read_document(content).to_json(), ensure_ascii=False)
            assert "Сбор рисковых профилей" in read
            assert "канарейка" not in read
        for part in (DOCUMENT, SHEET):
            assert refused(declaring(part, EXTERNAL.format(address))) == "import-entities"


# What grows when it is read


@pytest.mark.parametrize(
    ("content", "text_id"),
    [
        (hostile.merged_over("A1:XFD1048576"), "import-too-much"),
        (hostile.merged_over("A1:AN4000", 300), "import-too-much"),
        (hostile.repeated_text(), "import-too-much"),
        (hostile.deep_document(), "import-cut-off"),
        (hostile.deep_page(), "import-not-a-roadmap"),
        (hostile.looping_pdf(), "import-scan"),
    ],
    ids="merged merged_often repeated deep_document deep_page looping_pdf".split(),  # noqa: SIM905
)
def test_what_grows_when_it_is_read(content: bytes, text_id: str) -> None:
    with costs_at_most(150):
        assert refused(content) == text_id


def test_lines_and_cells_wider_than_any_table() -> None:
    with costs_at_most(150):
        assert len(read_document(hostile.wide_rows()).activities) == 1_000
        assert len(read_document(hostile.wide_cells()).activities) == 3


@pytest.mark.slow
def test_sheets_with_a_cell_at_their_very_end() -> None:
    assert refused(hostile.far_cells(12)) == "import-not-a-roadmap"


def test_rows() -> None:
    """Ten thousand are no roadmap, and a list of as many schools is no city's."""
    assert MOST_ROWS < 10_000
    content = hostile.many_rows(9_998)
    assert refused(content) == "import-too-many-rows"
    with pytest.raises(UserError) as caught:
        read_roster(content)
    assert caught.value.text_id == "roster-too-many-rows"


@pytest.mark.parametrize("letter", "яx 1-|;\t\n(№«.")
def test_a_text_of_twenty_megabytes(letter: str) -> None:
    content = (letter * 20 * MEGABYTE).encode()[: 20 * MEGABYTE]
    with costs_at_most(4):
        assert refused(content) == "import-too-large"


@pytest.mark.parametrize(
    "piece", ["1. ", "|", "│", " ", "март, ", "№ п/п Мероприятие Срок ", "«", "до 1-", "\u00ad"]
)
def test_a_line_of_a_megabyte(piece: str) -> None:
    text = f"{hostile.TITLE}\n№ Мероприятие Срок Исполнители\n{piece * (900_000 // len(piece.encode()))}"
    taken_or_refused(text.encode())


# Told by what they are


@pytest.mark.parametrize(
    ("content", "text_id"),
    [
        (hostile.with_macros("docx"), "import-macros"),
        (hostile.with_macros("xlsx"), "import-macros"),
        (hostile.locked_office(), "import-password"),
        (hostile.locked_zip(), "import-password"),
        (hostile.locked_pdf(), "import-password"),
        (hostile.PICTURE, "import-picture"),
        (hostile.EMPTY_TABLE, "import-no-activities"),
    ],
)
def test_what_is_told_by_name(content: bytes, text_id: str) -> None:
    assert refused(content) == text_id


def test_of_two_tables_the_roadmap_is_taken() -> None:
    assert [one.title for one in read_document(hostile.two_tables()).activities] == [
        row[1] for row in hostile.ROWS[1:]
    ]


def test_what_nobody_sees_is_in_no_reading() -> None:
    spoilt = GOOD["html"].replace("Семинар".encode(), "Сем&#1;\x08\u202eинар".encode())
    assert read_document(spoilt).activities[0].title == "Семинар для директоров школ"


# Cut off and damaged, anywhere


def taken_or_refused(content: bytes) -> None:
    """Never anything else; and what is taken survives being kept."""
    try:
        reading = read_document(content)
    except NotARoadmap as error:
        load_texts("ru").default.plain(error.text_id, **error.arguments)
    else:
        kept = json.dumps(reading.to_json(), ensure_ascii=False).encode()
        assert Reading.from_json(json.loads(kept)).to_json() == reading.to_json()
        assert b"\\u0000" not in kept
    try:
        roster = read_roster(content)
    except UserError as error:
        load_texts("ru").default.plain(error.text_id, **error.arguments)
    else:
        assert Roster.from_json(json.loads(json.dumps(roster.to_json()))) == roster


@pytest.mark.parametrize("kind", KINDS)
def test_cut_off_at_many_places(kind: str) -> None:
    content = GOOD[kind]
    for end in range(0, len(content), max(len(content) // 40, 1)):
        taken_or_refused(content[:end])


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(KINDS), st.data())
def test_bytes_flipped(kind: str, data: st.DataObject) -> None:
    content = bytearray(GOOD[kind])
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    taken_or_refused(bytes(content))


PARTS = {
    "docx": (DOCUMENT, "word/styles.xml", "word/numbering.xml", "[Content_Types].xml", "_rels/.rels"),
    "xlsx": (SHEET, STRINGS, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"),
}
DIGITS = b"0123456789"


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([(kind, part) for kind, parts in PARTS.items() for part in parts]), st.data())
def test_parts_damaged_and_packed_again(where: tuple[str, str], data: st.DataObject) -> None:
    """As it comes only from who means it: the archive itself is whole."""
    kind, part = where
    place, piece = data.draw(st.integers(0, 100_000)), data.draw(st.binary(max_size=8))

    def damage(xml: bytes) -> bytes:
        at = place % max(len(xml), 1)
        return xml[:at] + piece + xml[at + len(piece) + data.draw(st.integers(0, 3)) :]

    taken_or_refused(changed(GOOD[kind], part, damage))


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(PARTS)), st.data())
def test_numbers_replaced(kind: str, data: st.DataObject) -> None:
    """Counts, widths, indexes and references that the document's own programs never write."""

    def change(xml: bytes) -> bytes:
        places = [at for at, sign in enumerate(xml) if sign in DIGITS]
        if not places:
            return xml
        at = data.draw(st.sampled_from(places))
        number = data.draw(st.sampled_from([b"-1", b"0", b"99999", b"4294967296", b"1e9", b"", "²".encode()]))
        return xml[:at] + number + xml[at + 1 :]

    taken_or_refused(changed(GOOD[kind], data.draw(st.sampled_from(PARTS[kind])), change))


def test_every_format_says_what_is_wrong_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library may raise anything at all; memory and depth are told apart from damage."""
    for error, text_id in (
        (MemoryError(), "import-too-much"),
        (RecursionError(), "import-too-much"),
        (KeyError("x"), "import-cut-off"),
        (AssertionError(), "import-cut-off"),
    ):

        def broken(_: bytes, error: Exception = error) -> None:
            raise error

        monkeypatch.setattr("roadmap.document.formats._grids_of", broken)
        with pytest.raises(NotARoadmap) as caught:
            list(grids_of(b""))
        assert caught.value.text_id == text_id

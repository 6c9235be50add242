"""Documents made to do harm, or so large or broken that they might."""

import zipfile
import zlib
from io import BytesIO

from openpyxl import Workbook

from tests.office import Rows, archive, changed, csv_of, docx_of, html_of, saved, xlsx_of
from tests.ruled_pdf import pdf_of

TITLE = "План мероприятий на 2022 год"
HEADING = ["№ п/п", "Мероприятие", "Сроки исполнения", "Показатель", "Исполнители"]
ROWS: Rows = [
    HEADING,
    ["1", "Семинар для директоров школ", "Март 2022 года", "Приказ", "Школы"],
    ["2", "Сбор рисковых профилей", "до 15 апреля 2022 года", "Справка", "Управление образования"],
    [
        "3",
        "Заседание координационной группы",
        "ежемесячно до 5 числа",
        "Протокол",
        "Образовательные учреждения",
    ],
]
GOOD = {
    "docx": docx_of([TITLE], ROWS),
    "xlsx": xlsx_of([TITLE], ROWS),
    "html": html_of([TITLE], ROWS),
    "pdf": pdf_of([TITLE], ROWS),
    "csv": csv_of([TITLE], ROWS, encoding="cp1251"),
    "txt": "\n".join([TITLE, *("\t".join(row) for row in ROWS)]).encode(),
}
"""The same roadmap in every format."""

DOCUMENT, SHEET, STRINGS = "word/document.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
MAIN = b"/word/document.xml"
LAUGHS = "<!DOCTYPE w [<!ENTITY a0 'ха'>%s]>" % "".join(  # noqa: UP031 -- full of braces otherwise
    f"<!ENTITY a{depth} '{f'&a{depth - 1};' * 10}'>" for depth in range(1, 11)
)


def declaring(part: str, declaration: str, encoding: str = "utf-8") -> bytes:
    """A document in one part of which something is declared and used."""

    def declare(xml: bytes) -> bytes:
        text = xml.decode()
        rest = text[text.index("?>") + 2 :] if text.startswith("<?xml") else text
        used = rest.replace("Семинар", "Семинар &a10;").replace("Семинар &a10;", "Семинар &x;", 1)
        return f'<?xml version="1.0" encoding="{encoding}"?>{declaration}{used}'.encode(encoding)

    return changed(GOOD["docx" if part.startswith("word") else "xlsx"], part, declare)


def under_another_name(declaration: str) -> bytes:
    """DOCX whose text is kept in a part that isn't called XML."""
    with zipfile.ZipFile(BytesIO(declaring(DOCUMENT, declaration))) as opened:
        entries = {name: opened.read(name) for name in opened.namelist()}
    entries["word/document.bin"] = entries.pop(DOCUMENT)
    for name in ("[Content_Types].xml", "_rels/.rels"):
        entries[name] = entries[name].replace(b"word/document.xml", b"word/document.bin")
    return archive(entries)


def lying(size: int, declared: int, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An entry of ``size`` bytes that declares another size, and the right checksum for as many."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(GOOD["docx"])) as good, zipfile.ZipFile(stream, "w") as opened:
        for name in good.namelist():
            opened.writestr(name, good.read(name))
        opened.writestr("word/media/image1.png", bytes(size), compression)
    content = bytearray(stream.getvalue())
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 16 : directory + 20] = zlib.crc32(bytes(min(size, declared))).to_bytes(4, "little")
    content[directory + 24 : directory + 28] = declared.to_bytes(4, "little")
    return bytes(content)


def overlapping(entries: int) -> bytes:
    """Many entries that are all the same bytes of the file."""
    packed = bytearray(archive({"a": bytes(1024 * 1024)}))
    end = packed.rindex(b"PK\x05\x06")
    directory = packed.index(b"PK\x01\x02")
    entry = bytes(packed[directory:end])
    tail = packed[end:]
    tail[8:10] = tail[10:12] = entries.to_bytes(2, "little")
    tail[12:16] = (len(entry) * entries).to_bytes(4, "little")
    return bytes(packed[:directory]) + entry * entries + bytes(tail)


def russian_doll(depth: int) -> bytes:
    """A DOCX with an archive in it that unpacks to archives, and at last to 100 MB."""
    doll = archive({"0": bytes(100 * 1024 * 1024)})
    for _ in range(depth):
        doll = archive({str(number): doll for number in range(10)})
    return changed(GOOD["docx"], "word/embeddings/inside.zip", lambda _: doll)


def wide_rows() -> bytes:
    """One line of a CSV is so wide that all of them, made as wide, fill the memory."""
    return f"{TITLE}\nМероприятие;Срок\n{';' * 400_000}\n".encode() + "а;б\n".encode() * 1_000


def wide_cells() -> bytes:
    row = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="9999"/></w:tcPr><w:p/></w:tc>' * 60 + "</w:tr>" * 60
    return changed(GOOD["docx"], DOCUMENT, lambda xml: xml.replace(b"</w:tbl>", row.encode() + b"</w:tbl>"))


def merged_over(area: str, times: int = 1) -> bytes:
    merge = f"<mergeCells>{f'<mergeCell ref={chr(34)}{area}{chr(34)}/>' * times}</mergeCells>".encode()
    return changed(GOOD["xlsx"], SHEET, lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + merge))


def far_cells(sheets: int) -> bytes:
    """Each sheet's last cell is at the very end of it."""
    workbook = Workbook()
    for number in range(sheets):
        sheet = workbook.worksheets[0] if not number else workbook.create_sheet()
        sheet.cell(1, 1, "Список")
        sheet.cell(1_048_576, 16_384, "конец")
    return saved(workbook)


def repeated_text() -> bytes:
    """A cell with a very long text goes over thousands of rows."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in [[TITLE], HEADING, *([str(n), "Семинар", "Март 2022", "", ""] for n in range(4_000))]:
        sheet.append(row)
    sheet.cell(3, 5, "ш" * 32_000)
    sheet.merge_cells("E3:E4002")
    return saved(workbook)


def deep_document(depth: int = 5_000) -> bytes:
    body = b"<w:body>" + b"<w:ins>" * depth + b"<w:p/>" + b"</w:ins>" * depth
    return changed(GOOD["docx"], DOCUMENT, lambda xml: xml.replace(b"<w:body>", body))


def deep_page(depth: int = 100_000) -> bytes:
    return b"<html><body>" + b"<div>" * depth + GOOD["html"][GOOD["html"].index(b"<table") :]


def swelling_pdf(size: int) -> bytes:
    """A page whose drawing is packed a thousandfold."""
    import pikepdf

    document = pikepdf.new()
    document.add_blank_page(page_size=(600, 800))
    document.pages[0].Contents = document.make_stream(b"0 0 m " * (size // 6))
    stream = BytesIO()
    document.save(stream, compress_streams=True, recompress_flate=True)
    return stream.getvalue()


def looping_pdf() -> bytes:
    """Its pages are their own children."""
    import pikepdf

    document = pikepdf.new()
    document.add_blank_page(page_size=(600, 800))
    document.Root.Pages.Kids.append(document.Root.Pages)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def locked_pdf() -> bytes:
    import pikepdf

    stream = BytesIO()
    with pikepdf.open(BytesIO(GOOD["pdf"])) as document:
        document.save(stream, encryption=pikepdf.Encryption(user="тайна", owner="тайна"))
    return stream.getvalue()


def locked_zip() -> bytes:
    """Every entry says that it is under a password."""
    content = bytearray(GOOD["docx"])
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(signature, at + 4)
    return bytes(content)


def locked_office() -> bytes:
    """As office programs keep a document under a password, in the old container."""
    streams = ("Root Entry", "EncryptionInfo", "EncryptedPackage")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + b"".join(
        stream.encode("utf-16-le").ljust(128, b"\0") for stream in streams
    )


def with_macros(kind: str) -> bytes:
    folder = {"docx": "word", "xlsx": "xl"}[kind]
    return changed(GOOD[kind], f"{folder}/vbaProject.bin", lambda _: b"\xd0\xcf\x11\xe0")


def many_rows(count: int) -> bytes:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for row in [
        [TITLE],
        HEADING,
        *([str(n), "Семинар", "Март 2022", "Приказ", "Школы"] for n in range(count)),
    ]:
        sheet.append(row)
    return saved(workbook)


def two_tables() -> bytes:
    """A list of phones comes first, then the roadmap."""
    from docx import Document

    document = Document()
    document.add_paragraph(TITLE)
    for rows in ([["Школа", "Телефон", "Адрес"], ["Школа № 901", "00-01", "Примеров"]], ROWS):
        table = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        document.add_paragraph("")
    return saved(document)


PICTURE = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(2_000)
EMPTY_TABLE = docx_of([TITLE], [HEADING, [""] * 5])

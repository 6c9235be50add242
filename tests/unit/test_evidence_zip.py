"""The archive's ZIP and its register, held against other programs."""

import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Collection, Iterable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from openpyxl import load_workbook

from reports.evidence_register import Column, Register, Value, register_xlsx
from reports.evidence_zip import Member, write_zip, zip_stream

AT = datetime(2022, 2, 25, 10, 30)  # noqa: DTZ001 -- a ZIP has local time
FOLDER = "08 Мониторинг рисков/Школа 20"
CONTENTS = {
    f"{FOLDER}/2022-02-25 протокол.pdf": b"%PDF" + bytes(range(256)) * 4_000,
    f"{FOLDER}/2022-02-25 пустой.jpg": b"",
    f"{FOLDER}/2022-02-25 фото 1.jpg": b"\xff\xd8",
}
MISSING = f"{FOLDER}/2022-02-25 приказ.pdf"


async def pieces(content: bytes | None) -> AsyncIterator[bytes]:
    if content is None:
        raise FileNotFoundError
    for start in range(0, len(content), 70_000):
        yield content[start : start + 70_000]


def members() -> list[Member]:
    all_of_them: dict[str, bytes | None] = {**CONTENTS, MISSING: None}
    return [Member(path, AT, len(content or b""), pieces(content)) for path, content in all_of_them.items()]


def closing(missing: Collection[str]) -> Iterable[tuple[str, bytes]]:
    yield "НЕ НАЙДЕНО.txt", "\n".join(missing).encode()


def holds_everything(content: bytes) -> None:
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        found = {name: archive.read(name) for name in archive.namelist()}
    assert found == {**CONTENTS, "НЕ НАЙДЕНО.txt": MISSING.encode()}


async def test_a_part_is_a_zip_whose_files_are_stored_and_names_what_is_missing() -> None:
    out = BytesIO()
    assert await write_zip(out, members(), AT, closing) == [MISSING]
    holds_everything(out.getvalue())
    with ZipFile(out) as archive:
        assert {entry.compress_type for entry in archive.infolist()} == {ZIP_STORED}
        assert not any(entry.flag_bits & 0x08 for entry in archive.infolist())


async def test_the_same_as_a_stream_and_the_same_each_time() -> None:
    streams = [b"".join([piece async for piece in zip_stream(members(), AT, closing)]) for _ in range(2)]
    holds_everything(streams[0])
    assert streams[0] == streams[1]


PROGRAMS = (("unzip", "-tq"), ("7z", "t"), ("bsdtar", "-tf"), (sys.executable, "-m", "zipfile", "-t"))


async def test_the_other_programs_that_are_here_take_both(tmp_path: Path) -> None:
    stored = BytesIO()
    await write_zip(stored, members(), AT, closing)
    streamed = b"".join([piece async for piece in zip_stream(members(), AT, closing)])
    for content in (stored.getvalue(), streamed):
        path = tmp_path / "archive.zip"
        path.write_bytes(content)
        for command in PROGRAMS:
            if shutil.which(command[0]):
                done = subprocess.run([*command, path], capture_output=True, timeout=60, check=False)  # noqa: ASYNC221 -- nothing else runs here
                assert done.returncode == 0, done.stdout + done.stderr


def test_the_register_has_days_a_filter_and_no_formula() -> None:
    columns = [Column("Файл", 60), Column("Сдано", 18), Column("Размер", 12)]
    rows: list[list[Value]] = [["=1+1", AT, 10], ["-протокол\x00", date(2022, 2, 25), None]]
    content = register_xlsx(Register("Сводка", [("Файлов", 2)], "Реестр", columns, rows))
    workbook = load_workbook(BytesIO(content))
    sheet = workbook["Реестр"]
    assert workbook.sheetnames == ["Сводка", "Реестр"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:C3")
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["=1+1", AT, 10],
        ["-протокол", datetime(2022, 2, 25), None],  # noqa: DTZ001 -- a workbook has local time
    ]
    assert (sheet["A2"].data_type, sheet["A2"].quotePrefix, sheet["B2"].is_date) == ("s", True, True)
    assert sheet.column_dimensions["A"].width == 60

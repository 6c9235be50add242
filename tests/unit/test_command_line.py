"""The command line as an operator meets it: what is printed, and how it ends."""

import io
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.settings import Settings
from tests.office import csv_of, docx_of, html_of, xlsx_of
from tests.ruled_pdf import pdf_of

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "roadmap" / "data" / "penza-500plus-2022.txt"
EXPECTED = ROOT / "tests" / "data" / "penza-500plus-2022.expected.json"
NOBODY_LISTENS = "postgresql://kurator:very-secret@127.0.0.1:1/kurator"


@dataclass(frozen=True)
class Ended:
    status: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line on stderr."""
        assert self.status == 1
        assert self.err.startswith("kurator: ")
        assert self.err.count("\n") == 1, self.err
        return self.err.removeprefix("kurator: ").rstrip()


Kurator = Callable[..., Ended]


@pytest.fixture(autouse=True)
def _empty_installation(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder without `.env`, and an environment that names no setting."""
    for name in list(os.environ):
        if name.lower().removesuffix("_file") in Settings.model_fields:
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def kurator(capsys: pytest.CaptureFixture[str]) -> Kurator:
    """Run a command in this process: quicker than a new one, and the same from `main` on."""

    def run(*arguments: str) -> Ended:
        try:
            status = main(arguments)
        except SystemExit as usage:
            status = int(str(usage.code))
        said = capsys.readouterr()
        return Ended(status, said.out, said.err)

    return run


def in_a_process(*arguments: str) -> Ended:
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def test_help_names_the_commands() -> None:
    ended = in_a_process("--help")
    assert (ended.status, ended.err) == (0, "")
    for command in "run demo migrate import deadline summary backup restore doctor".split():  # noqa: SIM905 -- a list
        assert f"\n    {command} " in ended.out


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("dance",),
        ("import",),
        ("deadline", "март", "--year", "2022", "--school-year", "2022"),
        ("deadline", "март", "--year", "0"),
        ("deadline", "март", "--year", "двадцать второй"),
        ("import", "plan.txt", "--year", "99999"),
        ("demo", "--port", "70000"),
        ("demo", "--today", "2022-13-01"),
    ],
)
def test_what_is_no_command_is_answered_with_the_usage(kurator: Kurator, arguments: tuple[str, ...]) -> None:
    ended = kurator(*arguments)
    assert ended.status == 2
    assert ended.out == ""
    assert ended.err.startswith("usage: kurator")
    assert "Traceback" not in ended.err


def test_reading_a_roadmap_says_all_that_is_in_it_and_keeps_nothing(kurator: Kurator, tmp_path: Path) -> None:
    ended = kurator("import", str(PLAN), "--dry-run", "--json")
    assert (ended.status, ended.err) == (0, "")
    assert json.loads(ended.out) == {**json.loads(EXPECTED.read_text(encoding="utf-8")), "warnings": []}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("make", [docx_of, xlsx_of, csv_of, html_of, pdf_of])
def test_a_roadmap_in_any_format_whatever_its_name(
    kurator: Kurator, tmp_path: Path, make: Callable[..., bytes]
) -> None:
    heading = ["№ п/п", "Мероприятие", "Срок", "Показатель", "Исполнители"]
    rows = [heading, ["1", "Семинар", "март", "Отчёт", "Школы"]]
    Path(tmp_path, "план.bin").write_bytes(make(["План на 2022 год"], rows))
    read = json.loads(kurator("import", "план.bin", "--dry-run", "--json").out)
    assert [(each["title"], each["due"]) for each in read["activities"]] == [("Семинар", ["2022-03-31"])]


def test_a_file_that_is_no_roadmap_is_refused_in_one_line(kurator: Kurator, tmp_path: Path) -> None:
    Path(tmp_path, "план.docx").write_bytes(b"\xff\xd8\xff\xe0 a photo")
    ended = kurator("import", "план.docx")
    assert (ended.status, ended.out) == (1, "")
    assert ended.err.startswith("kurator: Это картинка")
    assert ended.err.count("\n") == 1
    assert [file.name for file in tmp_path.iterdir()] == ["план.docx"]


def test_a_deadline_is_read_in_words_and_in_json(kurator: Kurator) -> None:
    said = kurator("deadline", "март-апрель", "--year", "2022").out.replace("\u00a0", " ").splitlines()
    assert said == [
        "Срок – период: с 1 марта 2022 г. по 30 апреля 2022 г.",
        "Контрольный срок: 30 апреля 2022 г.",
        "Срок периода – его последний день.",
        "Срок в месяце – его последний день.",
        "Год не назван, взят год плана.",
    ]
    reading = json.loads(kurator("deadline", "март", "--school-year", "2022", "--json").out)
    assert (reading["kind"], reading["due"]) == ("once", ["2023-03-31"])


def test_what_cannot_be_read_as_a_deadline_says_why(kurator: Kurator) -> None:
    ended = kurator("deadline", "по отдельному графику", "--year", "2022")
    assert (ended.status, ended.out) == (0, "Срок не прочитан: дата будет в отдельном графике.\n")


def test_a_year_from_import_to_summary(kurator: Kurator) -> None:
    assert kurator("migrate") == Ended(0, "", "")
    assert json.loads(kurator("summary", "--json").out)["roadmap"] is None
    assert kurator("import", str(PLAN)).out.endswith("21 мероприятие, 33 контрольных срока\n")
    summary = json.loads(kurator("summary", "--json").out)
    assert summary["roadmap"] == "Дорожная карта города Пензы, проект «500+», 2022 год"
    assert summary["total"]["total"] > 0
    assert summary["schools"] == []
    assert "Дорожная карта города Пензы" in kurator("summary").out


def test_a_roadmap_is_written_and_read_again(kurator: Kurator, tmp_path: Path) -> None:
    assert kurator("export", "plan.xlsx").complaint == "дорожной карты пока нет"
    assert kurator("import", str(PLAN)).status == 0
    as_it_was = json.loads(kurator("import", str(PLAN), "--dry-run", "--json").out)
    for name in ("plan.xlsx", "план.DOCX"):
        assert kurator("export", name) == Ended(0, "", "")
        assert json.loads(kurator("import", name, "--dry-run", "--json").out) == as_it_was
    assert kurator("export", "plan.pdf").complaint.startswith("файл plan.pdf: ")
    assert kurator("export", "plan.xlsx", "--year", "2021").complaint == "дорожной карты на 2021 год нет"
    assert "plan.xlsx" in kurator("export", "no-folder/plan.xlsx").complaint


def test_a_year_is_summarised_by_itself(kurator: Kurator, tmp_path: Path) -> None:
    assert kurator("import", str(PLAN)).status == 0
    (tmp_path / "new.txt").write_text(
        PLAN.read_text(encoding="utf-8").replace("2022", "2023").replace("2021", "2022"), encoding="utf-8"
    )
    assert kurator("import", "new.txt").status == 0
    for year in ("2022", "2023"):
        roadmap = json.loads(kurator("summary", "--json", "--year", year).out)["roadmap"]
        assert roadmap.endswith(f"{year} год")
    assert kurator("summary", "--year", "2020").complaint == "дорожной карты на 2020 год нет"


def test_those_concerned_are_told_of_an_import(kurator: Kurator, tmp_path: Path) -> None:
    """They get it from the bot, which runs by itself."""
    assert kurator("import", str(PLAN)).status == 0
    now = "2022-01-10 07:00:00"
    with closing(sqlite3.connect(tmp_path / "data" / "kurator.db")) as database, database:
        database.execute("INSERT INTO person (name, locale, consented_at) VALUES ('Ольга', 'ru', ?)", [now])
        database.execute(
            "INSERT INTO membership (person_id, role, created_at) VALUES (1, 'coordinator', ?)", [now]
        )
    (tmp_path / "new.txt").write_text(
        PLAN.read_text(encoding="utf-8").replace("Февраль 2022 года", "Март 2022 года"), encoding="utf-8"
    )
    assert kurator("import", "new.txt").status == 0
    with closing(sqlite3.connect(tmp_path / "data" / "kurator.db")) as database:
        told = database.execute("SELECT person_id, kind, payload, state FROM message").fetchall()
    [(person, kind, payload, state)] = told
    assert (person, kind, state) == (1, "deadline-moved", "waiting")
    assert list(json.loads(payload)["moved"].values()) == ["2022-02-28"]


def test_what_is_doubtful_in_a_roadmap_is_said_with_its_line(kurator: Kurator) -> None:
    plan = PLAN.read_text(encoding="utf-8").replace("Апрель-май 2022 года", "Как получится")
    Path("plan.txt").write_text(plan, encoding="utf-8")
    said = kurator("import", "plan.txt", "--dry-run").out.splitlines()
    assert said[0] == "Дорожная карта города Пензы, проект «500+», 2022 год"
    assert "Как получится  →  такую запись я не умею читать" in "\n".join(said)
    assert said[-2] == "⚠️ Строка 34: срок не понят: «Как получится», такую запись я не умею читать"


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_a_file_that_cannot_be_opened(kurator: Kurator, name: str) -> None:
    assert kurator("import", name).complaint.startswith(f"файл {name} не читается")


def test_a_file_that_is_no_roadmap(kurator: Kurator) -> None:
    Path("letter.txt").write_text("Уважаемые коллеги!\n", encoding="utf-8")
    assert kurator("import", "letter.txt").complaint.startswith("Не похоже на дорожную карту")


def test_errors_are_in_the_language_of_the_settings(
    kurator: Kurator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOCALE", "en")
    assert kurator("import", "missing.txt").complaint.startswith("the file missing.txt can't be read")


def test_a_database_of_an_unknown_kind(kurator: Kurator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://kurator:very-secret@localhost/kurator")
    complaint = kurator("migrate").complaint
    assert complaint.startswith("DATABASE_URL: ")
    assert "secret" not in complaint


@pytest.mark.parametrize("command", ["migrate", "summary"])
def test_a_database_out_of_reach(kurator: Kurator, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setenv("DATABASE_URL", NOBODY_LISTENS)
    complaint = kurator(command).complaint
    assert complaint.startswith("база данных postgresql+asyncpg://kurator:***@127.0.0.1:1/kurator")
    assert "secret" not in complaint


def test_a_database_that_is_none(kurator: Kurator, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("notes.db").write_text("no database at all\n")
    monkeypatch.setenv("DATABASE_URL", "sqlite+aiosqlite:///notes.db")
    assert "notes.db не открывается" in kurator("migrate").complaint


def test_a_database_of_a_newer_program(kurator: Kurator) -> None:
    kurator("migrate")
    with sqlite3.connect("data/kurator.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    assert "не открывается: Can't locate revision identified by '9999'" in kurator("migrate").complaint


def test_a_database_where_no_folder_can_be_made(kurator: Kurator, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("file").touch()
    monkeypatch.setenv("DATABASE_URL", "sqlite+aiosqlite:///file/kurator.db")
    assert "file/kurator.db не открывается" in kurator("migrate").complaint


def test_a_bot_without_a_token() -> None:
    ended = in_a_process("run")
    assert ended.complaint.startswith("BOT_TOKEN: is missing")
    assert ended.out == ""


def test_a_bot_whose_database_is_out_of_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "123456:AAbbCC-dd_ee")
    monkeypatch.setenv("DATABASE_URL", NOBODY_LISTENS)
    assert "не открывается" in in_a_process("run").complaint


def test_a_bot_with_a_webhook_and_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "123456:AAbbCC-dd_ee")
    monkeypatch.setenv("WEBHOOK_URL", "https://bot.example.org/telegram")
    assert in_a_process("run").complaint.startswith("WEBHOOK_SECRET: ")


def test_the_doctor_names_what_is_well_and_what_is_not(kurator: Kurator) -> None:
    ended = kurator("doctor")
    assert ended.status == 1
    marks = [line.partition(":")[0] for line in ended.out.splitlines()]
    home = ["✓ база данных", "✓ хранилище подтверждений", "✓ календарь", "✓ часовой пояс"]
    assert marks == [*home, "✗ токен"]
    assert "BOT_TOKEN: is missing" in ended.out
    assert "Проверьте BOT_TOKEN" in ended.out


def test_the_doctor_of_a_database_out_of_reach(kurator: Kurator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", NOBODY_LISTENS)
    ended = kurator("doctor")
    assert ended.status == 1
    assert ended.out.startswith("✗ база данных: ")
    assert "secret" not in ended.out


def test_a_backup_brings_back_roadmap_and_evidence(kurator: Kurator) -> None:
    kurator("import", str(PLAN))
    photo = Path("data/evidence/ab/abcdef")
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"a photo")
    unfinished = Path("data/evidence/incoming/1")
    unfinished.parent.mkdir()
    unfinished.touch()
    before = kurator("summary", "--json").out

    assert kurator("backup", "kurator.tar") == Ended(0, "", "")
    shutil.rmtree("data")
    assert kurator("restore", "kurator.tar") == Ended(0, "", "")

    assert kurator("summary", "--json").out == before
    assert photo.read_bytes() == b"a photo"
    assert not unfinished.exists()


def test_a_backup_leaves_a_bucket_out_and_says_so(kurator: Kurator, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has to answer there: neither command asks the storage for anything."""
    monkeypatch.setenv("EVIDENCE_URL", "s3://bucket-of-the-city/a?endpoint=http://127.0.0.1:1")
    kurator("import", str(PLAN))
    before = kurator("summary", "--json").out
    backed_up = kurator("backup", "kurator.tar")
    assert (backed_up.status, backed_up.err) == (0, "")
    assert backed_up.out.startswith("Сохранена только база")
    assert "bucket-of-the-city" in backed_up.out
    with tarfile.open("kurator.tar") as archive:
        assert archive.getnames() == ["kurator.db"]
    shutil.rmtree("data")
    restored = kurator("restore", "kurator.tar")
    assert (restored.status, restored.err) == (0, "")
    assert restored.out.startswith("Восстановлена только база")
    assert kurator("summary", "--json").out == before
    assert "только на пустое место" in kurator("restore", "kurator.tar").complaint


def test_files_of_a_backup_are_not_dropped_for_a_bucket(
    kurator: Kurator, monkeypatch: pytest.MonkeyPatch
) -> None:
    kurator("migrate")
    photo = Path("data/evidence/ab/abcdef")
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"a photo")
    kurator("backup", "kurator.tar")
    shutil.rmtree("data")
    monkeypatch.setenv("EVIDENCE_URL", "s3://bucket-of-the-city")
    assert "есть файлы подтверждений" in kurator("restore", "kurator.tar").complaint
    assert not Path("data/kurator.db").exists()


def test_a_backup_is_whole_while_the_bot_writes(kurator: Kurator) -> None:
    kurator("import", str(PLAN))
    writing = sqlite3.connect("data/kurator.db", isolation_level=None)
    writing.execute("BEGIN IMMEDIATE")
    writing.execute("DELETE FROM assignment")
    assert kurator("backup", "kurator.tar").status == 0
    writing.execute("ROLLBACK")
    writing.close()
    shutil.rmtree("data")
    kurator("restore", "kurator.tar")
    assert json.loads(kurator("summary", "--json").out)["total"]["total"] > 0


def test_nothing_is_restored_over_an_installation(kurator: Kurator) -> None:
    kurator("migrate")
    kurator("backup", "kurator.tar")
    before = Path("data/kurator.db").read_bytes()
    assert "только на пустое место" in kurator("restore", "kurator.tar").complaint
    assert Path("data/kurator.db").read_bytes() == before


def _archive_without_a_database() -> None:
    with tarfile.open("not-ours.tar", "w") as archive:
        archive.addfile(tarfile.TarInfo("evidence/ab/abcdef"), io.BytesIO())


def _archive_with_a_broken_database() -> None:
    Path("kurator.db").write_text("torn")
    with tarfile.open("not-ours.tar", "w") as archive:
        archive.add("kurator.db")


def _half_an_archive() -> None:
    Path("kurator.db").write_bytes(bytes(100_000))
    with tarfile.open("whole.tar", "w") as archive:
        archive.add("kurator.db")
    Path("not-ours.tar").write_bytes(Path("whole.tar").read_bytes()[:5_000])


def _no_archive() -> None:
    Path("not-ours.tar").write_text("no archive")


@pytest.mark.parametrize(
    "make", [_archive_without_a_database, _archive_with_a_broken_database, _half_an_archive, _no_archive]
)
def test_what_is_no_backup_leaves_nothing_behind(kurator: Kurator, make: Callable[[], None]) -> None:
    make()
    complaint = kurator("restore", "not-ours.tar").complaint
    assert complaint == "not-ours.tar — не резервная копия бота или она повреждена"
    assert list(Path("data").iterdir()) == []


def test_a_backup_that_cannot_be_read_or_written(kurator: Kurator) -> None:
    assert kurator("restore", "missing.tar").complaint.startswith("файл missing.tar не читается")
    assert kurator("backup", "kurator.tar").complaint.startswith("базы data/kurator.db ещё нет")
    kurator("migrate")
    for target in ("nowhere/kurator.tar", "."):
        assert kurator("backup", target).complaint.startswith(f"файл {target} не записать")


def test_postgresql_has_its_own_backups(kurator: Kurator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", NOBODY_LISTENS)
    assert kurator("backup", "kurator.tar").complaint.startswith("для PostgreSQL есть pg_dump")


def test_a_demo_on_a_port_that_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        complaint = in_a_process("demo", "--port", str(port), "--data", "demo").complaint
    assert complaint.startswith(f"порт {port} занят")


def test_a_demo_that_has_no_place_for_its_data() -> None:
    Path("file").touch()
    complaint = in_a_process("demo", "--port", "0", "--data", "file/demo").complaint
    assert complaint.startswith("файл file/demo не записать")

"""`kurator backup FILE` and `kurator restore FILE`: database and evidence in one tar file.

Evidence in a bucket stays out: the storage has versions and copies of its own, and may hold more than a disk.

The database is copied by SQLite's own online backup, so the bot may go on meanwhile. PostgreSQL has
its own tools for that (pg_dump, pg_restore), which are better than anything written here.
"""

import asyncio
import errno
import lzma
import os
import shutil
import sqlite3
import tarfile
import tempfile
import zlib
from pathlib import Path

from sqlalchemy import make_url

from bot.offline import opened
from bot.settings import Settings, load_settings
from bot.texts import load_texts
from roadmap.errors import UserError

DATABASE = "kurator.db"
EVIDENCE = "evidence"


async def back_up(file: Path) -> None:
    """Write the backup under a temporary name and rename it, so that a broken one never looks whole."""
    settings = load_settings()
    database = _sqlite_file(settings)
    if not database.exists():
        raise UserError("cli-nothing-to-back-up", file=str(database))
    await asyncio.to_thread(_write, file, database, _evidence_folder(settings))
    _say_what_is_left_out(settings, "cli-backup-without-bucket")


def _write(file: Path, database: Path, evidence: Path | None) -> None:
    if file.is_dir():
        raise UserError("cli-file-unwritable", file=str(file), reason=os.strerror(errno.EISDIR))
    unfinished = file.with_name(f"{file.name}.part")
    try:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / DATABASE
            _copy_database(database, copy)
            with tarfile.open(unfinished, "w") as archive:
                # The database first: files that come in while the evidence is copied belong to nothing in it.
                archive.add(copy, DATABASE)
                if evidence is not None and evidence.is_dir():
                    archive.add(evidence, EVIDENCE, filter=_without_unfinished)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise UserError("cli-file-unwritable", file=str(file), reason=error.strerror or "?") from None
    unfinished.rename(file)


def _copy_database(source: Path, target: Path) -> None:
    with sqlite3.connect(source) as old, sqlite3.connect(target) as new:
        old.backup(new)
    old.close()
    new.close()


def _without_unfinished(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    return None if member.name.startswith(f"{EVIDENCE}/incoming/") else member


async def restore(file: Path) -> None:
    """Bring a backup into an empty installation. Raises UserError if something is there already.

    With evidence in a bucket only the database comes back; a backup with files in it is refused then.
    """
    settings = load_settings()
    database = _sqlite_file(settings)
    evidence = _evidence_folder(settings)
    if database.exists() or (evidence is not None and evidence.is_dir() and any(evidence.iterdir())):
        raise UserError("cli-not-empty", file=str(database), folder=str(evidence or database.parent))
    await asyncio.to_thread(_read, file, database, evidence)
    async with opened(settings):
        pass  # a backup of an older version is brought to the newest schema
    _say_what_is_left_out(settings, "cli-restore-without-bucket")


def _read(file: Path, database: Path, evidence: Path | None) -> None:
    """The database comes last: without it, what was restored before a trouble is no installation."""
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=database.parent) as folder:
            found = Path(folder)
            _unpack(file, found)
            if (found / EVIDENCE).is_dir():
                if evidence is None:
                    raise UserError("cli-restore-files-into-bucket", file=str(file))
                shutil.copytree(found / EVIDENCE, evidence, dirs_exist_ok=True)
            (found / DATABASE).rename(database)
    except OSError as error:
        raise UserError("cli-file-unreadable", file=str(file), reason=error.strerror or "?") from None


def _unpack(file: Path, folder: Path) -> None:
    try:
        with tarfile.open(file) as archive:
            archive.extractall(folder, filter="data")
    except (tarfile.TarError, EOFError, zlib.error, lzma.LZMAError):
        raise UserError("cli-not-a-backup", file=str(file)) from None
    if not _is_sound(folder / DATABASE):
        raise UserError("cli-not-a-backup", file=str(file))


def _is_sound(database: Path) -> bool:
    if not database.is_file():
        return False
    connection = sqlite3.connect(database)
    try:
        return bool(connection.execute("PRAGMA quick_check").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()


def _sqlite_file(settings: Settings) -> Path:
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise UserError("cli-backup-postgres")
    return Path(url.database)


def _evidence_folder(settings: Settings) -> Path | None:
    """None where evidence is kept in a bucket."""
    return settings.evidence_folder if settings.evidence_bucket is None else None


def _say_what_is_left_out(settings: Settings, text_id: str) -> None:
    if (bucket := settings.evidence_bucket) is not None:
        t = load_texts().language(settings.locale)
        print(t.plain(text_id, bucket=bucket.name))

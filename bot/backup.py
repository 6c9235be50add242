"""`kurator backup FILE` and `kurator restore FILE`: database and evidence in one tar file.

The database is copied by SQLite's own online backup, so the bot may go on meanwhile. PostgreSQL has
its own tools for that (pg_dump, pg_restore), which are better than anything written here.
"""

import asyncio
import sqlite3
import tarfile
import tempfile
from pathlib import Path

from sqlalchemy import make_url

from bot.settings import Settings, load_settings
from db.engine import Database
from db.schema import migrate
from roadmap.errors import UserError

DATABASE = "kurator.db"
EVIDENCE = "evidence"


async def back_up(file: Path) -> None:
    """Write the backup under a temporary name and rename it, so that a broken one never looks whole."""
    settings = load_settings()
    database = _sqlite_file(settings)
    if not database.exists():
        raise UserError("cli-nothing-to-back-up", file=str(database))
    await asyncio.to_thread(_write, file, database, settings.evidence_folder)


def _write(file: Path, database: Path, evidence: Path) -> None:
    unfinished = file.with_name(f"{file.name}.part")
    try:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / DATABASE
            _copy_database(database, copy)
            with tarfile.open(unfinished, "w") as archive:
                # The database first: files that come in while the evidence is copied belong to nothing in it.
                archive.add(copy, DATABASE)
                if evidence.is_dir():
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
    """Bring a backup into an empty installation. Raises UserError if something is there already."""
    settings = load_settings()
    database = _sqlite_file(settings)
    evidence = settings.evidence_folder
    if database.exists() or (evidence.is_dir() and any(evidence.iterdir())):
        raise UserError("cli-not-empty", file=str(database), folder=str(evidence))
    await asyncio.to_thread(_read, file, database, evidence)
    restored = Database(settings.database_url)
    try:
        await migrate(restored)
    finally:
        await restored.close()


def _read(file: Path, database: Path, evidence: Path) -> None:
    database.parent.mkdir(parents=True, exist_ok=True)
    evidence.parent.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(dir=database.parent) as folder, tarfile.open(file) as archive:
            archive.extractall(folder, filter="data")
            found = Path(folder)
            if (found / EVIDENCE).is_dir():
                _move_tree(found / EVIDENCE, evidence)
            (found / DATABASE).rename(database)
    except (OSError, tarfile.TarError) as error:
        raise UserError("cli-file-unreadable", file=str(file), reason=str(error)) from None


def _move_tree(source: Path, target: Path) -> None:
    import shutil

    shutil.copytree(source, target, dirs_exist_ok=True)


def _sqlite_file(settings: Settings) -> Path:
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise UserError("cli-backup-postgres")
    return Path(url.database)

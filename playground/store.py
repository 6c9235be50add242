"""Where the playground keeps what must outlive it: one SQLite file, written in one transaction per change."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS rows
(kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS contents (key TEXT PRIMARY KEY, content BLOB NOT NULL);
"""


def dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Store:
    """Rows by kind and key, and file contents. Without a folder: contents in memory, rows not at all.

    `put` only notes a change; `flush` writes what was noted since the last one, all or nothing. A killed
    process loses nothing flushed (WAL); a power cut may lose the last moments, fine for a playground.
    """

    def __init__(self, folder: Path | None) -> None:
        self._database: sqlite3.Connection | None = None
        self._changes: dict[tuple[str, str], object] = {}
        self._contents: dict[str, bytes] = {}
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            self._database = _opened(folder / "playground.db")

    def put(self, kind: str, key: str | int, value: object) -> None:
        """Note `value` (JSON) under `key`; None removes it. It is read only when flushed."""
        if self._database is not None:
            self._changes[kind, str(key)] = value

    def put_content(self, key: str, content: bytes) -> None:
        if self._database is None:
            self._contents[key] = content
        else:
            self._database.execute("INSERT OR REPLACE INTO contents VALUES (?, ?)", (key, content))

    def content(self, key: str) -> bytes:
        if self._database is None:
            return self._contents[key]
        row = self._database.execute("SELECT content FROM contents WHERE key = ?", (key,)).fetchone()
        return bytes(row[0])

    def rows(self, kind: str) -> Iterator[tuple[str, Any]]:
        if self._database is not None:
            for key, value in self._database.execute("SELECT key, value FROM rows WHERE kind = ?", (kind,)):
                yield key, json.loads(value)

    def flush(self) -> None:
        if not self._changes or self._database is None:
            return
        changes, self._changes = self._changes, {}
        kept = [(kind, key, dumps(value)) for (kind, key), value in changes.items() if value is not None]
        gone = [place for place, value in changes.items() if value is None]
        self._database.execute("BEGIN")
        self._database.executemany("INSERT OR REPLACE INTO rows VALUES (?, ?, ?)", kept)
        self._database.executemany("DELETE FROM rows WHERE kind = ? AND key = ?", gone)
        self._database.execute("COMMIT")

    def close(self) -> None:
        self.flush()
        if self._database is not None:
            self._database.close()
            self._database = None


def _opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.executescript(SCHEMA)
    return database

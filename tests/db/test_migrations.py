"""Migrations make the schema that the models describe, and keep what is in a database that is upgraded."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Connection, MetaData, Table, insert, select

from db.engine import Database
from db.models import Base
from db.schema import MIGRATIONS, migrate
from db.types import UTCDateTime
from tests.engines import both_engines

KEPT = Path(__file__).parents[1] / "data" / "schema"
"""A row for every table, as the schema of each revision wants it: `<revision>.json`."""


@both_engines
async def test_the_migrations_make_what_the_models_describe(database: Database) -> None:
    async with database.transaction() as session:
        differences = await (await session.connection()).run_sync(_differences)
    assert differences == []


@both_engines
@pytest.mark.parametrize("revision", [path.stem for path in sorted(KEPT.glob("*.json"))])
async def test_a_populated_database_keeps_its_rows(empty_database_url: str, revision: str) -> None:
    kept: dict[str, list[dict[str, Any]]] = json.loads((KEPT / f"{revision}.json").read_text())
    database = Database(empty_database_url)
    await migrate(database, revision)
    async with database.transaction() as session:
        await (await session.connection()).run_sync(_fill, kept)

    await migrate(database)

    async with database.look() as session:
        found = await (await session.connection()).run_sync(_read, list(kept))
    await database.close()
    for table, rows in kept.items():
        assert [{name: row[name] for name in rows[0]} for row in found[table]] == rows, table


def test_every_revision_has_kept_rows() -> None:
    revisions = {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}
    assert {path.stem for path in KEPT.glob("*.json")} == revisions


def test_the_newest_kept_rows_fill_every_table() -> None:
    newest = max(KEPT.glob("*.json"))
    assert set(json.loads(newest.read_text())) == set(Base.metadata.tables)


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, Base.metadata))


def _fill(connection: Connection, rows: dict[str, list[dict[str, Any]]]) -> None:
    tables = _reflected(connection)
    for table in tables.sorted_tables:
        for row in rows.get(table.name, []):
            values = {name: _typed(table, table.c[name], value) for name, value in row.items()}
            connection.execute(insert(table).values(values))


def _read(connection: Connection, names: list[str]) -> dict[str, list[dict[str, Any]]]:
    tables = _reflected(connection).tables
    return {
        name: [
            {key: _plain(value) for key, value in row._mapping.items()}
            for row in connection.execute(select(tables[name]).order_by(*tables[name].primary_key))
        ]
        for name in names
    }


def _reflected(connection: Connection) -> MetaData:
    """The tables as the database has them now, which an older revision's models no longer tell."""
    found = MetaData()
    found.reflect(connection)
    return found


def _typed(table: Table, column: Column[Any], value: object) -> object:
    model = Base.metadata.tables[table.name].c.get(column.name)
    if isinstance(value, str) and model is not None:
        if isinstance(model.type, UTCDateTime):
            return datetime.fromisoformat(value)
        if model.type.python_type is date:
            return date.fromisoformat(value)
    return value


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return aware.isoformat()
    return value.isoformat() if isinstance(value, date) else value

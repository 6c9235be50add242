"""Bring the database to the newest schema, and make a new migration after the models changed.

A new migration: `python -m db.schema "what changes"`.
"""

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, inspect, select, text

from db.engine import Database

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x736368656D61  # "schema"


class UnknownSchemaError(Exception):
    """The database is of a revision that this program doesn't have: a newer one has been at work."""


def newest_revision() -> str:
    return max(path.stem for path in (MIGRATIONS / "versions").glob("[0-9]*.py")).partition("_")[0]


def _alembic_config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection, revision: str) -> None:
    """Alembic is imported only when there is something to do: it is large, most starts need none of it.

    Raises UnknownSchemaError.
    """
    if _current_revision(connection) == revision:
        return
    from alembic import command
    from alembic.util import CommandError

    try:
        command.upgrade(_alembic_config(connection), revision)
    except CommandError as error:
        raise UnknownSchemaError(str(error)) from error


def _current_revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


async def revision_of(database: Database) -> str | None:
    """What the database is at; None when it has no tables yet. Changes nothing."""
    async with database.look() as session:
        return await (await session.connection()).run_sync(_current_revision)


async def migrate(database: Database, revision: str | None = None) -> None:
    """Run the missing migrations up to `revision`, the newest by default."""
    async with database.transaction() as session:
        connection = await session.connection()
        if not database.is_sqlite:
            # Replicas that start together: one migrates, the others wait and find it done.
            await connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        await connection.run_sync(upgrade, revision or newest_revision())


def _revise(connection: Connection, message: str) -> None:
    from alembic import command

    known = len(list((MIGRATIONS / "versions").glob("[0-9]*.py")))
    if known:
        upgrade(connection, newest_revision())
    command.revision(_alembic_config(connection), message, autogenerate=True, rev_id=f"{known + 1:04d}")


async def _make_revision(message: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite+aiosqlite:///{folder}/scratch.db")
        async with database.transaction() as session:
            await (await session.connection()).run_sync(_revise, message)
        await database.close()


if __name__ == "__main__":
    asyncio.run(_make_revision(sys.argv[1]))

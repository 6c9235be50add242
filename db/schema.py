"""Bring the database to the newest schema, and make a new migration after the models changed.

A new migration: `python -m db.schema "what changes"`.
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from db.engine import Database

MIGRATIONS = Path(__file__).parent / "migrations"


def alembic_config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection, revision: str = "head") -> None:
    command.upgrade(alembic_config(connection), revision)


async def migrate(database: Database, revision: str = "head") -> None:
    """Run the missing migrations. On a fresh database: all of them."""
    async with database.transaction() as session:
        connection = await session.connection()
        await connection.run_sync(upgrade, revision)


def _revise(connection: Connection, message: str) -> None:
    upgrade(connection)
    known = len(list((MIGRATIONS / "versions").glob("[0-9]*.py")))
    command.revision(alembic_config(connection), message, autogenerate=True, rev_id=f"{known + 1:04d}")


async def _make_revision(message: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite+aiosqlite:///{folder}/scratch.db")
        async with database.transaction() as session:
            await (await session.connection()).run_sync(_revise, message)
        await database.close()


if __name__ == "__main__":
    asyncio.run(_make_revision(sys.argv[1]))

"""Run by Alembic. The connection is handed over by `db.schema`; there is no alembic.ini to keep in step."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import JSON

from db.models import Base
from db.types import UTCDateTime


def plain_type(kind: str, item: object, _: Any) -> str | Literal[False]:  # noqa: ANN401 -- fixed by Alembic
    """Migrations name SQLAlchemy's own types, so that they stay as they are when ours change."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, JSON):
        return "sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')"
    return False


def run() -> None:
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=plain_type,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


run()

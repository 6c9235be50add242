"""`@both_engines`: run a test on SQLite and on a real PostgreSQL; `@on_postgres`: on that alone."""

import pytest

both_engines = pytest.mark.parametrize(
    "engine", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
on_postgres = pytest.mark.parametrize(
    "engine", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)

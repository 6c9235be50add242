"""`@both_engines`: run a test on SQLite and on a real PostgreSQL; `@on_postgres`: on that alone.

`@both_engines_in_time`: long ones, on PostgreSQL with the slow tests.
"""

import pytest

both_engines = pytest.mark.parametrize(
    "engine", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
both_engines_in_time = pytest.mark.parametrize(
    "engine",
    ["sqlite", pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.slow])],
    indirect=True,
)
on_postgres = pytest.mark.parametrize(
    "engine", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)

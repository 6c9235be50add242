"""`@both_engines`: run a test on SQLite and on a real PostgreSQL."""

import pytest

both_engines = pytest.mark.parametrize(
    "engine", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)

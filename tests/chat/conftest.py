"""On PostgreSQL chats are played with the slow tests: `tests/db` holds each query against both engines."""

from pathlib import Path

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent) and "postgres" in item.keywords:
            item.add_marker(pytest.mark.slow)

"""What a day's planning asks is found by an index: it doesn't read all that waits, was said, or is owed."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from db.engine import Database
from db.models import Message, MessageState
from db.queries.outbox import DIGEST
from db.queries.owed import moves_by_person, people_owing
from tests.db.test_reminders import ZONE, Office, moment, planned
from tests.plan import NOW

LARGE = ("message", "snooze", "assignment", "membership", "person", "account")
"""Tables that grow with the city or with the years."""
DUE = date(2022, 3, 31)


async def test_no_large_table_is_read_through(database: Database) -> None:
    async with database.transaction() as session:
        office = await Office(session).fill()
        for state in (MessageState.SENT, MessageState.STALE, MessageState.WAITING):
            session.add(
                Message(
                    key=f"digest:{state}",
                    person_id=office.coordinator,
                    kind=DIGEST,
                    payload={"day": "2022-03-01"},
                    due_at=NOW,
                    created_at=NOW,
                    state=state,
                    settled_at=None if state is MessageState.WAITING else NOW,
                )
            )
    asked = _listened(database)
    assert await planned(database, moment(DUE, 1))
    # The schools that have lagged for seven working days, and those of three.
    assert await planned(database, moment(DUE + timedelta(days=11), 1))
    assert any("snooze" in statement for statement, _ in asked)
    for statement, found in await _plans(database, asked):
        assert not list(filter(_reads_through, found)), statement
        if "status_at >=" in statement and "school_id IS NULL" not in statement:
            assert any("ix_assignment_owed" in one and "status_at>?" in one for one in found), found


async def test_whom_a_moved_deadline_concerns_is_found_by_indexes(database: Database) -> None:
    """Within the transaction of a new edition: joined by «one or the other» it would take every pair."""
    async with database.transaction() as session:
        office = await Office(session).fill()
    asked = _listened(database)
    async with database.look() as session:
        moved = await moves_by_person(session, {office.occurrence: DUE}, DUE, ZONE)
        assert set(moved) == {office.curator, office.director}
        assert await people_owing(session, [office.occurrence], DUE, ZONE) == sorted(moved)
    owing = [one for one in await _plans(database, asked) if "FROM assignment" in one[0]]
    assert owing
    for statement, found in owing:
        assert not list(filter(_reads_through, found)), statement


async def _plans(database: Database, asked: list[tuple[str, Any]]) -> list[tuple[str, list[str]]]:
    """Each statement with the lines of its plan."""
    async with database.look() as session:
        connection = await session.connection()
        return [
            (
                statement,
                [
                    row.detail
                    for row in await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
                ],
            )
            for statement, values in list(asked)
        ]


def _listened(database: Database) -> list[tuple[str, Any]]:
    asked: list[tuple[str, Any]] = []

    @event.listens_for(database.engine.sync_engine, "before_cursor_execute")
    def note(_c: object, _cursor: object, statement: str, values: Any, *_: object) -> None:  # noqa: ANN401 -- the driver's
        if statement.startswith("SELECT"):
            asked.append((statement, values))

    return asked


def _reads_through(detail: str) -> bool:
    """A whole table, all that waits, or all that was ever said to somebody."""
    words = detail.split()
    is_whole = words[0] == "SCAN" and words[1] in LARGE and "INDEX" not in words
    return is_whole or "ix_message_queue (state=?)" in detail or "ix_message_person_id" in detail


@pytest.mark.parametrize(
    ("detail", "reads"),
    [
        ("SCAN message", True),
        ("SEARCH message USING INDEX ix_message_queue (state=?)", True),
        ("SEARCH message USING INDEX ix_message_digest (state=? AND person_id=?)", False),
        ("SCAN membership USING COVERING INDEX uq_membership_in_city", False),
    ],
)
def test_what_counts_as_reading_through(detail: str, reads: bool) -> None:
    assert _reads_through(detail) is reads

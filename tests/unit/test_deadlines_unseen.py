"""Phrases written in the manner of school plans, their dates decided by hand before the grammar read them.

In the table ``\\n`` and ``\\u00a0`` stand for the characters; dates may be short: ``2022-01..2022-12@5``
(the 5th of every month, ``@L`` the last day) and ``weekly:TU,TH`` (all through the plan).
"""

import csv
import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from roadmap.deadlines import DeadlineKind, Period, read_deadline

PHRASES = Path(__file__).parent.parent / "data" / "deadline-phrases-unseen.tsv"
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ESCAPED = re.compile(r"\\u([0-9a-f]{4})|\\n")


def rows() -> list[dict[str, str]]:
    with PHRASES.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def plan(text: str) -> Period | None:
    kind, _, value = text.partition(":")
    if kind == "year":
        return Period.year(int(value))
    return Period(*map(date.fromisoformat, value.split(".."))) if kind == "school" else None


def due(text: str, period: Period | None) -> Iterator[date]:
    for part in text.split():
        if part.startswith("weekly:"):
            assert period
            yield from weekly(part.removeprefix("weekly:").split(","), period)
        elif "@" in part:
            yield from monthly(*part.split("@"))
        else:
            yield date.fromisoformat(part)


def weekly(weekdays: list[str], period: Period) -> Iterator[date]:
    days = (period.start + timedelta(days=day) for day in range((period.end - period.start).days + 1))
    return (day for day in days if WEEKDAYS[day.weekday()] in weekdays)


def monthly(months: str, day: str) -> Iterator[date]:
    (year, month), last = (tuple(map(int, part.split("-"))) for part in months.split(".."))
    while (year, month) <= last:
        yield date(year, month, monthrange(year, month)[1] if day == "L" else int(day))
        year, month = year + month // 12, month % 12 + 1


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["phrase"])
def test_a_phrase_never_seen_before(row: dict[str, str]) -> None:
    phrase = ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1] else "\n", row["phrase"])
    period = plan(row["plan"])
    read = read_deadline(phrase, period)
    assert (read.kind.value, read.due) == (row["kind"], tuple(due(row["due"], period)))
    assert bool(read.reason) is (read.kind is DeadlineKind.UNKNOWN)
    assert read.reason or read.why

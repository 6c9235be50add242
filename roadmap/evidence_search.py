"""Which evidence is looked for: kept as JSON, and packed into a button that lives for weeks."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """What has become of a package that was handed in; the words of its state in the database."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"


class Field(StrEnum):
    """By what evidence is looked for. The value is the letter before it in a button."""

    ROADMAP = "r"
    ACTIVITY = "a"
    SCHOOL = "s"
    MONTH = "m"
    STATE = "t"


NARROWING = (Field.SCHOOL, Field.MONTH, Field.ACTIVITY, Field.STATE)
"""What a person may choose and take off again, in the order in which it is offered."""

_ID = r"(\d{1,9})"
_PACKED = re.compile(rf"(?:r{_ID})?(?:a{_ID})?(?:s{_ID})?(?:m([12]\d{{3}}-(?:0[1-9]|1[0-2])))?(?:t([sar]))?")
_BY_LETTER = {outcome.value[0]: outcome for outcome in Outcome}


@dataclass(frozen=True, slots=True)
class Chosen:
    """None is «all». `month` is «YYYY-MM»: what was due in it, and what was handed in in it."""

    roadmap_id: int | None = None
    activity_id: int | None = None
    school_id: int | None = None
    month: str | None = None
    state: Outcome | None = None

    def to_json(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value is not None}

    @staticmethod
    def from_json(values: dict[str, Any]) -> "Chosen":
        return _from(values)

    def pack(self) -> str:
        """For a button: at most 40 characters, no colon."""
        parts = {
            Field.ROADMAP: self.roadmap_id,
            Field.ACTIVITY: self.activity_id,
            Field.SCHOOL: self.school_id,
            Field.MONTH: self.month,
            Field.STATE: self.state and self.state.value[0],
        }
        return "".join(f"{field.value}{value}" for field, value in parts.items() if value is not None)

    @staticmethod
    def unpack(packed: str) -> "Chosen":
        """Raises ValueError for what `pack` never makes: buttons can be forged."""
        found = _PACKED.fullmatch(packed) if packed.isascii() else None
        if found is None:
            raise ValueError("no filter of ours")
        roadmap, activity, school, month, state = found.groups()
        return Chosen(
            _number(roadmap),
            _number(activity),
            _number(school),
            month,
            _BY_LETTER[state] if state else None,
        )

    def value(self, field: Field) -> int | str | None:
        """What is chosen by it; None for all."""
        found: int | str | None = getattr(self, _ATTRIBUTE[field])
        return found

    def with_(self, field: Field, value: int | str) -> "Chosen":
        return _from({**asdict(self), _ATTRIBUTE[field]: value})

    def without(self, field: Field) -> "Chosen":
        return _from({**asdict(self), _ATTRIBUTE[field]: None})

    @property
    def narrowed(self) -> tuple[Field, ...]:
        """By what it is narrowed down."""
        return tuple(field for field in NARROWING if self.value(field) is not None)


_ATTRIBUTE = {
    Field.ROADMAP: "roadmap_id",
    Field.ACTIVITY: "activity_id",
    Field.SCHOOL: "school_id",
    Field.MONTH: "month",
    Field.STATE: "state",
}


def _from(values: Mapping[str, Any]) -> Chosen:
    state = values.get("state")
    return Chosen(**{**values, "state": Outcome(state) if state else None})


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def month_of(day: date) -> str:
    return f"{day:%Y-%m}"


def days_of(month: str) -> tuple[date, date]:
    """The first and the last day of «YYYY-MM»."""
    first = date.fromisoformat(f"{month}-01")
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def months_between(first: date, last: date) -> list[str]:
    """From the month of one day to that of another, both included."""
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in numbers]

"""What was read from a document, and its JSON: a draft is kept so until it is confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from roadmap.deadlines import Deadline, DeadlineKind, Period, deadline_json, read_deadline
from roadmap.document.executors import Audience
from roadmap.errors import TextArgument

_DEADLINE_FIELDS = ("deadline", "kind", "start", "end", "due")
_WARNING_FIELDS = frozenset({"line", "id", "position"})


@dataclass(frozen=True, slots=True)
class ReadWarning:
    """Something a person should look at. ``id`` names a text, ``line`` is the document's, from 1.

    ``position`` is the activity's that it concerns, 0 where that is none, or is not known yet.
    """

    line: int
    id: str
    arguments: Mapping[str, TextArgument] = field(default_factory=dict)
    position: int = 0

    def to_json(self) -> dict[str, Any]:
        position = {"position": self.position} if self.position else {}
        return {"line": self.line, "id": self.id, **position, **self.arguments}

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> "ReadWarning":
        arguments = {name: value for name, value in content.items() if name not in _WARNING_FIELDS}
        return cls(content["line"], content["id"], arguments, content.get("position", 0))


@dataclass(frozen=True, slots=True)
class ReadActivity:
    """One activity; ``position`` counts from 1, whatever numbers the document has.

    ``line`` is where it begins in the document, from 1; 0 in one restored from JSON, which doesn't keep it.
    """

    position: int
    title: str
    deadline: Deadline
    indicator: str
    executors: str
    audience: tuple[Audience, ...]
    meeting: bool
    line: int

    def to_json(self) -> dict[str, Any]:
        deadline = deadline_json(self.deadline)
        return {
            "position": self.position,
            "title": self.title,
            **{name: deadline[name] for name in _DEADLINE_FIELDS},
            "indicator": self.indicator,
            "executors": self.executors,
            "audience": [group.value for group in self.audience],
            "meeting": self.meeting,
        }

    @classmethod
    def from_json(cls, content: Mapping[str, Any], year: int) -> "ReadActivity":
        return cls(
            content["position"],
            content["title"],
            _restored_deadline(content, year),
            content["indicator"],
            content["executors"],
            tuple(map(Audience, content["audience"])),
            content["meeting"],
            line=0,
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """A roadmap as understood; ``year`` is the plan's, a school year's being the one it begins in."""

    title: str
    year: int
    activities: tuple[ReadActivity, ...]
    warnings: tuple[ReadWarning, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As a draft is kept. Warnings say which activity they concern: activities keep no lines there."""
        at = {activity.line: activity.position for activity in self.activities if activity.line}
        warnings = [replace(one, position=one.position or at.get(one.line, 0)) for one in self.warnings]
        return {
            "title": self.title,
            "year": self.year,
            "activities": [activity.to_json() for activity in self.activities],
            "warnings": [warning.to_json() for warning in warnings],
        }

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> "Reading":
        year = content["year"]
        return cls(
            content["title"],
            year,
            tuple(ReadActivity.from_json(activity, year) for activity in content["activities"]),
            tuple(map(ReadWarning.from_json, content["warnings"])),
        )


def _restored_deadline(content: Mapping[str, Any], year: int) -> Deadline:
    """The phrase is read anew for what JSON doesn't keep; a date that was corrected since stands alone."""
    kept = Deadline(
        content["deadline"],
        DeadlineKind(content["kind"]),
        content["start"] and date.fromisoformat(content["start"]),
        content["end"] and date.fromisoformat(content["end"]),
        tuple(map(date.fromisoformat, content["due"])),
    )
    for period in (Period.year(year), Period.school_year(year)):
        read = read_deadline(kept.phrase, period)
        if (read.kind, read.start, read.end, read.due) == (kept.kind, kept.start, kept.end, kept.due):
            return read
    return kept

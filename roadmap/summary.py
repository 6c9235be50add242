"""Figures of the summary: assignments counted by how they stand on a day, and their names in JSON."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Counts:
    """Assignments in force by standing; see `roadmap.standing`. Their sum is `total`."""

    overdue: int = 0
    due_soon: int = 0
    ahead: int = 0
    in_review: int = 0
    done: int = 0

    @property
    def total(self) -> int:
        return self.overdue + self.due_soon + self.ahead + self.in_review + self.done

    def to_json(self) -> dict[str, int]:
        return {**asdict(self), "total": self.total}


@dataclass(frozen=True, slots=True)
class Named:
    """The counts of one school or one activity. Dates are local."""

    id: int
    name: str
    counts: Counts
    oldest_overdue: date | None = None


@dataclass(frozen=True, slots=True)
class Surveyed:
    title: str
    asked: int
    answered: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting of the coordination group; `starts_at` is ISO 8601 in UTC."""

    starts_at: str
    invited: int
    yes: int
    no: int
    substitute: int
    silent: int
    protocol: str | None


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole picture on a local date, for those who may see all of it."""

    today: date
    roadmap: str | None
    total: Counts
    schools: tuple[Named, ...]
    activities: tuple[Named, ...]
    surveys: tuple[Surveyed, ...]
    meetings: tuple[Met, ...]
    unreachable: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "date": self.today.isoformat(),
            "roadmap": self.roadmap,
            "total": self.total.to_json(),
            "schools": [{"name": one.name, **one.counts.to_json()} for one in self.schools],
            "activities": [{"title": one.name, **one.counts.to_json()} for one in self.activities],
            "surveys": [asdict(one) for one in self.surveys],
            "meetings": [asdict(one) for one in self.meetings],
            "unreachable": list(self.unreachable),
        }

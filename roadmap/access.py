"""Who may do what. The one place where roles are weighed; handlers and queries ask here.

A coordinator and the department reach every school; a curator and a representative reach theirs.
"""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    COORDINATOR = "coordinator"
    DEPARTMENT = "department"
    CURATOR = "curator"
    REPRESENTATIVE = "representative"


CITY_ROLES = frozenset({Role.COORDINATOR, Role.DEPARTMENT})
SCHOOL_ROLES = frozenset({Role.CURATOR, Role.REPRESENTATIVE})


class Assignee(StrEnum):
    """For whom an assignment is: one school, or the coordinator or the department itself."""

    SCHOOL = "school"
    COORDINATOR = "coordinator"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind an update with the roles in force; `person_id` is None for a stranger."""

    person_id: int | None
    name: str = ""
    locale: str = ""
    roles: frozenset[Role] = frozenset()
    schools: frozenset[int] = frozenset()
    checks: frozenset[int] = frozenset()
    """Schools whose evidence the person looks at before the coordinator: their curator's, if it is so set."""

    @property
    def is_stranger(self) -> bool:
        return self.person_id is None

    @property
    def id(self) -> int:
        """The person's id. Raises LookupError for a stranger: handlers behind the door never see one."""
        if self.person_id is None:
            raise LookupError("a stranger has no id")
        return self.person_id

    @property
    def is_coordinator(self) -> bool:
        return Role.COORDINATOR in self.roles

    @property
    def sees_all(self) -> bool:
        return bool(self.roles & CITY_ROLES)


def reaches_school(actor: Actor, school_id: int | None) -> bool:
    return actor.sees_all or (school_id is not None and school_id in actor.schools)


def may_see(actor: Actor, assignee: Assignee, school_id: int | None) -> bool:
    """Whether an assignment's card, history and evidence may be shown to the actor."""
    return actor.sees_all or (assignee is Assignee.SCHOOL and school_id in actor.schools)


def may_submit(actor: Actor, assignee: Assignee, school_id: int | None) -> bool:
    """Whether the actor may hand in evidence: a school's people for their school, the city's for its own."""
    if assignee is Assignee.SCHOOL:
        return school_id in actor.schools
    if assignee is Assignee.COORDINATOR:
        return actor.is_coordinator
    return actor.sees_all


def has_reviews(actor: Actor) -> bool:
    """Whether there is a queue of packages for the actor."""
    return actor.is_coordinator or bool(actor.checks)


def may_see_review(actor: Actor, school_id: int | None) -> bool:
    """Whether the actor may see a package as its reviewers do, and who decided on it."""
    return actor.is_coordinator or (school_id is not None and school_id in actor.checks)


def may_review(actor: Actor, school_id: int | None, *, awaits_check: bool) -> bool:
    """Whether the actor may decide on a package: a curator only as long as it waits for their check."""
    return actor.is_coordinator or (awaits_check and may_see_review(actor, school_id))


def may_set_aside(actor: Actor) -> bool:
    """Whether the actor may say that an assignment doesn't concern a school, and that it does after all."""
    return actor.is_coordinator

"""What a list of schools and people would change, beside what is known already. Nothing is deleted by it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from roadmap.access import Role
from roadmap.names import natural_order, normalise_name
from roadmap.roster import Roster, RosterRow


@dataclass(frozen=True, slots=True)
class KnownSchool:
    id: int
    name: str
    short_name: str
    note: str
    archived: bool = False


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A name that stands for a role at a school: of a member, or of whom an invitation waits for.

    A member who came by a named invitation is known by both names.
    """

    names: tuple[str, ...]
    role: Role
    school_id: int
    has_joined: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    schools: Sequence[KnownSchool] = ()
    people: Sequence[KnownPerson] = ()


@dataclass(frozen=True, slots=True)
class SchoolChange:
    """A school whose short name or note the list has otherwise; what the list leaves empty stays."""

    school: KnownSchool
    short_name: str
    note: str


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody to be invited, once for all the schools at which they have not the role yet."""

    name: str
    role: Role
    schools: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """`archived` are schools of the list that stand in the archive: they and their people are left alone.

    `joined` and `invited` count the named people who are there; `absent_…` are in force, but not in the list.
    """

    new: tuple[RosterRow, ...]
    changed: tuple[SchoolChange, ...]
    archived: tuple[str, ...]
    invitees: tuple[Invitee, ...]
    joined: int
    invited: int
    absent_schools: tuple[str, ...]
    absent_people: tuple[tuple[str, Role, str], ...]
    """Name, role, school."""

    @property
    def changes_nothing(self) -> bool:
        return not (self.new or self.changed or self.invitees)


def plan_roster(roster: Roster, known: Known) -> RosterPlan:
    """Schools are the same by their normalised names, people by theirs, whatever the order of its words."""
    schools = {normalise_name(school.name): school for school in known.schools}
    listed = {normalise_name(row.school): row for row in roster.rows}
    rows = [row for key, row in listed.items() if (school := schools.get(key)) is None or not school.archived]
    named = [_Named(row, role, name, schools) for row in rows for role, name in people_of(row)]
    there = _by_place(known.people)
    found = [there.get((one.role, one.school_id, person_key(one.name))) for one in named]
    return RosterPlan(
        new=tuple(row for row in rows if normalise_name(row.school) not in schools),
        changed=tuple(_changes(listed, schools)),
        archived=tuple(
            row.school for key, row in listed.items() if (one := schools.get(key)) and one.archived
        ),
        invitees=_invitees([one for one, who in zip(named, found, strict=True) if who is None]),
        joined=sum(who is not None and who.has_joined for who in found),
        invited=sum(who is not None and not who.has_joined for who in found),
        absent_schools=_absent_schools(schools, listed),
        absent_people=_absent_people(known, schools, listed, named),
    )


def people_of(row: RosterRow) -> Iterator[tuple[Role, str]]:
    yield from ((Role.CURATOR, name) for name in row.curators)
    yield from ((Role.REPRESENTATIVE, name) for name in row.representatives)


def person_key(name: str) -> str:
    """Return the form by which two people's names are compared: «Анна Тестова» is «Тестова Анна»."""
    return " ".join(sorted(normalise_name(name).split()))


class _Named:
    """A name in the list: for a role at a school, which may not be there yet."""

    def __init__(self, row: RosterRow, role: Role, name: str, schools: dict[str, KnownSchool]) -> None:
        there = schools.get(normalise_name(row.school))
        self.school = there.name if there else row.school
        self.school_id = there.id if there else None
        self.role = role
        self.name = name


_Places = dict[tuple[Role, int | None, str], KnownPerson]


def _by_place(people: Collection[KnownPerson]) -> _Places:
    """Who has joined comes before whom an invitation waits for."""
    in_order = sorted(people, key=lambda one: one.has_joined)
    return {
        (one.role, one.school_id, person_key(name)): one for one in in_order for name in one.names if name
    }


def _changes(listed: dict[str, RosterRow], schools: dict[str, KnownSchool]) -> Iterator[SchoolChange]:
    for key, row in listed.items():
        school = schools.get(key)
        if school is None or school.archived:
            continue
        change = SchoolChange(school, row.short_name or school.short_name, row.note or school.note)
        if (change.short_name, change.note) != (school.short_name, school.note):
            yield change


def _invitees(missing: Sequence[_Named]) -> tuple[Invitee, ...]:
    names: dict[tuple[Role, str], str] = {}
    places: dict[tuple[Role, str], dict[str, None]] = {}
    for one in missing:
        who = (one.role, person_key(one.name))
        names.setdefault(who, one.name)
        places.setdefault(who, {})[one.school] = None
    return tuple(Invitee(names[who], who[0], tuple(schools)) for who, schools in places.items())


def _absent_schools(schools: dict[str, KnownSchool], listed: Collection[str]) -> tuple[str, ...]:
    names = (school.name for key, school in schools.items() if not school.archived and key not in listed)
    return tuple(sorted(names, key=natural_order))


def _absent_people(
    known: Known, schools: dict[str, KnownSchool], listed: Collection[str], named: Sequence[_Named]
) -> tuple[tuple[str, Role, str], ...]:
    """Of the schools in the list: who has a role there that the list gives to nobody of their name."""
    in_list = {(one.role, one.school_id, person_key(one.name)) for one in named}
    in_force = {one.id: one for key, one in schools.items() if key in listed and not one.archived}
    return tuple(
        (one.names[0], one.role, in_force[one.school_id].name)
        for one in known.people
        if one.has_joined
        and one.school_id in in_force
        and not any((one.role, one.school_id, person_key(name)) in in_list for name in one.names)
    )

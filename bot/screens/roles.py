"""Roles in words: what somebody is, and where."""

from collections.abc import Iterable, Sequence

from bot.texts import Markup, Translator
from db.queries.memberships import Held
from db.queries.people import Member
from roadmap.access import Role

SCHOOLS_NAMED = 15


def role_name(t: Translator, role: Role) -> str:
    return t.plain(f"people-role-{role.value}")


def role_at(t: Translator, role: Role, schools: Sequence[str], named: int = SCHOOLS_NAMED) -> Markup:
    """«куратор — Школа № 901, Школа № 902 и ещё 3»; the role alone where there are no schools."""
    if not schools:
        return Markup("").join([role_name(t, role)])
    places = Markup(", ").join(schools[:named])
    if (more := len(schools) - named) > 0:
        places = t("people-and-more", names=places, count=more)
    return t("people-role-at", role=role_name(t, role), schools=places)


def roles_in_words(t: Translator, held: Iterable[Member | Held], named: int = SCHOOLS_NAMED) -> list[Markup]:
    """A line for each role a person has, in the order given."""
    places: dict[Role, list[str]] = {}
    for one in held:
        places.setdefault(one.role, []).extend([one.school] if one.school else [])
    return [role_at(t, role, schools, named) for role, schools in places.items()]

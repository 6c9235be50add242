"""A list of schools and people: how to send it, what it would change, what was done; invitations as file."""

import html
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from bot.keyboards.roster import (
    after_taking_keyboard,
    again_keyboard,
    asking_keyboard,
    links_keyboard,
    roster_keyboard,
    sure_keyboard,
)
from bot.screens.invitations import invitation_text, link_to
from bot.screens.roles import role_name
from bot.screens.screen import FreshFile, Screen, paged
from bot.texts import Markup, Translator
from db.queries.invitations import Made
from db.queries.roster import RosterDraft
from reports.people import InvitationLine, invitations_workbook, people_form
from roadmap.pages import paginate
from roadmap.roster import RosterRow
from roadmap.roster_plan import Invitee, RosterPlan, SchoolChange, people_of

MESSAGES = 10
"""So many texts to forward come as messages; of more, the file alone has them."""
_FORM = ("school", "short-name", "curator", "representative", "note")
_COLUMNS = ("school", "role", "name", "link", "text", "code")


def how_to_send(t: Translator) -> Screen:
    return Screen(t("roster-how-to-send"), asking_keyboard(t))


def still_waiting(t: Translator) -> Screen:
    return Screen(t("roster-still-waiting"), asking_keyboard(t))


def refused(t: Translator, name: str, reason: Markup) -> Screen:
    return Screen(t("roadmap-refused", name=name, reason=reason), again_keyboard(t))


def form(t: Translator) -> FreshFile:
    headings = [t.plain(f"roster-heading-{name}") for name in _FORM]
    title = t.plain("roster-form-title")
    return FreshFile(
        t.plain("roster-form-file"), lambda: people_form(title, headings), Screen(t("roster-file-not-sent"))
    )


def roster_page(t: Translator, draft: RosterDraft, plan: RosterPlan, wanted: int) -> Screen:
    """Each page under the counts, what would change first, doubts and what is missing last."""
    header = Markup("\n\n").join([t("roster-head", name=draft.source_name), _counts(t, plan)])
    texts = paginate(list(_blocks(t, draft, plan)), header=header, between="\n")
    changes = not plan.changes_nothing
    return paged(texts, wanted, lambda page: roster_keyboard(t, draft.id, page, changes=changes))


def _counts(t: Translator, plan: RosterPlan) -> Markup:
    if plan.changes_nothing:
        return t("roster-nothing-new", joined=plan.joined, invited=plan.invited)
    return t(
        "roster-counts",
        schools=len(plan.new),
        changed=len(plan.changed),
        invitees=len(plan.invitees),
        joined=plan.joined,
        invited=plan.invited,
    )


def _blocks(t: Translator, draft: RosterDraft, plan: RosterPlan) -> Iterator[Markup]:
    yield from _section(
        t,
        "roster-warnings",
        [_warning(t, one.line, one.text_id, one.arguments) for one in draft.roster.warnings],
    )
    yield from _section(t, "roster-archived", [t("roster-line", what=name) for name in plan.archived])
    yield from _section(t, "roster-new", [_new_school(t, row) for row in plan.new])
    yield from _section(t, "roster-changed", [_changed(t, one) for one in plan.changed])
    yield from _section(t, "roster-invitees", [_invitee(t, one) for one in plan.invitees])
    absent = [t("roster-line", what=name) for name in plan.absent_schools]
    absent += [
        t("roster-absent-person", name=name, role=role_name(t, role), school=school)
        for name, role, school in plan.absent_people
    ]
    yield from _section(t, "roster-absent", absent)


def _section(t: Translator, heading: str, lines: Sequence[Markup]) -> Iterator[Markup]:
    """An empty line before the heading, which keeps to its first line."""
    if lines:
        yield Markup("\n").join(["", t(heading, count=len(lines)), lines[0]])
        yield from lines[1:]


def _warning(t: Translator, line: int, text_id: str, arguments: dict[str, str | int]) -> Markup:
    return t("roster-warning-line", line=line, said=t(text_id, **arguments))


def _new_school(t: Translator, row: RosterRow) -> Markup:
    people = [t("roster-person", name=name, role=role_name(t, role)) for role, name in people_of(row)]
    what = [row.school, row.short_name, row.note, *people]
    return t("roster-line", what=Markup(", ").join(part for part in what if part))


def _changed(t: Translator, change: SchoolChange) -> Markup:
    parts = []
    if change.short_name != change.school.short_name:
        parts.append(t("roster-short-name", old=change.school.short_name or "—", new=change.short_name))
    if change.note != change.school.note:
        parts.append(t("roster-note", old=change.school.note or "—", new=change.note))
    return t("roster-change", school=change.school.name, what=Markup("; ").join(parts))


def _invitee(t: Translator, one: Invitee) -> Markup:
    schools = Markup(", ").join(one.schools)
    return t("roster-invitee", name=one.name, role=role_name(t, one.role), schools=schools)


def taken(
    t: Translator, plan: RosterPlan, made: Sequence[Made], username: str, zone: ZoneInfo
) -> list[Screen]:
    first, last = span(made)
    done = t("roster-taken", schools=len(plan.new), changed=len(plan.changed), invitees=len(plan.invitees))
    keyboard = after_taking_keyboard(t, first, last)
    if not made:
        return [Screen(done, keyboard)]
    return [
        Screen(Markup("\n\n").join([done, _how_to_forward(t, made)]), keyboard),
        *_texts(t, made, username, zone),
    ]


def renewed(t: Translator, made: Sequence[Made], username: str, zone: ZoneInfo) -> list[Screen]:
    done = t("roster-links-made", count=len(made))
    keyboard = after_taking_keyboard(t, *span(made))
    return [
        Screen(Markup("\n\n").join([done, _how_to_forward(t, made)]), keyboard),
        *_texts(t, made, username, zone),
    ]


def _how_to_forward(t: Translator, made: Sequence[Made]) -> Markup:
    return t("roster-forward-messages" if len(made) <= MESSAGES else "roster-forward-file")


def _texts(t: Translator, made: Sequence[Made], username: str, zone: ZoneInfo) -> list[Screen]:
    """Each alone in its message, so that it can be forwarded."""
    if len(made) > MESSAGES:
        return []
    return [Screen(invitation_text(t, one.offer, link_to(username, one.token), zone)) for one in made]


def invitations_file(t: Translator, made: Sequence[Made], username: str, zone: ZoneInfo) -> FreshFile:
    lines = [_line(t, one, link_to(username, one.token), zone) for one in made]
    headings = [t.plain(f"roster-column-{name}") for name in _COLUMNS]
    title = t.plain("roster-invitations-title")
    otherwise = Screen(t("roster-invitations-not-sent"), links_keyboard(t, *span(made)))
    return FreshFile(
        t.plain("roster-invitations-file"), lambda: invitations_workbook(title, headings, lines), otherwise
    )


def _line(t: Translator, one: Made, link: str, zone: ZoneInfo) -> InvitationLine:
    schools = "\n".join(school.name for school in one.offer.schools)
    text = html.unescape(invitation_text(t, one.offer, link, zone))
    return InvitationLine(schools, role_name(t, one.offer.role), one.offer.name, link, text)


def span(made: Sequence[Made]) -> tuple[int, int]:
    """The first and the last id; 0 and 0 of none."""
    ids = [one.offer.id for one in made] or [0]
    return min(ids), max(ids)


def ask_links(t: Translator, count: int, first: int, last: int) -> Screen:
    return Screen(t("roster-links-ask", count=count), sure_keyboard(t, first, last))


def dropped(t: Translator) -> Screen:
    return Screen(t("roster-dropped"), after_taking_keyboard(t, 0, 0))

"""Announcements: the text as people see it, whom it is for, the last look, and what became of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.keyboards import announcements as keyboards
from bot.keyboards.common import short, short_school
from bot.screens.screen import Screen, paged
from bot.texts import Markup, Translator
from db.models import MessageState
from db.queries.announcements import AnnouncementFacts, NotReached
from db.queries.schools import SchoolLine
from roadmap.announcements import Tally
from roadmap.lists import Page
from roadmap.pages import paginate

SCHOOLS_A_PAGE = 8
SENT_A_PAGE = 6
SCHOOLS_NAMED = 10
NAME, WORDS = 60, 100

_WHY = {"blocked": "blocked", "deactivated": "deleted", "chat not found": "no-chat", "initiate": "no-chat"}
"""What the platform's reason has in it → the end of the text that says it."""


def announcement_screen(text: str, t: Translator) -> Screen:
    """What people get: the text as it was typed, never as markup."""
    return Screen(t("announce-message", text=text))


def ask_text(t: Translator, *, has_past: bool) -> Screen:
    return Screen(t("announce-ask-text"), keyboards.asking_keyboard(t, has_past=has_past))


def ask_new_text(announcement_id: int, t: Translator) -> Screen:
    return Screen(t("announce-ask-new-text"), keyboards.changing_keyboard(announcement_id, t))


def audience_screen(
    facts: AnnouncementFacts, chosen: Sequence[SchoolLine], people: int, t: Translator
) -> Screen:
    """`chosen` are the schools it is narrowed to."""
    lines = [t("announce-audience", people=people)]
    if chosen:
        lines.append(t("announce-only-schools", schools=_names(chosen, t)))
    keyboard = keyboards.audience_keyboard(facts, t, has_people=people > 0)
    return Screen(Markup("\n\n").join(lines), keyboard)


def _names(schools: Sequence[SchoolLine], t: Translator) -> Markup:
    named = Markup(", ").join(short_school(school.name, NAME) for school in schools[:SCHOOLS_NAMED])
    more = len(schools) - SCHOOLS_NAMED
    return t("people-and-more", names=named, count=more) if more > 0 else named


def places_screen(
    facts: AnnouncementFacts, schools: Sequence[SchoolLine], wanted: int, t: Translator
) -> Screen:
    page = Page.within(wanted, len(schools), SCHOOLS_A_PAGE)
    text = t("announce-choose-schools", count=len(facts.school_ids))
    return Screen(text, keyboards.places_keyboard(facts, page.cut(schools), page, t))


def confirm_screens(
    facts: AnnouncementFacts, people: int, later: datetime | None, t: Translator, zone: ZoneInfo
) -> tuple[Screen, Screen]:
    """The message itself, and below it how many get it and when: `later` (UTC), or None for at once."""
    parts = [t("announce-confirm", people=people)]
    if later is not None:
        parts.append(t("announce-later", moment=t.datetime(later, zone)))
    confirm = Screen(Markup(" ").join(parts), keyboards.confirm_keyboard(facts.id, t))
    return announcement_screen(facts.text, t), confirm


def sending_screen(people: int, later: datetime | None, t: Translator, zone: ZoneInfo) -> Screen:
    if later is None:
        return Screen(t("announce-sending", people=people))
    return Screen(t("announce-sending-later", people=people, moment=t.datetime(later, zone)))


def dropped_screen(t: Translator) -> Screen:
    return Screen(t("announce-dropped"), keyboards.after_keyboard(t))


def result_screen(facts: AnnouncementFacts, tally: Tally, t: Translator) -> Screen:
    """How it stands: it counts up while it is sent, and is the result afterwards."""
    title = t(f"announce-{_stage(tally)}")
    words = t("announce-words", text=_words(facts))
    text = Markup("\n\n").join([title, words, Markup("\n").join(_counts(tally, t))])
    return Screen(text, keyboards.result_keyboard(facts.id, tally, t))


def _stage(tally: Tally) -> str:
    if not tally.is_final:
        return "waits" if tally.waiting == tally.total else "progress"
    return "result-stopped" if tally.stopped else "result"


def _words(facts: AnnouncementFacts) -> str:
    return short(" ".join(facts.text.split()), WORDS)


def _counts(tally: Tally, t: Translator) -> list[Markup]:
    lines = [t("announce-delivered", count=tally.delivered, total=tally.total)]
    rest = {
        "waiting": tally.waiting,
        "unreachable": tally.unreachable,
        "failed": tally.failed,
        "stopped": tally.stopped,
        "gone": tally.gone,
    }
    return lines + [t(f"announce-count-{name}", count=count) for name, count in rest.items() if count]


def missed_screen(
    facts: AnnouncementFacts, missed: Sequence[NotReached], wanted: int, t: Translator
) -> Screen:
    """Names and why, on as many pages as they need."""
    header = t("announce-missed", count=len(missed), text=_words(facts))
    lines = [t("announce-missed-line", name=short(one.name, NAME), why=_why(one, t)) for one in missed]
    pages = paginate(lines, header=header)
    return paged(pages, wanted, lambda page: keyboards.missed_keyboard(facts.id, page, t))


def _why(one: NotReached, t: Translator) -> Markup:
    if one.state is MessageState.FAILED:
        return t("announce-why-failed")
    reason = (one.reason or "").lower()
    ending = next((ending for part, ending in _WHY.items() if part in reason), "unreachable")
    return t(f"announce-why-{ending}")


def past_screen(
    sent: Sequence[AnnouncementFacts],
    tallies: Mapping[int, Tally],
    page: Page,
    t: Translator,
    zone: ZoneInfo,
) -> Screen:
    lines = [
        t(
            "announce-past-line",
            moment=t.datetime(facts.sent_at, zone) if facts.sent_at is not None else "",
            text=_words(facts),
            delivered=tallies[facts.id].delivered,
            total=tallies[facts.id].total,
        )
        for facts in sent
    ]
    text = Markup("\n\n").join([t("announce-past"), *lines]) if lines else t("announce-past-none")
    return Screen(text, keyboards.past_keyboard(sent, page, t))

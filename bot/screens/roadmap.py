"""The roadmap in force, page by page, and the card of an activity."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.keyboards.common import short
from bot.keyboards.menu import Section
from bot.keyboards.roadmap import (
    below_news,
    card_keyboard,
    roadmap_keyboard,
    schools_keyboard,
    to_section,
    upload_keyboard,
    waiting_keyboard,
)
from bot.screens.screen import FreshFile, Screen
from bot.texts import Markup, Translator
from db.queries.drafts import DraftHead
from db.queries.in_force import ActivityRow, RoadmapHead
from db.queries.kept_reading import RoadmapYear
from db.queries.roadmap import Started
from db.queries.schools import SchoolLine
from reports.forms import FORMS
from roadmap.deadlines import DeadlineKind
from roadmap.document import Reading
from roadmap.lists import Page
from roadmap.order import order_of
from roadmap.standing import AWAITED, AssignmentStatus

ON_PAGE = 8
# The card of an activity and a page of the list must fit into one message whatever the document says.
TITLE_IN_LIST, TITLE_IN_CARD, FIELD_IN_CARD, PHRASE = 250, 1200, 700, 200
DATES_NAMED = 4
_ASKED = AWAITED | {AssignmentStatus.SUBMITTED, AssignmentStatus.ACCEPTED}


def nothing_yet(t: Translator, draft: DraftHead | None) -> Screen:
    blocks = [t("roadmap-none"), *_draft_line(t, draft)]
    return Screen(Markup("\n\n").join(blocks), upload_keyboard(t, draft.id if draft else None))


def _draft_line(t: Translator, draft: DraftHead | None) -> list[Markup]:
    return [] if draft is None else [t("draft-there", name=draft.source_name)]


def roadmap_page(
    t: Translator,
    head: RoadmapHead,
    shown: Sequence[ActivityRow],
    page: Page,
    years: Sequence[RoadmapYear],
    draft: DraftHead | None = None,
) -> Screen:
    """`shown` are the activities of this page; `years` all roadmaps; `draft` waits beside it."""
    top = t(
        "roadmap-head",
        title=titled(t, head.title, head.year),
        counts=counts(t, head.activities, head.occurrences, head.for_schools, head.meeting),
        progress=progress(t, head.statuses),
    )
    blocks = (activity_block(t, row.position, row.title, _in_page(t, row)) for row in shown)
    keyboard = roadmap_keyboard(
        t, head.id, [(row.position, row.id) for row in shown], page, years, draft.id if draft else None
    )
    return Screen(Markup("\n\n").join([top, *_draft_line(t, draft), *blocks]), keyboard)


def _in_page(t: Translator, row: ActivityRow) -> Markup:
    return _words_of(t, row) if row.is_watched else t("roadmap-unwatched", reading=_words_of(t, row))


def titled(t: Translator, title: str, year: int) -> str:
    """The roadmap's title, with the year where it doesn't say it."""
    title = short(title, TITLE_IN_LIST)
    return title if str(year) in title else t("roadmap-titled", title=title, year=year)


def activity_card(t: Translator, row: ActivityRow, page: int, *, is_past: bool = False) -> Screen:
    text = t(
        "roadmap-card",
        position=row.position,
        title=short(row.title, TITLE_IN_CARD),
        phrase=short(row.deadline, PHRASE) or t("roadmap-not-said"),
        reading=_words_of(t, row),
        indicator=_field(t, row.indicator),
        executors=_field(t, row.executors),
        audience=audience(t, row.audience),
        progress=progress(t, row.statuses),
    )
    blocks = [text, t("roadmap-card-meeting")] if row.is_meeting else [text]
    if not row.is_watched:
        blocks.append(t("draft-card-left-out"))
    keyboard = card_keyboard(t, row.id, row.roadmap_id, page, watched=row.is_watched, is_past=is_past)
    return Screen(Markup("\n\n").join(blocks), keyboard)


def roadmap_schools(
    t: Translator, roadmap_id: int, there: Sequence[SchoolLine], excluded: frozenset[int], wanted: int
) -> Screen:
    """Which of the schools take part."""
    page = Page.within(wanted, len(there), ON_PAGE)
    taking_part = sum(school.id not in excluded for school in there)
    text = t("roadmap-schools", count=taking_part, of=len(there))
    return Screen(text, schools_keyboard(t, roadmap_id, page.cut(there), excluded, page))


def activity_block(t: Translator, position: int, title: str, reading: Markup) -> Markup:
    return t(
        "roadmap-activity",
        position=position,
        title=short(title, TITLE_IN_LIST),
        reading=reading,
    )


def _words_of(t: Translator, row: ActivityRow) -> Markup:
    return deadline_words(t, row.deadline, row.kind, row.dues)


def deadline_words(t: Translator, phrase: str, kind: DeadlineKind, dues: Sequence[date]) -> Markup:
    """A reading in words: «срок: 28 февраля 2022 г.»."""
    if not dues:
        said = short(phrase, PHRASE)
        return t("roadmap-due-unknown", phrase=said) if said else t("roadmap-due-missing")
    if len(dues) > DATES_NAMED:
        return t("roadmap-due-many", count=len(dues), first=dues[0], last=dues[-1])
    if len(dues) > 1:
        return t("roadmap-due-list", dates=", ".join(t.date(due) for due in dues))
    return t("roadmap-due-ongoing" if kind is DeadlineKind.ONGOING else "roadmap-due-once", due=dues[0])


def counts(t: Translator, activities: int, occurrences: int, for_schools: int, meeting: int | None) -> Markup:
    """«21 мероприятие, 33 контрольных срока, …»; `meeting` is the number of the meeting activity."""
    said = t("roadmap-counts", activities=activities, occurrences=occurrences, schools=for_schools)
    return said if meeting is None else said + t("roadmap-counts-meeting", position=meeting)


def progress(t: Translator, statuses: Mapping[AssignmentStatus, int]) -> Markup:
    return t(
        "roadmap-progress",
        total=sum(count for status, count in statuses.items() if status in _ASKED),
        accepted=statuses.get(AssignmentStatus.ACCEPTED, 0),
        submitted=statuses.get(AssignmentStatus.SUBMITTED, 0),
    )


def audience(t: Translator, words: Iterable[str]) -> Markup:
    """For whom an activity is, given the words of the audience."""
    said = [t(f"roadmap-for-{word}") for word in words]
    return Markup(", ").join(said) if said else t("roadmap-for-nobody")


def _field(t: Translator, text: str) -> str:
    return short(text, FIELD_IN_CARD) or t("roadmap-not-said")


def how_to_upload(t: Translator) -> Screen:
    return Screen(t("roadmap-how-to-upload"), waiting_keyboard(t))


def still_waiting(t: Translator) -> Screen:
    return Screen(t("roadmap-waits-for-document"), waiting_keyboard(t))


def not_a_document(t: Translator) -> Screen:
    return Screen(t("draft-not-a-document"), waiting_keyboard(t))


def reading_now(t: Translator, name: str, seconds: int) -> Screen:
    """`seconds` since it was sent, told once it takes a while."""
    return Screen(t("roadmap-reading-now", name=name, seconds=seconds))


def refused(t: Translator, name: str, reason: Markup) -> Screen:
    return Screen(t("roadmap-refused", name=name, reason=reason), upload_keyboard(t))


def dropped(t: Translator, *, new_year: bool) -> Screen:
    """A document's draft, or one of a new year."""
    return Screen(t("newyear-dropped" if new_year else "roadmap-dropped"), to_section(t, Section.ROADMAP))


def started(t: Translator, result: Started, told: int) -> Screen:
    """What came of the start, for the coordinator; `told` is how many people get a message."""
    if result.comparison.changes_nothing and not result.assignments:
        return Screen(t("roadmap-started-same"), to_section(t, Section.ROADMAP))
    text = t(
        "roadmap-started",
        new=result.comparison.is_new,
        activities=result.activities,
        occurrences=result.occurrences,
        assignments=result.assignments,
        told=told,
    )
    return Screen(text, to_section(t, Section.ROADMAP))


def news(
    t: Translator, title: str, owed: int, nearest: date | None, *, is_new: bool, ahead: int | None = None
) -> Screen:
    """For who answers for something: how much is owed, and the nearest due date (local) still to come.

    `ahead` is the year of a new roadmap that has not begun.
    """
    title = short(title, TITLE_IN_CARD)
    head = t("newyear-news", year=ahead, title=title) if ahead else t("roadmap-news", new=is_new, title=title)
    parts = [head, t("roadmap-news-owed", count=owed)]
    if nearest is not None:
        parts.append(t("roadmap-news-nearest", due=nearest))
    return Screen(Markup("\n\n").join(parts), below_news(t))


def file_of(t: Translator, reading: Reading, form: str) -> FreshFile:
    """The roadmap as a document of its year; `form` is how its name ends."""
    order = order_of(reading)
    name = t.plain("roadmap-file-name", year=reading.year)
    not_sent = Screen(t("roadmap-file-not-sent"), to_section(t, Section.ROADMAP))
    return FreshFile(f"{name}.{form}", lambda: FORMS[form](order), not_sent)

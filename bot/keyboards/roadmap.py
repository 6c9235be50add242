"""Buttons of the roadmap: its pages, the card of an activity, which schools take part."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards.common import Row, button, cancel_button, in_rows, markup, page_row
from bot.keyboards.drafts import ShowDraft, ticked_school
from bot.keyboards.ladders import Of, ShowLadder
from bot.keyboards.menu import Section, go_below_button, go_button
from bot.keyboards.newyear import OfferNewYear
from bot.keyboards.preview import PreviewWeek
from bot.keyboards.requirements import requirements_button
from bot.texts import Translator
from db.queries.kept_reading import RoadmapYear
from db.queries.schools import SchoolLine
from roadmap.lists import Page

CARDS_IN_ROW = 4
YEARS_IN_ROW = 4
FORMS = ("xlsx", "docx")


class RoadmapPage(CallbackData, prefix="rmpage"):
    """Of the roadmap that counts."""

    page: int


class RoadmapOf(CallbackData, prefix="rmof"):
    """A page of the roadmap of any year."""

    roadmap_id: int
    page: int = 0


class DownloadRoadmap(CallbackData, prefix="rmget"):
    """As a file; `form` is how its name ends."""

    roadmap_id: int
    form: str


class ShowActivity(CallbackData, prefix="rmact"):
    """`page` is where its list is gone back to."""

    activity_id: int
    page: int


class UploadRoadmap(CallbackData, prefix="rmload"):
    """Say how, and wait for the document."""


class WatchActivity(CallbackData, prefix="rmwatch"):
    """Ask for it, or for it no more."""

    activity_id: int
    watched: bool
    page: int


class RoadmapSchools(CallbackData, prefix="rmschools"):
    """Which schools take part."""

    roadmap_id: int
    page: int = 0


class TickRoadmapSchool(CallbackData, prefix="rmschool"):
    roadmap_id: int
    school_id: int
    takes_part: bool
    page: int


def roadmap_keyboard(
    t: Translator,
    roadmap_id: int,
    shown: Sequence[tuple[int, int]],
    page: Page,
    years: Sequence[RoadmapYear],
    draft_id: int | None,
) -> InlineKeyboardMarkup:
    """`shown`: number and id of the activities on the page, a button to the card of each.

    Of a year that is past there is nothing to be set up.
    """
    cards = [
        button(
            t.plain("roadmap-activity-button", position=position),
            ShowActivity(activity_id=activity_id, page=page.number),
        )
        for position, activity_id in shown
    ]
    turning = page_row(page, lambda number: RoadmapOf(roadmap_id=roadmap_id, page=number), t)
    is_past = any(one.is_past for one in years if one.id == roadmap_id)
    rows = [*in_rows(cards, CARDS_IN_ROW), turning, *_year_rows(t, roadmap_id, years)]
    if not is_past:
        rows += [_draft_row(t, draft_id), *_set_up_rows(t, roadmap_id, page)]
    rows.append(_download_row(t, roadmap_id))
    if not is_past:
        rows += [[upload_button(t)], [button(t.plain("newyear-open-button"), OfferNewYear())]]
    return markup(rows)


def _year_rows(t: Translator, roadmap_id: int, years: Sequence[RoadmapYear]) -> list[Row]:
    """None where there is nothing to choose from."""
    if len(years) < 2:  # noqa: PLR2004 -- a choice
        return []
    return in_rows(
        [year_button(t, one, roadmap_id, RoadmapOf(roadmap_id=one.id)) for one in years], YEARS_IN_ROW
    )


def year_button(t: Translator, one: RoadmapYear, shown: int, data: CallbackData) -> InlineKeyboardButton:
    """`shown` is the id of the roadmap that is looked at."""
    return button(t.plain("roadmap-year-button", year=one.year, shown=one.id == shown), data)


def _set_up_rows(t: Translator, roadmap_id: int, page: Page) -> list[Row]:
    reminders = ShowLadder(of=Of.ROADMAP, id=roadmap_id, page=page.number)
    return [
        [button(t.plain("preview-open-button"), PreviewWeek())],
        [button(t.plain("ladder-button"), reminders)],
        [button(t.plain("roadmap-schools-button"), RoadmapSchools(roadmap_id=roadmap_id))],
    ]


def _download_row(t: Translator, roadmap_id: int) -> Row:
    return [
        button(
            t.plain("roadmap-download-button", form=form.upper()),
            DownloadRoadmap(roadmap_id=roadmap_id, form=form),
        )
        for form in FORMS
    ]


def _draft_row(t: Translator, draft_id: int | None) -> Row:
    if draft_id is None:
        return []
    return [button(t.plain("draft-continue-button"), ShowDraft(draft_id=draft_id))]


def card_keyboard(
    t: Translator, activity_id: int, roadmap_id: int, page: int, *, watched: bool, is_past: bool
) -> InlineKeyboardMarkup:
    back = [button(t.plain("back-button"), RoadmapOf(roadmap_id=roadmap_id, page=page))]
    if is_past:
        return markup([back])
    reminders = ShowLadder(of=Of.ACTIVITY, id=activity_id, page=page)
    watch = WatchActivity(activity_id=activity_id, watched=not watched, page=page)
    return markup(
        [
            [requirements_button(t, activity_id, page)] if watched else [],
            [button(t.plain("ladder-button"), reminders)] if watched else [],
            [button(t.plain("draft-watch-button", left_out=not watched), watch)],
            back,
        ]
    )


def schools_keyboard(
    t: Translator, roadmap_id: int, shown: Sequence[SchoolLine], excluded: frozenset[int], page: Page
) -> InlineKeyboardMarkup:
    rows: list[Row] = []
    for school in shown:
        out = school.id in excluded
        data = TickRoadmapSchool(roadmap_id=roadmap_id, school_id=school.id, takes_part=out, page=page.number)
        rows.append([button(ticked_school(t, school, ticked=not out), data)])
    rows.append(page_row(page, lambda number: RoadmapSchools(roadmap_id=roadmap_id, page=number), t))
    return markup([*rows, [button(t.plain("back-button"), RoadmapOf(roadmap_id=roadmap_id))]])


def upload_keyboard(t: Translator, draft_id: int | None = None) -> InlineKeyboardMarkup:
    return markup([_draft_row(t, draft_id), [upload_button(t)]])


def upload_button(t: Translator) -> InlineKeyboardButton:
    return button(t.plain("roadmap-upload-button"), UploadRoadmap())


def waiting_keyboard(t: Translator) -> InlineKeyboardMarkup:
    return markup([[cancel_button(t)]])


def to_section(t: Translator, section: Section) -> InlineKeyboardMarkup:
    return markup([[go_button(section, t)]])


def below_news(t: Translator) -> InlineKeyboardMarkup:
    """To one's own tasks; the news stays."""
    return markup([[go_below_button(Section.TASKS, t)]])

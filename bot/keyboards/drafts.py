"""Buttons of a draft: its overview, its activities, what is decided before the start, and the start."""

from collections.abc import Sequence
from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from bot.keyboards.common import Row, button, in_rows, markup, page_row, short, short_school
from bot.keyboards.ladders import Of, ShowLadder
from bot.texts import Translator
from db.queries.schools import SchoolLine
from roadmap.document import Audience, ReadActivity
from roadmap.lists import Page

CARDS_IN_ROW = 5
NO_LIST = -1
"""In place of the number of a page: one comes from the doubts, and goes on to the next."""
NO_MEETING = 0


class For(StrEnum):
    """For whom executors are: words of `Audience`, and others, of whom nothing is asked."""

    SCHOOLS = "schools"
    COORDINATOR = "coordinator"
    DEPARTMENT = "department"
    OTHERS = "others"


class ShowDraft(CallbackData, prefix="dr"):
    """How far it is."""

    draft_id: int


class DraftPage(CallbackData, prefix="drlist"):
    """Its activities."""

    draft_id: int
    page: int


class DraftChanges(CallbackData, prefix="drdiff"):
    """What would change in the roadmap in force."""

    draft_id: int
    page: int


class NextDoubt(CallbackData, prefix="drnext"):
    draft_id: int


class ShowRead(CallbackData, prefix="drcard"):
    """An activity as it was read; `page` is where its list is gone back to."""

    draft_id: int
    position: int
    page: int = NO_LIST


class ReadIsRight(CallbackData, prefix="drok"):
    draft_id: int
    position: int
    page: int = NO_LIST


class LeaveOut(CallbackData, prefix="drout"):
    """Watch it, or don't."""

    draft_id: int
    position: int
    left_out: bool
    page: int = NO_LIST


class CorrectDeadline(CallbackData, prefix="drdate"):
    """Ask for another one."""

    draft_id: int
    position: int
    page: int = NO_LIST


class TakeDeadline(CallbackData, prefix="drdateok"):
    """The one that was typed is right."""

    draft_id: int
    position: int
    page: int = NO_LIST


class OnWorkingDays(CallbackData, prefix="nywork"):
    """Dates of a draft's activity that are days off go to the working day before."""

    draft_id: int
    position: int
    page: int = NO_LIST


class CorrectExecutors(CallbackData, prefix="drwho"):
    draft_id: int
    position: int
    page: int = NO_LIST


class TickExecutors(CallbackData, prefix="drwhois"):
    draft_id: int
    position: int
    whom: For
    ticked: bool
    page: int = NO_LIST


class ChooseMeeting(CallbackData, prefix="drmeet"):
    draft_id: int
    page: int = 0


class MeetingIs(CallbackData, prefix="drmeetis"):
    draft_id: int
    position: int


class DraftSchools(CallbackData, prefix="drschools"):
    draft_id: int
    page: int = 0


class TickDraftSchool(CallbackData, prefix="drschool"):
    draft_id: int
    school_id: int
    takes_part: bool
    page: int


class SchoolsAreRight(CallbackData, prefix="drschoolsok"):
    draft_id: int


class LadderIsRight(CallbackData, prefix="drladderok"):
    draft_id: int


class LookAtStart(CallbackData, prefix="drlook"):
    """What will happen."""

    draft_id: int


class StartDraft(CallbackData, prefix="drstart"):
    draft_id: int


class AskDrop(CallbackData, prefix="drask"):
    draft_id: int


class DropDraft(CallbackData, prefix="drdrop"):
    draft_id: int


class ReadOffered(CallbackData, prefix="drread"):
    """The document that came unasked is a roadmap."""


class FileOffered(CallbackData, prefix="drfile"):
    """It is evidence."""


class ReplaceDraft(CallbackData, prefix="drreplace"):
    """Read the document that came, though there is a draft."""


class KeepDraft(CallbackData, prefix="drkeep"):
    """Don't."""


def overview_keyboard(
    t: Translator, draft_id: int, *, doubts: int, steps: Sequence[Row], changes: bool, new_year: bool
) -> InlineKeyboardMarkup:
    """`doubts` are those still to be looked at; `steps` what is decided besides."""
    rows: list[Row] = []
    if doubts:
        rows.append([button(t.plain("draft-doubts-button", count=doubts), NextDoubt(draft_id=draft_id))])
    rows.append([button(t.plain("draft-all-button"), DraftPage(draft_id=draft_id, page=0))])
    rows += steps
    if changes:
        rows.append([button(t.plain("draft-changes-button"), DraftChanges(draft_id=draft_id, page=0))])
    rows.append([button(t.plain("draft-look-button"), LookAtStart(draft_id=draft_id))])
    drop = t.plain("newyear-drop-button" if new_year else "roadmap-drop-button")
    rows.append([button(drop, AskDrop(draft_id=draft_id))])
    return markup(rows)


def meeting_step(t: Translator, draft_id: int, position: int, *, done: bool) -> Row:
    """`position` is NO_MEETING where there are none, as far as is known."""
    label = t.plain("draft-meeting-button", position=position, done=done)
    return [button(label, ChooseMeeting(draft_id=draft_id))]


def schools_step(t: Translator, draft_id: int, taking_part: int, of: int, *, done: bool) -> Row:
    label = t.plain("draft-schools-button", count=taking_part, all=taking_part == of, of=of, done=done)
    return [button(label, DraftSchools(draft_id=draft_id))]


def ladder_step(t: Translator, draft_id: int, ladder: str, *, done: bool) -> Row:
    label = t.plain("draft-ladder-button", ladder=ladder, done=done)
    return [button(label, ShowLadder(of=Of.DRAFT, id=draft_id))]


def list_keyboard(
    t: Translator, draft_id: int, shown: Sequence[ReadActivity], page: Page
) -> InlineKeyboardMarkup:
    cards = [
        button(
            t.plain("roadmap-activity-button", position=read.position),
            ShowRead(draft_id=draft_id, position=read.position, page=page.number),
        )
        for read in shown
    ]
    turning = page_row(page, lambda number: DraftPage(draft_id=draft_id, page=number), t)
    return markup([*in_rows(cards, CARDS_IN_ROW), turning, back_row(t, draft_id)])


def changes_keyboard(t: Translator, draft_id: int, page: Page) -> InlineKeyboardMarkup:
    turning = page_row(page, lambda number: DraftChanges(draft_id=draft_id, page=number), t)
    return markup([turning, back_row(t, draft_id)])


def card_keyboard(
    t: Translator,
    draft_id: int,
    position: int,
    page: int,
    *,
    dated: bool,
    left_out: bool,
    day_off: bool = False,
) -> InlineKeyboardMarkup:
    """With `day_off` the way to the working day before."""
    at = {"draft_id": draft_id, "position": position, "page": page}
    watch = button(t.plain("draft-watch-button", left_out=left_out), LeaveOut(left_out=not left_out, **at))
    if left_out:
        return markup([[watch], card_back_row(t, draft_id, page)])
    return markup(
        [
            [button(t.plain("newyear-working-day-button"), OnWorkingDays(**at))] if day_off else [],
            [button(t.plain("draft-right-button", dated=dated), ReadIsRight(**at))],
            [button(t.plain("draft-deadline-button"), CorrectDeadline(**at))],
            [button(t.plain("draft-executors-button"), CorrectExecutors(**at))],
            [watch],
            card_back_row(t, draft_id, page),
        ]
    )


def card_back_row(t: Translator, draft_id: int, page: int) -> Row:
    """To the list one came from, or to the overview."""
    if page == NO_LIST:
        return back_row(t, draft_id)
    return [button(t.plain("back-button"), DraftPage(draft_id=draft_id, page=page))]


def back_row(t: Translator, draft_id: int) -> Row:
    return [button(t.plain("back-button"), ShowDraft(draft_id=draft_id))]


def asking_keyboard(t: Translator, draft_id: int, position: int, page: int) -> InlineKeyboardMarkup:
    return markup([_to_card_row(t, draft_id, position, page)])


def proposal_keyboard(t: Translator, draft_id: int, position: int, page: int) -> InlineKeyboardMarkup:
    right = TakeDeadline(draft_id=draft_id, position=position, page=page)
    return markup(
        [[button(t.plain("draft-deadline-right-button"), right)], _to_card_row(t, draft_id, position, page)]
    )


def _to_card_row(t: Translator, draft_id: int, position: int, page: int) -> Row:
    return [
        button(t.plain("back-button"), ShowRead(draft_id=draft_id, position=position, page=page)),
    ]


def executors_keyboard(
    t: Translator, draft_id: int, position: int, page: int, audience: Sequence[Audience], *, others: bool
) -> InlineKeyboardMarkup:
    """Each button says what it makes of it, so that a screen of yesterday does nothing by surprise.

    `others`: that it is for nobody of ours was decided, not only not understood.
    """
    rows = []
    for whom in For:
        ticked = others if whom is For.OTHERS else whom.value in audience
        data = TickExecutors(draft_id=draft_id, position=position, whom=whom, ticked=not ticked, page=page)
        rows.append([button(t.plain(f"draft-for-{whom.value}-button", ticked=ticked), data)])
    done = button(
        t.plain("draft-executors-done-button"), ShowRead(draft_id=draft_id, position=position, page=page)
    )
    return markup([*rows, [done]])


def meeting_keyboard(
    t: Translator, draft_id: int, shown: Sequence[ReadActivity], page: Page
) -> InlineKeyboardMarkup:
    rows = [
        [
            button(
                short(
                    t.plain(
                        "draft-meeting-is-button",
                        position=read.position,
                        title=read.title,
                        ticked=read.meeting,
                    )
                ),
                MeetingIs(draft_id=draft_id, position=read.position),
            )
        ]
        for read in shown
    ]
    rows.append(page_row(page, lambda number: ChooseMeeting(draft_id=draft_id, page=number), t))
    none = MeetingIs(draft_id=draft_id, position=NO_MEETING)
    return markup([*rows, [button(t.plain("draft-no-meeting-button"), none)], back_row(t, draft_id)])


def schools_keyboard(
    t: Translator, draft_id: int, shown: Sequence[SchoolLine], excluded: frozenset[int], page: Page
) -> InlineKeyboardMarkup:
    rows: list[Row] = []
    for school in shown:
        out = school.id in excluded
        data = TickDraftSchool(draft_id=draft_id, school_id=school.id, takes_part=out, page=page.number)
        rows.append([button(ticked_school(t, school, ticked=not out), data)])
    rows.append(page_row(page, lambda number: DraftSchools(draft_id=draft_id, page=number), t))
    rows.append([button(t.plain("draft-schools-right-button"), SchoolsAreRight(draft_id=draft_id))])
    return markup([*rows, back_row(t, draft_id)])


def ticked_school(t: Translator, school: SchoolLine, *, ticked: bool) -> str:
    return t.plain("draft-school-button", name=short_school(school.name, 38), ticked=ticked)


def back_keyboard(t: Translator, draft_id: int) -> InlineKeyboardMarkup:
    return markup([back_row(t, draft_id)])


def start_keyboard(t: Translator, draft_id: int) -> InlineKeyboardMarkup:
    return markup(
        [
            [button(t.plain("roadmap-start-button"), StartDraft(draft_id=draft_id))],
            back_row(t, draft_id),
        ]
    )


def drop_keyboard(t: Translator, draft_id: int) -> InlineKeyboardMarkup:
    return markup(
        [
            [button(t.plain("draft-drop-sure-button"), DropDraft(draft_id=draft_id))],
            back_row(t, draft_id),
        ]
    )


def offered_keyboard(t: Translator) -> InlineKeyboardMarkup:
    return markup(
        [
            [button(t.plain("draft-read-button"), ReadOffered())],
            [button(t.plain("draft-file-button"), FileOffered())],
        ]
    )


def replace_keyboard(t: Translator) -> InlineKeyboardMarkup:
    return markup(
        [
            [button(t.plain("draft-replace-button"), ReplaceDraft())],
            [button(t.plain("draft-keep-button"), KeepDraft())],
        ]
    )

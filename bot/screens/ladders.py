"""The reminder ladder in words, for a roadmap and for one activity."""

from bot.keyboards.common import Row, button, markup, short
from bot.keyboards.drafts import LadderIsRight, ShowDraft
from bot.keyboards.ladders import Of, ShowLadder, inherit_row, ladder_rows, rhythm_rows, typing_keyboard
from bot.keyboards.roadmap import RoadmapPage, ShowActivity
from bot.screens.screen import Screen
from bot.texts import Markup, Translator
from db.queries.choices import ActivityLadder, RoadmapLadder
from db.queries.drafts import Draft
from roadmap.deadlines import DeadlineKind
from roadmap.ladder import DEFAULT_LADDER, Ladder
from roadmap.ladders import ready_of

TITLE = 300
LONG_WINDOWS = frozenset({DeadlineKind.ONGOING, DeadlineKind.RANGE})
"""Kinds that are asked about at a rhythm before they are due."""


def roadmap_ladder(t: Translator, kept: RoadmapLadder, page: int) -> Screen:
    text = t("ladder-of-roadmap", title=short(kept.title, TITLE), ladder=ladder_words(t, kept.ladder))
    ready = ready_of(kept.ladder)
    rows = ladder_rows(t, Of.ROADMAP, kept.id, ready, page, typed=ready is None)
    back = button(t.plain("back-button"), RoadmapPage(page=page))
    return Screen(Markup("\n\n").join([text, t("ladder-next-planning")]), markup([*rows, [back]]))


def draft_ladder(t: Translator, draft: Draft) -> Screen:
    """Of a roadmap that is not started yet."""
    ladder = draft.choices.ladder or DEFAULT_LADDER
    ready = ready_of(ladder)
    text = t("ladder-of-roadmap", title=short(draft.reading.title, TITLE), ladder=ladder_words(t, ladder))
    rows = ladder_rows(t, Of.DRAFT, draft.id, ready, 0, typed=ready is None)
    right = button(t.plain("draft-ladder-right-button"), LadderIsRight(draft_id=draft.id))
    return Screen(text, markup([*rows, [right], _back_to_draft(t, draft.id)]))


def ask_steps_of_draft(t: Translator, draft: Draft) -> Screen:
    ladder = ladder_words(t, draft.choices.ladder or DEFAULT_LADDER)
    back = button(t.plain("back-button"), ShowLadder(of=Of.DRAFT, id=draft.id))
    return Screen(t("ladder-ask-steps", ladder=ladder), markup([[back]]))


def _back_to_draft(t: Translator, draft_id: int) -> Row:
    return [button(t.plain("back-button"), ShowDraft(draft_id=draft_id))]


def activity_ladder(t: Translator, kept: ActivityLadder, page: int) -> Screen:
    blocks = [
        t(
            "ladder-of-activity",
            position=kept.position,
            title=short(kept.title, TITLE),
            own=kept.is_own,
            ladder=ladder_words(t, kept.ladder),
        )
    ]
    rows = [inherit_row(t, kept.id, page, chosen=not kept.is_own)]
    ready = ready_of(kept.ladder) if kept.is_own else None
    rows += ladder_rows(t, Of.ACTIVITY, kept.id, ready, page, typed=kept.is_own and ready is None)
    if kept.kind in LONG_WINDOWS:
        blocks.append(t("rhythm-line", rhythm=t.plain(f"rhythm-{kept.rhythm.value}")))
        rows += rhythm_rows(t, kept.id, kept.rhythm, page)
    back = button(t.plain("back-button"), ShowActivity(activity_id=kept.id, page=page))
    return Screen(Markup("\n\n").join([*blocks, t("ladder-next-planning")]), markup([*rows, [back]]))


def ask_steps(t: Translator, ladder: Ladder) -> Screen:
    return Screen(t("ladder-ask-steps", ladder=ladder_words(t, ladder)), typing_keyboard(t))


def ladder_words(t: Translator, ladder: Ladder) -> Markup:
    """«за 14, 7, 3 и 1 день, в день срока; после срока каждый 3-й рабочий день, не больше 5 раз»."""
    days = sorted({days for days in ladder.before if days}, reverse=True)
    before = [t("ladder-before", days=_listed(t, days), last=days[-1])] if days else []
    if 0 in ladder.before:
        before.append(t("ladder-on-day"))
    after = (
        t("ladder-overdue", every=ladder.overdue_every, times=ladder.overdue_times)
        if ladder.overdue_times
        else t("ladder-overdue-never")
    )
    return Markup("; ").join([*([Markup(", ").join(before)] if before else []), after])


def _listed(t: Translator, days: list[int]) -> Markup:
    said = [Markup(day) for day in days]
    if len(said) == 1:
        return said[0]
    return t("ladder-and", first=Markup(", ").join(said[:-1]), last=said[-1])

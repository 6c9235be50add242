"""A draft: how far it is, its activities with what is doubtful first, and what its start would do."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.keyboards import drafts as keyboards
from bot.keyboards.common import Row, short
from bot.keyboards.menu import Section
from bot.keyboards.roadmap import to_section
from bot.screens.editions import compared
from bot.screens.roadmap import (
    FIELD_IN_CARD,
    PHRASE,
    TITLE_IN_CARD,
    TITLE_IN_LIST,
    audience,
    counts,
    deadline_words,
    titled,
)
from bot.screens.screen import Screen, paged
from bot.texts import Markup, Translator
from db.queries.comparison import Comparison
from db.queries.drafts import Draft, DraftHead
from db.queries.roadmap import Started
from db.queries.schools import SchoolLine
from roadmap.deadlines import Deadline, DeadlineKind
from roadmap.document import ReadActivity, ReadWarning
from roadmap.drafts import Step, doubts_of, doubts_of_document, is_corrected, period_of, written_alike
from roadmap.errors import TextArgument
from roadmap.ladder import DEFAULT_LADDER
from roadmap.ladders import ready_of
from roadmap.lists import Page
from roadmap.newyear import DAY_OFF
from roadmap.pages import paginate

ON_PAGE, MEETINGS_ON_PAGE, SCHOOLS_ON_PAGE = 5, 6, 8
TITLE, PHRASE_IN_LIST, DOUBTS_IN_LIST, DOUBTS_OF_DOCUMENT = 160, 100, 2, 6
POSITIONS_NAMED = 12
_DAYS = frozenset({"day", "before"})
"""Arguments of doubts that are days, in ISO 8601."""
_REPEATED = frozenset({DeadlineKind.RECURRING, DeadlineKind.LIST})


def overview(t: Translator, draft: Draft, comparison: Comparison, schools: int, excluded: int) -> Screen:
    """How far it is: what is decided has its tick. `schools` there are, of which `excluded` take no part."""
    doubts = len(draft.open_doubts)
    blocks = [
        _head(t, draft),
        *([_difference(t, comparison)] if not comparison.is_new else []),
        *_of_document(t, draft),
        t("draft-doubts", count=doubts),
        *_left_out(t, draft),
        t("draft-nothing-sent"),
    ]
    keyboard = keyboards.overview_keyboard(
        t,
        draft.id,
        doubts=doubts,
        steps=_steps(t, draft, schools, excluded),
        changes=bool(comparison.activities) and not comparison.is_new,
        new_year=draft.new_year_of_id is not None,
    )
    return Screen(Markup("\n\n").join(blocks), keyboard)


def _head(t: Translator, draft: Draft) -> Markup:
    reading = draft.reading
    said = counts(
        t,
        len(reading.activities),
        sum(len(read.deadline.due) for read in reading.activities),
        sum("schools" in read.audience for read in reading.activities),
        _meeting(draft) or None,
    )
    if draft.new_year_of_id is not None:
        return t(
            "newyear-draft-head", title=titled(t, reading.title, reading.year), year=reading.year, counts=said
        )
    return t(
        "draft-head",
        name=draft.source_name,
        title=titled(t, reading.title, reading.year),
        counts=said,
    )


def _meeting(draft: Draft) -> int:
    found = (read.position for read in draft.reading.activities if read.meeting)
    return next(found, keyboards.NO_MEETING)


def _difference(t: Translator, comparison: Comparison) -> Markup:
    if comparison.changes_nothing:
        return t("draft-same")
    return t(
        "draft-differs",
        added=len(comparison.added),
        changed=len(comparison.changed),
        removed=len(comparison.removed),
    )


def _of_document(t: Translator, draft: Draft) -> list[Markup]:
    lines = [
        t("roadmap-draft-warning", line=warning.line, said=_said(t, warning))
        for warning in doubts_of_document(draft.reading)[:DOUBTS_OF_DOCUMENT]
    ]
    return [Markup("\n").join(lines)] if lines else []


def _left_out(t: Translator, draft: Draft) -> list[Markup]:
    left_out = sorted(draft.choices.left_out)
    return [t("draft-left-out", positions=positions(left_out))] if left_out else []


def positions(numbers: Sequence[int]) -> str:
    """«4, 7, 12»; of many the first."""
    named = ", ".join(map(str, numbers[:POSITIONS_NAMED]))
    return named if len(numbers) <= POSITIONS_NAMED else f"{named}…"


def _steps(t: Translator, draft: Draft, schools: int, excluded: int) -> list[Row]:
    ladder = draft.choices.ladder or DEFAULT_LADDER
    ready = ready_of(ladder)
    return [
        keyboards.meeting_step(t, draft.id, _meeting(draft), done=Step.MEETING in draft.checked),
        keyboards.schools_step(t, draft.id, schools - excluded, schools, done=Step.SCHOOLS in draft.checked),
        keyboards.ladder_step(
            t, draft.id, ready.value if ready else "own", done=Step.LADDER in draft.checked
        ),
    ]


def draft_page(t: Translator, draft: Draft, wanted: int) -> Screen:
    """Its activities, those first that somebody should look at."""
    doubts = doubts_of(draft.reading)
    still_open = frozenset(draft.open_doubts)
    in_order = sorted(draft.reading.activities, key=lambda read: read.position not in still_open)
    page = Page.within(wanted, len(in_order), ON_PAGE)
    shown = page.cut(in_order)
    blocks = [_in_list(t, draft, read, doubts.get(read.position, ())) for read in shown]
    text = Markup("\n\n").join([t("draft-list-head"), *blocks])
    return Screen(text, keyboards.list_keyboard(t, draft.id, shown, page))


def _in_list(t: Translator, draft: Draft, read: ReadActivity, doubts: Sequence[ReadWarning]) -> Markup:
    lines = [
        t(
            "draft-activity",
            position=read.position,
            mark=_mark(draft, read.position),
            title=short(read.title, TITLE),
            phrase=short(read.deadline.phrase, PHRASE_IN_LIST) or t("roadmap-not-said"),
            reading=_words(t, read),
        ),
        t("draft-audience", audience=_audience(t, draft, read)),
    ]
    if read.position not in draft.checked | draft.choices.left_out:
        lines += [t("draft-doubt", said=_said(t, doubt)) for doubt in doubts[:DOUBTS_IN_LIST]]
    return Markup("\n").join(lines)


def _mark(draft: Draft, position: int) -> str:
    if position in draft.choices.left_out:
        return "out"
    return "checked" if position in draft.checked else "no"


def _words(t: Translator, read: ReadActivity) -> Markup:
    return deadline_words(t, read.deadline.phrase, read.deadline.kind, read.deadline.due)


def _audience(t: Translator, draft: Draft, read: ReadActivity) -> Markup:
    said = t("draft-for-others") if _is_for_others(draft, read) else audience(t, read.audience)
    return t("draft-remembered", audience=said) if read.position in draft.remembered else said


def _is_for_others(draft: Draft, read: ReadActivity) -> bool:
    """For nobody of ours, and that was decided: there is no doubt of it left."""
    if read.audience:
        return False
    if not read.executors:
        return read.position in draft.checked
    return not any(
        warning.position == read.position and warning.id.startswith("import-executors")
        for warning in draft.reading.warnings
    )


def changes_page(t: Translator, draft: Draft, comparison: Comparison, wanted: int) -> Screen:
    """Each of the activities concerned, as it was and as it will be."""
    pages = paginate(list(compared(t, comparison)), header=t("draft-changes-head"))
    return paged(pages, wanted, lambda at: keyboards.changes_keyboard(t, draft.id, at))


def card(t: Translator, draft: Draft, read: ReadActivity, page: int) -> Screen:
    """One activity: what is doubtful, what the document says, and what was made of it."""
    left_out = read.position in draft.choices.left_out
    doubts = doubts_of(draft.reading).get(read.position, ())
    blocks = [
        t("draft-card-title", position=read.position, title=short(read.title, TITLE_IN_CARD)),
        *([] if read.position in draft.checked else _doubt_block(t, doubts)),
        _deadline_block(t, draft, read),
        _rest_of_card(t, draft, read),
    ]
    if left_out:
        blocks.append(t("draft-card-left-out"))
    elif read.position in draft.checked:
        blocks.append(t("draft-card-checked"))
    keyboard = keyboards.card_keyboard(
        t,
        draft.id,
        read.position,
        page,
        dated=bool(read.deadline.due),
        left_out=left_out,
        day_off=any(doubt.id == DAY_OFF for doubt in doubts),
    )
    return Screen(Markup("\n\n").join(blocks), keyboard)


def _doubt_block(t: Translator, doubts: Sequence[ReadWarning]) -> list[Markup]:
    lines = [t("draft-doubt", said=_said(t, doubt)) for doubt in doubts]
    return [Markup("\n").join(lines)] if lines else []


def _deadline_block(t: Translator, draft: Draft, read: ReadActivity) -> Markup:
    lines = [
        t("draft-phrase", phrase=short(read.deadline.phrase, PHRASE) or t("roadmap-not-said")),
        t("draft-reading", reading=_words(t, read)),
    ]
    if read.deadline.kind is DeadlineKind.UNKNOWN:
        lines.append(t("draft-no-deadline"))
    elif is_corrected(read.deadline, period_of(draft.reading)):
        lines.append(t("draft-corrected"))
    return Markup("\n").join([*lines, *_why(t, read.deadline)])


def _why(t: Translator, deadline: Deadline) -> list[Markup]:
    return [t("draft-why", why=t("deadline-why", why=word)) for word in deadline.why]


def _rest_of_card(t: Translator, draft: Draft, read: ReadActivity) -> Markup:
    said = t(
        "draft-card",
        executors=short(read.executors, FIELD_IN_CARD) or t("roadmap-not-said"),
        audience=_audience(t, draft, read),
        indicator=short(read.indicator, FIELD_IN_CARD) or t("roadmap-not-said"),
    )
    return Markup("\n").join([said, t("draft-card-meeting")]) if read.meeting else said


def _said(t: Translator, warning: ReadWarning) -> Markup:
    """With a word for what the document leaves out, and days as days."""
    arguments: dict[str, TextArgument | date] = {
        name: date.fromisoformat(str(value))
        if name in _DAYS
        else value
        if value != ""
        else t("roadmap-not-said")
        for name, value in warning.arguments.items()
    }
    return t(warning.id, **arguments)


def ask_deadline(t: Translator, draft: Draft, read: ReadActivity, page: int) -> Screen:
    text = t(
        "draft-ask-deadline",
        position=read.position,
        title=short(read.title, TITLE_IN_LIST),
        phrase=short(read.deadline.phrase, PHRASE) or t("roadmap-not-said"),
    )
    return Screen(text, keyboards.asking_keyboard(t, draft.id, read.position, page))


def deadline_unclear(t: Translator, draft_id: int, position: int, page: int, reason: TextArgument) -> Screen:
    return Screen(
        t("draft-deadline-unclear", reason=reason), keyboards.asking_keyboard(t, draft_id, position, page)
    )


def proposal(t: Translator, draft: Draft, read: ReadActivity, deadline: Deadline, page: int) -> Screen:
    """What was made of the date or phrase that was typed."""
    words = deadline_words(t, deadline.phrase, deadline.kind, deadline.due)
    lines = [
        t("draft-proposal", position=read.position, typed=short(deadline.phrase, PHRASE), reading=words),
        *_why(t, deadline),
        *(t("deadline-doubt", doubt=word) for word in deadline.warnings),
    ]
    text = Markup("\n\n").join([Markup("\n").join(lines), t("draft-proposal-ask")])
    return Screen(text, keyboards.proposal_keyboard(t, draft.id, read.position, page))


def executors(t: Translator, draft: Draft, read: ReadActivity, page: int) -> Screen:
    alike = len(written_alike(draft.reading, read.position)) - 1
    text = t(
        "draft-ask-executors",
        position=read.position,
        title=short(read.title, TITLE_IN_LIST),
        executors=short(read.executors, FIELD_IN_CARD) or t("roadmap-not-said"),
    )
    blocks = [text, *([t("draft-executors-alike", count=alike)] if alike > 0 else [])]
    if read.executors:
        blocks.append(t("draft-executors-kept"))
    keyboard = keyboards.executors_keyboard(
        t, draft.id, read.position, page, read.audience, others=_is_for_others(draft, read)
    )
    return Screen(Markup("\n\n").join(blocks), keyboard)


def meetings(t: Translator, draft: Draft, wanted: int) -> Screen:
    """The one chosen and those that come more than once first: they are likelier."""
    likelier = sorted(
        draft.reading.activities, key=lambda read: (not read.meeting, read.deadline.kind not in _REPEATED)
    )
    page = Page.within(wanted, len(likelier), MEETINGS_ON_PAGE)
    text = t("draft-ask-meeting", position=_meeting(draft))
    return Screen(text, keyboards.meeting_keyboard(t, draft.id, page.cut(likelier), page))


def schools(t: Translator, draft: Draft, there: Sequence[SchoolLine], wanted: int) -> Screen:
    if not there:
        return Screen(t("draft-no-schools"), keyboards.back_keyboard(t, draft.id))
    page = Page.within(wanted, len(there), SCHOOLS_ON_PAGE)
    excluded = draft.choices.excluded_school_ids
    taking_part = sum(school.id not in excluded for school in there)
    text = t("draft-ask-schools", count=taking_part, of=len(there))
    return Screen(text, keyboards.schools_keyboard(t, draft.id, page.cut(there), excluded, page))


def look_at_start(t: Translator, draft: Draft, would: Started, schools: int, told: int) -> Screen:
    """What will happen, and what won't: `schools` take part, `told` people get a message."""
    blocks = [
        t("draft-start-head", new=would.comparison.is_new, title=_title(t, draft)),
        t(
            "draft-start-counts",
            schools=schools,
            occurrences=would.occurrences,
            assignments=would.assignments,
            told=told,
        ),
        *_unfinished(t, draft),
        t("draft-start-ask"),
    ]
    return Screen(Markup("\n\n").join(blocks), keyboards.start_keyboard(t, draft.id))


def _title(t: Translator, draft: Draft) -> str:
    return titled(t, draft.reading.title, draft.reading.year)


def _unfinished(t: Translator, draft: Draft) -> Iterator[Markup]:
    left_out = draft.choices.left_out
    undated = [
        read.position
        for read in draft.reading.activities
        if not read.deadline.due and read.position not in left_out
    ]
    if undated:
        yield t("draft-start-undated", positions=positions(undated), count=len(undated))
    others = [position for position in draft.open_doubts if position not in undated]
    if others:
        yield t("draft-start-doubtful", positions=positions(others), count=len(others))
    yield from _left_out(t, draft)


def ask_drop(t: Translator, draft: DraftHead) -> Screen:
    return Screen(t("draft-ask-drop", name=draft.source_name), keyboards.drop_keyboard(t, draft.id))


def offered(t: Translator, name: str) -> Screen:
    return Screen(t("draft-offered", name=name), keyboards.offered_keyboard(t))


def ask_replace(t: Translator, there: DraftHead, name: str) -> Screen:
    text = t("draft-ask-replace", there=there.source_name, by=there.by, name=name)
    return Screen(text, keyboards.replace_keyboard(t))


def filed_instead(t: Translator) -> Screen:
    return Screen(t("draft-filed-instead"))


def kept(t: Translator) -> Screen:
    return Screen(t("draft-kept"), to_section(t, Section.ROADMAP))

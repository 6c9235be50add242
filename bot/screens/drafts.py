"""What was understood of a document, before anything comes of it: doubts first, then activity by activity."""

from collections.abc import Iterator

from bot.keyboards.common import short
from bot.keyboards.roadmap import draft_keyboard
from bot.screens.roadmap import (
    PHRASE,
    TITLE_IN_LIST,
    activity_block,
    audience,
    counts,
    deadline_words,
    titled,
)
from bot.screens.screen import Screen, paged
from bot.texts import Markup, Translator
from db.queries.drafts import Draft
from db.queries.roadmap import Comparison
from roadmap.deadlines import DeadlineKind
from roadmap.document import ReadActivity, Reading, ReadWarning
from roadmap.errors import TextArgument
from roadmap.pages import paginate


def draft_page(t: Translator, draft: Draft, comparison: Comparison, wanted: int) -> Screen:
    reading = draft.reading
    blocks = [*_warnings(t, reading), *_differences(t, comparison), *_activities(t, reading)]
    pages = paginate(blocks, header=_head(t, draft, comparison))
    return paged(pages, wanted, lambda at: draft_keyboard(t, draft.id, at))


def _head(t: Translator, draft: Draft, comparison: Comparison) -> Markup:
    reading = draft.reading
    said = counts(
        t,
        len(reading.activities),
        sum(len(read.deadline.due) for read in reading.activities),
        sum("schools" in read.audience for read in reading.activities),
        next((read.position for read in reading.activities if read.meeting), None),
    )
    return t(
        "roadmap-draft-head",
        name=draft.source_name,
        title=titled(t, reading.title, reading.year),
        counts=said,
        difference=_difference(t, comparison),
    )


def _difference(t: Translator, comparison: Comparison) -> Markup:
    if comparison.is_new:
        return t("roadmap-draft-new")
    return t("roadmap-draft-same") if comparison.changes_nothing else t("roadmap-draft-differs")


def _differences(t: Translator, comparison: Comparison) -> Iterator[Markup]:
    """The activities concerned by name, where there is something to compare with."""
    if comparison.is_new:
        return
    for text_id, titles in (
        ("roadmap-draft-added", comparison.added),
        ("roadmap-draft-changed", comparison.changed),
        ("roadmap-draft-removed", comparison.removed),
    ):
        if titles:
            lines = [t("roadmap-draft-title", title=short(title, TITLE_IN_LIST)) for title in titles]
            yield Markup("\n").join([t(text_id, count=len(titles)), lines[0]])
            yield from lines[1:]


def _activities(t: Translator, reading: Reading) -> list[Markup]:
    """Those first whose deadline nobody could read."""
    doubtful_first = sorted(
        reading.activities, key=lambda read: read.deadline.kind is not DeadlineKind.UNKNOWN
    )
    return [_activity(t, read) for read in doubtful_first]


def _activity(t: Translator, read: ReadActivity) -> Markup:
    deadline = read.deadline
    words = deadline_words(t, deadline.phrase, deadline.kind, deadline.due)
    if deadline.kind is DeadlineKind.UNKNOWN:
        said = activity_block(t, read.position, read.title, words)
    else:
        said = t(
            "roadmap-draft-activity",
            position=read.position,
            title=short(read.title, TITLE_IN_LIST),
            phrase=short(deadline.phrase, PHRASE),
            reading=words,
        )
    return Markup("\n").join([said, t("roadmap-draft-audience", audience=audience(t, read.audience))])


def _warnings(t: Translator, reading: Reading) -> list[Markup]:
    return [
        t("roadmap-draft-warning", line=warning.line, said=t(warning.id, **_said(t, warning)))
        for warning in reading.warnings
    ]


def _said(t: Translator, warning: ReadWarning) -> dict[str, TextArgument]:
    """The arguments of a warning's text, with a word for what the document leaves out."""
    return {
        name: value if value != "" else t("roadmap-not-said") for name, value in warning.arguments.items()
    }

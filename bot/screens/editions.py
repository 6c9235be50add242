"""A new edition laid beside the roadmap in force: each activity as it was and as it will be."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from bot.keyboards.common import short
from bot.screens.roadmap import audience
from bot.texts import Markup, Translator
from db.queries.comparison import Becomes, Compared, Comparison, Side

TITLE, TEXT = 250, 250
DATES_NAMED = 3
IN_ORDER = (Becomes.CHANGED, Becomes.ADDED, Becomes.REMOVED)
_HEADS = {
    Becomes.ADDED: "roadmap-draft-added",
    Becomes.CHANGED: "roadmap-draft-changed",
    Becomes.REMOVED: "roadmap-draft-removed",
}


def compared(t: Translator, comparison: Comparison) -> Iterator[Markup]:
    """A block an activity: what changes, what is new, what leaves."""
    for becomes in IN_ORDER:
        those = [one for one in comparison.activities if one.becomes is becomes]
        for number, one in enumerate(those):
            block = _block(t, one)
            yield block if number else t(_HEADS[becomes], count=len(those)) + Markup("\n\n") + block


def _block(t: Translator, one: Compared) -> Markup:
    if one.before and one.after:
        lines = [_titled(t, "edition-card-changed", one.after), *_differences(t, one.before, one.after)]
        return Markup("\n").join(lines)
    side = one.after or one.before
    if side is None:
        return Markup("")
    text_id = "edition-card-added" if one.after else "edition-card-removed"
    deadline = short(side.deadline, TEXT) or t("roadmap-not-said")
    return t(text_id, position=side.position, title=short(side.title, TITLE), deadline=deadline)


def _titled(t: Translator, text_id: str, side: Side) -> Markup:
    return t(text_id, position=side.position, title=short(side.title, TITLE))


def _differences(t: Translator, before: Side, after: Side) -> Iterator[Markup]:
    """Dates are told beside the phrase: they may be the coordinator's correction of it."""
    if before.title != after.title:
        yield t("edition-title", old=short(before.title, TITLE))
    fields: tuple[tuple[str, Callable[[Side], str]], ...] = (
        ("edition-deadline", lambda side: side.deadline),
        ("edition-executors", lambda side: side.executors),
        ("edition-indicator", lambda side: side.indicator),
    )
    for text_id, said in fields:
        if said(before) != said(after):
            yield t(text_id, old=_text(t, said(before)), new=_text(t, said(after)))
    if before.dues != after.dues:
        yield t("edition-dates", old=_dates(t, before.dues), new=_dates(t, after.dues))
    if before.audience != after.audience:
        yield t("edition-audience", old=audience(t, before.audience), new=audience(t, after.audience))
    if before.is_meeting != after.is_meeting:
        yield t("edition-meeting", meeting=after.is_meeting)
    if before.is_watched != after.is_watched:
        yield t("edition-watched", watched=after.is_watched)


def _text(t: Translator, said: str) -> str:
    return short(said, TEXT) or t("roadmap-not-said")


def _dates(t: Translator, dues: Sequence[date]) -> str:
    if not dues:
        return t("roadmap-not-said")
    named = ", ".join(t.date(day) for day in dues[:DATES_NAMED])
    return named if len(dues) <= DATES_NAMED else f"{named}…"

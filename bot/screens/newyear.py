"""Taking last year's roadmap over: what would be done."""

from bot.keyboards.common import short
from bot.keyboards.newyear import offer_keyboard, there_keyboard
from bot.screens.screen import Screen
from bot.texts import Markup, Translator
from db.queries.drafts import DraftHead
from db.queries.newyear import NewYear

TITLE = 250


def offer(t: Translator, new: NewYear, draft: DraftHead | None) -> Screen:
    blocks = [
        t("newyear-offer", year=new.year, title=short(new.source.title, TITLE), activities=new.activities),
        *([] if new.is_calendar_known else [t("newyear-calendar-unknown", year=new.year)]),
        *([] if draft is None else [t("newyear-draft-goes", name=short(draft.source_name, TITLE))]),
        t("newyear-ask-schools"),
    ]
    keyboard = offer_keyboard(t, new.source.id, new.year, draft.id if draft else None)
    return Screen(Markup("\n\n").join(blocks), keyboard)


def is_there(t: Translator, new: NewYear) -> Screen:
    return Screen(t("newyear-there", year=new.year), there_keyboard(t))

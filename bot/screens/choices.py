"""When the bot speaks to a person, and who stands in for them: questions, and the news of a substitution."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.keyboards.choices import (
    colleagues_keyboard,
    first_day_keyboard,
    hours_keyboard,
    last_day_keyboard,
    silences_keyboard,
    told_keyboard,
    unsaid_keyboard,
)
from bot.screens.screen import Screen
from bot.texts import Markup, Translator
from db.queries.choices import OwnChoices, StandIn
from roadmap.lists import Page
from roadmap.silence import LONGEST_SILENCE_DAYS

COLLEAGUES = 8
EXAMPLE_AHEAD = timedelta(days=10)


def choice_lines(
    t: Translator,
    choices: OwnChoices,
    stand_ins: Sequence[StandIn],
    person_id: int,
    now: datetime,
    zone: ZoneInfo,
) -> list[Markup]:
    """What stands in the settings of the hour, of silence and of substitutes, a line each."""
    lines = [t("hour-line", hour=choices.digest_hour)]
    if choices.silent_until is not None and choices.silent_until > now:
        lines.append(t("silence-line", until=t.datetime(choices.silent_until, zone)))
    return [*lines, *(stand_in_line(t, one, person_id) for one in stand_ins)]


def stand_in_line(t: Translator, one: StandIn, person_id: int) -> Markup:
    away = one.person_id == person_id
    text_id = "substitute-line-mine" if away else "substitute-line-theirs"
    name = one.substitute if away else one.person
    return t(text_id, name=name, **span(t, one.first_day, one.last_day))


def span(t: Translator, first: date, last: date) -> dict[str, date | str]:
    """«11 января» and «14 января 2022 г.»: the year is said once where it is the same."""
    return {"first": t.day(first) if first.year == last.year else first, "last": last}


def unsaid(t: Translator, tasks: int, nearest: date) -> Screen:
    """A warning: so many tasks fall due while the person hears nothing; somebody else may hear of them."""
    return Screen(t("choices-unsaid", count=tasks, day=t.day(nearest)), unsaid_keyboard(t))


def hours(t: Translator, chosen: int) -> Screen:
    return Screen(t("hour-choose", hour=chosen), hours_keyboard(t, chosen))


def silences(t: Translator, today: date) -> Screen:
    example = f"{today + EXAMPLE_AHEAD:%d.%m} 15:00"
    return Screen(t("silence-choose", example=example, days=LONGEST_SILENCE_DAYS), silences_keyboard(t))


def colleagues(
    t: Translator, people: Sequence[tuple[int, str]], page: Page, name: str, *, in_city: bool
) -> Screen:
    """`name` is the part of a name that was typed, empty for the whole list; `in_city`: for a role there."""
    if people:
        text = t("substitute-choose") if not name else t("substitute-found", name=name)
    elif name:
        text = t("substitute-not-found", name=name)
    else:
        text = t("substitute-nobody-in-city" if in_city else "substitute-nobody")
    return Screen(text, colleagues_keyboard(t, people, page, filtered=bool(name)))


def first_day(t: Translator, person_id: int, name: str, days: Sequence[date]) -> Screen:
    return Screen(t("substitute-first-day", name=name), first_day_keyboard(t, person_id, days))


def last_day(t: Translator, person_id: int, name: str, first: date) -> Screen:
    text = t("substitute-last-day", name=name, first=first)
    return Screen(text, last_day_keyboard(t, person_id, first))


def substitution_set(t: Translator, one: StandIn, person_id: int) -> Screen:
    """To the other of the two."""
    away = one.person_id == person_id
    name = one.substitute if away else one.person
    text_id = "substitute-told-mine" if away else "substitute-told-theirs"
    text = t(text_id, name=name, **span(t, one.first_day, one.last_day))
    return Screen(text, told_keyboard(t, one.id, name))


def substitution_ended(t: Translator, one: StandIn, person_id: int) -> Screen:
    away = one.person_id == person_id
    text_id = "substitute-ended-mine" if away else "substitute-ended-theirs"
    return Screen(t(text_id, name=one.substitute if away else one.person))

"""Buttons of looking for evidence. Each carries the whole filter, so it works after any restart."""

from collections.abc import Sequence
from datetime import date

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards.common import Row, button, in_rows, markup, page_row, short, short_school
from bot.keyboards.roadmap import YEARS_IN_ROW, year_button
from bot.keyboards.tasks import OpenTask
from bot.texts import Translator
from db.queries.evidence_choices import Choice
from db.queries.kept_reading import RoadmapYear
from roadmap.evidence_search import NARROWING, Chosen, Field, Outcome
from roadmap.lists import Page

MONTHS_IN_ROW = 3
LABEL = 30


class FindEvidence(CallbackData, prefix="evfind"):
    """A page of what the filter (`Chosen.pack`) finds."""

    chosen: str = ""
    page: int = 0


class ChooseEvidence(CallbackData, prefix="evby"):
    """The values by which the list can be narrowed down further."""

    by: Field
    chosen: str = ""
    page: int = 0


class OpenEvidence(CallbackData, prefix="evopen"):
    """A package that was handed in, its files first; `chosen` is the list that it is gone back to."""

    evidence_id: int
    chosen: str = ""


class AskArchive(CallbackData, prefix="arcask"):
    """How large an archive of what the filter finds would be."""

    chosen: str = ""


def found_keyboard(
    chosen: Chosen,
    packages: Sequence[tuple[int, str]],
    named: Sequence[tuple[Field, str]],
    months: Sequence[Choice],
    years: Sequence[RoadmapYear],
    page: Page,
    t: Translator,
) -> InlineKeyboardMarkup:
    """`named`: what is chosen, each removed by its button; `months` are offered at once for one school."""
    packed = chosen.pack()
    rows = [[button(label, OpenEvidence(evidence_id=id_, chosen=packed))] for id_, label in packages]
    rows.append(page_row(page, lambda at: FindEvidence(chosen=packed, page=at), t))
    rows += [[_removal(chosen, field, name, t)] for field, name in named]
    rows += in_rows([_month(chosen, one, t) for one in months], MONTHS_IN_ROW)
    rows += in_rows([_chooser(chosen, field, t) for field in _open_fields(chosen, months)])
    if packages:
        rows.append([button(t.plain("archive-ask-button"), AskArchive(chosen=packed))])
    if len(years) > 1:
        rows += in_rows([_year(one, chosen, t) for one in years], YEARS_IN_ROW)
    return markup(rows)


def _open_fields(chosen: Chosen, months: Sequence[Choice]) -> list[Field]:
    taken = {*chosen.narrowed, *([Field.MONTH] if months else [])}
    return [field for field in NARROWING if field not in taken]


def _removal(chosen: Chosen, field: Field, name: str, t: Translator) -> InlineKeyboardButton:
    label = t.plain("evidence-search-without-button", name=short_school(name, LABEL))
    return button(label, FindEvidence(chosen=chosen.without(field).pack()))


def _chooser(chosen: Chosen, field: Field, t: Translator) -> InlineKeyboardButton:
    label = t.plain(f"evidence-search-by-{field.name.lower()}-button")
    return button(label, ChooseEvidence(by=field, chosen=chosen.pack()))


def _year(one: RoadmapYear, chosen: Chosen, t: Translator) -> InlineKeyboardButton:
    """Of another year neither the activity nor the month is the same."""
    other = chosen.without(Field.ACTIVITY).without(Field.MONTH).with_(Field.ROADMAP, one.id)
    return year_button(t, one, chosen.roadmap_id or 0, FindEvidence(chosen=other.pack()))


def _month(chosen: Chosen, choice: Choice, t: Translator) -> InlineKeyboardButton:
    return button(choice_label(Field.MONTH, choice, t), _narrowed(chosen, Field.MONTH, choice))


def choices_keyboard(
    chosen: Chosen, by: Field, choices: Sequence[Choice], page: Page, t: Translator
) -> InlineKeyboardMarkup:
    """One page of values, and the way back to the list."""
    buttons = [button(choice_label(by, one, t), _narrowed(chosen, by, one)) for one in choices]
    packed = chosen.pack()
    turning = page_row(page, lambda at: ChooseEvidence(by=by, chosen=packed, page=at), t)
    back = button(t.plain("back-button"), FindEvidence(chosen=packed))
    return markup([*in_rows(buttons, 1 if by is Field.ACTIVITY else 2), turning, [back]])


def _narrowed(chosen: Chosen, by: Field, choice: Choice) -> FindEvidence:
    return FindEvidence(chosen=chosen.with_(by, choice.value).pack())


def choice_label(by: Field, choice: Choice, t: Translator) -> str:
    """«Школа № 20 · 12», and without the number where there are too many to count."""
    name = value_name(by, choice, t)
    name = short_school(name, LABEL) if by is Field.SCHOOL else short(name, LABEL)
    if choice.count is None:
        return name
    return t.plain("evidence-search-choice-button", name=name, count=choice.count)


def value_name(by: Field, choice: Choice, t: Translator) -> str:
    """What is chosen, in words."""
    if by is Field.MONTH:
        return t.month(date.fromisoformat(f"{choice.value}-01"))
    if by is Field.STATE:
        return t.plain(f"evidence-search-state-{Outcome(str(choice.value)).value}")
    if by is Field.ACTIVITY:
        return t.plain("evidence-search-activity", position=choice.position or 0, title=choice.name)
    return choice.name


def package_keyboard(assignment_id: int, chosen: Chosen, t: Translator) -> InlineKeyboardMarkup:
    to_card: Row = [button(t.plain("evidence-search-card-button"), OpenTask(id=assignment_id))]
    back = button(t.plain("evidence-search-back-button"), FindEvidence(chosen=chosen.pack()))
    return markup([to_card, [back]])

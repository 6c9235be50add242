"""What has to be sent: the coordinator's list below an activity, the checklist of a package."""

from collections.abc import Sequence

from bot.keyboards.common import short
from bot.keyboards.evidence import ListFiles, ShowPackage
from bot.keyboards.requirements import (
    requirements_keyboard,
    telling_keyboard,
    typing_keyboard,
    without_keyboard,
)
from bot.keyboards.roadmap import ShowActivity
from bot.screens.screen import Screen
from bot.texts import Markup, Translator
from db.queries.in_force import ActivityRow
from db.queries.required_parts import Listed, missing
from roadmap.requirements import LONGEST, SHORTEST, Part, asked_for, still_asked

TITLE, INDICATOR, FILE = 300, 500, 100


def requirements_screen(
    t: Translator,
    row: ActivityRow,
    parts: Sequence[Part],
    page: int,
    *,
    takes_office: bool,
    removed: Part | None = None,
) -> Screen:
    """`removed` was taken out just now, and can be brought back."""
    head = t("requirements-head", position=row.position, title=short(row.title, TITLE))
    indicator = t("tasks-card-indicator", indicator=short(row.indicator, INDICATOR))
    listed = [t("requirements-part", name=part.name) for part in parts]
    asked = [t("requirements-parts"), *listed] if parts else [t("requirements-none")]
    office = t("requirements-office", takes=takes_office)
    blocks = [head, *([indicator] if row.indicator else []), Markup("\n").join(asked), office]
    keyboard = requirements_keyboard(
        t,
        row.id,
        parts,
        page,
        ShowActivity(activity_id=row.id, page=page),
        suggested=", ".join(still_asked(row.indicator, parts)),
        takes_office=takes_office,
        removed=removed,
    )
    return Screen(Markup("\n\n").join(blocks), keyboard)


def ask_part_screen(t: Translator, activity_id: int, page: int) -> Screen:
    return Screen(t("requirements-ask"), typing_keyboard(t, activity_id, page))


def part_length_screen(t: Translator, activity_id: int, page: int) -> Screen:
    text = t("requirements-length", least=SHORTEST, most=LONGEST)
    return Screen(text, typing_keyboard(t, activity_id, page))


def needed_lines(parts: Sequence[Part], indicator: str, t: Translator) -> list[Markup]:
    """«Нужно: приказ, договор»: what the coordinator asks for, else what the indicator says."""
    names = [part.name for part in parts] or list(asked_for(indicator))
    return [t("requirements-needed", names=", ".join(names))] if names else []


def checklist_lines(listed: Sequence[Listed], indicator: str, t: Translator) -> list[Markup]:
    """«✓ приказ · ✗ договор», else what the indicator says."""
    if not listed:
        return needed_lines((), indicator, t)
    words = [
        t("requirements-here" if one.is_here else "requirements-missing", name=one.name) for one in listed
    ]
    return [t("requirements-checklist", parts=Markup(" · ").join(words))]


def what_is_it_screen(
    evidence_id: int, file_id: int, name: str, parts: Sequence[Part], t: Translator
) -> Screen:
    text = t("requirements-what", name=short(name, FILE))
    return Screen(text, telling_keyboard(file_id, parts, ListFiles(evidence_id=evidence_id), t))


def missing_screen(evidence_id: int, listed: Sequence[Listed], t: Translator) -> Screen:
    """Asked once, at «Готово»."""
    names = missing(listed)
    text = t("requirements-missing-ask", names=", ".join(names))
    back = ShowPackage(evidence_id=evidence_id)
    return Screen(text, without_keyboard(evidence_id, back, len(names), t))

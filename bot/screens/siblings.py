"""«Для каких школ?»: one package for several schools."""

from collections.abc import Collection, Sequence

from bot.keyboards.siblings import schools_keyboard
from bot.screens.screen import Screen
from bot.screens.task_card import title_block
from bot.texts import Markup, Translator
from db.queries.assignments import AssignmentFacts
from db.queries.evidence import Package


def schools_screen(
    package: Package, others: Sequence[AssignmentFacts], chosen: Collection[int], t: Translator
) -> Screen:
    """`others`: the same obligation at the person's other schools; `chosen`: the ids of those ticked."""
    text = Markup("\n\n").join([title_block(package.task, t), t("siblings-which")])
    return Screen(text, schools_keyboard(package.id, others, chosen, t))

"""What is said when an assignment is asked of a school no more, or again."""

from bot.keyboards.common import markup
from bot.keyboards.not_applicable import reasons_keyboard
from bot.keyboards.tasks import open_button
from bot.screens.reasons import said_reason
from bot.screens.screen import Screen
from bot.screens.task_card import title_block
from bot.texts import Markup, Translator
from db.queries.assignments import AssignmentFacts

SHORTEST_REASON = 3
LONGEST_REASON = 500


def ask_screen(facts: AssignmentFacts, t: Translator) -> Screen:
    text = Markup("\n\n").join([title_block(facts, t), t("not-applicable-ask")])
    return Screen(text, reasons_keyboard(facts.id, t))


def reason_length_screen(assignment_id: int, t: Translator) -> Screen:
    text = t("not-applicable-reason-length", least=SHORTEST_REASON, most=LONGEST_REASON)
    return Screen(text, reasons_keyboard(assignment_id, t))


def told_screen(facts: AssignmentFacts, reason: str, t: Translator) -> Screen:
    """To the people of the school."""
    told = t("not-applicable-told", reason=said_reason(reason, t))
    return Screen(Markup("\n\n").join([told, title_block(facts, t)]), markup([[open_button(facts.id, t)]]))


def again_screen(facts: AssignmentFacts, t: Translator) -> Screen:
    told = t("not-applicable-told-again", due=facts.due)
    return Screen(Markup("\n\n").join([told, title_block(facts, t)]), markup([[open_button(facts.id, t)]]))

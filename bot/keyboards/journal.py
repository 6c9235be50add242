"""Buttons of the journal: what, since when, about whom, and its pages."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from bot.keyboards.common import button, in_rows, markup, page_row, short, short_school
from bot.keyboards.menu import Section, go_button
from bot.texts import Translator
from roadmap.journal import Span, Topic
from roadmap.lists import Page


class JournalPage(CallbackData, prefix="journal"):
    """A page (from 0) of the changes; `person_id` and `school_id` are 0 for everybody."""

    topic: Topic = Topic.ALL
    span: Span = Span.MONTH
    page: int = 0
    person_id: int = 0
    school_id: int = 0

    def turned(self, page: int) -> "JournalPage":
        return self.model_copy(update={"page": page})

    def about(self, topic: Topic) -> "JournalPage":
        return self.model_copy(update={"topic": topic, "page": 0})

    def within(self, span: Span) -> "JournalPage":
        return self.model_copy(update={"span": span, "page": 0})


def journal_keyboard(shown: JournalPage, page: Page, t: Translator) -> InlineKeyboardMarkup:
    """The chosen filters have a tick."""
    topics = [
        button(_ticked(t.plain(f"journal-topic-{topic.value}"), topic is shown.topic), shown.about(topic))
        for topic in Topic
    ]
    spans = [
        button(_ticked(t.plain(f"journal-span-{span.value}"), span is shown.span), shown.within(span))
        for span in Span
    ]
    everybody = [button(t.plain("journal-everybody-button"), JournalPage(span=shown.span))]
    return markup(
        [
            page_row(page, shown.turned, t),
            *in_rows(topics),
            spans,
            everybody if shown.person_id or shown.school_id else [],
            [go_button(Section.PEOPLE, t)],
        ]
    )


def found_keyboard(
    people: list[tuple[int, str]], schools: list[tuple[int, str]], t: Translator
) -> InlineKeyboardMarkup:
    """Whom the word may have meant."""
    rows = [[button(short(name), JournalPage(person_id=person, span=Span.ALL))] for person, name in people]
    rows += [
        [button(short_school(name), JournalPage(school_id=school, span=Span.ALL))] for school, name in schools
    ]
    return markup([*rows, [button(t.plain("journal-everybody-button"), JournalPage())]])


def _ticked(label: str, chosen: bool) -> str:  # noqa: FBT001
    return f"✓ {label}" if chosen else label

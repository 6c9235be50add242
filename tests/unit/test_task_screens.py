"""Lists, cards, the digest and review screens as people read them, and the limits of a message."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from aiogram.types import InlineKeyboardMarkup
from hypothesis import given
from hypothesis import strategies as st

from bot.keyboards.review import Reason
from bot.screens.digest import Digest, digest_screen
from bot.screens.review import comment_screens, package_screen, queue_screen, returned_notice
from bot.screens.screen import Screen
from bot.screens.task_card import Card, card_screen
from bot.screens.tasks import in_order, left_words, schools_named, tasks_screen
from bot.texts import load_texts
from db.models import EvidenceState
from db.queries.assignments import (
    AssignmentDetails,
    AssignmentFacts,
    HistoryEntry,
    KeptFile,
    PackageSummary,
)
from db.queries.evidence_links import Link
from db.queries.review_view import ReviewView, SameFile
from db.queries.reviews import UNDONE, Decision, Package
from roadmap.access import Actor, Assignee, Role
from roadmap.lists import Page
from roadmap.pages import visible_length
from roadmap.standing import AssignmentStatus
from roadmap.worklist import View, view_of

RU = load_texts().language("ru")
EN = load_texts().language("en")
ZONE = ZoneInfo("Europe/Moscow")
TODAY = date(2022, 1, 10)
NOW = datetime(2022, 1, 10, 7, 0, tzinfo=UTC)
MESSAGE = 4096
TITLE = "Участие в мониторинге школ-участниц проекта «500+» по вопросу определения рисков профилей"

FACTS = AssignmentFacts(
    id=1,
    occurrence_id=1,
    assignee=Assignee.SCHOOL,
    school_id=1,
    school="Школа № 901",
    position=8,
    title=TITLE,
    start=date(2022, 1, 1),
    due=date(2022, 1, 15),
    status=AssignmentStatus.OPEN,
)
CURATOR = Actor(1, roles=frozenset({Role.CURATOR}), schools=frozenset({1}))
COORDINATOR = Actor(2, roles=frozenset({Role.COORDINATOR}))


def labels(screen: Screen) -> list[str]:
    assert isinstance(screen.keyboard, InlineKeyboardMarkup)
    return [button.text for row in screen.keyboard.inline_keyboard for button in row]


def many(
    count: int, *, schools: int = 1, name: str = "Школа № {}", title: str = TITLE
) -> list[AssignmentFacts]:
    """`count` assignments; each occurrence is one of `schools` schools' in a row."""
    return [
        replace(
            FACTS,
            id=number,
            occurrence_id=number // schools,
            position=number // schools + 1,
            school=name.format(901 + number % schools),
            title=title,
        )
        for number in range(count)
    ]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "сегодня"),
        (1, "завтра"),
        (2, "осталось 2 дня"),
        (5, "осталось 5 дней"),
        (11, "осталось 11 дней"),
        (21, "остался 21 день"),
        (-1, "просрочено на 1 день"),
        (-3, "просрочено на 3 дня"),
        (-12, "просрочено на 12 дней"),
    ],
)
def test_days_left_are_said_as_people_say_them(days: int, said: str) -> None:
    assert left_words(TODAY + timedelta(days=days), RU, TODAY) == said


def test_a_list_is_headed_by_urgency_and_names_the_schools_of_an_activity_in_one_line() -> None:
    late = replace(FACTS, id=5, occurrence_id=5, position=3, due=date(2022, 1, 7))
    second = replace(FACTS, id=2, school="Школа № 902", status=AssignmentStatus.RETURNED)
    review = replace(FACTS, id=6, occurrence_id=6, position=7, status=AssignmentStatus.SUBMITTED)
    listed = in_order([FACTS, second, late, review], TODAY)
    screen = tasks_screen(listed, View.NOW, 0, Counter({View.NOW: 4}), None, RU, TODAY)
    parts = screen.text.split("\n\n")
    assert parts[0] == "<b>Сейчас</b>: 4 поручения"
    assert parts[1].startswith("<b>Просрочено</b>\n№ 3. ")
    assert "срок 7 янв., просрочено на 3 дня\nШкола № 901" in parts[1]
    assert parts[2].startswith("<b>Скоро срок</b>\n№ 8. ")
    assert parts[2].endswith("осталось 5 дней\nШкола № 901, Школа № 902 (возвращено)")
    assert parts[3].startswith("<b>На проверке</b>\n№ 7. ")
    assert labels(screen) == [
        "№ 3 · Школа № 901 · 7 янв.",
        "№ 8 · Школа № 901 · 15 янв.",
        "№ 8 · Школа № 902 · 15 янв.",
        "№ 7 · Школа № 901 · 15 янв.",
        "Впереди · 0",
        "Сделано · 0",
    ]


def test_a_long_list_is_paged_and_every_assignment_is_on_one_page() -> None:
    listed = in_order(many(60, schools=3), TODAY)
    counts = Counter({View.NOW: 60})
    shown = []
    for page in range(8):
        screen = tasks_screen(listed, View.NOW, page, counts, None, RU, TODAY)
        assert f"{page + 1}/8" in labels(screen)
        assert visible_length(screen.text) <= MESSAGE
        shown += [label for label in labels(screen) if label.startswith("№")]
    assert len(shown) == 60
    assert tasks_screen(listed, View.NOW, 99, counts, None, RU, TODAY).text == screen.text


@pytest.mark.parametrize(
    ("view", "counts", "next_due", "said"),
    [
        (View.NOW, {}, None, "Поручений для вас пока нет"),
        (View.NOW, {View.AHEAD: 2}, date(2022, 2, 28), "Ближайший срок: 28 февраля"),
        (View.NOW, {View.DONE: 2}, None, "Хорошего дня"),
        (View.AHEAD, {View.DONE: 2}, None, "Впереди пока ничего нет"),
        (View.DONE, {View.AHEAD: 2}, date(2022, 2, 28), "Сделанного пока нет"),
    ],
)
def test_an_empty_list_is_said_kindly(
    view: View, counts: dict[View, int], next_due: date | None, said: str
) -> None:
    assert said in tasks_screen([], view, 0, Counter(counts), next_due, RU, TODAY).text


def digest_of(facts: Sequence[AssignmentFacts], called: Sequence[int] = ()) -> Digest:
    """In the order of a list; the ids of what it is for."""
    listed = [replace(item, is_called=item.facts.id in called) for item in in_order(facts, TODAY)]
    return Digest(listed, Counter(view_of(item.under) for item in listed))


def test_what_a_digest_is_for_is_never_hidden_behind_what_is_more_urgent() -> None:
    overdue = [replace(one, due=TODAY - timedelta(days=9), start=None) for one in many(60)]
    soon = replace(FACTS, id=99, occurrence_id=99, position=99, due=TODAY + timedelta(days=3))
    screen = digest_screen(digest_of([*overdue, soon], called=[99]), RU, TODAY)
    assert screen.text.index("<b>Просрочено</b>") < screen.text.index("<b>Скоро срок</b>\n№ 99.")
    assert visible_length(screen.text) <= 3500
    assert labels(screen)[7].startswith("№ 99")
    assert labels(screen)[8] == "Мои задачи · 61"


def test_what_is_due_much_later_is_not_counted_as_to_be_done_now() -> None:
    far = [replace(one, due=TODAY + timedelta(days=300)) for one in many(9)]
    near = replace(FACTS, id=99, occurrence_id=99, position=99)
    screen = digest_screen(digest_of([*far, near], called=range(9)), RU, TODAY)
    assert "у вас 1 поручение" in screen.text
    assert "<b>Срок не скоро, сдавать уже можно</b>\n№ 1." in screen.text
    assert labels(screen)[0].startswith("№ 99")
    assert labels(screen)[8:] == ["Впереди · 9", "Напомнить позже"]
    only_far = digest_screen(digest_of(far), RU, TODAY)
    assert "срочных поручений у вас нет" in only_far.text
    assert "Впереди · 9" in labels(only_far)


def test_a_short_digest_says_all_and_has_a_button_for_each() -> None:
    screen = digest_screen(digest_of(many(4, schools=2)), RU, TODAY)
    assert screen.text.startswith("<b>Сегодня, 10 января:</b> у вас 4 поручения\n\n")
    assert screen.text.count("Школа № 901, Школа № 902") == 2
    assert len(labels(screen)) == 5


def test_a_digest_of_what_cannot_be_put_off_does_not_offer_it() -> None:
    screen = digest_screen(digest_of([replace(FACTS, due=TODAY)]), RU, TODAY)
    assert len(labels(screen)) == 1


def test_schools_beyond_those_named_are_counted() -> None:
    assert schools_named(["Школа № 901"], 0, RU) == "Школа № 901"
    assert schools_named(["Школа № 901", "<902>"], 1, RU) == "Школа № 901, &lt;902&gt; и ещё 1 школа"


def test_a_digest_of_sixty_keeps_to_its_limit_and_counts_the_rest() -> None:
    screen = digest_screen(digest_of(many(60)), RU, TODAY)
    assert 2500 < visible_length(screen.text) <= 3500
    said = screen.text.count("№ ") - screen.text.count("Школа № ")
    assert f"…и ещё {60 - said} поручени" in screen.text
    assert labels(screen)[8:] == ["Мои задачи · 60", "Напомнить позже"]


@given(
    count=st.integers(1, 60),
    schools=st.integers(1, 60),
    name=st.text(min_size=1, max_size=200).map(lambda text: text.replace("{", "<").replace("}", "&")),
    title=st.text(min_size=1, max_size=300),
)
def test_whatever_the_names_the_digest_and_the_list_fit(
    count: int, schools: int, name: str, title: str
) -> None:
    for t in (RU, EN):
        listed = in_order(many(count, schools=schools, name=name, title=title), TODAY)
        digest = digest_screen(digest_of(many(count, schools=schools, name=name, title=title)), t, TODAY)
        assert visible_length(digest.text) <= 3500
        assert "№ 1. " in digest.text or "No. 1. " in digest.text
        screen = tasks_screen(listed, View.NOW, 0, Counter({View.NOW: count}), None, t, TODAY)
        assert visible_length(screen.text) <= MESSAGE
        assert all(len(label) <= 41 for label in labels(digest) + labels(screen))


def test_html_in_names_is_escaped() -> None:
    facts = replace(FACTS, school="<b>&", title="<script>")
    text = digest_screen(digest_of([facts]), RU, TODAY).text
    assert "&lt;script&gt;" in text
    assert "&lt;b&gt;&amp;" in text


def details(status: AssignmentStatus = AssignmentStatus.OPEN, title: str = TITLE) -> AssignmentDetails:
    facts = replace(FACTS, status=status, title=title)
    return AssignmentDetails(facts, "Анализ результата мониторинга", "февраль", NOW)


def package_of(state: EvidenceState, number: int = 1, reason: str | None = None) -> PackageSummary:
    return PackageSummary(number, state, "Анна Тестова", NOW, 3, None, "Ольга Примерова", reason)


def test_the_card_says_what_is_asked_for_and_offers_to_hand_it_in() -> None:
    screen = card_screen(Card(details(), [], []), CURATOR, RU, TODAY, ZONE)
    assert "Срок: 15 января 2022\xa0г. — осталось 5 дней" in screen.text
    assert "Показатель для контроля: Анализ результата мониторинга" in screen.text
    assert "Состояние: ждём подтверждения" in screen.text
    assert len(labels(screen)) == 3


def test_the_card_of_a_returned_assignment_says_why_and_offers_to_do_it_anew() -> None:
    card = Card(
        details(AssignmentStatus.RETURNED),
        [
            HistoryEntry(NOW, "Анна Тестова", AssignmentStatus.SUBMITTED, None),
            HistoryEntry(NOW, "Ольга Примерова", AssignmentStatus.SUBMITTED, UNDONE),
            HistoryEntry(NOW, None, AssignmentStatus.CANCELLED, None),
        ],
        [package_of(EvidenceState.RETURNED, reason=Reason.SIGNATURE.text_id)],
    )
    screen = card_screen(card, CURATOR, RU, TODAY, ZONE)
    assert "10 янв., 10:00 · 3 файла · возвращено" in screen.text
    assert "Причина (Ольга Примерова): На документе нет подписи или печати." in screen.text
    assert "10 янв., 10:00: сдано на проверку (Анна Тестова)" in screen.text
    assert "10 янв., 10:00: решение отменено, снова на проверке (Ольга Примерова)" in screen.text
    assert "10 янв., 10:00: отменено\n" in screen.text + "\n"
    assert labels(screen) == [
        "Сдать заново",
        "Показать файлы · 10 янв. (3)",
        "Напомнить позже",
        "Вся история",
        "‹ Мои задачи",
    ]


def test_a_card_counts_links_beside_files_or_alone() -> None:
    both = replace(package_of(EvidenceState.SUBMITTED), links=1)
    alone = replace(package_of(EvidenceState.ACCEPTED, 2), files=0, links=2)
    screen = card_screen(Card(details(), [], [both, alone]), CURATOR, RU, TODAY, ZONE)
    assert "10 янв., 10:00 · 3 файла, 1 ссылка · на проверке" in screen.text
    assert "10 янв., 10:00 · 2 ссылки · принято" in screen.text
    assert "Показать файлы · 10 янв. (3)" in labels(screen)
    assert "Показать ссылки · 10 янв. (2)" in labels(screen)


def test_who_reviews_gets_the_decision_on_the_card_and_the_sender_does_not() -> None:
    card = Card(details(AssignmentStatus.SUBMITTED), [], [package_of(EvidenceState.SUBMITTED)])
    assert "Принять" in labels(card_screen(card, COORDINATOR, RU, TODAY, ZONE))
    assert "Принять" not in labels(card_screen(card, CURATOR, RU, TODAY, ZONE))
    assert "осталось" not in card_screen(card, CURATOR, RU, TODAY, ZONE).text


def test_the_longest_card_fits_a_message() -> None:
    card = Card(
        replace(details(AssignmentStatus.RETURNED, "&" * 3000), indicator="я" * 3000),
        [HistoryEntry(NOW, "Ж" * 300, AssignmentStatus.RETURNED, "x" * 500)] * 8,
        [package_of(EvidenceState.RETURNED, number, "<" * 500) for number in range(9)],
    )
    screen = card_screen(card, CURATOR, RU, TODAY, ZONE)
    assert visible_length(screen.text) <= MESSAGE
    assert "Раньше: ещё 6" in screen.text


PACKAGE = Package(
    replace(FACTS, status=AssignmentStatus.SUBMITTED),
    id=4,
    state=EvidenceState.SUBMITTED,
    comment="Протокол подписан",
    sender="Анна Тестова",
    submitted_at=NOW,
    files=2,
    indicator="Анализ результата мониторинга",
    activity_id=8,
    awaits_check=False,
)
FILES = [
    KeptFile("a", is_photo=True, name=None, caption="страница 1"),
    KeptFile("b", is_photo=False, name="акт <2>.pdf", caption=None),
]


def decided(*, accepted: bool = True, undone: bool = False) -> Decision:
    return Decision(9, 4, "Ольга Примерова", accepted, None, NOW, NOW if undone else None, is_first=False)


def view(package: Package, decision: Decision | None = None) -> ReviewView:
    return ReviewView(package, FILES, decision, checked=None)


def test_a_curator_who_looks_first_hands_on_and_decides_nothing_else() -> None:
    checking = replace(CURATOR, checks=frozenset({1}))
    waiting = package_screen(view(replace(PACKAGE, awaits_check=True)), checking, RU, NOW, ZONE)
    assert "Передать координатору" in labels(waiting)
    assert "Принять" not in labels(waiting)
    passed_on = package_screen(view(PACKAGE), checking, RU, NOW, ZONE)
    assert {"Передать координатору", "Вернуть"}.isdisjoint(labels(passed_on))


def test_a_package_shows_what_came_and_asks_for_a_decision() -> None:
    screen = package_screen(view(PACKAGE), COORDINATOR, RU, NOW, ZONE, is_news=True)
    assert screen.text.startswith("<b>Новое подтверждение</b>")
    assert "Прислано: Анна Тестова, 10 янв., 10:00" in screen.text
    assert "1. фото — страница 1\n2. акт &lt;2&gt;.pdf" in screen.text
    assert labels(screen) == ["Показать файлы (2)", "Принять", "Вернуть", "Пропустить", "‹ Все на проверке"]


def test_a_package_shows_its_first_links_with_who_sent_them_and_when() -> None:
    links = [Link(n, 4, f"https://school901.example/{n}", 1, "Анна Тестова", None, NOW) for n in range(5)]
    screen = package_screen(replace(view(PACKAGE), links=links), COORDINATOR, RU, NOW, ZONE)
    assert "<b>Ссылки</b>\n1. https://school901.example/0 (10 янв., 10:00, Анна Тестова)" in screen.text
    assert "school901.example/3" not in screen.text
    assert "…и ещё 2" in screen.text


def test_a_decision_can_be_undone_for_ten_minutes() -> None:
    package = replace(PACKAGE, state=EvidenceState.ACCEPTED)
    in_time = package_screen(view(package, decided()), COORDINATOR, RU, NOW + timedelta(minutes=10), ZONE)
    assert "<b>Принято</b>: Ольга Примерова, 10 янв., 10:00" in in_time.text
    assert "Отменить решение" in labels(in_time)
    late = package_screen(view(package, decided()), COORDINATOR, RU, NOW + timedelta(minutes=11), ZONE)
    assert "Отменить решение" not in labels(late)
    undone = package_screen(view(PACKAGE, decided(undone=True)), COORDINATOR, RU, NOW, ZONE)
    assert "Принято" not in undone.text
    assert "Принять" in labels(undone)


def test_the_longest_package_and_queue_fit_a_message() -> None:
    long = replace(PACKAGE, facts=replace(FACTS, title="&" * 3000, school="я" * 300), comment="ж" * 9000)
    files = [KeptFile("a", is_photo=False, name="n" * 300, caption="c" * 900)] * 40
    returned = replace(decided(accepted=False), reason="п" * 500)
    checked = replace(decided(), is_first=True)
    seen = ReviewView(
        replace(long, indicator="и" * 900),
        files,
        returned,
        checked,
        links=[Link(number, 4, "&" * 300, 1, "л" * 300, None, NOW) for number in range(20)],
        missing=["ч" * 300] * 20,
        same=[SameFile("ш" * 300, 8, NOW, shared=number % 2 == 0) for number in range(40)],
    )
    screen = package_screen(seen, COORDINATOR, RU, NOW, ZONE)
    assert visible_length(screen.text) <= MESSAGE
    assert "…и ещё 30" in screen.text
    assert visible_length(queue_screen([long] * 8, Page.within(0, 60, 8), 60, RU, ZONE).text) <= MESSAGE


def test_a_long_comment_is_shown_whole_with_the_files() -> None:
    comment = "\n".join(f"{number} <i>" + "я" * 100 for number in range(60))
    pages = comment_screens(replace(PACKAGE, comment=comment))
    assert len(pages) > 1
    assert "59 &lt;i&gt;" in pages[-1]
    assert comment_screens(PACKAGE) == []


def test_a_typed_reason_is_escaped_and_a_ready_one_is_said_in_the_readers_language() -> None:
    assert "&lt;b&gt;" in returned_notice(FACTS, "<b>", RU, may_submit=True).text
    english = returned_notice(FACTS, Reason.PERIOD.text_id, EN, may_submit=False)
    assert "another period" in english.text
    assert labels(english) == ["Open the assignment"]

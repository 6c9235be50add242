"""What is doubtful in a reading, and how it is corrected."""

import json
from dataclasses import replace
from datetime import date

import pytest

from roadmap.deadlines import Deadline, DeadlineKind, Period, read_deadline
from roadmap.document import Audience, Reading, read_document
from roadmap.drafts import (
    Before,
    as_before,
    doubts_of,
    doubts_of_document,
    is_corrected,
    period_of,
    read_activity,
    typed_deadline,
    with_audience,
    with_deadline,
    with_meeting,
    with_remembered,
    written_alike,
)
from roadmap.errors import UserError

HEADING = "Дорожная карта на 2023 год\n№\tМероприятие\tСрок\tПоказатель\tИсполнители\n"


def reading(*rows: str, heading: str = HEADING) -> Reading:
    """As a draft is kept: by way of its JSON."""
    text = heading + "\n".join(f"{number}\t{row}" for number, row in enumerate(rows, start=1))
    return Reading.from_json(json.loads(json.dumps(read_document(text.encode()).to_json())))


PLAN = reading(
    "Опрос\tМарт 2023 года\tОтчёт\tШколы",
    "Выезд\tпо отдельному графику\tСправка\tАссоциация",
    "Семинар\tапрель июнь 2023 года\tСправка\tассоциация",
    "Заседания\tежеквартально\tПротокол\t",
)


def ids(plan: Reading) -> dict[int, list[str]]:
    return {position: [one.id for one in doubts] for position, doubts in doubts_of(plan).items()}


def test_doubts_stand_with_their_activities() -> None:
    assert ids(PLAN) == {
        2: ["import-deadline-unknown", "import-executors-unknown"],
        3: ["import-executors-unknown", "deadline-doubt"],
        4: ["import-executors-missing"],
    }
    assert doubts_of_document(PLAN) == ()


def test_what_is_corrected_is_doubted_no_more() -> None:
    corrected = with_deadline(PLAN, 2, typed_deadline("15 апреля", PLAN))
    corrected = with_audience(corrected, 2, (Audience.SCHOOLS,))
    corrected = with_audience(corrected, 4, (Audience.COORDINATOR,))
    corrected = Reading.from_json(json.loads(json.dumps(corrected.to_json())))
    assert ids(corrected) == {3: ["deadline-doubt"]}
    read = read_activity(corrected, 2)
    assert read is not None
    assert (read.deadline.phrase, read.deadline.due) == ("по отдельному графику", (date(2023, 4, 15),))
    assert is_corrected(read.deadline, period_of(corrected))
    assert [one.audience for one in corrected.activities] == [
        (Audience.SCHOOLS,),
        (Audience.SCHOOLS,),
        (Audience.SCHOOLS,),
        (Audience.COORDINATOR,),
    ]


def test_for_nobody_of_ours_is_a_decision_too() -> None:
    decided = ids(with_audience(PLAN, 2, ()))
    assert (decided[2], decided[3]) == (["import-deadline-unknown"], ["deadline-doubt"])


def test_without_a_column_of_executors_one_answer_is_for_all() -> None:
    heading = "Дорожная карта на 2023 год\n№\tМероприятие\tСрок\tПоказатель\n"
    plan = reading("Опрос\tМарт 2023 года\tОтчёт", "Выезд\tАпрель 2023 года\tСправка", heading=heading)
    assert [one.id for one in doubts_of_document(plan)] == ["import-no-executors-column"]
    assert ids(plan) == {1: ["import-executors-missing"], 2: ["import-executors-missing"]}
    assert ids(with_audience(plan, 2, (Audience.SCHOOLS,))) == {}
    assert written_alike(PLAN, 4) == {4}
    assert written_alike(PLAN, 99) == frozenset()


def test_executors_are_remembered_whatever_their_spelling() -> None:
    plan = with_remembered(PLAN, {"ассоциация": (Audience.DEPARTMENT,)})
    assert [one.audience for one in plan.activities[1:3]] == [(Audience.DEPARTMENT,)] * 2
    assert ids(plan)[2] == ["import-deadline-unknown"]


def test_there_is_one_meeting_activity_or_none() -> None:
    chosen = with_meeting(PLAN, 4)
    assert [one.meeting for one in chosen.activities] == [False, False, False, True]
    assert not any(one.meeting for one in with_meeting(chosen, None).activities)


@pytest.mark.parametrize("text", ["когда-нибудь", "", "32 марта"])
def test_what_is_typed_and_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(UserError) as refused:
        typed_deadline(text, PLAN)
    assert refused.value.text_id == "draft-deadline-unclear"


def test_a_school_years_plan_is_corrected_within_it() -> None:
    heading = "План на 2023-2024 учебный год\n№\tМероприятие\tСрок\tПоказатель\tИсполнители\n"
    plan = reading("Опрос\tоктябрь\tОтчёт\tШколы", "Итоги\tмай\tОтчёт\tШколы", heading=heading)
    assert period_of(plan) == Period.school_year(2023)
    assert typed_deadline("15 апреля", plan).due == (date(2024, 4, 15),)


def before(title: str, deadline: Deadline, executors: str = "", *audience: Audience) -> Before:
    return Before(title, deadline, executors, audience, is_meeting=False, is_watched=True)


def test_an_edition_keeps_what_was_decided_of_what_goes_on() -> None:
    year = Period.year(2023)
    may = with_deadline(PLAN, 2, read_deadline("Май", year)).activities[1].deadline
    survey = before("Опрос", PLAN.activities[0].deadline)
    visit = before("Выезд", may)
    plan = as_before(with_meeting(PLAN, 1), {1: survey, 2: visit})
    assert not any(one.meeting for one in plan.activities)
    assert plan.activities[1].deadline.due == (date(2023, 5, 31),)
    unsettled = before("Опрос", read_deadline("Июнь 2023 года", year))
    kept = as_before(PLAN, {1: unsettled}).activities[0].deadline
    assert (kept.kind, kept.due) == (DeadlineKind.ONCE, (date(2023, 3, 31),))


@pytest.mark.parametrize(
    ("written", "decided", "due"),
    [
        ("Март 2023 года", date(2023, 3, 10), date(2023, 3, 10)),
        ("март  2023 года", date(2023, 3, 10), date(2023, 3, 10)),
        ("Апрель 2023 года", date(2023, 3, 10), date(2023, 4, 30)),
        ("Март 2023 года", None, date(2023, 3, 31)),
    ],
)
def test_a_corrected_date_stays_while_its_phrase_does(written: str, decided: date | None, due: date) -> None:
    said = PLAN.activities[0].deadline
    in_force = replace(said, start=None, end=decided, due=(decided,)) if decided else said
    again = reading(f"Опрос\t{written}\tОтчёт\tШколы")
    assert as_before(again, {1: before("Опрос", in_force)}).activities[0].deadline.due == (due,)


def test_what_the_phrase_said_for_another_kind_of_year_is_no_correction() -> None:
    heading = "План на 2023-2024 учебный год\n№\tМероприятие\tСрок\tПоказатель\tИсполнители\n"
    plan = reading("Итоги\tмай\tОтчёт\tШколы", heading=heading)
    of_the_year = before("Итоги", read_deadline("май", Period.year(2023)))
    assert as_before(plan, {1: of_the_year}).activities[0].deadline.due == (date(2024, 5, 31),)


def test_for_whom_it_was_chosen_stays_where_the_document_says_nothing() -> None:
    visit, sessions = PLAN.activities[1], PLAN.activities[3]
    known = {
        1: before("Опрос", PLAN.activities[0].deadline, "Школы", Audience.DEPARTMENT),
        2: before("Выезд", visit.deadline, "Союз", Audience.SCHOOLS),
        4: before("Заседания", sessions.deadline, "", Audience.COORDINATOR),
    }
    kept = as_before(PLAN, known)
    assert [one.audience for one in kept.activities] == [(Audience.SCHOOLS,), (), (), (Audience.COORDINATOR,)]
    assert 4 not in ids(kept)

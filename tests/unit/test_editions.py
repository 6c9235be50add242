"""How obligations follow from a deadline, and how a new edition goes on with the old one."""

from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.deadlines import Deadline, DeadlineKind
from roadmap.editions import Window, pair_dates, pair_titles, windows
from roadmap.likeness import MOST_COMPARED
from roadmap.names import unnumbered

DAYS = st.dates(date(2022, 1, 1), date(2022, 12, 31))


def deadline(kind: DeadlineKind, start: date | None, *due: date) -> Deadline:
    return Deadline("как в документе", kind, start, due[-1] if due else None, due)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (deadline(DeadlineKind.UNKNOWN, None), ()),
        (
            deadline(DeadlineKind.ONCE, date(2022, 3, 1), date(2022, 3, 31)),
            (Window(date(2022, 3, 1), date(2022, 3, 31)),),
        ),
        (deadline(DeadlineKind.ONCE, None, date(2022, 3, 15)), (Window(None, date(2022, 3, 15)),)),
        (
            deadline(DeadlineKind.RANGE, date(2022, 1, 1), date(2022, 2, 28)),
            (Window(date(2022, 1, 1), date(2022, 2, 28)),),
        ),
        (
            deadline(DeadlineKind.ONGOING, date(2022, 1, 1), date(2022, 12, 31)),
            (Window(date(2022, 1, 1), date(2022, 12, 31)),),
        ),
        (
            deadline(DeadlineKind.LIST, date(2022, 6, 1), date(2022, 6, 30), date(2022, 9, 30)),
            (Window(date(2022, 6, 1), date(2022, 6, 30)), Window(date(2022, 9, 1), date(2022, 9, 30))),
        ),
        (
            deadline(DeadlineKind.LIST, None, date(2022, 3, 15), date(2022, 3, 20)),
            (Window(date(2022, 3, 1), date(2022, 3, 15)), Window(date(2022, 3, 16), date(2022, 3, 20))),
        ),
        (
            deadline(DeadlineKind.RECURRING, date(2022, 1, 1), date(2022, 1, 31), date(2022, 2, 28)),
            (Window(date(2022, 1, 1), date(2022, 1, 31)), Window(date(2022, 2, 1), date(2022, 2, 28))),
        ),
        (
            deadline(DeadlineKind.ONCE, date(2022, 4, 1), date(2022, 3, 31)),
            (Window(None, date(2022, 3, 31)),),
        ),
    ],
)
def test_windows(said: Deadline, expected: tuple[Window, ...]) -> None:
    assert windows(said) == expected


@given(st.sampled_from(list(DeadlineKind)), st.none() | DAYS, st.sets(DAYS, max_size=15))
def test_a_window_is_open_before_it_closes(kind: DeadlineKind, start: date | None, due: set[date]) -> None:
    found = windows(deadline(kind, start, *sorted(due)))
    assert [window.due for window in found] == sorted(due)
    assert all(window.start is None or window.start <= window.due for window in found)


def test_titles_are_recognised_as_meant() -> None:
    old = ["Заседание «А»", "Опрос", "Опрос"]
    assert pair_titles(old, ["опрос", 'Заседание  "А".', "Опрос", "Опрос", "Новое"]) == [1, 0, 2, None, None]


LONG = "Разработка школами-участниками концептуальных документов: планов, программ, приказов"


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        (LONG, LONG.replace("концептуальных ", "концептуальных и иных "), True),
        (LONG, LONG.replace("школами-участниками", "школами – участницами"), True),
        (LONG, "Размещение документов на сайтах школ", False),
        ("Мониторинг планов «дорожных карт» № 1", "Мониторинг планов «дорожных карт» № 2", False),
        ("Отчёт школ об успеваемости за I полугодие", "Отчёт школ об успеваемости за II полугодие", False),
        ("Отчёт школ об успеваемости за январь", "Отчёт школ об успеваемости за июнь", False),
    ],
)
def test_a_title_slightly_changed_is_clearly_the_same_or_another(old: str, new: str, same: bool) -> None:
    assert pair_titles([old], [new]) == [0 if same else None]
    assert pair_titles([old], [new], gone={0}) == [None]


def test_a_number_typed_before_a_title_is_no_part_of_it() -> None:
    old = ["1. Опрос школ", "2. Семинар", f"3. {LONG}"]
    new = ["1. Встреча", "2. Опрос школ", "3) Семинар", f"4.1. {LONG.replace('концептуальных ', '')}"]
    assert pair_titles(old, new) == [None, 0, 1, 2]
    assert pair_titles(["1. Опрос школ"], ["Опрос школ"], gone={0}) == [0]


@pytest.mark.parametrize("title", ["1.09.2023 Линейка", "2023 год", "1.", "10 лет группе", "Опрос 1. Итоги"])
def test_other_numbers_are_part_of_the_title(title: str) -> None:
    assert unnumbered(title) == title


def test_where_two_are_as_like_neither_is_taken() -> None:
    assert pair_titles([f"{LONG} школ", f"{LONG} школы"], [f"{LONG} школа"]) == [None]
    assert pair_titles([LONG, f"{LONG}."], [LONG]) == [0]


def test_many_titles_are_compared_in_a_moment() -> None:
    old = [f"{LONG}, {'абвгд'[at % 5] * (at % 40 + 1)} {'еёжзи'[at // 40 % 5] * 4}" for at in range(200)]
    new = [title.replace("программ", "проектов") for title in old]
    began = perf_counter()
    pairs = pair_titles(old, new)
    assert perf_counter() - began < 10  # compared letter by letter each with each it is a minute
    assert len({pair for pair in pairs if pair is not None}) == sum(pair is not None for pair in pairs)


def test_of_a_plan_that_is_all_new_nothing_is_guessed() -> None:
    old, new = ([f"{LONG} {word * at}" for at in range(1, MOST_COMPARED + 2)] for word in ("а", "б"))
    assert pair_titles(old, new) == [None] * len(new)


def test_what_moved_goes_on() -> None:
    march, april, may, june = (date(2022, month, 10) for month in (3, 4, 5, 6))
    assert pair_dates([march, april], [], [april, may]) == [april, march]
    assert pair_dates([march], [may], [may]) == [may]
    assert pair_dates([], [march], [june]) == [None]
    assert pair_dates([march], [], [march, june]) == [march, None]


@given(st.sets(DAYS, max_size=12), st.sets(DAYS, max_size=12), st.sets(DAYS, max_size=12))
def test_no_old_date_is_taken_twice(in_force: set[date], removed: set[date], new: set[date]) -> None:
    removed = removed - in_force
    pairs = pair_dates(sorted(in_force), removed, sorted(new))
    taken = [old for old in pairs if old is not None]
    assert len(taken) == len(set(taken))
    assert all(old == due for old, due in zip(pairs, sorted(new), strict=True) if due in in_force | removed)
    assert all(old in in_force for old, due in zip(pairs, sorted(new), strict=True) if old not in {None, due})

"""Columns of a plan's table by the meaning of their headings, wherever they stand."""

import re
from collections.abc import Sequence
from enum import StrEnum


class Column(StrEnum):
    NUMBER = "number"
    ACTIVITY = "activity"
    DEADLINE = "deadline"
    START = "start"
    """The first day where the last one has a column of its own (``END``)."""
    END = "end"
    TIME = "time"
    """The hour beside a column of days, or the month beside one of days."""
    INDICATOR = "indicator"
    EXECUTORS = "executors"
    OTHER = "other"


_PARENT = "parent"
"""What activities are grouped by («Наименование этапа»), or else they themselves («Направления»)."""
# In this order: «Срок реализации мероприятия» is a deadline, «Исполнители мероприятия» are executors.
_MEANINGS: tuple[tuple[Column | str, str], ...] = (
    (Column.NUMBER, r"(№{1,2}|n{1,2})? ?(п ?[./\\]? ?п\.?)?|№{1,2}|n{1,2}|номер"),
    (
        Column.OTHER,
        (
            r"место(?!.*(срок|дат|время)).*|(отм|корректировк|класс|категори|объем|количество|примечани|финанс"
            r"|источник|охват|участник|целев\w+ (групп|аудитори)|стоимост|сумм).*"
        ),
    ),
    (Column.TIME, r"время( проведения| начала)?|час\w*"),
    (Column.START, r"(?!.*(оконч|заверш))((сроки?|дат[аы]|период) .*)?начал[оа]\b.*"),
    (Column.END, r"(?!.*начал)((сроки?|дат[аы]|период) .*)?(окончани|завершени).*"),
    (
        Column.DEADLINE,
        (
            r"(планируем\w+ |плановы\w+ |примерн\w+ |контрольн\w+ |место и )?"
            r"(сроки?|дат[аы]|период|месяц|ориентировочное время|время)\b.*|когда( \w+)?"
        ),
    ),
    (
        Column.EXECUTORS,
        (
            r".*(исполнител|ответствен|отв\.|отв-н|куратор|организатор).*"
            r"|кто (\w+ )?(отвечает|проводит|исполняет)"
        ),
    ),
    (Column.INDICATOR, r".*(показател|результат|индикатор|документ|форма отчет|форма контрол).*"),
    (
        Column.ACTIVITY,
        r".*(мероприят|содержание|дела\b|действи|событи).*|что (проводится|проводим|делается|делаем)",
    ),
    (
        _PARENT,
        (
            r".*(направлени|наименование|задач|этап|раздел|тема\b|вид (деятельност|работ)"
            r"|формы( и методы)? работы).*"
        ),
    ),
)
_PATTERNS = tuple((column, re.compile(pattern)) for column, pattern in _MEANINGS)
_LONGEST_HEADING = 120
_DAYS = (Column.DEADLINE, Column.START, Column.END, Column.TIME)
_MONTH = re.compile(r"месяц\w*")


def columns_of(cells: Sequence[str]) -> tuple[Column, ...]:
    """What each cell of a row would be as a heading; of a kind that comes twice, the first counts."""
    meanings = [_meaning(cell) for cell in cells]
    parent = None if Column.ACTIVITY in meanings else Column.ACTIVITY
    meanings = [parent if meaning == _PARENT else meaning for meaning in meanings]
    return _single(_with_deadline(meanings, cells))


def means_something(cell: str) -> bool:
    """Whether this is what stands above a column, one that is of no use here included."""
    return _meaning(cell) is not None


def _meaning(cell: str) -> Column | str | None:
    heading = _plain(cell)
    if not heading or len(heading) > _LONGEST_HEADING:
        return None
    return next((column for column, pattern in _PATTERNS if pattern.fullmatch(heading)), None)


def _plain(cell: str) -> str:
    words = " ".join(cell.lower().replace("ё", "е").replace("\u00ad", "").split())
    words = re.sub(r"(?<=\w)- (?=\w)", "", words)
    return (re.sub(r"\([^()]*\)", " ", words).strip(" *.:|") or words).strip(" *.:|")


def _with_deadline(meanings: list[Column | str | None], cells: Sequence[str]) -> list[Column | str | None]:
    """Of the columns that tell days one is the deadline; a first and a last day stay a pair."""
    if {Column.START, Column.END} <= set(meanings):
        return [None if meaning in {Column.DEADLINE, Column.TIME} else meaning for meaning in meanings]
    if meanings.count(Column.DEADLINE) > 1:
        months = [
            meaning is Column.DEADLINE and _MONTH.fullmatch(_plain(cell)) is not None
            for meaning, cell in zip(meanings, cells, strict=True)
        ]
        return [Column.TIME if month else meaning for month, meaning in zip(months, meanings, strict=True)]
    deadline = next((kind for kind in _DAYS if kind in meanings), None)
    named = [Column.DEADLINE if meaning and meaning == deadline else meaning for meaning in meanings]
    return [None if meaning in {Column.START, Column.END} else meaning for meaning in named]


def _single(meanings: Sequence[Column | str | None]) -> tuple[Column, ...]:
    found: list[Column] = []
    for meaning in meanings:
        column = Column(meaning) if meaning else Column.OTHER
        found.append(Column.OTHER if column in found else column)
    return tuple(found)


def is_heading(columns: Sequence[Column]) -> bool:
    """Whether a row with these columns is the table's heading."""
    return Column.ACTIVITY in columns and (Column.DEADLINE in columns or Column.START in columns)

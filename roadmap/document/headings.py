"""Columns of a plan's table by the meaning of their headings, wherever they stand."""

import re
from collections.abc import Sequence
from enum import StrEnum


class Column(StrEnum):
    NUMBER = "number"
    ACTIVITY = "activity"
    DEADLINE = "deadline"
    INDICATOR = "indicator"
    EXECUTORS = "executors"
    OTHER = "other"


# In this order: «Срок реализации мероприятия» is a deadline, «Исполнители мероприятия» are executors.
_MEANINGS = (
    (Column.NUMBER, r"(№|n{1,2})? ?(п ?[./\\]? ?п\.?)?|№|n{1,2}"),
    (Column.OTHER, r"(место|отм|корректировк|класс|категори|объем|количество|примечани|финанс|источник).*"),
    (Column.DEADLINE, r"(планируем\w+ )?(сроки?|дат[аы]|период|месяц|ориентировочное время|время)\b.*"),
    (Column.EXECUTORS, r".*(исполнител|ответствен|отв\.|отв-н|куратор|организатор).*"),
    (Column.INDICATOR, r".*(показател|результат|индикатор|вид документа|форма отчет|форма контрол).*"),
    (Column.ACTIVITY, r".*(мероприят|содержание|направлени|наименование|дела\b|действи|задач).*"),
)
_PATTERNS = tuple((column, re.compile(pattern)) for column, pattern in _MEANINGS)
_LONGEST_HEADING = 120


def columns_of(cells: Sequence[str]) -> tuple[Column, ...]:
    """What each cell of a row would be as a heading; of a kind that comes twice, the first counts."""
    found: list[Column] = []
    for cell in cells:
        column = _meaning(cell)
        found.append(Column.OTHER if column in found else column)
    return tuple(found)


def _meaning(cell: str) -> Column:
    heading = cell.strip(" *.:").lower().replace("ё", "е")
    if not heading or len(heading) > _LONGEST_HEADING:
        return Column.OTHER
    return next((column for column, pattern in _PATTERNS if pattern.fullmatch(heading)), Column.OTHER)


def is_heading(columns: Sequence[Column]) -> bool:
    """Whether a row with these columns is the table's heading."""
    return Column.DEADLINE in columns and Column.ACTIVITY in columns

"""Headings of columns as plans have them, to be recognised where nothing sets them apart from one another.

After a hundred plans of schools and cities; `headings` knows far more where a label has a cell of its own.
"""

from collections.abc import Sequence

from roadmap.document.headings import columns_of, is_heading

_LONGEST = 9
"""Words."""
_FEWEST = 3

_LABELS = frozenset(
    (
        # numbers
        *("№ п/п", "№", "n п/п", "n п.п.", "№п/п", "nn пп", "№ п\\п", "n", "п/п"),
        # activities
        *("наименование мероприятия", "наименование мероприятий", "наименования мероприятия", "мероприятия"),
        *("мероприятие", "проводимые мероприятия", "содержание мероприятия", "содержание мероприятий"),
        *("содержание деятельности", "содержание деятельности и примерный план мероприятий"),
        *("содержание работы", "направления деятельности", "дела", "дела, события, мероприятия"),
        "наименование основного мероприятия, мероприятия",
        # deadlines
        *("сроки исполнения, реализации", "сроки исполнения", "срок исполнения", "срок реализации"),
        *("сроки реализации", "сроки", "срок", "сроки проведения", "срок проведения", "дата", "месяц"),
        *("дата проведения", "дата и время проведения", "время проведения", "время", "период реализации"),
        *("ориентировочное время проведения", "сроки и место проведения", "срок начала реализации"),
        "срок окончания реализации",
        # indicators
        *("показатель для контроля", "результат", "результаты", "результат. вид документа", "вид документа"),
        *("ожидаемый результат", "ожидаемые результаты", "ожидаемый непосредственный результат"),
        # executors
        *("исполнители", "исполнители (в установленном порядке)", "исполнитель", "ответственный исполнитель"),
        *("ответственный", "ответственные исполнители", "ответственные исполнители мероприятия"),
        *("ответственные", "ответственные лица", "ответственные за исполнение", "отв-ный"),
        *("ответственный за исполнение", "ответственные за проведение", "ответственные организации"),
        "ответственный за проведение работ",
        # what is of no use
        *("наименование этапа", "приоритетные задачи", "место проведения", "место", "классы", "класс"),
        *("категория участников", "объем работ", "количество человек", "количество смен", "примечание"),
        *("финансовые затраты", "источники финансирования", "отметка о выполнении", "отм. о вып."),
        "корректировка плана",
    )
)


_FIRST_WORDS = frozenset(label.split()[0] for label in _LABELS)
_MOST_PIECES = 100
"""Words, or lines, of a heading."""


def is_label(text: str) -> bool:
    return _folded(text) in _LABELS


def _folded(text: str) -> str:
    return " ".join(text.lower().replace("ё", "е").split())


def longest_label(pieces: Sequence[str]) -> int:
    """How many of the pieces, from the first, are one label together; 0 for none."""
    if not pieces or _folded(pieces[0].split(maxsplit=1)[0]) not in _FIRST_WORDS:
        return 0
    return next(
        (count for count in range(min(_LONGEST, len(pieces)), 0, -1) if is_label(" ".join(pieces[:count]))), 0
    )


def labels_at(pieces: Sequence[str], first: int) -> tuple[tuple[str, ...], int]:
    """The labels that follow one another from piece ``first`` on, none twice; how many pieces they take."""
    pieces = pieces[first : first + _MOST_PIECES]
    found: list[str] = []
    at = 0
    while count := longest_label(pieces[at : at + _LONGEST]):
        label = " ".join(pieces[at : at + count])
        if label in found:
            break
        found.append(label)
        at += count
    return tuple(found), at


def are_heading(labels: Sequence[str]) -> bool:
    return len(labels) >= _FEWEST and is_heading(columns_of(labels))

"""A roadmap as the annex of an order again: the table that offices write, which is read back from a file."""

import unicodedata
from dataclasses import dataclass

from roadmap.deadlines import Deadline, DeadlineKind, Period, read_deadline
from roadmap.document.model import ReadActivity, Reading
from roadmap.document.title import heading_of
from roadmap.drafts import period_of

HEADINGS = (
    "№ п/п",
    "Наименование мероприятия",
    "Сроки исполнения",
    "Показатель для контроля",
    "Исполнители",
)
"""The form's own words, whatever language its reader speaks in the chat."""
NOTHING = "–"
_NAMED = ("дорожн", "план")
_UNPRINTED = frozenset({"Cc", "Cs", "Cn"})


@dataclass(frozen=True, slots=True)
class OrderRow:
    position: int
    title: str
    deadline: str
    indicator: str
    executors: str

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """What stands beside the number, in the order of the headings."""
        return self.title, self.deadline, self.indicator, self.executors


@dataclass(frozen=True, slots=True)
class Order:
    """``note`` is a line below the title that says the year, where the title doesn't."""

    title: str
    note: str
    rows: tuple[OrderRow, ...]


def order_of(reading: Reading) -> Order:
    """Read again, it is the same roadmap: titles, dates, indicators, executors, and whom these mean.

    A deadline is written as in the document; where its dates were corrected since, the dates themselves.
    Whom executors mean is read from their words, so what a coordinator corrected there is not in it.
    """
    title, note = _heading(reading)
    period = heading_of([title, "", note]).period() or Period.year(reading.year)
    return Order(title, note, tuple(_row(activity, period) for activity in reading.activities))


def _heading(reading: Reading) -> tuple[str, str]:
    title = _plain(reading.title)
    said = heading_of([title]).period()
    if said is not None and said.start.year == reading.year:
        return title, ""
    period = period_of(reading)
    years = f"{period.start.year} год"
    if period.is_school_year:
        years = f"{period.start.year}/{period.end.year} учебный год"
    is_named = said is None and any(stem in title.lower() for stem in _NAMED)
    return title, f"На {years}" if is_named else f"Дорожная карта на {years}"


def _row(read: ReadActivity, period: Period) -> OrderRow:
    deadline = _plain(written(read.deadline, period))
    indicator, executors = _plain(read.indicator), _plain(read.executors)
    if not (deadline or indicator or executors):
        deadline = NOTHING  # a title alone would be read as the heading of a section
    return OrderRow(read.position, _plain(read.title), deadline, indicator, executors)


def written(deadline: Deadline, period: Period) -> str:
    """The phrase as it stands, or else one that says the deadline's dates."""
    candidates = [deadline.phrase, *_phrases(deadline)]
    wanted = deadline.kind, deadline.start, deadline.end, deadline.due
    for phrase in candidates:
        read = read_deadline(phrase, period)
        if (read.kind, read.start, read.end, read.due) == wanted:
            return phrase
    return next((one for one in candidates if read_deadline(one, period).due == deadline.due), candidates[-1])


def _phrases(deadline: Deadline) -> list[str]:
    """From the most telling to the plainest, each with its year."""
    if not deadline.due:
        return []
    days = [f"{day:%d.%m.%Y}" for day in deadline.due]
    found = [f"до {days[-1]}"] if len(days) == 1 and deadline.start is None else []
    if deadline.start and deadline.end and deadline.kind is DeadlineKind.RANGE:
        found.append(f"{deadline.start:%d.%m.%Y} – {deadline.end:%d.%m.%Y}")
    return [*found, ", ".join(days)]


def _plain(text: str) -> str:
    """In one line, without what no document can hold."""
    blanks = " ".join(text.split())
    return "".join(letter for letter in blanks if unicodedata.category(letter) not in _UNPRINTED)

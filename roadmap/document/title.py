"""The plan's name and the time it is made for, from what stands above its table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roadmap.deadlines import Period

_PLACE = re.compile(
    r"\b(?:города|городского округа|муниципального (?:района|округа|образования))"
    r"\s+[А-ЯЁ][\w-]*(?:\s+[А-ЯЁ][\w-]+)?"
    r"|\b[А-ЯЁ][\w-]+(?:ского|цкого)\s+(?:муниципального\s+|городского\s+)?(?:района|округа)"
)
_PROJECT = re.compile(r"\b(?:проект|программ)\w*\s+[«\"]([^«»\"]+)[»\"]")
_YEARS = re.compile(
    r"(?<![\d.])((?:19|20)\d\d)(?:\s*[-–—/]\s*((?:19|20)?\d\d))?\s*(?:г\b|гг\b|год|(?P<school>уч))",
    re.IGNORECASE,
)
_CENTURY = 100
_STAMP = re.compile(
    r"утвержд|согласован|\bпринято|приложени|приказ|постановлен|распоряжен|«\s*_*\d*_*\s*»\s*[а-яё_]+\s|"
    r"^\s*№|^\W*от\s+\W*\d",
    re.IGNORECASE,
)
_NAME = re.compile(r"дорожн|план", re.IGNORECASE)
_DAY_BEFORE = re.compile(
    r"\d[»\"]?\s+(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """The paragraph that names the plan, empty where there is none; ``after`` is what follows it."""

    text: str
    after: str = ""

    def period(self) -> Period | None:
        """The year, years or school year that the plan's name has."""
        said = _year_of(self.text) or _year_of(self.after)
        if not said:
            return None
        first = int(said[1])
        last = first // _CENTURY * _CENTURY + int(said[2]) % _CENTURY if said[2] else first
        if said["school"]:
            return Period.school_year(first)
        return Period(Period.year(first).start, Period.year(max(first, last)).end)

    def short(self, period: Period) -> str:
        """A name short enough to be read in a list: what, where, which project, which year."""
        place, project = _PLACE.search(self.text), _PROJECT.search(self.text)
        if self.text and not place and not project:
            return self.text
        project = project or _PROJECT.search(self.after)
        parts = [f"Дорожная карта {' '.join(place[0].split())}" if place else "Дорожная карта"]
        if project:
            parts.append(f"проект «{project[1]}»")
        return ", ".join([*parts, _years(period)])


def _year_of(text: str) -> re.Match[str] | None:
    """A year that stands alone before that of a day: the day may be when the plan was approved."""
    found = list(_YEARS.finditer(text))
    alone = (said for said in found if not _DAY_BEFORE.search(text, 0, said.start()))
    return next(alone, next(iter(found), None))


def _years(period: Period) -> str:
    first, last = period.start.year, period.end.year
    if period.is_school_year:
        return f"{first}/{last} учебный год"
    return f"{first} год" if first == last else f"{first}–{last} годы"


def heading_of(lines: Sequence[str]) -> Heading:
    """The last paragraph that calls itself a roadmap, or else a plan; stamps of approval come before it."""
    parts = re.split(r"\n\s*\n", "\n".join(lines))
    paragraphs = [" ".join(_below_stamp(part.splitlines())) for part in parts]
    for stem in ("дорожн", "план"):
        named = [at for at, paragraph in enumerate(paragraphs) if stem in paragraph.lower()]
        if named:
            return Heading(paragraphs[named[-1]].strip("* "), " ".join(paragraphs[named[-1] + 1 :]))
    return Heading("")


def _below_stamp(lines: Sequence[str]) -> list[str]:
    """The words below the stamp of approval, where one stands right above the plan's name."""
    named = [at for at, line in enumerate(lines) if _NAME.search(line) and not _STAMP.search(line)]
    stamps = [at for at, line in enumerate(lines[: named[0]]) if _STAMP.search(line)] if named else []
    below = lines[stamps[-1] + 1 :] if stamps else lines
    return [word for line in below for word in line.split()]

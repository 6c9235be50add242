"""The plan's name and the time it is made for, from what stands above its table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roadmap.deadlines import Period

_PLACE = re.compile(
    r"\b(?:города|городского округа|муниципального (?:района|округа|образования))"
    r"\s+[А-ЯЁ][\w-]*(?:\s+[А-ЯЁ][\w-]+)?"
    r"|\b[А-ЯЁ][\w-]+(?:ского|цкого)\s+(?:муниципального\s+|городского\s+)?(?:района|округа)"
)
_PROJECT = re.compile(r"\b(?:проект|программ)\w*\s+[«\"]([^«»\"]+)[»\"]")
_YEAR = r"(?<![\d.])(?P<first>(?:19|20)\d\d)(?:\s*[-–—/]\s*(?P<last>(?:19|20)?\d\d(?!\d)))?\s*"
_YEARS = re.compile(rf"{_YEAR}(?:г\b|гг\b|год|(?P<school>уч))", re.IGNORECASE)
_PLANNED = re.compile(
    r"\bна\s+(?:период\s+|(?:[\w-]+\s+)?(?:полугодие|квартал|четверть)\s+)?"
    rf"{_YEAR}(?:г\b|гг\b|год|(?P<school>уч)|(?=[»\")*.,;]|\n|$))",
    re.IGNORECASE,
)
"""What a plan is for. At the end of a line it goes without «год»: «Дорожная карта на 2023»."""
_CENTURY = 100
_MONTH = r"(?:январ|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]*\.?"
_STAMP = re.compile(
    r"утвержд|согласован|\bпринято|приложени|приказ|постановлен|распоряжен|^\s*№|^\W*от\s+\W*\d|"
    rf"[«\"“„][\s_]*\d{{0,2}}[\s_]*[»\"”“]\s*(?:_|{_MONTH}|\d{{1,2}}\b)|__\s+__",
    re.IGNORECASE,
)
_NAME = re.compile(r"дорожн|план", re.IGNORECASE)
_DAY_BEFORE = re.compile(
    rf"(?:[\d_]\s*[»\"”“]?\s*{_MONTH}|_[»\"”“]?|[»\"”“]\s*\d{{1,2}}|\d\.\s*\d{{1,2}})[\s.]*$",
    re.IGNORECASE,
)
"""Before the year of a day, in words, in figures, or left to be filled in: «27» 12. 2022, «__» ____ 2022."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The paragraph that names the plan, empty where there is none; ``after`` is what follows it.

    ``named`` is that paragraph from the line with the name on, ``above`` what stands before that line.
    """

    text: str
    after: str = ""
    named: str = ""
    above: str = ""

    def period(self) -> Period | None:
        """The year, years or school year that the plan's name has; lines above it count where it has none.

        Not those of a stamp of approval: a plan is often approved in the year before its own.
        """
        said = _year_of(self.named) or _year_of(self.after) or next(self._years_above(), None)
        return _period(said) if said else None

    def other_years(self, period: Period) -> tuple[int, ...]:
        """What the plan's year could be as well: other years at its name or above, those of days left out."""
        alone = [*_years_alone(self.named), *self._years_above()]
        others = (_period(said) for said in alone)
        return tuple(sorted({other.start.year for other in others if not _overlap(other, period)}))

    def _years_above(self) -> Iterator[re.Match[str]]:
        yield from () if _STAMP.search(self.above) else _years_alone(self.above)

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
    """What the plan is for, or a year that stands alone, or else the year of a day that is no stamp's."""
    unstamped = "\n".join(line for line in text.splitlines() if not _STAMP.search(line))
    return _PLANNED.search(text) or next(_years_alone(text), None) or _YEARS.search(unstamped)


def _years_alone(text: str) -> Iterator[re.Match[str]]:
    return (said for said in _YEARS.finditer(text) if not _DAY_BEFORE.search(text, 0, said.start()))


def _period(said: re.Match[str]) -> Period:
    first = int(said["first"])
    if said["school"]:
        return Period.school_year(first)
    last = first // _CENTURY * _CENTURY + int(said["last"]) % _CENTURY if said["last"] else first
    return Period(Period.year(first).start, Period.year(max(first, last)).end)


def _overlap(one: Period, other: Period) -> bool:
    return one.start <= other.end and other.start <= one.end


def _years(period: Period) -> str:
    first, last = period.start.year, period.end.year
    if period.is_school_year:
        return f"{first}/{last} учебный год"
    return f"{first} год" if first == last else f"{first}–{last} годы"


def heading_of(lines: Sequence[str]) -> Heading:
    """The last paragraph that calls itself a roadmap, or else a plan; stamps of approval come before it."""
    parts = [part.splitlines() for part in re.split(r"\n\s*\n", "\n".join(lines))]
    for stem in ("дорожн", "план"):
        named = [at for at, part in enumerate(parts) if stem in " ".join(part).lower()]
        if named:
            return _heading(parts, named[-1])
    return Heading("")


def _heading(parts: Sequence[list[str]], at: int) -> Heading:
    above, named = _divided(parts[at])
    after = "\n".join(line for part in parts[at + 1 :] for line in part)
    before = "\n".join(line for part in [*parts[:at], above] for line in part)
    is_apart = any(_STAMP.search(line) for line in above) or next(_years_alone("\n".join(above)), None)
    title = [*_begun_above(above, named[0]), *named] if is_apart else [*above, *named]
    return Heading(" ".join(" ".join(title).split()).strip("* "), after, "\n".join(named), before)


def _divided(lines: list[str]) -> tuple[list[str], list[str]]:
    """What stands above the line with the plan's name, and all from that line on."""
    at = next((at for at, line in enumerate(lines) if _names_plan(line)), 0)
    return lines[:at], lines[at:]


def _names_plan(line: str) -> bool:
    """A stamp speaks of plans, too; a plan may be one by a decree, which then stands behind the word."""
    name, stamp = _NAME.search(line), _STAMP.search(line)
    return name is not None and (stamp is None or name.start() < stamp.start())


def _begun_above(above: Sequence[str], line: str) -> list[str]:
    """Lines right above that a name in small letters goes on from: «Комплексный / план мероприятий»."""
    begun: list[str] = []
    for before in reversed(above):
        if line.strip()[:1].isupper() or _STAMP.search(before) or _YEARS.search(before):
            break
        begun.insert(0, before)
        line = before
    return begun

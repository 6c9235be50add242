"""No table at all: activities in paragraphs, each with its «Срок: …» and «Отв.: …» below."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from roadmap.document.grid import Grid, Line, outside

_DEADLINE = re.compile(r"\s*срок\w*(?: \w+)?\s*[:–—-]\s*(?P<text>.+)", re.IGNORECASE)
_EXECUTORS = re.compile(r"\s*(?:отв\w*\.?|исполнител\w*)(?: \w+)?\s*[:–—]\s*(?P<text>.+)", re.IGNORECASE)
_NUMBER = re.compile(r"\s*(?P<number>\d{1,3}(\.\d{1,3})*[.)])\s+(?P<text>.+)")
_HEADING = ("№", "Мероприятие", "Срок", "Ответственные")
_FEWEST = 2


@dataclass(slots=True)
class _Activity:
    line: int
    number: str = ""
    title: list[str] = field(default_factory=list)
    deadline: str = ""
    executors: str = ""

    def row(self) -> Line:
        return Line(self.line, (self.number, " ".join(self.title), self.deadline, self.executors))


def labelled(text: str) -> Grid | None:
    preface, activities = _activities(text.split("\n"))
    if sum(bool(activity.deadline) for activity in activities) < _FEWEST:
        return None
    rows = [activity.row() for activity in activities if activity.deadline or activity.executors]
    heading = Line(rows[0].number, _HEADING)
    above = [outside(number, line) for number, line in preface]
    return Grid((*above, heading, *rows), guessed=True)


def _activities(lines: list[str]) -> tuple[list[tuple[int, str]], list[_Activity]]:
    """A paragraph, or a number, begins an activity. Those before the first with a deadline are preface."""
    found: list[_Activity] = []
    preface: list[tuple[int, str]] = []
    for number, paragraph in _paragraphs(lines):
        for at, line in enumerate(paragraph, start=number):
            deadline, executors = _DEADLINE.fullmatch(line), _EXECUTORS.fullmatch(line)
            if found and deadline:
                found[-1].deadline = f"{found[-1].deadline} {deadline['text']}".strip()
            elif found and executors:
                found[-1].executors = executors["text"].strip()
            elif at == number or _NUMBER.fullmatch(line) or (found and found[-1].deadline):
                found.append(_begun(at, line))
            elif found:
                found[-1].title.append(line.strip())
    first = next((at for at, activity in enumerate(found) if activity.deadline), 0)
    for activity in found[:first]:
        preface += [(activity.line, " ".join(activity.title)), (activity.line, "")]
    return preface, found[first:]


def _paragraphs(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    paragraph: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            paragraph.append(line)
        elif paragraph:
            yield number - len(paragraph), paragraph
            paragraph = []


def _begun(line: int, text: str) -> _Activity:
    numbered = _NUMBER.fullmatch(text)
    if numbered:
        return _Activity(line, numbered["number"], [numbered["text"].strip()])
    return _Activity(line, title=[text.strip()])

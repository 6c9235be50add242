"""Tables drawn with signs: «│ … │ … │», and lines of «─┼─» or «-+-» between the rows."""

import re
from collections import Counter

from roadmap.document.grid import Grid, Line

_BORDER = frozenset("|+│║┃¦├┤┼┌┐└┘┬┴╞╡╪╔╗╚╝╠╣╬╦╩╟╢╫═─━=: -")
_RULE = re.compile(r"[-=─═━]{3}")
_SIDES = "│║┃¦|"
_FEWEST_BORDERS = 1


def framed(text: str) -> Grid | None:
    lines = text.split("\n")
    borders = sum(map(_is_border, lines))
    side = Counter(sign for line in lines for sign in line if sign in _SIDES).most_common(1)
    if borders < _FEWEST_BORDERS or not side:
        return None
    return Grid(tuple(_rows(lines, side[0][0])))


def _is_border(line: str) -> bool:
    return _RULE.search(line) is not None and _BORDER.issuperset(line.rstrip())


def _rows(lines: list[str], side: str) -> list[Line]:
    """Between two borders is a row of as many lines as its longest cell, or rows of one line each."""
    found: list[Line] = []
    is_open = False
    for number, line in enumerate(lines, start=1):
        if _is_border(line):
            is_open = False
        elif side not in line:
            found.append(Line(number, (line,)))
            is_open = False
        else:
            cells = _cells(line, side)
            goes_on = is_open and len(cells) == len(found[-1].cells) and not cells[0]
            if goes_on:
                found[-1] = _joined(found[-1], cells)
            else:
                found.append(Line(number, cells))
            is_open = True
    return found


def _cells(line: str, side: str) -> tuple[str, ...]:
    inner = line.strip().removeprefix(side).removesuffix(side)
    return tuple(" ".join(cell.split()) for cell in inner.split(side))


def _joined(line: Line, cells: tuple[str, ...]) -> Line:
    texts = tuple(f"{text} {more}".strip() for text, more in zip(line.cells, cells, strict=True))
    return Line(line.number, texts)

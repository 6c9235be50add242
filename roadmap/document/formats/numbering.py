"""Numbers that a word processor puts before paragraphs by itself; they are in no text of the document."""

from collections import defaultdict
from dataclasses import dataclass

from docx.document import Document as DocumentObject
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS = {"russianLower": "абвгдежзиклмнопрстуфхцчшщэюя", "lowerLetter": "abcdefghijklmnopqrstuvwxyz"}
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


class Numbering:
    """Counts as the paragraphs are asked for, in the document's order."""

    def __init__(self, document: DocumentObject) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        for relation in document.part.rels.values():
            if relation.reltype == RELATIONSHIP_TYPE.NUMBERING and not relation.is_external:
                self._read(relation.target_part.element)
        self._styles = {
            style.get(qn("w:styleId")): style for style in document.styles.element.findall(qn("w:style"))
        }

    def _read(self, numbering: BaseOxmlElement) -> None:
        for abstract in numbering.findall(qn("w:abstractNum")):
            self._levels[abstract.get(qn("w:abstractNumId"))] = {
                int(level.get(qn("w:ilvl"))): _Level(
                    _value(level, "w:numFmt") or "decimal",
                    _value(level, "w:lvlText") or "",
                    int(_value(level, "w:start") or 1),
                )
                for level in abstract.findall(qn("w:lvl"))
            }
        for number in numbering.findall(qn("w:num")):
            self._lists[number.get(qn("w:numId"))] = _value(number, "w:abstractNumId") or ""

    def label(self, paragraph: BaseOxmlElement) -> str:
        """Empty where the paragraph is in no list."""
        found = self._properties(paragraph)
        if found is None:
            return ""
        number, level = _value(found, "w:numId") or "", int(_value(found, "w:ilvl") or 0)
        levels = self._levels.get(self._lists.get(number, ""), {})
        if level not in levels:
            return ""
        self._count(number, level, levels)
        return _written(levels, self._counts[number], level)

    def _properties(self, paragraph: BaseOxmlElement) -> BaseOxmlElement | None:
        """Its own numbering, or that of its style or of one the style is based on."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return None
        found: BaseOxmlElement | None = properties.find(qn("w:numPr"))
        style = _value(properties, "w:pStyle")
        for _ in range(_LEVELS):
            if found is not None or style not in self._styles:
                break
            found = self._styles[style].find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            style = _value(self._styles[style], "w:basedOn")
        return found

    def _count(self, number: str, level: int, levels: dict[int, _Level]) -> None:
        counts = self._counts[number]
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in range(level + 1, _LEVELS):
            counts.pop(deeper, None)


def _value(element: BaseOxmlElement, name: str) -> str | None:
    found = element.find(qn(name))
    return None if found is None else found.get(qn("w:val"))


def _written(levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
    if levels[level].form == "bullet":
        return "–"
    label = levels[level].text
    for at, one in levels.items():
        label = label.replace(f"%{at + 1}", _in_form(counts.get(at, one.start), one.form))
    return label.strip()


def _in_form(count: int, form: str) -> str:
    if form in {"upperRoman", "lowerRoman"}:
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    for name, letters in _LETTERS.items():
        if form.lower() in {name.lower(), name.replace("lower", "upper").replace("Lower", "Upper").lower()}:
            letter = letters[(count - 1) % len(letters)]
            return letter if form == name else letter.upper()
    return "" if form == "none" else str(count)


def _roman(count: int) -> str:
    if count >= 40:  # noqa: PLR2004 - no list has as many
        return str(count)
    text = ""
    for value, letters in _ROMAN:
        times, count = divmod(count, value)
        text += letters * times
    return text

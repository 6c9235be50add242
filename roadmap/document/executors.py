"""Whom the words in the executors' column mean."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    DEPARTMENT = "department"
    COORDINATOR = "coordinator"
    SCHOOLS = "schools"


@dataclass(frozen=True, slots=True)
class Executor:
    """One of those named. ``audience`` is None for others, who are known by name alone."""

    name: str
    audience: Audience | None


Abbreviations = Mapping[str, tuple[Audience, ...]]
"""Short names in small letters that the document itself explains, and whom they mean."""

_QUOTED = re.compile(r"«[^«»]*»|\"[^\"]*\"|“[^“”]*”|„[^„“”]*[“”]")
_NAMES = {
    Audience.DEPARTMENT: re.compile(
        r"(управлени|отдел)\w*( \w+)? образовани|\b(департамент|комитет)"
        r"|\b(горуо|гороно|районо|роно|моуо|уо)\b|\bначальник\w* управления(?= *([,;(]|$))"
    ),
    Audience.COORDINATOR: re.compile(
        r"\bцко|координатор|методическ\w+ (центр|кабинет|служб)|методологическ|\b(имц|гмц|рмк|имк)\b"
        r"|координационн\w+ групп|муниципальн\w+ рабоч\w+ групп"
    ),
    Audience.SCHOOLS: re.compile(
        r"образовательн\w+ (учреждени|организаци)|\bшкол|\b(м?[бак]?оу|оо|сош|оош|нош)\b|гимнази|лице[йея]"
        r"|директор\w*\b(?! (департамент|мку|центр|цко|имц|гмц|институт))|\bкл(ассн\w+|\.) ?рук"
        r"|(советник\w*|замест\w+|зам\.?) (директора )?по (вр|увр|воспит)|\b(соц|социальн\w+)\.? ?педагог"
    ),
}


def audience_of(executors: str, known: Abbreviations | None = None) -> tuple[Audience, ...]:
    """The groups named, in their fixed order; none where no name is known.

    What an organisation is called does not make it a school: «Центр … образовательных учреждений».
    """
    words = _folded(executors)
    outside_names = _QUOTED.sub(" ", words)
    texts = {Audience.SCHOOLS: outside_names}
    found = {group for group, names in _NAMES.items() if names.search(texts.get(group, words))}
    for short, groups in (known or {}).items():
        if re.search(rf"(?<!\w){re.escape(short)}(?!\w)", words):
            found.update(groups)
    return tuple(group for group in Audience if group in found)


def _folded(text: str) -> str:
    return " ".join(text.lower().replace("ё", "е").split())


# Names that the document explains: «МКУ "Центр …" (далее – ЦРО)»

_EXPLAINED = re.compile(
    r"(?P<full>[^();]{4,200}?)\s*\((?:далее|сокращ[её]нно)(?:\s+по\s+тексту)?\s*[-–—:,]?\s*(?P<short>[^()]{2,40})\)"
)
_LONGEST_TEXT = 5_000


def abbreviations_of(texts: Iterable[str]) -> dict[str, tuple[Audience, ...]]:
    """Those whose full name is understood."""
    found: dict[str, tuple[Audience, ...]] = {}
    for text in texts:
        if len(text) > _LONGEST_TEXT or "(" not in text:
            continue
        for match in _EXPLAINED.finditer(text):
            full = re.split(r"[.,](?= )(?![^«]*»)", match["full"])[-1]
            groups = audience_of(full)
            if groups:
                found[_folded(match["short"]).strip(" «»\"'")] = groups
    return found


# One by one

_SURNAME, _INITIALS = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\b", r"[А-ЯЁ]\. ?[А-ЯЁ]\."
_PERSON = rf"{_SURNAME} {_INITIALS}|{_INITIALS} ?{_SURNAME}"
_PERSONS_APART = re.compile(rf"({_PERSON})\.?\s*(?=\S)(?![,;])")
_AGREED = re.compile(r"\s*\(по согласованию\)", re.IGNORECASE)
_APART = re.compile(r"[;\n]|,(?=\s)")
_BODY = re.compile(
    r"(Управлени[ея]|Департамент|Комитет|Отдел|Администраци[яи]|Министерств[оа]|Руководител[ьи]|Директора?|Главы?"
    r"|Зам(еститель|естители)?\b\.?|Замдиректора|Начальник|Педагоги?|Учителя?|Классные|Кл\.|Соц\.|Социальный"
    r"|Советник|Совет|Члены|Рабочая|Координационная|Муниципальн\w+|Образовательные|Общеобразовательные|Школы?"
    r"|Школьн\w+|Методист\w*|Специалист\w*|Библиотек\w*|Ответственны[йе]"
    r"|М[А-Я]{1,4}\b|ГА?[А-Я]{1,3}\b|ОО\b|ЦКО\w*|ИМЦ|ЦРО|ОСЗН|УО\b)"
)


def begins_executor(text: str) -> bool:
    """Whether this is how the name of a body, a post or a person begins."""
    return re.match(rf"{_PERSON}|{_BODY.pattern}", text) is not None


def find_executor(text: str) -> int:
    """Where in a text executors begin who are not set apart from it; -1 where none are seen."""
    found = re.search(rf"(?<=[^\s,] )(?:{_PERSON}|{_BODY.pattern})", text)
    return found.start() if found else -1


def executors_in(text: str, known: Abbreviations | None = None) -> tuple[Executor, ...]:
    """Each of them with the group it belongs to. Commas within quotes and clauses do not separate."""
    found: list[Executor] = []
    for name in _names(text):
        groups = audience_of(name, known)
        found += [Executor(name, group) for group in groups] or [Executor(name, None)]
    return tuple(found)


def _names(text: str) -> list[str]:
    hidden = _QUOTED.sub(lambda match: match[0].replace(",", "\0").replace(";", "\1"), text)
    hidden = re.sub(r"\([^()]*\)", lambda match: match[0].replace(",", "\0").replace(";", "\1"), hidden)
    parts: list[str] = []
    for part in _APART.split(_PERSONS_APART.sub(r"\1; ", hidden)):
        name = " ".join(_AGREED.sub("", part).replace("\0", ",").replace("\1", ";").split()).strip(" .")
        if name and parts and name[0].islower() and _is_clause(name):
            parts[-1] = f"{parts[-1]}, {name}"
        elif name:
            parts.append(name)
    return [name if not re.search(r"[А-ЯЁ]\. ?[А-ЯЁ]$", name) else f"{name}." for name in parts]


def _is_clause(name: str) -> bool:
    """«организации, осуществляющие …» is one executor, «классные руководители, педагоги» are two."""
    return re.match(r"\w+(ющ|ащ|ящ|вш|нн|емы|имы)\w*\b|котор", name) is not None

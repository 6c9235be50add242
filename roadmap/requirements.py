"""What a control indicator asks for, and which of it a file is: by stems of Russian words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from roadmap.names import normalise_name

SHORTEST, LONGEST, MOST = 2, 60, 12
"""Of the name of a part: characters. `MOST`: parts of one activity."""

LINK = "ссылка"
_CASES = "(?:а|у|ом|е|ы|ов|ам|ами|ах)?"
_FEMALE = "(?:а|и|е|у|ой|ам|ами|ах)?"
_ON_SITE = r"(?:размещ|публик|опубликов)\w*(?=.* (?:сайт|новост|анонс|портал|интернет|сообществ|соцсет))"
# Latin spellings are those of file names. What is published is sent as a link, whatever it is.
_STEMS = {
    LINK: rf"{_ON_SITE}|ссыл(?:к\w*|ок)|(?:сайт|портал){_CASES}",
    "протокол": rf"протокол{_CASES}|protokol\w*",
    "приказ": rf"приказ{_CASES}|prikaz\w*",
    "анализ": rf"анализ{_CASES}|аналитическ\w+(?! справк)|analiz\w*",
    "договор": rf"договор{_CASES}|соглашени\w+|dogovor\w*",
    "справка": rf"справ(?:к{_FEMALE}|ок)|spravka\w*",
    "план": rf"план{_CASES}|plan",
    "фото": r"фото\w*|фотографи\w+|foto\w*|photo\w*",
    "отчёт": rf"отчет{_CASES}|otchet\w*",
    "письмо": r"пис(?:ьм\w*|ем)|pismo\w*",
    "программа": r"программ(?:а|ы|у|е|ой|)?|programma\w*",
    "концепция": r"концепци\w+",
    "дорожная карта": r"дорожн\w+ карт\w*",
}
_PATTERNS = {name: re.compile(rf"(?<!\w)(?:{stems})(?!\w)") for name, stems in _STEMS.items()}
_CLAUSES = re.compile(r"[,;.\n]|\s(?:и|а также)\s", re.IGNORECASE)
_SIGNS = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W\d]{4,}")
_STEM = 5


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things that the evidence for an activity must have."""

    id: int
    name: str


@lru_cache(maxsize=512)
def asked_for(indicator: str) -> tuple[str, ...]:
    """In the order in which they are said; of «анализ реализации планов» it is the analysis alone."""
    first = (_kinds(clause)[:1] for clause in _CLAUSES.split(indicator))
    return tuple(dict.fromkeys(kind for kinds in first for kind in kinds))


def still_asked(indicator: str, parts: Sequence[Part]) -> tuple[str, ...]:
    """What the indicator asks for, and none of the parts is."""
    there = {kind for part in parts for kind in _kinds(part.name)[:1]}
    return tuple(kind for kind in asked_for(indicator) if kind not in there)


def likely_part(texts: Iterable[str | None], parts: Sequence[Part]) -> int | None:
    """The one part that a file's name or caption speaks of; None when it is none or several."""
    said = _plain(" ".join(text for text in texts if text))
    found = [part.id for part in parts if _speaks_of(said, part.name)]
    return found[0] if len(found) == 1 else None


def link_part(parts: Sequence[Part]) -> int | None:
    """The part that any address is, if there is one such."""
    found = [part.id for part in parts if LINK in _kinds(part.name)]
    return found[0] if len(found) == 1 else None


def _kinds(text: str) -> list[str]:
    """The kinds of documents in a text, in the order in which they stand there."""
    plain = _plain(text)
    found = ((match.start(), kind) for kind, stems in _PATTERNS.items() if (match := stems.search(plain)))
    return [kind for _, kind in sorted(found)]


def _speaks_of(said: str, name: str) -> bool:
    """Of the kind that the name is; of all its longer words, where it is of no kind."""
    kinds = _kinds(name)
    if kinds:
        return _PATTERNS[kinds[0]].search(said) is not None
    stems = [word[:_STEM] for word in _WORD.findall(_plain(name))]
    return bool(stems) and all(re.search(rf"(?<!\w){stem}", said) for stem in stems)


def _plain(text: str) -> str:
    return _SIGNS.sub(" ", normalise_name(text))

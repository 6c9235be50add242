"""What evidence is asked for in words: «школа 20 март», «что школа 20 сделала в марте», «№ 8 принятые»."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roadmap.evidence_search import Chosen, Field, Outcome
from roadmap.names import normalise_name
from roadmap.search import matches

_MONTHS = (
    ("январ", "jan"),
    ("феврал", "feb"),
    ("март", "mar"),
    ("апрел", "apr"),
    ("май", "мая", "мае", "may"),
    ("июн", "jun"),
    ("июл", "jul"),
    ("август", "aug"),
    ("сентябр", "sep"),
    ("октябр", "oct"),
    ("ноябр", "nov"),
    ("декабр", "dec"),
)
_STATES = {
    Outcome.ACCEPTED: ("принят", "accepted"),
    Outcome.RETURNED: ("возвращ", "вернул", "вернут", "returned"),
    Outcome.SUBMITTED: ("на проверке", "ждет проверки", "in review", "waiting"),
}
_YEAR = re.compile(r"\b(20\d\d)(?: год[ауе]?\b| г\b)?")
_ACTIVITY = re.compile(r"(?:\bмероприяти\w*|\bпункт\w*|\bп\.|\bactivity)\s*№?\s*(\d{1,4})\b")
_NUMBER = re.compile(r"№\s*(\d{1,4})\b")
_SCHOOL = re.compile(r"\b(?:школ\w*|school)\b")
_IDLE_WORDS = """
    что какие покажи показать сделал сделала сделано сдал сдала сдано сдали было за в во по и от из для
    подтверждения подтверждение what did do in for the of show evidence
"""
_IDLE = frozenset(_IDLE_WORDS.split())


@dataclass(frozen=True, slots=True)
class Asked:
    """What was understood. `schools`: several fit the words; `unclear`: words that nothing fits."""

    chosen: Chosen
    schools: tuple[int, ...] = ()
    unclear: str = ""


def understand(
    text: str,
    start: Chosen,
    schools: Mapping[int, str],
    activities: Sequence[tuple[int, int]],
    months: Sequence[str],
    year: int,
) -> Asked:
    """Narrow `start` down by the words.

    `activities` are positions with ids; `months` («YYYY-MM») those that the roadmap has, and `year` is that
    of a month which it hasn't.
    """
    chosen, rest = _with_state(normalise_name(text), start)
    chosen, rest = _with_month(rest, chosen, months, year)
    chosen, rest = _with_activity(rest, chosen, dict(activities))
    rest = " ".join(word for word in re.split(r"[\s,.?!]+", rest) if word and word not in _IDLE)
    return _with_school(rest, chosen, schools) if rest else Asked(chosen)


def _with_state(text: str, chosen: Chosen) -> tuple[Chosen, str]:
    for outcome, stems in _STATES.items():
        for stem in stems:
            if found := re.search(rf"\b{stem}\w*", text):
                return chosen.with_(Field.STATE, outcome), _cut(text, found)
    return chosen, text


def _with_month(text: str, chosen: Chosen, months: Sequence[str], year: int) -> tuple[Chosen, str]:
    for number, stems in enumerate(_MONTHS, 1):
        found = re.search(rf"\b(?:{'|'.join(stems)})\w*", text)
        if found is None:
            continue
        text = _cut(text, found)
        said = _YEAR.search(text)
        if said is not None:
            return chosen.with_(Field.MONTH, f"{said[1]}-{number:02}"), _cut(text, said)
        of_roadmap = (month for month in months if month.endswith(f"-{number:02}"))
        return chosen.with_(Field.MONTH, next(of_roadmap, f"{year}-{number:02}")), text
    return chosen, text


def _with_activity(text: str, chosen: Chosen, activities: Mapping[int, int]) -> tuple[Chosen, str]:
    """«№ 8» is an activity unless a school is spoken of right before it."""
    found = _ACTIVITY.search(text)
    if found is None and not _SCHOOL.search(text):
        found = _NUMBER.search(text)
    if found is None or int(found[1]) not in activities:
        return chosen, text
    return chosen.with_(Field.ACTIVITY, activities[int(found[1])]), _cut(text, found)


def _with_school(words: str, chosen: Chosen, schools: Mapping[int, str]) -> Asked:
    """By the words as they are, else without «школа», for a lyceum is called one too."""
    spoken = _SCHOOL.sub("школа", words)
    for word in (spoken, _SCHOOL.sub("", words).strip()):
        found = tuple(school for school, name in schools.items() if word and matches(word, name))
        if len(found) == 1:
            return Asked(chosen.with_(Field.SCHOOL, found[0]))
        if found:
            return Asked(chosen, found)
    return Asked(chosen, unclear=words)


def _cut(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"

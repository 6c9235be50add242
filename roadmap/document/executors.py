"""Whom the words in the executors' column mean."""

import re
from enum import StrEnum


class Audience(StrEnum):
    DEPARTMENT = "department"
    COORDINATOR = "coordinator"
    SCHOOLS = "schools"


_QUOTED = re.compile(r"«[^«»]*»|\"[^\"]*\"")
_NAMES = {
    Audience.DEPARTMENT: re.compile(
        r"(управлени|отдел)\w*( \w+)? образовани|\b(департамент|комитет)|\b(горуо|гороно|роно)\b"
    ),
    Audience.COORDINATOR: re.compile(
        r"\bцко|координатор|методическ\w+ (центр|кабинет|служб)|методологическ|\b(имц|гмц|рмк)\b"
    ),
    Audience.SCHOOLS: re.compile(
        r"образовательн\w+ (учреждени|организаци)|\bшкол|\b(м?[бак]?оу|оо|сош|оош)\b|гимнази|лице[йея]"
        r"|директор"
    ),
}


def audience_of(executors: str) -> tuple[Audience, ...]:
    """The groups named, in their fixed order; none where no name is known.

    What an organisation is called does not make it a school: «Центр … образовательных учреждений».
    """
    words = " ".join(executors.lower().replace("ё", "е").split())
    outside_names = _QUOTED.sub(" ", words)
    texts = {Audience.SCHOOLS: outside_names}
    return tuple(group for group, names in _NAMES.items() if names.search(texts.get(group, words)))

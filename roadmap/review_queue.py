"""Which part of the queue of packages a reviewer is going through. It travels in the buttons."""

import re
from dataclasses import dataclass
from enum import StrEnum

from roadmap.errors import UserError

_WORD = re.compile(r"([as])([1-9]\d{0,14})")


class Of(StrEnum):
    ALL = ""
    ACTIVITY = "a"
    SCHOOL = "s"
    CURATORS = "c"  # what the coordinator sees of the curators' part


@dataclass(frozen=True, slots=True)
class Shelf:
    """`id` is the activity's or the school's; 0 where there is none."""

    of: Of = Of.ALL
    id: int = 0

    @property
    def word(self) -> str:
        """As it stands in a button: «», «a12», «s7», «c»."""
        return f"{self.of.value}{self.id}" if self.id else self.of.value

    @classmethod
    def of_word(cls, word: str) -> "Shelf":
        """Raises UserError for what no button of ours has."""
        if word in {Of.ALL.value, Of.CURATORS.value}:
            return cls(Of(word))
        found = _WORD.fullmatch(word)
        if found is None:
            raise UserError("refused")
        return cls(Of(found[1]), int(found[2]))


EVERYTHING = Shelf()

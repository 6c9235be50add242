"""What buttons carry that lead to schools: their list, the card of one, what is done to it."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.keyboards.common import short, short_school
from db.queries.schools import SchoolLine


class SchoolList(CallbackData, prefix="schools"):
    page: int = 0
    archived: bool = False


class AddSchools(CallbackData, prefix="schadd"):
    """Ask for names."""


class SchoolOpen(CallbackData, prefix="school"):
    """The card of a school."""

    id: int
    page: int = 0


class SchoolRename(CallbackData, prefix="schname"):
    """Ask for the new name."""

    id: int


class Detail(StrEnum):
    SHORT_NAME = "short"
    NOTE = "note"


class SchoolDetail(CallbackData, prefix="schmore"):
    """Ask for what stands beside the name."""

    id: int
    what: Detail


class SchoolArchive(CallbackData, prefix="scharch"):
    id: int


class SchoolRestore(CallbackData, prefix="schback"):
    id: int


def school_label(school: SchoolLine) -> str:
    """A school on a button: as people call it in short, else by its name."""
    return short(school.short_name) if school.short_name else short_school(school.name)

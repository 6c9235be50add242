"""A file that answers a message of the bot's belongs to the assignment of which that message speaks.

Which one that is, the buttons below the message tell: they carry ids. So it needs no memory of what was sent.
"""

from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import datetime

from aiogram.filters.callback_data import CallbackData
from aiogram.types import Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.keyboards.evidence import CancelEvidence, Done, ListFiles, SubmitEvidence, WithdrawPackage
from bot.keyboards.tasks import OpenTask, OpenTaskBelow, ShowFiles
from db.models import EvidenceState
from db.queries.assignments import assignment_details, assignment_of
from db.queries.evidence import Package
from handlers.evidence import open_for
from roadmap.access import Actor, may_submit
from roadmap.standing import AWAITED

_ASSIGNMENTS: dict[type[CallbackData], Callable[..., int]] = {
    OpenTask: lambda pressed: int(pressed.id),
    OpenTaskBelow: lambda pressed: int(pressed.id),
    SubmitEvidence: lambda pressed: int(pressed.assignment_id),
}
_PACKAGES: tuple[type[CallbackData], ...] = (Done, CancelEvidence, ListFiles, WithdrawPackage, ShowFiles)


async def answered_assignments(event: Message, session: AsyncSession) -> set[int]:
    """Ids of the assignments of which the answered message speaks; empty where there are none."""
    assignments, packages = _named(event.reply_to_message)
    for evidence_id in packages:
        if (facts := await assignment_of(session, evidence_id)) is not None:
            assignments.add(facts.id)
    return assignments


async def package_for_answer(
    session: AsyncSession, assignments: Collection[int], actor: Actor, now: datetime
) -> Package | None:
    """The package of the one assignment that is answered, opened for the person.

    None where there are several, or where nothing is awaited from this person: then the person is asked.
    """
    if len(assignments) != 1:
        return None
    details = await assignment_details(session, next(iter(assignments)))
    if details is None or details.facts.status not in AWAITED:
        return None
    if not may_submit(actor, details.facts.assignee, details.facts.school_id):
        return None
    package = await open_for(session, actor, details.facts.id, now)
    return package if package.state is EvidenceState.COLLECTING else None


def _named(answered: Message | None) -> tuple[set[int], set[int]]:
    """Ids of the assignments and of the packages in the buttons below a message."""
    assignments: set[int] = set()
    packages: set[int] = set()
    keyboard = answered.reply_markup if answered is not None else None
    for button in (button for row in keyboard.inline_keyboard for button in row) if keyboard else ():
        data = button.callback_data or ""
        prefix = data.partition(":")[0]
        with suppress(TypeError, ValueError):  # a button of an older version names nothing
            for kind, id_of in _ASSIGNMENTS.items():
                if prefix == kind.__prefix__:
                    assignments.add(id_of(kind.unpack(data)))
            for kind in _PACKAGES:
                if prefix == kind.__prefix__:
                    packages.add(int(kind.unpack(data).model_dump()["evidence_id"]))
    return assignments, packages

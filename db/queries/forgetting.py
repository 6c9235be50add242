"""The traces of a person who leaves: where else their name or their chat stands, beside the person's own row.

What people typed as a sentence (comments, reasons, notes, announcements, names of files) belongs to the
school's record and stays as it is. Where a name stands as a name it goes.
"""

from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Archive, Attendance, EvidenceFile, Invitation, PendingInput, PeopleDraft, Snooze
from roadmap.names import normalise_name

Words = list[str]
"""A name as compared: people write the same one as «Анна Тестова» and «Тестова Анна»."""


async def forget_traces(session: AsyncSession, person_id: int, name: str, left_name: str) -> None:
    """Blank the name in what others keep, and the platform's id of the chat; `left_name` stands in for it."""
    for model in (Archive, Snooze):
        await session.execute(delete(model).where(model.person_id == person_id))
    # The key of chat and message stays unique.
    await session.execute(
        update(EvidenceFile).where(EvidenceFile.person_id == person_id).values(chat_id=-person_id)
    )
    key = _words(name)
    await _forget_invitations(session, person_id, key)
    await _forget_attendance(session, key, left_name)
    await _forget_lists(session, key)
    await _forget_typed(session, key)


async def _forget_invitations(session: AsyncSession, person_id: int, key: Words) -> None:
    """Theirs, and any other made for the same name: a coordinator may have sent several."""
    named = await session.execute(
        select(Invitation.id, Invitation.name).where(
            or_(Invitation.name.is_not(None), Invitation.note.is_not(None))
        )
    )
    same = [one.id for one in named if one.name and _words(one.name) == key]
    await session.execute(
        update(Invitation)
        .where(or_(Invitation.used_by == person_id, Invitation.id.in_(same)))
        .values(name=None, note=None)
    )


async def _forget_attendance(session: AsyncSession, key: Words, left_name: str) -> None:
    """Somebody may have said that this person comes to a meeting in their place."""
    named = await session.execute(
        select(Attendance.id, Attendance.substitute).where(Attendance.substitute.is_not(None))
    )
    same = [one.id for one in named if one.substitute and _words(one.substitute) == key]
    await session.execute(update(Attendance).where(Attendance.id.in_(same)).values(substitute=left_name))


async def _forget_lists(session: AsyncSession, key: Words) -> None:
    """A list that waits for a coordinator keeps its schools, and loses the person."""
    for draft in (await session.scalars(select(PeopleDraft))).all():
        if _has(draft.rows, key):
            draft.rows = _without(draft.rows, key)
    await session.flush()


async def _forget_typed(session: AsyncSession, key: Words) -> None:
    """Somebody may be in the middle of typing the name; that is asked anew."""
    waiting = await session.execute(select(PendingInput.person_id, PendingInput.payload))
    same = [one.person_id for one in waiting if _has(one.payload, key)]
    await session.execute(delete(PendingInput).where(PendingInput.person_id.in_(same)))


def _words(name: str) -> Words:
    return sorted(normalise_name(name).split())


def _has(value: Any, key: Words) -> bool:  # noqa: ANN401 -- JSON
    if isinstance(value, str):
        return _words(value) == key
    if isinstance(value, dict):
        return any(_has(one, key) for one in value.values())
    return isinstance(value, list) and any(_has(one, key) for one in value)


def _without(value: Any, key: Words) -> Any:  # noqa: ANN401 -- JSON
    if isinstance(value, dict):
        return {
            name: "" if isinstance(one, str) and _has(one, key) else _without(one, key)
            for name, one in value.items()
        }
    if isinstance(value, list):
        return [_without(one, key) for one in value if not (isinstance(one, str) and _has(one, key))]
    return value

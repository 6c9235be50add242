"""Last year's roadmap taken over: a draft of the next, and what was set up for single activities."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Activity, Roadmap, RoadmapDraft, School
from db.queries.kept_reading import RoadmapYear, kept_reading, roadmap_of
from db.queries.required_parts import hand_on_parts
from roadmap.calendar import last_known_year
from roadmap.newyear import in_a_new_year


@dataclass(frozen=True, slots=True)
class NewYear:
    """What would be taken over, and for which year.

    `is_there`: the year has a roadmap already; `is_calendar_known`: its transferred days off are decreed.
    """

    source: RoadmapYear
    activities: int
    year: int
    is_there: bool

    @property
    def is_calendar_known(self) -> bool:
        return self.year <= last_known_year()


async def new_year(session: AsyncSession, today: date) -> NewYear | None:
    """The roadmap that counts on the local date goes into the next year, or into this one if it is older.

    None where there is no roadmap at all.
    """
    source = await roadmap_of(session, today, None)
    if source is None:
        return None
    year = max(source.year + 1, today.year)
    activities = select(func.count()).where(Activity.roadmap_id == source.id, Activity.removed_at.is_(None))
    return NewYear(
        source,
        (await session.scalar(activities)) or 0,
        year,
        is_there=await session.scalar(select(Roadmap.id).where(Roadmap.year == year)) is not None,
    )


async def take_over(
    session: AsyncSession, new: NewYear, by: int, now: datetime, *, same_schools: bool
) -> int | None:
    """Keep the draft, in place of any other; its id. None where the roadmap is gone.

    What was decided stays: for whom activities are, which are not watched, the reminders. With other schools
    none takes part until it is ticked.
    """
    reading = await kept_reading(session, new.source.id)
    source = await session.get(Roadmap, new.source.id)
    if reading is None or source is None:
        return None
    later = in_a_new_year(reading, new.year - new.source.year)
    await session.execute(delete(RoadmapDraft))
    draft = RoadmapDraft(
        created_by=by,
        created_at=now,
        source_name=later.title,
        reading=later.to_json(),
        left_out=await _unwatched(session, source.id),
        excluded_school_ids=source.excluded_school_ids if same_schools else await _all_schools(session),
        ladder=source.ladder,
        new_year_of_id=source.id,
    )
    session.add(draft)
    await session.flush()
    return draft.id


async def _in_order(session: AsyncSession, roadmap_id: int) -> list[Activity]:
    """As `kept_reading` numbers them."""
    found = await session.scalars(
        select(Activity)
        .where(Activity.roadmap_id == roadmap_id, Activity.removed_at.is_(None))
        .order_by(Activity.position, Activity.id)
    )
    return list(found)


async def _unwatched(session: AsyncSession, roadmap_id: int) -> list[int]:
    there = await _in_order(session, roadmap_id)
    return [number for number, one in enumerate(there, start=1) if not one.is_watched]


async def _all_schools(session: AsyncSession) -> list[int]:
    return sorted(await session.scalars(select(School.id)))


async def hand_on_settings(session: AsyncSession, source_id: int, roadmap_id: int) -> None:
    """Single activities keep the reminders, the rhythm and the evidence that were set for them last year."""
    before = await _in_order(session, source_id)
    after = await _in_order(session, roadmap_id)
    pairs = list(zip(before, after, strict=False))
    for old, new in pairs:
        new.ladder, new.rhythm, new.takes_office = old.ladder, old.rhythm, old.takes_office
    await session.flush()
    await hand_on_parts(session, {old.id: new.id for old, new in pairs})

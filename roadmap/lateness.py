"""How late a message is: what a trouble has cost it counts; what person or calendar asked for does not."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from roadmap.hearing import Hearing, Manner, earliest

BRIEF = timedelta(hours=1)
"""So short a trouble before a night, a weekend or holidays doesn't make these count."""


def counted_from(
    manner: Manner,
    hearing: Hearing,
    due_at: datetime,
    now: datetime,
    until: datetime,
    zone: ZoneInfo,
    day: date | None = None,
) -> datetime:
    """Return from when on a message is late that waits from `now` until `until`; all moments are UTC.

    `due_at` is when it should have been said, as known before: a digest on the first day of which it speaks.
    `day` is the one that it belongs to. Without a trouble that is `until`. After one, nights and weekends
    count in full; a silence or a pause of the person's does not, but what was lost before it is kept.
    """
    could = earliest(manner, hearing, due_at, zone)
    if could > now:
        could = earliest(manner, _without_wishes(hearing), due_at, zone)
    lost = max(now - could, timedelta())
    if lost <= BRIEF:
        return until
    is_wish = until > earliest(manner, _without_wishes(hearing), now, zone, day)
    return until - lost if is_wish else could


def _without_wishes(hearing: Hearing) -> Hearing:
    return Hearing(digest_hour=hearing.digest_hour)

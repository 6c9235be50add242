"""The ladders a coordinator can choose: ready-made ones, and steps as they are typed."""

import re
from dataclasses import replace
from enum import StrEnum

from roadmap.errors import UserError
from roadmap.ladder import DEFAULT_LADDER, Ladder

EARLIEST_STEP_DAYS = 90
STEPS_AT_MOST = 10
_TOKEN = re.compile(r"\d+|[^\s,;.\d]+")
_SAID_BESIDE = frozenset(["за", "и", "день", "дня", "дней", "and", "day", "days", "before"])
_DIGITS = 3


class Ready(StrEnum):
    """A ready-made ladder."""

    USUAL = "usual"
    GENTLE = "gentle"
    FREQUENT = "frequent"


READY = {
    Ready.USUAL: DEFAULT_LADDER,
    Ready.GENTLE: Ladder(before=(7, 1, 0), overdue_every=5, overdue_times=3),
    Ready.FREQUENT: Ladder(before=(14, 10, 7, 5, 3, 2, 1, 0), overdue_every=2, overdue_times=8),
}


def ready_of(ladder: Ladder) -> Ready | None:
    """Return which ready-made ladder it is, None for one's own."""
    return next((ready for ready, known in READY.items() if known == ladder), None)


def typed_steps(text: str, ladder: Ladder) -> Ladder:
    """Return `ladder` with the steps before the due date as typed: «14, 7, 1»; 0 is the day itself.

    Raises UserError when there are none, too many, or one is further off than `EARLIEST_STEP_DAYS`.
    """
    tokens = _TOKEN.findall(text.casefold())
    numbers = [token for token in tokens if token not in _SAID_BESIDE]
    if not numbers or not all(number.isdecimal() and len(number) <= _DIGITS for number in numbers):
        raise UserError("ladder-unclear")
    steps = sorted({int(number) for number in numbers}, reverse=True)
    if len(steps) > STEPS_AT_MOST:
        raise UserError("ladder-too-many", limit=STEPS_AT_MOST)
    if steps[0] > EARLIEST_STEP_DAYS:
        raise UserError("ladder-too-early", days=EARLIEST_STEP_DAYS)
    return replace(ladder, before=tuple(steps))

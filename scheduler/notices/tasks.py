"""The day's digest of what a person owes, and for a coordinator of what schools have owed for long."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.screens.digest import Digest, digest_screen
from bot.screens.screen import Screen
from bot.screens.tasks import Listed, in_order
from db.queries.assignments import own_assignments
from db.queries.digests import Reach, last_digests, left_out_since
from db.queries.lagging import lagging_schools
from db.queries.reminders import is_paused, owed_since, paces_of, snoozes_of
from db.queries.substitutes import covered_schools, stood_in_for, substitutes_on
from roadmap.access import Role
from roadmap.escalation import CURATOR_AFTER, is_late_by, late_since
from roadmap.ladder import USUAL_PACE, Pace, not_before, overdue_by, speaks
from roadmap.snooze import silent_until
from roadmap.standing import AWAITED, AssignmentStatus
from roadmap.worklist import Heading, rank, view_of
from scheduler.notices import Renderers, Speech

IN_REVIEW = frozenset({AssignmentStatus.SUBMITTED})
RECENT = timedelta(days=7)
"""How long what has just begun stays in the digest though its due date is far off."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What decides whether an assignment stands in a digest. The days are local.

    `since` is the last day said before, `recent` that from which on what has begun is news; `owed_on`: since
    when an answer is owed to each.
    """

    today: date
    since: date
    recent: date
    owed_on: dict[int, date]
    paces: dict[int, Pace]
    snoozes: dict[int, date]
    is_curator: bool


async def render_digest(session: AsyncSession, payload: dict[str, Any], speech: Speech) -> Screen | None:
    """What is owed now. `since` in the payload is the last date planned: all steps after it are said."""
    person = speech.actor.id
    if await is_paused(session, person, speech.today):
        return None
    reach = Reach.from_json(payload)
    if not reach.is_anyway and person in await substitutes_on(session, speech.today, speech.zone):
        return None
    standing = in_order(await own_assignments(session, speech.actor, AWAITED | IN_REVIEW), speech.today)
    digest = Digest(
        await _own(session, standing, reach, speech), Counter(view_of(one.under) for one in standing)
    )
    if speech.actor.is_coordinator and not reach.is_theirs_alone:
        last = (await last_digests(session, [person])).get(person)
        digest = replace(
            digest,
            lagging=await lagging_schools(session, speech.today, speech.zone),
            left_out=await left_out_since(session, last),
        )
    return None if digest.is_empty else digest_screen(digest, speech.t, speech.today)


async def _own(
    session: AsyncSession, standing: Sequence[Listed], reach: Reach, speech: Speech
) -> list[Listed]:
    """The person's own and what they look after for somebody else, the most urgent first.

    Among what is equally urgent, first what the digest is for.
    """
    today, since = speech.today, reach.since
    owed = [item for item in standing if item.facts.status in AWAITED]
    only = reach.instead_of if reach.is_theirs_alone else None
    away = await covered_schools(session, speech.actor.id, today, only)
    if reach.is_theirs_alone:
        owed = [item for item in owed if item.facts.school_id in away]
    scope = Scope(
        today,
        not_before(today, since),
        min(today - RECENT, since) if since is not None else today - RECENT,
        await owed_since(session, [item.facts.id for item in owed], speech.zone),
        await paces_of(session, {item.facts.occurrence_id for item in owed}),
        await _snoozes(session, owed, away, speech),
        Role.CURATOR in speech.actor.roles,
    )
    listed = [_shown(item, scope, away) for item in owed if _is_worth_saying(item, scope)]
    called = {item.facts.occurrence_id for item in listed if item.is_called}
    return sorted(
        listed,
        key=lambda item: rank(item.under, item.facts.due, is_called=item.facts.occurrence_id in called),
    )


async def _snoozes(
    session: AsyncSession, owed: Sequence[Listed], away: Mapping[int, str], speech: Speech
) -> dict[int, date]:
    """What the person has put off; of what they look after for others alone, what those have too."""
    person = speech.actor.id
    put_off = await snoozes_of(session, [person])
    if others := await stood_in_for(session, person, speech.today):
        covered = {item.facts.id for item in owed if item.facts.school_id in away}
        both = await snoozes_of(session, [person, *others])
        put_off |= {task: until for task, until in both.items() if task in covered}
    return {
        item.facts.id: silent_until(put_off[item.facts.id], item.facts.due)
        for item in owed
        if item.facts.id in put_off
    }


def _is_worth_saying(found: Listed, scope: Scope) -> bool:
    """What presses, was returned, or has had a step or the end of a snooze since the last was said."""
    facts = found.facts
    if _is_lagging(found, scope):
        return True
    until = scope.snoozes.get(facts.id)
    if until is not None and until > scope.today:
        return False
    if found.under not in {Heading.STARTED, Heading.AHEAD}:
        return True
    return _is_called(found, scope, scope.recent)


def _is_called(found: Listed, scope: Scope, since: date) -> bool:
    """Whether a step, the end of a snooze or the lagging of a school falls after `since`."""
    facts = found.facts
    until = scope.snoozes.get(facts.id)
    if until is not None and since < until <= scope.today:
        return True
    owed_on = scope.owed_on[facts.id]
    late_from = late_since(facts.due, owed_on)
    if _is_lagging(found, scope) and late_from in overdue_by(CURATOR_AFTER, scope.today, since):
        return True
    pace = scope.paces.get(facts.occurrence_id, USUAL_PACE)
    return speaks(facts.start, facts.due, scope.today, since, pace, owed_on)


def _shown(found: Listed, scope: Scope, away: dict[int, str]) -> Listed:
    under = Heading.LAGGING if _is_lagging(found, scope) else found.under
    school = found.facts.school_id
    instead_of = away.get(school) if school is not None else None
    return Listed(under, found.facts, instead_of, _is_called(found, scope, scope.since))


def _is_lagging(found: Listed, scope: Scope) -> bool:
    """A curator hears of a school that is days behind whatever they have put off."""
    facts = found.facts
    is_school = scope.is_curator and facts.school_id is not None
    late_from = late_since(facts.due, scope.owed_on[facts.id])
    return is_school and is_late_by(CURATOR_AFTER, late_from, scope.today)


RENDERERS: Renderers = {"digest": render_digest}

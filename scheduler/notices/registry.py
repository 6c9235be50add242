"""All kinds of outbox messages with their renderers."""

from scheduler.notices import (
    Renderers,
    announcements,
    evidence,
    meetings,
    moves,
    not_applicable,
    people,
    review,
    roadmap,
    roster,
    substitutes,
    successors,
    surveys,
    tasks,
)

RENDERERS: Renderers = {
    **people.RENDERERS,
    **announcements.RENDERERS,
    **tasks.RENDERERS,
    **review.RENDERERS,
    **not_applicable.RENDERERS,
    **evidence.RENDERERS,
    **roadmap.RENDERERS,
    **roster.RENDERERS,
    **moves.RENDERERS,
    **meetings.RENDERERS,
    **surveys.RENDERERS,
    **substitutes.RENDERERS,
    **successors.RENDERERS,
}

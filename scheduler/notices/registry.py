"""All kinds of outbox messages with their renderers."""

from scheduler.notices import Renderers, people, review, tasks

RENDERERS: Renderers = {**people.RENDERERS, **tasks.RENDERERS, **review.RENDERERS}

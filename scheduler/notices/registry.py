"""All kinds of outbox messages with their renderers."""

from scheduler.notices import Renderers, people

RENDERERS: Renderers = {**people.RENDERERS}

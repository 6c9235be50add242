"""Handlers: one module per intent of a person. The order of the routers is the order in which they are asked."""

from aiogram import Router

from handlers import (
    convening,
    door,
    evidence,
    fallback,
    files,
    invitations,
    meetings,
    menu,
    people,
    review,
    roadmap,
    schools,
    settings,
    summary,
    tasks,
)


def all_routers() -> tuple[Router, ...]:
    """Fresh routers of all modules. The door stands first: nothing behind it ever sees a stranger."""
    return (
        door.router(),
        menu.router(),
        people.router(),
        schools.router(),
        invitations.router(),
        settings.router(),
        roadmap.router(),
        tasks.router(),
        review.router(),
        meetings.router(),
        convening.router(),
        summary.router(),
        evidence.router(),
        files.router(),
        fallback.router(),
    )

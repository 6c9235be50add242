"""Handlers: one module per intent of a person. The order of the routers is the order in which they are asked."""

from aiogram import Router

from handlers import evidence, fallback, files, review, roadmap, tasks


def all_routers() -> tuple[Router, ...]:
    """Fresh routers of all modules. The door stands first: nothing behind it ever sees a stranger."""
    return (
        roadmap.router(),
        tasks.router(),
        review.router(),
        evidence.router(),
        files.router(),
        fallback.router(),
    )

"""Handlers: one module per intent of a person. They are asked in the order of the routers."""

from aiogram import Router

from handlers import (
    announcements,
    convening,
    documents,
    door,
    draft_activities,
    drafts,
    evidence,
    fallback,
    files,
    finding,
    invitations,
    journal,
    ladders,
    meetings,
    menu,
    newyear,
    people,
    preview,
    review,
    roadmap,
    roleless,
    roster,
    schools,
    settings,
    silence,
    snooze,
    substitutes,
    successors,
    summary,
    surveys,
    tasks,
    unheard,
    waiting_invitations,
)


def all_routers() -> tuple[Router, ...]:
    """Fresh routers of all modules.

    The door stands first: nothing behind it ever sees a stranger. Behind `roleless` everybody has a role.
    What is pressed most comes early: each handler before it is asked first.
    """
    return (
        door.router(),
        menu.router(),
        people.router(),
        schools.router(),
        roster.router(),
        finding.router(),
        successors.router(),
        invitations.router(),
        waiting_invitations.router(),
        announcements.router(),
        settings.router(),
        roleless.router(),
        tasks.router(),
        review.router(),
        silence.router(),
        substitutes.router(),
        unheard.router(),
        drafts.router(),
        newyear.router(),
        draft_activities.router(),
        ladders.router(),
        snooze.router(),
        documents.router(),
        roadmap.router(),
        preview.router(),
        journal.router(),
        meetings.router(),
        convening.router(),
        surveys.router(),
        summary.router(),
        evidence.router(),
        files.router(),
        fallback.router(),
    )

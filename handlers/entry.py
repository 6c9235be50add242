"""What happens when somebody has consented, whichever way they came: a person is made and welcomed."""

from datetime import date, datetime

from aiogram.types import Chat, User
from sqlalchemy.ext.asyncio import AsyncSession

from bot.keyboards.menu import commands_for
from bot.screens import door as screens
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from db.queries.meetings import invite_newcomer
from db.queries.memberships import enter
from db.queries.people import actor_of
from handlers.tasks import tasks_screen_for
from roadmap.access import Actor, Role
from roadmap.names import PERSON_NAME_LIMIT, clean_name


async def person_in(
    session: AsyncSession, actor: Actor, chat: Chat, user: User, t: Translator, now: datetime
) -> int:
    """The person's id; a stranger becomes one, named as on the platform, and is invited to the meetings."""
    if not actor.is_stranger:
        return actor.id
    name = clean_name(user.full_name)[:PERSON_NAME_LIMIT].rstrip() or t.plain("door-nameless")
    person_id = await enter(session, name, t.locale, chat.id, now)
    await invite_newcomer(session, person_id, now)
    return person_id


async def welcome(
    session: AsyncSession, person_id: int, role: Role, first: Screen, t: Translator, today: date
) -> Reply:
    """After the `first` screen: what to do in the role, and what is due now, lest who comes late miss it."""
    actor = await actor_of(session, person_id)
    due = await tasks_screen_for(session, actor, t, today)
    return Reply((first, screens.welcome(t, actor, role), due), commands=commands_for(actor, t))


async def welcome_coordinator(session: AsyncSession, person_id: int, first: Screen, t: Translator) -> Reply:
    """For the first one, who has everything still to do."""
    actor = await actor_of(session, person_id)
    greeting = screens.welcome(t, actor, Role.COORDINATOR)
    return Reply((first, greeting, screens.first_steps(t)), commands=commands_for(actor, t))

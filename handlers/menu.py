"""Greeting, help, and giving up what was begun."""

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message, TelegramObject
from sqlalchemy.ext.asyncio import AsyncSession

from bot.filters import OUTLIVES_MENU, Asks
from bot.keyboards.common import Cancel, Stay
from bot.keyboards.menu import Section, commands_for
from bot.screens import menu as screens
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from db.queries.pending import Pending, forget_input
from db.queries.people import names_of, people_with
from roadmap.access import Actor, Role

COORDINATORS_NAMED = 3


class Says(Filter):
    """One of the commands, with or without the bot's name behind it."""

    def __init__(self, *commands: str) -> None:
        self.commands = frozenset(f"/{command}" for command in commands)

    async def __call__(self, event: Message) -> bool:
        words = (event.text or "").split(maxsplit=1)
        return bool(words) and words[0].partition("@")[0].lower() in self.commands


def router() -> Router:
    router = Router(name="menu")
    router.message.register(greet, Says("start", "menu"))
    router.message.register(cancel, Says("cancel"))
    router.message.register(explain, Asks(Section.HELP))
    router.callback_query.register(explain, Asks(Section.HELP))
    router.callback_query.register(cancel_typing, Cancel.filter())
    router.callback_query.register(stay, Stay.filter())
    return router


async def greet(_: Message, actor: Actor, t: Translator) -> Reply:
    """The menu, and the commands of the roles as they are now."""
    return Reply((screens.greeting(t, actor),), commands=commands_for(actor, t))


async def explain(_: TelegramObject, session: AsyncSession, actor: Actor, t: Translator) -> Screen:
    coordinators = await people_with(session, Role.COORDINATOR)
    others = [person for person in coordinators if person != actor.id]
    return screens.help_for(t, actor, await names_of(session, others[:COORDINATORS_NAMED]))


async def cancel(
    _: Message, session: AsyncSession, actor: Actor, t: Translator, pending: Pending | None
) -> Screen:
    if pending is None:
        return screens.say(t, actor, "menu-nothing-to-cancel")
    await forget_input(session, actor.id)
    kept = pending.kind in OUTLIVES_MENU
    return screens.say(t, actor, "menu-files-kept" if kept else "menu-cancelled")


async def cancel_typing(
    _: CallbackQuery, session: AsyncSession, actor: Actor, t: Translator, pending: Pending | None
) -> Screen:
    """The button stands below questions answered by typing; files being collected are not its business."""
    if pending is not None and pending.kind not in OUTLIVES_MENU:
        await forget_input(session, actor.id)
    return Screen(t("menu-cancelled"))


async def stay(_: CallbackQuery) -> None:
    """The number of a page: there is nothing to do but stop the button's spinner."""

"""What no other handler took: a button that is gone or not for this person, a text nobody asked for."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.keyboards.menu import menu_keyboard
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from roadmap.access import Actor


def router() -> Router:
    router = Router(name="fallback")
    router.callback_query.register(refuse_button)
    router.message.register(explain)
    return router


async def refuse_button(_: CallbackQuery, t: Translator) -> Reply:
    """Every button that the person's roles don't reach ends here, so that one sentence refuses them all."""
    return Reply(toast=t.plain("refused"), alert=True)


async def explain(_: Message, actor: Actor, t: Translator) -> Screen:
    return Screen(t("not-understood"), menu_keyboard(actor, t))

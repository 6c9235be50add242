"""Who is in but has no role any more: they settle their own affairs, and see nothing of the programme's."""

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.screens.menu import greeting
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from roadmap.access import Actor


class WithoutRole(Filter):
    async def __call__(self, event: TelegramObject, actor: Actor) -> bool:  # noqa: ARG002 -- aiogram passes it
        return not actor.roles


def router() -> Router:
    """Stands behind what is open to everybody, and before the rest."""
    router = Router(name="roleless")
    router.message.register(say_so, WithoutRole())
    router.callback_query.register(refuse_tap, WithoutRole())
    return router


async def say_so(_: Message, actor: Actor, t: Translator) -> Screen:
    return greeting(t, actor)


async def refuse_tap(_: CallbackQuery, t: Translator) -> Reply:
    return Reply(toast=t.plain("refused"), alert=True)

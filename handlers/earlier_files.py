"""«Исправить»: a new package that has the files of the returned one, to be added to and taken from."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.keyboards.review import MendPackage
from bot.screens import evidence as screens
from bot.screens.screen import Reply
from bot.texts import Translator
from db.models import EvidenceState
from db.queries import reviews
from db.queries.earlier_files import take_earlier
from handlers.evidence import open_for, package_screen, submittable
from roadmap.access import Actor
from roadmap.errors import UserError


def router() -> Router:
    router = Router(name="earlier files")
    router.callback_query.register(mend, MendPackage.filter())
    return router


async def mend(
    _: CallbackQuery,
    callback_data: MendPackage,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
) -> Reply:
    """The message with the reason stays in the chat, so the package is a message of its own."""
    returned = await reviews.package(session, callback_data.evidence_id)
    if returned is None:
        raise UserError("refused")
    await submittable(session, actor, returned.facts.id)
    if returned.state is not EvidenceState.RETURNED:
        raise UserError("refused")
    package = await open_for(session, actor, returned.facts.id, now)
    if package.state is EvidenceState.CLOSING:
        return Reply((screens.closing_screen(package, t),), in_place=False)
    taken = await take_earlier(session, returned.id, package.id)
    screen = await package_screen(session, package, actor, t)
    return Reply((screen,), toast=t.plain("review-mended-toast", count=taken), in_place=False)

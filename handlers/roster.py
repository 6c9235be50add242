"""A list of schools and people from a spreadsheet: sent, looked at, taken in one transaction; links anew."""

from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.download import LIMIT, LIMIT_MEGABYTES
from bot.filters import Awaited, Has
from bot.keyboards.roster import AskRoster, DropRoster, RenewLinks, RosterForm, RosterPage, TakeRoster
from bot.screens import roster as screens
from bot.screens.screen import Reply, Screen
from bot.texts import Translator
from db.models import DocumentPurpose
from db.queries import invitations as queries
from db.queries.incoming import expect_document
from db.queries.pending import Pending, await_input, forget_input
from db.queries.people_journal import note_made, note_revoked
from db.queries.roster import drop_roster, load_roster, planned, take_roster
from roadmap.access import Actor, Role
from roadmap.errors import UserError
from roadmap.names import clean_name

AWAITED = "people-document"
NAME_LIMIT = 100


class ListGoneError(UserError):
    """It was taken, dropped or replaced meanwhile."""

    def __init__(self) -> None:
        super().__init__("roster-gone")


def router() -> Router:
    router = Router(name="roster")
    only = Has(Role.COORDINATOR)
    router.callback_query.register(ask, AskRoster.filter(), only)
    router.callback_query.register(send_form, RosterForm.filter(), only)
    router.message.register(take_list, only, is_the_list)
    router.message.register(remind_of_list, Awaited(AWAITED), only)
    router.callback_query.register(turn, RosterPage.filter(), only)
    router.callback_query.register(take, TakeRoster.filter(), only)
    router.callback_query.register(drop, DropRoster.filter(), only)
    router.callback_query.register(renew_links, RenewLinks.filter(), only)
    return router


def is_the_list(message: Message, pending: Pending | None) -> bool:
    """Anything but a text while the list is awaited."""
    return pending is not None and pending.kind == AWAITED and message.text is None


async def ask(_: CallbackQuery, session: AsyncSession, actor: Actor, t: Translator, now: datetime) -> Screen:
    await await_input(session, actor.id, AWAITED, {}, now)
    return screens.how_to_send(t)


async def send_form(_: CallbackQuery, t: Translator) -> Reply:
    return Reply(fresh=screens.form(t))


async def remind_of_list(_: Message, t: Translator) -> Screen:
    return screens.still_waiting(t)


async def take_list(
    message: Message, session: AsyncSession, actor: Actor, t: Translator, now: datetime
) -> Reply | Screen:
    """It is fetched and read after the commit; what came of it is told then."""
    document = message.document
    if document is None:
        return screens.still_waiting(t)
    if document.file_size == 0:
        raise UserError("file-empty")
    if (document.file_size or 0) > LIMIT:
        raise UserError("file-too-big", limit=LIMIT_MEGABYTES)
    name = clean_name(document.file_name or "")[:NAME_LIMIT] or t.plain("roadmap-unnamed")
    await forget_input(session, actor.id)
    await expect_document(session, actor.id, document.file_id, name, now, DocumentPurpose.PEOPLE)
    return Reply()


async def turn(
    _: CallbackQuery, callback_data: RosterPage, session: AsyncSession, t: Translator, now: datetime
) -> Screen:
    draft = await load_roster(session, callback_data.draft_id)
    if draft is None:
        raise ListGoneError
    return screens.roster_page(t, draft, await planned(session, draft.roster, now), callback_data.page)


async def take(
    _: CallbackQuery,
    callback_data: TakeRoster,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
    bot_username: str,
) -> Reply:
    """The draft goes first: of two who press at once, the second finds none."""
    draft = await load_roster(session, callback_data.draft_id)
    if draft is None or not await drop_roster(session, draft.id):
        raise ListGoneError
    plan = await planned(session, draft.roster, now)
    made = await take_roster(session, plan, actor.id, now, zone)
    said = screens.taken(t, plan, made, bot_username, zone)
    fresh = screens.invitations_file(t, made, bot_username, zone) if made else None
    return Reply(tuple(said), fresh=fresh)


async def drop(_: CallbackQuery, callback_data: DropRoster, session: AsyncSession, t: Translator) -> Screen:
    if not await drop_roster(session, callback_data.draft_id):
        raise ListGoneError
    return screens.dropped(t)


async def renew_links(
    _: CallbackQuery,
    callback_data: RenewLinks,
    session: AsyncSession,
    actor: Actor,
    t: Translator,
    now: datetime,
    zone: ZoneInfo,
    bot_username: str,
) -> Reply | Screen:
    """New links for all that wait. The old ones stop working, so it is asked first."""
    first, last = callback_data.first, callback_data.last
    offers = await queries.awaited_offers(session, now, first, last or None)
    if not offers:
        raise UserError("roster-no-links")
    if not callback_data.sure:
        return screens.ask_links(t, len(offers), first, last)
    made = await queries.renew_all(session, offers, by=actor.id, now=now)
    for old in offers:
        await note_revoked(session, now, actor.id, old)
    for new in made:
        await note_made(session, now, actor.id, new.offer)
    said = screens.renewed(t, made, bot_username, zone)
    return Reply(tuple(said), fresh=screens.invitations_file(t, made, bot_username, zone))

"""The way in: strangers, invitations good and bad, the claim of a new bot."""

import asyncio
import re

import pytest
from sqlalchemy import func, select

from db.engine import Database
from db.models import Account, Invitation, Membership, Person, Reach
from roadmap.access import Role
from tests.city import COORDINATOR, CURATOR, OTHER_CURATOR, STRANGER, City
from tests.forging import press, refusal
from tests.phone import Phone

NEEDS_INVITATION = "нужно приглашение"


async def claim(city: City) -> None:
    assert city.app.setup_code is not None
    await city.coordinator.sends(city.app.setup_code)
    await city.coordinator.presses("Согласен")


async def add_schools(phone: Phone, *names: str) -> None:
    await phone.sends("/people")
    await phone.presses("Добавить школы")
    await phone.sends("\n".join(names))


async def invitation_for(city: City, *schools: str) -> str:
    """A curator's invitation made in the chat; the text to forward."""
    await city.coordinator.sends("/people")
    await city.coordinator.presses("Пригласить")
    await city.coordinator.presses("Пригласить куратора")
    for school in schools:
        await city.coordinator.presses(school)
    await city.coordinator.presses("Готово")
    return str((await city.coordinator.last())["text"])


def token_of(text: str) -> str:
    found = re.search(r"start=([\w-]+)", text)
    assert found, text
    return found[1]


async def ready(city: City) -> str:
    """A claimed bot with two schools; the token of an invitation for a curator of both."""
    await claim(city)
    await add_schools(city.coordinator, "Школа № 901", "Школа № 902")
    return token_of(await invitation_for(city, "Школа № 901", "Школа № 902"))


async def roles(city: City, chat_id: int) -> set[tuple[Role, int | None]]:
    database = Database(city.settings.database_url)
    async with database.look() as session:
        rows = await session.execute(
            select(Membership.role, Membership.school_id)
            .join(Account, Account.person_id == Membership.person_id)
            .where(Account.chat_id == chat_id)
        )
        found = {(row.role, row.school_id) for row in rows}
    await database.close()
    return found


async def count(city: City, model: type[Person | Account | Membership]) -> int:
    async with city.app.database.look() as session:
        return (await session.scalar(select(func.count()).select_from(model))) or 0


@pytest.mark.parametrize("text", ["/start", "/summary", "Здравствуйте", "/start nosuchtoken", "/help", "<b>"])
async def test_a_stranger_gets_one_sentence_and_learns_nothing(city: City, text: str) -> None:
    stranger = city.phone(STRANGER)
    await stranger.sends(text)
    seen = await stranger.sees_all()
    assert [message["text"] for message in seen] == [
        "Чтобы войти, нужно приглашение: попросите ссылку у муниципального координатора."
    ]
    assert await stranger.buttons() == []
    assert await count(city, Person) == 0


async def test_a_file_from_a_stranger_is_not_taken(city: City) -> None:
    await city.phone(STRANGER).sends_photo()
    await city.phone(STRANGER).sees(NEEDS_INVITATION)


async def test_the_setup_code_makes_the_coordinator_and_works_once(city: City) -> None:
    code = city.app.setup_code
    assert code is not None
    await city.coordinator.sends(f"/start {code}")
    await city.coordinator.sees("муниципальный координатор")
    await city.coordinator.presses("Согласен")
    seen = "\n".join(message["text"] for message in await city.coordinator.sees_all())
    assert "Согласие" in seen
    assert "10 января 2022" in seen
    assert "Добро пожаловать, Ольга Примерова" in seen
    assert "С чего начать" in seen
    assert "Школы и люди" in await city.coordinator.reply_buttons()
    assert "people" in await city.coordinator.commands()
    assert await roles(city, COORDINATOR) == {(Role.COORDINATOR, None)}
    await city.phone(STRANGER).sends(code)
    await city.phone(STRANGER).sees("не подходит")
    assert await roles(city, STRANGER) == set()


async def test_of_two_who_know_the_code_one_becomes_coordinator(city: City) -> None:
    code = city.app.setup_code
    assert code is not None
    await city.coordinator.sends(code)
    await city.phone(STRANGER).sends(code.replace("-", " "))
    await city.coordinator.presses("Согласен")
    await city.phone(STRANGER).presses("Согласен")
    await city.phone(STRANGER).sees_toast("не подходит")
    assert await roles(city, STRANGER) == set()


async def test_guessing_the_code_is_slowed_down(city: City) -> None:
    stranger = city.phone(STRANGER)
    for number in range(5):
        await stranger.sends(f"0000-0000-000{number}")
        await stranger.sees("не подходит")
    assert city.app.setup_code is not None
    await stranger.sends(city.app.setup_code)
    await stranger.sees("Попробуйте через час")
    await city.coordinator.sends(city.app.setup_code)
    await city.coordinator.sees("муниципальный координатор")
    await city.passes(hours=1, minutes=1)
    await stranger.sends(city.app.setup_code)
    await stranger.sees("муниципальный координатор")


async def test_a_forged_claim_counts_as_a_guess(city: City) -> None:
    assert "не для вас" in await refusal(city, STRANGER, "claim:")
    for number in range(5):
        assert "не подходит" in await refusal(city, STRANGER, f"claim:0000-0000-000{number}")
    assert "через час" in await refusal(city, STRANGER, f"claim:{city.app.setup_code}")
    assert await count(city, Person) == 0


async def test_whom_the_settings_name_claims_with_start(city: City) -> None:
    city.settings = city.settings.model_copy(update={"coordinator_ids": (COORDINATOR,)})
    await city.restarts()
    await city.coordinator.sends("/start")
    await city.coordinator.presses("Согласен")
    assert await roles(city, COORDINATOR) == {(Role.COORDINATOR, None)}
    await city.coordinator.sends("/start")
    await city.coordinator.sees("Здравствуйте, Ольга Примерова")


async def test_a_curator_enters_by_the_link(city: City) -> None:
    token = await ready(city)
    curator = city.curator
    await curator.sends(f"/start {token}")
    consent = (await curator.sees("Что бот хранит о вас и зачем"))["text"]
    assert "куратор — Школа № 901, Школа № 902" in consent
    assert "Удалить мои данные".lower() in consent.lower()
    assert await roles(city, CURATOR) == set()
    await curator.presses("Согласен(на), войти")
    seen = [message["text"] for message in await curator.sees_all()]
    assert "Вы вошли" in seen[0]
    assert "Добро пожаловать, Иван Образцов" in seen[1]
    assert len(seen) == 3
    assert {role for role, _ in await roles(city, CURATOR)} == {Role.CURATOR}
    assert len(await roles(city, CURATOR)) == 2
    assert "Школы и люди" not in await curator.reply_buttons()
    assert "people" not in await curator.commands()


async def test_who_joins_late_is_shown_what_is_due_now(small_city: City) -> None:
    city = small_city
    await city.goes_to(city.clock().replace(month=3, day=28))
    token = token_of(await invitation_for(city, "Школа № 901"))
    newcomer = city.phone(STRANGER)
    await newcomer.sends(f"/start {token}")
    await newcomer.presses("Согласен")
    last = await newcomer.last()
    assert "Школа № 901" in str(last)
    assert last["inline_keyboard"]


@pytest.mark.parametrize(
    "wrap", ["https://t.me/{bot}?start={token}", "Пересылаю: t.me/{bot}?start={token} вот"]
)
async def test_a_pasted_link_opens_too(city: City, wrap: str) -> None:
    token = await ready(city)
    bot = city.app.dispatcher["bot_username"]
    await city.curator.sends(wrap.format(bot=bot, token=token))
    await city.curator.sees("Что бот хранит о вас")
    await city.phone(STRANGER).sends(wrap.format(bot="another_bot", token=token))
    await city.phone(STRANGER).sees(NEEDS_INVITATION)


async def test_a_link_works_once(city: City) -> None:
    token = await ready(city)
    for person in (CURATOR, OTHER_CURATOR):
        await city.phone(person).sends(f"/start {token}")
    await city.curator.presses("Согласен")
    await city.phone(OTHER_CURATOR).presses("Согласен")
    await city.phone(OTHER_CURATOR).sees("уже использована")
    assert await roles(city, OTHER_CURATOR) == set()
    await city.phone(STRANGER).sends(f"/start {token}")
    await city.phone(STRANGER).sees("уже использована")
    await city.curator.sends(f"/start {token}")
    await city.curator.sees("Вы уже вошли по этой ссылке")


async def test_two_at_once_one_wins(city: City) -> None:
    token = await ready(city)
    people = (CURATOR, OTHER_CURATOR)
    await asyncio.gather(*(press(city, person, f"join:{token}") for person in people))
    assert len([person for person in people if await roles(city, person)]) == 1
    assert await count(city, Person) == 2


async def test_a_double_tap_enters_once(city: City) -> None:
    token = await ready(city)
    await asyncio.gather(*(press(city, CURATOR, f"join:{token}") for _ in range(2)))
    again = await press(city, CURATOR, f"join:{token}")
    assert "Вы уже вошли по этой ссылке" in again.screens[0].text
    assert await count(city, Person) == 2
    assert len(await roles(city, CURATOR)) == 2


async def test_an_expired_link_is_refused(city: City) -> None:
    token = await ready(city)
    await city.curator.sends(f"/start {token}")
    await city.passes(days=14, minutes=1)
    await city.curator.presses("Согласен")
    await city.curator.sees("Срок этой ссылки истёк")
    await city.curator.sends(f"/start {token}")
    await city.curator.sees("Срок этой ссылки истёк")
    assert await roles(city, CURATOR) == set()


async def test_a_revoked_link_is_refused(city: City) -> None:
    token = await ready(city)
    await city.coordinator.presses("Отозвать")
    await city.coordinator.sees_toast("больше не работает")
    await city.curator.sends(f"/start {token}")
    await city.curator.sees("Это приглашение отозвано")


async def test_a_link_to_archived_schools_alone_is_refused(city: City) -> None:
    token = await ready(city)
    for school in ("Школа № 901", "Школа № 902"):
        await city.coordinator.sends("/people")
        await city.coordinator.presses(school)
        await city.coordinator.presses("В архив")
    await city.curator.sends(f"/start {token}")
    await city.curator.sees("больше не участвуют")


async def test_not_now_leaves_everything_open(city: City) -> None:
    token = await ready(city)
    await city.curator.sends(f"/start {token}")
    await city.curator.presses("Не сейчас")
    await city.curator.sees("24 января 2022")
    assert await roles(city, CURATOR) == set()
    await city.curator.sends("/start")
    await city.curator.sees(NEEDS_INVITATION)
    await city.curator.sends(f"/start {token}")
    await city.curator.presses("Согласен")
    assert len(await roles(city, CURATOR)) == 2


async def test_a_member_gets_what_an_invitation_adds(city: City) -> None:
    await city.curator.sends(f"/start {await ready(city)}")
    await city.curator.presses("Согласен")
    await add_schools(city.coordinator, "Школа № 903")
    token = token_of(await invitation_for(city, "Школа № 903"))
    await city.curator.sends(f"/start {token}")
    shown = (await city.curator.sees("добавит вам роль"))["text"]
    assert "хранит" not in shown
    await city.curator.presses("Добавить")
    await city.curator.sees("Добавлено: куратор — Школа № 903")
    assert len(await roles(city, CURATOR)) == 3
    assert await count(city, Person) == 2


async def test_an_invitation_that_adds_nothing_is_not_used_up(city: City) -> None:
    await city.curator.sends(f"/start {await ready(city)}")
    await city.curator.presses("Согласен")
    token = token_of(await invitation_for(city, "Школа № 901"))
    await city.curator.sends(f"/start {token}")
    await city.curator.sees("У вас уже есть всё")
    await city.phone(OTHER_CURATOR).sends(f"/start {token}")
    await city.phone(OTHER_CURATOR).presses("Согласен")
    assert len(await roles(city, OTHER_CURATOR)) == 1


async def test_a_strange_name_does_no_harm(city: City) -> None:
    token = await ready(city)
    city.playground.add_person(999, "<b>Злой", "\u202eкетсеТ\u200b & Ко")
    phone = city.phone(999)
    await phone.sends(f"/start {token}")
    await phone.presses("Согласен")
    await phone.sees("Добро пожаловать, <b>Злой кетсеТ & Ко")
    await city.coordinator.sends("/people")
    await city.coordinator.sees("<b>Злой кетсеТ & Ко")


async def test_only_the_fingerprint_of_a_token_is_kept(city: City) -> None:
    token = await ready(city)
    async with city.app.database.look() as session:
        kept = (await session.scalars(select(Invitation.token_hash))).all()
    assert len(kept) == 1
    assert token not in kept[0]
    assert re.fullmatch(r"[0-9a-f]{64}", kept[0])


async def test_a_block_is_noted_and_a_message_ends_it(small_city: City) -> None:
    city = small_city
    await city.curator.blocks()
    await city.drain()
    assert await _reach(city, CURATOR) is Reach.BLOCKED
    await city.curator.unblocks()
    await city.drain()
    assert await _reach(city, CURATOR) is Reach.OK
    await city.curator.blocks()
    await city.drain()
    async with city.app.database.transaction() as session:
        account = (await session.scalars(select(Account).where(Account.chat_id == CURATOR))).one()
        account.reach = Reach.FAILING
    await city.curator.unblocks()
    await city.curator.sends("/menu")
    assert await _reach(city, CURATOR) is Reach.OK


async def _reach(city: City, chat_id: int) -> Reach:
    async with city.app.database.look() as session:
        return (await session.scalars(select(Account.reach).where(Account.chat_id == chat_id))).one()


@pytest.mark.parametrize(
    "data",
    ["schools:0:0", "go:settings", "leave:1", "invmake:coordinator:0", "scharch:1", "nonsense", "stay"],
)
async def test_buttons_are_nothing_to_a_stranger(small_city: City, data: str) -> None:
    reply = await press(small_city, STRANGER, data)
    assert NEEDS_INVITATION in (reply.toast or "")
    assert reply.screens == ()
    assert await roles(small_city, STRANGER) == set()


async def test_a_guessed_token_opens_nothing(small_city: City) -> None:
    reply = await press(small_city, STRANGER, "join:AAAAAAAAAAAAAAAAAAAAAA")
    assert [screen.text for screen in reply.screens] == [
        "Чтобы войти, нужно приглашение: попросите ссылку у муниципального координатора."
    ]
    assert await roles(small_city, STRANGER) == set()


async def test_a_member_with_a_link_to_nothing_is_told_so(small_city: City) -> None:
    await small_city.curator.sends("/start AAAAAAAAAAAAAAAAAAAAAA")
    await small_city.curator.sees("Такого приглашения нет")

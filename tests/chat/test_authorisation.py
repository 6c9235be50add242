"""Nobody gets at what isn't theirs: each button, section and awaited input, for every role and strangers."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from aiogram import Router
from aiogram.filters.callback_data import CallbackData, CallbackQueryFilter
from sqlalchemy import delete

import bot.keyboards
from bot.filters import Asks, Awaited
from bot.keyboards.evidence import DiscardUnfiled
from bot.keyboards.menu import LAST, Go, GoBelow
from db.models import EvidenceFile, FileState, Membership, PendingInput
from db.queries.pending import await_input
from db.queries.people import who_is
from handlers import all_routers
from roadmap.access import Role
from tests.chat.busy_city import OTHERS, Foreign, differences, dump, fill
from tests.chat.moves import at
from tests.chat.rights import AT_THE_DOOR, AWAITED, OTHER_MESSAGES, RIGHTS, SECTIONS, Right
from tests.city import COORDINATOR, CURATOR, DIRECTOR, HEAD, OTHER_CURATOR, OTHER_DIRECTOR, STRANGER, City
from tests.engines import both_engines
from tests.forging import press, says
from tests.handing_in import files, picture

REFUSED = "Эта кнопка не для вас или уже не действует."
NEEDS_INVITATION = "Чтобы войти, нужно приглашение: попросите ссылку у муниципального координатора."
ROLES = {
    OTHER_CURATOR: Role.CURATOR,
    OTHER_DIRECTOR: Role.REPRESENTATIVE,
    HEAD: Role.DEPARTMENT,
    COORDINATOR: Role.COORDINATOR,
}
MISSING = 999_999
NOWHERE = Foreign(**dict.fromkeys(Foreign.__dataclass_fields__, MISSING))
HUGE = (2**31, 2**63, 10**30, -1, -(2**63) - 1)


@pytest.fixture
async def foreign(small_city: City) -> Foreign:
    return await fill(small_city)


def classes() -> set[type[CallbackData]]:
    for module in pkgutil.iter_modules(bot.keyboards.__path__):
        importlib.import_module(f"bot.keyboards.{module.name}")
    return {one for one in CallbackData.__subclasses__() if one.__module__.startswith("bot.keyboards.")}


def walked(routers: tuple[Router, ...]) -> Iterator[Router]:
    for router in routers:
        yield router
        yield from walked(tuple(router.sub_routers))


def handled() -> set[type[CallbackData]]:
    """The classes that some handler listens to. What listens to none is a section or a fallback."""
    found = set()
    for router in walked(all_routers()):
        for handler in router.callback_query.handlers:
            filters = [one.callback for one in handler.filters or ()]
            listened = {one.callback_data for one in filters if isinstance(one, CallbackQueryFilter)}
            known = listened or any(isinstance(one, Asks) for one in filters)
            assert known or handler.callback.__name__ in FALLBACKS, handler.callback
            found |= listened
    return found


FALLBACKS = {"turn_tap_away", "refuse_button", "refuse_forged", "refuse_tap"}
ONES_OWN = {
    one
    for one in CallbackData.__subclasses__()
    if one.__module__.endswith((".settings", ".common", ".my_data"))
}
OF_EVERYBODY = [go(section=section) for go in (Go, GoBelow) for section in LAST]


def test_every_button_is_in_the_table_and_has_a_handler() -> None:
    known = {type(right.foreign(NOWHERE)) for right in RIGHTS} | AT_THE_DOOR.keys()
    assert known == classes()
    assert handled() | {type(right.foreign(NOWHERE)) for right in RIGHTS if is_section(right)} == classes()
    prefixes = [one.__prefix__ for one in classes()]
    assert len(prefixes) == len(set(prefixes))


def is_section(right: Right) -> bool:
    return hasattr(right.foreign(NOWHERE), "section")


def test_every_section_and_awaited_input_is_in_the_table() -> None:
    kinds, sections, others = set(), set(), set()
    for router in walked(all_routers()):
        for handler in router.message.handlers:
            filters = [one.callback for one in handler.filters or ()]
            awaits = {one.kind for one in filters if isinstance(one, Awaited)}
            asks = {one.section for one in filters if isinstance(one, Asks)}
            kinds |= awaits
            sections |= asks
            if not awaits | asks:
                others.add(handler.callback.__name__)
    assert kinds == AWAITED.keys()
    assert sections == SECTIONS.keys()
    assert others == OTHER_MESSAGES.keys()


async def test_foreign_buttons_are_refused_and_change_nothing(
    small_city: City, foreign: Foreign, caplog: pytest.LogCaptureFixture
) -> None:
    before = await dump(small_city)
    wrong = []
    for person, role in ROLES.items():
        for right in RIGHTS:
            if role in right.may:
                continue
            data = right.foreign(foreign).pack()
            reply = await press(small_city, person, data)
            changed = differences(before, await dump(small_city))
            if (reply.toast, reply.alert, reply.screens, reply.files) != (REFUSED, True, (), ()) or changed:
                wrong.append((role.value, data, reply.toast, changed))
    assert wrong == []
    assert errors(caplog) == []


async def test_a_stranger_learns_nothing_from_any_button(small_city: City, foreign: Foreign) -> None:
    before = await dump(small_city)
    for right in RIGHTS:
        reply = await press(small_city, STRANGER, right.foreign(foreign).pack())
        assert (reply.toast, reply.screens, reply.files) == (NEEDS_INVITATION, (), ())
    for button in AT_THE_DOOR.values():
        reply = await press(small_city, STRANGER, button.pack())
        said = " ".join([reply.toast or "", *(screen.text for screen in reply.screens)])
        assert any(word in said for word in ("нужно приглашение", "код не подходит", "Чтобы вернуться")), said
    assert differences(before, await dump(small_city)) == []


async def test_a_stranger_gets_one_sentence_for_whatever_they_write(
    small_city: City, foreign: Foreign
) -> None:
    before = await dump(small_city)
    for text in [
        "привет",
        "/start",
        "/start unknown",
        *(f"/{section}" for section in SECTIONS),
        "Мои задачи",
    ]:
        reply = await says(small_city, STRANGER, text)
        assert [screen.text for screen in reply.screens] == [NEEDS_INVITATION]
    await small_city.phone(STRANGER).sends_photo(picture())
    assert differences(before, await dump(small_city)) == []
    assert foreign.school


async def test_who_has_no_role_any_more_is_shut_out(small_city: City, foreign: Foreign) -> None:
    """Though asked in the survey, a member of the meeting, and the sender of packages."""
    curator = small_city.curator
    async with small_city.app.database.transaction() as session:
        await session.execute(delete(Membership).where(Membership.person_id == foreign.person))
    before = await dump(small_city)
    for right in RIGHTS:
        button = right.foreign(foreign)
        if type(button) in ONES_OWN or button in OF_EVERYBODY:
            continue
        reply = await press(small_city, CURATOR, button.pack())
        assert (reply.toast, reply.screens, reply.files) == (REFUSED, (), ()), button
    for text in ("/tasks", "/meetings", "Опросы", "/review", "какие-то слова"):
        await curator.sends(text)
        await curator.sees("нет роли в программе")
    assert await curator.reply_buttons() == ["Настройки", "Помощь"]
    assert differences(before, await dump(small_city)) == []
    await small_city.goes_to(at(20, 14))
    await curator.sees_nothing()


async def test_sections_of_others_are_not_opened(small_city: City, foreign: Foreign) -> None:
    before = await dump(small_city, PendingInput)
    for person, role in ROLES.items():
        for section, may in SECTIONS.items():
            text = (await says(small_city, person, f"/{section}")).screens[0].text
            assert ("Не понимаю этого сообщения" in text) is (role not in may), (role, section, text)
    assert differences(before, await dump(small_city, PendingInput)) == []
    assert foreign.school


async def test_awaited_input_is_taken_only_from_whom_it_concerns(
    small_city: City, foreign: Foreign, caplog: pytest.LogCaptureFixture
) -> None:
    """A role or a school was lost between the question and the answer."""
    before = await dump(small_city, PendingInput)
    for kind, typing in AWAITED.items():
        for person, role in ROLES.items():
            if role in typing.may:
                continue
            await awaits(small_city, person, kind, typing.payload(foreign))
            reply = await says(small_city, person, "Школа № 999")
            said = " ".join([reply.toast or "", *(screen.text for screen in reply.screens)])
            assert REFUSED in said or "Не понимаю" in said, (kind, role, said)
            assert differences(before, await dump(small_city, PendingInput)) == [], (kind, role)
    assert errors(caplog) == []


async def test_a_file_goes_into_no_foreign_package(small_city: City, foreign: Foreign) -> None:
    for person in OTHERS:
        await awaits(small_city, person, "evidence", {"evidence_id": foreign.collecting})
        await small_city.phone(person).sends_photo(picture("black"))
    inside = [file for file in await files(small_city) if file.evidence_id == foreign.collecting]
    assert [file.id for file in inside] == [foreign.file]


async def test_putting_files_away_leaves_those_of_others(small_city: City, foreign: Foreign) -> None:
    await press(small_city, OTHER_CURATOR, f"evdiscard:{foreign.last_file}")
    by_chat: dict[int, list[EvidenceFile]] = {}
    for file in await files(small_city):
        by_chat.setdefault(file.chat_id, []).append(file)
    assert [file.state for file in by_chat[OTHER_CURATOR]] == [FileState.REMOVED]
    for person in (CURATOR, DIRECTOR, OTHER_DIRECTOR, HEAD, COORDINATOR):
        assert {file.state for file in by_chat[person]} == {FileState.STORED}


@both_engines
async def test_buttons_of_what_does_not_exist_are_answered_kindly(
    small_city: City, caplog: pytest.LogCaptureFixture
) -> None:
    before = await dump(small_city, PendingInput)
    wrong = []
    for person in ROLES:
        for data in [*map(pack, nowhere()), *GARBAGE]:
            reply = await press(small_city, person, data)
            if not reply.toast and not reply.screens:
                wrong.append((person, data))
    assert wrong == []
    assert errors(caplog) == []
    assert differences(before, await dump(small_city, PendingInput)) == []


@pytest.mark.slow
@both_engines
async def test_numbers_beyond_all_bounds_are_answered_kindly(
    small_city: City, caplog: pytest.LogCaptureFixture
) -> None:
    for person in (COORDINATOR, CURATOR):
        for right in RIGHTS:
            for data in forged(right.foreign(NOWHERE)):
                await press(small_city, person, data)
                assert errors(caplog) == [], data


GARBAGE = (
    "x",
    "task",
    "task:",
    "task:x",
    "task:1:2:3",
    "тест:1",
    ":::",
    "go:nowhere",
    "tasks:now:-5:1",
    "\u202e:1",
    "rvreason:1:x",
)


def nowhere() -> Iterator[CallbackData]:
    """Every button that names an object, which is not there. (Files are put away up to any number.)"""
    for right in RIGHTS:
        button = right.foreign(NOWHERE)
        if MISSING in button.model_dump().values() and not isinstance(button, DiscardUnfiled):
            yield button


def pack(button: CallbackData) -> str:
    return button.pack()


def forged(button: CallbackData) -> Iterator[str]:
    """The button with each of its numbers, and then all of them, out of all bounds."""
    values = button.pack().split(":")
    fields = [place for place, value in enumerate(values) if place and value.lstrip("-").isdigit()]
    for number in HUGE:
        for places in [*([place] for place in fields), fields]:
            yield ":".join(str(number) if place in places else value for place, value in enumerate(values))


async def awaits(city: City, chat_id: int, kind: str, payload: dict[str, Any]) -> None:
    async with city.app.database.transaction() as session:
        actor = (await who_is(session, chat_id)).actor
        await await_input(session, actor.id, kind, payload, city.clock())


def errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]

"""The story of a year: from a bot that nobody has claimed to the last summary, through the chat alone."""

import re
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import Row, Select, select

from db.engine import Database
from db.models import Assignment, AssignmentEvent, EvidenceFile, Membership, School, StoredFile
from playground.faults import Fault
from roadmap.access import Role
from roadmap.calendar import add_working_days, working_day_on_or_before
from roadmap.standing import AssignmentStatus
from tests.chat.moves import at
from tests.chat.story import (
    accepts_all,
    adds_schools,
    claims,
    digests,
    enters,
    hands_in_the_protocol,
    hands_in_what_presses,
    invites,
    loads_the_roadmap,
    sets_a_meeting,
    starts_the_draft,
    was_never_a_nuisance,
)
from tests.city import (
    COORDINATOR,
    CURATOR,
    DEPUTY,
    DIRECTOR,
    HEAD,
    OTHER_CURATOR,
    OTHER_DIRECTOR,
    SCHOOLS,
    STRANGER,
    City,
)
from tests.engines import both_engines
from tests.handing_in import album, on_disk, pdf, picture

ONE, TWO, THREE = SCHOOLS
EVERYBODY = (COORDINATOR, CURATOR, OTHER_CURATOR, DIRECTOR, DEPUTY, OTHER_DIRECTOR, HEAD)


@pytest.mark.slow
@both_engines
async def test_a_year_of_the_programme(city: City) -> None:
    await the_roadmap_starts(city)
    await people_come_in(city)
    await evidence_is_handed_in_and_reviewed(city)
    await the_group_meets(city)
    await what_was_returned_comes_back(city)
    await people_are_asked(city)
    await people_settle_how_the_bot_speaks(city)
    await months_go_by(city)
    await the_year_is_summed_up(city)


async def the_roadmap_starts(city: City) -> None:
    coordinator = city.coordinator
    await claims(city)
    draft = await loads_the_roadmap(city)
    assert "21 мероприятие, 33 контрольных срока, 16 мероприятий для школ" in draft["text"]
    assert "заседания координационной группы: № 5" in draft["text"]
    await starts_the_draft(coordinator)
    await coordinator.sees("Дорожная карта запущена.")
    await adds_schools(city, *SCHOOLS)
    await coordinator.sees("Добавлены 3 школы")


async def people_come_in(city: City) -> None:
    places = {
        CURATOR: ("куратора", ONE, TWO),
        OTHER_CURATOR: ("куратора", THREE),
        DIRECTOR: ("представителя", ONE),
        DEPUTY: ("представителя", TWO),
        OTHER_DIRECTOR: ("представителя", THREE),
        HEAD: ("управление образования",),
    }
    for person, (whom, *schools) in places.items():
        token = await invites(city, whom, *schools)
        await enters(city.phone(person), token)
        due_now = (await city.phone(person).last())["text"]
        assert all(school in due_now for school in schools), due_now
        await city.phone(STRANGER).sends(f"/start {token}")
        await city.phone(STRANGER).sees("уже использована")
    assert {role for role, _ in await memberships(city)} == set(Role)
    assert len(await memberships(city)) == 8


async def evidence_is_handed_in_and_reviewed(city: City) -> None:
    curator, coordinator = city.curator, city.coordinator
    await everybody_has_read(city)
    await city.goes_to(at(17, 9, 5))
    (digest,) = await curator.sees_all()
    assert digest["text"].startswith("Сегодня, 17 января: у вас 2 поручения")
    await curator.presses(f"№ 3 · {ONE}", in_message=digest)
    card = await curator.sees("№ 3. Организационное совещание")
    for said in ("осталось 14 дней", "Показатель для контроля: Протокол совещания", "ждём подтверждения"):
        assert said in card["text"]

    await curator.presses("Сдать подтверждение")
    city.playground.world.faults.add(Fault("getFile", "error", times=3))
    sent = [*album(3), pdf(2)]
    await curator.sends_photo(sent[:3], caption="Совещание прошло")
    await curator.sends_file(sent[3], "протокол.pdf")
    await curator.presses("Готово")
    await curator.sees("Сохраняю оставшиеся файлы")
    assert await history_of(city, ONE) == []
    await city.passes(minutes=5)
    await curator.sees("Принято: 4 файла (3 фото, 1 PDF)")
    assert await history_of(city, ONE) == [AssignmentStatus.SUBMITTED]
    stored = await on_disk(city)
    photos = [m for m in await curator.messages() if m["photo"]]
    assert set(stored.values()) == {*[await curator.downloads(photo) for photo in photos], sent[3]}
    assert await stored_hashes(city) == stored.keys()

    other = city.phone(OTHER_CURATOR)
    await other.sends_photo(picture("blue"))
    await other.sees("К какому поручению он относится?")
    await other.presses(f"№ 3 · {THREE}")
    await other.presses("Готово")
    await other.sees("Принято: 1 фотография")

    first, second = [m for m in await coordinator.sees_all() if "Новое подтверждение" in m["text"]]
    await coordinator.presses("Вернуть", in_message=first)
    await coordinator.sends("Нет подписи директора")
    await coordinator.presses("Принять", in_message=second)
    await city.passes(minutes=5)
    await curator.sees("Причина: Нет подписи директора")
    await other.sees("Подтверждение принято.")

    await city.restarts()
    await curator.presses(f"№ 3 · {ONE}")  # in the list of a week ago
    await curator.sees("возвращено 17 янв., нужно исправить")


async def the_group_meets(city: City) -> None:
    curator, other, deputy = city.curator, city.phone(OTHER_CURATOR), city.phone(DEPUTY)
    await sets_a_meeting(city, "20.01")
    await curator.presses("Буду")
    await other.presses("Не смогу")
    await deputy.presses("Придёт замена")
    await deputy.sends("Фёдор Заменов, учитель")
    await everybody_has_read(city)
    await city.goes_to(at(19, 12))
    await curator.sees("Завтра")
    await other.sees_nothing()
    await city.goes_to(at(20, 14))
    await curator.sees("заседание координационной группы")
    await deputy.sees("За вас придёт Фёдор Заменов")
    await city.goes_to(at(21, 10))
    await hands_in_the_protocol(city, pdf())
    await city.coordinator.sends("/meetings")
    await city.coordinator.presses("протокол сдан")
    card = await city.coordinator.sees("Протокол сдан")
    assert "Будут: 1\n• Иван Образцов" in card["text"]


async def what_was_returned_comes_back(city: City) -> None:
    curator, deputy = city.curator, city.phone(DEPUTY)
    await everybody_has_read(city)
    await city.goes_to(at(24, 9, 5))
    digest = await curator.sees("Сегодня, 24 января: у вас 2 поручения")
    assert f"{ONE} (возвращено), {TWO}" in digest["text"]
    assert digests(await city.phone(OTHER_CURATOR).sees_all()) == []
    await curator.presses(f"№ 3 · {ONE}", in_message=digest)
    await curator.presses("Сдать заново")
    await curator.sends_photo(picture("green"))
    await curator.presses("Готово")
    await deputy.presses(f"№ 3 · {TWO}")
    await deputy.presses("Сдать подтверждение")
    await deputy.sends_file(pdf(), "протокол.pdf")
    await deputy.presses("Готово")
    await everybody_has_read(city)
    await city.goes_to(at(31, 10))
    for person in (CURATOR, DIRECTOR, DEPUTY, OTHER_CURATOR):
        assert [m for m in digests(await city.phone(person).sees_all()) if "№ 3." in m["text"]] == []
    assert await accepts_all(city) == 2
    assert await history_of(city, ONE) == [
        AssignmentStatus.SUBMITTED,
        AssignmentStatus.RETURNED,
        AssignmentStatus.SUBMITTED,
        AssignmentStatus.ACCEPTED,
    ]


async def people_are_asked(city: City) -> None:
    coordinator, curator, director = city.coordinator, city.curator, city.phone(DIRECTOR)
    await city.goes_to(at(1, 10, month=2))
    await coordinator.presses("Опросы")
    await coordinator.presses("Новый опрос")
    await coordinator.sends("Стартовая анкета")
    await coordinator.presses("Выбрать один вариант")
    await coordinator.sends("Есть ли у школы план работы?")
    await coordinator.sends("Да\nНет")
    await coordinator.presses("Добавить вопрос")
    await coordinator.presses("Написать своими словами")
    await coordinator.sends("Чем помочь?")
    await coordinator.presses("Кого спросить")
    await coordinator.presses("Кураторы")
    await coordinator.presses("Представители школ")
    await coordinator.presses("До какого дня")
    await coordinator.presses("Неделя")
    await coordinator.presses("Отправить")
    await coordinator.sees_toast("Его получат 5 человек")

    await curator.presses("Ответить")
    await curator.presses("Нет")
    await curator.presses("Назад")
    await curator.presses("Да")
    await city.restarts()
    await curator.sends("Методистом")
    await curator.presses("Отправить")
    await curator.sees_toast("Спасибо")
    await everybody_has_read(city)
    await city.goes_to(at(10, 10, month=2))
    reminded = [m for m in await director.sees_all() if "вашего ответа пока нет" in m["text"]]
    assert len(reminded) == 1
    assert [m for m in await curator.sees_all() if "Стартовая анкета" in m["text"]] == []


async def people_settle_how_the_bot_speaks(city: City) -> None:
    other, deputy, leaver = city.phone(OTHER_CURATOR), city.phone(DEPUTY), city.phone(OTHER_DIRECTOR)
    await other.sends("/settings")
    await other.presses("Язык")
    await other.presses("English")
    await deputy.sends("/settings")
    await deputy.presses("Приостановить")
    await deputy.presses("На две недели")
    await leaver.sends("/settings")
    await leaver.presses("Выйти и удалить")
    await leaver.presses("Да, выйти")
    for person in EVERYBODY:
        await city.phone(person).sends("/help")
    await leaver.sees("нужно приглашение")
    await city.coordinator.sees("загрузить и запустить план")
    await city.phone(HEAD).sees("как идут дела в школах")
    await city.phone(DIRECTOR).sees("Представитель школы")
    await everybody_has_read(city)
    await city.goes_to(at(14, 10, month=2))
    assert digests(await other.sees_all())[0]["text"].startswith("Today, ")
    assert digests(await city.phone(DIRECTOR).sees_all())
    await deputy.sees_nothing()
    await leaver.sees_nothing()


async def months_go_by(city: City) -> None:
    """Schools 901 and 902 answer in time, month by month; school 903 falls silent."""
    for month in range(2, 13):
        await city.goes_to(at(15, 11, month=month))
        meeting = working_day_on_or_before(at(20, 12, month=month).date())
        await sets_a_meeting(city, f"{meeting:%d.%m}", "11:00")
        await city.curator.presses("Буду")
        following = add_working_days(meeting, 1)
        await city.goes_to(at(following.day, 10, month=following.month))
        await hands_in_the_protocol(city, pdf(month))
        last = working_day_on_or_before(at(28 if month == 2 else 30, 12, month=month).date())
        await city.goes_to(at(last.day, 12, month=month))
        await hands_in_what_presses(city.curator)
        await hands_in_what_presses(city.coordinator)
        await accepts_all(city)
        if month == 9:
            await city.phone(HEAD).blocks()


async def the_year_is_summed_up(city: City) -> None:
    await city.goes_to(at(31, 12, month=12))
    coordinator = city.coordinator
    await coordinator.sends("/summary")
    summary = await coordinator.sees("Сводка на 31 декабря 2022")
    statuses = await statuses_by_school(city)
    for school in (ONE, TWO):
        assert set(statuses[school]) == {AssignmentStatus.ACCEPTED}
        assert school not in summary["text"]
    assert f"{THREE} — просрочено" in summary["text"]
    assert re.search(r"Заседание 20 декабря 2022.*будут 1", summary["text"])
    assert "1 человеку не доходят сообщения" in summary["text"]
    await coordinator.presses("По школам")
    by_school = await coordinator.sees("По школам: 3 школы")
    done = len(statuses[ONE])
    assert f"{ONE} — сделано {done} из {done}" in by_school["text"]
    await coordinator.presses("Назад")
    await coordinator.presses("Опросы", in_message=summary)
    await coordinator.sees("Опрос «Стартовая анкета»: закончен, ответили 1 из 4")
    await coordinator.presses("Назад")
    await coordinator.presses("Заседания", in_message=summary)
    assert (await coordinator.sees("Заседания: 12"))["text"].count("протокол сдан") == 12
    await coordinator.presses("Назад")
    await coordinator.presses("Кому не доходит")
    await coordinator.sees("Елена Показательная")
    heard = {person: await was_never_a_nuisance(city.phone(person)) for person in EVERYBODY}
    # Who answers in time hears less: 901 and 902 have twice as much to do as 903.
    assert 0 < heard[CURATOR] < heard[OTHER_CURATOR]


async def test_a_coordinator_named_in_the_settings_begins_without_a_code(city: City) -> None:
    city.settings = city.settings.model_copy(update={"coordinator_ids": (COORDINATOR,)})
    await city.restarts()
    await city.phone(STRANGER).sends("/start")
    await city.phone(STRANGER).sees("нужно приглашение")
    await city.coordinator.sends("/start")
    await city.coordinator.presses("Согласен")
    await loads_the_roadmap(city)
    await starts_the_draft(city.coordinator)
    await adds_schools(city, ONE)
    token = await invites(city, "куратора", ONE)
    await city.restarts()
    await enters(city.curator, token)
    assert f"№ 3 · {ONE} · 31 янв." in await city.curator.buttons()


async def test_links_that_open_nothing_are_refused_kindly(city: City) -> None:
    await claims(city)
    await adds_schools(city, ONE)
    used, late = await invites(city, "куратора", ONE), await invites(city, "представителя", ONE)
    await enters(city.curator, used)
    stranger = city.phone(STRANGER)
    for link, says in (
        (f"/start {used}", "уже использована"),
        ("/start AAAAAAAAAAAAAAAAAAAAAA", "нужно приглашение"),
        (f"https://t.me/some_other_bot?start={late}", "нужно приглашение"),
    ):
        await stranger.sends(link)
        await stranger.sees(says)
    await stranger.sends(f"/start {late}")
    await city.passes(days=14, minutes=1)
    await stranger.presses("Согласен")
    await stranger.sees("Срок этой ссылки истёк")
    assert len(await memberships(city)) == 2


# Looking


async def everybody_has_read(city: City) -> None:
    for person in EVERYBODY:
        await city.phone(person).sees_all()


async def memberships(city: City) -> list[tuple[Role, str | None]]:
    rows = await seen(city, select(Membership.role, School.name).outerjoin(School))
    return [(row[0], row[1]) for row in rows]


async def history_of(city: City, school: str) -> list[AssignmentStatus]:
    """What became of the school's assignments, in order."""
    statement = (
        select(AssignmentEvent.status)
        .join(Assignment, Assignment.id == AssignmentEvent.assignment_id)
        .join(School, School.id == Assignment.school_id)
        .where(School.name == school)
        .order_by(AssignmentEvent.id)
    )
    return [row[0] for row in await seen(city, statement)]


async def statuses_by_school(city: City) -> dict[str, list[AssignmentStatus]]:
    found: dict[str, list[AssignmentStatus]] = {}
    for name, status in await seen(city, select(School.name, Assignment.status).join(Assignment)):
        found.setdefault(name, []).append(status)
    return found


async def stored_hashes(city: City) -> set[str]:
    return {row[0] for row in await seen(city, select(EvidenceFile.sha256).join(StoredFile))}


async def seen(city: City, statement: Select[*tuple[Any, ...]]) -> Sequence[Row[*tuple[Any, ...]]]:
    """What a second connection finds in the database."""
    database = Database(city.settings.database_url)
    async with database.look() as session:
        rows = (await session.execute(statement)).all()
    await database.close()
    return rows

"""Handing in evidence as people do it in the chat."""

from sqlalchemy import update

from db.models import Activity, Assignment, EvidenceState, FileState
from roadmap.standing import AssignmentStatus
from tests.city import DIRECTOR, HEAD, OTHER_CURATOR, OTHER_DIRECTOR, City
from tests.engines import both_engines
from tests.handing_in import (
    TASK,
    album,
    files,
    on_disk,
    opens_card,
    opens_package,
    package,
    pdf,
    picture,
    status,
    times_submitted,
)
from tests.office import docx_of

REFUSED = "Эта кнопка не для вас или уже не действует."
NOTHING_TO_FILE = "Эти файлы уже разобраны."


@both_engines
async def test_a_photo_is_saved_and_handed_in_and_a_receipt_comes(small_city: City) -> None:
    curator = small_city.curator
    await opens_package(curator)
    await curator.sends_photo(picture())
    said = await curator.sees_all()
    assert [m["text"].splitlines()[-1] for m in said] == [
        "Сохранено: 1 фотография. Пришлите ещё или нажмите «Готово»."
    ]
    await curator.presses("Готово")
    receipt = await curator.sees("Принято: 1 фотография.")
    assert "на проверке" in receipt["text"]
    assert "Иван Образцов" in receipt["text"]
    await small_city.coordinator.sees("Новое подтверждение")

    handed_in = await package(small_city)
    assert handed_in.state is EvidenceState.SUBMITTED
    assert await status(small_city, handed_in.assignment_id) is AssignmentStatus.SUBMITTED
    (file,) = await files(small_city)
    assert file.state is FileState.STORED
    stored = await on_disk(small_city)
    photo = next(message for message in await curator.messages() if message["photo"])
    assert stored == {file.sha256: await curator.downloads(photo)}


async def test_an_album_is_answered_once(small_city: City) -> None:
    curator = small_city.curator
    await opens_package(curator)
    await curator.sends_photo(album(5), caption="Совещание 10 января")
    said = await curator.sees_all()
    assert len(said) == 1
    assert "Сохранено: 5 фотографий" in said[0]["text"]
    assert len(await on_disk(small_city)) == 5
    assert len({file.media_group_id for file in await files(small_city)}) == 1
    assert (await package(small_city)).comment == "Совещание 10 января"


async def test_photos_and_pdf_are_counted_apart(small_city: City) -> None:
    curator = small_city.curator
    await opens_package(curator)
    await curator.sends_photo(album(2))
    await curator.sends_file(pdf(3), "protocol.pdf")
    await curator.sees("Сохранено: 3 файла (2 фото, 1 PDF)")
    assert len(await on_disk(small_city)) == 3
    await curator.presses("Показать или убрать файлы")
    listed = await curator.sees("Файлы подтверждения")
    assert "3. protocol.pdf (3 страницы)" in listed["text"]


async def test_a_file_can_be_taken_out_again(small_city: City) -> None:
    curator = small_city.curator
    await opens_package(curator)
    await curator.sends_photo(album(10))
    await curator.presses("Показать или убрать файлы")
    listed = await curator.sees("8. Фото")
    await curator.presses("›")
    await curator.sees("10. Фото")
    await curator.presses("Убрать 9")
    await curator.sees_toast("Файл убран")
    await curator.presses("Назад")
    back = await curator.sees("Уже сохранено: 9 фотографий")
    assert back["message_id"] == listed["message_id"]
    assert len(await files(small_city, FileState.REMOVED)) == 1
    assert len(await on_disk(small_city)) == 10


async def test_the_same_picture_twice_is_one_on_disk(small_city: City) -> None:
    curator = small_city.curator
    await opens_package(curator)
    await curator.sends_file(picture(), "a.jpg")
    await curator.sends_file(picture(), "b.jpg")
    said = await curator.sees("Сохранено: 2 фотографии")
    assert "b.jpg — этот файл уже есть в этом подтверждении." in said["text"]
    assert len(await on_disk(small_city)) == 1


async def test_a_file_of_another_assignment_is_recognised(small_city: City) -> None:
    curator, director = small_city.curator, small_city.phone(OTHER_DIRECTOR)
    await opens_package(curator)
    await curator.sends_file(picture(), "a.jpg")
    await curator.presses("Готово")
    await opens_package(curator, "№ 3 · Школа № 902")
    await curator.sends_file(picture(), "снова.jpg")
    said = await curator.sees("Сохранено: 1 фотография")
    assert (
        "снова.jpg — этот файл уже есть в поручении № 3 (Школа № 901, прислан 10 янв., 10:00)" in said["text"]
    )
    await opens_package(director, "№ 3 · Школа № 903")
    await director.sends_file(picture(), "чужой.jpg")
    assert "уже есть" not in (await director.sees("Сохранено: 1 фотография"))["text"]


async def test_a_text_becomes_the_comment_and_a_tap_on_the_menu_does_not(small_city: City) -> None:
    curator = small_city.curator
    await opens_package(curator)
    await curator.sends("Протокол <b>№ 1</b> & фото")
    await curator.sees("Комментарий: Протокол <b>№ 1</b> & фото")
    await curator.presses("Мои задачи")
    await curator.sends("/help")
    await curator.sends_photo(picture())
    await curator.sees("Сохранено: 1 фотография")
    assert (await package(small_city)).comment == "Протокол <b>№ 1</b> & фото"


async def test_a_comment_that_gets_too_long_is_not_cut(small_city: City) -> None:
    curator = small_city.curator
    await opens_package(curator)
    await curator.sends("а" * 1999)
    await curator.sends("ещё слово")
    await curator.sees("длиннее 2000 знаков")
    assert (await package(small_city)).comment == "а" * 1999
    await curator.sends_photo(picture())
    await curator.sees("Сохранено")


async def test_a_link_is_evidence_by_itself_and_nothing_is_not(small_city: City) -> None:
    curator = small_city.curator
    await opens_package(curator)
    await curator.presses("Готово")
    await curator.sees_toast("Пришлите хотя бы один файл")
    await curator.sends("да")
    await curator.presses("Готово")
    await curator.sees_toast("Пришлите хотя бы один файл")
    await curator.sends("https://school.example.ru/news")
    await curator.presses("Готово")
    await curator.sees("Принято: 1 ссылка.")
    assert (await package(small_city)).state is EvidenceState.SUBMITTED


async def test_a_double_tap_on_done_hands_in_once(small_city: City) -> None:
    curator = small_city.curator
    await opens_package(curator)
    opened = await curator.last()
    await curator.sends_photo(picture())
    await curator.presses("Готово")
    await curator.sees_all()
    await curator.presses("Готово", in_message=opened)
    await curator.sees_toast("Уже сдано на проверку: Иван Образцов")
    assert await times_submitted(small_city) == 1
    assert [m["text"] for m in await curator.sees_all() if "Принято" in m["text"]] == []


async def test_two_people_of_a_school_share_a_package(small_city: City) -> None:
    curator, director = small_city.curator, small_city.phone(DIRECTOR)
    await opens_package(curator)
    await curator.sends_photo(picture("red"))
    await opens_card(director)
    await director.presses("Сдать подтверждение")
    await director.sees("Уже сохранено: 1 фотография")
    await director.sends_photo(picture("blue"))
    await director.sees("Сохранено: 2 фотографии")
    await director.presses("Готово")
    await director.sees("Принято: 2 фотографии")
    await curator.sees("Принято: 2 фотографии")
    await curator.presses("Готово")
    await curator.sees_toast("Уже сдано на проверку: Анна Тестова")
    # What comes after is not lost, and not put where nobody looks for it.
    await curator.sends_photo(picture("green"))
    await curator.sees("К какому поручению он относится?")
    assert await times_submitted(small_city) == 1


async def test_cancelling_gives_up_ones_own_package(small_city: City) -> None:
    curator = small_city.curator
    await opens_package(curator)
    await curator.sends_photo(picture())
    await curator.presses("Отмена")
    await curator.sees("ничего не сдаю")
    assert (await package(small_city)).state is EvidenceState.DROPPED
    assert len(await on_disk(small_city)) == 1
    await opens_package(curator)
    await curator.sends("Размещено на сайте")
    await curator.presses("Готово")
    await curator.sees("Принято. Ваш ответ сохранён.")


async def test_cancelling_in_a_shared_package_takes_only_ones_own_files(small_city: City) -> None:
    curator, director = small_city.curator, small_city.phone(DIRECTOR)
    await opens_package(curator)
    await curator.sends_photo(picture("red"))
    await opens_package(director)
    await director.sends_photo(picture("blue"))
    await director.presses("Отмена")
    await director.sees("Ваши файлы убраны")
    await curator.presses("Готово")
    await curator.sees("Принято: 1 фотография")
    assert [file.state for file in await files(small_city)] == [FileState.STORED, FileState.REMOVED]


async def test_a_file_out_of_the_blue_is_asked_about_and_never_dropped(small_city: City) -> None:
    curator = small_city.curator
    await curator.sends_photo(album(3), caption="Из актового зала")
    said = await curator.sees_all()
    assert len(said) == 1
    assert said[0]["text"].startswith("Сохранено 3 файла. К какому поручению они относятся?")
    labels = await curator.buttons(said[0])
    assert labels[0].startswith("№ 3 · Школа № 90")
    assert labels[-1] == "Это не подтверждение"
    await curator.presses("›")
    await curator.presses("‹")
    await curator.presses(TASK)
    await curator.presses("Дальше")
    await curator.sees("Уже сохранено: 3 фотографии")
    await curator.presses("Готово")
    await curator.sees("Принято: 3 фотографии")
    assert (await package(small_city)).comment == "Из актового зала"


async def test_what_is_no_evidence_is_put_away_and_an_old_button_is_explained(small_city: City) -> None:
    curator = small_city.curator
    await curator.sends_photo(picture("red"))
    first = await curator.sees("К какому поручению")
    await curator.sends_photo(picture("blue"))
    await curator.sees("Сохранено 2 файла. К какому поручению")
    await curator.presses("Это не подтверждение")
    await curator.sees("это не подтверждение")
    assert [file.state for file in await files(small_city)] == [FileState.REMOVED, FileState.REMOVED]
    await curator.presses(TASK, in_message=first)
    await curator.sees_toast("уже разобраны")
    assert len(await on_disk(small_city)) == 2


async def test_what_was_not_in_sight_is_not_put_away(small_city: City) -> None:
    curator = small_city.curator
    await curator.sends_photo(picture("red"))
    first = await curator.sees("К какому поручению")
    await curator.sends_photo(picture("blue"))
    await curator.presses("Это не подтверждение", in_message=first)
    assert [file.state for file in await files(small_city)] == [FileState.REMOVED, FileState.STORED]


async def test_who_owes_nothing_is_told_so(small_city: City) -> None:
    async with small_city.app.database.transaction() as session:
        await session.execute(update(Assignment).values(status=AssignmentStatus.ACCEPTED))
    curator = small_city.curator
    await curator.sends_photo(picture())
    await curator.sees("сейчас у вас нет поручений")
    assert await curator.buttons() == ["Это не подтверждение"]


async def test_after_a_return_a_new_package_is_opened_and_the_old_one_stays(small_city: City) -> None:
    curator, coordinator = small_city.curator, small_city.coordinator
    await opens_package(curator)
    await curator.sends_photo(picture("red"))
    await curator.presses("Готово")
    first = await package(small_city)
    await coordinator.sees_all()
    await coordinator.presses("Вернуть")
    await coordinator.sends("Нет подписи директора")
    await opens_card(curator)
    await curator.presses("Сдать")
    await curator.sees("В прошлый раз вернули: Нет подписи директора")
    await curator.sends_photo(picture("blue"))
    await curator.sees("Сохранено: 1 фотография")
    await curator.presses("Готово")
    await curator.sees("Принято: 1 фотография")
    second = await package(small_city)
    assert second.id != first.id
    assert second.assignment_id == first.assignment_id
    assert await times_submitted(small_city) == 2


async def test_what_is_in_review_is_not_handed_in_again(small_city: City) -> None:
    curator = small_city.curator
    await opens_card(curator)
    card = await curator.last()
    await curator.presses("Сдать подтверждение")
    await curator.sends("Размещено на сайте")
    await curator.presses("Готово")
    await curator.presses("Сдать подтверждение", in_message=card)
    await curator.sees_toast("уже на проверке")


async def test_the_coordinators_own_assignment_needs_no_review(small_city: City) -> None:
    coordinator = small_city.coordinator
    await opens_package(coordinator, "№ 6 ·")
    await coordinator.sends_file(pdf(), "order.pdf")
    await coordinator.sees("Сохранено: 1 PDF")
    await coordinator.presses("Готово")
    await coordinator.sees("поручение выполнено")
    handed_in = await package(small_city)
    assert handed_in.state is EvidenceState.ACCEPTED
    assert await status(small_city, handed_in.assignment_id) is AssignmentStatus.ACCEPTED


async def test_the_department_hands_in_for_review(small_city: City) -> None:
    head = small_city.phone(HEAD)
    await opens_package(head, "№ 4 ·")
    await head.sends_photo(picture())
    await head.presses("Готово")
    await head.sees("на проверке")
    await small_city.coordinator.sees("Новое подтверждение")


async def test_buttons_of_others_do_nothing(small_city: City) -> None:
    curator, stranger = small_city.curator, small_city.phone(OTHER_CURATOR)
    await opens_package(curator)
    await curator.sends_photo(picture())
    buttons = [
        button["callback_data"]
        for message in await curator.messages()
        for row in message["inline_keyboard"] or []
        for button in row
        if button["callback_data"].startswith(("submit", "ev"))
    ]
    assert len(buttons) >= 5
    await stranger.sends("/tasks")
    shown = await stranger.last()
    world = small_city.playground.world
    message = world.chats[OTHER_CURATOR].messages[shown["message_id"]]
    for data in sorted({*buttons, "evremove:1", "evshow:1", "evunder:999999"}):
        message["reply_markup"] = {"inline_keyboard": [[{"text": "чужая", "callback_data": data}]]}
        await stranger.presses("чужая")
        assert world.chats[OTHER_CURATOR].toasts[-1]["text"] in (REFUSED, NOTHING_TO_FILE), data
    assert [file.state for file in await files(small_city)] == [FileState.STORED]
    assert (await package(small_city)).state is EvidenceState.COLLECTING


async def test_a_receipt_waits_for_the_morning_only_for_others(small_city: City) -> None:
    curator, director = small_city.curator, small_city.phone(DIRECTOR)
    await small_city.passes(hours=11)
    await opens_package(curator)
    await curator.sends_photo(picture("red"))
    await opens_package(director)
    await director.sends_photo(picture("blue"))
    await director.presses("Готово")
    await director.sees("Принято: 2 фотографии")
    assert not [m for m in await curator.sees_all() if "Принято" in m["text"]]
    await small_city.passes(hours=12)
    await curator.sees("Принято: 2 фотографии")


async def test_word_files_are_filed_only_where_they_are_taken(small_city: City) -> None:
    curator = small_city.curator
    await curator.sends_file(docx_of(["Протокол"], [["1", "Заседание"]]), "протокол.docx")
    await curator.presses("№ 3 · Школа № 901")
    await curator.sees_toast("нужен PDF или фотография")
    assert [file.evidence_id for file in await files(small_city)] == [None]
    await curator.sends_photo(picture())
    await curator.presses("№ 3 · Школа № 901")
    await curator.sees_toast("не взял: протокол.docx")
    await curator.presses("Дальше")
    await curator.sees("Уже сохранено: 1 фотография")
    async with small_city.app.database.transaction() as session:
        await session.execute(update(Activity).values(takes_office=True))
    await curator.sends_file(docx_of(["Протокол"], [["1", "Заседание"]]), "протокол.docx")
    await curator.sees("Сохранено: 2 файла")

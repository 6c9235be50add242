"""Documents made to do harm, sent by a coordinator: one sentence, nothing kept, everybody else goes on."""

import asyncio
import sys
import time

import pytest
from sqlalchemy import func, select

from db.models import IncomingDocument, PeopleDraft, RoadmapDraft
from scheduler import sandbox
from tests import hostile
from tests.chat.story import sends_document
from tests.city import City
from tests.hostile import DOCUMENT, GOOD, LAUGHS, STRINGS, declaring

LONGEST_SENTENCE = 200

FEW = [
    (hostile.lying(30_000_000, 1_000), "план.docx", "Файл повреждён"),
    (declaring(STRINGS, LAUGHS), "план.xlsx", "ссылки на посторонние файлы"),
    (hostile.merged_over("A1:XFD1048576"), "план.xlsx", "Документ слишком сложный"),
    (hostile.PICTURE, "план.docx", "Это картинка"),
]
MANY = [
    *FEW,
    (hostile.overlapping(1_500), "план.docx", "похож на опасный"),
    (
        declaring(DOCUMENT, '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
        "п.docx",
        "посторонние",
    ),
    (hostile.under_another_name(LAUGHS), "план.docx", "посторонние файлы"),
    (hostile.repeated_text(), "план.xlsx", "слишком сложный"),
    (hostile.swelling_pdf(1_500_000_000), "план.pdf", "слишком сложный"),
    (hostile.deep_document(), "план.docx", "Файл повреждён"),
    (b"a\n" * 9_000_000, "план.txt", "Документ больше 1 МБ"),
    (hostile.with_macros("docx"), "план.docx", "макросы"),
    (hostile.with_macros("xlsx"), "план.xlsx", "макросы"),
    (hostile.locked_office(), "план.docx", "паролем"),
    (hostile.locked_zip(), "план.xlsx", "паролем"),
    (hostile.locked_pdf(), "план.pdf", "паролем"),
    (hostile.EMPTY_TABLE, "план.docx", "мероприятий в ней не нашлось"),
    (hostile.many_rows(10_000), "план.xlsx", "Строк больше 5000"),
    *(
        (GOOD[kind][: len(GOOD[kind]) // 2], f"план.{kind}", "Файл повреждён")
        for kind in ("docx", "xlsx", "pdf")
    ),
]


async def kept(city: City) -> list[int]:
    async with city.app.database.look() as session:
        return [
            await session.scalar(select(func.count()).select_from(table)) or 0
            for table in (RoadmapDraft, PeopleDraft, IncomingDocument)
        ]


async def refused_in_chat(city: City, content: bytes, name: str, said: str) -> None:
    """In one message, which says what to do and has the button to do it."""
    await sends_document(city.coordinator, content, name)
    answer = await city.coordinator.sees(said)
    sentence = answer["text"].partition("\n")[2].strip() or answer["text"]
    assert len(sentence) < LONGEST_SENTENCE + len(name)
    assert "Код" not in sentence
    assert await kept(city) == [0, 0, 0]


async def the_next_is_read(city: City, kind: str) -> None:
    await sends_document(city.coordinator, GOOD[kind], f"план.{kind}")
    await city.coordinator.sees("3 мероприятия")
    assert await kept(city) == [1, 0, 0]


async def test_each_is_refused_in_a_sentence_and_the_next_is_read(small_city: City) -> None:
    for content, name, said in FEW:
        await refused_in_chat(small_city, content, name, said)
    await the_next_is_read(small_city, "docx")


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_all_are_refused_in_a_sentence_and_the_next_is_read(small_city: City) -> None:
    for content, name, said in MANY:
        await refused_in_chat(small_city, content, name, said)
    await the_next_is_read(small_city, "pdf")


async def test_a_reader_that_crashes_is_told_like_one_that_has_too_much(
    small_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash = "import ctypes, resource; resource.setrlimit(resource.RLIMIT_CORE, (0, 0)); ctypes.string_at(0)"
    monkeypatch.setattr(sandbox, "_READER", (sys.executable, "-c", crash))
    await refused_in_chat(small_city, GOOD["docx"], "план.docx", "Документ слишком сложный")


async def test_of_two_tables_the_roadmap_is_taken(small_city: City) -> None:
    await sends_document(small_city.coordinator, hostile.two_tables(), "план.docx")
    await small_city.coordinator.sees("3 мероприятия")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (hostile.merged_over("A1:XFD1048576"), "слишком сложный"),
        (declaring(STRINGS, LAUGHS), "посторонние файлы"),
    ],
)
async def test_a_list_of_schools(small_city: City, content: bytes, said: str) -> None:
    coordinator = small_city.coordinator
    await coordinator.sends("/people")
    await coordinator.presses("Загрузить списком")
    await coordinator.sends_file(content, "школы.xlsx")
    await coordinator.sees(said)
    assert await kept(small_city) == [0, 0, 0]


async def answer_takes(city: City) -> float:
    began = time.perf_counter()
    await city.curator.sends("/help")
    await city.curator.sees("Отменить начатое")
    return time.perf_counter() - began


@pytest.mark.slow
async def test_others_are_answered_while_it_is_read(small_city: City) -> None:
    """As quickly as at any time, and more than once before the refusal comes."""
    await sends_document(small_city.coordinator, hostile.PICTURE, "план.docx")
    quiet = max([await answer_takes(small_city) for _ in range(3)])
    reading = asyncio.create_task(sends_document(small_city.coordinator, hostile.far_cells(5), "план.xlsx"))
    while "Читаю" not in (await small_city.coordinator.last())["text"]:  # noqa: ASYNC110 -- another process
        await asyncio.sleep(0.02)
    answers = []
    while not reading.done():
        answers.append(await answer_takes(small_city))
    await reading
    await small_city.coordinator.sees("Не похоже на дорожную карту")
    assert len(answers) > 2
    assert max(answers) < 2 + 5 * quiet

"""Steps and looks shared by the tests of evidence."""

import hashlib
import io

import pikepdf
from PIL import Image
from sqlalchemy import select

from db.models import Assignment, AssignmentEvent, Evidence, EvidenceFile, FileState, Rendition, StoredFile
from playground.files import Upload
from roadmap.standing import AssignmentStatus
from tests.city import City
from tests.phone import Phone

TASK = "№ 3 · Школа № 901"
"""A task that both the curator and the director of school 901 find in their lists on 10 January."""


def picture(color: str = "red", kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), color).save(out, kind)
    return out.getvalue()


def album(number: int) -> list[bytes]:
    return [picture(f"#{shade:02x}8040") for shade in range(0, 10 * number, 10)]


def pdf(pages: int = 1, *, password: str | None = None) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        document.save(
            out, encryption=pikepdf.Encryption(owner=password, user=password) if password else False
        )
    return out.getvalue()


async def opens_card(phone: Phone, task: str = TASK) -> None:
    await phone.sends("/tasks")
    for _ in range(5):
        if any(task in label for label in await phone.buttons()):
            break
        await phone.presses("›")
    await phone.presses(task)


async def opens_package(phone: Phone, task: str = TASK) -> None:
    await opens_card(phone, task)
    await phone.presses("Сдать подтверждение")
    await phone.sees("Пришлите фото или PDF")


async def files(city: City, state: FileState | None = None) -> list[EvidenceFile]:
    """All files that the database knows, in the order in which they were sent."""
    statement = select(EvidenceFile).order_by(EvidenceFile.id)
    async with city.app.database.look() as session:
        found = (await session.scalars(statement)).all()
    return [file for file in found if state in (None, file.state)]


async def package(city: City) -> Evidence:
    """The newest package."""
    async with city.app.database.look() as session:
        return (await session.scalars(select(Evidence).order_by(Evidence.id.desc()).limit(1))).one()


async def status(city: City, assignment_id: int) -> AssignmentStatus:
    async with city.app.database.look() as session:
        return (await session.scalars(select(Assignment.status).where(Assignment.id == assignment_id))).one()


async def times_submitted(city: City) -> int:
    async with city.app.database.look() as session:
        events = await session.scalars(
            select(AssignmentEvent).where(AssignmentEvent.status == AssignmentStatus.SUBMITTED)
        )
        return len(events.all())


async def on_disk(city: City) -> dict[str, bytes]:
    """The bytes of every file that was sent by their name, which is checked to be their SHA-256.

    What was made of them is there too, and not among these.
    """
    async with city.app.database.look() as session:
        known = set((await session.scalars(select(StoredFile.sha256))).all())
        made = set((await session.scalars(select(Rendition.rendition_sha256))).all())
    root = city.settings.evidence_folder
    found = {path.name: path.read_bytes() for path in root.glob("*/*") if path.suffix != ".part"}
    assert all(hashlib.sha256(content).hexdigest() == name for name, content in found.items())
    assert known == found.keys()
    assert not list(root.glob("*/*.part"))
    return {name: content for name, content in found.items() if name not in made}


async def sends_without_waiting(city: City, person: int, content: bytes, name: str = "protocol.pdf") -> None:
    """A document reaches the bot, whose update is committed; nothing is fetched yet."""
    from playground import actions

    world = city.playground.world
    actions.send_files(world, world.people[person], [Upload(name, None, content)])
    await city.app.intake.take(timeout=0)
    await city.app.intake.settle()

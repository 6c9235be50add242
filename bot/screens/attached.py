"""Files as they are shown to others: a rendition wherever the original isn't handed on."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from bot.keyboards.common import short
from bot.screens.screen import Attachment
from bot.texts import Translator
from db.models import RenditionKind
from db.queries.assignments import KeptFile
from db.queries.renditions import Made

NAME = 60


def attachments(files: Sequence[KeptFile], t: Translator) -> tuple[Attachment, ...]:
    """The files themselves, each under what its sender wrote; before a PDF a picture of its first page."""
    return tuple(shown for file in files for shown in _shown(file, t))


def _shown(file: KeptFile, t: Translator) -> Iterator[Attachment]:
    caption = t("review-caption", caption=file.caption) if file.caption else None
    name = short(file.name, NAME) if file.name else t.plain("file-unnamed")
    gone = t("file-not-shown", name=name)
    if file.page_sha256 is not None and file.sha256 is not None:
        made = Made(file.sha256, RenditionKind.THUMBNAIL)
        first_page = t("file-first-page", name=name)
        yield Attachment(file.page_file_id, True, first_page, file.page_sha256, "page.jpg", made)  # noqa: FBT003 -- is_photo
    if file.rendition_sha256 is not None and file.sha256 is not None and file.kind is not None:
        made = Made(file.sha256, file.kind)
        is_photo = file.is_photo or file.kind is RenditionKind.JPEG
        yield Attachment(
            file.rendition_file_id, is_photo, caption, file.rendition_sha256, _as_jpeg(file), made, gone
        )
    elif file.has_position:
        yield Attachment(None, False, otherwise=t("file-kept-back", name=name))  # noqa: FBT003 -- is_photo
    else:
        yield Attachment(file.file_id, file.is_photo, caption, file.sha256, _own_name(file), otherwise=gone)


def _as_jpeg(file: KeptFile) -> str:
    return f"{PurePath(file.name or 'photo').stem}.jpg"


def _own_name(file: KeptFile) -> str:
    return file.name or ("photo.jpg" if file.is_photo else "file")

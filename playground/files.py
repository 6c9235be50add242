"""Files that were sent: their identifiers, sizes and contents; photos with their smaller renditions."""

import hashlib
import io
import mimetypes
import secrets
from dataclasses import asdict, dataclass
from typing import Any

from PIL import Image, ImageOps

from playground.errors import bad_request
from playground.store import Store

MAX_UPLOAD = 50 * 1024 * 1024
MAX_DOWNLOAD = 20 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024
MAX_PHOTO_SIDES = 10_000
MAX_PHOTO_RATIO = 20
UNREADABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)
RENDITIONS = (90, 320, 800, 1280)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came over HTTP."""

    name: str
    mime_type: str | None
    content: bytes


@dataclass(frozen=True, slots=True)
class StoredFile:
    file_id: str
    file_unique_id: str
    kind: str
    path: str
    size: int
    name: str | None = None
    mime_type: str | None = None
    width: int = 0
    height: int = 0

    def identity(self) -> dict[str, Any]:
        return {"file_id": self.file_id, "file_unique_id": self.file_unique_id, "file_size": self.size}

    def photo_size(self) -> dict[str, Any]:
        return {**self.identity(), "width": self.width, "height": self.height}

    def document(self) -> dict[str, Any]:
        about = {"file_name": self.name, "mime_type": self.mime_type}
        return {name: value for name, value in about.items() if value} | self.identity()


class Files:
    """Everything sent, by file_id and by path. The same bytes twice: two file_ids, one file_unique_id."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._photos: dict[str, list[str]] = {}
        for _, row in store.rows("file"):
            self._remember(StoredFile(**row))
        for _, sizes in store.rows("photo"):
            self._photos |= dict.fromkeys(sizes, sizes)

    def _remember(self, file: StoredFile) -> None:
        self._by_id[file.file_id] = file
        self._by_path[file.path] = file

    def _add(self, kind: str, content: bytes, suffix: str, **about: Any) -> StoredFile:  # noqa: ANN401 - StoredFile's own fields
        unique = hashlib.sha256(kind.encode() + content).hexdigest()[:20]
        file_id = f"{'AgAC' if kind == 'photo' else 'BQAC'}{secrets.token_urlsafe(36)}"
        path = f"{kind}s/file_{len(self._by_id)}{suffix}"
        file = StoredFile(file_id, unique, kind, path, len(content), **about)
        self._store.put_content(file_id, content)
        self._store.put("file", file_id, asdict(file))
        self._remember(file)
        return file

    def by_id(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def by_path(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)

    def content(self, file: StoredFile) -> bytes:
        return self._store.content(file.file_id)

    def add_document(self, upload: Upload) -> dict[str, Any]:
        """As the Bot API's Document."""
        guessed = mimetypes.guess_type(upload.name)[0]
        suffix = f".{upload.name.rpartition('.')[2]}" if "." in upload.name else ""
        mime_type = (
            upload.mime_type if upload.mime_type not in (None, "application/octet-stream") else guessed
        )
        file = self._add("document", upload.content, suffix, name=upload.name, mime_type=mime_type)
        return file.document()

    def add_photo(self, content: bytes, *, scaled_by_app: bool = False) -> list[dict[str, Any]]:
        """As the Bot API's list of PhotoSize, the smallest first. Raises ApiError for what is no photo.

        A person's app scales a picture down before it sends it; a bot has to keep Telegram's limits itself.
        """
        if not scaled_by_app:
            check_photo_size(content)
        sizes = [
            self._add("photo", data, ".jpg", width=width, height=height)
            for data, width, height in photo_renditions(content)
        ]
        ids = [size.file_id for size in sizes]
        self._photos |= dict.fromkeys(ids, ids)
        self._store.put("photo", ids[-1], ids)
        return [size.photo_size() for size in sizes]

    def photo_again(self, file: StoredFile) -> list[dict[str, Any]]:
        """The sizes of a photo that is sent anew by the file_id of any of them."""
        return [self._by_id[size].photo_size() for size in self._photos[file.file_id]]


def check_photo_size(content: bytes) -> None:
    """Raises ApiError for a picture above the limits of a bot's photo: in bytes, in width and height."""
    if len(content) > MAX_PHOTO:
        raise bad_request(
            f"file of size {len(content)} bytes is too big for a photo; the maximum size is {MAX_PHOTO} bytes"
        )
    try:
        with Image.open(io.BytesIO(content)) as opened:
            sides = sum(opened.size)
    except UNREADABLE as failure:
        raise bad_request("IMAGE_PROCESS_FAILED") from failure
    if sides > MAX_PHOTO_SIDES:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def photo_renditions(content: bytes) -> list[tuple[bytes, int, int]]:
    """JPEG, width, height of each size that Telegram makes of a photo: as it recompresses, so do we."""
    try:
        with Image.open(io.BytesIO(content)) as opened:
            image = ImageOps.exif_transpose(opened).convert("RGB")
    except UNREADABLE as failure:
        raise bad_request("IMAGE_PROCESS_FAILED") from failure
    longest, shortest = max(image.size), min(image.size)
    if longest > MAX_PHOTO_RATIO * shortest:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    sides = [side for side in RENDITIONS if side < longest] + [min(longest, RENDITIONS[-1])]
    return [_scaled(image, side / longest) for side in dict.fromkeys(sides)]


def _scaled(image: Image.Image, scale: float) -> tuple[bytes, int, int]:
    width, height = (max(1, round(side * scale)) for side in image.size)
    out = io.BytesIO()
    (image if scale == 1 else image.resize((width, height))).save(out, "JPEG", quality=87)
    return out.getvalue(), width, height

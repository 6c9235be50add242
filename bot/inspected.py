"""What looking into a file has shown. Nothing here needs the libraries that look."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Kind = Literal["jpeg", "png", "webp", "heic", "pdf", "docx", "xlsx"]

MIME: dict[Kind, str] = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "heic": "image/heic",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
OFFICE = frozenset({MIME["docx"], MIME["xlsx"]})
"""Taken only where the coordinator allows it."""

Rendered = Literal["clean", "jpeg", "thumbnail"]
"""A `db.models.RenditionKind`."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that can be taken: pages of a PDF, width and height of a picture in pixels.

    ``active``: a PDF that carries other files. ``has_position``: a picture that says where it was taken.
    ``turned``: one that has to be turned to stand upright.
    """

    kind: Kind
    pages: int | None = None
    width: int | None = None
    height: int | None = None
    active: bool = False
    has_position: bool = False
    turned: bool = False

    @property
    def mime(self) -> str:
        """The media type."""
        return MIME[self.kind]

    @property
    def wants(self) -> Rendered | None:
        """What is to be handed on in its place, or shows what is in it."""
        if self.kind == "heic":
            return "jpeg"
        if self.kind == "pdf":
            return "thumbnail"
        return "clean" if self.has_position or self.turned else None


@dataclass(frozen=True, slots=True)
class Looked:
    """A file looked into, and the rendition made of it, if one was wanted and could be made."""

    inspected: Inspected
    rendition: Path | None

    @classmethod
    def of_json(cls, said: dict[str, Any]) -> "Looked":
        made = said["rendition"]
        return cls(Inspected(**said["inspected"]), None if made is None else Path(made))

"""The one-off message of a coordinator: what its text may be, and what became of it."""

from dataclasses import dataclass

from roadmap.errors import UserError

TEXT_LIMIT = 3000
"""As a messenger counts, in UTF-16 code units: with what stands above it, the text fits into one message."""


def read_announcement(typed: str) -> str:
    """The text as typed, but for the space around it. Raises UserError for an empty or too long one."""
    text = typed.replace("\x00", "").strip()
    if not text:
        raise UserError("announce-empty")
    length = len(text.encode("utf-16-le", "surrogatepass")) // 2
    if length > TEXT_LIMIT:
        raise UserError("announce-too-long", limit=TEXT_LIMIT, length=length)
    return text


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of an announcement's messages. `gone`: who left, or was too late to be told."""

    delivered: int = 0
    unreachable: int = 0
    failed: int = 0
    waiting: int = 0
    stopped: int = 0
    gone: int = 0

    @property
    def total(self) -> int:
        return self.delivered + self.unreachable + self.failed + self.waiting + self.stopped + self.gone

    @property
    def is_final(self) -> bool:
        return self.waiting == 0

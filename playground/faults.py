"""Faults to order: the next calls of a method fail in a chosen way."""

from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["drop", "drop_before", "error", "delay", "silence"]
KINDS: tuple[Kind, ...] = ("drop", "drop_before", "error", "delay", "silence")


@dataclass(slots=True)
class Fault:
    """`drop`: carried out, then the connection closed without an answer; `drop_before`: closed, nothing done;
    `error`: answered with `code` and nothing done (429 and a chat's migration carry `parameters`);
    `delay`: carried out after so many seconds; `silence`: nothing done and no word for so many seconds, then
    closed. `chat_id`: only calls that go to this chat.
    """

    method: str
    kind: Kind
    times: int = 1
    code: int = 502
    description: str = "Bad Gateway"
    seconds: float = 0.0
    parameters: dict[str, Any] | None = None
    chat_id: int | None = None

    def meets(self, method: str, chat_id: str | None) -> bool:
        named = self.method == "*" or self.method.lower() == method.lower()
        return named and (self.chat_id is None or str(self.chat_id) == chat_id)


@dataclass(slots=True)
class Faults:
    """Those still to come, the oldest first. `method` is a method's name, in any case, or "*"."""

    planned: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        self.planned.append(fault)

    def clear(self) -> None:
        self.planned.clear()

    def take(self, method: str, chat_id: str | None = None) -> Fault | None:
        """The fault that meets this call, used up once."""
        for fault in self.planned:
            if fault.meets(method, chat_id):
                fault.times -= 1
                if fault.times <= 0:
                    self.planned.remove(fault)
                return fault
        return None

"""Faults to order: the next calls of a method fail in a chosen way."""

from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["drop", "drop_before", "error", "delay"]
KINDS: tuple[Kind, ...] = ("drop", "drop_before", "error", "delay")


@dataclass(slots=True)
class Fault:
    """`drop`: carried out, then the connection closed without an answer; `drop_before`: closed, nothing done;
    `error`: answered with `code` and nothing done (429 and a chat's migration carry `parameters`);
    `delay`: carried out after so many seconds.
    """

    method: str
    kind: Kind
    times: int = 1
    code: int = 502
    description: str = "Bad Gateway"
    seconds: float = 0.0
    parameters: dict[str, Any] | None = None


@dataclass(slots=True)
class Faults:
    """Those still to come, the oldest first. `method` is a method's name, in any case, or "*"."""

    planned: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        self.planned.append(fault)

    def clear(self) -> None:
        self.planned.clear()

    def take(self, method: str) -> Fault | None:
        """The fault that meets this call, used up once."""
        for fault in self.planned:
            if fault.method == "*" or fault.method.lower() == method.lower():
                fault.times -= 1
                if fault.times <= 0:
                    self.planned.remove(fault)
                return fault
        return None

"""How a figure is printed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value beside what is wanted: at least `wanted`, or with `at_most` at most that."""

    name: str
    value: float
    wanted: float
    at_most: bool = False

    @property
    def good(self) -> bool:
        return self.value <= self.wanted if self.at_most else self.value >= self.wanted

    def __str__(self) -> str:
        sign = "≤" if self.at_most else "≥"
        return f"{'ok  ' if self.good else 'MISS'} {self.value:9.2f}  ({sign} {self.wanted:g})  {self.name}"

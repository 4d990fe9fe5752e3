"""Remember something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from dialogkit.document import Block, Category, Kind
from dialogkit.engine import LEAVE, Outcome, Turn

__all__ = ("SetVariable",)


class SetVariable(Block, frozen=True, kw_only=True, tag="set_variable"):
    """Give a variable a value."""

    kind: ClassVar[Kind] = Kind(Category.LOGIC, "Remember", "bookmark")

    variable: str = ""
    code: str = ""

    def sets(self) -> tuple[str, ...]:
        """Return the variable."""
        return (self.variable,) if self.variable else ()

    def texts(self) -> Iterator[str]:
        """Yield the code."""
        yield self.code

    def run(self, turn: Turn) -> Outcome:
        """Compute and keep the value."""
        result = turn.compute(self.code)
        turn.set(self.variable, result.value)
        return LEAVE

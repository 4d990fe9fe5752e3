"""Remember something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from dialogkit.blocks.assigned import Assigned, Failed
from dialogkit.document import NEXT, Block, Category, Fault, Handle, Kind, Reference, Severity
from dialogkit.engine import LEAVE, Leave, Outcome, Turn

__all__ = ("SetVariable",)

ERROR = "error"


class SetVariable(Block, frozen=True, kw_only=True, tag="set_variable"):
    """Give a variable a value: words, a computed value, an element of a list, a moment and more."""

    kind: ClassVar[Kind] = Kind(Category.LOGIC, "Remember", "bookmark")

    variable: Reference = ""
    value: Assigned | None = None
    error_variable: Reference = ""
    """What takes the reason when code fails."""

    def handles(self) -> tuple[Handle, ...]:
        """Return the way on, and the one for code that fails."""
        return (Handle(NEXT), Handle(ERROR, "The code failed")) if any(self.scripts()) else (Handle(NEXT),)

    @property
    def quotes_transcript(self) -> bool:
        """True where the value is the conversation so far."""
        return self.value is not None and self.value.quotes_transcript

    def texts(self) -> Iterator[str]:
        """Yield the words of the value."""
        if self.value is not None:
            yield from self.value.texts()

    def scripts(self) -> Iterator[str]:
        """Yield the code of the value."""
        if self.value is not None:
            yield from self.value.scripts()

    def sets(self) -> tuple[str, ...]:
        """Return the variables that are set."""
        others = () if self.value is None else self.value.sets()
        return tuple(name for name in (self.variable, *others, self.error_variable) if name)

    def reads(self) -> Iterator[str]:
        """Yield the variables the value is taken from."""
        if self.value is not None:
            yield from self.value.reads(self.variable)

    def problems(self) -> Iterator[Fault]:
        """Yield what makes the block do nothing."""
        if not self.variable:
            yield Fault("no_variable", "No variable is chosen.", "Choose one.", Severity.WARNING, "variable")
        if self.value is None:
            yield Fault("no_value", "The variable gets no value.", "Choose a value.", Severity.WARNING, "value")
        else:
            yield from self.value.problems()

    def run(self, turn: Turn) -> Outcome:
        """Find the value and keep it."""
        if self.value is None:
            return LEAVE
        value = self.value.find(turn, self.variable)
        if not isinstance(value, Failed):
            turn.save(self.error_variable, None)
            turn.save(self.variable, value)
            return LEAVE
        turn.save(self.error_variable, value.reason)
        if not value.has_instead:
            return Leave(ERROR)
        turn.save(self.variable, value.instead)
        return LEAVE

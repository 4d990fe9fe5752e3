"""Do something for each element of a list, or while a condition holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta

from dialogkit.document import NEXT, Block, Category, Fault, Handle, Kind, Reference, Severity
from dialogkit.engine import LEAVE, Enter, FrameKind, Leave, Outcome, Turn
from dialogkit.expressions import Condition
from dialogkit.kit import Value

__all__ = ("Loop",)

EACH = "each"
LIMIT = "limit"


class Loop(Block, frozen=True, kw_only=True, tag="loop"):
    """Walk the path of `each` again and again, and go on when nothing is left to do.

    A round ends with its path, with a return to the loop, or with an edge back to this block. The list is the
    one at the beginning: what a round changes in the variable does not change the rounds.
    """

    kind: ClassVar[Kind] = Kind(Category.LOGIC, "Loop", "repeat")

    over: Reference = ""
    """A list variable; a single value is a list of one."""
    item: Reference = ""
    """The variable that takes this round's element."""
    index: Reference = ""
    """The variable that takes this round's number, beginning with 1."""
    condition: Condition | None = msgspec.field(name="while", default=None)
    """Asked before each round; once it does not hold the loop is over."""
    max_rounds: Annotated[int, Meta(ge=1, le=10_000)] = 100
    """A loop that is not over after so many rounds is left by `limit`."""

    def handles(self) -> tuple[Handle, ...]:
        """Return the way of a round, the way on, and the way out of a loop that takes too long."""
        return (Handle(EACH, "Each round"), Handle(NEXT, "Afterwards"), Handle(LIMIT, "Too many rounds"))

    def sets(self) -> tuple[str, ...]:
        """Return the variables of a round."""
        return tuple(name for name in (self.item, self.index) if name)

    def reads(self) -> Iterator[str]:
        """Yield the list and what the condition compares."""
        if self.over:
            yield self.over
        if self.condition is not None:
            yield from self.condition.variables()

    def texts(self) -> Iterator[str]:
        """Yield the condition's right sides."""
        if self.condition is not None:
            yield from self.condition.texts()

    def problems(self) -> Iterator[Fault]:
        """Yield a loop that does not know when it is over."""
        if not self.over and self.condition is None:
            yield Fault(
                "no_list",
                "The loop has neither a list nor a condition, so only the limit ends it.",
                "Choose a list, or say while what holds.",
                Severity.WARNING,
                "over",
            )
        elif self.condition is not None and self.condition.is_unfinished():
            yield Fault(
                "unfinished_condition",
                "The loop's condition compares nothing, so there is no round.",
                "Choose a variable and how to compare it.",
                Severity.WARNING,
                "while",
            )

    def run(self, turn: Turn) -> Outcome:
        """Begin, or go on with, the rounds."""
        if not turn.leads(EACH):
            return LEAVE
        items, done = self._progress(turn)
        if items is not None and done >= len(items):
            return LEAVE
        if self.condition is not None and not turn.test(self.condition):
            return LEAVE
        if done >= self.max_rounds:
            return Leave(LIMIT)
        if items is not None:
            turn.save(self.item, items[done])
        turn.save(self.index, done + 1)
        return Enter(EACH, FrameKind.LOOP, keep={"items": items, "done": done + 1})

    def _progress(self, turn: Turn) -> tuple[list[Value] | None, int]:
        """Return the elements and how many rounds there have been."""
        if turn.has_come_round() and turn.frame is not None and isinstance(turn.frame.keep, dict):
            items, done = turn.frame.keep.get("items"), turn.frame.keep.get("done")
            return items if isinstance(items, list) else None, done if isinstance(done, int) else 0
        return (_elements(turn.get(self.over)) if self.over else None), 0


def _elements(value: Value) -> list[Value]:
    return list(value) if isinstance(value, list) else [] if value is None else [value]

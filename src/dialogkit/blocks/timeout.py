"""Give visitors a time to answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from dialogkit.document import NEXT, Block, Category, Fault, Handle, Kind, Label, Severity
from dialogkit.engine import LEAVE, Idle, Leave, Outcome, Turn

__all__ = ("Timeout",)

EXPIRED = "expired"
LONGEST = 366 * 86_400


class Timeout(Block, frozen=True, kw_only=True, tag="timeout"):
    """Go another way when a visitor does not answer in time.

    It holds for the next question or for all that follow in this flow, whichever way the conversation takes.
    What the question was asked in, such as a loop, is left when the time is over.
    """

    kind: ClassVar[Kind] = Kind(Category.LOGIC, "Timeout", "alarm")

    seconds: float | Label = 300
    """A number, or a variable that holds one; 0 ends a timeout that holds for all questions."""
    scope: Literal["next", "all"] = "next"

    def handles(self) -> tuple[Handle, ...]:
        """Return the way on, and the one that is taken when the time is over."""
        return (Handle(NEXT), Handle(EXPIRED, "No answer in time"))

    def texts(self) -> Iterator[str]:
        """Yield the variable's name."""
        if isinstance(self.seconds, str):
            yield self.seconds

    def problems(self) -> Iterator[Fault]:
        """Yield a time before now."""
        if isinstance(self.seconds, float | int) and self.seconds < 0:
            yield Fault(
                "no_time", "The time to answer is negative.", "Say how many seconds.", Severity.WARNING, "seconds"
            )

    def run(self, turn: Turn) -> Outcome:
        """Set the time, or leave because it is over."""
        if turn.timed_out:
            turn.end_idle()
            return Leave(EXPIRED)
        seconds = self._length(turn)
        depth = len(turn.frames)
        turn.idle = Idle(self.id, seconds, self.scope == "next", depth) if seconds > 0 else None
        return LEAVE

    def _length(self, turn: Turn) -> float:
        seconds = self.seconds
        if isinstance(seconds, str):
            number = turn.program.dialect.answers.number(turn.text(seconds))
            seconds = 0.0 if number is None else number
        return min(max(seconds, 0), LONGEST)

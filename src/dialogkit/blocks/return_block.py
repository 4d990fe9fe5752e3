"""Return to where the path came from."""

from __future__ import annotations

from typing import ClassVar, Literal

from dialogkit.document import Block, Category, Handle, Kind
from dialogkit.engine import Back, Outcome, Turn

__all__ = ("Return",)


class Return(Block, frozen=True, kw_only=True, tag="return"):
    """Go back to the call, subflow or event this path was entered by, or to a loop's next round.

    The end of a path returns too; this is for returning earlier. Where nothing expects it, the conversation ends.
    """

    kind: ClassVar[Kind] = Kind(Category.LOGIC, "Return", "arrow-back-up")

    to: Literal["caller", "loop"] = "caller"
    """`loop` leaves the rest of this round; `caller` leaves all loops on the way."""

    def handles(self) -> tuple[Handle, ...]:
        """Return no exit."""
        return ()

    def run(self, turn: Turn) -> Outcome:
        """Go back."""
        return Back(self.to)

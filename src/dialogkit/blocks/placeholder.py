"""Keep the place of something another platform has and DialogKit has not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta

from dialogkit.document import NEXT, Block, Category, Fault, Handle, Kind, Label, Severity
from dialogkit.document.limits import MAX_ITEMS
from dialogkit.engine import LEAVE, Outcome, Turn
from dialogkit.kit import Value

__all__ = ("Placeholder",)


class Placeholder(Block, frozen=True, kw_only=True, tag="placeholder"):
    """Hold everything an imported block held, and pass through it as if it were not there."""

    kind: ClassVar[Kind] = Kind(Category.INTEGRATION, "Placeholder", "puzzle")

    source: Label = ""
    """The platform it comes from."""
    of: Label = ""
    """What it is called there."""
    data: dict[str, Value] = msgspec.field(default_factory=dict)
    """All that was written in it, so that nothing is lost."""
    exits: Annotated[tuple[Label, ...], Meta(max_length=MAX_ITEMS)] = ()
    """Its exits beside the one that is taken."""

    def handles(self) -> tuple[Handle, ...]:
        """Return the way through, and the exits it had."""
        return (Handle(NEXT), *(Handle(name) for name in self.exits if name != NEXT))

    def problems(self) -> Iterator[Fault]:
        """Yield that something is missing here."""
        name = f"{self.source} {self.of}".strip() or "imported"
        yield Fault(
            "placeholder",
            f"The {name} block does nothing here: the conversation passes through.",
            "Put another block in its place, or remove it.",
            Severity.WARNING,
        )

    def run(self, turn: Turn) -> Outcome:
        """Pass through."""
        return LEAVE

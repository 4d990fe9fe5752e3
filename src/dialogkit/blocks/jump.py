"""Go on elsewhere in the flow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from dialogkit.document import NEXT, Block, Category, Fault, Handle, Kind, NodeName, Severity
from dialogkit.engine import LEAVE, Enter, FrameKind, Go, Leave, Outcome, Place, Turn
from dialogkit.kit import BlockId, NodeId

__all__ = ("Jump",)

MISSING = "missing"


class Jump(Block, frozen=True, kw_only=True, tag="jump"):
    """Go to a node or block without drawing an edge, and come back if it is a call.

    The node is named by its id or title; a variable may name it. A jump to nowhere goes on.
    """

    kind: ClassVar[Kind] = Kind(Category.LOGIC, "Jump", "arrow-ramp-right")

    node: NodeName = ""
    block: Annotated[BlockId, Meta(extra_json_schema={"format": "block"})] = BlockId("")
    """A block of the node to begin at; "" is the first."""
    call: bool = False
    """True comes back here when the path over there ends or returns."""

    def handles(self) -> tuple[Handle, ...]:
        """Return the way on after a call, and the one for a name that is not there."""
        after = (Handle(NEXT, "Afterwards"),) if self.call else ()
        missing = (Handle(MISSING, "No such place"),) if self._is_named_by_variable() else ()
        return (*after, *missing)

    def texts(self) -> Iterator[str]:
        """Yield the name of the node."""
        yield self.node

    def places(self) -> Iterator[NodeId | BlockId]:
        """Yield where it leads, where that is known beforehand."""
        if self.block:
            yield self.block
        elif self.node and not self._is_named_by_variable():
            yield NodeId(self.node)

    def problems(self) -> Iterator[Fault]:
        """Yield a jump without a target."""
        if not (self.node or self.block):
            yield Fault("no_target", "The jump leads nowhere.", "Choose a node.", Severity.WARNING, "node")

    def run(self, turn: Turn) -> Outcome:
        """Go there, or on after a call."""
        if turn.frame is not None or not (self.node or self.block):
            return LEAVE
        place = self._place(turn)
        if place is None:
            return Leave(MISSING)
        return Enter(place, FrameKind.CALL) if self.call else Go(place)

    def _is_named_by_variable(self) -> bool:
        return "{" in self.node

    def _place(self, turn: Turn) -> Place | None:
        node = turn.program.node_named(turn.text(self.node).strip())
        place = Place(node=node, block=self.block or None)
        return place if turn.program.holds(place) else None

"""Part visitors by chance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from dialogkit.document import Block, Category, Fault, Handle, Kind, Label, Part, Severity
from dialogkit.engine import LEAVE, Leave, Outcome, Turn

__all__ = ("AbSplit", "Way")


class Way(Part, frozen=True, kw_only=True):
    """One of the ways; its share is its weight among all weights. Its id is a handle."""

    id: str
    label: Label = ""
    weight: Annotated[float, Meta(ge=0, le=1_000_000)] = 1


class AbSplit(Block, frozen=True, kw_only=True, tag="ab_split"):
    """Send each visitor one of several ways by chance, to see which serves best."""

    kind: ClassVar[Kind] = Kind(Category.LOGIC, "A/B split", "arrows-split")

    ways: Annotated[tuple[Way, ...], Meta(max_length=20)] = (Way(id="a", weight=50), Way(id="b", weight=50))

    def handles(self) -> tuple[Handle, ...]:
        """Return a handle for each way."""
        return tuple(Handle(way.id, way.label or way.id.upper()) for way in self.ways)

    def problems(self) -> Iterator[Fault]:
        """Yield a split that never parts anybody."""
        if not any(way.weight for way in self.ways):
            yield Fault("no_ways", "No way has a share.", "Give each way a share.", Severity.WARNING, "ways")

    def run(self, turn: Turn) -> Outcome:
        """Choose a way."""
        point = turn.chance() * sum(way.weight for way in self.ways)
        for way in self.ways:
            point -= way.weight
            if point < 0:
                return Leave(way.id)
        return LEAVE

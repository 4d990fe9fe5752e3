"""Where a conversation begins."""

from __future__ import annotations

from typing import ClassVar

from dialogkit.document import Block, Category, Kind
from dialogkit.engine import LEAVE, Outcome, Turn

__all__ = ("Start",)


class Start(Block, frozen=True, kw_only=True, tag="start"):
    """Begin here when the chat opens."""

    kind: ClassVar[Kind] = Kind(Category.EVENT, "Start", "flag")
    trigger: ClassVar[str] = "start"

    def run(self, turn: Turn) -> Outcome:
        """Go on."""
        return LEAVE

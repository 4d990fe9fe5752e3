"""End the conversation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from dialogkit.document import Block, Category, Handle, Kind, Words
from dialogkit.engine import END, Message, Outcome, Turn

__all__ = ("End", "EndMessage")


class EndMessage(Message, frozen=True, kw_only=True, tag="end"):
    """The conversation is over; `text` is a last word."""

    text: str = ""


class End(Block, frozen=True, kw_only=True, tag="end"):
    """End the conversation here, whatever subflows and loops are open."""

    kind: ClassVar[Kind] = Kind(Category.LOGIC, "End", "flag-check")
    translatable: ClassVar[tuple[str, ...]] = ("text",)

    text: Words = ""

    def handles(self) -> tuple[Handle, ...]:
        """Return no exit."""
        return ()

    def texts(self) -> Iterator[str]:
        """Yield the last words."""
        yield self.text

    def run(self, turn: Turn) -> Outcome:
        """Say the last words and stop."""
        text = turn.text(self.text)
        turn.emit(EndMessage(id=turn.message_id(), block=self.id, text=text))
        return END

"""Say something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from dialogkit.document import Block, Category, Kind
from dialogkit.document.limits import MAX_TEXT
from dialogkit.engine import LEAVE, Outcome, Turn

__all__ = ("Text",)


class Text(Block, frozen=True, kw_only=True, tag="text"):
    """Say words, formatted with Markdown, with the values of variables filled in."""

    kind: ClassVar[Kind] = Kind(Category.BUBBLE, "Text", "message-2")
    translatable: ClassVar[tuple[str, ...]] = ("text",)

    text: Annotated[str, Meta(max_length=MAX_TEXT)] = ""

    def texts(self) -> Iterator[str]:
        """Yield the words."""
        yield self.text

    def run(self, turn: Turn) -> Outcome:
        """Say the words."""
        turn.say(self.text)
        return LEAVE

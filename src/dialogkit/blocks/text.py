"""Say something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from dialogkit.document import Block, Category, Fault, Kind, Severity, Words
from dialogkit.engine import LEAVE, Outcome, Turn

__all__ = ("Text",)


class Text(Block, frozen=True, kw_only=True, tag="text"):
    """Say words, formatted with Markdown, with the values of variables filled in."""

    kind: ClassVar[Kind] = Kind(Category.BUBBLE, "Text", "message-2")
    translatable: ClassVar[tuple[str, ...]] = ("text",)

    text: Words = ""

    def texts(self) -> Iterator[str]:
        """Yield the words."""
        yield self.text

    def problems(self) -> Iterator[Fault]:
        """Yield a bubble without words."""
        if not self.text.strip():
            yield Fault("no_text", "The text is empty.", "Write something, or remove it.", Severity.WARNING, "text")

    def run(self, turn: Turn) -> Outcome:
        """Say the words."""
        turn.say(self.text)
        return LEAVE

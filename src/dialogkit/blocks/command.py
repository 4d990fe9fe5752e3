"""A way in for commands from the page around the chat."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from dialogkit.document import Block, Category, Fault, Kind, Label, Severity
from dialogkit.engine import LEAVE, Outcome, Turn

__all__ = ("Command",)


class Command(Block, frozen=True, kw_only=True, tag="command"):
    """Begin here when the page sends a command, whatever the conversation is waiting for."""

    kind: ClassVar[Kind] = Kind(Category.EVENT, "Command", "terminal")

    command: Label = ""
    resume: bool = True
    """True asks again what was asked before, once this path ends; False drops it."""

    @property
    def trigger(self) -> str:
        """What the machine finds it by."""
        return f"command:{self.command}"

    def problems(self) -> Iterator[Fault]:
        """Yield a command without a name."""
        if not self.command:
            yield Fault("no_command", "The command has no name.", "Give it one.", Severity.WARNING, "command")

    def run(self, turn: Turn) -> Outcome:
        """Go on."""
        return LEAVE

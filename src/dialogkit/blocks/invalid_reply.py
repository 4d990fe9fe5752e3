"""A way in whenever an answer does not fit."""

from __future__ import annotations

from typing import ClassVar

from dialogkit.document import Block, Category, Kind, Reference
from dialogkit.engine import LEAVE, Outcome, Turn

__all__ = ("InvalidReply",)


class InvalidReply(Block, frozen=True, kw_only=True, tag="invalid_reply"):
    """Begin here whenever a visitor gives an answer that does not fit, before the question refuses it.

    When the path ends or returns, the question says why and asks again.
    """

    kind: ClassVar[Kind] = Kind(Category.EVENT, "Invalid reply", "message-x")
    trigger: ClassVar[str] = "invalid"

    content: Reference = ""
    """The variable that takes the answer as the visitor reads it."""
    question_name: Reference = ""
    """The variable that takes the name of the variable the question fills."""
    question_type: Reference = ""
    """The variable that takes the question's type."""

    def sets(self) -> tuple[str, ...]:
        """Return the variables about the answer."""
        return tuple(name for name in (self.content, self.question_name, self.question_type) if name)

    def run(self, turn: Turn) -> Outcome:
        """Note what was answered to which question."""
        heard = turn.what_was_heard()
        if heard is not None:
            turn.save(self.content, heard.said)
            turn.save(self.question_name, heard.variable)
            turn.save(self.question_type, heard.question_type)
        return LEAVE

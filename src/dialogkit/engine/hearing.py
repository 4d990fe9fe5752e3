"""What the events about a reply share: they note what was answered to which question."""

from __future__ import annotations

from dialogkit.document import Block, Reference
from dialogkit.engine.outcomes import LEAVE, Outcome
from dialogkit.engine.turn import Turn

__all__ = ("Hearing",)


class Hearing(Block, frozen=True, kw_only=True):
    """An event that begins when a visitor has answered, before the question deals with it."""

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

"""Ask for a time of day."""

from __future__ import annotations

from typing import ClassVar

from dialogkit.document import Category, Kind, Label
from dialogkit.engine import Answer, Ask, Input, Question, Refusal, TextInput, Turn

__all__ = ("TimeAsk", "TimeQuestion")


class TimeAsk(Ask, frozen=True, kw_only=True, tag="time"):
    """A field for a time of day."""

    format: str = ""


class TimeQuestion(Question, frozen=True, kw_only=True, tag="time"):
    """Ask for a time of day; it is kept as 14:30."""

    kind: ClassVar[Kind] = Kind(Category.QUESTION, "Time", "clock")

    format: Label = ""
    """How times are written where the flow comes from, such as `HH:mm`; "" follows the visitor's own custom."""

    def ask(self, turn: Turn) -> TimeAsk:
        """Return the field."""
        return TimeAsk(format=self.format, **self.shared(turn))

    def read(self, turn: Turn, reply: Input) -> Answer | Refusal:
        """Return the time."""
        text = reply.text if isinstance(reply, TextInput) else ""
        time = turn.program.dialect.answers.time(text, self.format, turn.now)
        if time is None:
            return Refusal("time.unreadable")
        return Answer(time, time)

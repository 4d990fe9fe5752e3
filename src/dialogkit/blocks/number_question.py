"""Ask for a number."""

from __future__ import annotations

from typing import ClassVar

from dialogkit.document import Category, Kind
from dialogkit.engine import Answer, Ask, Input, Question, Refusal, TextInput, Turn

__all__ = ("NumberAsk", "NumberQuestion")


class NumberAsk(Ask, frozen=True, kw_only=True, tag="number"):
    """A field for a number."""

    min: float | None = None
    max: float | None = None
    step: float | None = None
    unit: str = ""


class NumberQuestion(Question, frozen=True, kw_only=True, tag="number"):
    """Ask for a number, within limits where the author sets them.

    Limits are numbers or texts that name a variable.
    """

    kind: ClassVar[Kind] = Kind(Category.QUESTION, "Number", "number-123")

    min: float | str | None = None
    max: float | str | None = None
    step: float | str | None = None
    unit: str = ""

    def ask(self, turn: Turn) -> NumberAsk:
        """Return the field with its limits."""
        return NumberAsk(
            min=_limit(turn, self.min),
            max=_limit(turn, self.max),
            step=_limit(turn, self.step),
            unit=turn.text(self.unit),
            **self.shared(turn),
        )

    def read(self, turn: Turn, reply: Input) -> Answer | Refusal:
        """Return the number if it lies within the limits."""
        text = reply.text if isinstance(reply, TextInput) else ""
        number = turn.program.dialect.answers.number(text)
        if number is None:
            return Refusal("Please write a number, such as 42.")
        low, high = _limit(turn, self.min), _limit(turn, self.max)
        if low is not None and number < low:
            return Refusal(f"Please write a number of at least {low:g}.")
        if high is not None and number > high:
            return Refusal(f"Please write a number of at most {high:g}.")
        return Answer(number, turn.program.dialect.text(number))


def _limit(turn: Turn, limit: float | str | None) -> float | None:
    if isinstance(limit, str):
        return turn.program.dialect.answers.number(turn.text(limit))
    return limit

"""Ask for a number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from dialogkit.document import Category, Fault, Kind, Label
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

    translatable: ClassVar[tuple[str, ...]] = (*Question.translatable, "unit")
    kind: ClassVar[Kind] = Kind(Category.QUESTION, "Number", "number-123")

    min: float | Label | None = None
    max: float | Label | None = None
    step: float | Label | None = None
    unit: Label = ""

    def texts(self) -> Iterator[str]:
        """Yield all texts with names in them."""
        yield from super().texts()
        yield self.unit
        yield from (limit for limit in (self.min, self.max, self.step) if isinstance(limit, str))

    def problems(self) -> Iterator[Fault]:
        """Yield limits that no number can keep."""
        low, high = self.min, self.max
        if isinstance(low, float | int) and isinstance(high, float | int) and low > high:
            yield Fault(
                "no_answer_fits",
                "The least number is greater than the greatest, so no answer is accepted.",
                "Exchange the two.",
                field="min",
            )

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
            return Refusal("number.unreadable")
        low, high = _limit(turn, self.min), _limit(turn, self.max)
        if low is not None and number < low:
            return Refusal("number.too_low", {"least": low})
        if high is not None and number > high:
            return Refusal("number.too_high", {"most": high})
        step = _limit(turn, self.step)
        if step and _is_between_steps(number, low or 0, step):
            return _between(number, low or 0, step)
        return Answer(number, turn.program.dialect.text(number))


def _is_between_steps(number: float, low: float, step: float) -> bool:
    steps = (number - low) / step
    return abs(steps - round(steps)) > 1e-9


def _between(number: float, low: float, step: float) -> Refusal:
    if step == 1 and low == int(low):
        return Refusal("number.not_whole")
    below = low + step * ((number - low) // step)
    return Refusal("number.between_steps", {"step": step, "below": _round(below), "above": _round(below + step)})


def _round(number: float) -> float:
    """Leave out what binary fractions add: 0.30000000000000004."""
    return float(f"{number:.12g}")


def _limit(turn: Turn, limit: float | str | None) -> float | None:
    if isinstance(limit, str):
        return turn.program.dialect.answers.number(turn.text(limit))
    return limit

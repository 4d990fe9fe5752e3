"""Ask for a rating."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

import msgspec
from msgspec import Meta

from dialogkit.document import Category, Fault, Kind, Label
from dialogkit.engine import Answer, Ask, Input, Question, Refusal, TextInput, Turn

__all__ = ("Rating", "RatingAsk")


class RatingAsk(Ask, frozen=True, kw_only=True, tag="rating"):
    """A row of numbers or icons to choose from."""

    lowest: int = msgspec.field(name="from")
    highest: int = msgspec.field(name="to")
    style: Literal["numbers", "icons"]
    icon: str = ""
    left: str = ""
    right: str = ""
    one_tap: bool = False


class Rating(Question, frozen=True, kw_only=True, tag="rating"):
    """Ask how good something is, in numbers or stars."""

    kind: ClassVar[Kind] = Kind(Category.QUESTION, "Rating", "star")
    translatable: ClassVar[tuple[str, ...]] = (*Question.translatable, "left", "right")

    lowest: Annotated[int, Meta(ge=0, le=100)] = msgspec.field(name="from", default=1)
    highest: Annotated[int, Meta(ge=1, le=100)] = msgspec.field(name="to", default=5)
    style: Literal["numbers", "icons"] = "numbers"
    icon: Label = ""
    """The name of an icon such as `star` or `heart`, or an emoji; "" is a star."""
    left: Label = ""
    """What the lowest rating means."""
    right: Label = ""
    one_tap: bool = False
    """True sends the rating as it is tapped, without a button."""

    def texts(self) -> Iterator[str]:
        """Yield all texts with names in them."""
        yield from super().texts()
        yield from (self.left, self.right)

    def problems(self) -> Iterator[Fault]:
        """Yield a scale on which nothing can be chosen."""
        if self.lowest > self.highest:
            yield Fault(
                "no_answer_fits",
                "The scale begins above its end, so no answer is accepted.",
                "Exchange the two.",
                field="from",
            )

    def ask(self, turn: Turn) -> RatingAsk:
        """Return the scale."""
        return RatingAsk(
            lowest=self.lowest,
            highest=self.highest,
            style=self.style,
            icon=self.icon,
            left=turn.text(self.left),
            right=turn.text(self.right),
            one_tap=self.one_tap,
            **self.shared(turn),
        )

    def read(self, turn: Turn, reply: Input) -> Answer | Refusal:
        """Return the rating, a whole number on the scale."""
        text = reply.text if isinstance(reply, TextInput) else ""
        rating = turn.program.dialect.answers.rating(text, self.lowest, self.highest)
        if rating is None:
            return Refusal("number.off_scale", {"least": self.lowest, "most": self.highest})
        return Answer(rating, str(rating))

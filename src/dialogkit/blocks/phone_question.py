"""Ask for a telephone number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from dialogkit.document import Category, Kind
from dialogkit.engine import Answer, Ask, Input, Question, Refusal, TextInput, Turn

__all__ = ("PhoneAsk", "PhoneQuestion")


class PhoneAsk(Ask, frozen=True, kw_only=True, tag="phone"):
    """A field for a telephone number; `country` is the one a visitor most likely calls from."""

    country: str = ""


class PhoneQuestion(Question, frozen=True, kw_only=True, tag="phone"):
    """Ask for a telephone number; it is kept with its country's prefix, as in +4930123456."""

    kind: ClassVar[Kind] = Kind(Category.QUESTION, "Phone", "phone")

    country: Annotated[str, Meta(max_length=100)] = ""
    """Two letters, or a variable that holds them; numbers written without a prefix are of this country."""

    def texts(self) -> Iterator[str]:
        """Yield all texts with names in them."""
        yield from super().texts()
        yield self.country

    def ask(self, turn: Turn) -> PhoneAsk:
        """Return the field."""
        return PhoneAsk(country=turn.text(self.country), **self.shared(turn))

    def read(self, turn: Turn, reply: Input) -> Answer | Refusal:
        """Return the number in its international form."""
        text = reply.text if isinstance(reply, TextInput) else ""
        country = turn.text(self.country).strip()
        number = turn.program.dialect.answers.phone(text, country)
        if number is not None:
            return Answer(number, number)
        if not country and text.strip() and not text.strip().startswith(("+", "00")):
            return Refusal("phone.no_prefix")
        return Refusal("phone.unreadable")

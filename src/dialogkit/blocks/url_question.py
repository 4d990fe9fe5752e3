"""Ask for a web address."""

from __future__ import annotations

from typing import ClassVar

from dialogkit.document import Category, Kind
from dialogkit.engine import Answer, Ask, Input, Question, Refusal, TextInput, Turn

__all__ = ("UrlAsk", "UrlQuestion")


class UrlAsk(Ask, frozen=True, kw_only=True, tag="url"):
    """A field for a web address."""


class UrlQuestion(Question, frozen=True, kw_only=True, tag="url"):
    """Ask for a web address; `https://` may be left out."""

    kind: ClassVar[Kind] = Kind(Category.QUESTION, "Website", "link")

    def ask(self, turn: Turn) -> UrlAsk:
        """Return the field."""
        return UrlAsk(**self.shared(turn))

    def read(self, turn: Turn, reply: Input) -> Answer | Refusal:
        """Return the address."""
        text = reply.text if isinstance(reply, TextInput) else ""
        address = turn.program.dialect.answers.url(text)
        if address is None:
            return Refusal("website.unreadable")
        return Answer(address, address)

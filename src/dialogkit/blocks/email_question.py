"""Ask for an e-mail address."""

from __future__ import annotations

from typing import ClassVar

from dialogkit.document import Category, Kind
from dialogkit.engine import Answer, Ask, Input, Question, Refusal, TextInput, Turn

__all__ = ("EmailAsk", "EmailQuestion")


class EmailAsk(Ask, frozen=True, kw_only=True, tag="email"):
    """A field for an e-mail address."""


class EmailQuestion(Question, frozen=True, kw_only=True, tag="email"):
    """Ask for an e-mail address, and take only what can be one."""

    kind: ClassVar[Kind] = Kind(Category.QUESTION, "E-mail", "mail")

    def ask(self, turn: Turn) -> EmailAsk:
        """Return the field."""
        return EmailAsk(**self.shared(turn))

    def read(self, turn: Turn, reply: Input) -> Answer | Refusal:
        """Return the address."""
        text = reply.text if isinstance(reply, TextInput) else ""
        address = turn.program.dialect.answers.email(text)
        return Refusal(_why_not(text.strip())) if address is None else Answer(address, address)


def _why_not(text: str) -> str:
    if not text:
        return "email.empty"
    if "@" not in text:
        return "email.no_at"
    if any(character.isspace() for character in text):
        return "email.spaces"
    return "email.unreadable"

"""Ask for words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from dialogkit.document import Category, Fault, Kind, Reference
from dialogkit.engine import Answer, Ask, Input, Question, Refusal, TextInput, Turn

__all__ = ("TextAsk", "TextQuestion")

Keyboard = Literal["", "text", "decimal", "numeric", "tel", "search", "email", "url"]


class TextAsk(Ask, frozen=True, kw_only=True, tag="text"):
    """A field for words, one line or several."""

    long: bool = False
    max_length: int | None = None
    keyboard: Keyboard = ""
    attachments: bool = False


class TextQuestion(Question, frozen=True, kw_only=True, tag="text_question"):
    """Ask for words, in one line or several."""

    kind: ClassVar[Kind] = Kind(Category.QUESTION, "Text", "cursor-text")

    long: bool = False
    min_length: Annotated[int, Meta(ge=0)] = 1
    """0 takes an answer without words too."""
    max_length: Annotated[int, Meta(ge=1)] | None = None
    keyboard: Keyboard = ""
    attachments: Reference = ""
    """The variable that takes the addresses of attached files; "" takes none."""

    def sets(self) -> tuple[str, ...]:
        """Return the variables that take the words and the attachments."""
        return (*super().sets(), *((self.attachments,) if self.attachments else ()))

    def problems(self) -> Iterator[Fault]:
        """Yield limits that no text can keep."""
        if self.max_length is not None and self.min_length > self.max_length:
            yield Fault(
                "no_answer_fits",
                "The least length is greater than the greatest, so no answer is accepted.",
                "Exchange the two.",
                field="min_length",
            )

    def ask(self, turn: Turn) -> TextAsk:
        """Return the field."""
        return TextAsk(
            long=self.long,
            max_length=self.max_length,
            keyboard=self.keyboard,
            attachments=bool(self.attachments),
            **self.shared(turn),
        )

    def read(self, turn: Turn, reply: Input) -> Answer | Refusal:
        """Return the words, if there are neither too few nor too many."""
        if not isinstance(reply, TextInput):
            return Refusal("words.missing")
        text = reply.text
        if not text.strip() and self.min_length and not (self.attachments and reply.files):
            return Refusal("words.empty")
        if 1 < self.min_length > len(text):
            return Refusal("words.too_few", {"least": self.min_length, "count": len(text)})
        if self.max_length is not None and len(text) > self.max_length:
            return Refusal("words.too_many", {"most": self.max_length, "count": len(text)})
        if self.attachments and reply.files:
            turn.set(self.attachments, turn.program.dialect.gathered([file.url for file in reply.files]))
        return Answer(text, text or ", ".join(file.name or file.url for file in reply.files))

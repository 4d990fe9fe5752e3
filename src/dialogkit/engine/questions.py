"""What all questions share: ask, read the answer, ask again, give up.

A question type says what it asks (`ask`) and how it reads a reply (`read`); the rest is here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, TypedDict

import msgspec
from msgspec import Meta

from dialogkit.document import NEXT, Block, Handle, Reference, Words
from dialogkit.engine.events import overhear
from dialogkit.engine.inputs import REPLIES, Input, SkipInput, TextInput
from dialogkit.engine.outcomes import LEAVE, Leave, Outcome, Wait
from dialogkit.engine.outputs import Ask
from dialogkit.engine.session import WaitsFor
from dialogkit.engine.turn import Turn
from dialogkit.engine.wording import Insert
from dialogkit.kit import BlockId, Value

__all__ = ("EXHAUSTED", "Answer", "Question", "Refusal")

EXHAUSTED = "exhausted"
"""The handle for a visitor who gave too many answers that did not fit."""


class Answer(msgspec.Struct, frozen=True):
    """An accepted answer: what is remembered, what the visitor sees of it, and the way on."""

    value: Value
    shown: str
    handle: str = NEXT


class Refusal(msgspec.Struct, frozen=True):
    """An answer that does not fit, and why: a key of `wording`, and the values its words tell."""

    reason: str = "answer.does_not_fit"
    values: Mapping[str, Insert] = {}


class Shared(TypedDict):
    """The fields of `Ask` that every question fills alike."""

    block: BlockId
    button: str
    placeholder: str
    prefill: str
    optional: bool


class Question(Block, frozen=True, kw_only=True):
    """A block that asks the visitor something."""

    translatable: ClassVar[tuple[str, ...]] = ("question", "retry", "button", "placeholder")

    question: Words = ""
    """Said before asking, in Markdown; may be empty where a bubble asks."""
    variable: Reference = ""
    """Where the answer is remembered."""
    button: Words = ""
    placeholder: Words = ""
    retry: Words = ""
    """Said when an answer is refused; "" lets the question find its own words."""
    attempts: Annotated[int, Meta(ge=0, le=100)] = 0
    """Refused answers until `exhausted` is taken; 0 asks for ever."""
    optional: bool = False

    def handles(self) -> tuple[Handle, ...]:
        """Return the exits: onwards, and giving up where attempts are limited."""
        return (Handle(NEXT), *self.giving_up())

    def giving_up(self) -> tuple[Handle, ...]:
        """Return the exit for too many refused answers, where there is a limit."""
        return (Handle(EXHAUSTED, "Too many tries"),) if self.attempts else ()

    def sets(self) -> tuple[str, ...]:
        """Return the variable that takes the answer."""
        return (self.variable,) if self.variable else ()

    def ask(self, turn: Turn) -> Ask | None:
        """Return what a client shows; None where there is nothing to ask and the flow goes on."""
        raise NotImplementedError

    def read(self, turn: Turn, reply: Input) -> Answer | Refusal:
        """Return the answer in `reply`, or why there is none."""
        raise NotImplementedError

    def run(self, turn: Turn) -> Outcome:
        """Ask, or deal with the reply."""
        reply = turn.reply
        if not isinstance(reply, REPLIES):
            return self._put(turn, self._tries(turn) if turn.heard else 0, first=True)
        if isinstance(reply, SkipInput):
            return self._skipped(turn)
        if isinstance(reply, TextInput) and len(reply.text) > turn.budgets.answer_bytes:
            return self._refused(turn, Refusal("answer.too_long"))
        answer = self.read(turn, reply)
        if turn.program.has_reply_events:
            said, valid = (answer.shown, True) if isinstance(answer, Answer) else (_words(reply), False)
            event = overhear(turn, said, self._tries(turn), valid=valid)
            if event is not None:
                return event
        return self._accepted(turn, answer) if isinstance(answer, Answer) else self._refused(turn, answer)

    def shared(self, turn: Turn) -> Shared:
        """Return the fields of `Ask` that every question fills alike."""
        return {
            "block": self.id,
            "button": turn.text(self.button),
            "placeholder": turn.text(self.placeholder),
            "prefill": turn.prefill(self.variable),
            "optional": self.optional,
        }

    def texts(self) -> Iterator[str]:
        """Yield the texts with names in them."""
        yield from (self.question, self.retry, self.button, self.placeholder)

    def _put(self, turn: Turn, tries: int, *, first: bool) -> Outcome:
        ask = self.ask(turn)
        if ask is None:
            return LEAVE
        if first and self.question:
            turn.say(self.question)
        return Wait(WaitsFor.REPLY, ask, keep=tries)

    def _skipped(self, turn: Turn) -> Outcome:
        if not self.optional:
            return self._refused(turn, Refusal("answer.needed"))
        return self._accepted(turn, Answer(None, ""))

    def _accepted(self, turn: Turn, answer: Answer) -> Outcome:
        turn.remember(self.variable, answer.value)
        turn.answered(answer.shown)
        turn.end_idle()
        return LEAVE if answer.handle == NEXT else Leave(answer.handle)

    def _tries(self, turn: Turn) -> int:
        tries = turn.keep.get("tries") if isinstance(turn.keep, dict) else turn.keep
        return tries if isinstance(tries, int) else 0

    def _refused(self, turn: Turn, refusal: Refusal) -> Outcome:
        tries = self._tries(turn) + 1
        if self.attempts and tries >= self.attempts:
            turn.end_idle()
            return Leave(EXHAUSTED)
        if not turn.refused_elsewhere:
            self._tell(turn, refusal)
        return self._put(turn, tries, first=False)

    def _tell(self, turn: Turn, refusal: Refusal) -> None:
        """Say why an answer does not fit: in the author's words, else in those of the language."""
        words = self.retry or turn.program.flow.settings.messages.invalid
        if words:
            turn.say(words, "error")
        else:
            turn.say_plainly(turn.words(refusal.reason, refusal.values), "error")


def _words(reply: Input) -> str:
    """Return what a visitor wrote, where it was words."""
    return reply.text if isinstance(reply, TextInput) else ""

"""What a block sees and may do while it runs: one `Turn` a call of `advance`.

A turn collects what is said and set; nothing it does reaches the session until the
machine makes a new one of it.
"""

from __future__ import annotations

import msgspec

from dialogkit.engine.interruptions import Breach
from dialogkit.engine.outputs import Message, TextMessage, Tone
from dialogkit.engine.reading import TurnReading
from dialogkit.engine.session import FrameKind, Line
from dialogkit.kit import Value

__all__ = ("Heard", "Turn")


class Heard(msgspec.Struct, frozen=True):
    """What an event about a reply is told: the visitor's words and the question they answer."""

    said: str
    variable: str
    """The name of the question: of its variable, or with one return mark of its node."""
    question_type: str


class Turn(TurnReading):
    """One advance, as its blocks meet it."""

    __slots__ = ()

    def set(self, name: str, value: Value) -> None:
        """Give a variable a value of its declared type; None unsets it."""
        declared = self.program.types.get(name, "any")
        self.store(name, self.program.dialect.convert(value, declared))

    def remember(self, name: str, answer: Value) -> None:
        """Keep an answer in a variable, by the dialect's rule."""
        if name:
            declared = self.program.types.get(name, "any")
            self.store(name, self.program.dialect.remember(self.variables.get(name), answer, declared))

    def save(self, name: str, value: Value) -> None:
        """Give a variable a value, where the author named one."""
        if name:
            self.set(name, value)

    def set_all(self, values: Value) -> None:
        """Set what a script has set; names the flow does not declare are passed over."""
        for name, value in (values if isinstance(values, dict) else {}).items():
            if name in self.program.names:
                self.set(name, value)

    def say(self, source: str, tone: Tone = "say") -> None:
        """Say Markdown with names filled in."""
        text, rich = self.program.rich(source).render(self.variables, self)
        self.characters += len(text)
        self.emit(TextMessage(id=self.message_id(), block=self.spot.id, text=text, rich=rich, tone=tone))

    def say_plainly(self, text: str, tone: Tone = "say") -> None:
        """Say `text` as it is: neither names nor Markdown are looked for in it."""
        self.characters += len(text)
        self.emit(TextMessage(id=self.message_id(), block=self.spot.id, text=text, tone=tone))

    def message_id(self) -> str:
        """Return the id for the next message."""
        return f"m{self.said}"

    def emit(self, message: Message) -> None:
        """Show a message; its id must be `message_id()`."""
        self.messages.append(message)
        self.said += 1
        if len(self.messages) > self.budgets.messages or self.characters > self.budgets.message_bytes:
            raise Breach("too_many_messages", "The flow said more in one turn than a conversation can carry.")

    def prefill(self, name: str) -> str:
        """Return a variable's present value as an answer to offer, where the flow wants that."""
        if not name or not self.program.flow.settings.prefill:
            return ""
        value = self.variables.get(name)
        return "" if value is None or isinstance(value, list | dict) else self.program.dialect.text(value)

    def answered(self, shown: str) -> None:
        """Note the accepted answer as a person would read it."""
        self.shown = shown

    def end_idle(self) -> None:
        """End a timeout that was meant for one question."""
        if self.idle is not None and self.idle.once:
            self.idle = None

    # -- where the conversation is

    @property
    def heard(self) -> bool:
        """True where an event's path has ended and its question goes on with the reply."""
        return self.frame is not None and self.frame.kind is FrameKind.EVENT

    def what_was_heard(self) -> Heard | None:
        """Return the reply the present event is about; None outside such events."""
        spot = self.program.spots.get(self.overheard.owner) if self.overheard is not None else None
        if self.overheard is None or spot is None or not isinstance(self.overheard.keep, dict):
            return None
        name = getattr(spot.block, "variable", "")
        if self.program.dialect.one_mark:
            name = self.program.title_of(spot.node)
        return Heard(str(self.overheard.keep.get("said") or ""), name, str(spot.block.__struct_config__.tag))

    @property
    def refused_elsewhere(self) -> bool:
        """True where an event has told the visitor already that the answer does not fit."""
        return self.heard and self.program.dialect.one_mark and "invalid" in self.program.events

    def leads(self, handle: str) -> bool:
        """Return whether the present block's exit `handle` leads anywhere."""
        return self.spot.exits.get(handle) is not None

    def has_come_round(self) -> bool:
        """Return whether the present block's own loop is open, and take up that round.

        An author closes a loop either by letting the path end or by an edge back to the block; both mean the same.
        """
        if self.frame is not None:
            return self.frame.kind is FrameKind.LOOP
        for index in range(len(self.frames) - 1, -1, -1):
            frame = self.frames[index]
            if frame.kind is not FrameKind.LOOP:
                return False
            if frame.owner == self.spot.id:
                del self.frames[index:]
                self.frame = frame
                return True
        return False

    def transcript(self) -> list[Line]:
        """Return what was said so far, the newest that one value can hold."""
        lines = list(self.lines)
        if self.shown is not None:
            lines.append(Line("visitor", self.shown))
        lines.extend(Line("bot", message.text) for message in self.messages if isinstance(message, TextMessage))
        room, kept = self.budgets.value_bytes // 2, 0
        for line in reversed(lines):
            room -= len(line.text) + 20
            if room < 0:
                break
            kept += 1
        return lines[len(lines) - kept :]

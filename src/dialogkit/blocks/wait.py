"""Let time pass."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import ClassVar

from dialogkit.document import Block, Category, Fault, Kind, Label, Severity
from dialogkit.engine import LEAVE, Ask, Message, Outcome, Turn, WaitsFor
from dialogkit.engine import Wait as Stop

__all__ = ("Wait", "WaitAsk", "WaitMessage")

SHORT = 30
"""Seconds that a client lets pass by itself; a longer wait is the server's."""
LONGEST = 366 * 86_400


class WaitMessage(Message, frozen=True, kw_only=True, tag="wait"):
    """A pause before the next message."""

    seconds: float


class WaitAsk(Ask, frozen=True, kw_only=True, tag="wait"):
    """Nothing to answer: the conversation goes on by itself at `until`."""

    accepts: ClassVar[str] = "timeout"

    until: datetime


class Wait(Block, frozen=True, kw_only=True, tag="wait"):
    """Let some seconds, hours or days pass; a visitor may close the chat meanwhile."""

    kind: ClassVar[Kind] = Kind(Category.LOGIC, "Wait", "hourglass")

    seconds: float | Label = 1
    """A number, or a variable that holds one."""

    @property
    def waits(self) -> bool:
        """True where the pause is too long for one turn."""
        return isinstance(self.seconds, str) or self.seconds > SHORT

    def texts(self) -> Iterator[str]:
        """Yield the variable's name."""
        if isinstance(self.seconds, str):
            yield self.seconds

    def problems(self) -> Iterator[Fault]:
        """Yield a pause of no time."""
        if isinstance(self.seconds, float | int) and self.seconds <= 0:
            yield Fault("no_time", "The pause has no length.", "Say how many seconds.", Severity.WARNING, "seconds")

    def run(self, turn: Turn) -> Outcome:
        """Pause, or go on once the time has passed."""
        if turn.timed_out:
            return LEAVE
        if turn.heard and isinstance(turn.keep, str):
            return self._until(datetime.fromisoformat(turn.keep))
        seconds = self._length(turn)
        if seconds > SHORT:
            return self._until(turn.now + timedelta(seconds=seconds))
        if seconds > 0:
            turn.emit(WaitMessage(id=turn.message_id(), block=self.id, seconds=seconds))
        return LEAVE

    def _length(self, turn: Turn) -> float:
        seconds = self.seconds
        if isinstance(seconds, str):
            number = turn.program.dialect.answers.number(turn.text(seconds))
            seconds = 0.0 if number is None else number
        return min(max(seconds, 0), LONGEST)

    def _until(self, until: datetime) -> Stop:
        return Stop(WaitsFor.TIME, WaitAsk(block=self.id, until=until), until, keep=until.isoformat())

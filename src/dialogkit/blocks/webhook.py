"""Wait until another system calls."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, ClassVar

from msgspec import Meta

from dialogkit.document import NEXT, Block, Category, Handle, Kind
from dialogkit.document.limits import MAX_ITEMS
from dialogkit.engine import (
    LEAVE,
    Ask,
    HookInput,
    Leave,
    Outcome,
    Saved,
    Turn,
    Wait,
    WaitsFor,
    save_parts,
)

__all__ = ("HookAsk", "Webhook")

EXPIRED = "expired"


class HookAsk(Ask, frozen=True, kw_only=True, tag="hook"):
    """Nothing to answer: another system has to call first."""

    accepts: ClassVar[str] = "hook"


class Webhook(Block, frozen=True, kw_only=True, tag="webhook"):
    """Wait for a request to this conversation's own address, and keep what it brings."""

    kind: ClassVar[Kind] = Kind(Category.INTEGRATION, "Wait for a webhook", "plug-connected")

    saves: Annotated[tuple[Saved, ...], Meta(max_length=MAX_ITEMS)] = ()
    """Paths begin with `data`, the decoded body of the request."""
    timeout: Annotated[float, Meta(ge=0, le=31_622_400)] = 0
    """Seconds to wait; 0 waits for ever."""

    @property
    def waits(self) -> bool:
        """True: nothing goes on before the call or the time."""
        return True

    def handles(self) -> tuple[Handle, ...]:
        """Return the way on, and the one for a call that never came."""
        return (Handle(NEXT), Handle(EXPIRED, "No call in time")) if self.timeout else (Handle(NEXT),)

    def sets(self) -> tuple[str, ...]:
        """Return the variables that take parts of the request."""
        return tuple(saved.variable for saved in self.saves if saved.variable)

    def run(self, turn: Turn) -> Outcome:
        """Wait, or keep what came."""
        if isinstance(turn.reply, HookInput):
            save_parts(turn, self.saves, {"data": turn.reply.data, "status": 200, "statusCode": 200})
            return LEAVE
        if turn.timed_out:
            return Leave(EXPIRED)
        until = self._until(turn)
        return Wait(WaitsFor.HOOK, HookAsk(block=self.id), until, keep=until.isoformat() if until else None)

    def _until(self, turn: Turn) -> datetime | None:
        if turn.heard and isinstance(turn.keep, str):
            return datetime.fromisoformat(turn.keep)
        return turn.now + timedelta(seconds=self.timeout) if self.timeout else None

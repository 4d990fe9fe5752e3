"""A conversation as it is kept: its turns, each one record that is appended.

The skeleton (ids, cause, path, status, due, version) never changes; the personal parts
(input, turn, results, state) can be replaced by their redacted form.
"""

from __future__ import annotations

import msgspec

from dialogkit.engine import Ask, EffectResult, Message, Status
from dialogkit.kit import Conflict, ConversationId, FlowId, OrganizationId

__all__ = ("Claim", "Record", "StaleTurn", "TurnIdReused", "TurnOut", "Unfinished", "cause_of_client", "cause_of_timer")

EMPTY = msgspec.Raw(b"null")


class StaleTurn(Conflict):
    """The question that was answered is no longer the present one."""

    code = "stale_turn"

    def __init__(self, message: str, turn: msgspec.Raw) -> None:
        super().__init__(message, fix="Go on from the present turn.", turn=turn)


class TurnIdReused(Conflict):
    """A turn's id was used before, for another input."""

    code = "turn_id_reused"


class TurnOut(msgspec.Struct, frozen=True, kw_only=True):
    """What a client is told of a turn."""

    seq: int
    messages: tuple[Message, ...] = ()
    input: Ask | msgspec.Raw | None = None
    status: Status = Status.WAITING
    shown: str | None = None


class Unfinished(Conflict):
    """A turn is being worked on; its end can be waited for."""

    code = "unfinished_turn"

    def __init__(self, turn: msgspec.Raw) -> None:
        super().__init__("The last answer is still being worked on.", fix="Ask again in a moment.", turn=turn)


class Claim(msgspec.Struct, frozen=True, omit_defaults=True):
    """A turn that is being worked on: whoever holds the claim performs its effects."""

    holder: str
    until: int
    """Milliseconds; later than this the holder is taken for dead."""
    attempted: int | None = None
    """The number of the outside effect that was begun and whose result is not recorded yet."""


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One turn: why it happened, what came in, what went out, and the state after it."""

    conversation: ConversationId
    seq: int
    cause: str
    organization: OrganizationId
    flow: FlowId
    version: int
    at: int
    status: Status
    locale: str = ""
    input: msgspec.Raw = EMPTY
    turn: msgspec.Raw = EMPTY
    path: tuple[tuple[str, str], ...] = ()
    results: tuple[EffectResult, ...] = ()
    """Of every effect, in order: with them a turn can be replayed exactly."""
    state: msgspec.Raw = EMPTY
    due: int | None = None
    failure: str = ""
    claim: Claim | None = None


def cause_of_client(turn_id: str) -> str:
    """Return the cause of a turn that a client made."""
    return f"client:{turn_id}"


def cause_of_timer(seq: int) -> str:
    """Return the cause of the turn that follows when the time of turn `seq` has come."""
    return f"timer:{seq}"

"""The state of one conversation between two turns: a pure, frozen value.

It refers to blocks by id only, so it survives encoding, a restart and a new version
of the flow. What was said is not here: transcripts are the turn records.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from dialogkit.engine.inputs import EffectResult, Input
from dialogkit.kit import BlockId, FlowId, NodeId, Value

__all__ = ("Frame", "FrameKind", "Idle", "Line", "Session", "Status", "Waiting", "WaitsFor", "decode", "encode")


class Status(StrEnum):
    """Where a conversation stands."""

    WAITING = "waiting"
    WORKING = "working"
    ENDED = "ended"
    FAILED = "failed"


class WaitsFor(StrEnum):
    """What has to come before a conversation goes on."""

    REPLY = "reply"
    TIME = "time"
    HOOK = "hook"
    EVENT = "event"
    RESULT = "result"
    """An effect the block asked for."""
    SCRIPT = "script"
    """Code inside a text or value of the block, which starts over when it is done."""


class FrameKind(StrEnum):
    """Why the conversation will come back to a block."""

    LOOP = "loop"
    CALL = "call"
    SUBFLOW = "subflow"
    EVENT = "event"


class _State(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """Positional encoding keeps the hot path small."""


class Frame(_State, frozen=True):
    """A promise to come back to `owner` once the path that was entered ends."""

    kind: FrameKind
    owner: BlockId
    flow: FlowId = FlowId("")
    """The flow `owner` belongs to; "" is the conversation's own."""
    keep: Value = None
    variables: dict[str, Value] | None = None
    """The caller's variables, while a subflow has its own; the subflow's, where its owner is interrupted."""
    cause: Input | None = None
    """The reply that an event interrupted; the owner goes on with it."""


class Idle(_State, frozen=True):
    """A timeout in force for the questions that follow."""

    block: BlockId
    """The timeout block that takes over."""
    seconds: float
    once: bool = True
    """True for the next answered question only."""
    depth: int = 0
    """Frames that were open when it was set; those opened since are left when it takes over."""


class Waiting(_State, frozen=True):
    """The block that waits, for what, until when, and what it wants to find again."""

    block: BlockId
    wants: WaitsFor
    until: datetime | None = None
    keep: Value = None
    on_time: BlockId = BlockId("")
    """The block that takes over when `until` passes; "" is the waiting one."""
    memo: tuple[EffectResult, ...] = ()
    """Results of scripts inside the block's texts and code, so far."""
    cause: Input | None = None
    """What the block was dealing with when a script interrupted it."""
    returning: bool = False
    """True when it was dealing with the newest frame."""


class Line(_State, frozen=True):
    """One line of the transcript that a flow itself may quote."""

    who: str
    text: str


class Session(_State, frozen=True):
    """All a conversation remembers."""

    seed: int = 0
    """Chance of this conversation: with `draws` it gives each random number."""
    status: Status = Status.WAITING
    waiting: Waiting | None = None
    variables: dict[str, Value] = {}
    draws: int = 0
    said: int = 0
    """Messages so far; the next one's id."""
    flow: FlowId = FlowId("")
    """The subflow on top; "" is the conversation's own flow."""
    frames: tuple[Frame, ...] = ()
    mark: Frame | None = None
    """The one return mark of flows in Typebot's dialect."""
    queue: tuple[NodeId | BlockId, ...] = ()
    """Places to go on at once a path ends, in Typebot's dialect."""
    idle: Idle | None = None
    context: dict[str, Value] = {}
    lines: tuple[Line, ...] = ()
    """Kept only by flows that quote their own transcript."""
    failure: str = ""


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Session)


def encode(session: Session) -> bytes:
    """Write `session` as JSON bytes."""
    return _encoder.encode(session)


def decode(data: bytes | msgspec.Raw) -> Session:
    """Read a session written by `encode`."""
    return _decoder.decode(data)

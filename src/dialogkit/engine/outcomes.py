"""What a block's `run` returns: where the conversation goes from here."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, TypeAlias

import msgspec

from dialogkit.document import NEXT
from dialogkit.engine.effects import Effect
from dialogkit.engine.inputs import Input
from dialogkit.engine.outputs import Ask
from dialogkit.engine.session import FrameKind, WaitsFor
from dialogkit.kit import BlockId, FlowId, NodeId, Value

__all__ = (
    "BACK",
    "END",
    "LEAVE",
    "Back",
    "End",
    "Enter",
    "Fail",
    "Go",
    "Leave",
    "Outcome",
    "Perform",
    "Place",
    "Wait",
)


class _Outcome(msgspec.Struct, frozen=True):
    """An outcome is a value; the machine acts on it."""


class Place(_Outcome, frozen=True):
    """A node (its first block), or one block. `flow` other than "" is a subflow's."""

    node: NodeId | None = None
    block: BlockId | None = None
    flow: FlowId | None = None
    """None stays in the present flow; "" names the conversation's own."""


class Leave(_Outcome, frozen=True):
    """Go on by `handle`: its edge, else that of `next`, else the next block, else the path ends."""

    handle: str = NEXT


class Go(_Outcome, frozen=True):
    """Go on at `place` and do not come back."""

    place: Place


class Enter(_Outcome, frozen=True):
    """Go on at `place`, or by an own exit; the block is entered again, with `keep`, when that path ends."""

    place: Place | str
    """A place, or the name of one of the block's handles."""
    kind: FrameKind
    keep: Value = None
    variables: dict[str, Value] | None = None
    """The subflow's own variables; None shares the present ones."""
    cause: Input | None = None
    """The reply an event is about, with which the block goes on afterwards."""


class Back(_Outcome, frozen=True):
    """Return to the newest place that expects it."""

    to: Literal["caller", "loop"] = "caller"
    """`caller` leaves loops on the way; `loop` goes to the next round of the innermost one."""


class Wait(_Outcome, frozen=True):
    """Stop until something comes. `ask` is what a client shows meanwhile."""

    wants: WaitsFor
    ask: Ask | None = None
    until: datetime | None = None
    keep: Value = None


class Perform(_Outcome, frozen=True):
    """Have `effect` done; the block is entered again with its result and `keep`."""

    effect: Effect
    keep: Value = None


class End(_Outcome, frozen=True):
    """The conversation is over, whatever is on the stack."""


class Fail(_Outcome, frozen=True):
    """The block cannot go on; the visitor may try again."""

    code: str
    message: str


Outcome: TypeAlias = Leave | Go | Enter | Back | Wait | Perform | End | Fail

LEAVE = Leave()
BACK = Back()
END = End()

"""Coming back: the stack of frames that loops, calls, subflows and events leave behind."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

import msgspec

from dialogkit.engine.interruptions import Breach
from dialogkit.engine.outcomes import Back, Enter, Place
from dialogkit.engine.program import Spot
from dialogkit.engine.session import Frame, FrameKind
from dialogkit.engine.turn import Turn
from dialogkit.engine.values import size_of
from dialogkit.kit import BlockId, FlowId, Missing, NodeId

__all__ = ("Lender", "come_back", "enter", "find", "path_ended", "push", "switch", "unwind")

_LOOKS = 10
"""How many times as long it takes to measure a character of what frames hold as to read one."""


@runtime_checkable
class Lender(Protocol):
    """A block that lends values to a subflow and takes some back."""

    def take_back(self, turn: Turn) -> None:
        """Copy from `turn.child`, the subflow's variables, what the author asked for."""
        ...


def find(turn: Turn, place: Place) -> Spot | None:
    """Return where `place` is; None where its node is empty.

    Raises `Missing` where there is no such place.
    """
    if place.flow is not None and place.flow != turn.flow:
        switch(turn, place.flow)
    if place.node is None and place.block is None:
        return turn.program.start()
    if not turn.program.holds(place):
        raise Missing(f"The flow has no {place.block or place.node!r} to go to.")
    return turn.program.find(place)


def enter(turn: Turn, spot: Spot, outcome: Enter) -> Spot | None:
    """Remember to come back to `spot`, and go to the outcome's place."""
    lent = turn.variables if outcome.variables is not None else None
    frame = Frame(outcome.kind, spot.id, turn.flow, outcome.keep, lent, outcome.cause)
    if turn.program.dialect.one_mark and outcome.kind in (FrameKind.CALL, FrameKind.EVENT):
        turn.mark = frame
    else:
        push(turn, frame)
    if isinstance(outcome.place, str):
        return spot.exits.get(outcome.place)
    target = find(turn, outcome.place)
    if outcome.variables is not None:
        turn.variables = dict(outcome.variables)
    if outcome.kind is FrameKind.EVENT:
        turn.overheard = frame
    return target


def path_ended(turn: Turn) -> Spot | None:
    """Return where to go on at the end of a path; None where the conversation is over."""
    while turn.queue:
        queued = turn.queue.pop(0)
        spot = turn.program.spots.get(BlockId(queued)) or turn.program.first.get(NodeId(queued))
        if spot is not None:
            return spot
    return _reenter(turn, turn.frames.pop()) if turn.frames else None


def come_back(turn: Turn, spot: Spot, back: Back) -> Spot | None:
    """Return to the newest call, subflow, event or loop; None where nothing expects it.

    Flows with one return mark go on behind a return without one.
    """
    if turn.program.dialect.one_mark:
        frame, turn.mark = turn.mark, None
        return _reenter(turn, frame) if frame is not None else spot.following
    while turn.frames:
        if back.to == "loop" or turn.frames[-1].kind is not FrameKind.LOOP:
            return path_ended(turn)
        turn.frames.pop()
    return None


def push(turn: Turn, frame: Frame) -> None:
    """Open a frame; raises `Breach` where too many are open or they hold too much."""
    if len(turn.frames) >= turn.budgets.depth:
        raise Breach(
            "too_deep", f"More than {turn.budgets.depth} loops, calls and subflows are open inside each other."
        )
    turn.frames.append(frame)
    limit = turn.budgets.frames_bytes
    held = sum(size_of(one.keep, limit) + size_of(one.variables, limit) for one in turn.frames)
    turn.spend(held * _LOOKS)
    if held > limit:
        raise Breach("frames_too_large", f"Open loops and subflows hold more than {limit:,} characters.")


def unwind(turn: Turn, depth: int) -> None:
    """Leave what was opened since there were `depth` frames; subflows give back what they were lent."""
    while len(turn.frames) > depth:
        frame = turn.frames.pop()
        if frame.flow != turn.flow:
            switch(turn, frame.flow)
        if frame.variables is None:
            continue
        turn.child, turn.variables = turn.variables, dict(frame.variables)
        owner = turn.program.spots.get(frame.owner)
        if owner is not None and isinstance(owner.block, Lender):
            owner.block.take_back(turn)
        turn.child = None


def switch(turn: Turn, flow: FlowId) -> None:
    """Go on in another flow; raises `Missing` where it is not at hand."""
    program = turn.root if not flow or flow == turn.root.id else turn.root.subflows.get(flow)
    if program is None:
        raise Missing(f"The flow {flow!r} is not at hand.")
    turn.flow = FlowId("") if program is turn.root else flow
    turn.program = program


def _reenter(turn: Turn, frame: Frame) -> Spot:
    if frame.flow != turn.flow:
        switch(turn, frame.flow)
    if frame.variables is not None:
        turn.child, turn.variables = turn.variables, dict(frame.variables)
    _end_timeout(turn, frame)
    turn.frame = frame
    turn.keep = frame.keep
    turn.reply = frame.cause
    spot = turn.program.spots.get(frame.owner)
    if spot is None:
        raise Missing(f"The flow has no block {frame.owner!r} to come back to.")
    return spot


def _end_timeout(turn: Turn, frame: Frame) -> None:
    """A timeout ends with the subflow it was set in, and outlives a loop or call."""
    idle, depth = turn.idle, len(turn.frames)
    if idle is not None and idle.depth > depth:
        turn.idle = None if frame.kind is FrameKind.SUBFLOW else msgspec.structs.replace(idle, depth=depth)

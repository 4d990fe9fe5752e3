"""Coming back: the stack of frames that loops, calls, subflows and events leave behind."""

from __future__ import annotations

from dialogkit.engine.outcomes import Enter, Place
from dialogkit.engine.program import Spot
from dialogkit.engine.session import Frame, FrameKind
from dialogkit.engine.turn import Breach, Turn
from dialogkit.kit import BlockId, FlowId, Missing, NodeId

__all__ = ("come_back", "enter", "find", "path_ended")


def find(turn: Turn, place: Place) -> Spot | None:
    """Return where `place` is; None where its node is empty.

    Raises `Missing` where there is no such place.
    """
    if place.flow is not None and place.flow != turn.flow:
        _switch(turn, place.flow)
    if place.node is None and place.block is None:
        return turn.program.start()
    if not turn.program.holds(place):
        raise Missing(f"The flow has no {place.block or place.node!r} to go to.")
    return turn.program.find(place)


def enter(turn: Turn, spot: Spot, outcome: Enter) -> Spot | None:
    """Remember to come back to `spot`, and go to the outcome's place."""
    frame = Frame(outcome.kind, spot.id, turn.flow, outcome.keep)
    if outcome.variables is not None:
        frame = Frame(outcome.kind, spot.id, turn.flow, outcome.keep, turn.variables)
    if turn.program.dialect.one_mark and outcome.kind is FrameKind.CALL:
        turn.mark = frame
    else:
        _push(turn, frame)
    target = find(turn, outcome.place)
    if outcome.variables is not None:
        turn.variables = dict(outcome.variables)
    return target


def path_ended(turn: Turn) -> Spot | None:
    """Return where to go on at the end of a path; None where the conversation is over."""
    while turn.queue:
        queued = turn.queue.pop(0)
        spot = turn.program.spots.get(BlockId(queued)) or turn.program.first.get(NodeId(queued))
        if spot is not None:
            return spot
    return _reenter(turn, turn.frames.pop()) if turn.frames else None


def come_back(turn: Turn) -> Spot | None:
    """Return to the newest call, subflow or event; None where nothing expects it."""
    if turn.program.dialect.one_mark:
        frame, turn.mark = turn.mark, None
        return _reenter(turn, frame) if frame is not None else None
    while turn.frames:
        frame = turn.frames.pop()
        if frame.kind is not FrameKind.LOOP:
            return _reenter(turn, frame)
    return None


def _push(turn: Turn, frame: Frame) -> None:
    if len(turn.frames) >= turn.budgets.depth:
        raise Breach(
            "too_deep", f"More than {turn.budgets.depth} loops, calls and subflows are open inside each other."
        )
    turn.frames.append(frame)


def _reenter(turn: Turn, frame: Frame) -> Spot:
    if frame.flow != turn.flow:
        _switch(turn, frame.flow)
    if frame.variables is not None:
        turn.child, turn.variables = turn.variables, dict(frame.variables)
    if frame.kind is FrameKind.EVENT:
        turn.keep = frame.keep
    else:
        turn.frame = frame
    spot = turn.program.spots.get(frame.owner)
    if spot is None:
        raise Missing(f"The flow has no block {frame.owner!r} to come back to.")
    return spot


def _switch(turn: Turn, flow: FlowId) -> None:
    program = turn.root if not flow or flow == turn.root.id else turn.root.subflows.get(flow)
    if program is None:
        raise Missing(f"The flow {flow!r} is not at hand.")
    turn.flow = FlowId("") if program is turn.root else flow
    turn.program = program

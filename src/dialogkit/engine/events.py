"""Events: ways into a flow that do not follow an edge, and back to what they interrupted.

A command interrupts whatever is waited for; a reply event runs between an answer and what
the question does with it. When an event's path ends, or returns, its question goes on.
"""

from __future__ import annotations

from dialogkit.engine.inputs import CommandInput
from dialogkit.engine.outcomes import Enter, Place
from dialogkit.engine.program import Spot
from dialogkit.engine.returning import push, switch, unwind
from dialogkit.engine.session import Frame, FrameKind, Waiting
from dialogkit.engine.turn import Turn
from dialogkit.kit import FlowId, InvalidRequest

__all__ = ("INVALID", "REPLY", "answer_command", "overhear")

REPLY = "reply"
INVALID = "invalid"


def answer_command(turn: Turn, waiting: Waiting, input: CommandInput) -> Spot:
    """Return the event of a command; the question comes back when its path ends.

    A subflow's own commands come first, then those of the conversation's flow, whose path then
    works with the subflow's variables. Raises `InvalidRequest` where there is no such command.
    """
    trigger = f"command:{input.command}"
    spot = turn.program.events.get(trigger) or turn.root.events.get(trigger)
    if spot is None:
        raise InvalidRequest(f"This conversation has no command {input.command!r}.")
    _leave_present(turn, waiting, resumes=getattr(spot.block, "resume", True))
    if spot is not turn.program.spots.get(spot.id):
        switch(turn, FlowId(""))
    turn.reply = input
    return spot


def overhear(turn: Turn, said: str, tries: int, *, valid: bool) -> Enter | None:
    """Return the way into the event about a reply; None where there is none, or it has run already.

    `said` are the visitor's words, `tries` the replies that were refused before.
    """
    if turn.heard:
        return None
    spot = _event_about_reply(turn, valid=valid)
    if spot is None or any(frame.kind is FrameKind.EVENT and frame.cause is not None for frame in turn.frames):
        return None
    return Enter(Place(block=spot.id), FrameKind.EVENT, {"said": said, "tries": tries}, cause=turn.reply)


def _event_about_reply(turn: Turn, *, valid: bool) -> Spot | None:
    events = turn.program.events
    if valid:
        return events.get(REPLY)
    fallback = events.get(REPLY) if turn.program.dialect.one_mark else None
    return events.get(INVALID, fallback)


def _leave_present(turn: Turn, waiting: Waiting, *, resumes: bool) -> None:
    """Remember what the command interrupts, or forget it; a second command replaces the first."""
    frame = Frame(FrameKind.EVENT, waiting.block, turn.flow, waiting.keep)
    if turn.program.dialect.one_mark:
        if resumes:
            push(turn, frame)
        else:
            turn.mark = frame
        return
    open_command = next((index for index, frame in enumerate(turn.frames) if _is_command(frame)), None)
    if not resumes:
        unwind(turn, 0)
    elif open_command is None:
        push(turn, frame)
    else:
        unwind(turn, open_command + 1)


def _is_command(frame: Frame) -> bool:
    return frame.kind is FrameKind.EVENT and frame.cause is None

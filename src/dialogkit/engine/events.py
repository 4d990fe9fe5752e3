"""Events: ways into a flow that do not follow an edge."""

from __future__ import annotations

from dialogkit.engine.inputs import CommandInput
from dialogkit.engine.program import Spot
from dialogkit.engine.session import Frame, FrameKind, Waiting
from dialogkit.engine.turn import Turn
from dialogkit.kit import InvalidRequest

__all__ = ("answer_command",)


def answer_command(turn: Turn, waiting: Waiting, input: CommandInput) -> Spot:
    """Return the event of a command; the question comes back when its path ends.

    Raises `InvalidRequest` where the flow has no such command.
    """
    spot = turn.program.events.get(f"command:{input.command}")
    if spot is None:
        raise InvalidRequest(f"This conversation has no command {input.command!r}.")
    turn.reply = input
    frame = Frame(FrameKind.EVENT, waiting.block, turn.flow)
    if getattr(spot.block, "resume", True):
        turn.frames.append(frame)
    elif turn.program.dialect.one_mark:
        turn.mark = frame
    else:
        turn.frames.clear()
    return spot

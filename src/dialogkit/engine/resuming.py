"""How an input finds the block that deals with it.

Only what a conversation waits for reaches a block; everything else is a `Conflict`.
"""

from __future__ import annotations

from dialogkit.engine.events import answer_command
from dialogkit.engine.inputs import (
    REPLIES,
    CommandInput,
    EffectResult,
    EventInput,
    HookInput,
    Input,
    Start,
    TimeoutInput,
)
from dialogkit.engine.outcomes import Place
from dialogkit.engine.program import Spot
from dialogkit.engine.returning import unwind
from dialogkit.engine.session import Session, Status, Waiting, WaitsFor
from dialogkit.engine.turn import Turn
from dialogkit.engine.values import size_of
from dialogkit.kit import BlockId, Conflict, InvalidRequest, NodeId, TooLarge

__all__ = ("accept",)


def accept(turn: Turn, session: Session, input: Input) -> Spot | None:
    """Return the spot that deals with `input`, with `turn` prepared for it.

    Raises `Conflict` where the conversation does not wait for such an input.
    """
    if isinstance(input, Start):
        return _start(turn, session, input)
    waiting = session.waiting
    if session.status is Status.ENDED or waiting is None:
        raise Conflict("This conversation is over.", fix="Start a new one.")
    _check_wanted(waiting, input)
    if isinstance(input, CommandInput):
        return answer_command(turn, waiting, input)
    spot = turn.program.spots.get(waiting.block)
    if spot is None:
        raise Conflict(f"The block {waiting.block!r} this conversation waits at is not in this version.")
    turn.keep = waiting.keep
    if waiting.wants is WaitsFor.SCRIPT and isinstance(input, EffectResult):
        return _start_over(turn, waiting, spot, input)
    if isinstance(input, TimeoutInput):
        return _late(turn, waiting, spot)
    if isinstance(input, EffectResult):
        turn.result = input
    else:
        turn.reply = input
    return spot


def _start(turn: Turn, session: Session, start: Start) -> Spot | None:
    if session.waiting is not None or (session.said and session.status is not Status.FAILED):
        raise Conflict("This conversation has started already.")
    if size_of(start.context, turn.budgets.context_bytes) > turn.budgets.context_bytes:
        raise TooLarge(f"A client may tell {turn.budgets.context_bytes:,} characters of itself.")
    turn.context = start.context
    turn.variables = turn.program.defaults()
    for name, value in start.variables.items():
        if name in turn.program.names:
            turn.set(name, value)
    if not start.at:
        return turn.program.start()
    block, node = Place(block=BlockId(start.at)), Place(node=NodeId(start.at))
    place = block if turn.program.holds(block) else node
    if not turn.program.holds(place):
        raise InvalidRequest(f"There is no node, block or event {start.at!r} to start from.")
    return turn.program.find(place)


def _late(turn: Turn, waiting: Waiting, spot: Spot) -> Spot:
    if waiting.until is None or turn.now < waiting.until:
        raise Conflict("It is not time yet.")
    turn.timed_out = True
    if not waiting.on_time or turn.idle is None:
        return spot
    unwind(turn, turn.idle.depth)
    return turn.program.spots.get(waiting.on_time, spot)


def _start_over(turn: Turn, waiting: Waiting, spot: Spot, result: EffectResult) -> Spot:
    """Run the block again as it was, with one more script result at hand."""
    turn.memo = (*waiting.memo, result)
    cause = waiting.cause
    if isinstance(cause, EffectResult):
        turn.result = cause
    elif isinstance(cause, TimeoutInput):
        turn.timed_out = True
    else:
        turn.reply = cause
    if waiting.returning and turn.frames:
        turn.frame = turn.frames.pop()
        turn.child = turn.frame.variables
    return spot


def _check_wanted(waiting: Waiting, input: Input) -> None:
    wants = waiting.wants
    if wants is WaitsFor.REPLY and isinstance(input, REPLIES):
        return
    match input:
        case TimeoutInput():
            fits = waiting.until is not None
        case CommandInput():
            fits = wants not in (WaitsFor.RESULT, WaitsFor.SCRIPT)
        case EffectResult():
            fits = wants in (WaitsFor.RESULT, WaitsFor.SCRIPT)
        case HookInput():
            fits = wants is WaitsFor.HOOK and input.block == waiting.block
        case EventInput():
            fits = wants is WaitsFor.EVENT
        case _:
            fits = False
    if not fits:
        raise Conflict(f"This conversation waits for another thing: {wants.value}.")

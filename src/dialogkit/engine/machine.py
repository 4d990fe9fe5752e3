"""The interpreter: one input goes in, a new session and what was said come out.

Pure and re-entrant: the same session, program, input and time give the same step, at one
stretch or at several. An effect stops the walk; its result, as the next input, lets it go on.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from dialogkit.engine.budgets import BUDGETS, Budgets
from dialogkit.engine.effects import Effect
from dialogkit.engine.inputs import Input, TimeoutInput
from dialogkit.engine.interruptions import Breach, Rest, Suspended
from dialogkit.engine.outcomes import Back, End, Enter, Fail, Go, Leave, Outcome, Perform, Wait
from dialogkit.engine.outputs import Ask, Message, few
from dialogkit.engine.program import Program, Spot
from dialogkit.engine.resuming import accept
from dialogkit.engine.returning import come_back, enter, find, path_ended, unwind
from dialogkit.engine.session import Session, Status, Waiting, WaitsFor
from dialogkit.engine.turn import Turn
from dialogkit.kit import BlockId, InvalidDocument, Missing

__all__ = ("Step", "Walk", "advance", "begin", "set_out")

_FAULTS = (Breach, Missing, InvalidDocument)


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """What one advance brought: the new session, what was said, and what is needed next."""

    session: Session
    messages: tuple[Message, ...] = ()
    ask: Ask | None = None
    effect: Effect | None = None
    shown: str | None = None
    """The visitor's accepted answer, as a person would read it."""
    path: tuple[tuple[str, str], ...] = ()
    """(block, handle) of every exit taken, in order; a subflow's block is told as `FLOW/BLOCK`."""
    failure: str = ""
    """What went wrong, for the author; `session.failure` has the code."""
    steps: int = 0
    """Blocks entered."""
    work: int = 0
    """Characters read and written, where that was much at a time."""
    characters: int = 0
    """Characters written into messages and effects."""

    @property
    def status(self) -> Status:
        """Where the conversation stands now."""
        return self.session.status

    @property
    def until(self) -> datetime | None:
        """When a `TimeoutInput` is due; None where no time is waited for."""
        return self.session.waiting.until if self.session.waiting else None


class _Stop(msgspec.Struct, frozen=True):
    """Why a walk stopped: it waits, wants an effect, or is over (neither)."""

    waiting: Waiting | None = None
    ask: Ask | None = None
    effect: Effect | None = None


def begin(seed: int) -> Session:
    """Return the session of a conversation that has not started."""
    return Session(seed=seed)


def advance(session: Session, program: Program, input: Input, *, now: datetime, budgets: Budgets = BUDGETS) -> Step:
    """Take `session` as far as `input` carries it.

    Raises `Conflict` where the conversation does not wait for such an input. A flow that
    cannot go on is no error: the step's status is failed, and the session still waits.
    """
    step = set_out(session, program, input, now=now, budgets=budgets)
    assert isinstance(step, Step)  # noqa: S101 - without stretches there is no rest
    return step


def set_out(  # noqa: PLR0913 - what a turn depends on, and how far to go
    session: Session, program: Program, input: Input, *, now: datetime, budgets: Budgets = BUDGETS, stretch: int = 0
) -> Step | Walk:
    """Do as `advance`, but rest after `stretch` blocks (0: never): the walk that is returned can go on."""
    turn = Turn(session, program, now, budgets, stretch)
    try:
        stop = _walk(turn, accept(turn, session, input))
    except Rest as rest:
        return Walk(turn, session, rest.spot)
    except _FAULTS as fault:
        return _failed(turn, session, fault)
    return _step(turn, stop)


class Walk:
    """An advance that rests, so that others get their turn before it goes on."""

    __slots__ = ("_session", "_spot", "_turn")

    def __init__(self, turn: Turn, session: Session, spot: Spot) -> None:
        self._turn = turn
        self._session = session
        self._spot = spot

    @property
    def work(self) -> int:
        """Characters read and written so far, where that was much at a time."""
        return self._turn.work

    def go_on(self) -> Step | None:
        """Go through another stretch; None where the walk rests again."""
        turn = self._turn
        turn.begin_stretch()
        try:
            stop = _walk(turn, self._spot)
        except Rest as rest:
            self._spot = rest.spot
            return None
        except _FAULTS as fault:
            return _failed(turn, self._session, fault)
        return _step(turn, stop)


def _walk(turn: Turn, spot: Spot | None) -> _Stop:
    while True:
        if spot is None:
            spot = path_ended(turn)
            if spot is None:
                return _Stop()
        turn.enter(spot)
        try:
            outcome = spot.run(turn)
        except Suspended as suspended:
            return _suspend(turn, spot, suspended.effect)
        if outcome.__class__ is Leave:
            handle = outcome.handle
            turn.path.append((spot.name, handle))
            spot = spot.exits.get(handle, spot.following)
            turn.leave_block()
            continue
        stop = _stopped(turn, spot, outcome)
        if stop is not None:
            return stop
        turn.leave_block()
        spot = _moved(turn, spot, outcome)


def _stopped(turn: Turn, spot: Spot, outcome: Outcome) -> _Stop | None:
    """Return why the walk stops here; None where it goes on elsewhere."""
    match outcome:
        case Wait():
            until, on_time = _deadline(turn, outcome)
            waiting = Waiting(spot.id, outcome.wants, until, outcome.keep, on_time)
            ask = outcome.ask
            if ask is not None and until is not None and outcome.wants is not WaitsFor.TIME:
                ask = msgspec.structs.replace(ask, expires=until)
            return _Stop(waiting, ask)
        case Perform(effect, keep):
            return _Stop(Waiting(spot.id, WaitsFor.RESULT, None, keep), effect=effect)
        case Fail(code, message):
            raise Breach(code, message)
        case End():
            turn.path.append((spot.name, "end"))
            turn.queue.clear()
            unwind(turn, 0)
            return _Stop()
        case _:
            return None


def _moved(turn: Turn, spot: Spot, outcome: Outcome) -> Spot | None:
    """Return where `outcome` leads; None where the path ends there."""
    match outcome:
        case Go(place):
            turn.path.append((spot.name, "go"))
            return find(turn, place)
        case Enter():
            turn.path.append((spot.name, outcome.place if isinstance(outcome.place, str) else "enter"))
            return enter(turn, spot, outcome)
        case Back():
            turn.path.append((spot.name, "back"))
            return come_back(turn, spot, outcome)
        case _:
            raise AssertionError(f"{outcome!r} was dealt with before")


def _deadline(turn: Turn, wait: Wait) -> tuple[datetime | None, BlockId]:
    """Return when the wait is over, and the timeout block that then takes over."""
    if wait.until is not None or turn.idle is None or wait.wants is not WaitsFor.REPLY:
        return wait.until, BlockId("")
    return turn.now + timedelta(seconds=turn.idle.seconds), turn.idle.block


def _suspend(turn: Turn, spot: Spot, effect: Effect) -> _Stop:
    """Have a script run; the block starts over with its result."""
    turn.rewind()
    frame = turn.frame
    if frame is not None:
        # The caller's variables are back already; what the owner still needs are the subflow's.
        turn.frames.append(msgspec.structs.replace(frame, variables=turn.child))
    cause = turn.result or (TimeoutInput() if turn.timed_out else turn.reply)
    waiting = Waiting(spot.id, WaitsFor.SCRIPT, None, turn.keep, BlockId(""), turn.memo, cause, frame is not None)
    return _Stop(waiting, effect=effect)


def _step(turn: Turn, stop: _Stop) -> Step:
    status = Status.WAITING if stop.waiting is not None else Status.ENDED
    if stop.effect is not None:
        status = Status.WORKING
    session = Session(
        turn.seed,
        status,
        stop.waiting,
        turn.variables,
        turn.draws,
        turn.said,
        turn.flow,
        tuple(turn.frames),
        turn.mark,
        tuple(turn.queue),
        turn.idle,
        turn.context,
        tuple(turn.transcript()) if turn.root.quotes_transcript else (),
    )
    return Step(
        session=session,
        messages=tuple(turn.messages),
        ask=stop.ask,
        effect=stop.effect,
        shown=turn.shown,
        path=tuple(turn.path),
        steps=turn.steps,
        work=turn.work,
        characters=turn.characters,
    )


def _failed(turn: Turn, before: Session, fault: Breach | Missing | InvalidDocument) -> Step:
    """Keep the session as it was, so that the visitor may answer again."""
    code = fault.code
    if not isinstance(fault, Breach):
        code = "no_such_place" if isinstance(fault, Missing) else "unreadable_text"
    session = msgspec.structs.replace(before, status=Status.FAILED, failure=code, said=turn.said, draws=turn.draws)
    return Step(
        session=session,
        messages=few(turn.messages),
        path=tuple(turn.path),
        failure=fault.message,
    )

"""Hold a conversation with a flow in simulated time, without a server.

Waits pass at once, by the clock of the conversation. The terminal chat, transcript tests and
the conformance tools play through this; what effects do is up to the performer.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec

from dialogkit.engine import (
    Ask,
    Input,
    Message,
    Performer,
    Program,
    Session,
    Start,
    Status,
    Step,
    TimeoutInput,
    WaitsFor,
    begin,
    merge,
    play,
)
from dialogkit.kit import InvalidRequest, StateError, Value
from dialogkit.quality.replies import reply

__all__ = ("Played", "Player")

MAX_WAITS = 100
"""Waits that pass by themselves in one turn; more is a flow that waits in a circle."""


class Played(msgspec.Struct, frozen=True, kw_only=True):
    """One turn: what was said, what is asked now, and where the conversation stands."""

    number: int
    messages: tuple[Message, ...]
    ask: Ask | None
    status: Status
    variables: Mapping[str, Value]
    path: tuple[tuple[str, str], ...] = ()
    shown: str | None = None
    failure: str = ""

    def as_json(self) -> dict[str, object]:
        """Return the turn as the command line prints it."""
        turn: dict[str, object] = {
            "turn": self.number,
            "messages": [msgspec.to_builtins(message) for message in self.messages],
            "input": None if self.ask is None else msgspec.to_builtins(self.ask),
            "status": self.status.value,
            "variables": self.variables,
        }
        return turn | ({"failure": self.failure} if self.failure else {})


class Player:
    """A conversation with one program."""

    def __init__(self, program: Program, perform: Performer, *, now: datetime, seed: int = 0) -> None:
        self.program = program
        self.now = now
        self.ask: Ask | None = None
        self._perform = perform
        self._session = begin(seed)
        self._turns = 0

    @property
    def session(self) -> Session:
        """The state of the conversation."""
        return self._session

    @property
    def is_over(self) -> bool:
        """True where no further input can be dealt with."""
        return self._session.waiting is None and self._turns > 0

    async def start(self, variables: Mapping[str, Value] | None = None, *, at: str = "", locale: str = "") -> Played:
        """Open the conversation."""
        context: dict[str, Value] = {"locale": locale} if locale else {}
        return await self.take(Start(variables=dict(variables or {}), context=context, at=at))

    async def says(self, line: str) -> Played:
        """Answer with a line as a visitor would write it."""
        return await self.take(reply(line, self.ask, self._session.waiting))

    async def let_pass(self, time: timedelta) -> Played | None:
        """Let time go by; return the turn that falls due in it, if one does."""
        waiting = self._session.waiting
        due = waiting.until if waiting is not None else None
        if due is None or due > self.now + time:
            self.now += time
            return None
        return await self.take(TimeoutInput())

    async def take(self, input: Input) -> Played:
        """Play one turn. An input the conversation does not wait for is a failed turn that changes nothing."""
        if isinstance(input, TimeoutInput) and self._session.waiting is not None and self._session.waiting.until:
            self.now = max(self.now, self._session.waiting.until)
        try:
            step = await self._play(input)
        except (InvalidRequest, StateError) as fault:
            if isinstance(input, Start):
                raise
            return self._played(Step(session=self._session, ask=self.ask, failure=fault.message), Status.FAILED)
        step = await self._past_waits(step)
        self._session = step.session
        self.ask = self.ask if step.status is Status.FAILED and step.session.waiting is not None else step.ask
        return self._played(step, step.status)

    async def _play(self, input: Input) -> Step:
        return await play(self._session, self.program, input, now=self.now, perform=self._perform)

    async def _past_waits(self, step: Step) -> Step:
        """Let every wait that no answer can end pass."""
        for _ in range(MAX_WAITS):
            waiting = step.session.waiting
            if step.status is not Status.WAITING or waiting is None or waiting.wants is not WaitsFor.TIME:
                break
            if waiting.until is None:
                break
            self.now = max(self.now, waiting.until)
            self._session = step.session
            step = merge(step, await self._play(TimeoutInput()))
        return step

    def _played(self, step: Step, status: Status) -> Played:
        turn = Played(
            number=self._turns,
            messages=step.messages,
            ask=self.ask,
            status=status,
            variables=self._session.variables,
            path=step.path,
            shown=step.shown,
            failure=step.failure,
        )
        self._turns += 1
        return turn

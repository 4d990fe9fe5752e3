"""The working state of one advance: a session taken apart, and what a block has done to it so far.

What blocks read and compute is in `dialogkit.engine.reading`, what they do in `dialogkit.engine.turn`.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import blake2b

from dialogkit.engine.budgets import Budgets
from dialogkit.engine.effort import MUCH, Effort
from dialogkit.engine.inputs import EffectResult, Input
from dialogkit.engine.interruptions import Breach
from dialogkit.engine.outputs import Message
from dialogkit.engine.program import Program, Spot
from dialogkit.engine.session import Frame, Idle, Line, Session
from dialogkit.engine.values import nesting_exceeds, size_of, storable
from dialogkit.kit import FlowId, Missing, Value

__all__ = ("TurnState",)


class TurnState(Effort):
    """What changes while a turn is taken; nothing of it reaches the session before its end."""

    __slots__ = (
        "_cursor", "_marks", "_undo", "characters", "child", "context", "draws", "flow", "frame",
        "frames", "idle", "keep", "lines", "mark", "memo", "messages", "now", "overheard", "path", "program", "queue",
        "reply", "result", "root", "said", "seed", "shown", "spot", "timed_out", "variables",
    )  # fmt: skip

    def __init__(self, session: Session, root: Program, now: datetime, budgets: Budgets, stretch: int = 0) -> None:
        super().__init__(budgets, stretch)
        self.root = root
        self.now = now
        self.flow = session.flow
        self.program = _program(root, session.flow) if session.flow else root
        self.variables: dict[str, Value] = dict(session.variables)
        self.frames: list[Frame] = list(session.frames)
        self.mark = session.mark
        self.queue = list(session.queue)
        self.idle: Idle | None = session.idle
        self.context = session.context
        self.lines: list[Line] = list(session.lines)
        self.seed = session.seed
        self.draws = session.draws
        self.said = session.said
        self.messages: list[Message] = []
        self.path: list[tuple[str, str]] = []
        self.shown: str | None = None
        self.characters = 0
        self._undo: dict[str, Value] = {}
        self.leave_block()

    def leave_block(self) -> None:
        """Forget what only the present block was told."""
        self.reply: Input | None = None
        self.result: EffectResult | None = None
        self.keep: Value = None
        self.frame: Frame | None = None
        self.child: dict[str, Value] | None = None
        self.overheard: Frame | None = None
        self.timed_out = False
        self.memo: tuple[EffectResult, ...] = ()

    def enter(self, spot: Spot) -> None:
        """Begin a block; counts against the budget of steps."""
        self.steps += 1
        if self.steps > self.rests_after:
            self.stop_before(spot)
        self.spot = spot
        self._cursor = 0
        self._undo = {}
        self._marks = (len(self.messages), self.characters, self.draws)

    def rewind(self) -> None:
        """Undo what the present block did, because it will run again."""
        messages, self.characters, self.draws = self._marks
        self.said -= len(self.messages) - messages
        del self.messages[messages:]
        for name, value in self._undo.items():
            self._put(name, value)

    def draw(self) -> int:
        """Return the conversation's next 64 random bits."""
        self.draws += 1
        material = f"{self.seed}:{self.draws}".encode()
        return int.from_bytes(blake2b(material, digest_size=8).digest())

    def chance(self) -> float:
        """Return a random number from 0 up to 1."""
        return (self.draw() >> 11) / (1 << 53)

    def store(self, name: str, value: Value) -> None:
        """Keep a value as it is, within the budgets; None unsets it."""
        if value.__class__ is int or (value.__class__ is str and len(value) <= MUCH and value.isascii()):
            self._keep(name, value)
            return
        value = storable(value)
        size = size_of(value, self.budgets.value_bytes)
        if size > self.budgets.value_bytes:
            raise Breach(
                "value_too_large",
                f"The variable {name!r} would hold more than {self.budgets.value_bytes:,} characters.",
            )
        if isinstance(value, (list, dict)) and nesting_exceeds(value):
            raise Breach("value_too_deep", f"The variable {name!r} would hold lists nested too deeply.")
        if size > MUCH or isinstance(value, (list, dict)):
            self.count(value)
        self._keep(name, value)
        if size > MUCH:
            self._check_total()

    def _keep(self, name: str, value: Value) -> None:
        self._undo.setdefault(name, self.variables.get(name))
        self._put(name, value)

    def _put(self, name: str, value: Value) -> None:
        if value is None:
            self.variables.pop(name, None)
        else:
            self.variables[name] = value

    def _check_total(self) -> None:
        limit = self.budgets.variables_bytes
        total = sum(size_of(value, limit) for value in self.variables.values())
        if total > limit:
            raise Breach("variables_too_large", f"The conversation's variables hold more than {limit:,} characters.")


def _program(root: Program, flow: FlowId) -> Program:
    program = root.subflows.get(flow)
    if program is None:
        raise Missing(f"The flow {flow!r} this conversation is in is not at hand.")
    return program

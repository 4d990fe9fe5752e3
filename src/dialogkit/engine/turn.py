"""What a block sees and may do while it runs: one `Turn` a call of `advance`.

A turn collects what is said and set; nothing it does reaches the session until the
machine makes a new one of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import blake2b

import msgspec

from dialogkit.engine.budgets import Budgets
from dialogkit.engine.effects import RunScript
from dialogkit.engine.effort import COMPARING, MUCH, Effort
from dialogkit.engine.inputs import EffectResult, Input
from dialogkit.engine.interruptions import Breach, Suspended
from dialogkit.engine.outputs import Message, TextMessage, Tone
from dialogkit.engine.program import Program, Spot
from dialogkit.engine.session import Frame, FrameKind, Idle, Line, Session
from dialogkit.engine.values import nesting_exceeds, size_of, storable
from dialogkit.engine.wording import Insert, words_for
from dialogkit.expressions import UNARY, Comparison, Condition, Script
from dialogkit.kit import FlowId, Missing, Scope, Value

__all__ = ("Heard", "Turn")


class Heard(msgspec.Struct, frozen=True):
    """What an event about a reply is told: the visitor's words and the question they answer."""

    said: str
    variable: str
    """The name of the question: of its variable, or with one return mark of its node."""
    question_type: str


class Turn(Effort):
    """The working state of one advance."""

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

    # -- reading

    def get(self, name: str) -> Value:
        """Return a variable's value; None where it is not set."""
        return self.variables.get(name)

    @property
    def scope(self) -> Scope:
        """The variables as templates see them."""
        return self.variables

    def text(self, source: str) -> str:
        """Return `source` with names filled in."""
        text = self.program.template(source).render(self.variables, self) if "{" in source else source
        size = len(text)
        self.characters += size
        if size > MUCH:
            self.spend(size)
        return text

    def texts(self, sources: Iterable[str]) -> tuple[str, ...]:
        """Return several texts with names filled in."""
        return tuple(map(self.text, sources))

    def json_text(self, source: str) -> str:
        """Return `source`, which is JSON with names in it, filled in so that it stays JSON.

        Inside quotation marks a value is escaped; a list, number or object stands for itself.
        """
        escaped = {name: _in_json(value) for name, value in self.variables.items()}
        return self.program.template(source).render(escaped, self)

    def words(self, key: str, values: Mapping[str, Insert]) -> str:
        """Return words of the chat's own, in the language the flow speaks."""
        return words_for(self.program.flow.locale, key, values)

    def value(self, source: str) -> Value:
        """Return the value `source` names, or its text."""
        value = self.program.template(source).value(self.variables, self)
        if value.__class__ is str and len(value) > MUCH:
            self.spend(len(value))
        return value

    def test(self, condition: Condition) -> bool:
        """Return whether `condition` holds."""
        results = [self._compare(comparison) for comparison in condition.comparisons]
        results += [self.test(group) for group in condition.groups]
        if not results:
            return False
        return all(results) if condition.join == "and" else any(results)

    def _compare(self, comparison: Comparison) -> bool:
        operator = comparison.operator
        if operator is None or not comparison.variable:
            return False
        left = self.variables.get(comparison.variable)
        if operator in UNARY:
            return self.program.dialect.compare(operator, left, None)
        if left.__class__ is not str or len(left) > MUCH:
            self.count(left, COMPARING)
        template = self.program.template(comparison.value)
        right = self.program.dialect.right_side(template, self.variables, self)
        if right.__class__ is not str or len(right) > MUCH:
            self.count(right, COMPARING)
        return self.program.dialect.compare(operator, left, right)

    # -- code and chance

    def compute(self, source: str) -> EffectResult:
        """Find the value of the author's code: here where it is simple, else in the sandbox.

        What fails comes back as a result with `error`; where the dialect has a value for that, with a `message` only.
        """
        script = self.program.script(source)
        result = self._run_script(script)
        if not result.error:
            return result
        rescued, value = script.rescue(self.variables)
        return EffectResult(value=value, message=result.message) if rescued else result

    def execute(self, source: str) -> EffectResult:
        """Do what the author's code says; what it returns and what it set come back."""
        return self._run_script(self.program.statements(source))

    def _run_script(self, script: Script) -> EffectResult:
        for name in script.names():
            self.count(self.variables.get(name))
        done, value = script.native(self.variables)
        if done:
            return EffectResult(value=value)
        bound = script.bind(self.variables)
        return self._run(bound.code, bound.arguments)

    def evaluate(self, code: str, arguments: Scope) -> Value:
        """Run code that stands inside a text; None where it fails."""
        result = self._run(code, dict(arguments))
        return None if result.error else result.value

    def __call__(self, code: str, arguments: Scope) -> Value:
        """Do as `evaluate`, so that a turn is what a template asks for values and the time."""
        return self.evaluate(code, arguments)

    def _run(self, code: str, arguments: dict[str, Value]) -> EffectResult:
        position = self._cursor
        self._cursor += 1
        seed = self.draw() >> 33
        if position < len(self.memo):
            return self.memo[position]
        raise Suspended(RunScript(block=self.spot.id, code=code, arguments=arguments, seed=seed))

    def draw(self) -> int:
        """Return the conversation's next 64 random bits."""
        self.draws += 1
        material = f"{self.seed}:{self.draws}".encode()
        return int.from_bytes(blake2b(material, digest_size=8).digest())

    def chance(self) -> float:
        """Return a random number from 0 up to 1."""
        return (self.draw() >> 11) / (1 << 53)

    # -- doing

    def set(self, name: str, value: Value) -> None:
        """Give a variable a value of its declared type; None unsets it."""
        declared = self.program.types.get(name, "any")
        self._store(name, self.program.dialect.convert(value, declared))

    def remember(self, name: str, answer: Value) -> None:
        """Keep an answer in a variable, by the dialect's rule."""
        if name:
            declared = self.program.types.get(name, "any")
            self._store(name, self.program.dialect.remember(self.variables.get(name), answer, declared))

    def save(self, name: str, value: Value) -> None:
        """Give a variable a value, where the author named one."""
        if name:
            self.set(name, value)

    def set_all(self, values: Value) -> None:
        """Set what a script has set; names the flow does not declare are passed over."""
        for name, value in (values if isinstance(values, dict) else {}).items():
            if name in self.program.names:
                self.set(name, value)

    def say(self, source: str, tone: Tone = "say") -> None:
        """Say Markdown with names filled in."""
        text, rich = self.program.rich(source).render(self.variables, self)
        self.characters += len(text)
        self.emit(TextMessage(id=self.message_id(), block=self.spot.id, text=text, rich=rich, tone=tone))

    def say_plainly(self, text: str, tone: Tone = "say") -> None:
        """Say `text` as it is: neither names nor Markdown are looked for in it."""
        self.characters += len(text)
        self.emit(TextMessage(id=self.message_id(), block=self.spot.id, text=text, tone=tone))

    def message_id(self) -> str:
        """Return the id for the next message."""
        return f"m{self.said}"

    def emit(self, message: Message) -> None:
        """Show a message; its id must be `message_id()`."""
        self.messages.append(message)
        self.said += 1
        if len(self.messages) > self.budgets.messages or self.characters > self.budgets.message_bytes:
            raise Breach("too_many_messages", "The flow said more in one turn than a conversation can carry.")

    def prefill(self, name: str) -> str:
        """Return a variable's present value as an answer to offer, where the flow wants that."""
        if not name or not self.program.flow.settings.prefill:
            return ""
        value = self.variables.get(name)
        return "" if value is None or isinstance(value, list | dict) else self.program.dialect.text(value)

    def answered(self, shown: str) -> None:
        """Note the accepted answer as a person would read it."""
        self.shown = shown

    def end_idle(self) -> None:
        """End a timeout that was meant for one question."""
        if self.idle is not None and self.idle.once:
            self.idle = None

    # -- where the conversation is

    @property
    def heard(self) -> bool:
        """True where an event's path has ended and its question goes on with the reply."""
        return self.frame is not None and self.frame.kind is FrameKind.EVENT

    def what_was_heard(self) -> Heard | None:
        """Return the reply the present event is about; None outside such events."""
        spot = self.program.spots.get(self.overheard.owner) if self.overheard is not None else None
        if self.overheard is None or spot is None or not isinstance(self.overheard.keep, dict):
            return None
        name = getattr(spot.block, "variable", "")
        if self.program.dialect.one_mark:
            name = self.program.title_of(spot.node)
        return Heard(str(self.overheard.keep.get("said") or ""), name, str(spot.block.__struct_config__.tag))

    @property
    def refused_elsewhere(self) -> bool:
        """True where an event has told the visitor already that the answer does not fit."""
        return self.heard and self.program.dialect.one_mark and "invalid" in self.program.events

    def leads(self, handle: str) -> bool:
        """Return whether the present block's exit `handle` leads anywhere."""
        return self.spot.exits.get(handle) is not None

    def has_come_round(self) -> bool:
        """Return whether the present block's own loop is open, and take up that round.

        An author closes a loop either by letting the path end or by an edge back to the block; both mean the same.
        """
        if self.frame is not None:
            return self.frame.kind is FrameKind.LOOP
        for index in range(len(self.frames) - 1, -1, -1):
            frame = self.frames[index]
            if frame.kind is not FrameKind.LOOP:
                return False
            if frame.owner == self.spot.id:
                del self.frames[index:]
                self.frame = frame
                return True
        return False

    def transcript(self) -> list[Line]:
        """Return what was said so far, the newest that one value can hold."""
        lines = list(self.lines)
        if self.shown is not None:
            lines.append(Line("visitor", self.shown))
        lines.extend(Line("bot", message.text) for message in self.messages if isinstance(message, TextMessage))
        room, kept = self.budgets.value_bytes // 2, 0
        for line in reversed(lines):
            room -= len(line.text) + 20
            if room < 0:
                break
            kept += 1
        return lines[len(lines) - kept :]

    # -- inside

    def _store(self, name: str, value: Value) -> None:
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
        self._undo.setdefault(name, self.variables.get(name))
        self._put(name, value)
        if size > MUCH:
            self._check_total()

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


def _in_json(value: Value) -> Value:
    """Return `value` so that a template writes it as a part of JSON."""
    if isinstance(value, str):
        return msgspec.json.encode(value).decode()[1:-1]
    if isinstance(value, list | dict):
        return msgspec.json.encode(value).decode()
    return value

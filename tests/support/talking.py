"""Hold a conversation with a flow in a test: say something, look at what was heard.

    talk = Talk(a_flow(question("name"), message("Hi {{ name }}")))
    talk.says("Ada")
    assert talk.heard == ["What is your name?", "Hi Ada"]

The session is written and read between any two steps, as a server does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from dialogkit.document import Flow
from dialogkit.engine import (
    BUDGETS,
    Ask,
    Budgets,
    ChoiceInput,
    CommandInput,
    Effect,
    EffectResult,
    Input,
    Message,
    Program,
    Session,
    SkipInput,
    Start,
    Step,
    TextInput,
    TextMessage,
    TimeoutInput,
    advance,
    begin,
    compile_flow,
    decode,
    encode,
    merge,
)
from dialogkit.kit import Value

__all__ = ("NOON", "Perform", "Talk", "no_effects", "replies")

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
"""When every conversation of a test begins, unless it says otherwise."""

Perform = Callable[[Effect], EffectResult]


def no_effects(effect: Effect) -> EffectResult:
    """Fail the test: this flow was to have no effect."""
    raise AssertionError(f"an effect was not expected: {effect}")


class Talk:
    """A conversation that has begun."""

    def __init__(
        self,
        flow: Flow,
        *others: Flow,
        perform: Perform = no_effects,
        start: Start | None = None,
        budgets: Budgets = BUDGETS,
        locale: str = "",
        seed: int = 7,
        program: Program | None = None,
    ) -> None:
        self.program = program or compile_flow(flow, {other.id: other for other in others}, locale=locale)
        self.now = NOON
        self.session: Session = begin(seed)
        self.messages: list[Message] = []
        self.path: list[tuple[str, str]] = []
        self.effects: list[Effect] = []
        self._perform = perform
        self._budgets = budgets
        self.step = self.takes(start or Start())

    @property
    def heard(self) -> list[str]:
        """Return all texts the conversation has said."""
        return [message.text for message in self.messages if isinstance(message, TextMessage)]

    @property
    def ask(self) -> Ask | None:
        """What is asked now."""
        return self.step.ask

    @property
    def status(self) -> str:
        """Where the conversation stands."""
        return str(self.step.status)

    @property
    def variables(self) -> Mapping[str, Value]:
        """What the conversation remembers."""
        return self.session.variables

    def says(self, *texts: str) -> Talk:
        """Answer with words, one after the other."""
        for text in texts:
            self.takes(TextInput(text=text))
        return self

    def chooses(self, *items: str) -> Talk:
        """Choose items by their ids."""
        self.takes(ChoiceInput(items=items))
        return self

    def skips(self) -> Talk:
        """Give no answer."""
        self.takes(SkipInput())
        return self

    def commands(self, command: str) -> Talk:
        """Send a command."""
        self.takes(CommandInput(command=command))
        return self

    def lets_pass(self, seconds: float) -> Talk:
        """Let time pass until what is due then."""
        self.now += timedelta(seconds=seconds)
        self.takes(TimeoutInput())
        return self

    def takes(self, input: Input) -> Step:
        """Play one turn with all its effects."""
        step = self._advance(input)
        while step.effect is not None:
            self.effects.append(step.effect)
            step = merge(step, self._advance(self._perform(step.effect)))
        self.step = step
        self.messages += step.messages
        self.path += step.path
        return step

    def _advance(self, input: Input) -> Step:
        step = advance(self.session, self.program, input, now=self.now, budgets=self._budgets)
        self.session = decode(encode(step.session))
        assert self.session == step.session, "a session must survive being written and read"
        return step


def replies(*results: EffectResult | Mapping[str, Any]) -> Perform:
    """Return a performer that hands out these results, one after the other."""
    left = list(results)

    def perform(effect: Effect) -> EffectResult:
        assert left, f"one more effect than expected: {effect}"
        result = left.pop(0)
        return result if isinstance(result, EffectResult) else EffectResult(**result)

    return perform

"""What a block may read and compute in its turn: texts, values, conditions and the author's code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from dialogkit.engine.effects import RunScript
from dialogkit.engine.effort import COMPARING, MUCH
from dialogkit.engine.inputs import EffectResult
from dialogkit.engine.interruptions import Suspended
from dialogkit.engine.state import TurnState
from dialogkit.engine.wording import Insert, words_for
from dialogkit.expressions import UNARY, Comparison, Condition, Script
from dialogkit.kit import Scope, Value

__all__ = ("TurnReading",)


class TurnReading(TurnState):
    """The part of a turn that leaves the conversation as it is."""

    __slots__ = ()

    def get(self, name: str) -> Value:
        """Return a variable's value; None where it is not set."""
        return self.variables.get(name)

    @property
    def scope(self) -> Scope:
        """The variables as templates see them."""
        return self.variables

    def text(self, source: str) -> str:
        """Return `source` with names filled in."""
        if not source:
            return source
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
        if condition.groups:
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


def _in_json(value: Value) -> Value:
    """Return `value` so that a template writes it as a part of JSON."""
    if isinstance(value, str):
        return msgspec.json.encode(value).decode()[1:-1]
    if isinstance(value, list | dict):
        return msgspec.json.encode(value).decode()
    return value

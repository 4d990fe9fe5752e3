"""Answers for effects that are written down beforehand, by the id of the block that asks.

What has no stub goes to a fallback, or fails: a test never reaches the outside world by accident.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from dialogkit.engine import Effect, EffectResult, HttpRequest, Performer, Step
from dialogkit.kit import Value

__all__ = ("Done", "StubbedPerformer", "stub_result")

RESPONSE_FIELDS = frozenset({"status", "body", "headers", "error", "message"})
ANSWERS = "answers"


class Done(msgspec.Struct, frozen=True):
    """An effect that was asked for, and what it was told."""

    effect: Effect
    result: EffectResult


class StubbedPerformer:
    """Performs effects from stubs; keeps a record of all that was asked for."""

    def __init__(self, stubs: Mapping[str, Value], fallback: Performer | None = None) -> None:
        self._stubs = stubs
        self._fallback = fallback
        self._asked: dict[str, int] = {}
        self.done: list[Done] = []

    async def __call__(self, effect: Effect, step: Step) -> EffectResult:
        """Return the stub's answer, else the fallback's, else a failure that names the block."""
        result = await self._result(effect, step)
        self.done.append(Done(effect, result))
        return result

    async def _result(self, effect: Effect, step: Step) -> EffectResult:
        if effect.block in self._stubs:
            return stub_result(effect, self._next_answer(effect.block))
        if self._fallback is not None:
            return await self._fallback(effect, step)
        return EffectResult(error="unstubbed", message=f"The block {effect.block!r} has no stub.")

    def _next_answer(self, name: str) -> Value:
        """Return the stub's value; where it has several answers, the next, and the last again and again."""
        value = self._stubs[name]
        if not (isinstance(value, dict) and value.keys() == {ANSWERS}):
            return value
        answers = value[ANSWERS]
        asked = self._asked[name] = self._asked.get(name, -1) + 1
        return answers[min(asked, len(answers) - 1)] if isinstance(answers, list) and answers else None


def stub_result(effect: Effect, value: Value) -> EffectResult:
    """Return what `value` stands for: a response with status and body, an error, or just the body."""
    if not isinstance(effect, HttpRequest):
        return EffectResult(value=value)
    if not (isinstance(value, dict) and value and value.keys() <= RESPONSE_FIELDS):
        return EffectResult(value=value, data={"status": 200, "headers": {}})
    if value.get("error"):
        return EffectResult(error=str(value["error"]), message=str(value.get("message", "")))
    data = {"status": value.get("status", 200), "headers": value.get("headers", {})}
    return EffectResult(value=value.get("body"), data=data)

"""The outside world for conversations without a server: made when the first effect needs it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec

from dialogkit.engine import Effect, EffectResult, Performer, RunScript, Step
from dialogkit.kit import InvalidRequest, Value

__all__ = ("Outside", "parse_pairs")


class Outside:
    """Performs effects for real: scripts in the sandbox, requests through the guarded client."""

    def __init__(self, *, requests: bool = True) -> None:
        self._requests = requests
        self._adapters: _Adapters | None = None

    def at(self, now: Callable[[], datetime]) -> Performer:
        """Return the performer for a conversation whose time `now` tells."""

        async def perform(effect: Effect, step: Step) -> EffectResult:
            if not self._requests and not isinstance(effect, RunScript):
                return EffectResult(error="unstubbed", message=f"The block {effect.block!r} has no stub.")
            if self._adapters is None:
                self._adapters = _Adapters()
            return await self._adapters.perform(effect, step, now)

        return perform

    async def close(self) -> None:
        """End the sandbox's processes."""
        if self._adapters is not None:
            await self._adapters.close()
            self._adapters = None


class _Adapters:
    """What is behind `Outside`, loaded only when the first effect comes."""

    def __init__(self) -> None:
        from dialogkit.adapters.outbound import GuardedFetcher
        from dialogkit.adapters.scripts import ScriptPool
        from dialogkit.settings import read_settings

        self._scripts = ScriptPool(size=1)
        self._fetcher = GuardedFetcher(allow=read_settings().outbound_allow)

    async def perform(self, effect: Effect, step: Step, now: Callable[[], datetime]) -> EffectResult:
        """Perform `effect` at the time that `now` tells."""
        from dialogkit.adapters.performing import Performer

        return await Performer(self._fetcher, self._scripts, _Told(now))(effect, step)

    async def close(self) -> None:
        """End the sandbox's processes."""
        await self._scripts.close()


class _Told:
    """A clock that is told the time."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now


def parse_pairs(pairs: list[str] | None) -> dict[str, Value]:
    """Read NAME=VALUE pairs; VALUE is JSON, or else plain text."""
    read: dict[str, Value] = {}
    for pair in pairs or []:
        name, equals, text = pair.partition("=")
        if not equals or not name:
            raise InvalidRequest(f"{pair!r} names nothing.", fix="Write NAME=VALUE.")
        read[name.strip()] = _value(text)
    return read


def _value(text: str) -> Value:
    try:
        value: Value = msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text
    return value

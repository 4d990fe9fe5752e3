"""The outside world for conversations without a server: made when the first effect needs it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec

from dialogkit.engine import Effect, EffectResult, RunScript, Step
from dialogkit.kit import InvalidRequest, Value

__all__ = ("Outside", "parse_pairs")


class Outside:
    """Performs effects for real: scripts in the sandbox, requests through the guarded client."""

    def __init__(self, now: Callable[[], datetime], *, requests: bool = True) -> None:
        self._now = now
        self._requests = requests
        self._performer: _Performing | None = None

    async def __call__(self, effect: Effect, step: Step) -> EffectResult:
        """Perform `effect`; a request fails by name where none are allowed."""
        if not self._requests and not isinstance(effect, RunScript):
            return EffectResult(error="unstubbed", message=f"The block {effect.block!r} has no stub.")
        if self._performer is None:
            self._performer = _Performing(self)
        return await self._performer.perform(effect, step)

    def now(self) -> datetime:
        """Return the time in the conversation."""
        return self._now()

    async def close(self) -> None:
        """End the sandbox's processes."""
        if self._performer is not None:
            await self._performer.close()


class _Performing:
    """The adapters behind `Outside`, loaded only here."""

    def __init__(self, clock: Outside) -> None:
        from dialogkit.adapters.outbound import GuardedFetcher
        from dialogkit.adapters.performing import Performer
        from dialogkit.adapters.scripts import ScriptPool
        from dialogkit.settings import read_settings

        self._scripts = ScriptPool(size=1)
        self.perform = Performer(GuardedFetcher(allow=read_settings().outbound_allow), self._scripts, clock)

    async def close(self) -> None:
        await self._scripts.close()


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

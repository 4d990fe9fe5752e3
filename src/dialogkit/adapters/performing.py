"""Performs effects: requests through the guarded client, scripts in the sandbox.

What fails is a result with an `error`, never an exception: a flow decides what follows.
"""

from __future__ import annotations

import json
from typing import cast

from dialogkit.engine import Effect, EffectResult, HttpRequest, RunScript, Step
from dialogkit.kit import Clock, Fetcher, Scripts, Value

__all__ = ("Performer",)

MAX_RESULT = 256_000
"""Bytes of one effect's result."""


class Performer:
    """Does what a conversation wants done outside itself."""

    def __init__(self, fetcher: Fetcher, scripts: Scripts, clock: Clock) -> None:
        self._fetcher = fetcher
        self._scripts = scripts
        self._clock = clock

    async def __call__(self, effect: Effect, step: Step) -> EffectResult:
        """Perform `effect` and return what came of it."""
        if isinstance(effect, RunScript):
            return await self._script(effect)
        return await self._fetch(effect)

    async def _script(self, effect: RunScript) -> EffectResult:
        result = await self._scripts.run(
            effect.code,
            arguments=effect.arguments,
            now=self._clock.now(),
            seed=effect.seed,
            timeout=effect.timeout,
        )
        data: dict[str, Value] = {"sets": dict(result.sets)} if result.sets else {}
        if result.undefined:
            data["undefined"] = True
        return EffectResult(value=result.value, error=result.error, message=result.message, data=data)

    async def _fetch(self, effect: HttpRequest) -> EffectResult:
        fetched = await self._fetcher.fetch(
            effect.method,
            effect.url,
            headers=effect.headers,
            body=None if effect.body is None else effect.body.encode(),
            timeout=effect.timeout,
            max_bytes=MAX_RESULT,
        )
        if fetched.error:
            return EffectResult(error=fetched.error, message=fetched.message)
        headers: dict[str, Value] = dict(fetched.headers)
        return EffectResult(value=_decoded(fetched.body), data={"status": fetched.status, "headers": headers})


def _decoded(body: bytes) -> Value:
    """Return a body as JSON where it is some, else as text."""
    text = body.decode("utf-8", "replace")
    try:
        return cast(Value, json.loads(text, parse_constant=lambda _: None))
    except ValueError:
        return text

"""What the core asks of the outside world; adapters answer, `app` introduces them.

The engine never calls a port: it returns effects as data. These are for whoever
performs them (`dialogkit.conversations`, the command line, tests).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

import msgspec

from dialogkit.kit.values import Value

__all__ = ("Clock", "Fetched", "Fetcher", "ScriptResult", "Scripts")


class Clock(Protocol):
    """Tell the time."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...


class Fetched(msgspec.Struct, frozen=True):
    """What came back from an HTTP request, or why nothing did.

    `error` is "" when an answer arrived, whatever its status; else one of
    `refused` (the guard), `timeout`, `too_large`, `unreachable`, `unknown` (sent, outcome not known).
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    error: str = ""
    message: str = ""


class Fetcher(Protocol):
    """Make HTTP requests to addresses that authors chose, guarded against SSRF."""

    async def fetch(  # noqa: PLR0913 - one argument for each part of a request
        self,
        method: str,
        url: str,
        *,
        headers: Sequence[tuple[str, str]] = (),
        body: bytes | None = None,
        timeout: float = 10.0,
        max_bytes: int = 1_000_000,
    ) -> Fetched:
        """Perform one request; never raises for what the network does."""
        ...


class ScriptResult(msgspec.Struct, frozen=True):
    """What a script returned, what it set, or why it failed.

    `error` is "" on success; else `exception`, `timeout`, `memory`, `too_large` or `crashed`,
    with the engine's own words in `message`. `undefined` tells JavaScript's undefined from null;
    `kind` is what the value was before JSON: `typeof`'s word, `null`, `list`, `date` or `not finite`.
    """

    value: Value = None
    undefined: bool = False
    sets: Mapping[str, Value] = {}
    error: str = ""
    message: str = ""
    kind: str = ""


class Scripts(Protocol):
    """Run JavaScript out of process, limited in time, memory and output."""

    async def run(  # noqa: PLR0913 - one argument for each part of what a run depends on
        self,
        code: str,
        *,
        arguments: Mapping[str, Value],
        now: datetime,
        seed: int,
        timezone: str = "UTC",
        timeout: float = 1.0,
    ) -> ScriptResult:
        """Run `code` as the body of an async function with `arguments` bound by name.

        `Date` starts at `now` and `Math.random` at `seed`, so that a run can be repeated.
        `setVariable(name, value)` is bound and fills `sets`.
        """
        ...

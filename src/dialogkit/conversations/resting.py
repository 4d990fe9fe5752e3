"""Long turns rest between their stretches, so that nobody waits for the whole of one.

Of all turns that rest, one goes on at a time, in the order in which they came: however many
there are, whoever has a short turn waits for no more than one stretch. And each pauses for a
moment, so that all of them together leave most of the processor's time to the others.
"""

from __future__ import annotations

import asyncio

__all__ = ("RestingPlace",)

_PAUSE_SECONDS = 0.001
"""Several times as long as a stretch."""


class RestingPlace:
    """Where turns wait until they may go on for another stretch."""

    def __init__(self) -> None:
        self._line = asyncio.Lock()

    async def rest(self) -> None:
        """Return when it is the caller's turn again, with whatever else came in done."""
        async with self._line:
            await asyncio.sleep(_PAUSE_SECONDS)

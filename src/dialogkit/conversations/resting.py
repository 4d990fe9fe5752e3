"""Long turns rest between their stretches, so that nobody waits for the whole of one.

Of all turns that rest, one goes on at a time, in the order in which they came: however many
there are, whoever has a short turn waits for no more than one stretch. And before each stretch
there is a pause several times as long as the last one, so that all long turns together leave
most of the processor's time to the others.
"""

from __future__ import annotations

import asyncio

__all__ = ("RestingPlace",)

_PAUSE_SECONDS = 0.001
_PAUSES = 4
"""How many times as long as a stretch a pause is at least."""
_LONGEST_STRETCH = 0.01
"""Seconds; what seems longer was not one stretch, but a turn that did not come back."""


class RestingPlace:
    """Where turns wait until they may go on for another stretch."""

    def __init__(self) -> None:
        self._line = asyncio.Lock()
        self._went_on = 0.0
        """When a turn was last let go on."""

    async def rest(self) -> None:
        """Return when it is the caller's turn again, with whatever else came in done."""
        loop = asyncio.get_running_loop()
        stretch = min(loop.time() - self._went_on, _LONGEST_STRETCH)
        async with self._line:
            await asyncio.sleep(max(_PAUSE_SECONDS, _PAUSES * stretch))
            self._went_on = loop.time()

"""Long turns rest between their stretches, so that nobody waits for the whole of one.

Of all turns that rest, one goes on at a time, in the order in which they came: however many
there are, whoever has a short turn waits for no more than one stretch.
"""

from __future__ import annotations

import asyncio

__all__ = ("RestingPlace",)


class RestingPlace:
    """Where turns wait until they may go on for another stretch."""

    def __init__(self) -> None:
        self._line = asyncio.Lock()

    async def rest(self) -> None:
        """Return when it is the caller's turn again, with whatever else came in done."""
        async with self._line:
            await asyncio.sleep(0)

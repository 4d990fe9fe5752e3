"""What runs beside the server: what a crash left open is finished first, then times that come are kept."""

from __future__ import annotations

import asyncio
import logging

from dialogkit.conversations import Timers
from dialogkit.kit import DialogKitError

__all__ = ("INTERVAL", "Worker")

INTERVAL = 0.5
"""Seconds between two looks at what is due."""

log = logging.getLogger(__name__)


class Worker:
    """One task that looks at what is due, again and again."""

    def __init__(self, timers: Timers) -> None:
        self._timers = timers
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to look."""
        self._task = asyncio.create_task(self._run(), name="worker")

    async def stop(self) -> None:
        """Stop looking; what is under way is found again at the next start."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self._timers.stop()

    async def _run(self) -> None:
        crashed = True
        while True:
            more = False
            try:
                more = await self._timers.run(crashed=crashed)
                crashed = crashed and more
            except DialogKitError as error:
                log.warning("the worker tries again: %s", error.code)
            except Exception as error:  # noqa: BLE001  # the boundary of jobs: one bad job stops no other
                log.error("the worker tries again after an unexpected %s", type(error).__name__)
            await asyncio.sleep(0 if more else INTERVAL)

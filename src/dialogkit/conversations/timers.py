"""What has to happen without anybody asking: times that come, turns that a crash left open.

Each conversation is dealt with in a task of its own, so that one that waits for a slow system
holds up no other. Doing anything twice does nothing: a turn's cause is unique.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from dialogkit.conversations.models import Record
from dialogkit.conversations.service import ConversationsService
from dialogkit.conversations.store import TurnStore
from dialogkit.kit import Clock, InvalidRequest, StateError

__all__ = ("Timers",)

BATCH = 200
SIDE_BY_SIDE = 50
REST_MILLISECONDS = 60_000
"""How long a turn is left alone after a fault that may pass."""

log = logging.getLogger(__name__)


class Timers:
    """Finds due turns and abandoned claims, and has the service go on with them."""

    def __init__(self, store: TurnStore, service: ConversationsService, clock: Clock) -> None:
        self._store = store
        self._service = service
        self._clock = clock
        self._room = asyncio.Semaphore(SIDE_BY_SIDE)
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._resting: dict[str, int] = {}

    async def run(self, *, crashed: bool = False) -> bool:
        """Begin with every turn whose time has come; return whether there may be more.

        `crashed` takes up all claims, however fresh: for a server that has just started.
        """
        now = self._milliseconds()
        self._resting = {id: until for id, until in self._resting.items() if until > now}
        limit = BATCH + len(self._resting)
        claimed = await self._store.claimed(None if crashed else now, limit)
        for record in claimed:
            await self._begin(record, self._recover, 0)
        due = await self._store.due(now, limit)
        for record, revision in due:
            await self._begin(record, self._fire, revision)
        return max(len(claimed), len(due)) >= limit

    async def finish(self) -> None:
        """Wait for everything that was begun."""
        await asyncio.gather(*self._under_way.values())

    async def stop(self) -> None:
        """Let go of what is under way; it is found again at the next start."""
        for task in self._under_way.values():
            task.cancel()
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)

    async def _begin(self, record: Record, deal: Callable[[Record, int], Awaitable[None]], revision: int) -> None:
        name = f"{record.conversation}:{record.seq}"
        if name in self._under_way or name in self._resting:
            return
        await self._room.acquire()
        task = asyncio.create_task(self._deal(name, deal(record, revision)))
        self._under_way[name] = task

    async def _deal(self, name: str, doing: Awaitable[None]) -> None:
        try:
            await doing
        except Exception as error:  # noqa: BLE001  # the boundary of jobs: one bad turn stops no other
            log.warning("the turn %s rests for a minute after %s", name, type(error).__name__)
            self._resting[name] = self._milliseconds() + REST_MILLISECONDS
        finally:
            self._room.release()
            del self._under_way[name]

    async def _recover(self, record: Record, revision: int) -> None:
        await self._service.recover(record.conversation)

    async def _fire(self, record: Record, revision: int) -> None:
        try:
            await self._service.take_timeout(record.conversation, record.seq)
        except (StateError, InvalidRequest) as error:
            # It would be refused again and again; what waits is answered by whoever comes next.
            log.warning("the turn %s:%s cannot go on: %s", record.conversation, record.seq, error.code)
        await self._service.forget_due(record, revision)

    def _milliseconds(self) -> int:
        return int(self._clock.now().timestamp() * 1000)

"""What has to happen without anybody asking: times that come, turns that a crash left open."""

from __future__ import annotations

import logging

from dialogkit.conversations.models import Record
from dialogkit.conversations.service import ConversationsService
from dialogkit.conversations.store import TurnStore
from dialogkit.kit import Clock, DialogKitError

__all__ = ("Timers",)

BATCH = 200

log = logging.getLogger(__name__)


class Timers:
    """Fires due turns; doing it twice does nothing, because a turn's cause is unique."""

    def __init__(self, store: TurnStore, service: ConversationsService, clock: Clock) -> None:
        self._store = store
        self._service = service
        self._clock = clock

    async def run(self) -> int:
        """Deal with every turn whose time has come; return how many."""
        now = int(self._clock.now().timestamp() * 1000)
        done = 0
        while batch := await self._store.due(now, BATCH):
            for record, revision in batch:
                await self._deal_with(record, revision)
            done += len(batch)
        return done

    async def recover_all(self, horizon: int = 2**62) -> int:
        """Finish what a dead server left open, however fresh its claim; return how many turns."""
        open_turns = [pair for pair in await self._store.due(horizon, 100_000) if pair[0].claim is not None]
        for record, revision in open_turns:
            await self._deal_with(record, revision)
        return len(open_turns)

    async def _deal_with(self, record: Record, revision: int) -> None:
        try:
            if record.claim is not None:
                await self._service.recover(record, revision)
                return
            await self._service.take_timeout(record.conversation, record.seq)
            await self._service.forget_due(record, revision)
        except DialogKitError as error:
            log.warning("the turn %s:%s could not go on: %s", record.conversation, record.seq, error.code)
            await self._give_up(record, revision)

    async def _give_up(self, record: Record, revision: int) -> None:
        """Take a turn off the list that would fail again and again."""
        try:
            await self._service.forget_due(record, revision)
        except DialogKitError as error:
            log.warning("the turn %s:%s has moved on: %s", record.conversation, record.seq, error.code)

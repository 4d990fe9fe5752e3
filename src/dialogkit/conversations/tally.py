"""How much each flow is used: counted once from what is stored, then kept up turn by turn.

Only one process writes an embedded database, so what it counts itself stays true.
"""

from __future__ import annotations

import asyncio

from dialogkit.conversations.models import Record
from dialogkit.conversations.store import TurnStore
from dialogkit.engine import Status
from dialogkit.flows import Activity
from dialogkit.kit import FlowId, OrganizationId

__all__ = ("Tally",)


class Tally:
    """Conversations begun and finished, by flow."""

    def __init__(self, store: TurnStore) -> None:
        self._store = store
        self._counts: dict[FlowId, Activity] = {}
        self._counting = asyncio.Lock()

    async def activity_of(self, organization: OrganizationId, flow: FlowId) -> Activity:
        """Return how much a flow is used."""
        found = self._counts.get(flow)
        if found is not None:
            return found
        async with self._counting:
            if flow not in self._counts:
                self._counts[flow] = await self._store.activity(organization, flow)
            return self._counts[flow]

    def note(self, record: Record) -> None:
        """Count a turn that was stored; flows nobody has asked about are counted when somebody does."""
        known = self._counts.get(record.flow)
        if known is None or record.version <= 0:
            return
        opened, ended = record.seq == 0, record.status is Status.ENDED
        if opened or ended:
            last = record.at if opened else known.last_at
            self._counts[record.flow] = Activity(known.total + opened, known.ended + ended, last)

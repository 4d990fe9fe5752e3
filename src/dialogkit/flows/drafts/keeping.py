"""The updates of one open draft on their way to the disk: many in one record, and now and then all in one.

Who is told that something is kept is `room`'s matter.
"""

from __future__ import annotations

import asyncio

from pycrdt import merge_updates

from dialogkit.document.limits import MAX_DOCUMENT_BYTES
from dialogkit.flows.drafts.document import SharedDocument
from dialogkit.flows.drafts.store import DraftStore
from dialogkit.kit import Conflict, FlowId, OrganizationId, TooLarge

__all__ = ("COMPACT_BYTES", "COMPACT_RECORDS", "MAX_DRAFT_BYTES", "Log")

COMPACT_RECORDS = 500
COMPACT_BYTES = 1_000_000
"""So many records, or bytes in them, are made one."""
MAX_DRAFT_BYTES = 2 * MAX_DOCUMENT_BYTES
"""A draft also holds comments, and who wrote what."""


class Log:
    """What of a draft is on the disk, and what waits for it."""

    def __init__(self, organization: OrganizationId, flow: FlowId, store: DraftStore) -> None:
        self._organization = organization
        self._flow = flow
        self._store = store
        self._waiting: list[bytes] = []
        self._at_work = asyncio.Lock()
        self._bytes = 0
        self._records = 0
        self._loose = 0
        self.seq = 0
        """The number of the newest record."""
        self.kept = b""
        """The state vector of the draft as it is on the disk."""

    async def load(self, document: SharedDocument) -> bool:
        """Bring a draft from the disk into `document`; tell whether there is one."""
        updates, self.seq = await self._store.load(self._organization, self._flow)
        for update in updates:
            document.apply(update)
        self._records = len(updates)
        self._bytes = sum(map(len, updates))
        self._loose = sum(map(len, updates[1:]))
        self.kept = document.state
        return bool(updates)

    def check_room_for(self, update: bytes) -> None:
        """Raise `TooLarge` where a draft would become larger than one may be."""
        if self._bytes + len(update) > MAX_DRAFT_BYTES:
            raise TooLarge(
                f"A draft may have {MAX_DRAFT_BYTES:,} bytes.",
                fix="Split the flow: move a part of it into a subflow.",
            )

    def add(self, update: bytes) -> None:
        """Let an update wait; `document` has it already."""
        self._waiting.append(update)
        self._bytes += len(update)

    async def keep(self, document: SharedDocument) -> None:
        """Return when all that waits now is on the disk; raises `Unavailable` where it cannot be yet."""
        async with self._at_work:
            batch, state = list(self._waiting), document.state
            if batch:
                update = merge_updates(*batch) if len(batch) > 1 else batch[0]
                await self._append(update)
                del self._waiting[: len(batch)]
                self.kept = state
            if self._records >= COMPACT_RECORDS or self._loose >= COMPACT_BYTES:
                await self._compact(document)

    async def _append(self, update: bytes) -> None:
        try:
            await self._store.append(self._organization, self._flow, self.seq + 1, update)
        except Conflict:
            # A write that was broken off may have reached the disk. To keep an update twice does no harm.
            self.seq = await self._store.newest(self._organization, self._flow)
            await self._store.append(self._organization, self._flow, self.seq + 1, update)
        self.seq += 1
        self._records += 1
        self._loose += len(update)

    async def _compact(self, document: SharedDocument) -> None:
        whole = document.update_since()
        await self._append(whole)
        await self._store.drop_before(self._organization, self._flow, self.seq)
        self._records, self._loose, self._bytes = 1, 0, len(whole)

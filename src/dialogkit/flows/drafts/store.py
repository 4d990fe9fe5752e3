"""The updates of drafts in the database, in the order in which they came.

A record holds an update; a compacted draft is one record with all of it, and the records before it go. As taking in an
update twice changes nothing, whatever a crash leaves of that is read as the same draft.
"""

from __future__ import annotations

import msgspec

from dialogkit.kit import FlowId, OrganizationId
from dialogkit.storage import Document, Index, Key, Query, Schema, Storage

__all__ = ("SCHEMAS", "DraftStore")

_DRAFTS = Schema(
    name="drafts",
    columns=("organization", "flow", "seq"),
    indexes=(Index("seq", ("organization", "flow", "seq"), unique=True),),
)

SCHEMAS = (_DRAFTS,)


class _Record(msgspec.Struct, frozen=True):
    update: bytes


class DraftStore:
    """What drafts are kept in."""

    def __init__(self, storage: Storage) -> None:
        self._drafts = storage.collection(_DRAFTS)
        self._decoder = msgspec.json.Decoder(_Record)

    async def append(self, organization: OrganizationId, flow: FlowId, seq: int, update: bytes) -> None:
        """Keep an update; raises `Conflict` where another has its number."""
        keys: dict[str, Key] = {"organization": organization, "flow": flow, "seq": seq}
        await self._drafts.insert(Document(f"{flow}:{seq}", msgspec.json.encode(_Record(update)), keys))

    async def newest(self, organization: OrganizationId, flow: FlowId) -> int:
        """Return the number of the newest update; 0 where there is no draft."""
        found = await self._drafts.first(Query("seq", (organization, flow), descending=True))
        return _seq(found) if found is not None else 0

    async def load(self, organization: OrganizationId, flow: FlowId) -> tuple[list[bytes], int]:
        """Return all updates of a draft in order, and the number of the last, 0 where there is none."""
        updates, seq = [], 0
        async for found in self._drafts.scan(Query("seq", (organization, flow))):
            updates.append(self._decoder.decode(found.body).update)
            seq = _seq(found)
        return updates, seq

    async def drop_before(self, organization: OrganizationId, flow: FlowId, seq: int) -> None:
        """Remove the updates that a later record holds too."""
        await self._drafts.delete_many(Query("seq", (organization, flow), below=seq))


def _seq(document: Document) -> int:
    return int(document.keys["seq"] or 0)

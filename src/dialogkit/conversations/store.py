"""Turn records in the database. One insert is a turn: lock, idempotency key and transcript."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable
from typing import cast

import msgspec

from dialogkit.conversations.models import Record
from dialogkit.engine import Status
from dialogkit.flows import Activity
from dialogkit.kit import ConversationId, FlowId, OrganizationId
from dialogkit.storage import Document, Index, Key, Page, Query, Schema, Storage

__all__ = ("SCHEMAS", "TurnStore")

_TURNS = Schema(
    name="turns",
    columns=("organization", "conversation", "seq", "cause", "flow", "at"),
    optional=("opened", "ended", "due", "claimed"),
    indexes=(
        Index("seq", ("conversation", "seq"), unique=True),
        Index("cause", ("conversation", "cause"), unique=True),
        Index("at", ("organization", "at")),
        Index("opened", ("organization", "flow", "opened")),
        Index("ended", ("organization", "flow", "ended")),
        Index("due", ("due",)),
        Index("claimed", ("claimed",)),
    ),
)

SCHEMAS = (_TURNS,)


class TurnStore:
    """What the conversations service writes and reads."""

    def __init__(self, storage: Storage) -> None:
        self._turns = storage.collection(_TURNS)
        self._encoder = msgspec.json.Encoder()
        self._decoder = msgspec.json.Decoder(Record)

    def append(self, record: Record) -> Awaitable[int]:
        """Keep a new turn; raises `Conflict` where another has its place or cause."""
        return self._turns.insert(self._document(record))

    async def complete(self, record: Record, *, revision: int) -> int:
        """Keep a turn that was claimed as it is now; raises `Conflict` where somebody else did."""
        return await self._turns.replace(self._document(record), revision=revision)

    async def newest(self, conversation: str) -> tuple[Record, int] | None:
        """Return the newest turn of a conversation and its revision."""
        found = await self._turns.first(Query("seq", (conversation,), descending=True))
        return (self._record(found), found.revision) if found else None

    async def find(self, conversation: ConversationId, seq: int) -> Record | None:
        """Return one turn."""
        found = await self._turns.find(f"{conversation}:{seq}")
        return self._record(found) if found else None

    async def find_cause(self, conversation: ConversationId, cause: str) -> Record | None:
        """Return the turn that `cause` made."""
        found = await self._turns.first(Query("cause", (conversation, cause)))
        return self._record(found) if found else None

    async def turns(self, conversation: ConversationId) -> list[Record]:
        """Return all turns of a conversation, in order."""
        return [self._record(found) async for found in self._turns.scan(Query("seq", (conversation,)))]

    async def due(self, now: int, limit: int) -> list[tuple[Record, int]]:
        """Return turns whose time has come, the longest due first, with their revisions."""
        page = await self._turns.page(Query("due", at_least=0, below=now + 1), limit=limit)
        return [(self._record(found), found.revision) for found in page.documents]

    async def claimed(self, until: int | None, limit: int) -> list[Record]:
        """Return turns that are being worked on, by claims that end by `until`."""
        below = None if until is None else until + 1
        page = await self._turns.page(Query("claimed", at_least=0, below=below), limit=limit)
        return [self._record(found) for found in page.documents]

    async def opened(
        self, organization: OrganizationId, flow: FlowId, span: tuple[int | None, int | None], limit: int, cursor: str
    ) -> tuple[list[Record], str]:
        """Return the first turns of conversations opened in `span`, the newest first, and the next cursor."""
        query = _opened(organization, flow, span)
        page: Page = await self._turns.page(query, limit=limit, cursor=cursor)
        return [self._record(found) for found in page.documents], page.cursor

    async def scan_opened(
        self, organization: OrganizationId, flow: FlowId, span: tuple[int | None, int | None]
    ) -> AsyncIterator[Record]:
        """Walk the first turns of all conversations opened in `span`, the newest first."""
        async for found in self._turns.scan(_opened(organization, flow, span)):
            yield self._record(found)

    async def activity(self, organization: OrganizationId, flow: FlowId) -> Activity:
        """Count the conversations of a flow, in a thread of its own where there are many."""
        last: int | None = None
        total = ended = 0
        async for found in self._turns.scan(_opened(organization, flow, (None, None))):
            last = last or cast(int, found.keys["opened"])
            total += 1
        async for _ended in self._turns.scan(Query("ended", (organization, flow))):
            ended += 1
        return Activity(total, ended, last)

    def _document(self, record: Record) -> Document:
        keys: dict[str, Key] = {
            "organization": record.organization,
            "conversation": record.conversation,
            "seq": record.seq,
            "cause": record.cause,
            "flow": record.flow if record.version > 0 else f"preview:{record.flow}",
            "at": record.at,
            "opened": record.at if record.seq == 0 else None,
            "ended": record.at if record.status is Status.ENDED else None,
            "due": record.due,
            "claimed": record.claim.until if record.claim else None,
        }
        return Document(f"{record.conversation}:{record.seq}", self._encoder.encode(record), keys)

    def _record(self, document: Document) -> Record:
        return self._decoder.decode(document.body)


def _opened(organization: OrganizationId, flow: FlowId, span: tuple[int | None, int | None]) -> Query:
    return Query("opened", (organization, flow), at_least=span[0], below=span[1], descending=True)

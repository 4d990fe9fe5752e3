"""The drafts that are open, and the ways in which a flow's service meets them.

A draft is made of the flow document when somebody edits it for the first time. From then on the document follows the
draft: it is written a moment after each edit, and before anybody reads it; what a crash left behind is caught up with.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

import msgspec

from dialogkit.blocks.catalog import codec
from dialogkit.document import Flow
from dialogkit.flows.drafts.fitting import read
from dialogkit.flows.drafts.keeping import Log
from dialogkit.flows.drafts.room import Editor, Room, Shelf
from dialogkit.flows.drafts.shape import MAPS, Maps, flatten
from dialogkit.flows.drafts.store import DraftStore
from dialogkit.flows.drafts.writing import changes_between
from dialogkit.flows.models import StoredFlow
from dialogkit.kit import DialogKitError, FlowId, OutsideFault, TooLarge

__all__ = ("Drafts", "normal_form")

log = logging.getLogger(__name__)


class Drafts:
    """All open drafts of this process, which is the only one that opens them."""

    def __init__(self, store: DraftStore, shelf: Shelf) -> None:
        self._store = store
        self._shelf = shelf
        self._rooms: dict[FlowId, Room] = {}
        self._doors: WeakValueDictionary[FlowId, asyncio.Lock] = WeakValueDictionary()
        self._settled: set[FlowId] = set()

    async def enter(self, stored: StoredFlow, editor: Editor) -> Room:
        """Let somebody edit a flow's draft."""
        async with self._door(stored.id):
            room = await self._room(stored)
            room.enter(editor)
            return room

    async def leave(self, room: Room, editor: Editor) -> None:
        """Let somebody go; the last one shuts the door."""
        room.leave(editor)
        await self._shut(room)

    async def settle(self, stored: StoredFlow) -> bool:
        """Bring the flow document up to its draft; tell whether it may have changed."""
        room = self._rooms.get(stored.id)
        if room is not None:
            await _flush(room)
            return True
        if stored.id in self._settled:
            return False
        is_behind = await self._store.newest(stored.organization, stored.id) > stored.drafted
        if is_behind:
            async with self._visit(stored) as visited:
                await _flush(visited)
        self._settled.add(stored.id)
        return is_behind

    async def write(self, stored: StoredFlow, document: Flow) -> bool:
        """Make the draft of `stored` what `document` is; tell whether there is a draft.

        Only what differs between the two is touched, so that what others do meanwhile stays.
        """
        if stored.id not in self._rooms and not await self._store.newest(stored.organization, stored.id):
            return False
        async with self._visit(stored) as room:
            before = flatten(msgspec.json.decode(stored.document))
            room.write(changes_between(before, flatten(_plain(document)), room.maps()))
            await room.flush()
        return True

    async def refuse(self, flow: FlowId, error: DialogKitError) -> None:
        """Send everybody away from a flow."""
        room = self._rooms.get(flow)
        if room is not None:
            room.refuse_all(error)

    async def close(self) -> None:
        """Finish everything that was begun."""
        for room in tuple(self._rooms.values()):
            try:
                await room.close()
            except OutsideFault as fault:
                log.error("edits of a draft are lost, as they could not be kept: %s", fault.code)
        self._rooms.clear()

    @asynccontextmanager
    async def _visit(self, stored: StoredFlow) -> AsyncIterator[Room]:
        async with self._door(stored.id):
            room = await self._room(stored)
            room.guests += 1
        try:
            yield room
        finally:
            room.guests -= 1
            await self._shut(room)

    async def _shut(self, room: Room) -> None:
        async with self._door(room.flow):
            if room.is_idle and self._rooms.get(room.flow) is room:
                try:
                    await room.close()
                except OutsideFault as fault:
                    log.warning("a draft stays open until it is kept: %s", fault.code)
                else:
                    del self._rooms[room.flow]

    async def _room(self, stored: StoredFlow) -> Room:
        """Return the room of a flow; its door is held."""
        room = self._rooms.get(stored.id)
        if room is None:
            log = Log(stored.organization, stored.id, self._store)
            room = Room(stored.organization, stored.id, log, self._shelf)
            if not await room.load(written=stored.drafted):
                empty: Maps = {name: {} for name in MAPS}
                room.write(changes_between(empty, flatten(msgspec.json.decode(stored.document)), empty))
                await room.flush()
            self._rooms[stored.id] = room
        return room

    def _door(self, flow: FlowId) -> asyncio.Lock:
        return self._doors.setdefault(flow, asyncio.Lock())


def normal_form(flow: Flow) -> Flow:
    """Return `flow` as it is read from a draft of it: the same for a visitor, in one order."""
    return read(flatten(_plain(flow)), flow.id).flow


def _plain(flow: Flow) -> dict[str, object]:
    plain: dict[str, object] = msgspec.json.decode(codec().encode(flow))
    return plain


async def _flush(room: Room) -> None:
    """Write the flow document; one that became too large stays as it was, as its editors are told."""
    try:
        await room.flush()
    except TooLarge:
        return

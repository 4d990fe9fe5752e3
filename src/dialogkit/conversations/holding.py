"""Conversations in use, held in memory between turns so that a turn is one insert and no read.

What is held is only ever what was stored; whoever loses a race drops it and reads again.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict

from dialogkit.conversations.models import Record
from dialogkit.conversations.programs import Playable, Programs
from dialogkit.conversations.store import TurnStore
from dialogkit.engine import Session, decode
from dialogkit.kit import Missing

__all__ = ("Held", "Holding")

MAX_HELD = 5_000


class Held:
    """The newest turn of one conversation, and the lock that puts its turns in line."""

    __slots__ = ("lock", "playable", "record", "revision", "session")

    def __init__(self, record: Record, revision: int, session: Session, playable: Playable) -> None:
        self.lock = asyncio.Lock()
        self.record = record
        self.revision = revision
        self.session = session
        self.playable = playable

    def move_on(self, record: Record, revision: int, session: Session) -> None:
        """Take a turn that was stored as the newest."""
        self.record = record
        self.revision = revision
        self.session = session


class Holding:
    """The conversations in use, the longest unused forgotten first."""

    def __init__(self, store: TurnStore, programs: Programs) -> None:
        self._store = store
        self._programs = programs
        self._held: OrderedDict[str, Held] = OrderedDict()
        self._loading: dict[str, asyncio.Lock] = {}

    async def get(self, conversation: str) -> Held:
        """Return a conversation; raises `Missing`."""
        held = self._held.get(conversation)
        if held is not None:
            self._held.move_to_end(conversation)
            return held
        async with self._loading.setdefault(conversation, asyncio.Lock()):
            try:
                return self._held.get(conversation) or await self._load(conversation)
            finally:
                self._loading.pop(conversation, None)

    async def refresh(self, held: Held) -> None:
        """Read the newest turn again, because somebody else may have appended one."""
        newest = await self._store.newest(held.record.conversation)
        if newest is not None:
            record, revision = newest
            held.move_on(record, revision, decode(record.state))

    def keep(self, held: Held) -> None:
        """Hold a conversation that has just begun."""
        self._held[held.record.conversation] = held
        while len(self._held) > MAX_HELD:
            oldest = next(iter(self._held.values()))
            if oldest.lock.locked():
                self._held.move_to_end(oldest.record.conversation)
                break
            self._held.popitem(last=False)

    async def _load(self, conversation: str) -> Held:
        newest = await self._store.newest(conversation)
        if newest is None:
            raise Missing("There is no such conversation.")
        record, revision = newest
        playable = await self._programs.get(record.organization, record.flow, record.version, record.locale)
        held = Held(record, revision, decode(record.state), playable)
        self.keep(held)
        return held

"""Conversations in use, held in memory between turns so that a turn is one insert and no read.

What is held is only ever what was stored; whoever loses a race, or fails half way, marks it
stale, and the next one reads it again.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict

from dialogkit.conversations.models import Record
from dialogkit.conversations.programs import Playable, Programs
from dialogkit.conversations.store import TurnStore
from dialogkit.engine import Session, Status, decode
from dialogkit.kit import Missing, Unavailable

__all__ = ("Held", "Holding")

MAX_HELD = 5_000
MAX_KEPT_BYTES = 64_000_000
"""Of stored state and turns together; what lies in memory is a few times as much."""


class Held:
    """The newest turn of one conversation, and the lock that puts its turns in line."""

    __slots__ = ("kept", "lock", "playable", "record", "revision", "session", "stale")

    def __init__(self, record: Record, revision: int, session: Session, playable: Playable) -> None:
        self.lock = asyncio.Lock()
        self.record = record
        self.revision = revision
        self.session = session
        self.playable = playable
        self.stale = False
        """True where something else may be stored than is held."""
        self.kept = 0
        """How many bytes it was counted with."""

    def move_on(self, record: Record, revision: int, session: Session) -> None:
        """Take a turn that was stored as the newest."""
        self.record = record
        self.revision = revision
        self.session = session
        self.stale = False


class Holding:
    """The conversations in use, the longest unused forgotten first."""

    def __init__(self, store: TurnStore, programs: Programs) -> None:
        self._store = store
        self._programs = programs
        self._held: OrderedDict[str, Held] = OrderedDict()
        self._loading: dict[str, asyncio.Lock] = {}
        self._bytes = 0

    def find(self, conversation: str) -> Held | None:
        """Return a conversation if it is held."""
        held = self._held.get(conversation)
        if held is not None:
            self._held.move_to_end(conversation)
        return held

    async def get(self, conversation: str) -> Held:
        """Return a conversation; raises `Missing`."""
        held = self.find(conversation)
        if held is not None:
            return held
        async with self._loading.setdefault(conversation, asyncio.Lock()):
            try:
                return self._held.get(conversation) or await self._load(conversation)
            finally:
                self._loading.pop(conversation, None)

    async def refresh(self, held: Held) -> None:
        """Read the newest turn again, because something else may be stored than is held."""
        newest = await self._store.newest(held.record.conversation)
        if newest is None:
            raise Unavailable("The conversation could not be opened.", fix="Open it again.")
        record, revision = newest
        held.move_on(record, revision, decode(record.state))

    def begin(self, held: Held) -> bool:
        """Hold a conversation that is being opened; False where it is held already."""
        if held.record.conversation in self._held:
            return False
        self.keep(held)
        return True

    def keep(self, held: Held) -> None:
        """Hold a conversation, and count it as large as it is now; one that is over is let go."""
        if held.record.status is Status.ENDED:
            self.drop(held.record.conversation)
            return
        size = len(held.record.state) + len(held.record.turn)
        self._bytes += size - held.kept
        held.kept = size
        self._held[held.record.conversation] = held
        while len(self._held) > MAX_HELD or self._bytes > MAX_KEPT_BYTES:
            conversation, oldest = next(iter(self._held.items()))
            if oldest.lock.locked() or oldest is held:
                self._held.move_to_end(conversation)
                break
            self.drop(conversation)

    def drop(self, conversation: str) -> None:
        """Hold a conversation no longer."""
        held = self._held.pop(conversation, None)
        if held is not None:
            self._bytes -= held.kept
            held.kept = 0

    async def _load(self, conversation: str) -> Held:
        newest = await self._store.newest(conversation)
        if newest is None:
            raise Missing("There is no such conversation.")
        record, revision = newest
        playable = await self._programs.get(record.organization, record.flow, record.version, record.locale)
        held = Held(record, revision, decode(record.state), playable)
        self.keep(held)
        return held

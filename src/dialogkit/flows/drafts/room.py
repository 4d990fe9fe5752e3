"""A draft that is open: who edits it, what they are told, and that nothing told as kept is lost.

An edit is taken in and handed on at once; it is told as kept when it is on the disk. A little after the last edit the
flow is read, its problems are told, and the flow document is written anew. Everything happens on one event loop.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from contextlib import suppress
from typing import Protocol

import msgspec

from dialogkit.document import Problem, Severity
from dialogkit.flows.drafts.admission import admit
from dialogkit.flows.drafts.document import EMPTY_UPDATE, SharedDocument
from dialogkit.flows.drafts.fitting import read
from dialogkit.flows.drafts.keeping import Log
from dialogkit.flows.drafts.presence import Presence
from dialogkit.flows.drafts.repairs import Reading, Repair
from dialogkit.flows.drafts.shape import Maps
from dialogkit.flows.drafts.wire import (
    Kind,
    Message,
    Sync,
    kept_message,
    presence_message,
    problems_message,
    sync_message,
)
from dialogkit.flows.drafts.writing import Change
from dialogkit.kit import DialogKitError, FlowId, OrganizationId, OutsideFault, TooLarge, TooMany

__all__ = ("Editor", "Room", "Shelf")

QUIET_SECONDS = 0.15
"""After an edit, until problems are told; and as long again, until the flow document is written."""
LONGEST_WAIT = 2.0
"""For so long edits may go on until problems are told and the document is written nevertheless."""
RETRY_SECONDS = 1.0
MAX_EDITORS = 100
LARGE_BLOCKS = 500
"""From so many on a flow is read beside the event loop."""

log = logging.getLogger(__name__)


class Editor(Protocol):
    """Somebody at the other end of a connection."""

    def send(self, message: bytes) -> None:
        """Send a message, without waiting until it has arrived."""
        ...

    def refuse(self, error: DialogKitError) -> None:
        """Say why, and close the connection."""
        ...


class Shelf(Protocol):
    """Where the flow documents of drafts are kept."""

    async def problems_in(self, organization: OrganizationId, reading: Reading) -> tuple[Problem, ...]:
        """Return what is wrong with the flow that was read."""
        ...

    async def put_reading(self, organization: OrganizationId, reading: Reading, seq: int) -> None:
        """Keep the flow that was read from a draft as it is after its record `seq`."""
        ...


class _Told(msgspec.Struct, frozen=True):
    problems: tuple[Problem, ...]
    repairs: tuple[Repair, ...]


class _Heard(msgspec.Struct):
    """How many updates an editor has sent, and how many of them were told as kept."""

    received: int = 0
    told: int = 0


class Room:
    """One draft and its editors."""

    def __init__(self, organization: OrganizationId, flow: FlowId, log: Log, shelf: Shelf) -> None:
        self.organization = organization
        self.flow = flow
        self.guests = 0
        """How many use the room without editing: a write through the API, for one."""
        self._log = log
        self._shelf = shelf
        self._document = SharedDocument()
        self._presence = Presence()
        self._editors: dict[Editor, _Heard] = {}
        self._edits = 0
        self._written = 0
        self._writing = asyncio.Lock()
        self._problems = b""
        self._keeper: asyncio.Task[None] | None = None
        self._follower: asyncio.Task[None] | None = None
        self._keep_again = False
        self._closing = asyncio.Event()

    # -- opening and closing

    async def load(self, *, written: int) -> bool:
        """Read the draft from the disk; tell whether there is one.

        `written` is the number of the record after which the flow document was written.
        """
        found = await self._log.load(self._document)
        self._written = 0 if self._log.seq == written else -1
        return found

    @property
    def is_idle(self) -> bool:
        """True where nobody uses the room."""
        return not self._editors and not self.guests

    async def flush(self) -> None:
        """Return when everything is kept and the flow document is that of the draft; raises `TooLarge`."""
        await self._keep()
        await self._write()

    async def close(self) -> None:
        """Finish what was begun; raises `Unavailable` where the disk does not take it, and goes on trying."""
        self._closing.set()
        await asyncio.gather(*(task for task in (self._keeper, self._follower) if task is not None))
        try:
            await self.flush()
        except OutsideFault:
            self._closing.clear()
            self._edited(b"")
            raise
        except DialogKitError as error:
            log.info("the flow of a draft is not written: %s", error.code)

    # -- editors

    def enter(self, editor: Editor) -> None:
        """Let somebody edit; raises `TooMany` where the room is full."""
        if len(self._editors) >= MAX_EDITORS:
            raise TooMany(f"{MAX_EDITORS} people edit this flow already.", retry_after=RETRY_SECONDS)
        self._editors[editor] = _Heard()
        editor.send(sync_message(Sync.STATE, self._document.state))
        editor.send(kept_message(self._log.kept, 0))
        others = self._presence.all()
        if others:
            editor.send(presence_message(others))
        if self._problems:
            editor.send(self._problems)
        else:
            self._follow()

    def leave(self, editor: Editor) -> None:
        """Let somebody go."""
        if self._editors.pop(editor, None) is not None:
            gone = self._presence.leave(editor)
            if gone:
                self._tell(presence_message(gone))

    def refuse_all(self, error: DialogKitError) -> None:
        """Send everybody away."""
        for editor in tuple(self._editors):
            editor.refuse(error)

    def receive(self, editor: Editor, message: Message) -> None:
        """Do what an editor says; raises `InvalidRequest` or `TooLarge` for what cannot be done."""
        match message:
            case Message(kind=Kind.SYNC, sync=Sync.STATE, data=state):
                editor.send(sync_message(Sync.MISSING, self._document.update_since(state)))
            case Message(kind=Kind.SYNC, data=update):
                self._take(editor, update)
            case Message(kind=Kind.PRESENCE, data=data):
                news = self._presence.take(data, editor)
                if news:
                    self._tell(presence_message(news), but=editor)
            case _:
                editor.send(presence_message(self._presence.all() or b"\0"))

    # -- the document

    def maps(self) -> Maps:
        """Return the maps of the draft, which nobody may change."""
        return self._document.maps()

    def write(self, changes: list[Change]) -> None:
        """Make changes that no editor made, and hand them on to all."""
        self._edited(self._document.write(changes))

    def _take(self, editor: Editor, update: bytes) -> None:
        new = b""
        if update != EMPTY_UPDATE:
            self._log.check_room_for(update)
            admit(update)
            new = self._document.apply(update)
        if editor in self._editors:
            self._editors[editor].received += 1
        self._edited(new, by=editor)

    def _edited(self, update: bytes, *, by: Editor | None = None) -> None:
        if update:
            self._edits += 1
            self._log.add(update)
            self._tell(sync_message(Sync.UPDATE, update), but=by)
            self._follow()
        self._keep_again = True
        if self._keeper is None or self._keeper.done():
            self._keeper = _begin(self._keep_on())

    def _tell(self, message: bytes, *, but: Editor | None = None) -> None:
        for editor in tuple(self._editors):
            if editor is not but:
                editor.send(message)

    # -- keeping

    async def _keep_on(self) -> None:
        while self._keep_again and not self._closing.is_set():
            self._keep_again = False
            try:
                await self._keep()
            except OutsideFault as fault:
                log.warning("a draft is not kept yet: %s", fault.code)
                self._keep_again = True
                await self._pause(RETRY_SECONDS)

    async def _keep(self) -> None:
        """Bring to the disk what waits, then tell those who sent it."""
        received = [(editor, heard, heard.received) for editor, heard in self._editors.items()]
        await self._log.keep(self._document)
        for editor, heard, count in received:
            if heard.told < count and self._editors.get(editor) is heard:
                heard.told = count
                editor.send(kept_message(self._log.kept, count))

    # -- following

    def _follow(self) -> None:
        if self._follower is None or self._follower.done():
            self._follower = _begin(self._follow_edits())

    async def _follow_edits(self) -> None:
        """Tell problems and write the flow document, each when it has been quiet for a moment."""
        followed = -1
        while followed != self._edits and not self._closing.is_set():
            followed = self._edits
            await self._quiet()
            if self._editors:
                await self._tell_problems()
            await self._quiet()
            try:
                await self.flush()
            except DialogKitError as error:
                log.info("the flow of a draft is not written: %s", error.code)

    async def _quiet(self) -> None:
        waited, seen = 0.0, -1
        while seen != self._edits and waited < LONGEST_WAIT:
            seen = self._edits
            await self._pause(QUIET_SECONDS)
            waited += QUIET_SECONDS

    async def _pause(self, seconds: float) -> None:
        """Wait, unless the room is being closed."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._closing.wait(), seconds)

    async def _tell_problems(self) -> None:
        try:
            reading = await self._reading()
            told = _Told(await self._shelf.problems_in(self.organization, reading), reading.repairs)
        except TooLarge as error:
            told = _Told((_as_problem(error),), ())
        message = problems_message(msgspec.json.encode(told))
        if message != self._problems:
            self._problems = message
            self._tell(message)

    async def _write(self) -> None:
        async with self._writing:
            edits = self._edits
            if self._written == edits:
                return
            reading, seq = await self._reading(), self._log.seq
            await self._shelf.put_reading(self.organization, reading, seq)
            self._written = edits

    async def _reading(self) -> Reading:
        maps = self._document.maps()
        if len(maps["blocks"]) < LARGE_BLOCKS:
            return read(maps, self.flow)
        return await asyncio.to_thread(read, maps, self.flow)


def _as_problem(error: TooLarge) -> Problem:
    return Problem(code=error.code, severity=Severity.ERROR, message=error.message, fix=error.fix)


def _begin(work: Coroutine[object, object, None]) -> asyncio.Task[None]:
    return asyncio.get_running_loop().create_task(work)

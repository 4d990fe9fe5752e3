"""The WebSocket over which a draft is edited: who may, how fast, and how it ends.

Closing codes of our own: 4001 after a message that says why (`refused`), 4029 for a flood. What is said in between is
`dialogkit.flows.drafts`'s matter.
"""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from dialogkit.flows.drafts import Room, read_message, refused_message
from dialogkit.flows.service import FlowsService
from dialogkit.http import Limit, Limiter, SocketAuthenticator, admit_socket, problem_bytes, socket_route
from dialogkit.kit import Actor, DialogKitError, InvalidRequest, Permission, TooLarge, TooMany

__all__ = ("draft_route",)

PATH = "/api/v1/flows/{flow}/draft"
NEEDS = Permission.FLOWS_WRITE

REFUSED = 4001
FLOOD = 4029
TOO_SLOW = 1013
UNREADABLE = 1003

MAX_MESSAGE = 1_000_000
PIECE = 50_000
"""A message counts once for each piece of this many bytes."""
RATE = Limit(burst=240, per_second=60)
MAX_BACKLOG = 64_000_000
"""Bytes that may wait for a client that reads too slowly."""
LOOK_AGAIN_SECONDS = 30.0
"""How often it is asked whether an editor still may."""


def draft_route(service: FlowsService, authenticator: SocketAuthenticator) -> WebSocketRoute:
    """Return the route of editing drafts."""
    limiter = Limiter(RATE)

    async def edit(socket: WebSocket, actor: Actor) -> None:
        stored = await service.get(actor.organization, socket.path_params["flow"])
        editor = _Connection(socket, limiter)
        room = await service.drafts.enter(stored, editor)
        try:
            await socket.accept()
            await editor.serve(room, authenticator)
        finally:
            await service.drafts.leave(room, editor)

    return socket_route(PATH, needs=NEEDS, authenticator=authenticator, handler=edit)


class _Connection:
    """One editor's end of a socket."""

    def __init__(self, socket: WebSocket, limiter: Limiter) -> None:
        self._socket = socket
        self._limiter = limiter
        self._outgoing: asyncio.Queue[bytes] = asyncio.Queue()
        self._backlog = 0
        self._ending: asyncio.Future[tuple[int, DialogKitError | None]] = asyncio.get_running_loop().create_future()

    def send(self, message: bytes) -> None:
        """Let a message go out; a client that reads too slowly is let go."""
        self._backlog += len(message)
        if self._backlog > MAX_BACKLOG:
            self._end(TOO_SLOW)
        else:
            self._outgoing.put_nowait(message)

    def refuse(self, error: DialogKitError) -> None:
        """Say why, and close the connection."""
        self._end(REFUSED, error)

    async def serve(self, room: Room, authenticator: SocketAuthenticator) -> None:
        """Return when the connection is over."""
        begin = asyncio.get_running_loop().create_task
        work = [begin(self._hear(room)), begin(self._speak()), begin(self._watch(authenticator))]
        ends: list[asyncio.Future[Any]] = [*work, self._ending]
        done, _ = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        for task in work:
            task.cancel()
        faults = await asyncio.gather(*work, return_exceptions=True)
        if self._ending in done:
            await self._close(*self._ending.result())
        for fault in faults:
            if isinstance(fault, Exception) and not isinstance(fault, DialogKitError | RuntimeError | OSError):
                raise fault

    async def _hear(self, room: Room) -> None:
        while True:
            message = await self._socket.receive()
            if message["type"] == "websocket.disconnect":
                return
            self._take(room, message.get("bytes"))

    def _take(self, room: Room, data: bytes | None) -> None:
        if data is None:
            return self._end(UNREADABLE)
        try:
            if len(data) > MAX_MESSAGE:
                raise TooLarge(f"A message may have {MAX_MESSAGE:,} bytes; this one has {len(data):,}.")
            for _ in range(1 + len(data) // PIECE):
                self._limiter.take(str(id(self)))
            heard = read_message(data)
            if heard is not None:
                room.receive(self, heard)
        except TooMany:
            self._end(FLOOD)
        except InvalidRequest as error:
            self._end(REFUSED, error)
        return None

    async def _speak(self) -> None:
        while True:
            message = await self._outgoing.get()
            await self._socket.send_bytes(message)
            self._backlog -= len(message)

    async def _watch(self, authenticator: SocketAuthenticator) -> None:
        while True:
            await asyncio.sleep(LOOK_AGAIN_SECONDS)
            try:
                await admit_socket(self._socket, needs=NEEDS, authenticator=authenticator)
            except DialogKitError as error:
                self._end(REFUSED, error)

    def _end(self, code: int, error: DialogKitError | None = None) -> None:
        if not self._ending.done():
            self._ending.set_result((code, error))

    async def _close(self, code: int, error: DialogKitError | None) -> None:
        if error is not None:
            await self._socket.send_bytes(refused_message(problem_bytes(error)))
        await self._socket.close(code)

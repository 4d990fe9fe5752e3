"""Somebody who edits a draft: a Yjs document and a WebSocket, as in a browser, without the browser."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Self

import msgspec
from pycrdt import Doc, Map, TransactionEvent
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from dialogkit.flows.drafts.shape import MAPS, Maps
from dialogkit.flows.drafts.wire import Kind, Reader, Sync, framed, number, presence_message, sync_message

__all__ = ("DraftEditor",)

PATIENCE = 60.0


class DraftEditor:
    """An editor whose document outlives its connection."""

    def __init__(self, url: str, headers: dict[str, str]) -> None:
        self._url = url.replace("http", "ws", 1)
        self._headers = headers
        self._socket: ClientConnection | None = None
        self._doc: Doc[Any] = Doc()
        self._roots = {name: self._doc.get(name, type=Map) for name in MAPS}
        self._unsent: list[bytes] = []
        self._applying = False
        self._doc.observe(self._note)
        self.sent = 0
        self.kept = 0
        self.kept_state = b""
        self.heard: dict[str, Any] = {}
        self.presence: dict[int, Any] = {}
        self.refusal: dict[str, Any] = {}
        self.code = 0
        self._synced = False

    def __enter__(self) -> Self:
        """Connect."""
        self.connect()
        return self

    def __exit__(self, *_: object) -> None:
        """Disconnect."""
        self.disconnect()

    @property
    def client(self) -> int:
        """The author's number in the document."""
        return int(self._doc.client_id)

    @property
    def is_connected(self) -> bool:
        """False after the connection was lost, once that was noticed."""
        return self._socket is not None

    def connect(self) -> None:
        """Open the connection and exchange documents; raises `InvalidStatus` where it is refused."""
        opening = connect(
            self._url, additional_headers=self._headers, max_size=None, open_timeout=PATIENCE, close_timeout=1
        )
        self._socket = opening.__enter__()
        self.sent = self.kept = 0
        self._synced = False
        self._unsent.clear()
        self.send(sync_message(Sync.STATE, self._doc.get_state()))
        self.until(lambda: self._synced)

    def disconnect(self) -> None:
        """Close the connection."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def lose_connection(self) -> None:
        """Break the connection without a word."""
        if self._socket is not None:
            with suppress(OSError):
                self._socket.socket.shutdown(socket.SHUT_RDWR)
            self._socket = None

    def set(self, map: str, key: str, field: str | None, value: Any) -> None:
        """Set an entry, or a field of one."""
        if field is None:
            self._roots[map][key] = Map(value) if MAPS[map] else value
        else:
            self._roots[map][key][field] = value
        self._send_unsent()

    def remove(self, map: str, key: str) -> None:
        """Remove an entry."""
        del self._roots[map][key]
        self._send_unsent()

    def together(self, edits: Callable[[], None]) -> None:
        """Make edits that travel as one."""
        with self._doc.transaction():
            edits()
        self._send_unsent()

    def maps(self) -> Maps:
        """Return what the draft is here."""
        found: Maps = msgspec.json.decode(
            "{" + ",".join(f'"{name}":{root}' for name, root in self._roots.items()) + "}"
        )
        return found

    def tell_presence(self, clock: int, state: Any, client: int = 0) -> None:
        """Tell of oneself."""
        told = number(client or self.client) + number(clock) + framed(msgspec.json.encode(state))
        self.send(presence_message(number(1) + told))

    def until_kept(self) -> None:
        """Listen until everything that was sent is told as kept."""
        self.until(lambda: self.kept >= self.sent)

    def until(self, condition: Callable[[], bool], seconds: float = PATIENCE) -> None:
        """Listen until `condition` holds."""
        end = time.monotonic() + seconds
        while not condition():
            assert self.listen(end - time.monotonic()), "nothing more is said"

    def listen(self, seconds: float) -> bool:
        """Hear one message; tell whether there was one."""
        if self._socket is None or seconds <= 0:
            return False
        try:
            data = self._socket.recv(timeout=seconds)
        except TimeoutError:
            return False
        except ConnectionClosed as closed:
            self.code = closed.rcvd.code if closed.rcvd is not None else 1006
            self._socket = None
            return False
        assert isinstance(data, bytes)
        self._hear(Reader(data))
        return True

    def listen_to_the_end(self) -> int:
        """Hear everything until the server closes the connection; return the code."""
        while self._socket is not None:
            self.listen(PATIENCE)
        return self.code

    def send(self, data: bytes) -> None:
        """Send a message as it is; into a closed connection nothing goes."""
        if self._socket is not None:
            with suppress(ConnectionClosed):
                self._socket.send(data)

    def _hear(self, reader: Reader) -> None:
        match reader.number():
            case Kind.SYNC:
                self._sync(reader)
            case Kind.PRESENCE:
                self._see(Reader(reader.piece()))
            case Kind.KEPT:
                self.kept_state, self.kept = reader.piece(), reader.number()
            case Kind.PROBLEMS:
                self.heard = msgspec.json.decode(reader.piece())
            case Kind.REFUSED:
                self.refusal = msgspec.json.decode(reader.piece())

    def _sync(self, reader: Reader) -> None:
        step, data = reader.number(), reader.piece()
        if step == Sync.STATE:
            self.send(sync_message(Sync.MISSING, self._doc.get_update(data)))
            self.sent += 1
            return
        self._applying = True
        self._doc.apply_update(data)
        self._applying = False
        self._synced = self._synced or step == Sync.MISSING

    def _see(self, reader: Reader) -> None:
        for _ in range(reader.number()):
            client, _, state = reader.number(), reader.number(), msgspec.json.decode(reader.piece())
            if state is None:
                self.presence.pop(client, None)
            else:
                self.presence[client] = state

    def _note(self, event: TransactionEvent) -> None:
        if not self._applying:
            self._unsent.append(bytes(event.update))

    def _send_unsent(self) -> None:
        while self._unsent:
            update = self._unsent.pop(0)
            if self._socket is not None:
                self.send(sync_message(Sync.UPDATE, update))
                self.sent += 1

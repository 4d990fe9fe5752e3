"""HTTP over uvicorn, with what one answer says sent in one piece.

uvicorn writes the head and the body of an answer one after the other, each a system call and a packet of
its own. Here all that one pass of the event loop writes to a connection leaves together, which lets a
server hold some tenth more conversations; a stream's events leave as soon as they did before.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

__all__ = ("HttpProtocol",)


class HttpProtocol(HttpToolsProtocol):
    """Speaks HTTP/1.1, and hands over to WebSocket where a client asks for it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # always a stream
        """Begin with a client."""
        super().connection_made(_Joining(transport, self.loop))  # type: ignore[arg-type]  # all that uvicorn asks of one


class _Joining:
    """A transport that writes once for each pass of the event loop."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._soon = loop.call_soon
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> None:
        if not self._parts:
            self._soon(self._send)
        self._parts.append(data)

    def writelines(self, parts: Iterable[bytes]) -> None:
        self.write(b"".join(parts))

    def close(self) -> None:
        self._send()
        self._transport.close()

    def _send(self) -> None:
        if self._parts and not self._transport.is_closing():  # the client may have gone meanwhile
            self._transport.write(b"".join(self._parts))
        self._parts.clear()

    def __getattr__(self, name: str) -> Any:  # whatever else a transport has
        return getattr(self._transport, name)

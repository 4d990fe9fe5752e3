"""A server on loopback that notes who connects, and a record of every connection attempted."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

__all__ = ("Heard", "Sentinel", "connections", "listening")

Answer = Callable[["Heard", asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Heard:
    """One request as it came in."""

    line: str
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass
class Sentinel:
    """What the server noted; `answer` says what it replies."""

    answer: Answer
    port: int = 0
    opened: int = 0
    heard: list[Heard] = field(default_factory=list)

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.opened += 1
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = [(name, value) for name, _, value in (line.partition(": ") for line in head[1:-2])]
            heard = Heard(head[0], headers, b"")
            heard.body = await reader.readexactly(int(heard.header("content-length") or 0))
            self.heard.append(heard)
            await self.answer(heard, writer)
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def listening(answer: Answer, **options: object) -> AsyncIterator[Sentinel]:
    """Listen on 127.0.0.1 and, where there is one, on ::1."""
    sentinel = Sentinel(answer)
    server = await asyncio.start_server(sentinel.meet, "127.0.0.1", 0, **options)  # type: ignore[arg-type]
    sentinel.port = server.sockets[0].getsockname()[1]
    try:
        yield sentinel
    finally:
        server.close()


_watched: list[list[str]] = []


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect" and _watched:
        for record in _watched:
            record.append(repr(arguments[1]))


@contextmanager
def connections() -> Iterator[list[str]]:
    """Record the address of every connection this process attempts."""
    if not getattr(sys, "_dialogkit_watches_connections", False):
        sys.addaudithook(_audit)
        sys._dialogkit_watches_connections = True  # type: ignore[attr-defined]  # hooks cannot be removed
    record: list[str] = []
    _watched.append(record)
    try:
        yield record
    finally:
        _watched.remove(record)

"""What an answer says leaves in one piece, and never out of order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from uvicorn.server import ServerState

from dialogkit.http.protocol import HttpProtocol

App = Callable[[Any, Any, Any], Awaitable[None]]
START = {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]}
REQUEST = b"GET / HTTP/1.1\r\nhost: here\r\n\r\n"


class _Listening(asyncio.Protocol):
    """A client that notes each piece it is sent."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.gone = asyncio.Event()
        self.transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.pieces.append(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self.gone.set()


@asynccontextmanager
async def _connected(app: App) -> AsyncIterator[_Listening]:
    config = uvicorn.Config(app, lifespan="off", log_level="error")
    config.load()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: HttpProtocol(config, ServerState(), {}), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    _, client = await loop.create_connection(_Listening, "127.0.0.1", port)
    yield client
    client.transport.close()
    server.close()


async def test_head_and_body_are_one_piece() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send(START)
        await send({"type": "http.response.body", "body": b"Hello"})

    async with _connected(app) as client:
        client.transport.write(REQUEST)
        await asyncio.sleep(0.1)

    assert len(client.pieces) == 1
    assert client.pieces[0].startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"Hello" in client.pieces[0]


async def test_events_of_a_stream_leave_at_once() -> None:
    later = asyncio.Event()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send(START)
        await send({"type": "http.response.body", "body": b"first", "more_body": True})
        await later.wait()
        await send({"type": "http.response.body", "body": b"second"})

    async with _connected(app) as client:
        client.transport.write(REQUEST)
        await asyncio.sleep(0.1)
        assert b"first" in b"".join(client.pieces)
        assert b"second" not in b"".join(client.pieces)
        later.set()
        await asyncio.sleep(0.1)

    assert b"".join(client.pieces).index(b"first") < b"".join(client.pieces).index(b"second")


async def test_the_last_answer_is_whole_where_the_connection_ends_with_it() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send(START | {"headers": [(b"connection", b"close"), (b"content-length", b"200000")]})
        await send({"type": "http.response.body", "body": b"x" * 200_000})

    async with _connected(app) as client:
        client.transport.write(REQUEST)
        await asyncio.wait_for(client.gone.wait(), 5)

    assert b"".join(client.pieces).endswith(b"x" * 200_000)

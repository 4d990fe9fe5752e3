"""A turn as server-sent events: messages as they come, then the turn itself.

What comes before the closing `turn` event is provisional; the turn is what counts.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import msgspec
from starlette.responses import StreamingResponse

from dialogkit.conversations.taking import OnMessages
from dialogkit.engine import Message
from dialogkit.http import problem_bytes
from dialogkit.kit import DialogKitError

__all__ = ("stream_turn", "wants_stream")

HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no", "X-Content-Type-Options": "nosniff"}
KEEP_ALIVE_SECONDS = 15


def wants_stream(accept: str) -> bool:
    """Return whether a client asked for events."""
    return "text/event-stream" in accept


def stream_turn(take: Callable[[OnMessages], Awaitable[bytes]], headers: dict[str, str]) -> StreamingResponse:
    """Return the events of the turn that `take` takes; it returns the closing event's data."""
    return StreamingResponse(_events(take), 200, HEADERS | headers, "text/event-stream")


async def _events(take: Callable[[OnMessages], Awaitable[bytes]]) -> AsyncIterator[bytes]:
    told: asyncio.Queue[tuple[Message, ...] | None] = asyncio.Queue()

    async def run() -> bytes:
        try:
            return await take(told.put)
        finally:
            await told.put(None)

    # The turn is finished and kept even where the client has gone.
    task = asyncio.ensure_future(run())
    while True:
        try:
            messages = await asyncio.wait_for(told.get(), KEEP_ALIVE_SECONDS)
        except TimeoutError:
            yield b": still here\n\n"
            continue
        if messages is None:
            break
        for message in messages:
            yield _event("message", msgspec.json.encode(message))
        yield _event("typing", b'{"seconds":1}')
    try:
        yield _event("turn", await task)
    except DialogKitError as error:
        yield _event("problem", problem_bytes(error))


def _event(name: str, data: bytes) -> bytes:
    return b"event: " + name.encode() + b"\ndata: " + data + b"\n\n"

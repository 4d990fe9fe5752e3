"""A turn as server-sent events: messages as they come, then the turn itself.

What comes before the closing `turn` event is provisional; the turn is what counts.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from typing import Any, TypeAlias

import msgspec
from starlette.responses import StreamingResponse

from dialogkit.conversations.taking import OnMessages
from dialogkit.engine import Message
from dialogkit.http import Unexpected, problem_bytes
from dialogkit.kit import DialogKitError

__all__ = ("stream_turn", "wants_stream")

HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no", "X-Content-Type-Options": "nosniff"}
KEEP_ALIVE_SECONDS = 15

Begin: TypeAlias = Callable[[Coroutine[Any, Any, bytes]], "asyncio.Task[bytes]"]

log = logging.getLogger(__name__)


def wants_stream(accept: str) -> bool:
    """Return whether a client asked for events."""
    return "text/event-stream" in accept


def stream_turn(
    take: Callable[[OnMessages], Awaitable[bytes]], begin: Begin, headers: dict[str, str]
) -> StreamingResponse:
    """Return the events of the turn that `take` takes; it returns the closing event's data.

    `begin` starts it so that it is finished and kept even where the client has gone.
    """
    return StreamingResponse(_events(take, begin), 200, HEADERS | headers, "text/event-stream")


async def _events(take: Callable[[OnMessages], Awaitable[bytes]], begin: Begin) -> AsyncIterator[bytes]:
    told: asyncio.Queue[tuple[Message, ...] | None] = asyncio.Queue()

    async def run() -> bytes:
        try:
            return _event("turn", await take(told.put))
        except DialogKitError as error:
            return _event("problem", problem_bytes(error))
        except Exception as error:  # noqa: BLE001  # the boundary of requests
            log.error("unexpected %s while a turn was streamed", type(error).__name__)
            return _event("problem", problem_bytes(Unexpected()))
        finally:
            await told.put(None)

    task = begin(run())
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
    yield await task


def _event(name: str, data: bytes) -> bytes:
    return b"event: " + name.encode() + b"\ndata: " + data + b"\n\n"

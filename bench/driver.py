"""A closed-loop load driver: N visitors hold the reference conversation, again and again.

Each has a connection of its own and answers as soon as it is answered; every reply is
checked. The client is a bare asyncio protocol, so that the driver is not what is measured.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from itertools import count
from typing import Any

import msgspec

from bench.reference import TURNS, Script

__all__ = ("Connection", "Figures", "Visitors", "connected", "record_answers")

OPEN_PATH = "/api/v1/flows/reference/conversations"

_numbers = count(1)


class Figures(msgspec.Struct, frozen=True):
    """What one level of load brought."""

    conversations: int
    turns: int
    turns_per_second: float
    p50_ms: float
    p99_ms: float


class Connection(asyncio.Protocol):
    """One keep-alive connection with one request in flight."""

    def __init__(self) -> None:
        self._buffer = b""
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Note where to write."""
        self._transport = transport  # type: ignore[assignment]  # always a stream here

    def data_received(self, data: bytes) -> None:
        """Collect the answer."""
        self._buffer += data
        head = self._buffer.find(b"\r\n\r\n")
        if head < 0:
            return
        mark = self._buffer.lower().find(b"content-length:", 0, head)
        end = head + 4 + int(self._buffer[mark + 15 : self._buffer.find(b"\r", mark)])
        if len(self._buffer) < end:
            return
        status, body = int(self._buffer[9:12]), self._buffer[head + 4 : end]
        self._buffer = self._buffer[end:]
        if self._answer is not None and not self._answer.done():
            self._answer.set_result((status, body))

    def connection_lost(self, fault: Exception | None) -> None:
        """Tell whoever waits for an answer."""
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(ConnectionError("the server closed the connection"))

    async def post(self, path: str, body: bytes, token: str) -> tuple[int, bytes]:
        """Post JSON and return status and body."""
        assert self._transport is not None
        self._answer = asyncio.get_running_loop().create_future()
        authorization = f"Authorization: Bearer {token}\r\n" if token else ""
        head = f"POST {path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n{authorization}"
        self._transport.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        return await self._answer

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()


async def connected(port: int) -> Connection:
    """Connect to the server."""
    _, connection = await asyncio.get_running_loop().create_connection(Connection, "127.0.0.1", port)
    return connection


class Visitors:
    """Holds conversations on a server at 127.0.0.1 for some seconds.

    All of them say the same where a `script` is given: to a server that can only repeat its answers.
    """

    def __init__(self, port: int, *, seconds: float, warm_up: float = 1.0, script: Script | None = None) -> None:
        self._port = port
        self._script = script
        self._seconds = seconds
        self._warm_up = warm_up
        self._times: list[float] = []

    async def run(self, conversations: int) -> Figures:
        """Hold `conversations` at a time; return what was measured after the warm-up."""
        self._times = []
        begin = time.perf_counter() + self._warm_up
        end = begin + self._seconds
        await asyncio.gather(*(self._visit(begin, end) for _ in range(conversations)))
        times = sorted(self._times)
        return Figures(
            conversations,
            len(times),
            round(len(times) / self._seconds, 1),
            round(statistics.median(times) * 1000, 2),
            round(times[int(len(times) * 0.99)] * 1000, 2),
        )

    async def open(self, conversations: int) -> None:
        """Open conversations and leave them waiting for their first answer."""
        connection = await connected(self._port)
        for _ in range(conversations):
            await connection.post(OPEN_PATH, b"{}", "")

    async def _visit(self, begin: float, end: float) -> None:
        connection = await connected(self._port)
        while time.perf_counter() < end:
            await self._converse(connection, self._script or Script(next(_numbers)), begin, end)

    async def _converse(self, connection: Connection, script: Script, begin: float, end: float) -> None:
        path, token, inputs = OPEN_PATH, "", script.inputs
        body = b"{}"
        for turn in range(TURNS):
            start = time.perf_counter()
            status, answer = await connection.post(path, body, token)
            now = time.perf_counter()
            if status not in (200, 201):
                raise AssertionError(f"HTTP {status}: {answer[:300]!r}")
            told = msgspec.json.decode(answer)
            script.check(turn, _said(told["turn"]))
            if begin <= start and now <= end:
                self._times.append(now - start)
            if turn == 0:
                path, token = f"/api/v1/conversations/{told['conversation']}/turns", told["token"]
            if turn < TURNS - 1:
                body = msgspec.json.encode({"id": f"t{turn}", "seq": turn, "input": inputs[turn]})


def _said(turn: dict[str, Any]) -> str:
    return " ".join(message.get("text", "") for message in turn["messages"])


async def record_answers(port: int, script: Script) -> list[str]:
    """Hold one conversation and return the answers to its turns."""
    connection = await connected(port)
    _, answer = await connection.post(OPEN_PATH, b"{}", "")
    opened, answers = msgspec.json.decode(answer), [answer.decode()]
    path = f"/api/v1/conversations/{opened['conversation']}/turns"
    for turn, input in enumerate(script.inputs):
        body = msgspec.json.encode({"id": f"t{turn}", "seq": turn, "input": input})
        _, answer = await connection.post(path, body, opened["token"])
        answers.append(answer.decode())
    return answers

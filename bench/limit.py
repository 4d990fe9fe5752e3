"""The limit: the least a server can do for a turn of the same size.

On the same uvicorn it decodes the same request, makes one durable group-committed insert
of the same size, and answers the same bytes; nothing is interpreted, looked up or checked.
Run as `python -m bench.limit PORT FOLDER RECORD_BYTES`; FOLDER holds `answers.json`.
"""

from __future__ import annotations

import asyncio
import queue
import sqlite3
import sys
import threading
from pathlib import Path
from typing import Any

import msgspec
import uvicorn
import uvloop

from dialogkit.conversations.chat_endpoint import OpenIn, TurnIn
from dialogkit.http import API_HEADERS
from dialogkit.http.protocol import HttpProtocol

__all__ = ("Limit",)

_INSERT = "INSERT INTO turns (id, body) VALUES (?, ?)"
_BATCH = 512
_SECURITY = [(name.lower().encode(), value.encode()) for name, value in API_HEADERS.items()]
"""What every answer of ours says beside its body: the same bytes are to be answered."""


class Limit:
    """An ASGI application that decodes, inserts and answers with what was recorded."""

    def __init__(self, folder: Path, answers: list[bytes], record_bytes: int) -> None:
        self._database = folder / "limit.db"
        self._answers = answers
        self._record = b"x" * record_bytes
        self._waiting: queue.SimpleQueue[tuple[str, bytes, asyncio.Future[None]]] = queue.SimpleQueue()
        self._open, self._turn = msgspec.json.Decoder(OpenIn), msgspec.json.Decoder(TurnIn)
        self._number = 0
        threading.Thread(target=self._write, daemon=True).start()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one turn of the reference conversation."""
        body = (await receive())["body"]
        if scope["path"].endswith("/conversations"):
            self._open.decode(body)
            turn, status = 0, 201
        else:
            turn, status = (self._turn.decode(body).seq or 0) + 1, 200
        self._number += 1
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.put((f"c_{self._number:024}:{turn}", self._record, written))
        await written
        answer = self._answers[turn]
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(answer)), *_SECURITY]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": answer})

    def _write(self) -> None:
        database = sqlite3.connect(self._database, isolation_level=None)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("CREATE TABLE turns (id TEXT PRIMARY KEY, body BLOB) WITHOUT ROWID")
        while True:
            batch = [self._waiting.get()]
            while not self._waiting.empty() and len(batch) < _BATCH:
                batch.append(self._waiting.get())
            database.execute("BEGIN")
            database.executemany(_INSERT, [(id, body) for id, body, _ in batch])
            database.execute("COMMIT")
            batch[0][2].get_loop().call_soon_threadsafe(_settle, [written for *_, written in batch])


def _settle(written: list[asyncio.Future[None]]) -> None:
    for one in written:
        if not one.done():
            one.set_result(None)


def main() -> None:
    """Serve the limit."""
    port, folder, record_bytes = int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    answers = msgspec.json.decode((folder / "answers.json").read_bytes(), type=list[str])
    limit = Limit(folder, [answer.encode() for answer in answers], record_bytes)
    config = uvicorn.Config(
        limit,
        port=port,
        loop="none",
        http=HttpProtocol,
        lifespan="off",
        access_log=False,
        log_level="warning",
        server_header=False,
    )
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(uvicorn.Server(config).serve())


if __name__ == "__main__":
    main()

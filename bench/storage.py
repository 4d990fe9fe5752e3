"""Durable inserts a second through the storage port, beside the limit: the same without the port.

    python -m bench.storage [--seconds 3] [--clients 1 16 64] [--body 1000]

The limit is a bare queue and thread that put the same rows into the same table with `executemany`,
one commit a group, `synchronous=FULL`. Rounds alternate, so that a busy machine slows both; quote the ratio.
"""

from __future__ import annotations

import argparse
import asyncio
import secrets
import sqlite3
import statistics
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from queue import SimpleQueue

from dialogkit.storage import Collection, Document, Index, Key, Schema, SqliteStorage

TURNS = Schema(
    "turns",
    columns=("organization", "conversation", "seq", "cause", "flow", "created"),
    optional=("due",),
    indexes=(
        Index("by_seq", ("conversation", "seq"), unique=True),
        Index("by_cause", ("conversation", "cause"), unique=True),
        Index("by_flow", ("organization", "flow", "created")),
        Index("by_due", ("due",)),
    ),
)
INSERT = "INSERT INTO turns VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

Insert = Callable[[str, int, bytes], Awaitable[object]]


class BareLimit:
    """The least that a durable group commit can do."""

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "cache_size = -16000"):
            self._connection.execute(f"PRAGMA {pragma}")  # lint: sql - pragmas take no parameters
        self._waiting: SimpleQueue[tuple[tuple[object, ...], asyncio.Future[None]] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    async def insert(self, conversation: str, seq: int, body: bytes) -> None:
        """Insert one row."""
        done = asyncio.get_running_loop().create_future()
        row = (f"{conversation}:{seq}", 1, body, "o", conversation, seq, f"client:{seq}", "f", seq, None)
        self._waiting.put((row, done))
        await done

    def close(self) -> None:
        """End the thread."""
        self._waiting.put(None)
        self._thread.join()
        self._connection.close()

    def _run(self) -> None:
        while first := self._waiting.get():
            batch = [first]
            while not self._waiting.empty() and len(batch) < 512:
                item = self._waiting.get()
                if item is not None:
                    batch.append(item)
            self._connection.execute("BEGIN")
            self._connection.executemany(INSERT, [row for row, _ in batch])
            self._connection.execute("COMMIT")
            first[1].get_loop().call_soon_threadsafe(_resolve, [done for _, done in batch])


def _resolve(waiting: list[asyncio.Future[None]]) -> None:
    for done in waiting:
        done.set_result(None)


async def rate(insert: Insert, *, clients: int, seconds: float, body: bytes) -> tuple[float, float]:
    """Return inserts a second by `clients` that each wait for their own, and microseconds of CPU for one."""
    end = time.perf_counter() + seconds
    done = 0

    async def hold_a_conversation() -> None:
        nonlocal done
        conversation, seq = secrets.token_hex(12), 0
        while time.perf_counter() < end:
            seq += 1
            await insert(conversation, seq, body)
            done += 1

    began, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*(hold_a_conversation() for _ in range(clients)))
    return done / (time.perf_counter() - began), (time.process_time() - cpu) / done * 1e6


async def compare(*, clients: int, seconds: float, body: bytes, rounds: int) -> None:
    """Print the port beside the limit."""
    port, limit = [], []
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        storage = await _opened(Path(name) / "port")
        bare = BareLimit(await _made(Path(name) / "bare"))
        insert = through_the_port(storage.collection(TURNS))
        for _ in range(rounds):
            limit.append(await rate(bare.insert, clients=clients, seconds=seconds / rounds, body=body))
            port.append(await rate(insert, clients=clients, seconds=seconds / rounds, body=body))
        bare.close()
        await storage.close()
    ratio = statistics.median(mine[0] / theirs[0] for mine, theirs in zip(port, limit, strict=True))
    print(f"{clients:>4} clients: {_summary(port)}, limit {_summary(limit)}: {ratio:.0%}")


def through_the_port(turns: Collection) -> Insert:
    """Return what inserts a turn as the conversations slice does."""

    async def insert(conversation: str, seq: int, body: bytes) -> object:
        keys: dict[str, Key] = {
            "organization": "o",
            "conversation": conversation,
            "seq": seq,
            "cause": f"client:{seq}",
            "flow": "f",
            "created": seq,
        }
        return await turns.insert(Document(f"{conversation}:{seq}", body, keys))

    return insert


async def _opened(folder: Path) -> SqliteStorage:
    storage = SqliteStorage(folder, (TURNS,))
    await storage.open()
    return storage


async def _made(folder: Path) -> Path:
    """Make the same tables for the limit, and return their file."""
    storage = await _opened(folder)
    await storage.close()
    return storage.file


def _summary(runs: list[tuple[float, float]]) -> str:
    return (
        f"{statistics.median(run[0] for run in runs):,.0f}/s ({statistics.median(run[1] for run in runs):.0f} µs CPU)"
    )


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=3, help="for each of the two")
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 16, 64])
    parser.add_argument("--body", type=int, default=1000, help="bytes of one turn")
    chosen = parser.parse_args()
    for clients in chosen.clients:
        body = b"x" * chosen.body
        asyncio.run(compare(clients=clients, seconds=chosen.seconds, body=body, rounds=4))


if __name__ == "__main__":
    main()

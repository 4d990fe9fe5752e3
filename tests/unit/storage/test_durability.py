"""What SQLite acknowledged is there after `kill -9`, in order, once."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dialogkit.storage import Index, Query, Schema, SqliteStorage

TALKS = Schema(
    "talks",
    ("organization", "talk", "seq"),
    (),
    (Index("by_seq", ("talk", "seq"), unique=True), Index("all", ("organization",))),
)

WRITER = """
import asyncio, os, sys
from pathlib import Path
from dialogkit.storage import Document, SqliteStorage
sys.path.insert(0, sys.argv[2])
from test_durability import TALKS

async def hold(talks, talk):
    for seq in range(1_000_000):
        keys = {"organization": "o", "talk": talk, "seq": seq}
        await talks.insert(Document(f"{talk}:{seq}", b"x" * 1000, keys))
        os.write(1, f"{talk} {seq}\\n".encode())

async def main():
    storage = SqliteStorage(Path(sys.argv[1]), (TALKS,))
    await storage.open()
    talks = storage.collection(TALKS)
    await asyncio.gather(*(hold(talks, f"{os.getpid()}.{number}") for number in range(32)))

asyncio.run(main())
"""


def kill_while_writing(folder: Path, seconds: float) -> dict[str, int]:
    """Run a writer, kill it `seconds` after its first acknowledgement, return the last one of each talk."""
    command = [sys.executable, "-c", WRITER, str(folder), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        lines = [writer.stdout.readline()]
        time.sleep(seconds)
        writer.kill()
        lines += writer.stdout.readlines()
    acknowledged = [line.decode().split() for line in lines if line.endswith(b"\n")]
    return {talk: int(seq) for talk, seq in acknowledged}


@pytest.mark.slow
async def test_no_acknowledged_insert_is_lost_doubled_or_reordered_by_kills(tmp_path: Path) -> None:
    chance = random.Random(7)
    last: dict[str, int] = {}
    for _ in range(8):
        # The pipe holds 64 kB, so a longer run would wait for its reader.
        last |= kill_while_writing(tmp_path, chance.uniform(0, 0.25))

    storage = SqliteStorage(tmp_path, (TALKS,))
    began = time.monotonic()
    await storage.open()
    ready = time.monotonic() - began
    stored: dict[str, list[int]] = {}
    async for document in storage.collection(TALKS).scan(Query("by_seq")):
        stored.setdefault(str(document.keys["talk"]), []).append(int(document.keys["seq"] or 0))
    await storage.close()

    assert ready < 2
    assert len(last) >= 8 * 16
    for talk, seq in last.items():
        assert stored[talk] in (list(range(seq + 1)), list(range(seq + 2)))  # one may lack its acknowledgement
    with sqlite3.connect(tmp_path / "dialogkit.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()

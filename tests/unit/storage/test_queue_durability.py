"""Jobs survive `kill -9` of the worker that holds them: none is lost, none is completed twice."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dialogkit.storage import JOBS, LeaseQueue, SqliteStorage

START = datetime(2026, 3, 1, tzinfo=UTC)
JOB_COUNT = 10_000

WORKER = """
import asyncio, os, sys
from datetime import datetime, timedelta
from pathlib import Path
from dialogkit.storage import JOBS, LeaseQueue, SqliteStorage

async def work(queue, now):
    while jobs := await queue.lease("w", now=now, until=now + timedelta(minutes=1), limit=40):
        for job in jobs:
            await queue.complete(job, now=now)
            os.write(1, f"{job.id}\\n".encode())

async def main():
    storage = SqliteStorage(Path(sys.argv[1]), (JOBS,))
    await storage.open()
    queue = LeaseQueue(storage, "timers", attempts=100)
    await asyncio.gather(*(work(queue, datetime.fromisoformat(sys.argv[2])) for _ in range(8)))
    await storage.close()

asyncio.run(main())
"""


async def enqueue_all(folder: Path) -> None:
    storage = SqliteStorage(folder, (JOBS,))
    await storage.open()
    queue = LeaseQueue(storage, "timers", attempts=100)
    for first in range(0, JOB_COUNT, 500):
        ids = map(str, range(first, first + 500))
        await asyncio.gather(*(queue.enqueue(id, b"", organization="o", due=START) for id in ids))
    await storage.close()


def work(folder: Path, now: datetime, *, killed_after: float | None) -> list[str]:
    """Let a worker complete jobs, until it has none or is killed; return what it says it completed."""
    command = [sys.executable, "-c", WORKER, str(folder), now.isoformat()]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as worker:
        assert worker.stdout is not None
        lines = [worker.stdout.readline()]
        if killed_after is not None:
            time.sleep(killed_after)
            worker.kill()
        lines += worker.stdout.readlines()
    return [line.decode().strip() for line in lines if line.endswith(b"\n")]


@pytest.mark.slow
async def test_ten_thousand_due_jobs_are_each_completed_once_whoever_is_killed(tmp_path: Path) -> None:
    chance = random.Random(11)
    await enqueue_all(tmp_path)
    completed: list[str] = []

    for round in range(6):
        completed += work(tmp_path, START + timedelta(minutes=round), killed_after=chance.uniform(0, 0.2))
    completed += work(tmp_path, START + timedelta(minutes=7), killed_after=None)

    assert len(completed) == len(set(completed))
    # A worker may be killed between completing a job and saying so, once for each of its eight hands.
    assert len(completed) >= JOB_COUNT - 6 * 8
    storage = SqliteStorage(tmp_path, (JOBS,))
    await storage.open()
    queue = LeaseQueue(storage, "timers")
    assert await queue.lease("w", now=START + timedelta(days=1), until=START + timedelta(days=2)) == ()
    assert await queue.forget_done(before=START + timedelta(days=1)) == JOB_COUNT
    await storage.close()

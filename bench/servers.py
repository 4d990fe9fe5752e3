"""Servers under measurement, as processes of their own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

__all__ = ("Running", "dialogkit", "limit")

START_SECONDS = 30


class Running(msgspec.Struct, frozen=True):
    """A server that answers."""

    port: int
    pid: int
    ready_seconds: float

    def memory_mb(self) -> float:
        """Return the memory that belongs to the server and its children, in MB (PSS)."""
        return sum(_pss_kb(pid) for pid in _family(self.pid)) / 1024

    def cpu_seconds(self) -> float:
        """Return the processor time it has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def dialogkit(flows: Sequence[Path], data: Path) -> Iterator[Running]:
    """Run `dialogkit serve` with some flows."""
    port = _free_port()
    command = [sys.executable, "-m", "dialogkit", "serve", *map(str, flows), "--port", str(port), "--data", str(data)]
    environment = os.environ | {"DIALOGKIT_TURNS_PER_SECOND": "1000"}
    with _running(command, port, "/health/ready", environment) as running:
        yield running


@contextmanager
def limit(folder: Path, record_bytes: int) -> Iterator[Running]:
    """Run the bare endpoint."""
    port = _free_port()
    command = [sys.executable, "-m", "bench.limit", str(port), str(folder), str(record_bytes)]
    with _running(command, port, "", dict(os.environ)) as running:
        yield running


@contextmanager
def _running(command: list[str], port: int, path: str, environment: dict[str, str]) -> Iterator[Running]:
    begin = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        while not _answers(port, path):
            if process.poll() is not None or time.perf_counter() - begin > START_SECONDS:
                process.kill()
                raise RuntimeError(f"{command[2]} did not start: {process.communicate()[1].decode()[-800:]}")
            time.sleep(0.01)
        yield Running(port, process.pid, time.perf_counter() - begin)
    finally:
        process.terminate()
        process.communicate(timeout=30)


def _answers(port: int, path: str) -> bool:
    try:
        if path:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=2) as answer:
                return bool(answer.status == 200)
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _family(pid: int) -> set[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return {pid}.union(*(_family(int(child)) for child in children))


def _pss_kb(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0

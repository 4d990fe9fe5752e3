"""Measure whether conversations notice that others on the same server are hostile.

`python -m bench isolation`. Ordinary visitors come at a steady pace from a process of their
own; in every other round attackers come too, from another process at the lowest priority, so
that what is measured is what the server does to the visitors, not what the clients do to each
other. A quiet round and the attacked one after it are a pair; the median pair counts, because
other work on the machine disturbs single rounds.

Only this measures the promise; the tests hold what makes it true without a clock: how much one
turn does at a stretch.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import cycle
from pathlib import Path

import msgspec
import uvloop

from bench import servers
from bench.driver import Connection, connected
from bench.hostile import ENDLESS, SCRIPTS, large, with_script

__all__ = ("PROMISE", "Isolation", "Pair", "Round", "measure")

VISITORS = 16
PAUSE = 0.05
"""Seconds between one visitor's turns: together a fifth of what the server could do."""
ATTACK_PAUSE = 0.2
"""Seconds between an attacker's conversations: together some 25 a second, where one network may open two by default."""
PAIRS = 5
UNREST = 3
"""Beyond this factor between quiet rounds, a ratio says little."""
PROMISE = "p99 beside hostile flows: less than doubled"
ORDINARY = "ordinary"


class Round(msgspec.Struct, frozen=True):
    """What the visitors of one round saw."""

    turns: int
    p50_ms: float
    p99_ms: float
    longest_ms: float


class Pair(msgspec.Struct, frozen=True):
    """A quiet round and the attacked one after it."""

    quiet: Round
    attacked: Round

    @property
    def ratio(self) -> float:
        """How many times as long the slowest hundredth of turns takes under attack."""
        return self.attacked.p99_ms / self.quiet.p99_ms


class Isolation(msgspec.Struct, frozen=True):
    """All pairs, and what the attackers did in the meantime."""

    pairs: list[Pair]
    hostile_turns_per_second: float

    @property
    def ratio(self) -> float:
        """The median pair's."""
        return statistics.median(pair.ratio for pair in self.pairs)

    @property
    def kept(self) -> bool:
        """Whether the slowest hundredth of turns takes less than twice as long."""
        return self.ratio < 2

    def table(self) -> str:
        """Return every pair for people."""
        lines = [f"{'turns':>6} {'quiet p50':>10} {'p99 ms':>8} {'attacked p50':>13} {'p99 ms':>8} {'ratio':>6}"]
        for pair in self.pairs:
            quiet, attacked = pair.quiet, pair.attacked
            lines.append(
                f"{quiet.turns:>6} {quiet.p50_ms:>10} {quiet.p99_ms:>8} {attacked.p50_ms:>13} {attacked.p99_ms:>8} "
                f"{pair.ratio:>6.2f}"
            )
        lines.append(f"{self.hostile_turns_per_second} hostile turns/s were answered meanwhile")
        if self.unrest > UNREST:
            lines.append(
                f"the quiet rounds differ by a factor of {self.unrest:.0f}: the machine is busy with other things"
            )
        return "\n".join(lines)

    @property
    def unrest(self) -> float:
        """By what factor the quiet rounds differ, which nobody here disturbed."""
        quiet = [pair.quiet.p99_ms for pair in self.pairs]
        return max(quiet) / min(quiet)


def measure(seconds: float, pairs: int = PAIRS) -> Isolation:
    """Measure `pairs` pairs of rounds of `seconds` each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with servers.dialogkit(_flows(folder), folder / "data") as server:
            _visit(server.port, 1)
            with _attackers(server.port):
                time.sleep(2)  # meet every hostile flow once: what is slow is known from then on
            found, hostile, attacked_seconds = [], 0, 0.0
            for _ in range(pairs):
                quiet = _visit(server.port, seconds)
                began = time.perf_counter()
                with _attackers(server.port) as told:
                    attacked = _visit(server.port, seconds)
                hostile += told[0]
                attacked_seconds += time.perf_counter() - began
                found.append(Pair(quiet, attacked))
    return Isolation(found, round(hostile / attacked_seconds, 1))


def _flows(folder: Path) -> list[Path]:
    documents = [document for document, _ in ENDLESS.values()]
    documents += [with_script(id, code) for id, code in SCRIPTS.items()]
    documents += [large("large", 10_000), _ordinary()]
    files = []
    for document in documents:
        file = folder / f"{document['id']}.json"
        file.write_bytes(msgspec.json.encode(document))
        files.append(file)
    return files


def _ordinary() -> dict[str, object]:
    from bench.reference import FLOW

    return FLOW | {"id": ORDINARY}


def _visit(port: int, seconds: float) -> Round:
    command = [sys.executable, "-m", "bench.isolation", "visitors", str(port), str(seconds)]
    return msgspec.json.decode(subprocess.run(command, check=True, capture_output=True).stdout, type=Round)


@contextmanager
def _attackers(port: int) -> Iterator[list[int]]:
    """Attack until left; the list holds how many hostile turns were answered."""
    told: list[int] = []
    command = [sys.executable, "-m", "bench.isolation", "attackers", str(port)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()  # they have begun
    try:
        yield told
    finally:
        answer, _ = process.communicate(b"enough\n", timeout=60)
        told.append(int(answer))


# -- in the visitors' process


async def visitors(port: int, seconds: float) -> Round:
    """Hold the reference conversation at a steady pace; return what was seen."""
    times: list[float] = []
    end = time.perf_counter() + seconds
    await asyncio.gather(*(_visitor(port, number, end, times) for number in range(VISITORS)))
    times.sort()
    p50, p99 = statistics.median(times), times[int(len(times) * 0.99)]
    return Round(len(times), round(p50 * 1000, 3), round(p99 * 1000, 3), round(times[-1] * 1000, 3))


async def _visitor(port: int, number: int, end: float, times: list[float]) -> None:
    from bench.reference import TURNS, Script

    connection = await connected(port)
    # Nobody answers in step with the others.
    at = time.perf_counter() + PAUSE * number / VISITORS
    script = Script(number)
    while True:
        path, token, body = f"/api/v1/flows/{ORDINARY}/conversations", "", b"{}"
        for turn in range(TURNS):
            at = max(at + PAUSE, time.perf_counter())
            if at > end:
                return
            await asyncio.sleep(at - time.perf_counter())
            begin = time.perf_counter()
            status, answer = await connection.post(path, body, token)
            times.append(time.perf_counter() - begin)
            assert status in (200, 201), answer[:300]
            if turn == 0:
                opened = msgspec.json.decode(answer)
                path, token = f"/api/v1/conversations/{opened['conversation']}/turns", opened["token"]
            if turn < TURNS - 1:
                body = msgspec.json.encode({"id": f"t{turn}", "seq": turn, "input": script.inputs[turn]})


# -- in the attackers' process


async def attack(port: int) -> int:
    """Play every hostile flow again and again until a line is typed; return how many turns were answered."""
    os.nice(19)
    loop = asyncio.get_running_loop()
    over = asyncio.Event()
    loop.add_reader(sys.stdin.fileno(), over.set)
    print("begun", flush=True)
    each = [_attacker(port, flow, over) for flow in (*ENDLESS, *SCRIPTS, "large")]
    return sum(await asyncio.gather(*each, _shouter(port, over)))


async def _attacker(port: int, flow: str, over: asyncio.Event) -> int:
    connection = await connected(port)
    turns = 0
    while not over.is_set():
        path, token = await _opened(connection, flow)
        status, answer = await connection.post(path, _answer("yes"), token)
        assert status == 200, answer[:300]
        turns += 1
        with suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), ATTACK_PAUSE)
    return turns


async def _shouter(port: int, over: asyncio.Event) -> int:
    """Answer with a megabyte, and with as much as is still read."""
    turns = 0
    for size in cycle((1_000_000, 200_000)):
        connection = await connected(port)
        path, token = await _opened(connection, ORDINARY)
        with suppress(ConnectionError):
            await connection.post(path, _answer("x" * size), token)
        turns += 1
        connection.close()
        with suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), ATTACK_PAUSE)
        if over.is_set():
            break
    return turns


async def _opened(connection: Connection, flow: str) -> tuple[str, str]:
    body = b'{"variables":{"bomb":"boom"}}' if flow == "variable-bomb" else b"{}"
    status, answer = await connection.post(f"/api/v1/flows/{flow}/conversations", body, "")
    assert status == 201, answer[:300]
    opened = msgspec.json.decode(answer)
    return f"/api/v1/conversations/{opened['conversation']}/turns", opened["token"]


def _answer(text: str) -> bytes:
    return msgspec.json.encode({"id": "t1", "seq": 0, "input": {"type": "text", "text": text}})


def main() -> None:
    """Be the visitors or the attackers."""
    role, port = sys.argv[1], int(sys.argv[2])
    if role == "visitors":
        print(msgspec.json.encode(uvloop.run(visitors(port, float(sys.argv[3])))).decode())
    else:
        print(uvloop.run(attack(port)))


if __name__ == "__main__":
    main()

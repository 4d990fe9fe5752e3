"""Measure turns through HTTP beside their limit, the engine alone, start-up, memory and isolation.

`python -m bench [isolation] [--seconds N] [--json]`. Absolute figures drift with the machine: what
counts is the ratio to what was measured in the same run: to the limit, or to a server left in peace.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import uvloop

from bench import isolation, servers
from bench.driver import Figures, Visitors, record_answers
from bench.reference import FLOW, TURNS, Script
from dialogkit.blocks.catalog import codec
from dialogkit.engine import ChoiceInput, Input, Start, TextInput, advance, begin, compile_flow, decode, encode

LEVELS = (1, 16, 64)
OPEN_CONVERSATIONS = 1_000
ROUNDS = 5
RECORDED = Script(5)
"""The conversation whose answers the limit repeats, to a driver that does as much for either."""


class Level(msgspec.Struct, frozen=True):
    """The round with the median share of the limit."""

    ours: Figures
    limit: Figures
    share: float


def main() -> int:
    """Measure everything and print it; 1 where a promise is not kept."""
    arguments = argparse.ArgumentParser(prog="bench", description=__doc__)
    arguments.add_argument("section", nargs="?", choices=["all", "isolation"], default="all")
    arguments.add_argument("--seconds", type=float, default=5.0, help="for each level of load")
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    if options.section == "isolation":
        return _isolation(options.seconds, as_json=options.json)
    with tempfile.TemporaryDirectory() as folder:
        figures = uvloop.run(_measure(Path(folder), options.seconds))
    figures["engine turns/s"] = _engine()
    figures["check of an example, s"] = _check()
    figures["isolation"] = isolation.measure(options.seconds)
    _show(figures, as_json=options.json)
    return 0 if all(kept for _, _, kept in _promises(figures)) else 1


def _isolation(seconds: float, *, as_json: bool) -> int:
    """Measure only who notices hostile flows, and show every pair of rounds."""
    found = isolation.measure(seconds)
    if as_json:
        print(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
    else:
        print(found.table())
        print(f"{'kept' if found.kept else 'MISSED':>6}  {isolation.PROMISE}: {found.ratio:.2f} times as long")
    return 0 if found.kept else 1


async def _measure(folder: Path, seconds: float) -> dict[str, Any]:
    flow = folder / "reference.json"
    flow.write_bytes(msgspec.json.encode(FLOW))
    figures: dict[str, Any] = {}
    with servers.dialogkit([flow], folder / "data") as server:
        figures["ready, s"] = round(server.ready_seconds, 2)
        await Visitors(server.port, seconds=0).open(OPEN_CONVERSATIONS)
        figures["memory with 1,000 open conversations, MB"] = round(server.memory_mb(), 1)
        answers = await record_answers(server.port, RECORDED)
        (folder / "answers.json").write_bytes(msgspec.json.encode(answers))
        figures["record, bytes"] = _record_bytes(folder / "data")
        with servers.limit(folder, figures["record, bytes"]) as limit:
            figures["levels"] = [await _level(server, limit, level, seconds) for level in LEVELS]
    return figures


async def _level(server: servers.Running, limit: servers.Running, level: int, seconds: float) -> Level:
    """Measure both in turns, so that a busy machine slows both."""
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(await Visitors(server.port, seconds=seconds / ROUNDS).run(level))
        theirs.append(await Visitors(limit.port, seconds=seconds / ROUNDS, script=RECORDED).run(level))
    shares = [mine.turns_per_second / bare.turns_per_second for mine, bare in zip(ours, theirs, strict=True)]
    middle = sorted(range(ROUNDS), key=shares.__getitem__)[ROUNDS // 2]
    return Level(ours[middle], theirs[middle], round(shares[middle], 3))


def _record_bytes(data: Path) -> int:
    """Return the mean size of a stored turn."""
    import sqlite3

    with sqlite3.connect(next(data.glob("*.db"))) as database:
        return int(database.execute("SELECT avg(length(_body)) FROM turns").fetchone()[0])


def _engine(conversations: int = 4_000) -> int:
    """Return turns a second without a server, the state encoded and decoded every turn."""
    program = compile_flow(codec().convert(FLOW))
    now = datetime.now(UTC)
    scripts = [(Script(number), _inputs(Script(number))) for number in range(conversations)]
    start = time.perf_counter()
    for script, inputs in scripts:
        session = begin(script.number)
        for turn, input in enumerate(inputs):
            step = advance(session, program, input, now=now)
            if turn == TURNS - 1:
                script.check(turn, step.messages[-1].text)  # type: ignore[attr-defined]  # a text message
            session = decode(encode(step.session))
    return round(conversations * TURNS / (time.perf_counter() - start))


def _inputs(script: Script) -> list[Input]:
    spoken: list[Input] = [TextInput(text=input["text"]) for input in script.inputs[:-1]]
    return [Start(), *spoken, ChoiceInput(items=tuple(script.inputs[-1]["items"]))]


def _check() -> float | None:
    """Return how long `dialogkit check` of an example takes, the best of five."""
    examples = sorted(Path("examples").glob("*/flow.yaml"))
    if not examples:
        return None
    command = [sys.executable, "-m", "dialogkit", "check", str(examples[0])]
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return round(min(times), 3)


def _promises(figures: dict[str, Any]) -> list[tuple[str, str, bool]]:
    """Return (promise, figure, whether it is kept)."""
    share = figures["levels"][-1].share
    memory = figures["memory with 1,000 open conversations, MB"]
    check = figures["check of an example, s"]
    found = figures["isolation"]
    return [
        ("64 conversations: at least 45 % of the limit", f"{share:.0%}", share >= 0.45),
        ("engine: at least 30,000 turns/s", f"{figures['engine turns/s']:,}", figures["engine turns/s"] >= 30_000),
        ("ready within 2 s", f"{figures['ready, s']} s", figures["ready, s"] <= 2),
        ("under 200 MB with 1,000 open conversations", f"{memory} MB", memory < 200),
        ("check of an example under 0.5 s", f"{check} s", check is not None and check < 0.5),
        (isolation.PROMISE, f"{found.ratio:.2f} times as long", found.kept),
    ]


def _show(figures: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(msgspec.json.format(msgspec.json.encode(figures), indent=2).decode())
        return
    print(f"{'conversations':>13} {'turns/s':>10} {'limit':>10} {'share':>7} {'p50 ms':>8} {'p99 ms':>8}")
    for level in figures["levels"]:
        ours = level.ours
        print(
            f"{ours.conversations:>13} {ours.turns_per_second:>10,.0f} {level.limit.turns_per_second:>10,.0f} "
            f"{level.share:>7.0%} {ours.p50_ms:>8} {ours.p99_ms:>8}"
        )
    for promise, figure, kept in _promises(figures):
        print(f"{'kept' if kept else 'MISSED':>6}  {promise}: {figure}")


if __name__ == "__main__":
    raise SystemExit(main())

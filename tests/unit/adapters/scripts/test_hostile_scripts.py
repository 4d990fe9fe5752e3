"""No script escapes, none outlasts its limit, and none keeps the others waiting."""

from __future__ import annotations

import asyncio
import os
import socket
import threading
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from time import perf_counter

import pytest
import pytest_asyncio

from dialogkit.adapters.scripts import ScriptPool
from dialogkit.kit import ScriptResult
from tests.unit.adapters.scripts.hostile_scripts import HOSTILE, Hostile

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
LIMIT = 0.25

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def pool() -> AsyncIterator[ScriptPool]:
    pool = ScriptPool(size=2)
    await pool.warm()
    yield pool
    await pool.close()


async def run(pool: ScriptPool, code: str, timeout: float = LIMIT) -> ScriptResult:
    return await pool.run(code, arguments={}, now=NOW, seed=1, timeout=timeout)


async def test_the_corpus_is_large_enough() -> None:
    assert len({hostile.code for hostile in HOSTILE}) >= 150


@pytest.mark.parametrize("hostile", HOSTILE, ids=[hostile.code[:60] for hostile in HOSTILE])
async def test_a_hostile_script_ends_in_its_typed_error(pool: ScriptPool, hostile: Hostile) -> None:
    began = perf_counter()

    result = await run(pool, hostile.code)

    assert perf_counter() - began < LIMIT + 0.5
    if hostile.errors:
        assert result.error in hostile.errors, result
    else:
        assert (result.error, result.value) == ("", hostile.value), result


async def test_nothing_of_one_script_is_left_for_the_next(pool: ScriptPool) -> None:
    await run(pool, "Object.prototype.left = 1; globalThis.behind = 2; Array.prototype.map = null")

    result = await run(pool, "return [typeof ({}).left, typeof behind, typeof [].map]")

    assert result.value == ["undefined", "undefined", "function"]


async def test_known_scripts_are_answered_while_hostile_ones_run(pool: ScriptPool) -> None:
    assert (await run(pool, "return 6 * 7")).value == 42
    hostile = [asyncio.create_task(run(pool, f"while ({number}) ;")) for number in range(1, 16)]
    await asyncio.sleep(0.05)

    waits = []
    for _ in range(40):
        began = perf_counter()
        assert (await run(pool, "return 6 * 7")).value == 42
        waits.append(perf_counter() - began)
        await asyncio.sleep(0.01)

    assert not all(task.done() for task in hostile)
    assert sorted(waits)[len(waits) // 2] < 0.05
    assert {result.error for result in await asyncio.gather(*hostile)} == {"timeout"}


async def test_a_script_that_ran_into_its_limit_waits_behind_its_like(pool: ScriptPool) -> None:
    slow = "while (true) ;"
    await run(pool, slow)
    hostile = [asyncio.create_task(run(pool, slow)) for _ in range(4)]
    await asyncio.sleep(0.01)

    began = perf_counter()
    fresh = await run(pool, "return 'never seen before'")

    assert fresh.value == "never seen before"
    assert perf_counter() - began < 0.6
    await asyncio.gather(*hostile)


def priorities(pool: ScriptPool) -> dict[int, int]:
    return {process: os.getpriority(os.PRIO_PROCESS, process) for process in pool.processes}


async def test_a_script_that_takes_long_lets_all_else_go_first() -> None:
    pool = ScriptPool(size=1)
    await pool.warm()
    before = priorities(pool)
    slow = asyncio.create_task(run(pool, "while (true) ;", timeout=1))

    while (lowered := priorities(pool)) == before and not slow.done():
        await asyncio.sleep(0.01)

    assert not slow.done()
    assert lowered.keys() == before.keys()
    assert min(lowered.values()) > max(before.values())
    await slow
    assert (await run(pool, "return 6 * 7")).value == 42
    assert min(priorities(pool).values()) == max(before.values())
    await pool.close()


async def test_a_process_is_started_beside_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    started_in = []
    really = socket.socketpair

    def noted() -> tuple[socket.socket, socket.socket]:
        started_in.append(threading.current_thread())
        return really()

    monkeypatch.setattr("dialogkit.adapters.scripts.process.socket.socketpair", noted)
    pool = ScriptPool(size=1)
    await pool.warm()
    await pool.close()

    assert started_in
    assert threading.main_thread() not in started_in

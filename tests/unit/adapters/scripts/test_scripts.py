"""What scripts see, give back and set; and what becomes of the processes that run them."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

import dialogkit
from dialogkit.adapters.scripts import Limits, ScriptPool
from dialogkit.adapters.scripts.zones import zone_rule
from dialogkit.kit import ScriptResult, Scripts, Value

NOW = datetime(2026, 3, 4, 17, 5, 9, tzinfo=UTC)
pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def pool() -> AsyncIterator[ScriptPool]:
    pool = ScriptPool(size=1)
    yield pool
    await pool.close()


async def run(pool: Scripts, code: str, *, seed: int = 1, timezone: str = "UTC", **arguments: Value) -> ScriptResult:
    return await pool.run(code, arguments=arguments, now=NOW, seed=seed, timezone=timezone, timeout=2)


@pytest.mark.parametrize(
    ("code", "value", "kind"),
    [
        ("return 1 + 1", 2, "number"),
        ("return 'x'", "x", "string"),
        ("return [1, 'a', true, null, undefined]", [1, "a", True, None, None], "list"),
        ("return { a: { b: [1] } }", {"a": {"b": [1]}}, "object"),
        ("return null", None, "null"),
        ("return 0 / 0", None, "not finite"),
        ("return new Date(0)", "1970-01-01T00:00:00.000Z", "date"),
        ("return new Map([[1, 2]])", {}, "object"),
        ("return 10n ** 20n", "100000000000000000000", "bigint"),
        ("return { n: 5n }", {"n": "5"}, "object"),
        ("return -0", 0, "number"),
        ("return 2 ** 70", 2.0**70, "number"),
        ("return await Promise.resolve(3)", 3, "number"),
        ("const a = await (async () => 2)(); return a * 3", 6, "number"),
        ("return '\\ud800!'", "\ufffd!", "string"),
        ("return '\U0001f600'.length", 2, "number"),
        ("if (true) return 'x'", "x", "string"),
        ("return typeof fetch", "function", "string"),
        ("return data.items.flatMap(item => item.id)", [1, 2], "list"),
        ("console.log(data); return 1 // a remark", 1, "number"),
        ("const $ = 1; return $ + ä", 3, "number"),
    ],
)
async def test_a_script_returns_json(pool: ScriptPool, code: str, value: Value, kind: str) -> None:
    result = await run(pool, code, data={"items": [{"id": 1}, {"id": 2}]}, ä=2)

    assert (result.error, result.value, result.kind, result.undefined) == ("", value, kind, False)


@pytest.mark.parametrize("code", ["", "1 + 1", "return", "return undefined", "return () => 1", "return Symbol()"])
async def test_undefined_is_told_from_null(pool: ScriptPool, code: str) -> None:
    result = await run(pool, code)

    assert (result.error, result.value, result.undefined) == ("", None, True)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("throw new TypeError('no')", "TypeError: no"),
        ("throw 'plain'", "plain"),
        ("return missing", "ReferenceError: missing is not defined"),
        ("Hello world", "SyntaxError: expecting ';'"),
        ("await fetch('/')", "Error: fetch is not available in scripts: use an HTTP request block"),
    ],
)
async def test_what_a_script_throws_is_told_in_its_own_words(pool: ScriptPool, code: str, message: str) -> None:
    result = await run(pool, code)

    assert (result.error, result.message) == ("exception", message)


async def test_set_variable_collects_what_is_set(pool: ScriptPool) -> None:
    code = "const l = [1]; setVariable('l', l); l.push(2); setVariable('n', 1); setVariable('n', 2); setVariable('u')"

    result = await run(pool, code)

    assert result.sets == {"l": [1], "n": 2, "u": None}


async def test_what_was_set_before_an_error_is_kept(pool: ScriptPool) -> None:
    result = await run(pool, "setVariable('n', 1); throw new Error('late')")

    assert (result.error, result.sets) == ("exception", {"n": 1})


async def test_names_that_no_parameter_may_have_are_left_out(pool: ScriptPool) -> None:
    arguments: dict[str, Value] = {"First name": 1, "class": 2, "a=evil()": 3, "ok": 4}

    result = await pool.run("return ok", arguments=arguments, now=NOW, seed=1)

    assert result.value == 4


async def test_a_run_can_be_repeated_exactly(pool: ScriptPool) -> None:
    code = """
      const end = Date.now() + 50; let readings = 0;
      while (Date.now() < end) readings++;
      return [Math.random(), Math.random(), new Date(), Date(), `${new Date()}`, readings, Math.random()]
    """

    first, second, other = await run(pool, code), await run(pool, code), await run(pool, code, seed=2**40 + 7)

    assert first == second
    assert first.value != other.value


async def test_date_starts_at_the_given_now_in_the_given_zone(pool: ScriptPool) -> None:
    code = "return [Date.now(), new Date().getHours(), new Date(2026, 6, 1).getHours(), new Date().getTimezoneOffset()]"

    utc = await run(pool, code)
    york = await run(pool, code, timezone="America/New_York")

    assert utc.value == [1772643909000, 17, 0, 0]
    assert york.value == [1772643909000, 12, 0, 300]


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("d.toLocaleString()", "3/4/2026, 5:05:09 PM"),
        ("d.toLocaleString('pt-BR', { timeZone: 'America/Sao_Paulo' })", "04/03/2026, 14:05:09"),
        ("d.toLocaleDateString('pt-BR')", "04/03/2026"),
        ("d.toLocaleTimeString('pt-BR', { hour: '2-digit', minute: '2-digit' })", "17:05"),
        ("d.toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' })", "5:05 PM"),
        (
            "d.toLocaleDateString('pt-BR', { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' })",
            "quarta-feira, 4 de março de 2026",
        ),
        ("d.toLocaleDateString('en-US', { dateStyle: 'full' })", "Wednesday, March 4, 2026"),
        ("d.toLocaleDateString('en-CA')", "2026-03-04"),
        ("d.toLocaleString('de-DE')", "4.3.2026, 17:05:09"),
        ("new Date('2026-07-01').toLocaleString('en-GB', { timeZone: 'Europe/Paris' })", "01/07/2026, 02:00:00"),
        ("new Intl.DateTimeFormat('en-US', { weekday: 'long' }).format(d)", "Wednesday"),
        ("Intl.DateTimeFormat().resolvedOptions().timeZone", "UTC"),
        ("(1234.5).toLocaleString('pt-BR', { style: 'currency', currency: 'BRL' })", "R$\u00a01.234,50"),
        ("(1234567.891).toLocaleString()", "1,234,567.891"),
        ("new Date(NaN).toLocaleString()", "Invalid Date"),
    ],
)
async def test_dates_and_numbers_are_written_in_peoples_own_form(pool: ScriptPool, expression: str, text: str) -> None:
    result = await run(pool, f"const d = new Date(); return {expression}")

    assert (result.error, result.value) == ("", text)


async def test_a_zone_that_does_not_exist_has_no_rule() -> None:
    assert zone_rule("America/New_York") == "EST5EDT,M3.2.0,M11.1.0"
    assert zone_rule("Mars/Olympus") is None
    assert zone_rule("../../etc/passwd") is None


async def test_too_long_code_and_too_many_arguments_are_refused_unsent(pool: ScriptPool) -> None:
    assert (await run(pool, "/" * 70_000)).error == "too_large"
    assert (await run(pool, "return 1", text="x" * 1_100_000)).error == "too_large"


async def test_halves_of_characters_are_replaced_on_the_way_in(pool: ScriptPool) -> None:
    result = await run(pool, "return '\ud800' + text", text="\udc00!")

    assert result.value == "\ufffd\ufffd!"


async def test_a_killed_process_is_replaced() -> None:
    pool = ScriptPool(size=1)
    await pool.warm()
    endless = asyncio.create_task(run(pool, "while (true);"))
    await asyncio.sleep(0.1)

    os.kill(next(iter(pool.processes)), signal.SIGKILL)

    assert (await endless).error == "crashed"
    assert (await run(pool, "return 1")).value == 1
    await pool.close()


async def test_a_cancelled_run_frees_its_process() -> None:
    pool = ScriptPool(size=1)
    await pool.warm()
    endless = asyncio.create_task(run(pool, "while (true);"))
    await asyncio.sleep(0.1)

    endless.cancel()
    with pytest.raises(asyncio.CancelledError):
        await endless

    assert (await run(pool, "return 1")).value == 1
    await pool.close()


async def test_processes_start_when_needed_and_end_with_the_pool() -> None:
    pool = ScriptPool(size=2)
    assert not pool.processes
    await run(pool, "return 1")
    (process,) = pool.processes

    await pool.close()

    assert not Path(f"/proc/{process}").exists()


async def test_memory_does_not_grow_with_the_number_of_runs() -> None:
    pool = ScriptPool(size=1, limits=Limits())
    for _ in range(100):
        await run(pool, "globalThis.kept = Array(1000).fill('x')")
    before = _resident(next(iter(pool.processes)))
    for _ in range(400):
        await run(pool, "globalThis.kept = Array(1000).fill('x')")

    assert _resident(next(iter(pool.processes))) - before < 4096
    await pool.close()


def _resident(process: int) -> int:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])


@pytest.mark.skipif(sys.platform != "linux", reason="system calls are filtered on Linux only")
@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.socket()",
        "open('/etc/passwd')",
        "open('/proc/self/environ')",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "os.kill(os.getppid(), 0)",
        "os.listdir('/')",
        "os.mkdir('/tmp/x')",
        "os.pipe()",
        "import ctypes; assert ctypes.CDLL(None).ptrace(0, 0, 0, 0) == 0",
    ],
)
async def test_even_python_inside_the_process_can_do_nothing(attempt: str) -> None:
    source = Path(dialogkit.__file__).parents[1]
    code = f"""
import os, sys, socket, ctypes
sys.path.insert(0, {str(source)!r})
from dialogkit.adapters.script_worker.confinement import confine
assert confine()
try:
    {attempt}
except (OSError, AssertionError):
    os.write(1, b"refused")
else:
    os.write(1, b"escaped")
os._exit(0)
"""
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, check=False)

    assert done.stdout == b"refused", done.stderr

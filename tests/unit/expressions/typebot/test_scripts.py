"""Code as Typebot runs it: here where it is simple, in the sandbox where it is not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dialogkit.adapters.scripts import ScriptPool
from dialogkit.expressions import dialect_named
from dialogkit.kit import Value

DIALECT = dialect_named("typebot")
NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
SCOPE: dict[str, Value] = {"n": "4", "who": "Mia", "zip": "0123", "flag": "false", "blank": " ", "list": ["a", "b"]}
NAMES = frozenset({*SCOPE, "unset"})


async def result_of(source: str, pool: ScriptPool) -> tuple[Value, bool]:
    """Return what a variable would hold, and whether the sandbox was needed."""
    script = DIALECT.script(source, NAMES)
    done, value = script.native(SCOPE)
    if done:
        return DIALECT.convert(value, "any"), False
    bound = script.bind(SCOPE)
    result = await pool.run(bound.code, arguments=bound.arguments, now=NOW, seed=1, timeout=5.0)
    value = script.rescue(SCOPE)[1] if result.error else result.value
    return DIALECT.convert(value, "any"), True


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        # One name alone is copied; a list becomes its text.
        ("{{who}}", "Mia"),
        ("{{list}}", '["a","b"]'),
        ("{{unset}}", None),
        # Arithmetic over guessed values.
        ("{{n}} * 2 + 1", "9"),
        ("{{zip}} + 1", "01231"),
        ("{{flag}} ? 'y' : 'n'", "n"),
        ("{{blank}} + 'x'", "0x"),
        ("{{unset}} + 'x'", "undefinedx"),
        ("{{nobody}} + 1", "1"),
        ("12.50", "12.5"),
        ("0042", "0042"),
        # Words that are no code stay words.
        ("Hello", "Hello"),
        ("Hello dear {{who}}", "Hello dear Mia"),
        ("{{n}}{{n}}", "44"),
        # Results of other kinds.
        ("[1, true, null]", ["1", "true", None]),
        ("NaN", "null"),
        ("null", None),
        ("''", None),
        ("return {{n}} > 3", "true"),
    ],
)
async def test_simple_code_needs_no_sandbox(source: str, kept: Value) -> None:
    pool = ScriptPool(size=1)
    try:
        assert await result_of(source, pool) == (kept, False)
    finally:
        await pool.close()


SANDBOXED: list[tuple[str, Value]] = [
    ("2026/03", str(2026 / 3)),
    ("const a = {{n}}; return a * a", "16"),
    ("if ({{n}} > 3) return 'big'", "big"),
    ("await Promise.resolve({{who}})", "Mia"),
    ("new Date(0)", '"1970-01-01T00:00:00.000Z"'),
    ("({a: {{list}}})", '{"a":["a","b"]}'),
    ("{{list}}.map(x => x + {{n}})", ["a4", "b4"]),
    ("setVariable('n', 5); return 1", "1"),
    ("(x) => x", "(x) => x"),
    ("throw new Error({{who}})", "throw new Error(Mia)"),
    ("it's {{who}}", "it's Mia"),
    ("typeof {{unset}} + typeof new Map()", "undefinedobject"),
]


async def test_everything_else_runs_in_the_sandbox_and_gives_its_text_where_it_fails() -> None:
    pool = ScriptPool(size=1)
    try:
        for source, kept in SANDBOXED:
            assert (source, *await result_of(source, pool)) == (source, kept, True)
    finally:
        await pool.close()


async def test_statements_run_as_they_stand_and_set_variables() -> None:
    pool = ScriptPool(size=1)
    bound = DIALECT.statements("setVariable('x', {{n}} * 2); setVariable('y', {{who}})", NAMES).bind(SCOPE)

    try:
        result = await pool.run(bound.code, arguments=bound.arguments, now=NOW, seed=1)
    finally:
        await pool.close()

    assert (result.error, dict(result.sets)) == ("", {"x": 8, "y": "Mia"})
    assert DIALECT.statements("x", NAMES).rescue(SCOPE) == (False, None)


def test_a_script_tells_which_variables_it_reads() -> None:
    assert DIALECT.script("{{n}} + {{nobody}} + {{who}}", NAMES).names() == {"n", "who"}
    assert DIALECT.script("{{who}}", NAMES).names() == {"who"}
    assert DIALECT.statements("run({{n}})", NAMES).names() == {"n"}

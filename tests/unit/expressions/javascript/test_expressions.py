"""Examples of the native evaluator, its boundary and its budgets."""

from __future__ import annotations

import time

import pytest

from dialogkit.expressions.javascript import (
    UNDEFINED,
    JavaScriptError,
    JSValue,
    NeedsSandbox,
    as_json,
    compile_javascript,
)

SCOPE: dict[str, JSValue] = {"a": 3, "b": 4.5, "name": "Ada", "list": [1, "x", None], "data": {"items": [{"id": 7}]}}


def evaluate(code: str, **more: JSValue) -> JSValue:
    compiled = compile_javascript(code)
    assert compiled is not None, f"{code} is not in the subset"
    return compiled.evaluate({**SCOPE, **more})


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("a * 10 + b", 34.5),
        ("return a + 1;", 4),
        ("  return (a + 1) ; ; ", 4),
        ("'Hi ' + name", "Hi Ada"),
        ("`Hi ${name}, ${a + 1}!`", "Hi Ada, 4!"),
        ("`a ${`b ${a}`}`", "a b 3"),
        ("a > 2 && name !== ''", True),
        ("a > 5 ? 'big' : 'small'", "small"),
        ("missing", "ReferenceError"),
        ("typeof missing", "undefined"),
        ("null ?? 'x'", "x"),
        ("0.1 + 0.2", 0.30000000000000004),
        ("'5' * '2'", 10),
        ("'5' + 2", "52"),
        ("[1, [2, 3]] + ''", "1,2,3"),
        ("list.join('-')", "1-x-"),
        ("list.includes('x')", True),
        ("data.items[0].id", 7),
        ("data.none", UNDEFINED),
        ("data.none.deep", "TypeError"),
        ("name.toUpperCase().slice(0, 2)", "AD"),
        ("'😀'.length", 2),
        ("(1.005).toFixed(2)", "1.00"),
        ("Math.round(-2.5)", -2),
        ("2 ** 10 % 1000", 24),
        ("parseInt('42px') + parseFloat('1.5em')", 43.5),
        ("'b' > 'a' === true", True),
        ("1 / 0", float("inf")),
        ("5 | 0", 5),
        ("return", UNDEFINED),
        ("", UNDEFINED),
        ("'it' .length", 2),
    ],
)
def test_an_expression_gives_what_javascript_gives(code: str, value: JSValue) -> None:
    try:
        result = evaluate(code)
    except JavaScriptError as error:
        result = error.name
    assert result == value
    assert type(result) is type(value)


@pytest.mark.parametrize(
    "code",
    [
        "const x = 1; return x",
        "x = 5",
        "a++",
        "() => 1",
        "({a: 1})",
        "new Date()",
        "Math.random()",
        "/x/.test(name)",
        "return\n5",
        "a, b",
        "01310",
        "1n",
        "a?.b",
        "name.replace('A', '')",
        "// x",
        "<!-- x",
        "Hello world",
        "2f58",
        "{}",
        "await 1",
        "a b",
        "-a ** 2",
        "(a",
        "'open",
        "`${a",
        "...list",
        "[,1]",
        "this",
        "Object",
        "eval",
        "setVariable",
        "(" * 100 + "1" + ")" * 100,
        "+".join(["a"] * 500),
        "a" * 5000,
        "a !== b !",
        "let",
        "`\\u{110000}`",
        "'\\07'",
    ],
)
def test_what_is_outside_the_subset_is_left_to_the_sandbox(code: str) -> None:
    assert compile_javascript(code) is None


@pytest.mark.parametrize("code", ["name.constructor", "data['__proto__']", "list == list", "data.toString()"])
def test_values_that_lead_out_of_the_subset_are_handed_over(code: str) -> None:
    with pytest.raises(NeedsSandbox):
        evaluate(code)


def test_a_value_is_never_evaluated_again() -> None:
    hostile = "${a} {{a}} `+a+` '+a+' (() => 1)()"

    assert evaluate("`${text}` + text", text=hostile) == hostile * 2


def test_a_variable_shadows_a_global_only_in_the_sandbox() -> None:
    with pytest.raises(NeedsSandbox):
        evaluate("Math.abs(a)", Math={"abs": 1})


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("+".join(["t"] * 90), "x" * 50_000),
        ("`" + "${t}" * 90 + "`", "x" * 50_000),
        ("||".join(["list == 0"] * 45), [["y"] * 20] * 2000),
        ("[" + ",".join(["t.toUpperCase()"] * 90) + "].join(t)", "x" * 50_000),
    ],
)
def test_a_bomb_ends_in_a_range_error_at_once(code: str, text: JSValue) -> None:
    began = time.process_time()

    with pytest.raises(JavaScriptError) as caught:
        evaluate(code, t=text, list=text)

    assert caught.value.name == "RangeError"
    assert time.process_time() - began < 0.5


def test_results_become_json_as_stringify_makes_them() -> None:
    assert as_json(evaluate("[undefined, 0/0, -0, 1.5, 'x', [null]]")) == [None, None, 0, 1.5, "x", [None]]


def test_a_compiled_expression_tells_which_variables_it_reads() -> None:
    compiled = compile_javascript("`${a} ${b.x}` + Math.max(c, 1)")

    assert compiled is not None
    assert compiled.names == {"a", "b", "c"}

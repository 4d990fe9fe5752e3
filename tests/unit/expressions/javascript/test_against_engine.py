"""The native evaluator and a real engine say the same, for whatever the grammar can write."""

from __future__ import annotations

import math
import re

import pytest
import quickjs
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from dialogkit.expressions.javascript import UNDEFINED, JSValue
from dialogkit.expressions.javascript.names import GLOBALS, INHERITED
from tests.support.javascript_engine import HANDED_OVER, Engine, outcome

ENGINE = Engine()
NAMES = ("a", "b", "c", "name", "Äpfel")
# setVariable and the like are the sandbox's own; the engine does not know them.
SANDBOX_ONLY = {"Intl", "console", "fetch", "setVariable"}

numbers = st.one_of(
    st.integers(-20, 20),
    st.integers(-(2**70), 2**70),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([0, -0.0, 0.1, 0.5, 1.005, 2**31, 2**32 + 1, 2**53 + 1, 1e21, 123456789e12, 1e-7, 5e-324]),
)
odd_texts = st.sampled_from(
    [
        "",
        " ",
        "0",
        "-0",
        "1",
        "01",
        "1.0",
        ".5",
        "5.",
        "1e3",
        "0x1F",
        "0b11",
        "0o17",
        "+7",
        "--1",
        "Infinity",
        "-Infinity",
        "infinity",
        "NaN",
        "null",
        "true",
        "1,5",
        "1 2",
        "\u00a07\ufeff",
        "12px",
        "\x85 1",
        "1_0",
        "\u0661",
        "Ada",
        "é",
        "\u0130",
        "ß",
        "Ωσς",
        "\U0001f600",
        "\uffff",
        "a\U0001f600b",
        "0.000001",
        "9007199254740993",
    ]
)
texts = st.one_of(odd_texts, st.text(max_size=6))
scalars = st.one_of(numbers, texts, st.booleans(), st.none())
lists = st.lists(st.one_of(scalars, st.lists(scalars, max_size=3)), max_size=4)
objects = st.dictionaries(st.sampled_from(["x", "length", "0", "name"]), st.one_of(scalars, lists), max_size=3)
variables = st.one_of(scalars, scalars, st.just(UNDEFINED), lists, objects)
scopes = st.fixed_dictionaries(dict.fromkeys(NAMES, variables))

literals = st.one_of(
    st.sampled_from(["0", "1", "2", "10", "0.1", ".5", "5.", "1e21", "1e-7", "0x1f", "0b11", "0o17", "1_000"]),
    st.sampled_from(["''", "'a'", '"10"', "' 7 '", r"'\u00e9\n'", r"'\ud83d'", r"'\ude00'", r"'\x41\u{1F600}'", "`t`"]),
    st.sampled_from(["true", "false", "null", "undefined", "NaN", "Infinity", "Math.PI", "[]"]),
)
leaves = st.one_of(st.sampled_from(NAMES), st.sampled_from(NAMES), literals, st.just("unbound"))
binary = st.sampled_from(
    [
        "+",
        "+",
        "+",
        "-",
        "*",
        "/",
        "%",
        "**",
        "==",
        "!=",
        "===",
        "!==",
        "<",
        "<=",
        ">",
        ">=",
        "&&",
        "||",
        "??",
        "&",
        "|",
        "^",
        "<<",
        ">>",
        ">>>",
    ]
)
unary = st.sampled_from(["-", "+", "!", "~", "typeof "])
functions = st.sampled_from(
    [
        "Math.round",
        "Math.floor",
        "Math.ceil",
        "Math.trunc",
        "Math.sign",
        "Math.abs",
        "Math.sqrt",
        "Math.max",
        "Math.min",
        "Math.pow",
        "Number",
        "String",
        "Boolean",
        "parseInt",
        "parseFloat",
        "isNaN",
        "isFinite",
    ]
)
methods = st.sampled_from(
    [
        "charAt",
        "endsWith",
        "includes",
        "indexOf",
        "join",
        "slice",
        "startsWith",
        "toFixed",
        "toLowerCase",
        "toString",
        "toUpperCase",
        "trim",
        "trimEnd",
        "trimStart",
    ]
)
keys = st.sampled_from(["length", "x", "name", "zip"])


def _compound(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    arguments = st.lists(inner, max_size=3).map(", ".join)
    return st.one_of(
        st.builds("{} {} {}".format, inner, binary, inner),
        st.builds("({})".format, inner),
        st.builds("{}({})".format, unary, inner),
        st.builds("{}{}".format, st.sampled_from(["!", "typeof "]), inner),
        st.builds("{} ? {} : {}".format, inner, inner, inner),
        st.builds("[{}]".format, arguments),
        st.builds("`x${{{}}}-${{{}}}`".format, inner, inner),
        st.builds("({}).{}".format, inner, keys),
        st.builds("({})[{}]".format, inner, inner),
        st.builds("{}({})".format, functions, arguments),
        st.builds("({}).{}({})".format, inner, methods, arguments),
    )


expressions = st.recursive(leaves, _compound, max_leaves=8)


def _alike(native: object, engine: object) -> bool:
    """Compare outcomes, blind to how texts write long numbers.

    QuickJS writes some powers of two with a digit more than JavaScript asks for.
    """
    return native == engine or _rewritten(native) == _rewritten(engine)


def _rewritten(outcome: object) -> str:
    return re.sub(r"\d+\.?\d*e[+-]\d+|\d+\.\d+", lambda found: repr(float(found.group())), repr(outcome))


@settings(max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(expression=expressions, scope=scopes)
def test_the_native_evaluator_says_what_the_engine_says(expression: str, scope: dict[str, JSValue]) -> None:
    native = outcome(expression, scope)
    event("handed over" if native == HANDED_OVER else "evaluated")
    if native != HANDED_OVER:
        assert _alike(native, ENGINE.outcome(expression, scope))


@settings(max_examples=500, deadline=None)
@given(left=variables, right=variables, operator=binary)
def test_one_operator_on_any_two_values_agrees(left: JSValue, right: JSValue, operator: str) -> None:
    scope = {"a": left, "b": right}
    native = outcome(f"a {operator} b", scope)
    assert native == HANDED_OVER or _alike(native, ENGINE.outcome(f"a {operator} b", scope))


@settings(max_examples=500, deadline=None)
@given(number=st.floats(allow_nan=False, allow_infinity=False), places=st.integers(0, 20))
def test_numbers_are_written_as_the_engine_writes_them(number: float, places: int) -> None:
    assume(abs(math.frexp(number)[0]) != 0.5)
    scope: dict[str, JSValue] = {"n": number, "p": places}
    expression = "`${n} ${n.toFixed(p)}`"
    assert outcome(expression, scope) == ENGINE.outcome(expression, scope)


@settings(max_examples=500, deadline=None)
@given(code=st.text(alphabet="ab1.0'\"`${}[]()+-*/%<>=!&|?:,; \n\\_xeEn~^", max_size=14))
def test_code_that_is_no_javascript_is_never_evaluated(code: str) -> None:
    scope: dict[str, JSValue] = {"a": 2, "b": "x"}
    native = outcome(code, scope)
    if native != HANDED_OVER and code.strip():
        assert native == ENGINE.outcome(code.strip().rstrip("; \n"), scope)


def test_every_global_of_the_engine_is_known_by_name() -> None:
    names = quickjs.Context().eval("Object.getOwnPropertyNames(globalThis).join(' ')")
    assert set(names.split()) | SANDBOX_ONLY == GLOBALS


@pytest.mark.parametrize(("kind", "sample"), [(dict, "({})"), (str, "''"), (list, "[]"), (float, "1"), (bool, "true")])
def test_every_inherited_property_is_known_by_name(kind: type, sample: str) -> None:
    code = f"""(() => {{
      const names = [];
      for (let o = Object.getPrototypeOf({sample}); o; o = Object.getPrototypeOf(o))
        names.push(...Object.getOwnPropertyNames(o));
      return names.join(" ");
    }})()"""
    assert set(quickjs.Context().eval(code).split()) == INHERITED[kind]

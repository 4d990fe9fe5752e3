"""A real JavaScript engine to hold the native evaluator against."""

from __future__ import annotations

import json
from collections.abc import Mapping

import quickjs

from dialogkit.expressions.javascript import UNDEFINED, JavaScriptError, JSValue, NeedsSandbox
from dialogkit.expressions.javascript import compile_javascript as compile_native

HANDED_OVER = "handed over"

_TAG = """
(function tag(value) {
  if (value === undefined) return ["undefined"];
  if (value === null) return ["null"];
  if (typeof value === "number") {
    if (Number.isFinite(value)) return ["number", Object.is(value, -0) ? "-0" : value];
    return ["number", String(value)];
  }
  if (typeof value === "string") return ["string", value.toWellFormed()];
  if (Array.isArray(value)) return ["list", value.map(tag)];
  return [typeof value, value];
})
"""


def tagged(value: JSValue) -> list[object]:
    """Describe a native result as `_TAG` describes the engine's."""
    if value is UNDEFINED:
        return ["undefined"]
    if value is None:
        return ["null"]
    if isinstance(value, bool):
        return ["boolean", value]
    if isinstance(value, int | float):
        return ["number", _number(float(value))]
    if isinstance(value, str):
        return ["string", value]
    if isinstance(value, list):
        return ["list", [tagged(item) for item in value]]
    return ["object", value]


def _number(number: float) -> float | str:
    special = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity", "-0.0": "-0"}
    return special.get(repr(number), number)


class Engine:
    """Evaluate expressions with QuickJS, in the form `outcome` gives natively."""

    def __init__(self) -> None:
        self._context = quickjs.Context()
        self._context.eval(f"const tag = {_TAG}")

    def outcome(self, expression: str, arguments: Mapping[str, JSValue]) -> object:
        """Return the tagged value, or the name of what was thrown."""
        names = ", ".join(arguments)
        values = ", ".join(_source(value) for value in arguments.values())
        code = f"""(() => {{
          try {{ return JSON.stringify(tag((function ({names}) {{ return {expression}
          }})({values}))) }}
          catch (error) {{ return JSON.stringify(error.name) }}
        }})()"""
        try:
            return json.loads(self._context.eval(code), parse_int=float)
        except quickjs.JSException as error:
            return str(error).partition(":")[0]


def _source(value: JSValue) -> str:
    return "undefined" if value is UNDEFINED else f"JSON.parse({json.dumps(json.dumps(value))})"


def outcome(expression: str, arguments: Mapping[str, JSValue]) -> object:
    """Return the native evaluator's tagged value, the error's name, or `HANDED_OVER`."""
    compiled = compile_native(expression)
    if compiled is None:
        return HANDED_OVER
    try:
        return tagged(compiled.evaluate(arguments))
    except JavaScriptError as error:
        return error.name
    except NeedsSandbox:
        return HANDED_OVER

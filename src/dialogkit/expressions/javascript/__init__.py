"""Evaluate the JavaScript that most authors write, without a JavaScript engine.

One expression over variables: arithmetic, comparison, logic, texts, templates, lists, a few
methods. Results are JavaScript's own to the bit; whatever is outside the subset is handed
back (`None`, `NeedsSandbox`) for `dialogkit.kit.Scripts` to run. It never guesses.
"""

from __future__ import annotations

from dialogkit.expressions.javascript.errors import JavaScriptError, NeedsSandbox
from dialogkit.expressions.javascript.names import RESERVED as RESERVED_WORDS
from dialogkit.expressions.javascript.program import Compiled, compile_javascript
from dialogkit.expressions.javascript.values import (
    UNDEFINED,
    JSValue,
    Undefined,
    as_json,
    number_text,
    parse_float,
    to_boolean,
    to_number,
    to_text,
    utf16_length,
)

__all__ = (
    "RESERVED_WORDS",
    "UNDEFINED",
    "Compiled",
    "JSValue",
    "JavaScriptError",
    "NeedsSandbox",
    "Undefined",
    "as_json",
    "compile_javascript",
    "number_text",
    "parse_float",
    "to_boolean",
    "to_number",
    "to_text",
    "utf16_length",
)

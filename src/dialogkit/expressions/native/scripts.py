"""Code in DialogKit's own dialect: JavaScript in which `{{ name }}` is a value.

Each name becomes an argument, so what a variable holds is never read as code. What is
plain arithmetic, comparison or concatenation is computed here with JavaScript's own
semantics; everything else goes to the sandbox.
"""

from __future__ import annotations

import re
from typing import cast

from dialogkit.expressions.dialect import Bound
from dialogkit.expressions.javascript import JavaScriptError, JSValue, Undefined, compile_javascript
from dialogkit.kit import Scope, Value

__all__ = ("NativeScript",)

_NAME = re.compile(r"\{\{\s*([^{}|]+?)\s*\}\}")
_RETURNS = re.compile(r"\breturn\b")


class NativeScript:
    """A piece of JavaScript with names in it."""

    __slots__ = ("_code", "_compiled", "_names")

    def __init__(self, source: str, *, is_value: bool = False) -> None:
        self._names: dict[str, str] = {}
        code = _NAME.sub(self._argument, source)
        self._compiled = compile_javascript(code)
        self._code = _returning(code) if is_value else code

    def bind(self, scope: Scope) -> Bound:
        """Return the code and its arguments for the sandbox."""
        return Bound(self._code, {argument: scope.get(name) for name, argument in self._names.items()})

    def native(self, scope: Scope) -> tuple[bool, Value]:
        """Return (True, value) where the code is simple enough to be computed here."""
        if self._compiled is None:
            return False, None
        arguments: dict[str, JSValue] = {
            argument: cast(JSValue, scope.get(name)) for name, argument in self._names.items()
        }
        try:
            value = self._compiled.evaluate(arguments)
        except JavaScriptError:
            return False, None
        return True, None if value is Undefined.UNDEFINED else cast(Value, value)

    def rescue(self, scope: Scope) -> tuple[bool, Value]:
        """Say that code that failed has no value."""
        return False, None

    def names(self) -> frozenset[str]:
        """Return the variables it reads."""
        return frozenset(self._names)

    def _argument(self, match: re.Match[str]) -> str:
        return self._names.setdefault(match.group(1), f"_v{len(self._names)}")


def _returning(code: str) -> str:
    """Return code that computes a value: an expression is returned, statements return by themselves."""
    return code if _RETURNS.search(code) else f"return (\n{code.rstrip().rstrip(';')}\n);"

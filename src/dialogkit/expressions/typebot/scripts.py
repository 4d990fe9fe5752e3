"""Code as Typebot runs it: names become arguments, failing code becomes text.

What is simple is computed here with JavaScript's own semantics; the rest is given a frame
that turns its result into what a variable can hold, and goes to the sandbox.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

from dialogkit.expressions.dialect import Bound, Evaluate
from dialogkit.expressions.javascript import (
    UNDEFINED,
    JavaScriptError,
    JSValue,
    NeedsSandbox,
    compile_javascript,
)
from dialogkit.expressions.javascript.names import RESERVED
from dialogkit.expressions.javascript.values import text_number
from dialogkit.expressions.typebot.conversion import guess, json_text, text_of
from dialogkit.kit import Scope, Value

__all__ = ("Expression", "TypebotScript", "TypebotStatements")

_NAME = re.compile(r"(?<!\{)\{\{([^{}]+)\}\}")
_ANY_NAME = re.compile(r"\{\{([^{}]+)\}\}")
_SINGLE = re.compile(r"\{\{([^{}]+)\}\}$")
_OCTAL = re.compile(r"0[^.].+")
_TWO_WORDS = re.compile(r"(?<![\w$.\\])([^\W\d]\w*)[ \t]+([^\W\d]\w*)(?![\w$\\])")
_UNSURE = re.compile(r"""["'`/\n\r\\]""")
_JOINING = RESERVED | {"of", "as", "get", "set", "from", "using", "static"}

_RUN = """const setVariable = () => {};
const result = await (async () => {
%s
})();
if (typeof result === "function") throw new TypeError("A function is no value.");
"""
_FRAME = (
    _RUN
    + """if (result === undefined || result === null) return null;
const text = (one) => one === undefined || one === null ? null : typeof one === "string" ? one : JSON.stringify(one);
return Array.isArray(result) ? result.map(text) : text(result);"""
)
_INLINE_FRAME = (
    _RUN
    + """if (result === undefined || result === null) return "";
return typeof result === "string" ? result : JSON.stringify(result);"""
)


class _Bindings:
    """The names in a piece of code, and the arguments that stand for them."""

    __slots__ = ("arguments", "code")

    def __init__(self, source: str, names: frozenset[str]) -> None:
        self.arguments: dict[str, str] = {}

        def argument(found: re.Match[str]) -> str:
            name = found.group(1)
            return self.arguments.setdefault(name, f"_v{len(self.arguments)}") if name in names else ""

        self.code = _NAME.sub(argument, source)

    def values(self, scope: Scope) -> dict[str, JSValue]:
        """Return each argument's guessed value."""
        return {argument: guess(scope.get(name)) for name, argument in self.arguments.items()}

    def bound(self, scope: Scope, frame: str) -> Bound:
        """Return the code in its frame; what is not set stays undefined."""
        values = self.values(scope)
        unset = [argument for argument, value in values.items() if value is UNDEFINED]
        head = f"let {', '.join(unset)};\n" if unset else ""
        given = {argument: value for argument, value in values.items() if value is not UNDEFINED}
        return Bound(head + (frame % self.code if frame else self.code), cast(dict[str, Value], given))


class Expression:
    """A piece of code that gives a value."""

    __slots__ = ("_bindings", "_compiled", "_hopeless", "source")

    def __init__(self, source: str, names: frozenset[str]) -> None:
        self.source = source
        self._bindings = _Bindings(source if "return " in source else f"return {source}", names)
        self._compiled = compile_javascript(self._bindings.code)
        self._hopeless = self._compiled is None and _is_prose(self._bindings.code.removeprefix("return "))

    def names(self) -> frozenset[str]:
        """Return the variables it reads."""
        return frozenset(self._bindings.arguments)

    def filled(self, scope: Scope) -> str:
        """Return the code as a text with its names filled in: what a failure gives."""
        return _ANY_NAME.sub(lambda found: text_of(scope.get(found.group(1))), self.source)

    def native(self, scope: Scope) -> tuple[bool, Value]:
        """Return (True, value) where no sandbox is needed; a failure's value is the text."""
        return self._native(scope, _kept)

    def _native(self, scope: Scope, finish: Callable[[JSValue], Value]) -> tuple[bool, Value]:
        if self._compiled is None:
            return (True, self.filled(scope)) if self._hopeless else (False, None)
        try:
            return True, finish(self._compiled.evaluate(self._bindings.values(scope)))
        except NeedsSandbox:
            return False, None
        except JavaScriptError:
            return True, self.filled(scope)

    def bind(self, scope: Scope) -> Bound:
        """Return the framed code with its arguments."""
        return self._bindings.bound(scope, _FRAME)

    def inline(self, scope: Scope, evaluate: Evaluate) -> Value:
        """Return the value of code that stands inside a text."""
        done, value = self._native(scope, _shown)
        if done:
            return value
        bound = self._bindings.bound(scope, _INLINE_FRAME)
        value = evaluate(bound.code, bound.arguments)
        return self.filled(scope) if value is None else value


class TypebotScript:
    """What a variable is set to: one name, a number kept as it is written, or code."""

    __slots__ = ("_expression", "_single", "_source")

    def __init__(self, source: str, names: frozenset[str]) -> None:
        single = _SINGLE.match(source)
        self._single = single.group(1) if single else ""
        self._source = source
        self._expression = Expression(source, names)

    def names(self) -> frozenset[str]:
        """Return the variables it reads."""
        return frozenset({self._single}) if self._single else self._expression.names()

    def native(self, scope: Scope) -> tuple[bool, Value]:
        """Return (True, value) where no sandbox is needed."""
        if self._single:
            return True, text_of(scope.get(self._single))
        text = self._expression.filled(scope)
        number = text_number(text)
        if number == number and _OCTAL.search(text):  # noqa: PLR0124 - not NaN
            return True, text
        return self._expression.native(scope)

    def bind(self, scope: Scope) -> Bound:
        """Return the code with its arguments."""
        return self._expression.bind(scope)

    def rescue(self, scope: Scope) -> tuple[bool, Value]:
        """Return the text that stands in for code that failed."""
        return True, self._expression.filled(scope)


class TypebotStatements:
    """A script that does something; it is run as it stands."""

    __slots__ = ("_bindings",)

    def __init__(self, source: str, names: frozenset[str]) -> None:
        self._bindings = _Bindings(source, names)

    def names(self) -> frozenset[str]:
        """Return the variables it reads."""
        return frozenset(self._bindings.arguments)

    def native(self, scope: Scope) -> tuple[bool, Value]:
        """Say that the sandbox is needed."""
        return False, None

    def bind(self, scope: Scope) -> Bound:
        """Return the code with its arguments."""
        return self._bindings.bound(scope, "")

    def rescue(self, scope: Scope) -> tuple[bool, Value]:
        """Say that a failure has no value."""
        return False, None


def _is_prose(code: str) -> bool:
    """Return whether `code` is surely no JavaScript: two words stand side by side that cannot."""
    if _UNSURE.search(code):
        return False
    return any(
        not {found.group(1), found.group(2)} & _JOINING
        for start in range(2)
        for found in _TWO_WORDS.finditer(code if start == 0 else code.partition(" ")[2])
    )


def _kept(value: JSValue) -> Value:
    if value is UNDEFINED or value is None:
        return None
    if isinstance(value, list):
        return [None if item is UNDEFINED or item is None else _one(item) for item in value]
    return _one(value)


def _shown(value: JSValue) -> str:
    return "" if value is UNDEFINED or value is None else _one(value)


def _one(value: JSValue) -> str:
    return value if isinstance(value, str) else json_text(value)  # type: ignore[arg-type]  # undefined is dealt with

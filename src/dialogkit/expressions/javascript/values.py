"""JavaScript's values and conversions, as Python sees them.

Numbers inside an evaluation are always `float`; a variable's `int` is lifted when it is
read. Text is a Python `str` in which no two surrogates stand where one character could.
Operators live in `operators`, functions and methods in `library`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from enum import Enum
from typing import Final, Literal, NoReturn, TypeAlias

from dialogkit.expressions.javascript.errors import JavaScriptError, NeedsSandbox
from dialogkit.kit import Value

__all__ = (
    "UNDEFINED",
    "WHITE_SPACE",
    "JSValue",
    "Meter",
    "Undefined",
    "as_json",
    "join_list",
    "lift",
    "lower",
    "number_text",
    "parse_float",
    "text_number",
    "to_boolean",
    "to_number",
    "to_text",
    "utf16",
    "utf16_length",
    "well_formed",
)

MAX_TEXT: Final = 262_144
MAX_WORK: Final = 2_000_000
MAX_NESTING: Final = 100
WHITE_SPACE: Final = (
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)

_MAX_SAFE: Final = 2.0**53
_DECIMAL: Final = re.compile(r"[+-]?(?:Infinity|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)", re.ASCII)
_RADIX: Final = {
    "x": (16, re.compile(r"[0-9a-fA-F]+")),
    "o": (8, re.compile(r"[0-7]+")),
    "b": (2, re.compile(r"[01]+")),
}


class Undefined(Enum):
    """The type of JavaScript's `undefined`, of which there is one."""

    UNDEFINED = "undefined"

    def __repr__(self) -> str:
        return "UNDEFINED"


UNDEFINED: Final = Undefined.UNDEFINED

_WORDS: Final = {None: "null", True: "true", False: "false", UNDEFINED: "undefined"}

JSValue: TypeAlias = (
    bool | int | float | str | list["JSValue"] | dict[str, "JSValue"] | Literal[Undefined.UNDEFINED] | None
)
"""A value of an expression: JSON's values and `UNDEFINED`; `None` is JavaScript's null."""


class Meter:
    """What one evaluation may still do before it is stopped."""

    __slots__ = ("work",)

    def __init__(self) -> None:
        self.work = MAX_WORK

    def spend(self, amount: int) -> None:
        """Take `amount` from what is left, or stop the evaluation."""
        self.work -= amount
        if self.work < 0:
            _stop("the expression does too much work")

    def text(self, text: str) -> str:
        """Return `text` if it is not too long to hold."""
        size = len(text)
        if size > MAX_TEXT:
            _stop("the text becomes too long")
        self.spend(size)
        return text


def _stop(message: str) -> NoReturn:
    raise JavaScriptError("RangeError", message)


def lift(value: JSValue) -> JSValue:
    """Return a variable's value in the form evaluation works with."""
    kind = type(value)
    if kind is int:
        return _float(value)  # type: ignore[arg-type]  # mypy does not narrow by a kept type
    if kind is str and not value.isascii():  # type: ignore[union-attr]
        return well_formed(value)  # type: ignore[arg-type]
    return value


def _float(number: int) -> float:
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf


def lower(value: JSValue, depth: int = 0) -> JSValue:
    """Return a result in the form variables are kept in: whole numbers as `int`."""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < _MAX_SAFE and _plain(value) else value
    if isinstance(value, str):
        return value if value.isascii() else well_formed(value)
    if isinstance(value, list | dict):
        return _lower_items(value, depth)
    # A whole number that JavaScript could not have kept.
    return _float(value) if type(value) is int and abs(value) >= _MAX_SAFE else value


def _lower_items(value: list[JSValue] | dict[str, JSValue], depth: int) -> JSValue:
    if depth > MAX_NESTING:
        raise NeedsSandbox("a list is nested too deeply")
    if isinstance(value, list):
        return [lower(item, depth + 1) for item in value]
    return {key: lower(item, depth + 1) for key, item in value.items()}


def _plain(number: float) -> bool:
    return number != 0 or math.copysign(1.0, number) > 0


def as_json(value: JSValue) -> Value:
    """Return what `JSON.parse(JSON.stringify(value))` gives; undefined and NaN become null."""
    if isinstance(value, Undefined):
        return None
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() and abs(value) < _MAX_SAFE else value
    if isinstance(value, list):
        return [as_json(item) for item in value]
    if isinstance(value, Mapping):
        return {key: as_json(item) for key, item in value.items() if not isinstance(item, Undefined)}
    return value


def well_formed(text: str) -> str:
    """Return `text` with each lone surrogate replaced by U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def utf16(text: str) -> bytes:
    """Return the UTF-16 code units of `text`, in an order that sorts as JavaScript does."""
    return text.encode("utf-16-be", "surrogatepass")


def utf16_length(text: str) -> int:
    """Return what JavaScript calls `text.length`."""
    return len(text) if text.isascii() else len(utf16(text)) // 2


def to_boolean(value: JSValue) -> bool:
    """Return whether `value` is truthy."""
    if isinstance(value, float):
        # NaN is falsy in JavaScript and true in Python.
        return value != 0 and value == value  # noqa: PLR0124
    if isinstance(value, list | dict):
        return True
    return value is not UNDEFINED and bool(value)


def to_number(value: JSValue, meter: Meter | None = None) -> float:
    """Convert `value` as the unary plus does."""
    if isinstance(value, bool) or value is None:
        return 1.0 if value else 0.0
    if isinstance(value, float):
        return value
    if isinstance(value, int):
        return _float(value)
    if value is UNDEFINED:
        return math.nan
    return text_number(value if isinstance(value, str) else to_text(value, meter))


def text_number(text: str) -> float:
    """Convert a whole text to a number; NaN if it is none."""
    stripped = text.strip(WHITE_SPACE)
    if not stripped:
        return 0.0
    if _DECIMAL.fullmatch(stripped):
        return _decimal(stripped)
    if stripped[0] == "0" and len(stripped) > 2:
        radix = _RADIX.get(stripped[1].lower())
        if radix and radix[1].fullmatch(stripped, 2):
            return _float(int(stripped[2:], radix[0]))
    return math.nan


def parse_float(text: str) -> float:
    """Convert the number that `text` begins with; NaN if there is none."""
    found = _DECIMAL.match(text.lstrip(WHITE_SPACE))
    return _decimal(found.group()) if found else math.nan


def _decimal(literal: str) -> float:
    return float(literal.replace("Infinity", "inf"))


def to_text(value: JSValue, meter: Meter | None = None) -> str:
    """Convert `value` as `String(value)` does."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool | Undefined) or value is None:
        return _WORDS[value]
    if isinstance(value, int | float):
        return number_text(value if isinstance(value, float) else _float(value))
    if isinstance(value, list):
        return join_list(value, ",", meter or Meter())
    if "toString" in value or "valueOf" in value:
        raise NeedsSandbox("an object has its own conversion")
    return "[object Object]"


def join_list(items: list[JSValue], separator: str, meter: Meter, depth: int = 0) -> str:
    """Join the texts of `items` as `Array.prototype.join` does."""
    if depth > MAX_NESTING:
        raise NeedsSandbox("a list is nested too deeply")
    meter.spend(len(items) + len(separator) * len(items))
    return well_joined(meter.text(separator.join(_item_text(item, meter, depth) for item in items)))


def _item_text(item: JSValue, meter: Meter, depth: int) -> str:
    if item is None or item is UNDEFINED:
        return ""
    if isinstance(item, list):
        return join_list(item, ",", meter, depth + 1)
    if isinstance(item, str):
        return meter.text(item if item.isascii() else well_joined(item))
    return to_text(item, meter)


def well_joined(text: str) -> str:
    """Return `text` with surrogates that meet made into the character they are."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return text


def number_text(number: float) -> str:
    """Write `number` as JavaScript does: shortest digits that read back the same."""
    if number.is_integer() and abs(number) < _MAX_SAFE:
        return str(int(number))
    if not math.isfinite(number):
        return "NaN" if math.isnan(number) else "Infinity" if number > 0 else "-Infinity"
    sign = "-" if number < 0 else ""
    digits, point = _shortest(abs(number))
    return sign + _place_point(digits, point)


def _shortest(number: float) -> tuple[str, int]:
    """Return the significant digits and how many of them stand before the point."""
    mantissa, _, exponent = repr(number).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    leading = len(whole + fraction) - len(digits)
    return digits.rstrip("0"), len(whole) - leading + int(exponent or 0)


def _place_point(digits: str, point: int) -> str:
    count = len(digits)
    if count <= point <= 21:
        return digits + "0" * (point - count)
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"0.{'0' * -point}{digits}"
    fraction = f".{digits[1:]}" if count > 1 else ""
    return f"{digits[0]}{fraction}e{point - 1:+d}"

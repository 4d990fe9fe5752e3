"""What JavaScript's operators do with any two values.

The closures in `program` handle two numbers themselves and come here for the rest.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final, TypeAlias

from dialogkit.expressions.javascript.errors import JavaScriptError, NeedsSandbox
from dialogkit.expressions.javascript.names import INHERITED
from dialogkit.expressions.javascript.values import (
    UNDEFINED,
    JSValue,
    Meter,
    lift,
    to_number,
    to_text,
    utf16,
    utf16_length,
    well_joined,
)

__all__ = (
    "BINARY",
    "add",
    "concatenate",
    "get_property",
    "kind_name",
    "loosely_equal",
    "strictly_equal",
    "unit_at",
)

Operation: TypeAlias = Callable[[JSValue, JSValue, Meter], JSValue]


def concatenate(left: str, right: str, meter: Meter) -> str:
    """Join two texts; halves of a character that meet become one."""
    text = left + right
    if len(text) > 64:
        meter.text(text)
    return text if text.isascii() else well_joined(text)


def add(left: JSValue, right: JSValue, meter: Meter) -> JSValue:
    """Add numbers, or join texts if either side is one or becomes one."""
    if isinstance(left, str | list | dict) or isinstance(right, str | list | dict):
        return concatenate(to_text(left, meter), to_text(right, meter), meter)
    return to_number(left) + to_number(right)


def divide(left: float, right: float) -> float:
    """Divide; by zero the result is infinite or NaN."""
    if right != 0:
        return left / right
    if left == 0 or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def remainder(left: float, right: float) -> float:
    """Return the remainder, which has the sign of `left`."""
    if right == 0 or not math.isfinite(left):
        return math.nan
    return math.fmod(left, right)


def power(base: float, exponent: float) -> float:
    """Raise `base` to `exponent`; unlike C, 1 to an infinite power is NaN."""
    if math.isnan(exponent) or (abs(base) == 1 and math.isinf(exponent)):
        return math.nan
    odd = abs(exponent) < 2.0**53 and exponent.is_integer() and exponent % 2 == 1
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return -math.inf if base < 0 and odd else math.inf
    except ValueError:
        if base == 0:
            return math.copysign(math.inf, base) if odd else math.inf
        return math.nan


def to_int32(number: float) -> int:
    """Return the 32 bits that the bit operators work on, signed."""
    if not math.isfinite(number):
        return 0
    bits = int(number) & 0xFFFFFFFF
    return bits - 0x1_0000_0000 if bits & 0x8000_0000 else bits


def _numeric(operation: Callable[[float, float], float]) -> Operation:
    def run(left: JSValue, right: JSValue, meter: Meter) -> JSValue:
        first = to_number(left, meter)
        return operation(first, to_number(right, meter))

    return run


def _bits(operation: Callable[[int, int], int]) -> Operation:
    def run(left: JSValue, right: JSValue, meter: Meter) -> JSValue:
        first = to_int32(to_number(left, meter))
        return float(to_int32(float(operation(first, to_int32(to_number(right, meter))))))

    return run


def _unsigned_shift(left: JSValue, right: JSValue, meter: Meter) -> JSValue:
    first = to_int32(to_number(left, meter)) & 0xFFFFFFFF
    return float(first >> (to_int32(to_number(right, meter)) & 31))


def _compare(text_order: Callable[[bytes, bytes], bool], order: Callable[[float, float], bool]) -> Operation:
    def run(left: JSValue, right: JSValue, meter: Meter) -> JSValue:
        first, second = _primitive(left, meter), _primitive(right, meter)
        if isinstance(first, str) and isinstance(second, str):
            meter.spend(min(len(first), len(second)))
            return text_order(utf16(first), utf16(second))
        return order(to_number(first), to_number(second))

    return run


def _primitive(value: JSValue, meter: Meter) -> JSValue:
    return to_text(value, meter) if isinstance(value, list | dict) else value


def strictly_equal(left: JSValue, right: JSValue) -> bool:
    """Compare without conversion."""
    if isinstance(left, list | dict) and isinstance(right, list | dict):
        # Two names for one Python list are two lists to JavaScript, or one: we cannot know.
        if left is right:
            raise NeedsSandbox("two lists are compared by identity")
        return False
    return type(left) is type(right) and left == right


def loosely_equal(left: JSValue, right: JSValue, meter: Meter) -> bool:
    """Compare as `==` does."""
    if left is None or left is UNDEFINED or right is None or right is UNDEFINED:
        return left in (None, UNDEFINED) and right in (None, UNDEFINED)
    if type(left) is type(right) or (isinstance(left, list | dict) and isinstance(right, list | dict)):
        return strictly_equal(left, right)
    first, second = _primitive(left, meter), _primitive(right, meter)
    if isinstance(first, str) and isinstance(second, str):
        return first == second
    return to_number(first) == to_number(second)


def _strictly(left: JSValue, right: JSValue, _meter: Meter) -> JSValue:
    return strictly_equal(left, right)


def _not_strictly(left: JSValue, right: JSValue, _meter: Meter) -> JSValue:
    return not strictly_equal(left, right)


def _not_loosely(left: JSValue, right: JSValue, meter: Meter) -> JSValue:
    return not loosely_equal(left, right, meter)


BINARY: Final[dict[str, Operation]] = {
    "+": add,
    "-": _numeric(lambda a, b: a - b),
    "*": _numeric(lambda a, b: a * b),
    "/": _numeric(divide),
    "%": _numeric(remainder),
    "**": _numeric(power),
    "&": _bits(lambda a, b: a & b),
    "|": _bits(lambda a, b: a | b),
    "^": _bits(lambda a, b: a ^ b),
    "<<": _bits(lambda a, b: a << (b & 31)),
    ">>": _bits(lambda a, b: a >> (b & 31)),
    ">>>": _unsigned_shift,
    "<": _compare(lambda a, b: a < b, lambda a, b: a < b),
    ">": _compare(lambda a, b: a > b, lambda a, b: a > b),
    "<=": _compare(lambda a, b: a <= b, lambda a, b: a <= b),
    ">=": _compare(lambda a, b: a >= b, lambda a, b: a >= b),
    "==": loosely_equal,
    "!=": _not_loosely,
    "===": _strictly,
    "!==": _not_strictly,
}


def kind_name(value: JSValue) -> str:
    """Return what `typeof` says."""
    if value is UNDEFINED:
        return "undefined"
    names: dict[type, str] = {float: "number", str: "string", bool: "boolean"}
    return names.get(type(value), "object")


def get_property(base: JSValue, key: JSValue, meter: Meter) -> JSValue:
    """Return `base[key]`; what is inherited from a prototype is left to the sandbox."""
    if base is None or base is UNDEFINED:
        name = key if isinstance(key, str | float) else "[...]"
        raise JavaScriptError("TypeError", f"cannot read property '{to_text(name)}' of {to_text(base)}")
    if isinstance(key, float) and key.is_integer() and not isinstance(base, dict):
        return _element(base, int(key), meter)
    name = to_text(key, meter)
    if isinstance(base, dict):
        if name in base:
            return lift(base[name])
    elif name == "length" and isinstance(base, str | list):
        meter.spend(len(base) >> 3)
        return float(utf16_length(base) if isinstance(base, str) else len(base))
    elif name.isascii() and name.isdecimal() and (name == "0" or name[0] != "0") and len(name) < 16:
        return _element(base, int(name), meter)
    if name in INHERITED[type(base)]:
        raise NeedsSandbox(f"the property {name} is inherited")
    return UNDEFINED


def _element(base: JSValue, position: int, meter: Meter) -> JSValue:
    if isinstance(base, list):
        return lift(base[position]) if 0 <= position < len(base) else UNDEFINED
    if isinstance(base, str):
        return unit_at(base, position, meter)
    return UNDEFINED


def unit_at(text: str, position: int, meter: Meter) -> JSValue:
    """Return the code unit of `text` at `position`, or undefined outside of it."""
    if position < 0 or position >= 2 * len(text):
        return UNDEFINED
    if text.isascii():
        return text[position] if position < len(text) else UNDEFINED
    meter.spend(len(text))
    unit = utf16(text)[2 * position : 2 * position + 2]
    return unit.decode("utf-16-be", "surrogatepass") if unit else UNDEFINED

"""The functions, constants and methods that the native evaluator knows.

A method absent here sends the expression to the sandbox; a method called on a kind of
value that does not have it is a TypeError, as in JavaScript.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final, TypeAlias

from dialogkit.expressions.javascript.errors import JavaScriptError, NeedsSandbox
from dialogkit.expressions.javascript.names import INHERITED
from dialogkit.expressions.javascript.operators import power, strictly_equal, to_int32, unit_at
from dialogkit.expressions.javascript.values import (
    UNDEFINED,
    WHITE_SPACE,
    JSValue,
    Meter,
    join_list,
    lift,
    number_text,
    parse_float,
    to_boolean,
    to_number,
    to_text,
    utf16,
)

__all__ = ("CONSTANTS", "FUNCTIONS", "METHODS", "call_method")

Arguments: TypeAlias = Sequence[JSValue]
Function: TypeAlias = Callable[[Arguments, Meter], JSValue]
Method: TypeAlias = Callable[[JSValue, Arguments, Meter], JSValue]

_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_EXACT: Final = Context(prec=1500)
# Beyond these letters Unicode's versions may differ between Python and the engine.
_LAST_SHARED_LETTER: Final = "\u058f"


def _argument(arguments: Arguments, position: int) -> JSValue:
    return arguments[position] if position < len(arguments) else UNDEFINED


def _on_number(operation: Callable[[float], float]) -> Function:
    def run(arguments: Arguments, meter: Meter) -> JSValue:
        return operation(to_number(_argument(arguments, 0), meter))

    return run


def _rounded(operation: Callable[[float], int]) -> Callable[[float], float]:
    def run(number: float) -> float:
        if not math.isfinite(number) or abs(number) >= 2.0**52:
            return number
        return math.copysign(float(operation(number)), number) if -1 < number < 1 else float(operation(number))

    return run


def _ceil(number: float) -> float:
    return _rounded(math.ceil)(number)


def _floor(number: float) -> float:
    return -1.0 if -1 < number < 0 else _rounded(math.floor)(number)


def _round(number: float) -> float:
    if not math.isfinite(number) or abs(number) >= 2.0**52:
        return number
    below = float(math.floor(number))
    nearest = below + 1 if number - below >= 0.5 else below
    return math.copysign(nearest, number) if nearest == 0 else nearest


def _sign(number: float) -> float:
    return number if number == 0 or math.isnan(number) else math.copysign(1.0, number)


def _root(number: float) -> float:
    return math.sqrt(number) if number >= 0 else math.nan


def _extreme(start: float, better: Callable[[float, float], bool]) -> Function:
    def run(arguments: Arguments, meter: Meter) -> JSValue:
        best = start
        # Every argument is converted, even after a NaN.
        numbers = [to_number(argument, meter) for argument in arguments]
        for number in numbers:
            if math.isnan(number):
                return math.nan
            tie = number == best == 0 and better(math.copysign(1, number), math.copysign(1, best))
            if better(number, best) or tie:
                best = number
        return best

    return run


def _power(arguments: Arguments, meter: Meter) -> JSValue:
    base = to_number(_argument(arguments, 0), meter)
    return power(base, to_number(_argument(arguments, 1), meter))


def _number(arguments: Arguments, meter: Meter) -> JSValue:
    return to_number(arguments[0], meter) if arguments else 0.0


def _string(arguments: Arguments, meter: Meter) -> JSValue:
    return to_text(arguments[0], meter) if arguments else ""


def _boolean(arguments: Arguments, _meter: Meter) -> JSValue:
    return to_boolean(_argument(arguments, 0))


def _is_nan(arguments: Arguments, meter: Meter) -> JSValue:
    return math.isnan(to_number(_argument(arguments, 0), meter))


def _is_finite(arguments: Arguments, meter: Meter) -> JSValue:
    return math.isfinite(to_number(_argument(arguments, 0), meter))


def _parse_float(arguments: Arguments, meter: Meter) -> JSValue:
    return parse_float(to_text(_argument(arguments, 0), meter))


def _parse_int(arguments: Arguments, meter: Meter) -> JSValue:
    text = to_text(_argument(arguments, 0), meter).lstrip(WHITE_SPACE)
    radix = to_int32(to_number(_argument(arguments, 1), meter))
    negative = text.startswith("-")
    text = text[1:] if text[:1] in ("+", "-") and text else text
    if radix in (0, 16) and text[:2] in ("0x", "0X"):
        text, radix = text[2:], 16
    radix = radix or 10
    if not 2 <= radix <= 36:
        return math.nan
    digits = _leading_digits(text, radix)
    if not digits:
        return math.nan
    number = _whole_number(digits, radix)
    return -number if negative else number


def _leading_digits(text: str, radix: int) -> str:
    allowed = _DIGITS[:radix]
    for position, character in enumerate(text):
        if not character.isascii() or character.lower() not in allowed:
            return text[:position]
    return text


def _whole_number(digits: str, radix: int) -> float:
    if radix == 10:
        return float(digits)
    # Engines may round differently here, and nobody writes such numbers.
    if len(digits) > 10:
        raise NeedsSandbox("a long number in a radix of its own")
    return float(int(digits, radix))


def _integer(number: float, limit: int) -> int:
    if math.isnan(number):
        return 0
    return int(max(-limit, min(limit, number)))


FUNCTIONS: Final[dict[str, Function]] = {
    "Boolean": _boolean,
    "Math.abs": _on_number(abs),
    "Math.ceil": _on_number(_ceil),
    "Math.floor": _on_number(_floor),
    "Math.max": _extreme(-math.inf, lambda a, b: a > b),
    "Math.min": _extreme(math.inf, lambda a, b: a < b),
    "Math.pow": _power,
    "Math.round": _on_number(_round),
    "Math.sign": _on_number(_sign),
    "Math.sqrt": _on_number(_root),
    "Math.trunc": _on_number(_rounded(math.trunc)),
    "Number": _number,
    "String": _string,
    "isFinite": _is_finite,
    "isNaN": _is_nan,
    "parseFloat": _parse_float,
    "parseInt": _parse_int,
}

CONSTANTS: Final[dict[str, float]] = {"Math.E": math.e, "Math.PI": math.pi}


def _text_method(operation: Callable[[str], str]) -> Method:
    def run(base: JSValue, _arguments: Arguments, meter: Meter) -> JSValue:
        return meter.text(operation(meter.text(to_text(base))))

    return run


def _letters(operation: Callable[[str], str]) -> Callable[[str], str]:
    def run(text: str) -> str:
        if not text.isascii() and max(text) > _LAST_SHARED_LETTER:
            raise NeedsSandbox("letters outside the shared ones")
        return operation(text)

    return run


def _search(operation: Callable[[str, str, int], JSValue]) -> Method:
    """Make a method that looks for a text from a place on; Python's places must be JavaScript's."""

    def run(base: JSValue, arguments: Arguments, meter: Meter) -> JSValue:
        text, wanted = meter.text(to_text(base)), to_text(_argument(arguments, 0), meter)
        if not (text.isascii() and wanted.isascii()):
            raise NeedsSandbox("positions in a text that is not ASCII")
        start = _integer(to_number(_argument(arguments, 1), meter), len(text))
        return operation(text, wanted, max(0, start))

    return run


def _text_includes(text: str, wanted: str, start: int) -> JSValue:
    return text.find(wanted, start) >= 0


def _text_starts(text: str, wanted: str, start: int) -> JSValue:
    return text.startswith(wanted, start)


def _text_index(text: str, wanted: str, start: int) -> JSValue:
    return float(text.find(wanted, start))


def _text_ends(base: JSValue, arguments: Arguments, meter: Meter) -> JSValue:
    text, wanted = meter.text(to_text(base)), to_text(_argument(arguments, 0), meter)
    if _argument(arguments, 1) is not UNDEFINED:
        raise NeedsSandbox("an end position")
    return utf16(text).endswith(utf16(wanted))


def _char_at(base: JSValue, arguments: Arguments, meter: Meter) -> JSValue:
    position = _integer(to_number(_argument(arguments, 0), meter), 2**31)
    unit = unit_at(to_text(base), position, meter)
    return "" if unit is UNDEFINED else unit


def _slice_bounds(arguments: Arguments, size: int, meter: Meter) -> tuple[int, int]:
    start = _integer(to_number(_argument(arguments, 0), meter), size)
    last = _argument(arguments, 1)
    end = size if last is UNDEFINED else _integer(to_number(last, meter), size)
    return (max(0, size + start) if start < 0 else start, max(0, size + end) if end < 0 else end)


def _text_slice(base: JSValue, arguments: Arguments, meter: Meter) -> JSValue:
    units = utf16(meter.text(to_text(base)))
    start, end = _slice_bounds(arguments, len(units) // 2, meter)
    return units[2 * start : 2 * end].decode("utf-16-be", "surrogatepass")


def _list_slice(base: JSValue, arguments: Arguments, meter: Meter) -> JSValue:
    items = base if isinstance(base, list) else []
    meter.spend(len(items))
    start, end = _slice_bounds(arguments, len(items), meter)
    return items[start:end]


def _list_items(base: JSValue, meter: Meter) -> list[JSValue]:
    items = base if isinstance(base, list) else []
    meter.spend(len(items))
    return items


def _same(item: JSValue, wanted: JSValue) -> bool:
    return strictly_equal(lift(item), wanted)


def _start(arguments: Arguments, size: int, meter: Meter) -> int:
    start = _integer(to_number(_argument(arguments, 1), meter), size)
    return max(0, size + start) if start < 0 else start


def _list_includes(base: JSValue, arguments: Arguments, meter: Meter) -> JSValue:
    items, wanted = _list_items(base, meter), _argument(arguments, 0)
    start = _start(arguments, len(items), meter)
    if isinstance(wanted, float) and math.isnan(wanted):
        return any(isinstance(item, float) and math.isnan(item) for item in items[start:])
    return any(_same(item, wanted) for item in items[start:])


def _list_index(base: JSValue, arguments: Arguments, meter: Meter) -> JSValue:
    items, wanted = _list_items(base, meter), _argument(arguments, 0)
    start = _start(arguments, len(items), meter)
    places = (place for place in range(start, len(items)) if _same(items[place], wanted))
    return float(next(places, -1))


def _list_join(base: JSValue, arguments: Arguments, meter: Meter) -> JSValue:
    separator = _argument(arguments, 0)
    text = "," if separator is UNDEFINED else to_text(separator, meter)
    return join_list(_list_items(base, meter), text, meter)


def _to_fixed(base: JSValue, arguments: Arguments, meter: Meter) -> JSValue:
    number = to_number(base)
    digits = to_number(_argument(arguments, 0), meter)
    places = 0 if math.isnan(digits) else math.trunc(digits) if math.isfinite(digits) else -1
    if not 0 <= places <= 100:
        raise JavaScriptError("RangeError", "invalid number of digits")
    if not math.isfinite(number) or abs(number) >= 1e21:
        return number_text(number)
    rounded = Decimal(abs(number)).quantize(Decimal((0, (1,), -places)), ROUND_HALF_UP, _EXACT)
    return ("-" if number < 0 else "") + f"{rounded:f}"


def _to_string(base: JSValue, arguments: Arguments, meter: Meter) -> JSValue:
    if _argument(arguments, 0) is not UNDEFINED and isinstance(base, float):
        raise NeedsSandbox("a radix")
    return to_text(base, meter)


METHODS: Final[dict[str, dict[type, Method]]] = {
    "charAt": {str: _char_at},
    "endsWith": {str: _text_ends},
    "includes": {str: _search(_text_includes), list: _list_includes},
    "indexOf": {str: _search(_text_index), list: _list_index},
    "join": {list: _list_join},
    "slice": {str: _text_slice, list: _list_slice},
    "startsWith": {str: _search(_text_starts)},
    "toFixed": {float: _to_fixed},
    "toLowerCase": {str: _text_method(_letters(str.lower))},
    "toString": {str: _to_string, float: _to_string, bool: _to_string, list: _to_string},
    "toUpperCase": {str: _text_method(_letters(str.upper))},
    "trim": {str: _text_method(lambda text: text.strip(WHITE_SPACE))},
    "trimEnd": {str: _text_method(lambda text: text.rstrip(WHITE_SPACE))},
    "trimStart": {str: _text_method(lambda text: text.lstrip(WHITE_SPACE))},
}


def call_method(base: JSValue, method: str, arguments: Arguments, meter: Meter) -> JSValue:
    """Call `base.method(...)`; `base` is neither null nor undefined."""
    kind = type(base)
    found = METHODS[method].get(kind)
    if found:
        return found(base, arguments, meter)
    if method in INHERITED[kind] and not (isinstance(base, dict) and method in base):
        raise NeedsSandbox(f"the method {method} is inherited")
    raise JavaScriptError("TypeError", "not a function")

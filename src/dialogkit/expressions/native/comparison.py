"""How DialogKit's own dialect compares: numbers as numbers, words without regard to case.

Two values that both read as numbers compare as numbers, two ISO dates as text (which is
their order), a list contains its elements, everything else is text.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import re2

from dialogkit.expressions.conditions import Operator
from dialogkit.expressions.native.conversion import number_of, text_of
from dialogkit.kit import Value

__all__ = ("compare",)

# RE2 is linear in the input: an author's pattern cannot stall the server.
MAX_PATTERN = 1_000


def compare(operator: Operator, left: Value, right: Value) -> bool:
    """Return whether `left` stands in the relation `operator` to `right`."""
    opposite = _OPPOSITES.get(operator)
    if opposite is not None:
        return not compare(opposite, left, right)
    relation = _RELATIONS.get(operator)
    return _ordered(operator, left, right) if relation is None else relation(left, right)


def _empty(value: Value) -> bool:
    return value is None or value in ("", [], {})


def _fold(value: Value) -> str:
    return text_of(value).strip().casefold()


def _equal(left: Value, right: Value) -> bool:
    if isinstance(left, list) or isinstance(right, list):
        return _items(left) == _items(right)
    if _empty(left) or _empty(right):
        return _empty(left) and _empty(right)
    numbers = number_of(left), number_of(right)
    if None not in numbers:
        return numbers[0] == numbers[1]
    return _fold(left) == _fold(right)


def _items(value: Value) -> list[str]:
    return [_fold(item) for item in value] if isinstance(value, list) else [_fold(value)]


def _contains(left: Value, right: Value) -> bool:
    if isinstance(left, list):
        return set(_items(right)) <= set(_items(left))
    if isinstance(left, dict):
        return text_of(right) in left
    return not _empty(right) and _fold(right) in _fold(left)


def _ordered(operator: Operator, left: Value, right: Value) -> bool:
    if _empty(left) or _empty(right):
        return False
    first, second = number_of(left), number_of(right)
    if first is None or second is None:
        if isinstance(left, list) and second is not None:
            first = len(left)
        else:
            return _in_order(operator, _fold(left), _fold(right))
    return _in_order(operator, first, second)


def _in_order(operator: Operator, left: float | str, right: float | str) -> bool:
    low, high = left < right, left > right  # type: ignore[operator]  # both are of one type here
    match operator:
        case Operator.GREATER:
            return high
        case Operator.AT_LEAST:
            return not low
        case Operator.LESS:
            return low
        case _:
            return not high


def _matches(left: Value, right: Value) -> bool:
    pattern = _pattern(text_of(right))
    return pattern is not None and pattern.search(text_of(left)) is not None


@lru_cache(maxsize=1_000)
def _pattern(source: str) -> re2._Regexp[str] | None:
    if not source or len(source) > MAX_PATTERN:
        return None
    try:
        return re2.compile(source)
    except re2.error:
        return None


_OPPOSITES = {
    Operator.IS_EMPTY: Operator.IS_SET,
    Operator.IS_NOT: Operator.IS,
    Operator.NOT_CONTAINS: Operator.CONTAINS,
    Operator.NOT_MATCHES: Operator.MATCHES,
}
_RELATIONS: dict[Operator, Callable[[Value, Value], bool]] = {
    Operator.IS_SET: lambda left, _: not _empty(left),
    Operator.IS: _equal,
    Operator.CONTAINS: _contains,
    Operator.STARTS_WITH: lambda left, right: _fold(left).startswith(_fold(right)),
    Operator.ENDS_WITH: lambda left, right: _fold(left).endswith(_fold(right)),
    Operator.MATCHES: _matches,
}

"""How Typebot compares, operator by operator, with lists on either side."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Protocol
from unicodedata import normalize

import re2
import regex  # type: ignore[import-untyped]  # no stubs are needed for two calls

from dialogkit.expressions.conditions import Operator
from dialogkit.expressions.javascript import utf16_length
from dialogkit.expressions.javascript.values import text_number
from dialogkit.expressions.typebot.conversion import text_of
from dialogkit.expressions.typebot.dates import date_parse
from dialogkit.kit import Value

__all__ = ("compare",)

MAX_PATTERN = 1_000
PATTERN_SECONDS = 0.01
STRIKES = 3
"""How often a pattern may run out of time before it is not tried any more."""
_DELIMITED = re.compile(r"/(.+)/([a-z]*)$", re.DOTALL)

Test = Callable[[str | None, str | None], bool]


class _Pattern(Protocol):
    def search(self, text: str) -> object: ...


def compare(operator: Operator, left: Value, right: Value) -> bool:
    """Return whether `left` stands in the relation `operator` to `right`."""
    match operator:
        case Operator.IS_SET:
            return _is_set(left)
        case Operator.IS_EMPTY:
            return not _is_set(left)
        case Operator.CONTAINS:
            return _contains(left, right)
        case Operator.NOT_CONTAINS:
            return _does_not_contain(left, right)
        case Operator.MATCHES:
            return any(_matches(one, other) for one in _elements(left) for other in _elements(right))
        case Operator.GREATER | Operator.AT_LEAST | Operator.LESS | Operator.AT_MOST:
            return _ordered(operator, left, right)
        case _:
            return _every(_TESTS[operator], left, right)


def _is_set(value: Value) -> bool:
    return value is not None and value not in ("", [])


def _elements(value: Value) -> list[str | None]:
    items = value if isinstance(value, list) else [value]
    return [None if item is None else text_of(item) for item in items]


def _every(test: Test, left: Value, right: Value) -> bool:
    return all(test(one, other) for one in _elements(left) for other in _elements(right))


def _equal(left: str | None, right: str | None) -> bool:
    if left is None or right is None:
        return left is right
    return left == right or normalize("NFC", left) == normalize("NFC", right)


def _contains(left: Value, right: Value) -> bool:
    if isinstance(left, list):
        return any(one is None or _equal(one, other) for one in _elements(left) for other in _elements(right))
    return any(_holds(one, other) for one in _elements(left) for other in _elements(right))


def _does_not_contain(left: Value, right: Value) -> bool:
    if isinstance(left, list):
        return _every(lambda one, other: one is None or not _equal(one, other), left, right)
    return _every(lambda one, other: not _holds(one, other), left, right)


def _folded(text: str) -> str:
    return normalize("NFC", text.strip().lower())


def _holds(left: str | None, right: str | None) -> bool:
    return bool(left and right) and _folded(right or "") in _folded(left or "")


def _starts(left: str | None, right: str | None) -> bool:
    return bool(left and right) and _folded(left or "").startswith(_folded(right or ""))


def _ends(left: str | None, right: str | None) -> bool:
    return bool(left and right) and _folded(left or "").endswith(_folded(right or ""))


def _does_not_match(left: str | None, right: str | None) -> bool:
    return bool(left and right) and _pattern(right or "") is not None and not _matches(left, right)


_TESTS: dict[Operator, Test] = {
    Operator.IS: _equal,
    Operator.IS_NOT: lambda left, right: not _equal(left, right),
    Operator.STARTS_WITH: _starts,
    Operator.ENDS_WITH: _ends,
    Operator.NOT_MATCHES: _does_not_match,
}


def _ordered(operator: Operator, left: Value, right: Value) -> bool:
    if left is None or right is None:
        return False
    lists = isinstance(left, list) or isinstance(right, list)
    measure = _length if lists else _weight
    first, second = measure(left), measure(right)
    match operator:
        case Operator.GREATER:
            return first > second
        case Operator.AT_LEAST:
            return first >= second
        case Operator.LESS:
            return first < second
        case _:
            return first <= second


def _length(value: Value) -> float:
    """Return a list's length, or the number a text beside a list reads as."""
    return float(len(value)) if isinstance(value, list) else text_number(text_of(value))


def _weight(value: Value) -> float:
    """Return a text as a number, else as the instant it names, else its length."""
    text = text_of(value)
    number = text_number(text) if not text.startswith("+") else float("nan")
    if number == number:  # noqa: PLR0124 - not NaN
        return number
    instant = date_parse(text)
    return float(utf16_length(text)) if instant is None else instant


def _matches(left: str | None, right: str | None) -> bool:
    if not left or not right:
        return False
    pattern = _pattern(right)
    try:
        return pattern is not None and pattern.search(left) is not None
    except TimeoutError:
        return False


class _Careful:
    """A pattern that RE2 has no words for, searched for a limited time."""

    def __init__(self, source: str, flags: str) -> None:
        wanted = [value for letter, value in (("i", regex.I), ("m", regex.M), ("s", regex.S)) if letter in flags]
        self._pattern = regex.compile(source, sum(wanted) | regex.V0)
        self._strikes = 0

    def search(self, text: str) -> object:
        """Return a match or None; raises `TimeoutError`."""
        if self._strikes == STRIKES:
            return None
        try:
            return self._pattern.search(text, timeout=PATTERN_SECONDS)
        except TimeoutError:
            self._strikes += 1
            raise


@lru_cache(maxsize=1_000)
def _pattern(source: str) -> _Pattern | None:
    found = _DELIMITED.match(source)
    body, flags = (found.group(1), found.group(2)) if found else (source, "")
    if len(body) > MAX_PATTERN:
        return None
    kept = "".join(letter for letter in flags if letter in "ims")
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(f"(?{kept}){body}" if kept else body, options)
    except re2.error:
        pass
    try:
        return _Careful(body, kept)
    except regex.error:
        return None

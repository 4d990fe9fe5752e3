"""Places between places: texts that sort, so that what moves needs no renumbering of what stays.

The algorithm is that of the npm package `fractional-indexing` (after David Greenspan's "Implementing Fractional
Indexing"), which the builder uses: an integer part whose first character tells its length, then a fraction. The
Python port of it is not kept up. Two people who put something at one place get one key; ties go by id.
"""

from __future__ import annotations

import re

__all__ = ("is_place", "places_between")

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_FIRST = "a0"
_LEAST = "A" + "0" * 26
_SHAPE = re.compile(r"[A-Za-z][0-9A-Za-z]*")


def places_between(after: str | None, before: str | None, count: int) -> list[str]:
    """Return `count` places in order between two, evenly spread; None is no bound.

    A bound that is no place is none; so is the lower one where the two stand in the wrong order or are one.
    """
    after = after if is_place(after) else None
    before = before if is_place(before) else None
    if after is not None and before is not None and after >= before:
        before = None
    return _spread(after, before, count)


def is_place(text: str | None) -> bool:
    """Return whether the text is a key of this algorithm."""
    if text is None or not _SHAPE.fullmatch(text) or text == _LEAST:
        return False
    length = _integer_length(text[0])
    return len(text) >= length and not text[length:].endswith("0")


def _spread(after: str | None, before: str | None, count: int) -> list[str]:
    if count == 0:
        return []
    if before is None:
        places = [_between(after, None)]
        while len(places) < count:
            places.append(_between(places[-1], None))
        return places
    if after is None:
        places = [_between(None, before)]
        while len(places) < count:
            places.append(_between(None, places[-1]))
        return places[::-1]
    middle = _between(after, before)
    half = count // 2
    return [*_spread(after, middle, half), middle, *_spread(middle, before, count - half - 1)]


def _between(after: str | None, before: str | None) -> str:
    if after is None:
        return _FIRST if before is None else _below(before)
    integer, fraction = _parts(after)
    if before is None:
        return _next(integer) or integer + _middle(fraction, None)
    upper, upper_fraction = _parts(before)
    if integer == upper:
        return integer + _middle(fraction, upper_fraction)
    following = _next(integer)
    return following if following is not None and following < before else integer + _middle(fraction, None)


def _below(before: str) -> str:
    integer, fraction = _parts(before)
    if integer == _LEAST:
        return integer + _middle("", fraction)
    if fraction:
        return integer
    previous = _previous(integer)
    return previous if previous != _LEAST else previous + _middle("", None)


def _parts(place: str) -> tuple[str, str]:
    length = _integer_length(place[0])
    return place[:length], place[length:]


def _integer_length(head: str) -> int:
    return ord(head) - ord("a") + 2 if head >= "a" else ord("Z") - ord(head) + 2


def _middle(low: str, high: str | None) -> str:
    """Return a fraction between two; "" is the least, None no bound."""
    if high:
        shared = 0
        while shared < len(high) and (low[shared : shared + 1] or "0") == high[shared]:
            shared += 1
        if shared:
            return high[:shared] + _middle(low[shared:], high[shared:])
    below = DIGITS.index(low[0]) if low else 0
    above = DIGITS.index(high[0]) if high else len(DIGITS)
    if above - below > 1:
        return DIGITS[(below + above + 1) // 2]
    if high and len(high) > 1:
        return high[0]
    return DIGITS[below] + _middle(low[1:], None)


def _next(integer: str) -> str | None:
    """Return the next integer part; None after the last."""
    head, digits = integer[0], list(integer[1:])
    for at in range(len(digits) - 1, -1, -1):
        if digits[at] != "z":
            digits[at] = DIGITS[DIGITS.index(digits[at]) + 1]
            return head + "".join(digits[: at + 1]) + "0" * (len(digits) - at - 1)
    if head == "Z":
        return _FIRST
    if head == "z":
        return None
    longer = chr(ord(head) + 1)
    return longer + "0" * (_integer_length(longer) - 1)


def _previous(integer: str) -> str:
    """Return the integer part before; only the least has none, and is never asked for."""
    head, digits = integer[0], list(integer[1:])
    for at in range(len(digits) - 1, -1, -1):
        if digits[at] != "0":
            digits[at] = DIGITS[DIGITS.index(digits[at]) - 1]
            return head + "".join(digits[: at + 1]) + "z" * (len(digits) - at - 1)
    shorter = "Z" if head == "a" else chr(ord(head) - 1)
    return shorter + "z" * (_integer_length(shorter) - 1)

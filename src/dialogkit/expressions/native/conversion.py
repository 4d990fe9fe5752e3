"""Values of DialogKit's own dialect: typed, and shown the way people write them."""

from __future__ import annotations

from typing import cast

import msgspec

from dialogkit.kit import Value

__all__ = ("convert", "number_of", "text_of")

_TRUE = frozenset({"true", "yes", "1", "on"})
_FALSE = frozenset({"false", "no", "0", "off", ""})


def text_of(value: Value) -> str:
    """Return `value` as a visitor reads it: lists joined by commas, nothing for unset."""
    if isinstance(value, str):
        return value
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case list():
            return ", ".join(text_of(item) for item in value)
        case dict():
            return msgspec.json.encode(value).decode()
        case _:
            return str(value)


def number_of(value: Value) -> int | float | None:
    """Return `value` as a number, or None where it is none."""
    kind = value.__class__
    if kind is int or kind is float:
        return cast("float", value)
    return _parse_number(cast("str", value).strip()) if kind is str else None


def convert(value: Value, declared: str) -> Value:
    """Return `value` as a variable of type `declared` keeps it; what does not fit stays as it is."""
    if value is None or declared == "any":
        return value
    match declared:
        case "text" | "date":
            return text_of(value)
        case "number":
            number = number_of(value)
            return value if number is None else number
        case "boolean":
            return _boolean(value)
        case "list":
            return value if isinstance(value, list) else [value]
        case _:
            return value


def _boolean(value: Value) -> Value:
    if isinstance(value, bool):
        return value
    word = text_of(value).strip().lower()
    return True if word in _TRUE else False if word in _FALSE else value


def _parse_number(text: str) -> int | float | None:
    if not text or "_" in text:
        return None
    try:
        return int(text)
    except ValueError:
        pass
    try:
        number = float(text)
    except ValueError:
        return None
    return number if number - number == 0 else None

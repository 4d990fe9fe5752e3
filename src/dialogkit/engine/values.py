"""What a session can hold: JSON values of bounded size and depth that survive encoding."""

from __future__ import annotations

from dialogkit.kit import Value

__all__ = ("MAX_NESTING", "members_of", "nesting_exceeds", "size_of", "storable")

MAX_NESTING = 32
"""Lists and objects inside each other that one value may have."""

_FLAT = 8
"""What a number or a truth value is counted as."""


def storable(value: Value) -> Value:
    """Return `value` as it reads after encoding: no NaN, no infinity, no half of a surrogate pair."""
    if isinstance(value, str):
        return value if value.isascii() else _whole_characters(value)
    if isinstance(value, float):
        return value if value - value == 0 else None
    if isinstance(value, list):
        return [storable(item) for item in value]
    if isinstance(value, dict):
        return {_whole_characters(str(key)): storable(item) for key, item in value.items()}
    return value


def size_of(value: Value, limit: int) -> int:
    """Return about how many characters `value` takes; stops counting beyond `limit`."""
    if isinstance(value, str):
        return len(value)
    if not isinstance(value, (list, dict)):
        return _FLAT
    total = 0
    rest: list[Value] = [value]
    while rest and total <= limit:
        part = rest.pop()
        if isinstance(part, str):
            total += len(part) + 1
        elif isinstance(part, list):
            total += len(part) + 2
            rest.extend(part)
        elif isinstance(part, dict):
            total += len(part) + 2
            rest.extend(part)
            rest.extend(part.values())
        else:
            total += _FLAT
    return total


def nesting_exceeds(value: Value, levels: int = MAX_NESTING) -> bool:
    """Return whether more than `levels` lists and objects lie inside each other."""
    layer: list[Value] = [value]
    for _ in range(levels):
        layer = [item for part in layer if isinstance(part, (list, dict)) for item in _members(part)]
        if not layer:
            return False
    return any(isinstance(part, (list, dict)) for part in layer)


def members_of(value: Value) -> int:
    """Return how many values lie in `value`, in all its lists and objects together."""
    count, layer = 0, [value]
    while layer:
        layer = [item for part in layer if isinstance(part, (list, dict)) for item in _members(part)]
        count += len(layer)
    return count


def _members(part: list[Value] | dict[str, Value]) -> list[Value]:
    return part if isinstance(part, list) else list(part.values())


def _whole_characters(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

"""Look into foreign JSON without trusting its shape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

__all__ = ("Raw", "boolean", "number", "record", "records", "text")

Raw: TypeAlias = dict[str, Any]
"""An object of a foreign document: anything may be in it."""


def record(part: object, *path: str) -> Raw:
    """Return the object at `path`; an empty one where there is none."""
    for name in path:
        part = part.get(name) if isinstance(part, dict) else None
    return part if isinstance(part, dict) else {}


def records(part: object, *path: str) -> Iterator[Raw]:
    """Yield the objects of the list at `path`."""
    *parents, name = path
    found = record(part, *parents).get(name)
    if isinstance(found, list):
        yield from (item for item in found if isinstance(item, dict))


def text(part: object, *path: str) -> str:
    """Return the text at `path`; numbers are written out, anything else is ""."""
    *parents, name = path
    value = record(part, *parents).get(name)
    if isinstance(value, bool) or value is None:
        return ""
    return value if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""


def boolean(part: object, *path: str) -> bool | None:
    """Return the truth value at `path`; None where there is none."""
    *parents, name = path
    value = record(part, *parents).get(name)
    return value if isinstance(value, bool) else None


def number(part: object, *path: str) -> float | None:
    """Return the number at `path`, also where it is written as a text."""
    *parents, name = path
    value = record(part, *parents).get(name)
    if isinstance(value, bool):
        return None
    try:
        return float(value) if isinstance(value, int | float | str) else None
    except ValueError:
        return None

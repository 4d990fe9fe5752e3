"""Paths into a value, such as `data.items[0].name`: the part of JavaScript that most mappings need.

What is no such path is left to the sandbox by whoever asks.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dialogkit.kit import Scope, Value

__all__ = ("follow", "is_path")

_NAME = r"[A-Za-z_$][\w$]*"
_STEP = re.compile(rf"\??\.({_NAME})|(?:\?\.)?\[(\d+|\"[^\"\\]*\"|'[^'\\]*')\]")
_PATH = re.compile(rf"({_NAME})((?:{_STEP.pattern})*)$")


def is_path(source: str) -> bool:
    """Return whether `source` is nothing but a path."""
    return _steps(source.strip()) is not None


def follow(source: str, roots: Scope) -> Value:
    """Return what lies at the path `source`; None where nothing does.

    A path whose first name is no root begins in the root `data`.
    """
    steps = _steps(source.strip())
    if steps is None:
        return None
    if steps[0] in roots:
        value, rest = roots[str(steps[0])], steps[1:]
    else:
        value, rest = roots.get("data"), steps
    for step in rest:
        value = _member(value, step)
    return value


@lru_cache(maxsize=2_000)
def _steps(source: str) -> tuple[str | int, ...] | None:
    match = _PATH.match(source)
    if match is None:
        return None
    steps: list[str | int] = [match.group(1)]
    for step in _STEP.finditer(match.group(2)):
        name, key = step.groups()
        steps.append(name or (int(key) if key.isdecimal() else key[1:-1]))
    return tuple(steps)


def _member(value: Value, step: str | int) -> Value:
    if isinstance(value, dict):
        return value.get(str(step))
    if isinstance(value, list):
        if isinstance(step, int):
            return value[step] if step < len(value) else None
        return len(value) if step == "length" else None
    return len(value) if isinstance(value, str) and step == "length" else None

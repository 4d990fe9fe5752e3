"""Write JSON that a person can review: what fits on a line stands on one."""

from __future__ import annotations

import json
from typing import Any

__all__ = ("written",)

WIDTH = 118


def written(value: Any, indent: int = 0) -> str:
    """Return `value` as JSON; a list or object is broken into lines only where it is too long for one."""
    line = json.dumps(value, ensure_ascii=False)
    if len(line) + indent <= WIDTH or not value or not isinstance(value, list | dict):
        return line
    pad = " " * (indent + 1)
    if isinstance(value, list):
        parts = [pad + written(item, indent + 1) for item in value]
        return "[\n" + ",\n".join(parts) + "\n" + " " * indent + "]"
    parts = [_relaid(pad, key, item, indent) for key, item in value.items()]
    return "{\n" + ",\n".join(parts) + "\n" + " " * indent + "}"


def _relaid(pad: str, key: str, item: Any, indent: int) -> str:
    name = f"{pad}{json.dumps(key)}: "
    line = json.dumps(item, ensure_ascii=False)
    return name + line if len(name) + len(line) <= WIDTH else name + written(item, indent + 1)

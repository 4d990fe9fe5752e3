"""Bring documents of earlier formats to the present one, step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from dialogkit.document.flow import FORMAT
from dialogkit.kit import InvalidDocument

__all__ = ("upgrade",)

Step: TypeAlias = Callable[[dict[str, Any]], dict[str, Any]]

FIRST = 1
"""The format of a document that names none: the first one, whatever comes later."""

# format -> what makes a document of that format one of the next
_STEPS: dict[int, Step] = {}


def upgrade(plain: Any, *, steps: Mapping[int, Step] = _STEPS, newest: int = FORMAT) -> dict[str, Any]:
    """Return the document in the format `newest`; raises `InvalidDocument` for a newer one."""
    if not isinstance(plain, dict):
        raise InvalidDocument("A flow document is an object.", fix="Begin with its `id` and `name`.")
    number = plain.get("format", FIRST)
    if isinstance(number, bool) or not isinstance(number, int) or not FIRST <= number <= newest:
        raise InvalidDocument(
            f"The document has format {number!r}; this DialogKit reads {_readable(newest)}.",
            path="$.format",
            fix="Upgrade DialogKit, or export the flow from the version that wrote it.",
        )
    document: dict[str, Any] = plain
    for step in range(number, newest):
        document = steps[step](document)
    return document if number == newest else {**document, "format": newest}


def _readable(newest: int) -> str:
    return f"format {FIRST}" if newest == FIRST else f"formats {FIRST} to {newest}"
